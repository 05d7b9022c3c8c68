"""Stories whose numbers differ in when or where: at first and later, found and owned, planned and done, won and lost."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import between, pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import past, pool
from tasks.generators.word_problems.story import Draft, Story, Thing

SOME_DONE = pool("some_done", "{A} {~do_} some {items}.", "{A} {~do_} some {items} {t1}.", "{t1}, {A} {~do_} some {items}.", "{A} {~do_} a few {items} {t1}.", "first, {A} {~do_} some {items}.",
    "some {items} were {@do_} by {A} {t1}.", "{t1}, {A} {~do_} several {items}.", "{A} {~do_} an unknown number of {items} {t1}.", "{A} {~do_} a number of {items} {t1}.",
    "{t1}, {A} {~do_} quite a few {items}.", "{t1}, some {items} were {@do_} by {A}.", "{A} had {@do_} some {items} {t1}.", "to begin with, {A} {~do_} some {items}.",
    "{A} {~do_} {items} {t1}.", "{A} {~do_} quite a few {items} {t1}.",
    "nobody knows how many {items} {A} {~do_} {t1}.", "some {items} were what {A} {~do_} {t1}.", "{A} {~do_} some {items} {t1}, but forgot to count them.", "several {items} were {@do_} by {A} {t1}.",
    "{t1}, {A} was busy and {~do_} some {items}.", "{A} forgot how many {items} {he} {~do_} {t1}.", "it is not known how many {items} {A} {~do_} {t1}.",
)  # fmt: skip
MORE_DONE = pool("more_done", "then {he} {~do_} {x} more.", "{he} {~do_} {x} more {items} {t2}.", "{t2} {he} {~do_} {x more items}.", "{t2}, {he} {~do_} another {x! items}.", "after that {he} {~do_} {x more items}.",
    "{x more items} were {@do_} {t2}.", "{t2}, {he} {~do_} {x} more of them.", "{he} {~do_} {x more items} {t2}, too.", "{t2}, {x more items} were {@do_}.",
    "to these {he} added {x more items} {t2}.", "{he} then {~do_} an additional {x! items}.", "{he} also {~do_} {x items} {t2}.", "when {he} went on, {he} {~do_} {x more items}.",
    "{t2} {he} {~do_} {x} of them on top of that.", "{he} was not done yet, and {~do_} {x more items} {t2}.",
    "{t2}, {he} {~do_} {x items} in addition.", "next came {x more items} that {he} {~do_} {t2}.", "another {x!} were {@do_} {t2}.", "{t2}, the number grew by {x}.", "{t2} it was {x} more that {he} {~do_}.",
    "{he} kept going, and {x more items} were {@do_} {t2}.", "not only that: {he} {~do_} {x more items} {t2}.",
)  # fmt: skip
ALL_DONE = pool("all_done", "[in all|altogether|in total], {he} {~do_} {n items}.", "{he} {~do_} a total of {n items}.", "{he} {~do_} {n items} [in all|altogether|in total].", "that was {n items} in all.", "that made {n items} altogether.",
    "altogether, that made {n items}.", "the total came to {n items}.", "by the end, {he} had {@do_} {n items}.", "{n items} were {@do_} in all.",
    "when {he} was done, the total was {n items}.", "this brought the total to {n items}.", "taken together, {he} {~do_} {n items}.", "{he} had {@do_} {n items} when everything was counted.",
    "{his} total was {n items}.", "the count of all {items} {@do_} was {n}.",
    "{n} was the number of all the {items} {@do_}.", "counting all of them, {he} {~do_} {n items}.", "so {he} {~do_} {n items} in all.", "that brought {him} to {n items} altogether.", "the whole number of {items} {@do_} was {n}.",
    "added up, that was {n items}.", "when all were counted, there were {n items}.",
)  # fmt: skip
ASK_DONE_FIRST = pool("ask_done_first", "how many {items} did {he} {=do_} [at first|in the beginning|{t1}]?", "how many {items} did {A} {=do_} {t1}?", "how many {items} had {he} {@do_} at the start?", "how many {items} did {A} {=do_} before those {x!}?", "how many did {he} {=do_} at first?", "how many {items} had {A} {@do_} before that?",
    "how many {items} were {@do_} {t1}?", "{t1}, how many {items} did {he} {=do_}?", "find the number of {items} {he} {~do_} {t1}.", "what number of {items} did {A} {=do_} {t1}?",
    "how many of the {items} did {A} {=do_} {t1}?", "can you tell how many {items} {A} {~do_} {t1}?", "how many of these {items} were {@do_} {t1}?", "of all these {items}, how many were {@do_} {t1}?",
    "what was the number of {items} {@do_} before that?", "how many {items} must {he} have {@do_} to begin with?", "calculate how many {items} {A} {~do_} {t1}.", "how many {items} had {he} already {@do_} by then?",
    "{he} {~do_} how many {items} {t1}?", "what had {his} count of {items} been before the last {x!}?", "before {he} went on, how many {items} had {he} {@do_}?", "leaving out the last {x!}, how many {items} were {@do_}?",
    "subtract what {he} {~do_} {t2}. How many {items} remain?", "so how many {items} did {he} {=do_} {t1}?", "how many of all the {items} had {he} {@do_} {t1}?", "work out how many {items} were {@do_} {t1}.",
    "if the last {x!} are taken away, how many {items} is that?", "how big was the number of {items} {A} {~do_} {t1}?", "go back to the beginning: how many {items} did {he} {=do_} {t1}?",
)  # fmt: skip
DONE_FIRST = pool("done_first", "{A} {~do_} {x items} {t1}.", "{t1}, {A} {~do_} {x items}.", "{t1} {A} {~do_} {x items}.", "{x items} were {@do_} by {A} {t1}.",
    "{t1}, {x items} were {@do_} by {A}.", "{A} had {@do_} {x items} {t1}.", "the number of {items} {A} {~do_} {t1} was {x}.", "{A} counted the {items} {he} {~do_} {t1}: {x}.",
    "{A} {~do_} exactly {x items} {t1}.", "{A} managed to {=do_} {x items} {t1}.", "{t1} {A} was able to {=do_} {x items}.", "{A} {~do_} only {x items} {t1}.",
    "{x items} is what {A} {~do_} {t1}.", "all that {A} {~do_} {t1} was {x items}.", "{t1} it was {x items} that {A} {~do_}.", "it is known that {A} {~do_} {x items} {t1}.", "{t1}, the number of {items} {@do_} by {A} was {x}.",
)  # fmt: skip
SOME_LATER = pool("some_later", "{he} {~do_} some more {t2}.", "{t2}, {he} {~do_} some more.", "then {he} {~do_} more {items} {t2}.", "{t2} {he} {~do_} a few more.",
    "{t2}, some more were {@do_}.", "{he} went on and {~do_} more {items} {t2}.", "more {items} were {@do_} {t2}.", "some other {items} followed {t2}.",
    "{he} also {~do_} some {items} {t2}.", "{t2}, {he} {~do_} more of them.", "{he} {~do_} a number of {items} {t2}, too.", "{he} continued {t2} and {~do_} some more.",
    "{t2}, there were more {items} that {he} {~do_}.", "nobody counted the {items} {he} {~do_} {t2}.", "{he} kept going {t2}, and more {items} were {@do_}.", "it is not known how many {items} {he} {~do_} {t2}.",
    "{t2} {he} went on and {~do_} several more.", "{he} forgot how many {items} {he} {~do_} {t2}.",
)  # fmt: skip
ASK_LATER = pool("ask_later", "how many {items} did {he} {=do_} {t2}?", "how many {items} did {A} {=do_} {t2}?", "how many more did {he} {=do_} {t2}?", "{t2}, how many {items} did {A} {=do_}?",
    "how many {items} were {@do_} {t2}?", "find the number of {items} {he} {~do_} {t2}.", "how many more {items} had to be {@do_} {t2} to get there?", "what number of {items} did {A} {=do_} {t2}?",
    "how many of the {items} did {he} {=do_} {t2}?", "of all these {items}, how many were {@do_} {t2}?", "can you tell how many {items} {A} {~do_} {t2}?", "calculate the number of {items} {@do_} {t2}.",
    "how many {items} must {he} have {@do_} {t2}?",
    "{he} {~do_} how many {items} {t2}?", "so how many {items} were {@do_} {t2}?", "that means how many {items} were {@do_} {t2}?", "by how many {items} did the number grow {t2}?", "what was the number of {items} {A} {~do_} {t2}?",
    "work out how many {items} {he} {~do_} {t2}.", "{t2}, how many more {items} were {@do_}?", "of the whole number, how many {items} did {he} {=do_} {t2}?", "how big was the number of {items} {he} {~do_} {t2}?",
)  # fmt: skip
_WORK = (("eat", "piece of candy"), ("bake", "cookie"), ("pick", "apple"), ("read", "page"), ("sell", "ticket"), ("score", "point"), ("find", "seashell"), ("make", "bracelet"), ("plant", "tree"), ("collect", "can"), ("catch", "fish"), ("write", "letter"),
         ("run", "lap"), ("take", "photo"), ("use", "egg"), ("deliver", "package"), ("solve", "problem"), ("eat", "grape"), ("wash", "car"), ("drive", "mile"), ("paint", "picture"), ("fill", "bottle"), ("blow up", "balloon"), ("buy", "stamp"), ("lose", "marble"), ("give away", "sticker"))  # fmt: skip
_TWO_TIMES = (
    ("in the morning", "in the afternoon"),
    ("yesterday", "today"),
    ("on Saturday", "on Sunday"),
    ("on Monday", "on Tuesday"),
    ("last week", "this week"),
    ("before lunch", "after lunch"),
    ("at first", "later"),
    ("in the first half", "in the second half"),
    ("in May", "in June"),
)


def some_then(story: Story, level: int) -> Draft:
    """Some at first, x more, n in all: how many at first (or later, when the first are known)."""
    del level
    rng = story.rng
    story.main()
    story.past = story.orderly = True
    verb, one = pick(rng, _WORK)
    t1, t2 = pick(rng, _TWO_TIMES)
    story.ctx |= {"do_": verb, "items": Thing(one, v.plural(one)), "t1": t1, "t2": t2}
    x = story.n(2)
    n = x + story.n(2)
    items = v.plural(one)
    if rng.random() < 0.6:
        sentences = [story.say(SOME_DONE), story.say(MORE_DONE, x=x), story.say(ALL_DONE, n=n)]
        return Draft(sentences, story.say(ASK_DONE_FIRST), story.step(f"{items} at first", n, "-", x))
    sentences = [story.say(DONE_FIRST, x=x), story.say(SOME_LATER), story.say(ALL_DONE, n=n)]
    return Draft(sentences, story.say(ASK_LATER), story.step(f"{items} {t2}", n, "-", x))


FOUND = pool("found", "{A} {~find} {n xs} and {m ys} {where}.", "{where}, {A} {~find} {n xs} and {m ys}.", "{A} {~find} {n xs} {where}, and {m ys} as well.", "{n xs} and {m ys} were found {where} by {A}.", "{A} {~find} {m ys} and {n xs} {where}.",
    "{A} {~look} around {where} and {~find} {n xs} and {m ys}.", "while {A} was {where}, {he} {~find} {n xs} as well as {m ys}.", "{A} {~pick} up {n xs} and {m ys} {where}.", "{A} was {where} and came home with {n xs} and {m ys}.",
    "a search {where} gave {A} {m ys} and {n xs}.", "{A} got lucky {where}: {he} {~find} {n xs} and {m ys}.", "{where}, there were {n xs} and {m ys} for {A} to find.", "{A} {~get} {n xs} and {m ys} {where}.",
    "{A} {~collect} {n xs} and {m ys} {where} that day.", "besides {m ys}, {A} {~find} {n xs} {where}.",
    "{A} brought home {n xs} and {m ys} that {he} had found {where}.", "lying around {where} were {n xs} and {m ys}, and {A} {~pick} all of them up.", "{n xs} and {m ys} went home with {A}, who had found them {where}.",
    "what {A} found {where} was {n xs} and {m ys}.", "in {A}'s bag were {n xs} and {m ys} from a search {where}.", "someone had left {n xs} and {m ys} {where}, where {A} found them.",
)  # fmt: skip
NOW_OWNS = pool("now_owns", "now {he} has {p xs} and {q ys} in {his} collection.", "{his} collection now has {q ys} and {p xs}.", "{he} now has {p xs} and {q ys}.", "this brings {his} collection to {p xs} and {q ys}.",
    "with these, {his} collection has {p xs} and {q ys}.", "together with what {he} owned before, {he} has {p xs} and {q ys} now.", "{he} put them with {his} others and now has {p xs} and {q ys}.", "at home, {his} collection now counts {p xs} and {q ys}.",
    "now there are {p xs} and {q ys} in {his} collection.", "after adding them to {his} collection, {he} has {p xs} and {q ys}.", "{he} counted everything {he} owns now: {p xs} and {q ys}.", "{his} whole collection is now made up of {p xs} and {q ys}.",
    "that made {his} collection grow to {p xs} and {q ys}.", "there are {p xs} and {q ys} in {his} collection today.", "the collection {he} keeps at home has now become {p xs} and {q ys}.", "since that day, {he} owns {q ys} and {p xs}.",
    "everything counted, {he} now owns {p xs} and {q ys}.", "with the old ones and the new ones together, {he} now has {p xs} and {q ys}.",
)  # fmt: skip
ASK_BEFORE = pool("ask_before", "how many {zs} did {he} have [at first|before that]?", "how many {zs} did {A} have before going {where}?".replace("going {where}", "that day"), "how many {zs} were in {his} collection [before|at first]?", "before that day, how many {zs} did {A} own?",
    "how many {zs} had {he} owned before?", "how many {zs} did {his} collection have to begin with?", "find the number of {zs} {he} had at first.", "before {he} found the new ones, how many {zs} did {he} have?",
    "what number of {zs} did {A} start with?", "how many {zs} were already in {his} collection?", "how many {zs} must {he} have had before?", "can you tell how many {zs} {he} owned before that day?",
    "leaving out what {he} found, how many {zs} does {he} have?", "until that day, how many {zs} did {he} own?", "{his} collection had how many {zs} before this find?", "without the ones {he} found, how many {zs} would {he} have?",
    "how many of {his} {zs} did not come from that day's find?", "work out how many {zs} {he} owned before.", "how many {zs} were there in {his} collection before the new ones came?", "what was the number of {zs} in the old collection?",
    "of the {zs} {he} has now, how many are not new?", "before {he} went out that day, how many {zs} were waiting at home?",
)  # fmt: skip
ASK_FOUND_DIFF = pool("ask_found_diff", "how many more {bs} than {ss} did {A} find {where}?", "how many more {bs} than {ss} did {he} find?", "how many fewer {ss} than {bs} did {A} find {where}?", "of what {he} found, how many more were {bs} than {ss}?",
    "how many more {bs} did {he} find {where} than {ss}?", "what is the difference between the number of {bs} and {ss} found {where}?", "by how many did the {bs} {he} found {where} outnumber the {ss} {he} found?", "{where}, how many fewer {ss} than {bs} did {he} find?",
    "{A} found more {bs} than {ss} {where}. How many more?", "how many {bs} more than {ss} were found {where}?", "find how many more {bs} than {ss} {he} found {where}.", "looking only at what {he} found {where}, how many more {bs} than {ss} are there?",
    "the find had more {bs} than {ss} in it. How many more?", "among the things {he} found, by how many were there fewer {ss} than {bs}?", "of the {bs} and {ss} found {where}, how many more were {bs}?",
    "how many more {ss} would {he} have had to find {where} to have found as many {ss} as {bs}?", "compare what {he} found {where}. How many more {bs} than {ss} were there?",
    "compared with the {ss} {he} found {where}, how many more {bs} did {he} find?", "that day, how many more {bs} than {ss} did {A} find?", "work out how many more {bs} than {ss} were found.",
    "by what number were the {bs} {he} found more than the {ss} {he} found?",
)  # fmt: skip
ASK_OWN_DIFF = pool("ask_own_diff", "how many more {bs} than {ss} does {he} have now?", "how many more {bs} than {ss} does {A} have now?", "how many fewer {ss} than {bs} are in {his} collection now?", "in {his} collection, how many more {bs} than {ss} are there now?",
    "how many more {bs} than {ss} are in {his} collection now?", "how many fewer {ss} than {bs} does {he} have now?", "by how many do the {bs} {he} has now outnumber the {ss}?", "what is the difference between the numbers of {bs} and {ss} {he} owns now?",
    "in the end, how many more {bs} does {he} have than {ss}?", "{he} now owns more {bs} than {ss}. How many more?", "how many {bs} more than {ss} does {his} collection have now?", "find how many more {bs} than {ss} {he} owns now.",
    "compare what {he} owns now. How many more {bs} than {ss} are there?", "how many more {ss} would {he} need to own as many {ss} as {bs} now?", "counting the whole collection, how many more {bs} than {ss} are there?",
    "{his} collection now has fewer {ss} than {bs}. How many fewer?", "by how many are the {bs} in {his} collection ahead of the {ss} now?", "work out how many more {bs} than {ss} are now in {his} collection.",
    "as things are now, how many more {bs} than {ss} does {A} own?", "with old and new ones counted, how many more {bs} than {ss} are there?", "the {ss} {he} has now are fewer than the {bs} by how many?",
)  # fmt: skip
ASK_FOUND_SUM = pool("ask_found_sum", "how many {xs} and {ys} did {A} find [in all|altogether] {where}?", "how many things did {he} find {where} [in all|altogether]?", "what is the total number of {xs} and {ys} {A} found?", "counting both, how many {xs} and {ys} did {he} find {where}?",
    "how many {ys} and {xs} were found {where} [in all|altogether]?", "what is the number of things {he} found {where}?", "find the total number of {xs} and {ys} {he} found {where}.", "{where}, how many {xs} and {ys} did {A} find in total?",
    "how many new things did {he} bring home from there?", "how many {xs} and {ys} did {A} add to {his} collection?", "by how many things did {his} collection grow?", "how many things in total were found {where}?",
    "{A} found how many things {where} in all?", "how many things were in the find altogether?", "work out how many things {he} found {where}.", "what do the {xs} and {ys} {he} found {where} add up to?",
    "how many more things than before does {he} have now?", "that day, how many {xs} and {ys} did {A} find together?", "when {he} came home, how many new things did {he} have [in all|altogether]?",
    "of all {he} has now, how many {xs} and {ys} are new?", "adding the {xs} and {ys} found {where}, how many is that?", "how many things did {he} carry home from there?",
)  # fmt: skip


def found_and_owned(story: Story, level: int) -> Draft:
    """Two kinds found, two kinds owned now, four numbers: the question picks two of them."""
    del level
    rng = story.rng
    story.main(roles=False)
    story.past = story.orderly = True
    a, b = (
        Thing(*pair)
        for pair in rng.sample(
            v.SORTS["collectibles"] + v.nouns("seashell, rock, wrapper, feather, fossil, button, bead, ticket stub"), 2
        )
    )
    n, m = story.n(2), story.n(2)
    p, q = n + story.n(2), m + story.n(2)
    story.ctx |= {
        "xs": a,
        "ys": b,
        "where": pick(
            rng,
            (
                "at the park",
                "at the fair",
                "on the beach",
                "in the attic",
                "at school",
                "in the street",
                "at the market",
            ),
        ),
    }
    sentences = [story.say(FOUND, n=n, m=m), story.say(NOW_OWNS, p=p, q=q)]
    roll = rng.random()
    if roll < 0.4:
        thing, now, found = (a, p, n) if rng.random() < 0.5 else (b, q, m)
        return Draft(sentences, story.say(ASK_BEFORE, zs=thing), story.step(f"{thing.many} at first", now, "-", found))
    if roll < 0.55:
        return Draft(sentences, story.say(ASK_FOUND_SUM), story.step("found in all", n, "+", m))
    x, y, ask = (n, m, ASK_FOUND_DIFF) if roll < 0.8 else (p, q, ASK_OWN_DIFF)
    if x == y:
        return Draft([], "", Fraction(-1))
    (big, u), (small, w) = ((a, x), (b, y)) if x > y else ((b, y), (a, x))
    return Draft(sentences, story.say(ask, bs=big, ss=small), story.step(f"{big.many} minus {small.many}", u, "-", w))


# A box that people fill and empty ----------------------------------------------------------------------------------
BOX_START = pool("box_start", "there are {n items} in the {place}.", "the {place} {~hold} {n items}.", "{n items} are in the {place}.", "in the {place} there are {n items}.", "the {place} has {n items} in it.",
    "there were {n items} in the {place} at first.", "someone has counted {n items} in the {place}.", "a {place} has {n items} in it.", "at the start there are {n items} in the {place}.",
    "you can find {n items} in the {place}.", "the number of {items} in the {place} is {n}.", "the {place} started out with {n items}.", "in the morning, the {place} had {n items}.",
    "{n items} were in the {place} when the day began.", "altogether, the {place} contains {n items}.",
    "a look at the {place} shows {n items}.", "{n items} are kept in the {place}.", "the {place} is home to {n items}.", "before anything happens, the {place} has {n items}.", "someone has put {n items} in the {place}.",
    "the {place} contains exactly {n items}.", "the count for the {place} is {n items}.",
)  # fmt: skip
BOX_ADD = pool("box_add", "{P} puts {x more items} in the {place}.", "{P} placed {x items} in the {place}.", "{x more items} {are x} added.", "{P} brought {x more items} to the {place}.", "{P} adds {x} more.", "then {P} put {x items} in.", "{P} places another {x! items} there.",
    "{P} comes by with {x more items} for the {place}.", "{x more items} were brought in by {P}.", "{P} puts {x} more there.", "{P} finds room for {x more items} in the {place}.",
    "after {P} came, there were {x more items} than before.", "thanks to {P}, the {place} gets {x more items}.", "{P} gives {x items} to go in the {place}.", "{P} adds {x items} to those in the {place}.",
    "{x items} from {P} are put in as well.", "{x more items} are added to the {place} by {P}.", "{P} had {x items} and put them all in the {place}.", "then {P} comes and adds {x items}.",
    "later {P} brings in another {x! items}.", "{P} decided to put {x more items} in the {place}.",
    "{x more items} find their way into the {place} with the help of {P}.", "{x more items} {are x} what {P} puts in the {place}.", "{P} adds {x items} to the {place}.", "from {P}, the {place} gets another {x!}.",
    "{P} has {x more items} ready, and they all go into the {place}.", "{P} does not take any, but puts {x more items} in the {place}.", "with {P}'s help, the {place} gains {x items}.",
    "{P} arrives and leaves {x more items} in the {place}.",
)  # fmt: skip
BOX_TAKE = pool("box_take", "{P} takes {x items} out.", "{P} takes {x} of them.", "{x items} {are x} taken by {P}.", "{P} removed {x items}.", "{P} took {x items} from the {place}.", "then {P} takes {x items} away.",
    "{P} needs {x items} and takes them from the {place}.", "{x} of the {items} in the {place} were taken out by {P}.", "{P} comes and takes {x items} away.", "{P} removes {x} of the {items} from the {place}.",
    "later {P} takes {x} out of the {place}.", "{P} wants {x} of the {items} and takes them.", "{P} picks {x} of the {items} and takes them along.", "{x} of them are taken away by {P}.",
    "{P} carries off {x} of the {items}.", "{x items} leave the {place} with {P}.", "the {place} loses {x items} when {P} takes them.", "{P} asked for {x items} and got them out of the {place}.",
    "{P} goes away with {x} of the {items}.", "{P} takes {x items} home from the {place}.", "out of the {place}, {P} takes {x items}.", "{P} was allowed to take {x items} and did so.", "{x items} from the {place} go home with {P}.",
    "there {are x} {x items} that {P} takes out of the {place}.", "{P} leaves with {x items} from the {place}.", "{P} takes some {items} from the {place}, {x!} to be exact.",
)  # fmt: skip
BOX_NOW = pool("box_now", "how many {items} are in the {place} now?", "how many {items} are there [now|in the end]?", "how many {items} are now there [in total|altogether|in all]?", "what number of {items} does the {place} hold now?", "how many {items} will the {place} have?", "how many {items} will be in the {place}?", "how many {items} does the {place} have now?",
    "what is the number of {items} in the {place} now?", "find the number of {items} in the {place} now.", "how many {items} can you find in the {place} now?", "after that, how many {items} are in the {place}?",
    "the {place} now has how many {items}?", "how many {items} does that make in the {place}?", "how many {items} are in the {place} after [all ]this?", "how many {items} would you count in the {place} now?",
    "in the end, how many {items} are in the {place}?", "when everything is counted, how many {items} are in the {place}?", "can you tell how many {items} are in the {place} now?", "how many {items} does the {place} end up with?",
    "what is the new number of {items} in the {place}?", "how many {items} are there in the {place} when {P} is done?",
    "that makes how many {items} in the {place}?", "what would a new count of the {items} in the {place} give?", "work out how many {items} the {place} holds now.", "how many {items} has the {place} got by now?",
    "after all of this, the {place} contains how many {items}?", "if you looked at the {place} now, how many {items} would you find there?", "so how many {items} are in the {place} at the end?", "how full is the {place} now, in {items}?",
    "by now, how many {items} are there in the {place}?", "in the {place}, how many {items} are there now?", "what number of {items} is there in the {place} at the end?", "with how many {items} does the {place} end up?",
    "let someone count the {items} in the {place} again. How many will that be?", "what is in the {place} now, counted in {items}?",
)  # fmt: skip
BOX_LEFT = pool("box_left", "how many {items} are left?", "how many {items} are left in the {place}?", "how many {items} remain in the {place}?", "how many {items} did that leave in the {place}?", "how many {items} are still in the {place}?",
    "what number of {items} is left in the {place}?", "find the number of {items} left in the {place}.", "how many of the {items} stay in the {place}?", "after that, how many {items} are left in the {place}?",
    "how many {items} does the {place} still have?", "the {place} is left with how many {items}?", "how many {items} are not taken?", "how many of the {items} are still there?",
    "can you tell how many {items} are left in the {place}?", "how many {items} remain?",
    "that leaves how many {items} in the {place}?", "in the {place}, how many {items} are left?", "how many {items} did nobody take?", "work out how many {items} the {place} still has.", "what remains in the {place}, counted in {items}?",
    "so how many of the {items} are left there?", "of the {items} in the {place}, how many have not been taken?", "how many {items} can still be taken from the {place}?", "in the {place}, there are still how many {items}?",
    "if you count the {items} in the {place} again, how many do you get?", "when nobody takes any more, how many {items} are left in the {place}?",
)  # fmt: skip
BOX_SOME_ADD = pool("box_some_add", "{P} put some more {items} in the {place}.", "{P} added some {items}.", "some {items} were added by {P}.", "{P} brought more {items}.",
    "some {items} were put in by {P}.", "then {P} came with more {items} for the {place}.", "{P} placed several {items} in the {place}.", "later, {P} adds more {items} to those in the {place}.",
    "{P} found some other {items} and put them in the {place}.", "a few {items} were added when {P} came.", "{P} has some {items}, too, and puts them in the {place}.", "some new {items} from {P} went into the {place}.",
    "a number of {items} found their way into the {place} with {P}.", "the {place} got more {items} from {P}.", "then the {place} became fuller, because {P} put {items} in.",
    "without counting them, {P} put some more {items} in the {place}.", "{P} had some {items} ready, and they all went into the {place}.", "{P} came by and left some more {items} in the {place}.",
)  # fmt: skip
BOX_SOME_TAKE = pool("box_some_take", "{P} took some of the {items}.", "{P} took out some {items}.", "some {items} were taken out by {P}.", "{P} removed several {items}.",
    "{P} needed a few {items} and took them from the {place}.", "then {P} came and took a few {items}.", "a few of the {items} were removed by {P}.", "{P} carried some of the {items} away.",
    "some of the {items} leave the {place} with {P}.", "later, {P} takes a number of {items} out of the {place}.", "{P} helped by taking some {items} out of the {place}.", "a number of {items} were taken from the {place} by {P}.",
    "{P} went away with some of the {items}.", "without counting them, {P} took some {items} from the {place}.", "the {place} lost some {items} when {P} took them.", "some {items} from the {place} went home with {P}.",
    "{P} came by and left with some of the {items}.", "{P} was allowed to take some {items} from the {place} and did so.",
)  # fmt: skip
BOX_END = pool("box_end", "now there are {n items} in the {place}.", "there are {n items} in the {place} now.", "now the {place} has {n items}.", "that makes {n items} in the {place}.",
    "after that, the {place} has {n items}.", "in the end there {are n} {n items} in the {place}.", "{n items} {are n} in the {place} now.", "now you can count {n items} in the {place}.",
    "the number of {items} in the {place} is now {n}.", "when {P} is done, there {are n} {n items} in the {place}.", "the {place} ends up with {n items}.", "someone counts the {items} in the {place} again: now there {are n} {n}.",
    "a new count of the {items} in the {place} gives {n}.", "another look at the {place} shows that it now has {n items}.", "with that, there {are n} {n items} in the {place}.", "at the end, {n items} {are n} in the {place}.",
    "the {place} now contains {n items}.", "after all this, {n items} can be counted in the {place}.",
)  # fmt: skip
BOX_ASK_ADD = pool("box_ask_add", "how many {items} did {P} add?", "how many {items} were added?", "how many did {P} put in?", "what number of {items} did {P} add?",
    "how many new {items} are in the {place}?", "how many {items} came from {P}?", "find the number of {items} {P} put in.", "how many {items} did {P} put in the {place}?",
    "by how many did the number of {items} grow?", "how many more {items} are there now than at first?", "how many of the {items} in the {place} came from {P}?", "can you tell how many {items} {P} added?",
    "of the {items} that are there now, how many were put in by {P}?", "how many of those {items} are new?", "{P} put how many {items} in the {place}?", "work out how many {items} {P} added to the {place}.",
    "how many {items} must have been added to get there?", "how many {items} did the {place} gain?", "what did {P} put in the {place}, counted in {items}?", "without {P}, the {place} would have how many fewer {items}?",
    "by what number did the {items} in the {place} become more?", "so how many {items} had {P} brought?",
)  # fmt: skip
BOX_ASK_TAKE = pool("box_ask_take", "how many {items} did {P} take?", "how many {items} were taken?", "how many did {P} take out?", "what number of {items} did {P} take?",
    "how many {items} are missing from the {place}?", "how many {items} did {P} remove?", "find the number of {items} {P} took.", "how many {items} left the {place} with {P}?",
    "how many of the {items} were taken out by {P}?", "how many fewer {items} are there now than at first?", "how many {items} did {P} take away?", "can you tell how many {items} {P} took?",
    "{P} took how many {items} from the {place}?", "work out how many {items} {P} took out.", "how many {items} must {P} have taken?", "how many {items} did the {place} lose?", "by how many did the number of {items} go down?",
    "how many of the {items} are gone from the {place}?", "so how many {items} went away with {P}?", "without {P}, the {place} would have how many more {items}?", "what did {P} take from the {place}, counted in {items}?",
    "how many {items} would {P} have to bring back for all of them to be in the {place} again?",
)  # fmt: skip
_PLACES = (("drawer", ("school", "clothes")), ("box", ("toys", "crafts", "school", "books")), ("jar", ("snacks",)), ("bookcase", ("books",)), ("basket", ("fruit", "bakery")), ("cupboard", ("crafts", "snacks")), ("toy chest", ("toys",)),
           ("fridge", ("fruit",)), ("vase", ("flowers",)), ("park", ("trees",)), ("closet", ("clothes",)), ("library", ("books",)), ("shop window", ("bakery", "crafts")), ("bucket", ("beach",)))  # fmt: skip


def box(story: Story, level: int) -> Draft:
    """Things in a box, added and taken by people: the result, or the one unknown event."""
    rng = story.rng
    story.people = story.past = False
    story.orderly = True
    place, names = pick(rng, _PLACES)
    wanted = pick(rng, names)
    scene = next((s for s in v.SCENES if s.name == wanted), None)
    thing = story.thing(scene) if scene else Thing(*pick(rng, v.SORTS["trees" if place == "park" else "flowers"]))
    story.ctx |= {"place": place, "items": thing}
    value = Fraction(story.n(4))
    sentences = [story.say(BOX_START, n=int(value))]
    hidden = level == 1 and rng.random() < 0.4
    down = True
    for _ in range(level):
        story.ctx["P"] = story.name().name
        take = place != "park" and value > 3 and rng.random() < 0.5
        down = down and take
        if hidden and take:
            end = story.n(1, int(value) - 1)
            sentences += [story.say(BOX_SOME_TAKE), story.say(BOX_END, n=end)]
            return Draft(sentences, story.say(BOX_ASK_TAKE), story.step(f"{thing.many} taken", value, "-", end))
        if hidden:
            end = int(value) + story.n(2)
            sentences += [story.say(BOX_SOME_ADD), story.say(BOX_END, n=end)]
            return Draft(sentences, story.say(BOX_ASK_ADD), story.step(f"{thing.many} added", end, "-", value))
        x = story.n(2, int(value) - 1) if take else story.n(2)
        sentences.append(story.say(BOX_TAKE if take else BOX_ADD, x=x))
        value = story.step(f"{thing.many} left" if take else f"{thing.many} now", value, "-" if take else "+", x)
    return Draft(sentences, story.say(BOX_LEFT if down else BOX_NOW), value)


PLAN_START = pool("plan_start", "there are [currently |now |]{n items} {where}.", "{where} there are {n items} [now|today|at present].", "{n items} are {where} at the moment.", "at present, {n items} stand {where}.",
    "[right now|so far], there are {n items} {where}.", "you can count {n items} {where} [now|today].", "before the work starts, there are {n items} {where}.", "the number of {items} {where} is {n}.",
    "{n items} have been {@do_} {where} already.", "{where} there are already {n items}.", "as of now, {n items} are {where}.", "someone counted {n items} {where}.",
    "{where} you see {n items} now.", "someone who counts the {items} {where} now gets {n}.", "by now, {n items} have been {@do_} {where}.", "the number of {items} that are {where} so far is {n}.",
    "up to now, {n items} have been {@do_} {where}.", "the {items} {where} are {n} in number at present.",
)  # fmt: skip
PLAN = pool("plan", "[workers|the city|people] will {=do_} {x more items} {t}.", "{t}, [workers|helpers] will {=do_} {x more items}.", "{x more items} will be {@do_} {t}.", "the plan is to {=do_} {x more items} {t}.",
    "[workers|volunteers] want to {=do_} {x more items} {t}.", "{x} new {items} are to be {@do_} {t}.", "{t}, another {x! items} will be {@do_}.", "people have agreed to {=do_} {x items} {t}.",
    "[neighbors|parents] are going to {=do_} {x more items} {t}.", "another {x! items} are planned for {t}.", "the workers expect to {=do_} another {x! items} {t}.", "{t}, {x items} will be added.",
    "{x more items} are to follow {t}.", "{t}, the number of {items} is going to grow by {x}.", "for {t}, {x more items} are planned.", "it has been decided that {x more items} will be {@do_} {t}.",
    "{t}, there will be {x items} more than before.", "[the mayor|the boss] has promised that {x more items} will be {@do_} {t}.",
)  # fmt: skip
PLAN_ASK = pool("plan_ask", "how many {items} will there be when [they are|the work is] finished?", "how many {items} will there be {where} then?", "how many {items} will there be in the end?", "once all is done, how many {items} will there be?", "how many {items} will be {where} [in all|altogether]?",
    "how many {items} will there be after that?", "when the work is over, how many {items} will there be?", "find the number of {items} {where} at the end.", "what will the number of {items} {where} be when all are {@do_}?",
    "if all goes as planned, how many {items} will there be {where}?", "how many {items} will you be able to count {where} then?", "after everything is done, how many {items} will there be [in total|altogether]?", "what is the total number of {items} that will be {where}?",
    "how many {items} {where} does that make in all?", "when all of them have been {@do_}, how many {items} will be {where}?",
    "that will make how many {items} {where}?", "what number of {items} will someone count {where} when all the work is done?", "how many {items} will there be {where} when nothing is left to do?",
    "work out how many {items} there will be {where} in the end.", "with the new ones, how many {items} will there be?", "to what number will the {items} {where} have grown?", "{where}, how many {items} will there be after this?",
    "suppose all of this is done. How many {items} will there be {where}?", "counting old and new ones, how many {items} will there be?", "if nothing goes wrong, how many {items} will there be {where} in the end?",
)  # fmt: skip
_PLANS = (
    ("plant", "in the park", v.SORTS["trees"]),
    ("plant", "in the garden", v.nouns("rose bush, tulip, bean plant, apple tree")),
    ("put up", "on the street", v.nouns("lamp, bench, sign, flag")),
    ("build", "in the village", v.nouns("house, bridge, shop, school")),
    ("set up", "in the hall", v.nouns("chair, table, booth")),
)


def planned(story: Story, level: int) -> Draft:
    """Trees now, and more today and tomorrow."""
    rng = story.rng
    story.people = story.past = False
    story.orderly = True
    verb, where, things = pick(rng, _PLANS)
    thing = Thing(*pick(rng, things))
    story.ctx |= {"do_": verb, "where": where, "items": thing}
    value = Fraction(story.n(2))
    sentences = [story.say(PLAN_START, n=int(value))]
    for t in (
        ("today", "tomorrow", "next week")
        if level > 1
        else (pick(rng, ("today", "tomorrow", "this year", "next month")),)
    )[:level]:
        x = story.n(2)
        sentences.append(story.say(PLAN, x=x, t=t))
        value = story.step(f"{thing.many} with those of {t}", value, "+", x)
    return Draft(sentences, story.say(PLAN_ASK), value)


GAMES = pool("games", "{A}'s [team|school] played {n} {sport} games [this year|this season].", "there were {n} {sport} games [this year|this season].", "the {sport} season had {n} games.", "in all, {n} {sport} games were played [this year|this season].",
    "{A} heard about {n} {sport} games that were played this season.", "the {sport} team {A} likes played {n} games [this year|this season].", "{A}'s [town|school] had {n} {sport} games [this year|this season].", "[this year|this season], {A}'s [team|school] played {n} {sport} games.",
    "{n} {sport} games were on the calendar [this year|this season].", "the {sport} calendar listed {n} games [this year|this season].", "a {sport} season of {n} games is over.", "{A}'s friends played {n} games of {sport} [this year|this season].",
    "the number of {sport} games {A}'s [team|school] played [this year|this season] was {n}.", "{A}'s [team|school] had a season of {n} {sport} games.", "{n} {sport} games had been played by {A}'s [team|school] when the season was over.",
    "{n} times [this year|this season], {A}'s [team|school] played a game of {sport}.", "{A}'s [team|school] was in {n} {sport} games [this year|this season].",
)  # fmt: skip
_GAMES = (
    ("they won {x} of them.", "how many games did they lose?"),
    ("they were beaten in {x} of the games.", "how many games did they win?"),
    ("{A} went to {x} of the games.", "how many games did {A} miss?"),
    ("{A} missed {x} of the games.", "how many games did {A} see?"),
    ("{x} of the games were played at night.", "how many games were played during the day?"),
    ("{x} of them were played at home.", "how many games were played away?"),
)


def part_of_total(story: Story, level: int) -> Draft:
    """A soft drink and five equal things for a total: the price of one (2). Games won and lost (1)."""
    rng = story.rng
    story.main(roles=False)
    story.past = story.orderly = True
    if level == 1:
        n = story.n(5, max(12, min(90, story.scale)))
        won = between(rng, 2, n - 1)
        sentences = [
            story.say(
                GAMES, n=n, sport=pick(rng, ("soccer", "basketball", "football", "baseball", "hockey", "volleyball"))
            )
        ]
        part, ask = pick(rng, _GAMES)
        part, ask = part.replace("{A}", story.A.name).replace("{x}", story.write(won)), ask.replace("{A}", story.A.name)
        return Draft([*sentences, part], ask, story.step("the other games", n, "-", won))
    scene = pick(rng, [s for s in v.SCENES if s.name in ("toys", "snacks", "school", "books", "clothes")])
    x, y = (Thing(*pair) for pair in rng.sample(scene.things, 2))
    p, q, k = between(rng, *scene.price), between(rng, *scene.price), story.n(2, 12)
    story.ctx |= {"xs": x, "ys": y, "p": p, "k": k, "t": p + q * k}
    text = story.say(ONE_AND_SOME)
    rest = story.step(f"cost of the {y.many}", p + q * k, "-", p)
    return Draft([text], story.say(ONE_AND_SOME_ASK), story.step(f"price of one {y.one}", rest, "/", k))


ONE_AND_SOME = pool("one_and_some", "{A} {~buy} {an xs} for {$p} and {k ys}. {A} {~spend} {$t} in all.", "{A} {~pay} {$t} for {an xs} and {k ys}. The {one xs} cost {$p}.", "{A} {~spend} {$t}. {an xs} was {$p}, and the rest went for {k ys}.", "for {k ys} and {an xs} that cost {$p}, {A} {~pay} a total of {$t}.",
    "{an xs} cost {$p}. {A} {~buy} it along with {k ys}, and the bill was {$t}.", "{A} {~buy} {k ys} and {an xs}. The total was {$t}, of which {$p} was for the {one xs}.", "{A} {~have} to pay {$t} for {an xs} and {k ys}. The {one xs} alone was {$p}.", "the bill for {k ys} and {an xs} was {$t}. {A} {~pay} {$p} of that for the {one xs}.",
    "{A}'s total was {$t}: {$p} for {an xs}, and the rest for {k ys}.", "at the store, {A} {~spend} {$p} on {an xs}, and with {k ys} the total came to {$t}.", "when {A} {~buy} {an xs} for {$p} and also {k ys}, the total was {$t}.", "{A} {~get} {k ys} as well as {an xs}, which was {$p}. Everything cost {$t}.",
    "{A} {~spend} {$t} on {k ys} and {an xs}. The price of the {one xs} was {$p}.",
    "out of {$t} that {A} {~spend}, {$p} went for {an xs} and the rest for {k ys}.", "on {A}'s receipt are {an xs} for {$p} and {k ys}, and at the bottom it says {$t}.",
    "{A} {~take} {k ys} and {an xs} to the till. The {one xs} was {$p}, and together everything was {$t}.", "{k ys} and {an xs} cost {A} {$t} in all. Of this, the {one xs} cost {$p}.",
    "the clerk asked {A} for {$t}: {$p} was for {an xs} and the rest for {k ys}.", "{A} {~get} {k ys} and, for {$p}, {an xs}. {A} had to pay {$t} altogether.",
)  # fmt: skip
ONE_AND_SOME_ASK = pool("one_and_some_ask", "how much did each {one ys} cost?", "how much was one {one ys}?", "what did each {one ys} cost, if they all cost the same?", "what was the price of a single {one ys}?",
    "how many dollars did each {one ys} cost?", "what is the price of one {one ys}, if all the {ys} cost the same?", "if each {one ys} had the same price, how much was one?", "how much money did {he} pay for each {one ys}?",
    "find the price of one {one ys}.", "how much is {an ys}, if all have the same price?", "each {one ys} had the same price. How much was that?", "what did {A} pay for each of the {ys}?",
    "how much was each of the {ys}?",
    "one {one ys} alone was how much?", "work out the price of one {one ys}.", "what was the cost per {one ys}, if it was the same for all of them?", "the {ys} all had the same price. How many dollars was one of them?",
    "how many dollars went for each {one ys}?", "if no {one ys} was cheaper than another, what did one cost?", "for one {one ys}, how much money was that?", "{an ys} was how many dollars, if all the {ys} had one price?",
    "what would only one {one ys} have cost?", "what did the store charge for each {one ys}?",
)  # fmt: skip
STAYED = pool("stayed", "how many more {items} {stay} than {~+go}?", "how many more {items} {stay} than those that {~+go}?", "by how much is the number that {stay} larger than the number that {~+go}?", "compared with those that {~+go}, how many more {items} {stay}?",
    "how many more {items} {stay} than {~+go}, if you compare the numbers?", "more {items} {stay} than {~+go}. How many more?", "how many fewer {items} {~+go} than {stay}?", "what is the difference between the number that {stay} and the number that {~+go}?",
    "find how many more {items} {stay} than {~+go}.", "by how many is the group that {stay} larger than the one that {~+go}?", "the {items} that {stay} outnumber those that {~+go} by how many?", "how many {items} more {stay} than {~+go}?",
    "those that {stay} were more than those that {~+go}. By how many?", "work out how many more {items} {stay} than {~+go}.", "how much bigger was the group that {stay} than the group that {~+go}?",
    "by what number did those that {stay} outnumber those that {~+go}?", "count those that {~+go} and those that {stay}. How many more {stay}?", "of the {items}, how many more {stay} than {~+go}?",
    "subtract the number that {~+go} from the number that {stay}. What do you get?", "how much smaller is the number that {~+go} than the number that {stay}?",
)  # fmt: skip
WENT = pool("went_more", "how many more {items} {~+go} than {stay}?", "how many fewer {items} {stay} than {~+go}?", "by how many is the group that {~+go} larger than the group that {stay}?", "compared with those that {stay}, how many more {items} {~+go}?",
    "more {items} {~+go} than {stay}. How many more?", "what is the difference between the number that {~+go} and the number that {stay}?", "find how many more {items} {~+go} than {stay}.", "the {items} that {~+go} outnumber those that {stay} by how many?",
    "how many {items} more {~+go} than {stay}?", "by how much is the number that {~+go} larger than the number that {stay}?", "how many fewer {stay} than {~+go}?", "by how many did those that {~+go} outnumber those that {stay}?",
    "those that {~+go} were more than those that {stay}. By how many?", "work out how many more {items} {~+go} than {stay}.", "how much bigger was the group that {~+go} than the group that {stay}?",
    "count those that {stay} and those that {~+go}. How many more {~+go}?", "of the {items}, how many more {~+go} than {stay}?", "subtract the number that {stay} from the number that {~+go}. What do you get?",
    "how much smaller is the number that {stay} than the number that {~+go}?", "by what number did the group that {~+go} outnumber the group that {stay}?",
)  # fmt: skip
CROWD = pool("crowd_before", "there were {n items} {where}.", "{n items} were {where}.", "{where} there were {n items}.", "[one day|at noon], {n items} were {where}.",
    "a count showed {n items} {where}.", "at the start there were {n items} {where}.", "someone counted {n items} {where}.", "a total of {n items} were {where} [that day|that morning|that afternoon].",
    "in the morning, {n items} were {where}.", "you could see {n items} {where}.", "the number of {items} {where} was {n}.", "there were as many as {n items} {where} [that day|at noon].",
    "anyone who looked saw {n items} {where}.", "at one time there were {n items} {where}.", "{where}, someone counted {n items}.", "there was a group of {n items} {where}.",
    "altogether, {n items} had come together {where}.",
)  # fmt: skip
CROWD_GO = pool("crowd_go", "then {x} of them {~+go}.", "{x} of the {items} {~+go}.", "{x} {~+go}.", "later {x} of these {items} {~+go}.",
    "after a while {x} of them {~+go}.", "soon {x items} {~+go}.", "of these, {x} {~+go}.", "an hour later, {x} of them {~+go}.",
    "{x} of those {items} {~+go}, and the others stayed.", "when it got late, {x} of them {~+go}.", "a bit later {x} of the {items} {~+go}.", "before long, {x items} {~+go}.",
    "a number of them {~+go}, {x} to be exact.", "in the next hour, {x} of the {items} {~+go}.", "some of them, {x} in all, {~+go}.", "as time went by, {x} of the {items} {~+go}.", "{x} of the {items} did not stay, but {~+go}.",
    "the time came when {x} of them {~+go}.",
)  # fmt: skip


def stayed_or_left(story: Story, level: int) -> Draft:
    """Of a crowd some leave: how many more stayed than left, or the other way round (2)."""
    del level
    rng = story.rng
    story.people = False
    story.past = story.orderly = True
    who, where, _, go = pick(rng, v.VISITS)
    story.ctx |= {"items": Thing(who, v.plural(who)), "where": where, "+go": go, "stay": "stayed"}
    n = story.n(6)
    x = story.n(2, n - 2)
    sentences = [story.say(CROWD, n=n), story.say(CROWD_GO, x=x)]
    left = story.step(f"{v.plural(who)} that stayed", n, "-", x)
    if left == x:
        return Draft([], "", Fraction(-1))
    if left > x:
        return Draft(sentences, story.say(STAYED), story.step("how many more stayed", left, "-", x))
    return Draft(sentences, story.say(WENT), story.step(f"how many more {past(go)}", x, "-", left))


SCHEMAS = (
    (some_then, 1, 1, 5),
    (found_and_owned, 1, 1, 4),
    (box, 1, 3, 4),
    (planned, 1, 3, 2),
    (part_of_total, 1, 2, 3),
    (stayed_or_left, 2, 2, 2),
)
