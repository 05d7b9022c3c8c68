"""Several kinds of one thing: all of them, two of them, their difference; and two kinds of which one changes."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import pool
from tasks.generators.word_problems.several import different, larger_first
from tasks.generators.word_problems.story import Draft, Story, Thing, listing

KINDS = pool("kinds",
    "{A} {~have} {list}.", "there are {list} {in_place}.", "{A} {~buy} {list}.", "{in_place_} there are {list}.",
    "{A} counted {list}.", "{a box} holds {list}.", "{in_place}, {A} saw {list}.", "a count {in_place} showed {list}.",
    "{A} {~get} {list} for {his} birthday.", "{A} {~own} {list}.", "{A} looked into {a box} and found {list}.", "{list} belong to {A}.",
    "{A} {~bring} {list} to school.", "{A}'s {one box} holds {list}.", "{A} {~sort} what is {in_place} and {~find} {list}.", "{list} were counted {in_place} by {A}.",
    "among {A}'s things are {list}.", "there were {list} {in_place} when {A} counted.", "{A} {~put} {list} into {a box}.", "{A} {~pack} {a box} with {list}.",
    "{a box} was filled with {list}.", "what {A} has {in_place} is {list}.", "on Friday, {A} {~buy} {list} at the store.", "{in_place}, one finds {list}.",
    "{A} puts everything on a table: {list}.", "in front of {A} are {list}.", "{A}'s notes say that there are {list} {in_place}.", "a friend brings {A} {list}.", "one {one box} is enough for what {A} brings: {list}.",
    "when {A} opens {a box}, {he} sees {list}.", "{list} are kept {in_place}.", "{in_place}, someone has left {list}.", "{A} made a list of what is {in_place}: {list}.", "{list} are what {A} {~find} {in_place}.",
)  # fmt: skip
K_ALL = pool("k_all",
    "how many {whole} are there [in all|altogether|in total]?", "how many {whole} does that make [in all|altogether]?", "what is the total number of {whole}?", "all counted, how many {whole} are there?",
    "how many {whole} is that in total?", "in all, how many {whole} are there?",
    "how many {whole} are there if you count all of them?", "find the total number of {whole}.", "taken together, how many {whole} are there?", "what do all the {whole} add up to?",
    "how many {whole} can be counted [in all|altogether]?", "can you tell how many {whole} there are altogether?", "what number of {whole} is that [in all|altogether]?", "counting every kind, how many {whole} are there?",
    "how many {whole} of every kind are there [in all|altogether]?", "calculate the number of {whole} in all.", "if all of the {whole} are counted, how many are there?", "how big is the total number of {whole}?",
    "that makes how many {whole} altogether?", "with all of the kinds put together, how many {whole} is that?", "work out how many {whole} there are.", "so how many {whole} are there [in all|altogether]?",
    "if you do not care about the kind, how many {whole} are there?", "how many {whole} would someone count who counts all of them?", "the {whole} add up to how many?", "add the numbers of all the {whole}. What is the sum?",
    "how large is the number of {whole}, all kinds together?", "all in all, how many {whole} is that?", "there are how many {whole} in total?", "tell how many {whole} there are altogether.", "what is the sum of all the {whole}?",
    "when the {whole} are counted one by one, how many are there?",
)  # fmt: skip
K_PAIR = pool("k_pair",
    "how many {x} and {y} are there [in all|together|altogether]?", "how many {y} and {x} are there?", "what is the total number of {x} and {y}?", "counting only the {x} and the {y}, how many are there?",
    "how many are [either ]{x} or {y}?", "in total, how many {x} and {y} are there?", "how many {x} and {y} is that altogether?", "what do the {x} and the {y} add up to?",
    "how many are there if you count the {x} and the {y}?", "find the number of {x} and {y} together.", "if only the {x} and the {y} are counted, how many is that?", "how many {x} and {y} are there, taken together?",
    "what is the number of {x} plus the number of {y}?", "put together, how many {x} and {y} are there?", "can you tell how many {x} and {y} there are altogether?", "what is the sum of the {x} and the {y}?",
    "how many {y} and {x} are there altogether?", "the {x} and the {y} together are how many?", "altogether, how many {y} and {x} can be counted?", "someone takes only the {x} and the {y}. How many is that [in all|altogether]?",
    "what is the combined number of {x} and {y}?", "how many {x} or {y} are there in total?", "when the {y} are put with the {x}, how many are there together?", "how many is it, if the {x} and the {y} are counted together?",
    "work out how many {x} and {y} there are together.", "add the {y} to the {x}. How many is that?", "taking the {x} and the {y} as one group, how big is that group?", "leaving out everything that is not {x} or {y}, how many are there?",
    "how many would be left if only the {x} and the {y} stayed?", "if you put the {x} and the {y} in one heap, how many are in that heap?", "that makes how many {x} and {y} altogether?",
    "to the number of {x}, add the number of {y}. What do you get?", "let only {x} and {y} count. How many are there then?", "between them, the {x} and the {y} are how many?",
    "someone is interested in {x} and {y} only. How many does that make?", "how large is the number of {x} and {y} combined?", "how many are there when the {x} and the {y} are taken together?",
    "with the {x} and the {y} added up, how many are there?", "so how many {x} and {y} are there altogether?", "tell how many {y} and {x} there are in all.",
)  # fmt: skip
K_DIFF = pool("k_diff",
    "how many more {x} than {y} are there?", "how many more {x} are there than {y}?", "how many fewer {y} than {x} are there?", "by how much do the {x} outnumber the {y}?",
    "what is the difference between the number of {x} and {y}?", "how many fewer {y} are there than {x}?", "how many more are {x} than {y}?", "how many {y} must be added to have as many {y} as {x}?",
    "there are more {x} than {y}. How many more?", "by how many are there more {x} than {y}?", "find how many more {x} than {y} there are.", "how many {x} more than {y} are there?",
    "compared with the {y}, how many more {x} are there?", "the {x} outnumber the {y} by how many?", "how much larger is the number of {x} than the number of {y}?", "what is left if the number of {y} is taken from the number of {x}?",
    "can you tell how many more {x} there are than {y}?", "how much smaller is the number of {y} than the number of {x}?", "there are fewer {y} than {x}. How many fewer?", "how many more {y} would be needed to match the {x}?",
    "what is the difference when the {y} are compared with the {x}?", "by what number is the count of {x} greater than the count of {y}?", "in comparison with the {x}, how many fewer {y} are there?", "how many {x} would have to go for there to be as many {x} as {y}?",
    "work out how many more {x} than {y} there are.", "the {y} are fewer than the {x}. By how many?", "take the number of {y} away from the number of {x}. What do you get?",
    "if every one of the {y} is paired with one of the {x}, how many {x} are left without a partner?", "by how many do the {y} fall short of the {x}?", "how far apart are the numbers of {x} and {y}?",
    "how many {y} are missing for there to be equally many {x} and {y}?", "between the {x} and the {y}, how big is the difference in number?", "what must be added to the number of {y} to get the number of {x}?",
    "the number of {x} is greater than the number of {y} by how much?", "looking at {x} and {y} only, how many more {x} are there?", "so how many more {x} are there than {y}?",
    "how many extra {x} are there, if you compare them with the {y}?", "how many fewer are the {y} than the {x}?", "to have as many {y} as {x}, how many more {y} would it take?", "which number tells how many more {x} than {y} there are?",
)  # fmt: skip
K_TOTAL = pool("k_total", "there are {n} {whole} {in_place}.", "{A} {~have} {n} {whole}.", "{a box} holds {n} {whole}.", "{n} {whole} were counted {in_place}.", "{A} saw {n} {whole}.", "{A} {~have} a total of {n} {whole}.",
    "the {whole} {in_place} are {n} in number.", "{A} counted {n} {whole} {in_place}.", "{A} owns {n} {whole} altogether.", "{n} {whole} are {in_place}.",
    "altogether, there are {n} {whole} {in_place}.", "{A} {~get} {n} {whole} for a school fair.", "{A} {~have} {n} {whole} in {a box}.", "{n} {whole} belong to {A}.",
    "{A} {~bring} {n} {whole}.", "the number of {whole} {in_place} is {n}.", "{in_place} one can count {n} {whole}.", "someone counted {n} {whole}, all of which are {A}'s.",
    "{A}'s {one box} holds {n} {whole} in all.", "whoever counts the {whole} {in_place} gets {n}.", "all the {whole} {in_place}, {n} in number, are {A}'s.", "{A} puts {n} {whole} into {a box}.", "in {a box}, {A} finds {n} {whole}.",
    "{in_place}, {A} keeps {n} {whole}.", "in front of {A} there are {n} {whole}.",
)  # fmt: skip
K_KNOWN = pool("k_known", "{list} of them are {kind}.", "of these, {list} are {kind}.", "{list} are {kind}.", "among them, {list} are {kind}.",
    "exactly {list} of these are {kind}.", "{list} of those {whole} are {kind}.", "there are {list} that are {kind}.", "only {list} of them are {kind}.",
    "the number of {kind} among them is {list}.", "out of all the {whole}, {list} are {kind}.", "it is known that {list} are {kind}.", "looking closer, {list} of them are {kind}.",
    "{list} of all those are {kind}.", "{list} of the {whole} are {kind}.", "of all those {whole}, exactly {list} are {kind}.", "a closer look shows that {list} of them are {kind}.", "there are exactly {list} among them that are {kind}.",
    "someone finds that {list} of the {whole} are {kind}.",
)  # fmt: skip
K_REST = pool("k_rest",
    "the rest are {x}. How many {x} are there?", "the others are {x}. How many {x} does {A} have?", "all the others are {x}. How many are {x}?", "the remaining ones are all {x}. How many {x} is that?",
    "how many are not {kind}?", "how many of the {whole} are not {kind}?", "if the rest are {x}, how many {x} are there?", "how many of them are something other than {kind}?",
    "how many of the {whole} are {x}, if all the others are?", "the rest of the {whole} are {x}. How many of the {whole} are {x}?", "except for these, all of the {whole} are {x}. How many are {x}?", "all that are left are {x}. How many of the {whole} are {x}?",
    "find how many of the {whole} are not {kind}.", "what number of the {whole} are not {kind}?", "apart from those, all are {x}. How many of the {whole} are {x}?", "if those are not counted, how many {whole} are there?",
    "how many {whole} remain if those are not counted?", "if all the others are {x}, what is the number that are {x}?", "the {whole} that are not {kind} are {x}. How many are {x}?", "what is the number of {whole} other than {kind}?",
    "none of the others are {kind}. How many others are there?", "the others are all {x}. What is the number of the others?", "leaving out those that are {kind}, how many {whole} are there?", "can you tell how many {whole} are not {kind}?",
    "work out how many of the {whole} are not {kind}.", "that leaves how many {whole} that are not {kind}?", "apart from those, how many {whole} are there?", "if someone took those away, how many {whole} would be left?",
    "there are others besides those, and all the others are {x}. How many of the {whole} are {x}?", "the {whole} that have not been mentioned are all {x}. How many is that?", "so how many of the {whole} are {x}, if the rest of them are?",
    "how many {whole} are there besides those that are {kind}?", "take away those that are {kind}. How many {whole} remain?", "count only the {whole} that are not {kind}. What number do you get?",
    "all of the {whole} but those are {x}. What is the number that are {x}?", "the rest, which are all {x}, are how many?", "when those that are {kind} are put aside, how many {whole} are there?",
    "with those left out, what is the number of {whole}?",
)  # fmt: skip
K_PLACES = (
    "in the shop",
    "on the farm",
    "at the fair",
    "in the box",
    "in the garden",
    "in the park",
    "in the store",
    "at the market",
    "in the storeroom",
    "in the yard",
)
_PLACE_OF = {"fruits": "in the basket", "vegetables": "at the market stand", "pets": "in the shelter", "farm animals": "on the farm", "flowers": "in the vase", "trees": "in the park", "baked goods": "in the bakery",
             "toys": "in the toy box", "school supplies": "in the drawer", "clothes": "in the closet", "dishes": "in the kitchen", "birds": "by the lake", "coins": "in the bank", "books": "on the shelf",
             "collectibles": "in the box", "animals": "in the zoo", "vehicles": "in the parking lot", "people": "in the hall"}  # fmt: skip


def _kinds(story: Story, k: int) -> tuple[str, list[Thing]]:
    whole, kinds = story.sorts(k)
    story.main(roles=False)
    place = _PLACE_OF.get(
        whole,
        pick(story.rng, ("in the box", "in the bag", "on the table", "in the drawer"))
        if "tree" not in whole
        else "in the garden",
    )
    story.ctx |= {
        "in_place": place,
        "in_place_": place,
        "whole": whole,
        "box": Thing(*pick(story.rng, v.nouns("box, basket, bag, crate"))),
    }
    story.indoor = (
        whole not in ("pets", "farm animals", "trees", "animals", "vehicles", "birds", "people") and "tree" not in whole
    )
    return whole, kinds


def kinds(story: Story, level: int) -> Draft:
    """Several kinds: all, two kinds, or the difference of two; or the total with all but one kind known."""
    rng, roll = story.rng, story.rng.random()
    if level <= 2 and roll < 0.3:
        whole, sort = _kinds(story, level + 1)
        n = [story.n(2, max(6, story.scale)) for _ in sort]
        colored = all(s.many.endswith(f" {whole}") for s in sort)
        words = [s.many.removesuffix(whole).strip() if colored else s.many for s in sort]
        sentences = [story.say(K_TOTAL if story.indoor else K_TOTAL_OUT, n=sum(n))]
        kind = words[0] if level == 1 else f"{words[0]} or {words[1]}"
        if level == 1:
            sentences.append(story.say(K_KNOWN, list=story.write(n[0]), kind=words[0]))
        else:
            sentences.append(f"{story.write(n[0])} are {words[0]} and {story.write(n[1])} are {words[1]}.")
        story.orderly = True
        left = Fraction(sum(n))
        for i in range(level):
            left = story.step("the rest" if i == level - 1 else "without the first kind", left, "-", n[i])
        x = words[-1]
        q = story.say(K_REST, x=x, kind=kind)
        if colored:
            q = (
                q.replace(f"many {x} are there", f"{'many ' + x + ' ' + whole} are there")
                .replace(f"many {x} does", f"many {x} {whole} does")
                .replace(f"many {x} is that", f"many {x} {whole} is that")
            )
        return Draft(sentences, q, left)
    k = level + 1 if level > 1 else pick(rng, (2, 3, 3, 4))
    whole, sort = _kinds(story, k)
    n = different(story, 2, max(9, story.scale), k)
    sentences = [
        story.say(
            KINDS if story.indoor else KINDS_OUT,
            list=listing([f"{story.write(x)} {s.many}" for x, s in zip(n, sort, strict=True)]),
        )
    ]
    i, j = larger_first(story, n)
    x, y = sort[i].many, sort[j].many
    if level == 1 and k > 2 and roll < 0.62:
        return Draft(sentences, story.say(K_PAIR, x=x, y=y), story.step(f"{x} and {y}", n[i], "+", n[j]))
    if level == 1 and (k > 2 or roll < 0.75):
        return Draft(sentences, story.say(K_DIFF, x=x, y=y), story.step(f"{x} minus {y}", n[i], "-", n[j]))
    return Draft(sentences, story.say(K_ALL), story.total(f"{whole} in all", n, f"{whole} so far"))


KINDS_OUT = pool("kinds_out", "there are {list} {in_place}.", "{in_place}, there are {list}.", "{A} counted {list} {in_place}.", "{in_place}, {A} saw {list}.", "{A} saw {list} {in_place}.",
    "{list} can be seen {in_place}.", "a visitor counts {list} {in_place}.", "on a walk, {A} counted {list} {in_place}.", "{in_place}, you can see {list}.",
    "when {A} arrived, there were {list} {in_place}.", "{A} noticed {list} {in_place}.", "{list} were {in_place} when {A} looked.", "{A} takes a photo of {list} {in_place}.",
    "someone has counted {list} {in_place}.", "one morning, {A} saw {list} {in_place}.",
    "{in_place}, a count gives {list}.", "anyone who looks around {in_place} sees {list}.", "{A} stopped to look at {list} {in_place}.", "{list} were there when {A} looked around {in_place}.", "what {A} saw {in_place} was {list}.",
    "one day there were {list} {in_place}.", "{A} wrote down what there was {in_place}: {list}.",
)  # fmt: skip
K_TOTAL_OUT = pool("k_total_out", "there are {n} {whole} {in_place}.", "{A} counted {n} {whole} {in_place}.", "{in_place}, there are {n} {whole}.", "{n} {whole} can be seen {in_place}.",
    "a visitor counts {n} {whole} {in_place}.", "{A} noticed {n} {whole} {in_place}.", "{n} {whole} are {in_place}.", "altogether, {n} {whole} were seen {in_place}.",
    "the number of {whole} {in_place} is {n}.", "when {A} looked, there were {n} {whole} {in_place}.", "{in_place}, {A} saw {n} {whole}.", "you can count {n} {whole} {in_place}.",
    "{A} looks around {in_place} and counts {n} {whole}.", "by {A}'s count, there are {n} {whole} {in_place}.", "{in_place}, {n} {whole} were counted by {A}.", "one day there were {n} {whole} {in_place}.",
    "the {whole} {in_place} are {n} in number.",
)  # fmt: skip

# Two kinds, and a change to one ------------------------------------------------------------------------------------
TWO = pool("two", "{A} {~have} {n xs} and {m ys}{in_his}.", "there were {n xs} and {m ys} {in_place}.", "{n xs} and {m ys} were {in_place}.", "{in_place} there were {n xs} and {m ys}.", "{A} {~start} with {n xs} and {m ys}.",
    "{A} had {n xs} and {m ys} {in_place}.", "{A} {~own} {m ys} and {n xs}.", "{A}'s collection had {n xs} and {m ys} in it.", "besides {n xs}, there were {m ys} {in_place}.",
    "{A} {~get} {n xs} and {m ys} as a gift.", "{in_place}, {A} {~have} {m ys} and {n xs}.", "at first {A} {~have} {n xs} and {m ys}.", "{A} {~keep} {n xs} and {m ys} {in_place}.",
    "{n xs} and {m ys} belonged to {A}.", "{A} found {n xs} and {m ys} {in_place}.",
    "in {A}'s possession were {n xs} and {m ys}.", "{m ys} and {n xs} were there, all of them {A}'s.", "{A} counted everything: {n xs} and {m ys}.", "{n xs} were {A}'s, and so were {m ys}.", "{A} put {n xs} next to {m ys} {in_place}.",
    "before anything changed, {A} had {m ys} and {n xs}.", "{A} had both {xs} and {ys}: {n} of the first and {m} of the second.",
)  # fmt: skip
TWO_OUT = pool("two_out", "there were {n xs} and {m ys} {in_place}.", "{n xs} and {m ys} were {in_place}.", "{in_place} there were {n xs} and {m ys}.", "{A} saw {n xs} and {m ys} {in_place}.", "{A} counted {n xs} and {m ys} {in_place}.",
    "{m ys} and {n xs} could be seen {in_place}.", "when {A} came, there were {n xs} and {m ys} {in_place}.", "{A} noticed {n xs} and {m ys} {in_place}.", "a visitor counted {n xs} and {m ys} {in_place}.",
    "at first there were {n xs} and {m ys} {in_place}.", "besides {n xs}, there were {m ys} {in_place}.", "{in_place}, {A} counted {m ys} and {n xs}.", "in the morning, there were {n xs} and {m ys} {in_place}.",
    "a count {in_place} gave {n xs} and {m ys}.", "on a walk, {A} saw {m ys} and {n xs} {in_place}.",
    "{in_place}, {A} wrote down that there were {n xs} and {m ys}.", "one day, {m ys} and {n xs} were {in_place}.", "anyone who looked around {in_place} saw {n xs} and {m ys}.", "{n xs} were {in_place}, and so were {m ys}.",
    "before anything changed, {n xs} and {m ys} were {in_place}.", "{A} saw two kinds {in_place}: {n xs} and {m ys}.",
)  # fmt: skip
TWO_UP = pool("two_up", "{he} {~gain} {k more zs}.", "then {he} {~gain} {k more zs}.", "later, {A} {~gain} {k more zs}.", "{A} then {~gain} another {k! zs}.", "after that {k more zs} {were k} added.", "{B} {~bring} {k more zs}.",
    "besides those, {he} {~gain} {k zs}.", "{k more zs} {were k} added by {A}.", "in the afternoon, {he} {~gain} {k more zs}.", "the next morning {he} {~gain} {k more zs}.",
    "{B} put {k more zs} with them.", "since {he} wanted more {zs}, {he} {~gain} {k} of them.", "{he} decided to {=gain} {k more zs}.", "{k more zs} came from {B}.",
    "{A} {~gain} an additional {k! zs}.", "a bit later {he} {~gain} another {k! zs}.", "{he} {~gain} {k zs} on top of those.", "{he} also {~gain} {k new zs}.",
    "the number of {zs} then grew by {k}.", "thanks to {B}, there were {k more zs} than before.", "{k more zs} {were k} there after {B} came by.", "a little later, {A} {~gain} {k zs} in addition.",
    "{he} did not stop there, but {~gain} {k more zs}.", "with {B}'s help, {he} {~gain} {k more zs}.", "{k more zs} were what {he} {~gain} after that.", "another {k!} were added to the {zs}.",
)  # fmt: skip
TWO_DOWN = pool("two_down", "{he} {~lose} {k} of the {zs}.", "then {he} {~lose} {k zs}.", "later, {A} {~lose} {k} of the {zs}.", "{k} of the {zs} {were k} then {@lose}.", "{B} {~take} {k} of the {zs}.", "{k} of the {zs} {were k} taken away.",
    "{he} then {~lose} {k zs}.", "in the afternoon, {he} {~lose} {k} of the {zs}.", "{k zs} {were k} {@lose} the next morning.", "of the {zs}, {k} {were k} {@lose}.",
    "to make room, {he} {~lose} {k} of the {zs}.", "after that, {k zs} {were k} gone.", "{he} {~lose} {k zs}, but nothing else.", "when {B} asked for some {zs}, {k} {were k} taken away.",
    "a bit later, {A} {~lose} {k zs}.", "then {B} came and {~take} {k zs}.", "{k} of these {zs} {were k} {@lose}.", "{A} {~lose} {k zs} that same afternoon.",
    "the number of {zs} then went down by {k}.", "it was {k} of the {zs} that {he} {~lose}.", "not all of the {zs} were kept: {k} of them {were k} {@lose}.", "{A} {~lose} some of the {zs}, {k} in all.",
    "a number of {zs}, {k} to be exact, {were k} {@lose}.", "the next day, {k zs} {were k} {@lose}.",
)  # fmt: skip
TWO_UP_OUT = pool("two_up_out", "{k more zs} came.", "then {k more zs} arrived.", "later, {k more zs} joined them.", "soon another {k! zs} came along.", "after a while {k more zs} came.",
    "{k new zs} arrived.", "in the afternoon, {k more zs} came along.", "then another {k! zs} turned up.", "soon after, {k more zs} showed up.",
    "there came {k more zs}.", "before noon, {k more zs} had joined them.", "an hour later, {k more zs} arrived.", "{k zs} came to join the others.",
    "later another {k! zs} joined the group.", "the group then grew by {k zs}.",
    "{k more zs} came to be with them.", "the number of {zs} then grew by {k}.", "it did not take long, and {k more zs} were there.", "from somewhere, {k more zs} came along.", "with {k more zs} that came later, it became more crowded.",
    "a little later, there were {k more zs} than before.",
)  # fmt: skip
TWO_DOWN_OUT = pool("two_down_out", "{k} of the {zs} left.", "then {k zs} went away.", "later, {k} of the {zs} left.", "soon {k} of the {zs} were gone.", "after a while {k zs} left.",
    "in the afternoon, {k} of the {zs} went away.", "{k zs} did not stay.", "then {k} of those {zs} disappeared.", "of the {zs}, {k} soon left.",
    "before noon, {k zs} had gone.", "an hour later, {k} of the {zs} were gone.", "{k zs} went somewhere else.", "not long after, {k zs} left.",
    "later {k zs} moved on.", "the group then lost {k zs}.",
    "the number of {zs} then went down by {k}.", "not all of the {zs} stayed: {k} of them left.", "a little later, there were {k} fewer {zs} than before.", "it did not take long, and {k} of the {zs} were gone.",
    "{k} of those {zs} left, and nothing else changed.", "when it got late, {k} of the {zs} left.",
)  # fmt: skip
TWO_ONE = pool("two_one", "how many {zs} are there now?", "how many {zs} were there then?", "how many {zs} are there [in the end|after that]?", "what is the number of {zs} now?", "how many {zs} does that make?", "how many {zs} would there be?",
    "after that, how many {zs} are there?", "find the number of {zs} now.", "how many {zs} are there [altogether|in all] now?", "how many {zs} is that now?",
    "can you tell how many {zs} there are now?", "what number of {zs} are there in the end?", "what is the new number of {zs}?", "in the end, how many {zs} are there?",
    "how many {zs} can be counted now?", "now there are how many {zs}?", "how many {zs} would you count after that?", "if you look only at the {zs}, how many are there now?",
    "so how many {zs} are there now?", "that makes how many {zs} in the end?", "work out how many {zs} there are now.", "with this change, the number of {zs} is how large?", "of {zs}, how many are there in the end?",
    "looking only at the {zs}, what is their number now?", "if the {zs} are counted again, how many are there?", "the {zs} are now how many?", "by now, how many {zs} are there?", "after this change, how many {zs} are there?",
    "how large is the number of {zs} in the end?", "when all this is over, how many {zs} are there?", "tell how many {zs} there are after that.",
)  # fmt: skip
TWO_SUM = pool("two_sum", "how many {xs} and {ys} are there now [in all|altogether]?", "how many {xs} and {ys} are there in total now?", "what is the total number of {xs} and {ys} now?", "now how many {xs} and {ys} are there together?", "how many {ys} and {xs} are there altogether now?",
    "after that, how many {xs} and {ys} are there [in all|altogether]?", "find the total number of {xs} and {ys} in the end.", "what do the {xs} and {ys} add up to now?", "in the end, how many {xs} and {ys} are there together?",
    "counting all the {xs} and all the {ys}, how many are there now?", "what number of {xs} and {ys} is that now?", "how many {xs} and {ys} can be counted now?", "now the {xs} and the {ys} together are how many?",
    "how many {xs} and {ys} would you count after that?", "what is the sum of {xs} and {ys} in the end?",
    "work out how many {xs} and {ys} there are in all now.", "so how many {xs} and {ys} are there altogether in the end?", "that makes how many {xs} and {ys} together?", "if all the {xs} and {ys} are counted again, how many are there?",
    "add up the {xs} and {ys} that are there now. What is the sum?", "how large is the number of {xs} and {ys} together in the end?", "by now, how many {xs} and {ys} are there altogether?",
    "when all this is over, how many {xs} and {ys} are there together?", "after this, what is the combined number of {xs} and {ys}?", "with both kinds counted, how many {xs} and {ys} are there now?",
    "tell how many {ys} and {xs} there are in all now.",
)  # fmt: skip
TWO_DIFF = pool("two_diff", "how many more {bs} than {ss} are there now?", "how many more {bs} were there than {ss} then?", "how many fewer {ss} than {bs} are there now?", "by how many do the {bs} now outnumber the {ss}?", "now how many more {bs} are there than {ss}?",
    "after that, how many more {bs} than {ss} are there?", "in the end, there are more {bs} than {ss}. How many more?", "what is the difference between the numbers of {bs} and {ss} now?", "find how many more {bs} than {ss} there are in the end.",
    "how many {bs} more than {ss} are there after that?", "by how many are the {ss} fewer than the {bs} now?", "compared with the {ss}, how many more {bs} are there now?", "how much larger is the number of {bs} than the number of {ss} now?",
    "in the end, how many fewer {ss} are there than {bs}?", "there are now more {bs} than {ss}: how many more?",
    "work out how many more {bs} than {ss} there are now.", "so how many more {bs} than {ss} are there in the end?", "if the {bs} and {ss} are counted again, how many more {bs} than {ss} are there?",
    "how many more {ss} would be needed now to have as many {ss} as {bs}?", "take the number of {ss} there are now away from the number of {bs}. What do you get?", "when all this is over, by how many do the {bs} outnumber the {ss}?",
    "by now, how many fewer {ss} than {bs} are there?", "how far apart are the numbers of {bs} and {ss} now?", "the {ss} are now fewer than the {bs}. By how many?", "what must be added to the number of {ss} now to get the number of {bs}?",
    "tell how many more {bs} there are now than {ss}.",
)  # fmt: skip
TWO_BEFORE = pool("two_before", "how many {xs} and {ys} were there [at first|in the beginning]?", "how many {xs} and {ys} were there in total at first?", "before the change, how many {xs} and {ys} were there altogether?", "at the very start, what was the total of {xs} and {ys}?",
    "to begin with, how many {xs} and {ys} were there [in all|altogether]?", "what was the total number of {xs} and {ys} at first?", "find the number of {xs} and {ys} at the start.", "how many {xs} and {ys} were there together before the change?",
    "how many {xs} and {ys} were there in all to begin with?", "in the beginning, what did the {xs} and {ys} add up to?", "how many {ys} and {xs} were there altogether at the start?", "looking only at the start, how many {xs} and {ys} were there together?",
    "work out how many {xs} and {ys} there were together at first.", "before anything changed, how many {xs} and {ys} were there in all?", "go back to the start: how many {xs} and {ys} were there together?",
    "if nothing had changed, how many {xs} and {ys} would there be altogether?", "leaving the change aside, how many {xs} and {ys} are there in all?", "the {xs} and {ys} were how many in all to begin with?",
    "what was the combined number of {xs} and {ys} at the beginning?", "add up the {xs} and {ys} there were at first. What is the sum?",
)  # fmt: skip


def two_kinds(story: Story, level: int) -> Draft:
    """Two kinds, one of them changes: how many of it, of both, or the difference now; at times only what was at first."""
    rng = story.rng
    whole, (a, b) = _kinds(story, 2)
    story.past = story.orderly = True
    story.ctx |= {
        "gain": "buy" if story.indoor else "see",
        "lose": pick(rng, ("sell", "give away", "lose")),
        "xs": a,
        "ys": b,
        "in_his": "",
    }
    moving = not story.indoor and "tree" not in a.many
    if "tree" in a.many:
        story.ctx |= {"gain": "plant", "lose": "cut down"}
    if whole == "flowers":
        story.ctx["gain"] = pick(rng, ("pick", "cut", "buy"))
    story.other()
    n, m = story.n(3), story.n(3)
    events: list[str] = []
    now = {a: Fraction(n), b: Fraction(m)}
    sentences = [story.say(TWO if story.indoor else TWO_OUT, n=n, m=m)]
    changed = [pick(rng, (a, b))] if level < 3 else [a, b]
    for z in changed:
        up = now[z] < 4 or rng.random() < 0.6
        k = story.n(2) if up else story.n(2, int(now[z]) - 1)
        pools = (TWO_UP_OUT, TWO_DOWN_OUT) if moving else (TWO_UP, TWO_DOWN)
        sentences.append(story.say(pools[0 if up else 1], k=k, zs=z))
        story.other()
        if level == 1 and rng.random() < 0.12:
            return Draft(sentences, story.say(TWO_BEFORE), story.step("both kinds at first", n, "+", m))
        now[z] = story.step(f"{z.many} now", now[z], "+" if up else "-", k)
        events.append(z.many)
    if level == 1:
        return Draft(sentences, story.say(TWO_ONE), now[changed[0]])
    if now[a] != now[b] and rng.random() < 0.55:
        big, small = (a, b) if now[a] > now[b] else (b, a)
        return Draft(
            sentences,
            story.say(TWO_DIFF, bs=big, ss=small),
            story.step(f"{big.many} minus {small.many}", now[big], "-", now[small]),
        )
    return Draft(sentences, story.say(TWO_SUM), story.step(f"{a.many} and {b.many}", now[a], "+", now[b]))


SCHEMAS = ((kinds, 1, 3, 4), (two_kinds, 1, 3, 4))
