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
)  # fmt: skip
PER_ASK = pool(
    "per_ask",
    "how many {members} are there in {g sets}?", "how many {members} are in {g sets}?", "how many {members} do {g sets} have?", "in {g sets}, how many {members} are there?",
    "if there are {g sets}, how many {members} are there [in all|altogether|in total]?", "how many {members} do you get with {g sets}?", "what is the number of {members} in {g sets}?", "for {g sets}, what is the total number of {members}?",
    "how many {members} would there be in {g sets}?", "how many {members} will {g such sets} have [in all|altogether]?", "find the number of {members} in {g sets}.", "{g sets} have how many {members}?",
    "suppose there are {g sets}. How many {members} does that make?", "someone counted {g sets}. How many {members} was that?", "what number of {members} do {g sets} have together?", "can you tell how many {members} there are in {g sets}?",
    "how many {members} in total can be found in {g such sets}?", "given {g sets}, how many {members} are there?", "if you have {g sets}, how many {members} do you have?", "calculate how many {members} are in {g sets}.",
    "there are {g sets} in all. What is the total number of {members}?", "what would be the total number of {members} in {g sets}?", "how many {members} altogether are in {g sets} of this kind?", "with {g sets}, there would be how many {members}?",
)  # fmt: skip
PER_BACK = pool(
    "per_back",
    "how many {sets} have {t members} [in all|together]?", "how many {sets} are needed for {t members}?", "with {t members}, how many {sets} are there?", "to get {t members}, how many {sets} does one need?",
    "how many {sets} would have a total of {t members}?", "{t members} were counted [in all|altogether]. How many {sets} were there?", "if there are {t members} in all, how many {sets} are there?", "find the number of {sets} that have {t members} in total.",
    "suppose you counted {t members}. How many {sets} did you see?", "{t members} make how many {sets}?", "what number of {sets} would give {t members}?", "a total of {t members} comes from how many {sets}?",
    "how many {sets} do you need to have {t members}?", "can you tell how many {sets} there are if there are {t members} altogether?",
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
)  # fmt: skip
PLAN_SOME = pool(
    "plan_some",
    "[workers|helpers] will {=do_} some more {t}.",
    "{t}, [workers|helpers] will {=do_} more {items}.",
    "more {items} will be {@do_} {t}.",
    "the plan is to {=do_} some more {t}.",
    "some {items} are to be {@do_} {t}.", "{t}, a group of volunteers will {=do_} some more.", "{t}, a number of new {items} will be {@do_} {where}.", "volunteers are going to {=do_} several more {items} {t}.",
    "people have decided to {=do_} more {items} {where} {t}.", "the town wants to {=do_} more {items} {t}.", "there will be more, because workers will {=do_} some {t}.", "{t}, [neighbors|parents] will come to {=do_} some new {items}.",
)  # fmt: skip
PLAN_END = pool(
    "plan_end",
    "when they are finished, there will be {n items} {where}.",
    "after that there will be {n items} {where}.",
    "there will then be {n items} {where}.",
    "once that is done, {where} there will be {n items}.",
    "when the work is over, {n items} will be {where}.", "by the end there will be {n items} {where}.", "this will bring the number of {items} {where} to {n}.", "the total {where} will then be {n items}.",
    "with these, {where} there will be {n items} [in all|altogether].", "the number of {items} {where} will rise to {n}.", "they will stop as soon as there are {n items} {where}.", "at the end of the work, anyone can count {n items} {where}.",
)  # fmt: skip
PLAN_NOW = pool(
    "plan_now",
    "there are [currently |now |]{n items} {where}.",
    "{where} there are {n items} now.",
    "at the moment {n items} are {where}.",
    "today one can count {n items} {where}.",
    "{n items} can be found {where} [now|right now].", "as of now, there are {n items} {where}.", "{n items} have already been {@do_} {where}.", "so far, {n items} have been {@do_} {where}.",
    "{where} you can see {n items} at present.", "right now there are only {n items} {where}.", "the number of {items} {where} is {n} at the moment.", "someone has counted {n items} {where}.",
)  # fmt: skip
PLAN_SOME_ASK = pool(
    "plan_some_ask",
    "how many {items} will [they|the workers] {=do_}?",
    "how many {items} will be {@do_} {t}?",
    "how many {items} are to be {@do_}?",
    "what number of {items} will be {@do_}?",
    "how many more {items} will there be than now?", "how many new {items} does the plan call for?", "find the number of {items} that will be {@do_}.", "how many {items} do they have to {=do_}?",
    "how many {items} are going to be {@do_} {t}?", "by how many will the number of {items} grow?", "how many {items} will [they|people] need to {=do_} {t}?", "how many more {items} must be {@do_}?",
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
)  # fmt: skip
CUT = pool(
    "cut",
    "{A} {~cut} off {x units}.",
    "{x units} {were x} cut off.",
    "then {A} {~cut} {x units} off the end.",
    "{A} shortened it by {x units}.",
    "after that, {x units} {were x} taken off.", "{A} {~remove} {x units} from one end.", "{x units} of it {were x} used for a craft.", "{A} {~need} only a part, and {~cut} {x units} from it.",
    "{A} {~trim} {x units} from the piece.", "someone cut away {x units}.", "a part {x units} long was removed.", "then {x units} of it {were x} given away.",
)  # fmt: skip
LONG_NOW = pool(
    "long_now",
    "how long is the {stuff} now, in {units}?",
    "how long is the piece now?",
    "how many {units} are left?",
    "what length remains, in {units}?",
    "what is the new length of the {stuff}, in {units}?", "how much {stuff} is left, in {units}?", "how many {units} long is the piece that is left?", "how many {units} of {stuff} are still there?",
    "find the length that is left, in {units}.", "how long was the {stuff} after that?", "how many {units} of {stuff} does that leave?", "what is the length of the rest?",
)  # fmt: skip
CUT_END = pool(
    "cut_end",
    "{A} {~cut} some off, and now it is {m units} long.",
    "after a cut it is {m units} long.",
    "now it is only {m units} long.",
    "then a part was cut off, which left {m units}.",
    "once a piece had been removed, {m units} {were m} left.", "{A} {~remove} a part of it, leaving {m units}.", "{A} {~use} some of it. The rest is {m units} long.", "what is left of it is {m units} long.",
    "after {A} {~cut} a piece off, it measured {m units}.", "{A} {~need} some of it for a gift, and {m units} {were m} left.", "when {A} had trimmed it, its length was {m units}.", "after some was given away, {m units} {were m} left.",
)  # fmt: skip
CUT_ASK = pool(
    "cut_ask",
    "how many {units} were cut off?",
    "how much was cut off, in {units}?",
    "how many {units} did {A} cut off?",
    "what length was taken away, in {units}?",
    "how long was the part that is gone, in {units}?", "how many {units} shorter is it now?", "how many {units} are missing now?", "by how many {units} did it get shorter?",
    "find the length of the part that was removed, in {units}.", "what was the length of the part cut off?", "how many {units} of {stuff} were removed?", "how many {units} did it lose?",
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
)  # fmt: skip
GONE_ASK = pool(
    "gone_ask",
    "how many {xs} are gone?",
    "how many {xs} does {he} no longer have?",
    "how many fewer {xs} does {A} have now?",
    "by how many {xs} did {his} collection shrink?",
    "how many of the {xs} does {A} not have any more?", "find the number of {xs} that are gone.", "how many {xs} fewer are there than at first?", "how many {xs} did {A} part with?",
    "what number of {xs} did {he} part with?", "how many {xs} are missing now?", "how many of {his} {xs} are no longer there?", "can you tell how many {xs} {he} no longer has?",
)  # fmt: skip
SHARE_ONE = pool(
    "share_one",
    "if {he} shares the {xs} among {g} friends equally, how many {xs} does each friend get?", "{he} puts the {xs} in {g} equal groups. How many {xs} are in each group?", "the {xs} are shared equally by {g} children. How many {xs} does each child get?", "among {g} friends {he} divides only the {xs}, in equal parts. How many {xs} does each one get?",
    "if {he} splits the {xs} into {g} equal groups, how many {xs} are in a group?",
    "{g} friends divide the {xs} equally. How many {xs} does each one have then?", "how many {xs} would each of {g} children get if {he} shared the {xs} out equally?", "{he} arranges the {xs} in {g} rows with the same number in each. How many {xs} are in one row?", "{he} packs the {xs} into {g} bags, with the same number of {xs} in each. How many {xs} are in each bag?",
    "if only the {xs} are dealt out evenly to {g} people, how many {xs} does each of them get?", "{he} wants to give the {xs} to {g} cousins so that each gets the same. How many {xs} should each cousin get?", "how many {xs} go in each box if the {xs} are spread evenly over {g} boxes?", "the {xs} have to fit on {g} shelves, equally many on each. How many {xs} go on one shelf?",
    "with the {xs} split evenly among {g} classmates, how many {xs} does one classmate get?", "if {he} makes {g} equal piles of {xs}, what is the number of {xs} in each pile?",
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
