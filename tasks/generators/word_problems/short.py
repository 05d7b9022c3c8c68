"""Short school stories: so many in each, planned work with an unknown, cutting off, and two kinds of which one matters."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import between, pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import pool
from tasks.generators.word_problems.story import Draft, Story, Thing

PER = pool(
    "per",
    "there are {p members} in {a sets}.", "{a sets} has {p members}.", "each {one sets} has {p members}.", "there are {p members} to {a sets}.",
    "{a sets} contains {p members}.", "one {one sets} has {p members}.", "every {one sets} comes with {p members}.", "in one {one sets} there are {p members}.",
    "you can count {p members} in {a sets}.", "{a sets} is made up of {p members}.", "there are always {p members} in {a sets}.", "any {one sets} you look at has {p members}.",
    "a typical {one sets} has {p members}.", "all {sets} are alike: {p members} in each.", "the number of {members} in each {one sets} is {p}.", "it takes {p members} to make up {a sets}.",
    "for every {one sets} there are {p members}.", "{p members} can be counted in each {one sets}.", "{sets} have {p members} each.", "on average, {a sets} has {p members}.",
    "in every {one sets} you will find {p members}.", "we know that each {one sets} has {p members}.", "suppose that {a sets} has {p members}.", "each of the {sets} has exactly {p members}.",
    "one look at {a sets} shows {p members}.", "in a single {one sets}, there are {p members}.", "{p members} belong to each {one sets}.", "a single {one sets} comes to {p members}.",
    "whoever counts the {members} in {a sets} gets to {p}.", "{p} is the number of {members} in {a sets}.", "to each {one sets} there are always {p members}.", "the {members} in {a sets} number {p}.",
    "no matter which {one sets} you take, it has {p members}.", "as everyone knows, {a sets} has {p members}.", "you find {p members} per {one sets}.",
)  # fmt: skip
PER_ASK = pool(
    "per_ask",
    "how many {members} are there in {g sets}?", "how many {members} are in {g sets}?", "how many {members} do {g sets} have?", "in {g sets}, how many {members} are there?",
    "if there are {g sets}, how many {members} are there [in all|altogether|in total]?", "how many {members} do you get with {g sets}?", "what is the number of {members} in {g sets}?", "for {g sets}, what is the total number of {members}?",
    "how many {members} would there be in {g sets}?", "how many {members} will {g such sets} have [in all|altogether]?", "find the number of {members} in {g sets}.", "{g sets} have how many {members}?",
    "suppose there are {g sets}. How many {members} does that make?", "someone counted {g sets}. How many {members} was that?", "what number of {members} do {g sets} have together?", "can you tell how many {members} there are in {g sets}?",
    "how many {members} in total can be found in {g such sets}?", "given {g sets}, how many {members} are there?", "if you have {g sets}, how many {members} do you have?", "calculate how many {members} are in {g sets}.",
    "there are {g sets} in all. What is the total number of {members}?", "what would be the total number of {members} in {g sets}?", "how many {members} altogether are in {g sets} of this kind?", "with {g sets}, there would be how many {members}?",
    "{g sets} come to how many {members}?", "that makes how many {members} in {g sets}?", "let there be {g sets}. How many {members} are there then?", "if you count the {members} in {g sets}, what number do you get?",
    "what is the count of {members} for {g sets}?", "you see {g sets}. How many {members} do you see?", "how many {members} does one find in {g sets}?", "taking {g sets} together, how many {members} are there?",
    "how many {members} belong to {g sets}?", "what total do the {members} in {g sets} come to?", "think of {g sets}. How many {members} do they have?", "work out how many {members} {g sets} have.",
    "how many {members} must there be in {g sets}?", "a child counts all the {members} in {g sets}. What is the count?", "now take {g sets}: how many {members} is that?", "[tell|say|write down] how many {members} there are in {g sets}.",
    "when there are {g sets}, how many {members} are there [in all|altogether]?",
)  # fmt: skip
PER_BACK = pool(
    "per_back",
    "how many {sets} have {t members} [in all|together]?", "how many {sets} are needed for {t members}?", "with {t members}, how many {sets} are there?", "to get {t members}, how many {sets} does one need?",
    "how many {sets} would have a total of {t members}?", "{t members} were counted [in all|altogether]. How many {sets} were there?", "if there are {t members} in all, how many {sets} are there?", "find the number of {sets} that have {t members} in total.",
    "suppose you counted {t members}. How many {sets} did you see?", "{t members} make how many {sets}?", "what number of {sets} would give {t members}?", "a total of {t members} comes from how many {sets}?",
    "how many {sets} do you need to have {t members}?", "can you tell how many {sets} there are if there are {t members} altogether?",
    "{t members} come from how many {sets}?", "how many {sets} hold {t members} between them?", "how many {sets} does it take to get {t members}?", "if all the {members} together number {t}, how many {sets} are there?",
    "the {members} were counted, and there were {t}. How many {sets} was that?", "there are {t members} in all. What is the number of {sets}?", "what is the number of {sets} if the {members} add up to {t}?",
    "work out how many {sets} have {t members} altogether.", "from a total of {t members}, can you tell how many {sets} there are?", "in how many {sets} can you count {t members}?", "how many {sets} must there be to make {t members}?",
    "someone wants exactly {t members}. How many {sets} are needed?",
)  # fmt: skip
FRIENDS = pool(
    "friends",
    "{g} friends each have {p items}.",
    "each of {g} children has {p items}.",
    "{g} students brought {p items} each.",
    "a group of {g} people own {p items} apiece.",
    "{A} and {his} friends are {g} people in all. Each of them has {p items}.",
    "there are {g} friends, and every one of them has {p items}.", "{g} cousins came over with {p items} each.", "each one of the {g!} classmates owns {p items}.", "{p items} were handed to each of {g} children.",
    "a teacher gave {p items} to each of {g} students.", "every child in a group of {g} was given {p items}.", "at the club, {g} kids had {p items} apiece.", "{g} neighbors put their {items} together. Each had {p}.",
    "{A} knows {g} people who have {p items} each.", "{g} girls each collected {p items}.", "every one of {g} boys has {p items} in his bag.",
    "{g} people came, each with {p items}.", "{p items} belong to each of {g} friends.", "in a club of {g} members, everyone has {p items}.", "for each of {g} children there are {p items}.", "{g} pupils were each handed {p items}.",
    "there is a group of {g} friends. Everyone in it has {p items}.", "at a table sit {g} children with {p items} each.", "{g} players have {p items} apiece.", "{p items} each is what {g} neighbors own.",
)  # fmt: skip
FRIENDS_ASK = pool(
    "friends_ask",
    "how many {items} do they have [in all|altogether|in total]?",
    "how many {items} are there [in all|altogether]?",
    "what is the total number of {items}?",
    "together, how many {items} is that?",
    "how many {items} are there if everything is put together?", "how many {items} do all of them have together?", "find how many {items} they have as a group.", "what number of {items} do they own altogether?",
    "counting all of them, how many {items} are there?", "how many {items} does the whole group have?", "in total, how many {items} did that make?", "how many {items} is that for everyone?",
    "can you work out how many {items} there are altogether?",
    "add everything up: how many {items} are there?", "that makes how many {items} in all?", "how many {items} would they have if they put everything together?", "all of the {items} are placed on one big table. How many are on it?",
    "what do all of their {items} add up to?", "work out the total number of {items}.", "what is the number of {items} they have between them?", "when all of the {items} are counted, what is the total?",
    "altogether, they have how many {items}?", "as a group, how many {items} do they have?", "if someone counts every one of the {items}, how many will that be?", "[tell|say|write down] how many {items} there are in all.",
    "how many {items} does that give the whole group?",
)  # fmt: skip
PLAN_SOME = pool(
    "plan_some",
    "[workers|helpers] will {=do_} some more {t}.",
    "{t}, [workers|helpers] will {=do_} more {items}.",
    "more {items} will be {@do_} {t}.",
    "the plan is to {=do_} some more {t}.",
    "some {items} are to be {@do_} {t}.", "{t}, a group of volunteers will {=do_} some more.", "{t}, a number of new {items} will be {@do_} {where}.", "volunteers are going to {=do_} several more {items} {t}.",
    "people have decided to {=do_} more {items} {where} {t}.", "the town wants to {=do_} more {items} {t}.", "there will be more, because workers will {=do_} some {t}.", "{t}, [neighbors|parents] will come to {=do_} some new {items}.",
    "a team has been asked to {=do_} some more {t}.", "{t}, more {items} will be {@do_} by [workers|volunteers].", "it has been decided that some more {items} will be {@do_} {t}.", "several other {items} are going to be {@do_} {t}.",
    "there is a plan to {=do_} more {items} {where} {t}.", "this is not enough, so some more will be {@do_} {t}.", "[helpers|workers] are coming {t} to {=do_} some more {items}.",
)  # fmt: skip
PLAN_END = pool(
    "plan_end",
    "when they are finished, there will be {n items} {where}.",
    "after that there will be {n items} {where}.",
    "there will then be {n items} {where}.",
    "once that is done, {where} there will be {n items}.",
    "when the work is over, {n items} will be {where}.", "by the end there will be {n items} {where}.", "this will bring the number of {items} {where} to {n}.", "the total {where} will then be {n items}.",
    "with these, {where} there will be {n items} [in all|altogether].", "the number of {items} {where} will rise to {n}.", "they will stop as soon as there are {n items} {where}.", "at the end of the work, anyone can count {n items} {where}.",
    "with the new ones, there will be {n items} {where}.", "the workers want to have {n items} {where} in the end.", "the work will be done when there are {n items} {where}.", "the goal is to have {n items} {where}.",
    "{n} is the number of {items} there will be {where} afterwards.", "old and new together, there will be {n items} {where}.", "after the work, a count {where} would show {n items}.",
)  # fmt: skip
PLAN_NOW = pool(
    "plan_now",
    "there are [currently |now |]{n items} {where}.",
    "{where} there are {n items} now.",
    "at the moment {n items} are {where}.",
    "today one can count {n items} {where}.",
    "{n items} can be found {where} [now|right now].", "as of now, there are {n items} {where}.", "{n items} have already been {@do_} {where}.", "so far, {n items} have been {@do_} {where}.",
    "{where} you can see {n items} at present.", "right now there are only {n items} {where}.", "the number of {items} {where} is {n} at the moment.", "someone has counted {n items} {where}.",
    "{where}, someone counted {n items} this morning.", "up to now, there are {n items} {where}.", "before the work begins, there are {n items} {where}.", "at present the number of {items} {where} is {n}.",
    "there are already {n items} {where}.", "{where} there are just {n items} so far.", "a photo taken now would show {n items} {where}.",
)  # fmt: skip
PLAN_SOME_ASK = pool(
    "plan_some_ask",
    "how many {items} will [they|the workers] {=do_}?",
    "how many {items} will be {@do_} {t}?",
    "how many {items} are to be {@do_}?",
    "what number of {items} will be {@do_}?",
    "how many more {items} will there be than now?", "how many new {items} does the plan call for?", "find the number of {items} that will be {@do_}.", "how many {items} do they have to {=do_}?",
    "how many {items} are going to be {@do_} {t}?", "by how many will the number of {items} grow?", "how many {items} will [they|people] need to {=do_} {t}?", "how many more {items} must be {@do_}?",
    "that means how many {items} will be {@do_}?", "how many {items} are still to come?", "how many {items} must the workers {=do_} to get there?", "what is the number of new {items}?", "how many of the {items} will be new?",
    "how many {items} does the work add?", "for this, how many more {items} have to be {@do_}?", "by what number of {items} will the total go up?", "the workers have to {=do_} how many more {items}?",
    "what number of {items} is planned for {t}?", "so how many {items} is it that they will {=do_} {t}?", "[tell|say|work out] how many {items} will be {@do_}.",
)  # fmt: skip
LONG = pool(
    "long",
    "a piece of {stuff} is {n units} long.",
    "{A} {~have} a piece of {stuff} that is {n units} long.",
    "the {stuff} {~be} {n units} long.",
    "the length of {A}'s {stuff} was {n units}.",
    "{A} {~buy} {n units} of {stuff}.",
    "at first, the {stuff} was {n units} long.", "{A} {~get} a piece of {stuff} with a length of {n units}.", "{A} {~find} {n units} of {stuff} in the garage.", "there was a piece of {stuff} {n units} in length.",
    "{A} {~measure} the {stuff}: it was {n units} long.", "{A} {~start} with {n units} of {stuff}.", "for a school project, {A} {~bring} a piece of {stuff} {n units} long.", "on the table lay {n units} of {stuff}.",
    "{A} owned a piece of {stuff} measuring {n units}.", "a store sold {A} {n units} of {stuff}.",
    "{A}'s piece of {stuff} measured {n units}.", "there were {n units} of {stuff} to start with.", "with a ruler {A} found that the {stuff} was {n units} long.", "{n units} was the length of the {stuff} that {A} {~have}.",
    "{A} {~order} {n units} of {stuff} for some work at home.", "from end to end, the {stuff} measured {n units}.", "at the start, {A} {~have} {n units} of {stuff}.", "{A}'s neighbor gave away a piece of {stuff}: it was {n units} long.",
    "a roll held {n units} of {stuff}.",
)  # fmt: skip
CUT = pool(
    "cut",
    "{A} {~cut} off {x units}.",
    "{x units} {were x} cut off.",
    "then {A} {~cut} {x units} off the end.",
    "{A} shortened it by {x units}.",
    "after that, {x units} {were x} taken off.", "{A} {~remove} {x units} from one end.", "{x units} of it {were x} used for a craft.", "{A} {~need} only a part, and {~cut} {x units} from it.",
    "{A} {~trim} {x units} from the piece.", "someone cut away {x units}.", "a part {x units} long was removed.", "then {x units} of it {were x} given away.",
    "{A} {~use} up {x units} of it.", "a piece of {x units} was cut off and thrown away.", "the first {x units} {were x} cut away.", "{A} {~take} off {x units} with a saw or scissors.", "because it was too long, {A} {~remove} {x units}.",
    "then {A} {~make} it {x units} shorter.", "{A} {~need} {x units} for something else and {~cut} them off.", "from one end, {x units} {were x} removed.",
)  # fmt: skip
LONG_NOW = pool(
    "long_now",
    "how long is the {stuff} now, in {units}?",
    "how long is the piece now?",
    "how many {units} are left?",
    "what length remains, in {units}?",
    "what is the new length of the {stuff}, in {units}?", "how much {stuff} is left, in {units}?", "how many {units} long is the piece that is left?", "how many {units} of {stuff} are still there?",
    "find the length that is left, in {units}.", "how long was the {stuff} after that?", "how many {units} of {stuff} does that leave?", "what is the length of the rest?",
    "that leaves how many {units} of {stuff}?", "how much of the {stuff} remains, in {units}?", "if the {stuff} is measured again, how many {units} long is it?", "the rest of the {stuff} is how many {units} long?",
    "what does the {stuff} measure now, in {units}?", "how long a piece of {stuff} is left, in {units}?", "[tell|say|work out] how many {units} of {stuff} remain.", "what length of {stuff} is kept, in {units}?",
    "how many {units} from end to end is the {stuff} now?", "once that part is gone, how many {units} of {stuff} are there?", "to how many {units} was the {stuff} shortened?",
)  # fmt: skip
CUT_END = pool(
    "cut_end",
    "{A} {~cut} some off, and now it is {m units} long.",
    "after a cut it is {m units} long.",
    "now it is only {m units} long.",
    "then a part was cut off, which left {m units}.",
    "once a piece had been removed, {m units} {were m} left.", "{A} {~remove} a part of it, leaving {m units}.", "{A} {~use} some of it. The rest is {m units} long.", "what is left of it is {m units} long.",
    "after {A} {~cut} a piece off, it measured {m units}.", "{A} {~need} some of it for a gift, and {m units} {were m} left.", "when {A} had trimmed it, its length was {m units}.", "after some was given away, {m units} {were m} left.",
    "{A} {~cut} it down to {m units}.", "some of it was cut away, so that {m units} {were m} left.", "{A} {~cut} off a part and {~keep} the other {m units}.", "then it was made shorter, and it measured {m units}.",
    "all but {m units} of it was used.", "the part that {A} {~keep} after a cut measured {m units}.", "{A} {~cut} it in two and {~give} one part away. The other part was {m units} long.",
    "{m units} {were m} left when a part had been cut off.",
)  # fmt: skip
CUT_ASK = pool(
    "cut_ask",
    "how many {units} were cut off?",
    "how much was cut off, in {units}?",
    "how many {units} did {A} cut off?",
    "what length was taken away, in {units}?",
    "how long was the part that is gone, in {units}?", "how many {units} shorter is it now?", "how many {units} are missing now?", "by how many {units} did it get shorter?",
    "find the length of the part that was removed, in {units}.", "what was the length of the part cut off?", "how many {units} of {stuff} were removed?", "how many {units} did it lose?",
    "how many {units} of it were taken away?", "the part that is gone was how many {units} long?", "by what length did the {stuff} get shorter, in {units}?", "how long a piece was removed, in {units}?",
    "what is the difference between the old length and the new one, in {units}?", "how many {units} of the {stuff} are no longer there?", "how much {stuff} is gone, in {units}?", "[tell|say|work out] how many {units} were removed.",
    "how much longer was the {stuff} before, in {units}?", "what did the missing part measure, in {units}?", "that means how many {units} of {stuff} are gone?",
)  # fmt: skip
BOTH = pool(
    "both",
    "{A} {~have} {n xs} and {m ys}.",
    "{A} {~have} {m ys} and {n xs}.",
    "{A} {~buy} {n xs} and {m ys}.",
    "{m ys} and {n xs} belong to {A}.",
    "{A} {~collect} {n xs} as well as {m ys}.",
    "there are {n xs} and {m ys} in {A}'s house.", "{A} owned {n xs}, and also {m ys}.", "besides {m ys}, {A} {~have} {n xs}.", "{A}'s collection was made up of {n xs} and {m ys}.",
    "for {his} birthday, {A} {~get} {n xs} and {m ys}.", "{A} counted {his} things: {n xs} and {m ys}.", "{A}'s mother gave {him} {m ys} and {n xs}.", "{A} {~bring} {n xs} and {m ys} to school.",
    "on the shelf {A} {~keep} {m ys} and {n xs}.", "after shopping, {A} {~have} {n xs} and {m ys}.",
    "there were two kinds of things in {A}'s room: {n xs} and {m ys}.", "{A} {~own} {m ys}. {A} also {~own} {n xs}.", "{n xs} were in {A}'s house, next to {m ys}.", "not only {m ys} but also {n xs} belonged to {A}.",
    "in all, {A} had {n xs} plus {m ys}.", "{A} {~find} {n xs} and {m ys} in a big box.", "along with {n xs}, {A} {~get} {m ys} from a neighbor.", "as for {xs}, {A} had {n}, and there were {m ys} too.",
)  # fmt: skip
GIVE_SOME = pool(
    "give_some",
    "{he} {~give} some of the {xs} to {B}.",
    "{he} {~give} {B} some of {his} {xs}.",
    "{he} {~lose} some of the {xs}.",
    "{B} {~get} some of the {xs}.",
    "{B} {~take} some of the {xs}.",
    "some of {his} {xs} were sold.", "a few {xs} were then given to {B}.", "{he} {~let} {B} have some of the {xs}.", "later {he} {~sell} some of the {xs}.",
    "some of the {xs} were broken, and {he} {~throw} them out.", "{B} asked for some {xs}, and {he} {~hand} them over.", "a number of the {xs} got lost.", "{he} {~share} some of the {xs} with {B}.",
    "during the week, {he} {~trade} some of the {xs} away.", "{he} {~donate} some {xs} to the school fair.",
    "{he} then {~lend} some of the {xs} to {B}.", "some of the {xs} {A} {~have} were given away.", "{B} wanted some {xs} and {~get} them from {A}.", "a few of the {xs} went to {B} as a present.",
    "{he} {~bring} {B} some of the {xs} as a gift.", "not all of the {xs} stayed: some were sold.", "{A} {~find} that some of the {xs} were missing.",
)  # fmt: skip
HAS_KEPT = pool(
    "has_kept",
    "now {he} has {p xs}.",
    "now {he} has {p xs} left.",
    "{he} has {p xs} left.",
    "that left {him} with {p xs}.",
    "{he} still has {p xs}.",
    "after that, {he} has {p xs} left.", "{p xs} are all that {he} has now.", "{p} of the {xs} remain.", "the number of {xs} {he} has now is {p}.",
    "there are only {p xs} left.", "{he} is left with {p xs}.", "this leaves {him} {p xs}.", "when {he} looked again, there were {p xs}.",
    "in the end {he} had {p xs}.", "now there are {p xs} in {his} room.",
    "a count now shows {p xs}.", "of the {xs}, {p} are left.", "{he} kept {p xs}.", "in the end, {A} was left with {p xs}.", "the remaining {xs} number {p}.", "{he} counted again and found {p xs}.", "all but {p} of the {xs} are gone.",
)  # fmt: skip
GONE_ASK = pool(
    "gone_ask",
    "how many {xs} are gone?",
    "how many {xs} does {he} no longer have?",
    "how many fewer {xs} does {A} have now?",
    "by how many {xs} did {his} collection shrink?",
    "how many of the {xs} does {A} not have any more?", "find the number of {xs} that are gone.", "how many {xs} fewer are there than at first?", "how many {xs} did {A} part with?",
    "what number of {xs} did {he} part with?", "how many {xs} are missing now?", "how many of {his} {xs} are no longer there?", "can you tell how many {xs} {he} no longer has?",
    "what number of {xs} is gone?", "that means how many {xs} are gone?", "how many {xs} did {A} not keep?", "of all the {xs}, how many are not there now?", "how many {xs} must be gone?",
    "to have as many {xs} as before, how many would {A} have to get back?", "do you know how many of the {xs} {A} no longer has?", "[tell|say|work out] how many {xs} are missing.", "how much smaller is the number of {xs} now?",
    "how many more {xs} did {A} have before?", "{A} wonders how many {xs} are missing. How many is it?", "the {xs} that are gone: how many were there?",
)  # fmt: skip
SHARE_ONE = pool(
    "share_one",
    "if {he} shares the {xs} among {g} friends equally, how many {xs} does each friend get?", "{he} puts the {xs} in {g} equal groups. How many {xs} are in each group?", "the {xs} are shared equally by {g} children. How many {xs} does each child get?", "among {g} friends {he} divides only the {xs}, in equal parts. How many {xs} does each one get?",
    "if {he} splits the {xs} into {g} equal groups, how many {xs} are in a group?",
    "{g} friends divide the {xs} equally. How many {xs} does each one have then?", "how many {xs} would each of {g} children get if {he} shared the {xs} out equally?", "{he} arranges the {xs} in {g} rows with the same number in each. How many {xs} are in one row?", "{he} packs the {xs} into {g} bags, with the same number of {xs} in each. How many {xs} are in each bag?",
    "if only the {xs} are dealt out evenly to {g} people, how many {xs} does each of them get?", "{he} wants to give the {xs} to {g} cousins so that each gets the same. How many {xs} should each cousin get?", "how many {xs} go in each box if the {xs} are spread evenly over {g} boxes?", "the {xs} have to fit on {g} shelves, equally many on each. How many {xs} go on one shelf?",
    "with the {xs} split evenly among {g} classmates, how many {xs} does one classmate get?", "if {he} makes {g} equal piles of {xs}, what is the number of {xs} in each pile?",
    "each of {g} friends is to get the same number of {xs}. How many will that be?", "what is each person's share of the {xs} if {g} people share them equally?", "how many {xs} will be in each pile if {he} makes {g} equal piles of them?",
    "{g} children get all of the {xs}, and nobody gets more than another. How many {xs} go to each?", "the {xs} are dealt out fairly to {g} players. How many {xs} does one player hold?",
    "{he} fills {g} boxes with the {xs}, the same number in every box. What number of {xs} is in one box?", "when the {xs} are divided into {g} equal parts, how many {xs} make up one part?",
    "all of the {xs} go to {g} neighbors in equal shares. What number of {xs} does a neighbor receive?", "to give {g} cousins equally many of the {xs}, how many should {he} give to each?",
    "suppose {he} hands out all of the {xs} to {g} people evenly. How many {xs} will each person have?", "find how many {xs} each gets when {g} friends share all of the {xs} equally.",
)  # fmt: skip
GROUP_ONE = pool(
    "group_one",
    "if the {xs} are put in groups of {p}, how many groups will there be?",
    "{he} wants to split the {xs} into groups of {p}. How many groups will be made?",
    "how many groups of {p} can {he} make from the {xs}?",
    "with {p xs} to a group, how many groups of {xs} are there?",
    "{he} puts the {xs} in bags of {p}. How many bags does {he} fill?", "how many bags can {he} fill with {p xs} in each?", "{he} lines up the {xs} in rows of {p}. How many rows are there?", "the {xs} go into boxes that hold {p} each. How many boxes does {he} need for them?",
    "if {he} gives {p xs} to every friend until no {xs} are left, how many friends get some?", "each bag can hold {p xs}. How many bags are needed for all of the {xs}?", "how many piles of {p} do the {xs} make?", "{he} stacks the {xs}, {p} to a stack. How many stacks of {xs} does that give?",
    "{he} gives all of the {xs} away, {p} to each child. How many children is that?", "what number of groups does {he} get with {p xs} in every group?",
    "how many friends can {he} give {p xs} each?", "each box takes {p xs}. How many boxes can be filled with the {xs}?", "all of the {xs} are tied into bundles of {p}. What is the number of bundles?",
    "if every child is to have {p xs}, for how many children are there enough {xs}?", "{he} keeps taking away {p xs} at a time until none are left. How many times does {he} do that?",
    "the {xs} are laid out with {p} in each row. How many rows does that make?", "into how many groups of {p} can the {xs} be divided?", "a bag is full with {p xs} in it. How many such bags do all of the {xs} fill?",
    "find how many sets of {p} the {xs} can be sorted into.", "on each shelf there is room for {p xs}. How many shelves do the {xs} take up?", "counting the {xs} by groups of {p}, how many groups does {he} count?",
)  # fmt: skip

_CONTENTS = (
    ("candy bar", "calorie", 50, 300), ("glass of juice", "calorie", 60, 150), ("deck", "card", 40, 60), ("book", "page", 40, 400), ("box of crayons", "crayon", 8, 64), ("package", "sticker", 6, 60),
    ("week", "school day", 5, 5), ("bunch", "banana", 4, 9), ("carton", "egg", 6, 18), ("ticket book", "ticket", 10, 50), ("pitcher", "glass", 4, 9), ("bicycle", "wheel", 2, 2), ("tricycle", "wheel", 3, 3),
    ("car", "seat", 4, 7), ("train", "carriage", 4, 14), ("guitar", "string", 6, 6), ("pack of gum", "stick", 5, 18), ("flower", "petal", 5, 30), ("hand", "finger", 5, 5), ("bouquet", "rose", 6, 24), ("notebook", "sheet", 40, 120),
    ("lesson", "exercise", 5, 25), ("bag", "marble", 5, 60), ("sheet", "stamp", 10, 50), ("ladybug", "spot", 6, 16), ("chair", "leg", 4, 4), ("page", "photo", 2, 12), ("bush", "berry", 12, 90),
)  # fmt: skip
_PLANS = (("plant", "in the park", v.SORTS["trees"]), ("plant", "in the garden", v.nouns("rose bush, tulip, apple tree")), ("put up", "on the street", v.nouns("lamp, bench, sign, flag")), ("set up", "in the hall", v.nouns("chair, table")))  # fmt: skip


def contents(story: Story, level: int) -> Draft:
    """So many in one: how many in g, or how many hold t."""
    del level
    rng = story.rng
    story.people = story.past = False
    if rng.random() < 0.25:
        story.people = True
        story.main(story.scene(), roles=False)
        g, p = story.n(2, 12), story.n(2)
        items = story.ctx["items"].many
        return Draft([story.say(FRIENDS, g=g, p=p)], story.say(FRIENDS_ASK), story.step(f"{items} in all", g, "*", p))
    one, member, low, high = pick(rng, _CONTENTS)
    g, p = story.n(2, max(9, min(story.scale, 300))), between(rng, low, high)
    story.ctx |= {"sets": Thing(one, v.plural(one)), "members": Thing(member, v.plural(member))}
    text = story.say(PER, p=p)
    if rng.random() < 0.7:
        return Draft([text], story.say(PER_ASK, g=g), story.step(f"{v.plural(member)} in all", p, "*", g))
    return Draft([text], story.say(PER_BACK, t=p * g), story.step(f"number of {v.plural(one)}", p * g, "/", p))


def planned_some(story: Story, level: int) -> Draft:
    """Trees now and trees when the work is done: how many are planted."""
    del level
    story.people = story.past = False
    story.orderly = True
    verb, where, things = pick(story.rng, _PLANS)
    thing = Thing(*pick(story.rng, things))
    story.ctx |= {
        "do_": verb,
        "where": where,
        "items": thing,
        "t": pick(story.rng, ("today", "tomorrow", "this year", "next week")),
    }
    n = story.n(2)
    end = n + story.n(2)
    sentences = [story.say(PLAN_NOW, n=n), story.say(PLAN_SOME), story.say(PLAN_END, n=end)]
    return Draft(sentences, story.say(PLAN_SOME_ASK), story.step(f"{thing.many} to come", end, "-", n))


def cutting(story: Story, level: int) -> Draft:
    """A length with a part cut off: the rest or the part."""
    del level
    rng = story.rng
    story.main()
    story.past = story.orderly = True
    one, many = pick(
        rng,
        (("foot", "feet"), ("inch", "inches"), ("meter", "meters"), ("yard", "yards"), ("centimeter", "centimeters")),
    )
    scale = pick(rng, (1, 1, 10, 100))
    n = Fraction(between(rng, 4 * scale, 90 * scale), scale)
    x = Fraction(between(rng, scale, int(n * scale) - 1), scale)
    story.ctx |= {
        "stuff": pick(rng, ("wood", "ribbon", "rope", "wire", "cloth", "string", "pipe")),
        "units": Thing(one, many),
    }
    text = story.say(LONG, n=n)
    if rng.random() < 0.6:
        return Draft([text, story.say(CUT, x=x)], story.say(LONG_NOW), story.step(f"{many} left", n, "-", x))
    return Draft([text, story.say(CUT_END, m=n - x)], story.say(CUT_ASK), story.step(f"{many} cut off", n, "-", n - x))


def one_of_two(story: Story, level: int) -> Draft:
    """Two kinds, of which only one is given away or shared."""
    del level
    rng = story.rng
    story.main(roles=False)
    story.past = story.orderly = True
    _, (a, b) = story.sorts(2, ("people", "animals", "trees", "vehicles", "birds", "farm animals", "pets"))
    story.ctx |= {"xs": a, "ys": b}
    story.other()
    m = story.n(2)
    if rng.random() < 0.45:
        n = story.n(4)
        kept = story.n(2, n - 1)
        sentences = [story.say(BOTH, n=n, m=m), story.say(GIVE_SOME), story.say(HAS_KEPT, p=kept)]
        return Draft(sentences, story.say(GONE_ASK), story.step(f"{a.many} gone", n, "-", kept))
    g, p = story.n(2, 12), story.n(2, max(6, min(60, story.scale)))
    text = story.say(BOTH, n=g * p, m=m)
    if rng.random() < 0.5:
        return Draft([text], story.say(SHARE_ONE, g=g), story.step(f"{a.many} for each", g * p, "/", g))
    return Draft([text], story.say(GROUP_ONE, p=p), story.step("number of groups", g * p, "/", p))


SCHEMAS = ((contents, 1, 1, 4), (planned_some, 1, 1, 1), (cutting, 1, 1, 2), (one_of_two, 1, 1, 4))
