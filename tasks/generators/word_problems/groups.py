"""Equal groups and sharing: any one of total, size and number unknown, with things put to them or taken away."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import between, pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import pool
from tasks.generators.word_problems.story import Draft, Story, Thing

GROUPS = pool("groups",
    "{A} {~have} {g boxes} [of|with] {items}. Each {one boxes} [has|holds|contains] {p items}.", "there are {g boxes} with {p items} in each.", "{A} {~have} {g boxes} with {p items} in each [one|{one boxes}].", "{A} fills {g boxes}, putting {p items} in every one.",
    "each {one boxes} holds {p items}, and {A} {~have} {g boxes}.", "{A} {~buy} {g boxes} of {items}. There are {p items} in each {one boxes}.", "{A} put {p items} into each of {g boxes}.", "in each of the {g! boxes} there are {p items}.",
    "there are {p items} in each {one boxes}. {A} {~have} {g boxes}.", "{A} {~have} {g boxes} of {p items} each.", "a {one boxes} of {items} has {p} in it. {A} {~buy} {g boxes}.", "{g boxes} were packed with {p items} apiece.",
    "{p items} fit in {a boxes}, and {A} {~fill} {g boxes}.", "{A} {~pack} {p items} into each {one boxes} and {~use} {g boxes}.", "{A} {~get} {g boxes}, and every one of them has {p items} in it.", "{g boxes} of {items} were brought to {A}. Each {one boxes} had {p items} in it.",
    "{A} sorts {items} into {g boxes}, {p} to each {one boxes}.", "every {one boxes} has {p items}. There are {g boxes}.", "{A} {~own} {g boxes}, each with {p items} inside.", "inside each of {A}'s {g! boxes} are {p items}.",
    "the {items} come in {boxes} of {p}, and {A} {~take} {g boxes}.", "{A} counted {p items} in every {one boxes}. There were {g boxes} like that.", "in a storeroom there are {g boxes}, and each {one boxes} has {p items}.", "with {p items} in every {one boxes}, {A} {~have} {g boxes}.",
    "{A} {~have} {items} in {g boxes}, and there are {p} of them in each.", "{g boxes} are full, and each of them has {p items} inside.", "{A} {~order} {g boxes} of {items}. One {one boxes} holds {p items}.", "if you open any {one boxes}, you find {p items}. {A} {~have} {g boxes}.",
    "{A} {~carry} {g boxes} into the house, each of them filled with {p items}.", "{p items} are in each {one boxes}, and there are {g boxes} [of them|in all].", "{A} put {items} away in {g boxes}, with {p} in every {one boxes}.", "there is room for {p items} in each {one boxes}. {A} fills {g boxes}.",
    "each {one boxes} is packed with {p items}, and {g boxes} belong to {A}.", "someone gave {A} {g boxes} with {p items} apiece.", "all the {boxes} have {p items} in them. There are {g boxes}.", "{A} lines up {g boxes} with {p items} in each.",
    "to put {items} away, {A} {~take} {g boxes} and {~put} {p} in each of them.", "{g boxes} stand in front of {A}, and no {one boxes} has more or fewer than {p items}.",
    "whichever {one boxes} {A} opens, {p items} are in it. There are {g boxes}.", "{A}'s {items} are in {g boxes}, {p} in each.", "at {p items} to {a boxes}, {A} {~fill} {g boxes}.",
    "{A} has {g boxes} in all. In each of them one can count {p items}.", "a store sells {items} in {boxes} of {p}. {A} {~buy} {g} of these {boxes}.", "one {one boxes} has {p items} in it, and {A} {~have} {g} such {boxes}.",
    "{A} looked into {g boxes} and found {p items} in every one.", "{g boxes} arrived for {A}, every one of them with {p items} inside.", "{items} are stored in {g boxes}. The number in each {one boxes} is {p}, and all of them are {A}'s.",
    "the label on each of {A}'s {g! boxes} says that there are {p items} in it.", "{A} made {g boxes} ready, and {p items} went into each.", "after packing {p items} into every {one boxes}, {A} had {g boxes} full.",
)  # fmt: skip
GROUPS_ASK = pool("groups_ask",
    "how many {items} {does} {A} have [in all|altogether|in total]?", "how many {items} are there [in all|altogether|in total]?", "how many {items} {does} {A} have?", "what is the total number of {items} in the {boxes}?",
    "how many {items} is that?", "how many {items} are in the {boxes} altogether?", "find the total number of {items}.", "altogether, how many {items} are there?",
    "what number of {items} is that [in all|altogether]?", "how many {items} are there if you count all of them?", "find how many {items} there are in the {boxes}.", "how many {items} do the {boxes} hold altogether?",
    "can you tell how many {items} there are in total?", "if all of the {boxes} were emptied, how many {items} would there be?", "what is the total number of {items}?", "calculate the number of {items} in all.",
    "in all, how many {items} is that?", "how many {items} would you count altogether?", "counting every {one items}, how many are there?", "how many {items} does that make [in all|altogether]?",
    "what do all the {items} add up to?", "how many {items} are there when everything is counted?", "altogether, what number of {items} is there?", "the {boxes} hold how many {items} [in all|altogether]?",
    "how many {items} would there be in one big heap?", "that makes how many {items} altogether?", "what would {A} get by counting every one of the {items}?", "if {A} took all the {items} out of the {boxes}, how many would there be?",
    "work out the number of {items} in all.", "how many {items} did it take to fill the {boxes}?", "in all the {boxes} together, how many {items} are there?", "how many {items} are packed away in the {boxes}?",
    "putting all of the {boxes} together, how many {items} is that?", "how large is the whole number of {items}?", "so how many {items} are there in total?", "{A} has how many {items} altogether?",
    "how many {items} could be taken out of the {boxes} in all?", "tell how many {items} there are in all the {boxes}.", "with all the {boxes} counted, how many {items} are there?",
)  # fmt: skip
HAS_TOTAL = pool("has_total", "{A} {~have} {t items}.", "there are {t items} [to pack|in total|altogether].", "{A} {~gain} {t items}.", "a total of {t items} is ready.", "{A} has [collected|got together] {t items}.", "{A} bought {t items}.",
    "{A} counted {t items}.", "{t items} belong to {A}.", "{A} has {t items} in all.", "{A} {~bring} {t items}.",
    "{A} {~own} {t items} altogether.", "{t items} are on {A}'s table.", "{A} wants to put away {t items}.", "someone gave {A} {t items}.",
    "{A} {~start} with {t items}.", "{A} needs to sort {t items}.", "{A} received {t items} [in the mail|from a friend].", "{t items} were brought to {A}.",
    "the number of {items} {A} has is {t}.",
    "{t items} are waiting for {A}.", "in front of {A} are {t items}.", "{A} has exactly {t items}.", "the {items} that {A} has are {t} in number.", "a count of {A}'s {items} gave {t}.", "{A} has {t items} to put in order.",
    "a friend left {t items} with {A}.", "{A} took out all of {his} {items}: {t} of them.",
)  # fmt: skip
ASK_BOXES = pool("ask_boxes",
    "each {one boxes} holds {p items}. How many {boxes} {does} {A} need?", "{he} puts {p items} in each {one boxes}. How many {boxes} can {he} fill?", "if {p items} go in each {one boxes}, how many {boxes} are needed?", "with {p items} to {a boxes}, how many {boxes} will there be?",
    "{he} packs them in {boxes} of {p}. How many {boxes} does {he} fill?", "if each {one boxes} can hold {p items}, how many {boxes} will {A} need?", "every {one boxes} gets {p items}. How many {boxes} are used?", "how many {boxes} are filled if {p items} fit in one?",
    "how many {boxes} of {p} does that make?", "{p items} go in each {one boxes}. How many {boxes} are there in the end?", "{he} wants {p items} in every {one boxes}. How many {boxes} should {he} get?", "how many {boxes} will {he} need to pack all of them, with {p items} in each?",
    "if {he} packs {p items} to {a boxes}, what number of {boxes} will be full?", "there is room for {p items} in each {one boxes}. How many {boxes} are needed?", "find how many {boxes} are needed if each of them takes {p items}.", "{A} can fit {p items} in each {one boxes}. How many {boxes} will be used?",
    "how many {boxes} can be filled with {p items} each?", "when {p items} are placed in each {one boxes}, how many {boxes} are filled?", "{a boxes} is full with {p items} in it. How many {boxes} can be filled?", "{he} fills one {one boxes} after another with {p items}. How many {boxes} are full in the end?",
    "into how many {boxes} can {he} sort them, putting {p} in each?", "{boxes} with room for {p items} each are used. How many of these {boxes} are used?", "what number of {boxes} does {he} need for them if each holds {p items}?", "how many {boxes} are there if every one has {p items} in it?",
    "{he} puts {p items} into one {one boxes}, the next {p} into another, and so on. How many {boxes} is that?", "no {one boxes} takes more than {p items}. If each is filled to the top, how many {boxes} are needed?",
    "at {p items} to {a boxes}, how many {boxes} does that make?", "for every {p items} {he} takes one {one boxes}. How many {boxes} does {he} take?", "how many {boxes} will {he} fill by putting {p items} in each of them?",
    "it takes {p items} to fill {a boxes}. How many {boxes} can be filled?", "once {he} has put {p items} in each {one boxes}, how many {boxes} are full?", "how often can {he} fill {a boxes} with {p items}?",
    "the {boxes} hold {p items} each. How many of them should {he} have ready?", "how many times can {he} take away {p items} until nothing is left?", "work out the number of {boxes} needed if {p items} go into each.",
    "putting {p items} into every {one boxes}, {he} will need how many {boxes}?", "if one {one boxes} is enough for {p items}, how many {boxes} are enough for all of them?",
    "{he} makes {boxes} of {p items} each until all of them are packed. How many {boxes} are there?", "suppose {p items} fit in each {one boxes}. How many {boxes} are full in the end?",
)  # fmt: skip
ASK_SIZE = pool("ask_size",
    "{he} puts the same number in each of {g boxes}. How many {items} are in each {one boxes}?", "if they are placed equally in {g boxes}, how many {items} does each {one boxes} get?", "{he} divides them equally among {g boxes}. How many {items} go into each {one boxes}?", "they fill {g boxes} evenly. How many {items} does one {one boxes} hold?",
    "the {items} are split evenly between {g boxes}. How many are in each?", "how many {items} will each {one boxes} have if there are {g boxes} with the same number?", "{g boxes} are filled equally. How many {items} are in each {one boxes}?", "spread over {g boxes} equally, how many {items} is that in each?",
    "{he} sorts them into {g boxes} so that all have the same number. How many {items} are in each {one boxes}?", "with {g boxes} to fill evenly, how many {items} go in each?", "how many {items} should {he} put in each {one boxes} to fill {g boxes} equally?", "there are {g boxes}, and all hold equally many. How many {items} are in one {one boxes}?",
    "{he} uses {g boxes}, each with the same number of {items}. How many {items} does each {one boxes} have?", "if {he} wants to use {g boxes} and put the same number in each, how many {items} go in {a boxes}?", "when the {items} are placed in {g boxes} in equal numbers, how many are in each {one boxes}?", "find the number of {items} in each {one boxes} if {g boxes} share them evenly.",
    "each of {g boxes} gets the same number of {items}. What is that number?", "what number of {items} goes in each {one boxes} if all of them are split evenly over {g boxes}?", "how many {items} are there per {one boxes} if {he} fills {g boxes} equally?", "all of them are sorted evenly into {g boxes}. How many {items} are there in every {one boxes}?",
    "{g boxes} are needed to hold them, and each has equally many. How many {items} does {a boxes} hold?", "how many {items} does {he} put in each of {g boxes} if {he} puts the same number in every one?", "{he} has {g boxes} and divides the {items} evenly. How many {items} end up in each {one boxes}?", "suppose {g boxes} hold the same number each. How many {items} are in one of them?",
    "{he} wants {g boxes} with equally many {items} in each. How many {items} is that per {one boxes}?", "each {one boxes} is to get its fair part, and there are {g boxes}. How many {items} is a fair part?",
    "to fill {g boxes} evenly, how many {items} must go into each of them?", "{g boxes} are standing there. If none is to have more than another, how many {items} go in each {one boxes}?",
    "work out how many {items} go in each of {g boxes} if all get the same number.", "packed evenly, {g boxes} have how many {items} each?",
    "all of them go into {g boxes}, and no {one boxes} gets more than another. How many {items} are in {a boxes}?", "if all of them fit exactly in {g boxes} with equal numbers, how many {items} are in {a boxes}?",
    "how many {items} will there be in a single {one boxes} when {g boxes} are filled evenly?", "they make {g boxes} that are all alike. How many {items} go in one {one boxes}?",
    "{he} takes {g boxes} and makes sure that the number in each is the same. What number of {items} is in {a boxes}?", "each of {g boxes} is to hold as many as the next. How many {items} does each hold?",
    "suppose {he} packs {g boxes}, all with the same number of {items}. How many {items} does one of them hold?",
)  # fmt: skip
SHARE = pool("share",
    "{he} shares them equally among {g} friends. How many {items} does each friend get?", "if {g} children share them equally, how many {items} does each child get?", "{he} wants to share them equally with {g} friends, keeping none. How many does each friend get?", "among {g} people, in equal parts, how many {items} does each receive?",
    "{g} friends share the {items} evenly. How many will each one have?", "how many {items} will each of the {g!} children get if they are divided equally?", "{he} gives every one of {his} {g!} friends the same number, until none are left. How many {items} does each get?", "split fairly between {g} cousins, how many {items} does each cousin have?",
    "{he} hands them out to {g} classmates so that each gets the same number. How many {items} does one classmate get?", "{g} children get the same number each, and none are left over. How many {items} does a child get?", "how many {items} does each of {g} friends get if all get the same number?", "if {he} gave them all to {g} neighbors in equal parts, how many {items} would each neighbor get?",
    "{he} plans to give them away to {g} friends, equally many to each. How many {items} should each friend get?", "with {g} children sharing equally, how many {items} are there for each child?", "they are handed out evenly to {g} students. How many {items} does every student receive?", "what number of {items} does each person get when {g} people share them equally?",
    "{g} people want to have the same number each. How many {items} can each of them take?", "find how many {items} each of {g} friends gets in a fair share.", "how many {items} will there be for each child if there are {g} children and all get the same number?", "{he} deals them out to {g} players until none are left, and all have the same number. How many {items} does each player have?",
    "equally shared by {g} friends, how many {items} is that per friend?", "suppose {g} cousins divide them evenly. How many {items} will each of the cousins have?", "each of {g} guests takes the same number, and then all are gone. How many {items} did each guest take?", "how many {items} can {he} give to each of {g} friends, if every friend is to get the same number?",
    "everyone in a group of {g} is to have equally many. How many {items} will each person have?", "{he} makes {g} equal parts. How many {items} are in each part?",
    "{his} {g!} cousins get all of them, and every cousin gets as many as the next. How many {items} is that for one cousin?", "for {g} children to have equal shares, how many {items} must each child be given?",
    "work out how many {items} each of {g} people gets if they share equally.", "when {g} friends divide them fairly, how big is one share, in {items}?",
    "{g} neighbors come by, and together they take all of the {items} in equal shares. How many {items} does one neighbor take?", "no child is to get more than another, and there are {g} children. How many {items} does each child get?",
    "all of the {items} go to {g} classmates, who get the same number each. How many {items} does one classmate have?", "into {g} equal shares: how many {items} would be in each share?",
    "a fair share for each of {g} players is how many {items}?", "{he} keeps none and gives all of them to {g} friends in equal parts. What does each friend get, in {items}?",
    "if {he} wants to be fair to all of {his} {g!} guests, how many {items} should each guest get?", "how many {items} should go to each child for {g} children to have equally many, with none left over?",
)  # fmt: skip
MORE_LOOSE = pool("more_loose", "{he} also {has} {x} loose {items}.", "there are also {x} {items} outside the {boxes}.", "{he} {~have} {x} more {items} that are not in any {one boxes}.", "besides these, {x} {items} lie on the table.", "{he} also has {x} single {items}.",
    "{x more items} are not in any {one boxes}.", "{he} found {x} other {items} that did not fit in the {boxes}.", "someone gave {him} {x more items}.", "apart from the {boxes}, there are {x} other {items}.",
    "{x more items} were brought later.", "{he} {~get} another {x! items} after that.", "in addition, {x} {items} were left out of the {boxes}.", "then {he} {~find} {x more items}.",
    "there are {x} other {items} in the next room.", "{A} also {~have} {x} {items} in the kitchen.",
    "{x more items} lie beside the {boxes}.", "in another place {he} {~find} {x more items} that belong to {him}.", "a neighbor came by with {x items} and gave them all to {A}.",
    "{x items} were not put in any {one boxes}, and these also belong to {A}.", "on top of that, {A} {~get} {x items}.", "{A} {~have} {x items} that did not fit in, too.", "not in the {boxes}, but on a chair, there are {x more items}.",
)  # fmt: skip
USED = pool("used", "{he} {~lose} {x} of the {items}.", "then {he} {~lose} {x items}.", "{x} of the {items} were {@lose}.", "of all these, {x} {items} were {@lose}.", "later {x items} were {@lose}.", "{A} {~lose} {x} of them.",
    "{he} {~lose} {x} of the {items} that {he} did not need.", "of the {items}, {x} were {@lose} the next morning.", "{x items} were {@lose} after that.", "in the afternoon, {he} {~lose} {x items}.",
    "later {x} of the {items} were {@lose} by {A}.", "after a while {he} {~lose} {x} of them.", "the next morning, {A} {~lose} {x} of the {items}.", "soon {x items} were {@lose}.",
    "{he} then {~lose} {x} of these {items}.", "that evening, {he} {~lose} {x items}.", "{x} of all these {items} were soon {@lose}.", "before the day was over, {he} {~lose} {x} of the {items}.",
    "all but the {x!} that were {@lose} are still there.", "{x} of the {items} are no longer there, because {he} {~lose} them.", "some of the {items}, {x} to be exact, were {@lose}.", "a day later, {x} of the {items} were {@lose}.",
    "out of all the {items}, {A} {~lose} {x}.", "{A} then {~lose} {x items}.", "the number of {items} that were {@lose} was {x}.", "it was {x} of the {items} that {he} {~lose}.",
)  # fmt: skip
BEFORE = pool("before", "{A} {~have} {a items} and {~get} {b more items}.".replace("{a items}", "{n items}"), "{A} {~gain} {n items} on Monday and {b items} on Tuesday.", "{A} {~have} {n items} and {B} {~give} {him} {b} more.", "{n items} and then {b more items} were brought to {A}.", "{A} had {n items}, and then {he} {~gain} {b} more.",
    "{A} {~own} {n items} and {~gain} {b more items}.", "after {B} gave {A} {b items} to go with {his} own {n}, {A} counted all of the {items}.", "{n items} were {A}'s, and {b} more came from {B}.", "at first {A} {~have} {n items}. Later {he} {~gain} {b more items}.",
    "{B} brought {A} {b items}. {A} already had {n items}.", "{A} {~gain} {n items} in the morning and another {b items} in the afternoon.", "{A} {~get} {n items} from {B} and {b items} from a neighbor.", "to the {n items} that {A} {~have}, {he} added {b more items}.",
    "{A} found {b items} to add to {his} {n items}.", "{A} already {~have} {n items} when {B} came with {b} more.", "{A} has {n items}, and {B} has {b items}. They put all of them together for {A} to keep.", "{A} {~start} with {n items} and then {~get} {b} more.",
    "{b items} from {B} came on top of {A}'s own {n}.", "{A} {~have} {n items}, {B} brought {b} more, and {A} kept them all.", "besides {b items} that {B} left for {A}, there were {n items} that {A} already had.",
    "{A}'s first {n! items} were joined by {b} more from {B}.", "{A} {~gain} {n items}. A day later {he} {~gain} another {b!}.", "from {B}, {A} {~get} {b items}, and {he} already had {n} of them.",
    "{n items} were on {A}'s table when {B} put {b} more with them.", "a first delivery brought {A} {n items}, and a second one brought {b} more.",
)  # fmt: skip
BEFORE_DOWN = pool("before_down", "{A} {~have} {n items} but {~lose} {b} of them.", "{A} {~have} {n items}. {B} {~take} {b} of them.", "{A} {~gain} {n items} and {~lose} {b} of them.", "{A} {~have} {n items}, of which {b} were {@lose}.",
    "{A} {~have} {n items}. Then {b} of them were {@lose}.", "out of {n items}, {A} {~lose} {b}.", "{A} {~start} with {n items}, but {b} of them were {@lose}.", "{A} {~have} {n items}, and {he} {~lose} {b} of them.",
    "at first {A} {~have} {n items}. Later {he} {~give} {b} of them to {B}.", "of {A}'s {n! items}, {b} were {@lose}.", "{A} counted {n items}. After that, {b items} were {@lose}.", "{A} {~gain} {n items}, but {B} {~take} {b} of them.",
    "before {he} {~lose} {b items}, {A} {~have} {n items}.", "there were {n items} on {A}'s table until {B} took {b} of them.",
    "{A} no longer has all of {his} {n! items}: {b} of them were {@lose}.", "{b} of the {n! items} that {A} had were {@lose}.", "{A} had {n items}, but {B} asked for {b} of them and got them.",
    "{A} had {n items} before {B} came and took {b} of them away.", "{A} {~gain} {n items}. {b} of those were {@lose}.", "from {n items}, {A} {~lose} {b}.", "all but {b} of {A}'s {n! items} were kept. Those {b!} were {@lose}.",
)  # fmt: skip
REST = pool("rest", "{he} shares the rest equally among {g} friends. How many {items} does each friend get?", "the rest are divided equally between {g} children. How many {items} does each child get?", "{he} puts the rest into {g boxes}, the same number in each. How many {items} are in each {one boxes}?", "what is left is spread equally over {g boxes}. How many {items} are in each?",
    "{g} friends share what is left equally. How many {items} does each friend get?", "how many {items} are in each {one boxes} if the rest are put into {g boxes} equally?", "how many {items} does each of {g} children get if the rest are shared equally?", "{he} sorts the rest into {g boxes} with equally many in each. How many {items} does each {one boxes} hold?",
    "the rest of the {items} are handed out evenly to {g} students. How many {items} does each student receive?", "if {g} people share the remaining {items} evenly, how many {items} does each person get?", "what is left fills {g boxes} evenly. How many {items} does {a boxes} hold?", "the remaining {items} are split fairly between {g} cousins. How many {items} does each cousin have?",
    "{he} makes {g} equal parts of what is left. How many {items} are in each part?", "the rest go to {g} neighbors, with the same number for each. How many {items} does one neighbor get?",
    "{g} classmates get the rest in equal shares. How many {items} is one share?", "of what remains, {g} friends take equally many until nothing is left. How many {items} does each friend take?",
    "to put the rest evenly into {g boxes}, how many {items} must {he} put in each {one boxes}?", "{g boxes} are enough for the rest if all hold equally many. How many {items} does each hold?",
    "work out how many {items} each of {g} people gets if they divide the rest equally.", "how many {items} should {he} give to each of {g} children so that the rest are shared fairly?",
    "split evenly, what is left gives each of {g} friends how many {items}?",
)  # fmt: skip
ALL_SHARE = pool("all_share", "{he} shares all of them equally among {g} friends. How many {items} does each friend get?", "all of the {items} are divided equally between {g} children. How many {items} does each child get?", "{he} puts them all into {g boxes}, the same number in each. How many {items} are in each {one boxes}?", "all of them are spread equally over {g boxes}. How many {items} are in each?",
    "{g} friends share all of them equally. How many {items} does each friend get?", "how many {items} are in each {one boxes} if all of them are put into {g boxes} equally?", "how many {items} does each of {g} children get if all of them are shared equally?", "{he} sorts everything into {g boxes} with equally many in each. How many {items} does each {one boxes} hold?",
    "all of the {items} are handed out evenly to {g} students. How many {items} does each student receive?", "if {g} people share all of the {items} evenly, how many {items} does each person get?", "together they fill {g boxes} evenly. How many {items} does {a boxes} hold?", "all of these {items} are split fairly between {g} cousins. How many {items} does each cousin have?",
    "{he} makes {g} equal parts of all of them. How many {items} are in each part?", "all of them go to {g} neighbors, with the same number for each. How many {items} does one neighbor get?",
    "{g} classmates get all of them in equal shares. How many {items} is one share?", "of all these, {g} friends take equally many until nothing is left. How many {items} does each friend take?",
    "to put all of them evenly into {g boxes}, how many {items} must {he} put in each {one boxes}?", "{g boxes} are enough for all of them if they hold equally many. How many {items} does each hold?",
    "work out how many {items} each of {g} people gets if they divide all of them equally.", "how many {items} should {he} give to each of {g} children so that all of them are shared fairly?",
    "split evenly, all of them together give each of {g} friends how many {items}?",
)  # fmt: skip
REST_BOXES = pool("rest_boxes", "{he} packs the rest in {boxes} of {p}. How many {boxes} does {he} fill?", "the rest go into {boxes}, {p} in each. How many {boxes} are needed?", "if each {one boxes} holds {p items}, how many {boxes} are needed for the rest?", "how many {boxes} of {p} can be filled with what is left?",
    "{p} of the remaining {items} go in each {one boxes}. How many {boxes} are used?", "how many {boxes} will be needed for the rest if {p items} go in each?", "{he} puts what is left into {boxes} that hold {p items} each. How many {boxes} are full?", "the remaining {items} are sorted into {boxes} of {p}. How many {boxes} is that?",
    "there is room for {p items} in {a boxes}. How many {boxes} does {he} need for those that are left?", "with {p items} in each {one boxes}, how many {boxes} do the rest fill?", "how many {boxes} does {he} need if {he} puts the rest into {boxes} of {p}?", "what number of {boxes} holds the rest, at {p items} to {a boxes}?",
    "it takes {p items} to fill {a boxes}. How many {boxes} do the rest fill?", "for every {p} of those that are left, {he} takes one {one boxes}. How many {boxes} does {he} take?",
    "at {p items} to {a boxes}, the rest take up how many {boxes}?", "{he} fills one {one boxes} after another with {p} of those that are left. How many {boxes} is that?",
    "work out how many {boxes} of {p} are needed for those that are left.", "how often can {he} fill {a boxes} with {p} of those that remain?", "putting {p items} in each {one boxes}, how many {boxes} does {he} need for what remains?",
    "suppose {p} of those that are left go in each {one boxes}. How many {boxes} will be full?", "once the rest are in {boxes} of {p}, how many {boxes} are there?",
)  # fmt: skip
ALL_BOXES = pool("all_boxes", "{he} packs all of them in {boxes} of {p}. How many {boxes} does {he} fill?", "they all go into {boxes}, {p} in each. How many {boxes} are needed?", "if each {one boxes} holds {p items}, how many {boxes} are needed for all of them?", "how many {boxes} of {p} can be filled with all of these?",
    "{p} of the {items} go in each {one boxes}. How many {boxes} are used for all of them?", "how many {boxes} will be needed for all the {items} if {p} go in each?", "{he} puts everything into {boxes} that hold {p items} each. How many {boxes} are full?", "all the {items} are sorted into {boxes} of {p}. How many {boxes} is that?",
    "there is room for {p items} in {a boxes}. How many {boxes} does {he} need for all of them?", "with {p items} in each {one boxes}, how many {boxes} do all of them fill?", "how many {boxes} does {he} need if {he} puts all of them into {boxes} of {p}?", "what number of {boxes} holds all of these, at {p items} to {a boxes}?",
    "it takes {p items} to fill {a boxes}. How many {boxes} do all of them fill?", "for every {p} of all these, {he} takes one {one boxes}. How many {boxes} does {he} take?",
    "at {p items} to {a boxes}, all of them together take up how many {boxes}?", "{he} fills one {one boxes} after another with {p items} until all of them are packed. How many {boxes} is that?",
    "work out how many {boxes} of {p} are needed for all of them.", "how often can {he} fill {a boxes} with {p items} until all of them are gone?",
    "putting {p items} in each {one boxes}, how many {boxes} does {he} need for the whole lot of them?", "suppose {p} of them go in each {one boxes}. How many {boxes} will be full when all are packed?",
    "once all of them are in {boxes} of {p}, how many {boxes} are there?",
)  # fmt: skip

# Groups of other sorts: (group, member, a phrase for "each group has p members", numbers)
SETS = (
    ("row", "chair", "in each row", 4, 30), ("row", "tree", "in each row", 4, 30), ("table", "child", "at each table", 2, 10), ("team", "player", "on each team", 4, 15), ("bus", "student", "on each bus", 12, 60),
    ("class", "student", "in each class", 15, 32), ("album", "photo", "in each album", 10, 60), ("chapter", "page", "in each chapter", 8, 40), ("page", "word", "on each page", 50, 400), ("floor", "room", "on each floor", 6, 40),
    ("vase", "flower", "in each vase", 3, 15), ("branch", "bird", "on each branch", 2, 9), ("car", "passenger", "in each car", 2, 5), ("shelf", "book", "on each shelf", 8, 60), ("plate", "cookie", "on each plate", 2, 9),
    ("necklace", "bead", "on each necklace", 12, 90), ("spider", "leg", "on each spider", 8, 8), ("building", "window", "on each building", 12, 120), ("tent", "camper", "in each tent", 2, 8), ("boat", "person", "in each boat", 2, 9),
    ("nest", "egg", "in each nest", 2, 6), ("cake", "candle", "on each cake", 3, 12), ("house", "window", "on each house", 6, 18), ("shirt", "button", "on each shirt", 4, 9), ("street", "house", "on each street", 8, 60),
    ("butterfly", "dot", "on each butterfly", 6, 20), ("crate", "bottle", "in each crate", 6, 24), ("pizza", "slice", "in each pizza", 6, 12), ("field", "cow", "in each field", 8, 60), ("library", "book", "in each library", 200, 900), ("school", "teacher", "in each school", 12, 60),
)  # fmt: skip
SET_GIVEN = pool("set_given", "there are {g sets} with {p members} {in_each}.", "there are {g sets}. There are {p members} {in_each}.", "{in_each} there are {p members}, and there are {g sets}.", "{A} counted {g sets}, and {p members} {in_each}.", "{A} sees {g sets} with {p members} {in_each}.", "[a place has|there are] {g sets}, with {p members} {in_each}.",
    "{A} looks at {g sets} and finds {p members} {in_each}.", "in a picture there are {g sets}, with {p members} {in_each}.", "{p members} are {in_each}, and there are {g sets} [in all|altogether].", "{A} draws {g sets} and puts {p members} {in_each}.",
    "suppose there are {g sets}, and {p members} {in_each}.", "{A} has counted {p members} {in_each}. There are {g sets}.", "you can see {g sets}. {in_each}, there are {p members}.", "someone tells {A} about {g sets} with {p members} {in_each}.",
    "{in_each} you can count {p members}. There are {g sets} like this.", "{A} knows that there are {p members} {in_each}, and that there are {g sets}.", "there are exactly {p members} {in_each}. The number of {sets} is {g}.", "with {p members} {in_each}, there are {g sets}.",
    "{in_each} {A} counts {p members}, and the number of {sets} is {g}.", "{A} can see {g sets}. The number of {members} {in_each} is {p}.", "all the {sets} are alike, with {p members} {in_each}, and there are {g sets}.",
    "someone counts the {sets} and gets {g}. {in_each}, there are {p members}.", "no matter where you look, there are {p members} {in_each}. The {sets} are {g} in number.",
    "{g} is the number of {sets}, and {p members} can be found {in_each}.", "a drawing shows {g sets}. {in_each} it shows {p members}.",
)  # fmt: skip
SET_ASK = pool("set_ask", "how many {members} are there [in all|altogether|in total]?", "how many {members} are there?", "what is the total number of {members}?", "how many {members} does that make?", "how many {members} is that altogether?", "find the number of {members}.",
    "how many {members} is that [in all|in total]?", "what is the number of {members} altogether?", "find how many {members} there are in all.", "can you tell how many {members} there are?",
    "how many {members} would you count altogether?", "what number of {members} is that?", "calculate the total number of {members}.", "altogether, how many {members} are there?",
    "in all, there are how many {members}?", "how many {members} are there if all of them are counted?", "what is the total if every {one members} is counted?", "how many {members} can be counted in all?",
    "the {members} are how many in all?", "in all the {sets} together, how many {members} are there?", "work out the number of {members}.", "so how many {members} are there [in all|altogether]?",
    "counting them one by one, how many {members} would you get?", "that makes how many {members}?", "how large is the total number of {members}?", "what do you get if you count the {members} of all the {sets}?",
    "all the {sets} together have how many {members}?", "tell how many {members} there are altogether.", "with all the {sets} taken together, how many {members} is that?", "how many {members} do the {sets} have between them?",
    "what is the whole number of {members}?",
)  # fmt: skip
SET_TOTAL = pool("set_total", "there are {t members}.", "{t members} are divided among the {sets}.", "there are {t members} in {sets}.", "{A} counts {t members}.", "in total there are {t members}.",
    "a total of {t members} were counted in {sets}.", "altogether there are {t members}.", "{A} knows of {t members} in {sets}.", "there is a total of {t members} for all of the {sets}.",
    "the {sets} have {t members} altogether.", "someone counted {t members} in all.", "when all the {sets} are counted, there are {t members}.", "the total number of {members} is {t}.",
    "all of the {sets} together have {t members}.", "the {members} of all the {sets} add up to {t}.",
    "{A} finds out that there are {t members} in all.", "between them, the {sets} have {t members}.", "{t} is the number of {members} in all the {sets}.", "whoever counts all the {members} gets {t}.",
    "somewhere there are {sets} with {t members} altogether.", "all in all, {A} counts {t members}.",
)  # fmt: skip
SET_ASK_G = pool("set_ask_g", "with {p members} {in_each}, how many {sets} are there?", "there are {p members} {in_each}. How many {sets} are there?", "if there are {p members} {in_each}, how many {sets} are there?", "how many {sets} is that, at {p members} {in_each}?",
    "{in_each} there are {p members}. What is the number of {sets}?", "how many {sets} are there if {p members} are {in_each}?", "exactly {p members} are {in_each}. How many {sets} does that make?", "if {p members} were counted {in_each}, how many {sets} were there?",
    "find the number of {sets} if there are {p members} {in_each}.", "how many {sets} must there be, with {p members} {in_each}?", "someone found {p members} {in_each}. How many {sets} did they look at?", "what is the number of {sets}, if there are {p members} {in_each}?",
    "given that {p members} are {in_each}, how many {sets} are there?", "{p members} are {in_each}, no more and no less. How many {sets} is that?", "that means how many {sets}, if {p members} are {in_each}?",
    "to have {p members} {in_each}, how many {sets} must there be?", "let there be {p members} {in_each}. What is the number of {sets}?", "work out the number of {sets}, knowing that {p members} are {in_each}.",
    "suppose there are {p members} {in_each}. How many {sets} does that make?", "{in_each}, one counts {p members}. How many {sets} are there then?", "{p members} {in_each} means how many {sets}?",
)  # fmt: skip
SET_ASK_P = pool("set_ask_p", "there are {g sets}, each with the same number of {members}. How many {members} are {in_each}?", "if there are {g sets} with an equal number of {members}, how many {members} are {in_each}?", "how many {members} are {in_each} if the {g! sets} are all alike?", "for {g equal sets}, how many {members} are {in_each}?",
    "if all {g! sets} have equally many, how many {members} are {in_each}?", "there are {g sets}. {in_each}, there are equally many {members}. How many {members} is that?", "how many {members} are {in_each} if there are {g sets} with equally many?", "with {g sets} that all have the same number, how many {members} are {in_each}?",
    "they are spread evenly over {g sets}. How many {members} are {in_each}?", "what number of {members} is {in_each} if {g sets} have the same number?", "find how many {members} are {in_each} if the {g! sets} are all the same.", "there are {g sets}, all with equally many {members}. What number of {members} is {in_each}?",
    "given {g sets} with equally many {members}, how many {members} are {in_each}?", "there are {g sets}, and none has more {members} than another. How many {members} are {in_each}?",
    "work out how many {members} are {in_each} if {g sets} have equally many.", "suppose the {g! sets} all have the same number. How many {members} are {in_each}?", "split equally over {g sets}, how many {members} is that {in_each}?",
    "the {members} belong to {g sets}, with the same number for all. How many {members} are {in_each}?", "if {g sets} have them all in equal numbers, what is the number of {members} {in_each}?",
    "let there be {g sets} that are all alike. How many {members} are there {in_each}?", "for all of {g sets} to have equally many {members}, how many {members} must be {in_each}?",
)  # fmt: skip


def _setting(story: Story) -> tuple[int, int]:
    """A scene; gives the number of groups and their size."""
    story.scene("toys", "bakery", "fruit", "snacks", "school", "books", "beach", "crafts", "tickets", "clothes")
    story.main(story.sc)
    story.past, story.orderly = story.past or story.plural, True
    high = max(9, min(60, story.scale))
    return story.n(2, min(high, 25)), story.n(2, high)


def equal(story: Story, level: int) -> Draft:
    """g groups of p: the total, then loose ones, then some used."""
    g, p = _setting(story)
    rng = story.rng
    items = story.ctx["items"].many
    sentences = [story.say(GROUPS, g=g, p=p)]
    value = story.step(f"{items} in the {story.ctx['boxes'].many}", g, "*", p)
    for event in rng.sample(("more", "less", "sell"), level - 1):
        story.verbs()
        if event == "more":
            x = story.n(2, max(5, p))
            sentences.append(story.say(MORE_LOOSE, x=x))
            value = story.step(f"{items} with the others", value, "+", x)
        else:
            x = story.n(2, int(value) - 1)
            if x >= value:
                return Draft([], "", Fraction(-1))
            sentences.append(story.say(USED, x=x))
            value = story.step(f"{items} left", value, "-", x)
    if level == 1:
        return Draft(sentences, story.say(GROUPS_ASK), value)
    return Draft(sentences, story.say(GROUPS_NOW), value)


GROUPS_NOW = pool("groups_now", "how many {items} are there now?", "how many {items} {does} {A} have now?", "how many {items} {does} {A} have?", "what number of {items} does that make in the end?", "how many {items} {does} {he} have in the end?", "how many {items} did {A} end up with?",
    "after that, how many {items} are there?", "find the number of {items} {A} has in the end.", "what is the total number of {items} now?", "how many {items} is that now?",
    "in the end, how many {items} are there?", "how many {items} does {A} end up with?", "can you tell how many {items} {A} has now?", "when everything is counted, how many {items} are there now?",
    "what number of {items} {does} {he} have now?", "now there are how many {items} [in all|altogether]?", "in the end, what is the number of {items}?", "how many {items} would {A} count now?",
    "that leaves {A} with how many {items}?", "so how many {items} are there at the end?", "work out how many {items} {A} has now.", "after all this, {A} has how many {items}?", "if {A} counted the {items} again, what would {he} get?",
    "what is the new number of {items}?", "at the end of it all, how many {items} {does} {A} have?", "what do the {items} come to in the end, if all are counted?", "how many {items} can {A} call {his} own now?",
    "by now, how many {items} are there?", "tell how many {items} there are now.", "with everything taken into account, how many {items} are there?", "when all this is over, how many {items} {does} {he} have?",
)  # fmt: skip


def divide(story: Story, level: int) -> Draft:
    """A total put in groups: their number or size; at level 2 after a change, at level 3 after two."""
    g, p = _setting(story)
    rng = story.rng
    items = story.ctx["items"].many
    total = g * p
    story.other()
    by_size = rng.random() < 0.5
    sharing = not by_size and rng.random() < 0.5
    group_label = f"{story.ctx['boxes'].many} needed" if by_size else f"{items} for each"
    if level == 1:
        sentences = [story.say(HAS_TOTAL, t=total)]
        q = story.say(ASK_BOXES, p=p) if by_size else story.say(SHARE if sharing else ASK_SIZE, g=g)
        return Draft(sentences, q, story.step(group_label, total, "/", p if by_size else g))
    down = rng.random() < 0.5
    if down:
        b = story.n(2)
        sentences = [story.say(BEFORE_DOWN, n=total + b, b=b)]
        value = story.step(f"{items} left", total + b, "-", b)
    else:
        b = story.n(1, max(2, total - 2))
        if b >= total:
            return Draft([], "", Fraction(-1))
        sentences = [story.say(BEFORE, n=total - b, b=b)]
        value = story.step(f"{items} in all", total - b, "+", b)
    if level == 3:
        return Draft([], "", Fraction(-1))
    q = story.say(REST_BOXES if down else ALL_BOXES, p=p) if by_size else story.say(REST if down else ALL_SHARE, g=g)
    return Draft(sentences, q, story.step(group_label, value, "/", p if by_size else g))


def sets(story: Story, level: int) -> Draft:
    """Rows of chairs, children at tables: any one of total, size and number."""
    rng = story.rng
    story.main()
    story.past = False
    group, member, in_each, low, high = pick(rng, SETS)
    g, p = story.n(2, max(9, min(40, story.scale))), between(rng, low, high)
    story.ctx |= {"sets": Thing(group, v.plural(group)), "members": Thing(member, v.plural(member)), "in_each": in_each}
    roll = rng.random()
    many = v.plural(member)
    if level == 2:  # each group has two sorts of members
        other, q_ = pick(rng, ("red", "new", "small", "blue", "white", "large")), between(rng, 2, max(4, high))
        other2 = {"red": "green", "new": "used", "small": "big", "blue": "yellow", "white": "black", "large": "tiny"}[
            other
        ]
        if member in (
            "leg",
            "word",
            "page",
            "player",
            "passenger",
            "customer",
            "student",
            "teacher",
            "child",
            "person",
            "camper",
            "slice",
            "room",
            "house",
            "egg",
        ):
            return Draft([], "", Fraction(-1))
        story.ctx |= {"c1": other, "c2": other2, "q": q_}
        sentences = [story.say(SET_TWO, g=g, p=p)]
        if rng.random() < 0.5:
            return Draft(
                sentences,
                story.say(SET_ASK),
                story.step(f"all {many}", g, "*", story.step(f"{many} {in_each}", p, "+", q_)),
            )
        value = story.step(f"{other} {many}", g, "*", p)
        extra = story.n(2)
        story.orderly = True
        sentences.append(
            f"{pick(rng, ('later', 'then', 'after that'))} {story.write(extra)} more {other} {many} are added."
        )
        return Draft(
            sentences,
            f"how many {other} {many} are there {pick(rng, ('now', 'in all now'))}?",
            story.step(f"{other} {many} now", value, "+", extra),
        )
    if roll < 0.15 and member not in ("leg", "word", "page"):  # two sorts told, one asked
        other, other2 = (
            pick(rng, (("red", "green"), ("new", "old"), ("small", "big"), ("blue", "yellow"), ("white", "black")))
            if member not in ("child", "person", "student", "player", "passenger", "customer", "teacher", "camper")
            else ("tall", "short")
        )
        story.ctx |= {"c1": other, "c2": other2, "q": between(rng, 2, max(4, high))}
        sentences = [story.say(SET_TWO, g=g, p=p)]
        if rng.random() < 0.3:
            return Draft(
                sentences,
                f"how many {many} are {in_each}?",
                story.step(f"{many} {in_each}", p, "+", int(story.ctx["q"])),
            )
        first = rng.random() < 0.5
        return Draft(
            sentences,
            f"how many {other if first else other2} {many} are there {pick(rng, ('in all', 'altogether', 'in total'))}?",
            story.step(f"{other if first else other2} {many}", g, "*", p if first else int(story.ctx["q"])),
        )
    if roll < 0.6:
        return Draft([story.say(SET_GIVEN, g=g, p=p)], story.say(SET_ASK), story.step(f"{many} in all", g, "*", p))
    story.orderly = True
    total = story.say(SET_TOTAL, t=g * p)
    if roll < 0.8:
        return Draft([total], story.say(SET_ASK_G, p=p), story.step(f"number of {v.plural(group)}", g * p, "/", p))
    return Draft([total], story.say(SET_ASK_P, g=g), story.step(f"{many} {in_each}", g * p, "/", g))


SET_TWO = pool("set_two", "there are {g sets}. There are {p} {c1} {members} and {q} {c2} {members} {in_each}.", "there are {g sets} with {p} {c1} {members} and {q} {c2} {members} {in_each}.", "{A} counted {g sets}, with {p} {c1} {members} and {q} {c2} {members} {in_each}.", "{in_each} there are {p} {c1} {members} and {q} {c2} {members}, and there are {g sets}.",
    "{in_each} {A} can see {p} {c1} {members} and {q} {c2} {members}. There are {g sets}.", "in a picture there are {g sets}. {in_each}, there are {p} {c1} {members} and {q} {c2} {members}.", "there are {q} {c2} {members} and {p} {c1} {members} {in_each}, and {g sets} [in all|altogether].", "{A} looks at {g sets} and finds {p} {c1} {members} and {q} {c2} {members} {in_each}.",
    "{p} {c1} {members} are {in_each}, along with {q} {c2} {members}. The number of {sets} is {g}.", "suppose there are {g sets}, with {q} {c2} {members} and {p} {c1} {members} {in_each}.", "{A} knows {g sets} that have {p} {c1} {members} and {q} {c2} {members} {in_each}.", "you can see {g sets}, and {p} {c1} {members} as well as {q} {c2} {members} {in_each}.",
    "{A} can see {g sets}. The {members} {in_each} are {p} {c1} ones and {q} {c2} ones.", "no matter where you look, there are {p} {c1} {members} and {q} {c2} {members} {in_each}. There are {g sets}.",
    "a drawing shows {g sets}, and {in_each} {p} {c1} {members} and {q} {c2} {members}.", "all {g! sets} are alike: there are {p} {c1} {members} and {q} {c2} {members} {in_each}.",
    "{in_each}, someone counts {q} {c2} {members} and {p} {c1} {members}. The number of {sets} is {g}.",
)  # fmt: skip
TWO_SIZES = pool("two_sizes", "{A} {~have} {g boxes} with {p items} each and {h cans} with {r items} each.", "a {one boxes} holds {p items} and a {one cans} holds {r items}. {A} fills {g boxes} and {h cans}.", "there are {g boxes} of {p items} and {h cans} of {r items}.", "{A} packed {g boxes} with {p items} in each, and {h cans} with {r} in each.", "{A} {~buy} {g boxes} of {p items} each and {h cans} of {r items} each.",
    "{A} {~have} {g boxes} and {h cans}. Each {one boxes} holds {p items}, and each {one cans} holds {r items}.", "there are {p items} in each {one boxes} and {r items} in each {one cans}. {A} {~buy} {g boxes} and {h cans}.", "{A} {~get} {h cans} with {r items} each and {g boxes} with {p items} each.", "{g boxes} have {p items} apiece, and {h cans} have {r items} apiece.",
    "{A} {~fill} {g boxes} with {p items} each. Then {he} {~fill} {h cans} with {r items} each.", "in {A}'s house there are {g boxes} with {p items} in each, and also {h cans} with {r items} in each.", "{A} {~order} {g boxes} of {p items} and {h cans} of {r items}.", "each of {g boxes} has {p items} in it, and each of {h cans} has {r}.",
    "{p items} go in each {one boxes}, but {r items} go in each {one cans}. {A} fills {g boxes} as well as {h cans}.", "{items} come in {boxes} of {p} and in {cans} of {r}. {A} {~take} {g boxes} and {h cans}.",
    "{A}'s {items} are in {g boxes}, {p} in each, and in {h cans}, {r} in each.", "{A} {~own} {g boxes} and {h cans}. In every {one boxes} are {p items}, and in every {one cans} are {r items}.",
    "{A} looked into {g boxes} and found {p items} in each, and {h cans} had {r items} in each.", "at {p items} to a {one boxes} and {r items} to a {one cans}, {A} {~fill} {g boxes} and {h cans}.",
    "on a table there are {h cans}, each with {r items} in it, and {g boxes}, each with {p items} in it.", "{A} counts {g boxes} of {p items} each. Then {A} counts {h cans} of {r items} each.",
    "with {r items} in each {one cans} and {p items} in each {one boxes}, {A} {~have} {h cans} and {g boxes}.",
)  # fmt: skip
TWO_SIZES_DIFF = pool("two_sizes_diff", "how many more {items} are in the {bigs} than in the {smalls}?", "how many fewer {items} are in the {smalls} than in the {bigs}?", "how many more {items} do the {bigs} hold than the {smalls}?", "by how many {items} do the {bigs} beat the {smalls}?",
    "there are more {items} in the {bigs} than in the {smalls}. How many more?", "what is the difference between the number of {items} in the {bigs} and in the {smalls}?", "find how many more {items} the {bigs} hold than the {smalls}.", "compared with the {smalls}, how many more {items} are in the {bigs}?",
    "by how many is the number of {items} in the {bigs} larger than in the {smalls}?", "how many {items} more do all the {bigs} hold than all the {smalls}?", "in total, how many more {items} are in the {bigs} than in the {smalls}?", "how many fewer {items} do the {smalls} hold than the {bigs}?",
    "the {bigs} have more {items} in them than the {smalls}. By how many?", "taken together, the {bigs} hold how many more {items} than the {smalls} together?",
    "subtract the number of {items} in the {smalls} from the number of {items} in the {bigs}. What do you get?", "work out how many more {items} are in all the {bigs} than in all the {smalls}.",
    "how many {items} would have to be added to the {smalls} for them to have as many as the {bigs}?", "how far apart are the numbers of {items} in the {bigs} and in the {smalls}?",
    "counting all of them, how many more {items} are in the {bigs} than in the {smalls}?", "in all the {smalls} together, how many fewer {items} are there than in all the {bigs}?",
)  # fmt: skip


def two_sizes(story: Story, level: int) -> Draft:
    """g boxes of p and h bags of r: together or the difference (3); with some used (4); only one sort asked (1)."""
    g, p = _setting(story)
    rng = story.rng
    h, r = story.n(2, 20), story.n(2, max(9, min(40, story.scale)))
    box = story.ctx["boxes"]
    for _ in range(20):
        story.box(key="cans")
        if story.ctx["cans"] != box:
            break
    else:
        return Draft([], "", Fraction(-1))
    can = story.ctx["cans"]
    items = story.ctx["items"].many
    sentences = [story.say(TWO_SIZES, g=g, p=p, h=h, r=r)]
    if level == 1:
        first = rng.random() < 0.5
        kind = box if first else can
        return Draft(
            sentences,
            f"how many {items} are in the {kind.many}{pick(rng, ('', ' in all', ' altogether'))}?",
            story.step(f"{items} in the {kind.many}", g if first else h, "*", p if first else r),
        )
    x = story.step(f"{items} in the {box.many}", g, "*", p)
    y = story.step(f"{items} in the {can.many}", h, "*", r)
    if level == 3 and x != y and rng.random() < 0.35:
        (big, m), (small, n) = ((box, x), (can, y)) if x > y else ((can, y), (box, x))
        return Draft(sentences, story.say(TWO_SIZES_DIFF, bigs=big, smalls=small), story.step("difference", m, "-", n))
    story.ctx["boxes"] = Thing(f"{box.one} or {can.one}", f"{box.many} and {can.many}")  # the question is about both
    value = story.step(f"{items} in all", x, "+", y)
    if level == 4:
        used = story.n(2, int(value) - 1)
        story.verbs()
        sentences.append(story.say(USED, x=used))
        return Draft(sentences, story.say(GROUPS_NOW), story.step(f"{items} left", value, "-", used))
    return Draft(sentences, story.say(GROUPS_ASK), value)


SCHEMAS = ((equal, 1, 3, 5), (divide, 1, 2, 5), (sets, 1, 2, 5), (two_sizes, 1, 1, 2), (two_sizes, 3, 4, 5))
