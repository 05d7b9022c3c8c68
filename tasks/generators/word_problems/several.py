"""Several quantities side by side (days, people, kinds), and questions that pick among them."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import past, pool
from tasks.generators.word_problems.story import Draft, Story, Thing, listing

TIMES = (
    tuple(f"on {d}" for d in v.DAYS), ("in the morning", "in the afternoon", "in the evening"), tuple(f"in {m}" for m in v.MONTHS),
    ("last week", "this week"), ("yesterday", "today"), ("in the first hour", "in the second hour", "in the third hour", "in the fourth hour"),
    ("on the first day", "on the second day", "on the third day", "on the fourth day"), ("last year", "this year"),
    ("in the first week", "in the second week", "in the third week"), ("last month", "this month"), tuple(f"on {d}" for d in v.DAYS), tuple(f"on {d}" for d in v.DAYS),
)  # fmt: skip
TIME_FIRST = pool("time_first", "{A} {~do_} {n items} {t}.", "{t}, {A} {~do_} {n items}.", "{t} {A} {~do_} {n items}.", "{t}, {n items} {were n} {@do_} by {A}.")
TIME_NEXT = pool("time_next",
    "{he} {~do_} {n items} {t}.", "{t}, {he} {~do_} {n items}.", "{t} {he} {~do_} {n}.", "{t} the number was {n}.",
    "{t}, {A} {~do_} {n items}.", "then {he} {~do_} {n} {t}.", "{A} {~do_} {n items} {t}.", "{t}, {A} {~do_} another {n items}.",
)  # fmt: skip
TIME_LIST = pool("time_list", "{A} {~do_} {list}.", "{A} {~do_} {list}.".replace("{A}", "[last season|during the event], {A}"), "{A}, who keeps a record, {~do_} {list}.", "{A}'s notes say that {he} {~do_} {list}.")
TIME_ALL = pool("time_all",
    "how many {items} did {A} {=do_} [in all|altogether|in total]?", "how many {items} did {he} {=do_} [in all|altogether|in total]?", "what is the total number of {items} {A} {~do_}?", "in total, how many {items} did {A} {=do_}?",
    "how many {items} [in all|in total] did {A} {=do_}?", "how many {items} were {@do_} [in all|altogether]?", "find the total number of {items} {he} {~do_}.", "how many {items} did {he} {=do_} over the whole time?",
)  # fmt: skip
TIME_PAIR = pool("time_pair",
    "how many {items} did {A} {=do_} {t1} and {t2}?", "how many {items} did {he} {=do_} {t1} and {t2} [together|in total|altogether]?", "what is the total number of {items} {A} {~do_} {t1} and {t2}?", "counting only {T1} and {T2}, how many {items} did {A} {=do_}?",
    "in total, how many {items} did {he} {=do_} {t1} and {t2}?", "how many {items} did {A} {=do_} {t2} and {t1} [in all|combined]?", "{t1} and {t2} together, how many {items} did {A} {=do_}?", "how many {items} were {@do_} {t1} and {t2} combined?",
)  # fmt: skip
TIME_DIFF = pool("time_diff",
    "how many more {items} did {A} {=do_} {t1} than {t2}?", "how many more {items} did {he} {=do_} {t1} than {t2}?", "how many fewer {items} did {A} {=do_} {t2} than {t1}?", "what is the difference between the number of {items} {t1} and {t2}?",
    "how many {items} more did {he} {=do_} {t1} than {t2}?", "{t1}, how many more {items} did {A} {=do_} than {t2}?", "how many less {items} did {he} {=do_} {t2} than {t1}?", "compared with {T2}, how many more {items} did {A} {=do_} {t1}?",
)  # fmt: skip
TIME_TOTAL_GIVEN = pool("time_total_given",
    "{A} {~do_} {n items} [in all|altogether|in total].", "[in all|altogether], {A} {~do_} {n items}.", "the total was {n items}.", "all in all {he} {~do_} {n items}.",
    "{he} {~do_} a total of {n items}.", "together that {was n} {n items}.",
)  # fmt: skip
TIME_ONE = pool("time_one", "how many {items} did {A} {=do_} {t1}?", "how many {items} did {he} {=do_} {t1}?", "how many did {A} {=do_} {t1}?", "{t1}, how many {items} did {A} {=do_}?", "how many {items} were {@do_} {t1}?", "what was the number of {items} {t1}?")
TIME_MORE = pool("time_more", "{t}, {he} {~do_} {d} more {items} than {s}.", "{t} {he} {~do_} {d} more than {s}.", "{A} {~do_} {d} more {items} {t} than {s}.", "{t} the number was {d} more than {s}.")
TIME_FEWER = pool("time_fewer", "{t}, {he} {~do_} {d} fewer {items} than {s}.", "{t} {he} {~do_} {d} fewer than {s}.", "{A} {~do_} {d} fewer {items} {t} than {s}.", "{t} the number was {d} less than {s}.")
TIME_TIMES = pool("time_times", "{t}, {he} {~do_} {times} as many {items} as {s}.", "{t} {he} {~do_} {times} as many as {s}.", "{A} {~do_} {times} as many {items} {t} as {s}.", "{t} the number was {times} that of {S}.")


def _activity(story: Story) -> tuple[int, int]:
    """Sets the verb `do_` and the things; gives the range of numbers."""
    story.main()
    story.past = True
    verb, one, low, high = story.rng.choice(v.ACTIVITIES)
    if story.rng.random() < 0.4:
        scene = story.scene()
        verb, (low, high) = story.rng.choice(scene.gain + scene.lose[:1]), (2, story.scale)
    else:
        story.ctx["items"] = Thing(one, v.plural(one))
        high = max(low + 6, min(high, story.scale * 2))
    story.ctx["do_"] = verb
    return low, max(high, low + 6)


def _times(story: Story, k: int) -> list[str]:
    """k times in their order."""
    options = [t for t in TIMES if len(t) >= k]
    times = story.rng.choice(options)
    start = story.rng.randrange(len(times) - k + 1)
    return list(times[start : start + k])


def _bare(time: str) -> str:
    return time.removeprefix("on ").removeprefix("in ")


def _apart(story: Story, low: int, high: int, k: int) -> list[int]:
    """k different numbers, which a question about the larger and the smaller needs."""
    return story.rng.sample(range(low, max(high, low + k + 2) + 1), k)


def _ordered(story: Story, n: list[int]) -> tuple[int, int]:
    """Two indices, the larger number's first."""
    i, j = story.rng.sample(range(len(n)), 2)
    return (i, j) if n[i] > n[j] else (j, i)


def _tell_times(story: Story, times: list[str], n: list[int]) -> list[str]:
    items = story.ctx["items"]
    if story.rng.random() < 0.4:
        parts = [f"{story.write(n[0])} {items.many} {times[0]}", *(f"{story.write(x)}{story.rng.choice(('', '', f' {items.many}'))} {t}" for x, t in zip(n[1:], times[1:], strict=True))]
        return [story.say(TIME_LIST, list=listing(parts))]
    story.orderly = True
    return [story.say(TIME_NEXT if i else TIME_FIRST, n=x, t=t) for i, (x, t) in enumerate(zip(n, times, strict=True))]


def times(story: Story, level: int) -> Draft:
    """Several days of one activity: all, two of them, or the difference of two."""
    low, high = _activity(story)
    rng = story.rng
    items = story.ctx["items"].many
    roll = rng.random()
    k = level + 1 if level > 1 else rng.choice((2, 3, 3, 4))
    if level == 1 and roll < 0.75 or level == 2 and roll < 0.0:
        when = _times(story, k)
        n = _apart(story, low, high, k)
        i, j = _ordered(story, n)
        sentences = _tell_times(story, when, n)
        if k > 2 and roll < 0.3 or k == 2 and roll < 0.25:
            if k == 2:
                return Draft(sentences, story.say(TIME_ALL), story.total(f"{items} in all", n))
            if rng.random() < 0.5:
                i, j = min(i, j), max(i, j)
            q = story.say(TIME_PAIR, t1=when[i], t2=when[j], T1=_bare(when[i]), T2=_bare(when[j]))
            return Draft(sentences, q, story.step(f"{items} {when[i]} and {when[j]}", n[i], "+", n[j]))
        q = story.say(TIME_DIFF, t1=when[i], t2=when[j], T2=_bare(when[j]))
        return Draft(sentences, q, story.step(f"difference between {_bare(when[i])} and {_bare(when[j])}", n[i], "-", n[j]))
    if level == 1 or roll < 0.3:  # the total and all but one are known
        k = level + 1
        when = _times(story, k)
        n = [story.n(low, high) for _ in range(k)]
        hidden = rng.randrange(k)
        known = [(t, x) for i, (t, x) in enumerate(zip(when, n, strict=True)) if i != hidden]
        sentences = _tell_times(story, [t for t, _ in known], [x for _, x in known])
        position = rng.choice((0, len(sentences)))
        names = story.say(TIME_TOTAL_GIVEN, n=sum(n)).replace("{A}", story.A.name)
        if position == 0 and ("{he}" in names or names.startswith((str(story.ctx["he"]) + " ", "the total", "all in all", "together"))):
            position = len(sentences)
        sentences.insert(position, names)
        left = Fraction(sum(n))
        for i, (_, x) in enumerate(known):
            left = story.step(f"{items} {when[hidden]}" if i == len(known) - 1 else f"{items} left to count", left, "-", x)
        return Draft(sentences, story.say(TIME_ONE, t1=when[hidden]), left)
    if roll < 0.6 and level <= 3:  # one day is told by comparison with another
        return _times_compared(story, level, low, high, items)
    when = _times(story, k)
    n = [story.n(low, high) for _ in range(k)]
    sentences = _tell_times(story, when, n)
    return Draft(sentences, story.say(TIME_ALL), story.total(f"{items} in all", n, f"{items} so far"))


def _times_compared(story: Story, level: int, low: int, high: int, items: str) -> Draft:
    rng = story.rng
    when = _times(story, level)
    n = [story.n(low, high)]
    sentences = [story.say(TIME_FIRST, n=n[0], t=when[0])]
    story.orderly = True
    for i in range(1, level):
        kind = rng.choice(("more", "fewer", "times"))
        previous = n[-1]
        words = {"t": when[i], "s": when[i - 1], "S": _bare(when[i - 1])}
        if kind == "fewer" and previous > 3:
            d = story.n(2, previous - 1)
            sentences.append(story.say(TIME_FEWER, d=d, **words))
            n.append(int(story.step(f"{items} {when[i]}", previous, "-", d)))
        elif kind == "times":
            d = rng.choice((2, 2, 3, 4))
            sentences.append(story.say(TIME_TIMES, times="twice" if d == 2 else f"{story.write(d)} times", **words))
            n.append(int(story.step(f"{items} {when[i]}", previous, "*", d)))
        else:
            d = story.n(2, high)
            sentences.append(story.say(TIME_MORE, d=d, **words))
            n.append(int(story.step(f"{items} {when[i]}", previous, "+", d)))
    if level == 2:
        return Draft(sentences, story.say(TIME_ALL), story.step(f"{items} in all", n[0], "+", n[1]))
    if rng.random() < 0.5 and n[0] != n[2]:
        i, j = (0, 2) if n[0] > n[2] else (2, 0)
        q = story.say(TIME_DIFF, t1=when[i], t2=when[j], T2=_bare(when[j]))
        return Draft(sentences, q, story.step("difference", n[i], "-", n[j]))
    q = story.say(TIME_PAIR, t1=when[1], t2=when[2], T1=_bare(when[1]), T2=_bare(when[2]))
    return Draft(sentences, q, story.step(f"{items} {when[1]} and {when[2]}", n[1], "+", n[2]))


# Several people ----------------------------------------------------------------------------------------------------
EACH = pool("each", "{P} {~do_} {n items}.", "{P} {~have} {n items}.", "{P} {~do_} {n} of the {items}.", "{n items} {were n} {@do_} by {P}.")
EACH_LIST = pool("each_list", "{list}.", "{list} [last week|at school|together|at the fair].", "[last week|yesterday|on Saturday], {list}.", "in one day, {list}.")
P_ALL = pool("p_all",
    "how many {items} did they {=do_} [in all|altogether|in total|together]?", "how many {items} did {people} {=do_} [in all|together|altogether|in total]?", "what is the total number of {items} they {~do_}?", "together, how many {items} did they {=do_}?",
    "how many {items} were {@do_} [in all|in total|altogether]?", "how many {items} do they have [in all|altogether|combined]?", "in total, how many {items} did they {=do_}?", "find the number of {items} they {~do_} all together.",
)  # fmt: skip
P_PAIR = pool("p_pair",
    "how many {items} did {X} and {Y} {=do_} [together|in all|altogether]?", "how many {items} in total did {Y} and {X} {=do_}?", "what is the total number of {items} {X} and {Y} {~do_}?", "together, how many {items} did {X} and {Y} {=do_}?",
    "if {X} and {Y} put their {items} together, how many {items} would they have?", "how many {items} do {X} and {Y} have [together|altogether|combined]?", "counting only {X} and {Y}, how many {items} were {@do_}?", "what do {X}'s and {Y}'s {items} add up to?",
)  # fmt: skip
P_DIFF = pool("p_diff",
    "how many more {items} did {X} {=do_} than {Y}?", "how many fewer {items} did {Y} {=do_} than {X}?", "what is the difference between the number of {items} {X} and {Y} {~do_}?", "by how many {items} did {X} beat {Y}?",
    "how many more {items} than {Y} did {X} {=do_}?", "how many more {items} would {Y} have to {=do_} to match {X}?", "{X} {~do_} how many more {items} than {Y}?", "{Y} {~do_} how many fewer {items} than {X}?",
    "how many {items} more than {Y} did {X} {=do_}?", "how many less {items} did {Y} {=do_} than {X}?", "compared to {Y}, how many more {items} did {X} {=do_}?", "how far ahead of {Y} is {X}, in {items}?",
)  # fmt: skip
OTHER_KIND = pool("other_kind", "{O} {~do_} {n others}.", "{n others} {were n} {@do_} by {O}.", "{O} only {~do_} {others}, {n} of them.", "meanwhile, {O} {~do_} {n others}.")
SPLIT = pool("split", "{X} and {Y} {~do_} {n items} [together|in all|altogether|in total].", "together, {X} and {Y} {~do_} {n items}.", "{X} and {Y} {~do_} a total of {n items}.", "between them, {X} and {Y} {~do_} {n items}.", "in all, {X} and {Y} {~do_} {n items}.")
SPLIT_ONE = pool("split_one", "{X} {~do_} {x} of them.", "of these, {X} {~do_} {x}.", "{X} {~do_} {x items}.", "{x} of them were {X}'s.", "{x items} were {@do_} by {X}.")
SPLIT_ASK = pool("split_ask", "how many {items} did {Y} {=do_}?", "how many did {Y} {=do_}?", "how many of the {items} did {Y} {=do_}?", "what was {Y}'s part, in {items}?", "how many {items} were {@do_} by {Y}?", "find the number of {items} {Y} {~do_}.")


def people(story: Story, level: int) -> Draft:
    """Several people and one activity: all, two of them, or the difference; another's other things may stand by."""
    low, high = _activity(story)
    story.people, story.past = False, True
    story.plural = False
    story.names.clear()
    rng = story.rng
    items = story.ctx["items"]
    roll = rng.random()
    if level == 1 and roll < 0.2:
        x, y = story.name().name, story.name().name
        a, b = story.n(low, high), story.n(low, high)
        story.orderly = True
        return Draft([story.say(SPLIT, X=x, Y=y, n=a + b), story.say(SPLIT_ONE, x=a)], story.say(SPLIT_ASK), story.step(f"{items.many} {y} {past(story.ctx['do_'])}", a + b, "-", a))
    k = level + 1 if level > 1 else rng.choice((2, 2, 3, 3, 4))
    names = [story.name().name for _ in range(k)]
    n = _apart(story, low, high, k)
    if rng.random() < 0.45:
        verb = past(str(story.ctx["do_"]))
        short = rng.random() < 0.35
        parts = [f"{name} {verb} {story.write(x)} {items.many}" if not i or not short else f"{name} {story.write(x)}" for i, (name, x) in enumerate(zip(names, n, strict=True))]
        sentences = [story.say(EACH_LIST, list=listing(parts))]
    else:
        sentences = []
        mode = rng.choice((0, 1))
        for name, x in zip(names, n, strict=True):
            del mode
            mode = 0
            sentences.append(story.say(EACH, P=name, n=x))
    i, j = _ordered(story, n)
    if rng.random() < 0.15:
        others = story.thing(rng.choice(v.SCENES)) if "with" not in str(story.ctx["do_"]) else items
        if others.many != items.many and story.ctx["do_"] in ("buy", "find", "get", "collect", "make", "sell", "count", "pick", "see"):
            sentences.insert(rng.randrange(len(sentences) + 1), story.say(OTHER_KIND, O=story.name().name, n=story.n(low, high), others=others))
    if level == 1 and k > 2 and roll < 0.55:
        return Draft(sentences, story.say(P_PAIR, X=names[i], Y=names[j]), story.step(f"{items.many} of {names[i]} and {names[j]}", n[i], "+", n[j]))
    if level == 1 and (k > 2 or roll < 0.6):
        return Draft(sentences, story.say(P_DIFF, X=names[i], Y=names[j]), story.step(f"how many more {names[i]} {past(str(story.ctx['do_']))}", n[i], "-", n[j]))
    q = story.say(P_ALL, people=listing(names))
    return Draft(sentences, q, story.total(f"{items.many} in all", n, f"{items.many} so far"))


# Kinds of one thing ------------------------------------------------------------------------------------------------
KINDS = pool("kinds",
    "{A} {~have} {list}.", "there are {list} {in_place}.", "{A} {~buy} {list}.", "{in_place_} there are {list}.",
    "{A} counted {list}.", "{a box} holds {list}.", "{in_place}, {A} saw {list}.", "a count {in_place} showed {list}.",
)  # fmt: skip
K_ALL = pool("k_all",
    "how many {whole} are there [in all|altogether|in total]?", "how many {whole} does that make [in all|altogether]?", "what is the total number of {whole}?", "all counted, how many {whole} are there?",
    "how many {whole} is that in total?", "in all, how many {whole} are there?",
)  # fmt: skip
K_PAIR = pool("k_pair",
    "how many {x} and {y} are there [in all|together|altogether]?", "how many {y} and {x} are there?", "what is the total number of {x} and {y}?", "counting only the {x} and the {y}, how many are there?",
    "how many are [either ]{x} or {y}?", "in total, how many {x} and {y} are there?", "how many {x} and {y} is that altogether?", "what do the {x} and the {y} add up to?",
)  # fmt: skip
K_DIFF = pool("k_diff",
    "how many more {x} than {y} are there?", "how many more {x} are there than {y}?", "how many fewer {y} than {x} are there?", "by how much do the {x} outnumber the {y}?",
    "what is the difference between the number of {x} and {y}?", "how many fewer {y} are there than {x}?", "how many more are {x} than {y}?", "how many {y} must be added to have as many {y} as {x}?",
)  # fmt: skip
K_TOTAL = pool("k_total", "there are {n} {whole} {in_place}.", "{A} {~have} {n} {whole}.", "{a box} holds {n} {whole}.", "{n} {whole} were counted {in_place}.", "{A} saw {n} {whole}.", "{A} {~have} a total of {n} {whole}.")
K_KNOWN = pool("k_known", "{list} of them are {kind}.", "of these, {list} are {kind}.", "{list} are {kind}.", "among them, {list} are {kind}.")
K_REST = pool("k_rest",
    "the rest are {x}. How many {x} are there?", "the others are {x}. How many {x} does {A} have?", "all the others are {x}. How many are {x}?", "the remaining ones are all {x}. How many {x} is that?",
    "how many are not {kind}?", "how many of the {whole} are not {kind}?", "if the rest are {x}, how many {x} are there?", "how many of them are something other than {kind}?",
)  # fmt: skip
K_PLACES = ("in the shop", "on the farm", "at the fair", "in the box", "in the garden", "in the park", "in the store", "at the market", "in the storeroom", "in the yard")
_PLACE_OF = {"fruits": "in the basket", "vegetables": "at the market stand", "pets": "in the shelter", "farm animals": "on the farm", "flowers": "in the vase", "trees": "in the park", "baked goods": "in the bakery",
             "toys": "in the toy box", "school supplies": "in the drawer", "clothes": "in the closet", "dishes": "in the kitchen", "birds": "by the lake", "coins": "in the bank", "books": "on the shelf",
             "collectibles": "in the box", "animals": "in the zoo", "vehicles": "in the parking lot", "people": "in the hall"}  # fmt: skip


def _kinds(story: Story, k: int) -> tuple[str, list[Thing]]:
    whole, kinds = story.sorts(k)
    story.main(roles=False)
    place = _PLACE_OF.get(whole, story.rng.choice(("in the box", "in the bag", "on the table", "in the drawer")) if "tree" not in whole else "in the garden")
    story.ctx |= {"in_place": place, "in_place_": place, "whole": whole, "box": Thing(*story.rng.choice(v.nouns("box, basket, bag, crate")))}
    story.indoor = whole not in ("pets", "farm animals", "trees", "animals", "vehicles", "birds", "people") and "tree" not in whole
    return whole, kinds


def _of_kinds(story: Story, pool_: object) -> bool:
    return story.indoor


def kinds(story: Story, level: int) -> Draft:
    """Several kinds: all, two kinds, or the difference of two; or the total with all but one kind known."""
    rng, roll = story.rng, story.rng.random()
    if level <= 2 and roll < 0.3:
        whole, sort = _kinds(story, level + 1)
        n = [story.n(2, max(6, story.scale)) for _ in sort]
        colored = sort[0].many.endswith(whole)
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
        x = words[-1] if not colored else words[-1]
        q = story.say(K_REST, x=x, kind=kind)
        if colored:
            q = q.replace(f"many {x} are there", f"{'many ' + x + ' ' + whole} are there").replace(f"many {x} does", f"many {x} {whole} does").replace(f"many {x} is that", f"many {x} {whole} is that")
        return Draft(sentences, q, left)
    k = level + 1 if level > 1 else rng.choice((2, 3, 3, 4))
    whole, sort = _kinds(story, k)
    n = _apart(story, 2, max(9, story.scale), k)
    sentences = [story.say(KINDS if story.indoor else KINDS_OUT, list=listing([f"{story.write(x)} {s.many}" for x, s in zip(n, sort, strict=True)]))]
    i, j = _ordered(story, n)
    x, y = sort[i].many, sort[j].many
    if level == 1 and k > 2 and roll < 0.62:
        return Draft(sentences, story.say(K_PAIR, x=x, y=y), story.step(f"{x} and {y}", n[i], "+", n[j]))
    if level == 1 and (k > 2 or roll < 0.75):
        return Draft(sentences, story.say(K_DIFF, x=x, y=y), story.step(f"how many more {x}", n[i], "-", n[j]))
    return Draft(sentences, story.say(K_ALL), story.total(f"{whole} in all", n, f"{whole} so far"))


KINDS_OUT = pool("kinds_out", "there are {list} {in_place}.", "{in_place}, there are {list}.", "{A} counted {list} {in_place}.", "{in_place}, {A} saw {list}.", "{A} saw {list} {in_place}.")
K_TOTAL_OUT = pool("k_total_out", "there are {n} {whole} {in_place}.", "{A} counted {n} {whole} {in_place}.", "{in_place}, there are {n} {whole}.", "{n} {whole} can be seen {in_place}.")

# Two kinds, and a change to one ------------------------------------------------------------------------------------
TWO = pool("two", "{A} {~have} {n xs} and {m ys}{in_his}.", "there were {n xs} and {m ys} {in_place}.", "{n xs} and {m ys} were {in_place}.", "{in_place} there were {n xs} and {m ys}.", "{A} {~start} with {n xs} and {m ys}.")
TWO_UP = pool("two_up", "{he} {~gain} {k more zs}.", "then {he} {~gain} {k more zs}.", "later, {A} {~gain} {k more zs}.", "{A} then {~gain} another {k zs}.", "after that {k more zs} {were k} added.", "{B} {~bring} {k more zs}.")
TWO_DOWN = pool("two_down", "{he} {~lose} {k} of the {zs}.", "then {he} {~lose} {k zs}.", "later, {A} {~lose} {k} of the {zs}.", "{k} of the {zs} {were k} then {@lose}.", "{B} {~take} {k} of the {zs}.", "{k} of the {zs} {were k} taken away.")
TWO_UP_OUT = pool("two_up_out", "{k more zs} came.", "then {k more zs} arrived.", "later, {k more zs} joined them.", "soon another {k zs} came along.", "after a while {k more zs} came.")
TWO_DOWN_OUT = pool("two_down_out", "{k} of the {zs} left.", "then {k zs} went away.", "later, {k} of the {zs} left.", "soon {k} of the {zs} were gone.", "after a while {k zs} left.")
TWO_ONE = pool("two_one", "how many {zs} are there now?", "how many {zs} were there then?", "how many {zs} are there [in the end|after that]?", "what is the number of {zs} now?", "how many {zs} does that make?", "how many {zs} would there be?")
TWO_SUM = pool("two_sum", "how many {xs} and {ys} are there now [in all|altogether]?", "how many {xs} and {ys} are there in total now?", "what is the total number of {xs} and {ys} now?", "now how many {xs} and {ys} are there together?", "how many {ys} and {xs} are there altogether now?")
TWO_DIFF = pool("two_diff", "how many more {bs} than {ss} are there now?", "how many more {bs} were there than {ss} then?", "how many fewer {ss} than {bs} are there now?", "by how many do the {bs} now outnumber the {ss}?", "now how many more {bs} are there than {ss}?")
TWO_BEFORE = pool("two_before", "how many {xs} and {ys} were there [at first|in the beginning]?", "how many {xs} and {ys} were there in total at first?", "before the change, how many {xs} and {ys} were there altogether?", "at the very start, what was the total of {xs} and {ys}?")


def two_kinds(story: Story, level: int) -> Draft:
    """Two kinds, one of them changes: how many of it, of both, or the difference now; at times only what was at first."""
    rng = story.rng
    whole, (a, b) = _kinds(story, 2)
    story.past = story.orderly = True
    scene = rng.choice(v.SCENES[:1])
    story.ctx |= {"gain": "buy" if story.indoor else "see", "lose": rng.choice(("sell", "give away", "lose")), "xs": a, "ys": b, "in_his": ""}
    del scene
    if whole == "flowers":
        story.ctx["gain"] = rng.choice(("pick", "cut", "buy"))
    story.other()
    n, m = story.n(3), story.n(3)
    events: list[str] = []
    now = {a: Fraction(n), b: Fraction(m)}
    sentences = [story.say(TWO, n=n, m=m)]
    changed = [rng.choice((a, b))] if level < 3 else [a, b]
    for z in changed:
        up = now[z] < 4 or rng.random() < 0.6
        k = story.n(2) if up else story.n(2, int(now[z]) - 1)
        pools = (TWO_UP, TWO_DOWN) if story.indoor else (TWO_UP_OUT, TWO_DOWN_OUT)
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
        return Draft(sentences, story.say(TWO_DIFF, bs=big, ss=small), story.step(f"how many more {big.many}", now[big], "-", now[small]))
    return Draft(sentences, story.say(TWO_SUM), story.step(f"{a.many} and {b.many}", now[a], "+", now[b]))


SCHEMAS = ((times, 1, 3, 7), (people, 1, 3, 5), (kinds, 1, 3, 4), (two_kinds, 1, 3, 4))
