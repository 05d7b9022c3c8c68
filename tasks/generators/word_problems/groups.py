"""Several quantities side by side: totals, parts, comparisons, and questions that pick among them."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.story import Story

KINDS_HAVE = (
    "{A} {had} {list}.", "{A} {verb} {list}.", "there were {list} in {A}'s {place}.", "{A} counted {list}.",
    "in {A}'s {box} there are {list}.", "{A} owns {list}.", "a {box} holds {list}.", "at the {place}, {A} saw {list}.",
)  # fmt: skip
PEOPLE_HAVE = ("{N} {had} {q}.", "{N} {verb} {q}.", "{N} owns {q}.", "{N} collected {q}.", "{q} belong to {N}.")
DAYS_DO = (
    "on {D} {A} {verb} {q}.", "{A} {verb} {q} on {D}.", "{he} {verb} {q} on {D}.", "on {D}, {q} were {done} by {A}.",
    "{D} brought {q}.",
)  # fmt: skip
DAYS_FIRST = (
    "on {D} {A} {verb} {q}.", "{A} {verb} {q} on {D}.", "{q} were {done} by {A} on {D}.", "on {D}, {q} were {done} by {A}.",
)  # fmt: skip
ASK_TOTAL_KINDS = (
    "How many {items} does {A} have in all?", "How many {items} does {A} have altogether?", "How many {items} are there in total?",
    "What is the total number of {items}?", "How many {items} were there?", "In total, how many {items} does {A} have?",
    "How many {items} are there altogether?", "Find the number of {items} in all.",
)  # fmt: skip
ASK_TOTAL_PEOPLE = (
    "How many {items} do they have in all?", "How many {items} do they have altogether?", "How many {items} are there in total?",
    "How many {items} do {people} have together?", "What is the total number of {items}?", "Together, how many {items} do they have?",
    "How many {items} do {people} have combined?", "If they put their {items} together, how many do they have?",
)  # fmt: skip
ASK_PAIR_PEOPLE = (
    "How many {items} do {X} and {Y} have together?", "How many {items} do {X} and {Y} have in all?",
    "What is the total for {X} and {Y}?", "Together, how many {items} do {X} and {Y} have?",
    "How many {items} belong to {X} or {Y}?", "How many {items} do {Y} and {X} have altogether?",
)  # fmt: skip
ASK_DIFF_PEOPLE = (
    "How many more {items} does {X} have than {Y}?", "How many fewer {items} does {Y} have than {X}?",
    "What is the difference between {X}'s {items} and {Y}'s?", "By how many {items} is {X} ahead of {Y}?",
    "How many more {items} than {Y} does {X} have?", "How many {items} more than {Y} has {X}?",
    "How many more {items} would {Y} need to have as many as {X}?", "{Y} has how many fewer {items} than {X}?",
)  # fmt: skip
ASK_PAIR_KINDS = (
    "How many {x} and {y} are there in all?", "How many {x} and {y} does {A} have altogether?", "What is the total number of {x} and {y}?",
    "How many {y} and {x} are there together?", "Counting only the {x} and the {y}, how many are there?",
)  # fmt: skip
ASK_DIFF_KINDS = (
    "How many more {x} than {y} does {A} have?", "How many more {x} than {y} are there?", "How many fewer {y} than {x} are there?",
    "By how much do the {x} outnumber the {y}?", "How many more {x} does {A} have than {y}?", "What is the difference between the number of {x} and {y}?",
    "How many {x} more than {y} are there?", "The {y} are how many fewer than the {x}?",
)  # fmt: skip
ASK_PAIR_DAYS = (
    "How many {items} did {A} {plain} on {X} and {Y}?", "How many {items} did {he} {plain} on {X} and {Y} together?",
    "What is the total for {X} and {Y}?", "How many {items} in all did {A} {plain} on {Y} and {X}?", "How many {items} were {done} on {X} and {Y}?",
)  # fmt: skip
ASK_DIFF_DAYS = (
    "How many more {items} did {A} {plain} on {X} than on {Y}?", "How many more {items} did {he} {plain} on {X} than {Y}?",
    "How many fewer {items} did {A} {plain} on {Y} than on {X}?", "What is the difference between {X} and {Y}?",
    "On {X}, how many more {items} did {he} {plain} than on {Y}?",
)  # fmt: skip
ASK_TOTAL_DAYS = (
    "How many {items} did {A} {plain} in all?", "How many {items} did {he} {plain} altogether?", "What is the total number of {items}?",
    "How many {items} did {A} {plain} over the {k} days?", "In total, how many {items} did {he} {plain}?",
)  # fmt: skip
DONE = (
    ("bought", "buy"),
    ("sold", "sell"),
    ("found", "find"),
    ("collected", "collect"),
    ("made", "make"),
    ("counted", "count"),
    ("packed", "pack"),
)
PART_TOTAL = (
    "{A} {had} {q}.", "there are {q} in the {place}.", "{A} {verb} {q}.", "a {box} has {q} in it.", "{A} {had} a total of {q}.", "altogether {A} {had} {q}.",
    "there were {q} in all.", "{q} were in the {box}.",
)  # fmt: skip
PART_ONE = (
    "{x} of them are {c}.", "{x} are {c}.", "of these, {x} are {c}.", "{x} of the {items} are {c}.", "among them, {x} are {c}.",
)  # fmt: skip
PART_ASK = (
    "The rest are {d}. How many {items} are {d}?", "The others are {d}. How many are {d}?", "How many {items} are not {c}?",
    "All the others are {d}. How many {d} {items} are there?", "How many of the {items} are not {c}?", "The remaining ones are {d}. How many {d} {items} does {A} have?",
)  # fmt: skip
SPLIT_ASK = (
    "How many did {Y} {plain}?", "How many {items} did {Y} {plain}?", "What was {Y}'s share?", "How many of the {items} did {Y} {plain}?",
    "What number of {items} did {Y} {plain}?",
)  # fmt: skip
SPLIT = (
    "{X} and {Y} together {done} {q}.", "{X} and {Y} {done} {q} in all.", "altogether {X} and {Y} {done} {q}.", "between them, {X} and {Y} {done} {q}.",
    "{X} and {Y} {done} {q} altogether.",
)  # fmt: skip
SPLIT_ONE = ("{X} {done} {x} of them.", "{X} {done} {x}.", "{x} of them were {X}'s.", "of these, {X} {done} {x}.")
COMPARE = {
    "more": ("{Y} {had} {d} more {items} than {X}.", "{Y} {had} {d} more than {X}.", "{Y} {had} {d} {items} more than {X}.", "compared with {X}, {Y} {had} {d} more."),
    "fewer": ("{Y} {had} {d} fewer {items} than {X}.", "{Y} {had} {d} fewer than {X}.", "{Y} {had} {d} {items} less than {X}.", "compared with {X}, {Y} {had} {d} fewer."),
    "times": ("{Y} {had} {d} times as many {items} as {X}.", "{Y} {had} {d} times more {items} than {X}.", "{Y} {had} {d} times as many as {X}.",
              "{Y}'s collection is {d} times the size of {X}'s."),
    "twice": ("{Y} {had} twice as many {items} as {X}.", "{Y} {had} double the number of {items} that {X} {had}.", "{Y} {had} twice as many as {X}.", "{Y} {had} two times what {X} {had}."),
    "half": ("{Y} {had} half as many {items} as {X}.", "{Y} {had} half the number of {items} that {X} {had}.", "{Y} {had} half as many as {X}.", "{Y} {had} only half of what {X} {had}."),
}  # fmt: skip
ASK_OF = (
    "How many {items} does {Y} have?", "How many does {Y} have?", "How many {items} did {Y} have?", "What number of {items} does {Y} have?",
    "How many {items} are {Y}'s?",
)  # fmt: skip
HOLDS = (
    "{X} {had} {q}.",
    "{X} collected {q}.",
    "{X} owns {q}.",
    "there were {q} with {X}.",
    "{X} {had} {q} in {his} {box}.",
)


def _listing(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _ordered(story: Story, n: list[int]) -> tuple[int, int]:
    """Two indices, the larger number first; the numbers differ."""
    i, j = story.rng.sample(range(len(n)), 2)
    return (i, j) if n[i] > n[j] else (j, i)


def _pick(story: Story, n: list[int], names: list[str], what: str) -> tuple[str, Fraction, tuple[int, int]]:
    """Decide between all, a pair's sum and a pair's difference; give the kind, the value and the pair."""
    i, j = _ordered(story, n)
    kind = story.rng.choice(("total", "pair", "diff", "diff"))
    if kind == "total":
        return kind, story.total(f"total {what}", n), (i, j)
    if kind == "pair":
        return kind, story.step(f"{names[i]} and {names[j]}", n[i], "+", n[j]), (i, j)
    return kind, story.step(f"{names[i]} minus {names[j]}", n[i], "-", n[j]), (i, j)


def _numbers(story: Story, k: int) -> list[int]:
    found: list[int] = []
    while len(found) < k:
        x = story.n(2, max(story.scale, 9))
        if x not in found:
            found.append(x)
    return found


def kinds(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """One holder, several kinds; the question takes all, two, or a difference."""
    a, k = story.person(), story.rng.choice((2, 3, 3, 4))
    things, n = story.things(k), _numbers(story, k)
    slots = {
        "A": a.name,
        "place": story.rng.choice(v.PLACES),
        "box": story.container()[0],
        "verb": story.verb(v.GAIN[:6])[0],
    }
    sentence = story.say(
        "kinds", KINDS_HAVE, list=_listing([story.q(x, t) for x, t in zip(n, things, strict=True)]), **slots
    )
    names = [t.many for t in things]
    group = {"food": "pieces of food", "plant": "plants", "animal": "animals"}.get(things[0].kind, "things")
    if " " in names[0] and all(name.split()[-1] == names[0].split()[-1] for name in names):
        group = names[0].split()[-1]
    kind, value, (i, j) = _pick(story, n, names, group)
    pool = {"total": ASK_TOTAL_KINDS, "pair": ASK_PAIR_KINDS, "diff": ASK_DIFF_KINDS}[kind]
    return [sentence], story.say("ask_" + kind, pool, items=group, x=names[i], y=names[j], **slots), value


def people(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """Several holders of one thing."""
    k = story.rng.choice((2, 3, 3, 4))
    holders, thing, n = [story.person(actor=False) for _ in range(k)], story.thing(), _numbers(story, k)
    verb = story.verb(v.GAIN[:6])[0]
    key = story.rng.randrange(10**6)
    sentences = []
    for p, x in zip(holders, n, strict=True):
        sentences.append(story.say("holds", PEOPLE_HAVE, N=p.name, q=story.q(x, thing), verb=verb))
    if key % 3 == 0 and not story.unseen:  # one sentence instead of several
        sentences = [
            _listing([f"{p.name} {story.has} {story.q(x, thing)}" for p, x in zip(holders, n, strict=True)]) + "."
        ]
    names = [p.name for p in holders]
    kind, value, (i, j) = _pick(story, n, names, thing.many)
    pool = {"total": ASK_TOTAL_PEOPLE, "pair": ASK_PAIR_PEOPLE, "diff": ASK_DIFF_PEOPLE}[kind]
    return (
        sentences,
        story.say("ask_" + kind, pool, items=thing.many, X=names[i], Y=names[j], people=_listing(names)),
        value,
    )


def days(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """One doer, several days or months."""
    a, k, thing = story.person(), story.rng.choice((2, 3, 3, 4)), story.thing()
    when, n = story.rng.sample(v.DAYS if story.rng.random() < 0.7 else v.MONTHS, k), _numbers(story, k)
    if when[0] in v.MONTHS:
        when = [f"{m}" for m in when]
    past, plain = story.rng.choice(DONE)
    slots = {"A": a.name, "he": a.he, "done": past, "plain": plain, "items": thing.many, "k": k, "verb": past}
    sentences: list[str] = []
    for d, x in zip(when, n, strict=True):
        pool = DAYS_DO if sentences else DAYS_FIRST
        sentences.append(story.say("day", pool, D=d, q=story.q(x, thing), **slots))
    if when[0] in v.MONTHS:
        sentences = [
            s.replace(f"on {m}", f"in {m}").replace(f"On {m}", f"In {m}") for s, m in zip(sentences, when, strict=True)
        ]
    kind, value, (i, j) = _pick(story, n, when, thing.many)
    pool = {"total": ASK_TOTAL_DAYS, "pair": ASK_PAIR_DAYS, "diff": ASK_DIFF_DAYS}[kind]
    question = story.say("ask_" + kind, pool, X=when[i], Y=when[j], **slots)
    if when[0] in v.MONTHS:
        question = question.replace(" on ", " in ").replace("On ", "In ")
    return sentences, question, value


def part_whole(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """A whole and one part (two at level 2); the other part asked."""
    a, thing = story.person(), story.thing("toy", "plant", "animal")
    while thing.many.split()[0] in v.COLORS:
        thing = story.thing("toy", "plant", "animal")
    colors = story.rng.sample(v.COLORS, level + 1)
    whole = story.n(6) + 6
    slots = {
        "A": a.name,
        "items": thing.many,
        "place": story.rng.choice(v.PLACES),
        "box": story.container()[0],
        "verb": story.verb(v.GAIN[:6])[0],
    }
    sentences = [story.say("whole", PART_TOTAL, q=story.q(whole, thing), **slots)]
    rest = Fraction(whole)
    for c in colors[:-1]:
        x = story.n(1, max(1, int(rest) // 2))
        if x >= rest:
            x = 1
        sentences.append(story.say("part", PART_ONE, x=story.write(x) if x > 1 else "1", c=c, **slots))
        rest = story.step(f"not {c}", rest, "-", x)
    pool = PART_ASK if level == 1 else tuple(p for p in PART_ASK if "{d}" in p)
    return sentences, story.say("ask_part", pool, c=colors[0], d=colors[-1], **slots), rest


def split(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """Two people's total and the one's share; the other's asked (or how many more, at level 2)."""
    x, y, thing = story.person(actor=False), story.person(actor=False), story.thing()
    total = story.n(8) + 8
    share = story.n(1, total - 1)
    past, plain = story.rng.choice(DONE)
    slots = {"X": x.name, "Y": y.name, "done": past, "plain": plain, "items": thing.many}
    sentences = [
        story.say("split", SPLIT, q=story.q(total, thing), **slots),
        story.say("split_one", SPLIT_ONE, x=share, **slots),
    ]
    other = story.step(f"{y.name}'s {thing.many}", total, "-", share)
    if level == 1 or other == share:
        return sentences, story.say("ask_split", SPLIT_ASK, **slots), other
    big, small = (x, y) if share > other else (y, x)
    more, less = max(Fraction(share), other), min(Fraction(share), other)
    value = story.step(f"{big.name} minus {small.name}", more, "-", less)
    return sentences, f"How many more {thing.many} did {big.name} {plain} than {small.name}?", value


def compare(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """A chain of comparisons from a known holding; or, inverted, from the known one to the one it is compared with."""
    thing = story.thing()
    holders = [story.person(actor=False) for _ in range(level + 1)]
    x = story.n(4, max(story.scale, 10))
    slots = {"items": thing.many, "box": story.container()[0]}
    inverted = level == 1 and story.rng.random() < 0.45
    value, values, sentences = Fraction(x), [Fraction(x)], []
    links = []
    for i in range(level):
        kind = story.rng.choice(("more", "fewer", "times", "twice", "half", "more", "fewer"))
        if kind == "half" and value % 2:
            kind = "twice"
        if kind == "fewer" and value < 3:
            kind = "more"
        d = story.n(2, 9) if kind == "times" else story.n(1, int(value) - 1) if kind == "fewer" else story.n(2)
        links.append((kind, d))
        operator, operand = {
            "more": ("+", d),
            "fewer": ("-", d),
            "times": ("*", d),
            "twice": ("*", 2),
            "half": ("/", 2),
        }[kind]
        sentences.append(
            story.say(kind, COMPARE[kind], X=holders[i].name, Y=holders[i + 1].name, d=story.write(d), **slots)
        )
        if not inverted:
            value = story.step(f"{holders[i + 1].name}'s {thing.many}", value, operator, operand)
        else:
            value = {"+": value + operand, "-": value - operand, "*": value * operand, "/": value / operand}[operator]
        values.append(value)
    if inverted:  # what Y has is told, what X has is asked
        kind, d = links[0]
        operator, operand = {
            "more": ("-", d),
            "fewer": ("+", d),
            "times": ("/", d),
            "twice": ("/", 2),
            "half": ("*", 2),
        }[kind]
        told, asked = holders[1], holders[0]
        sentences.append(story.say("holds2", HOLDS, X=told.name, his=told.his, q=story.q(int(value), thing), **slots))
        if story.rng.random() < 0.5:
            sentences.reverse()
        answer = story.step(f"{asked.name}'s {thing.many}", value, operator, operand)
        return sentences, story.say("ask_of", ASK_OF, Y=asked.name, **slots), answer
    sentences.insert(0, story.say("holds2", HOLDS, X=holders[0].name, his=holders[0].his, q=story.q(x, thing), **slots))
    return sentences, story.say("ask_of", ASK_OF, Y=holders[-1].name, **slots), value


def compare_total(story: Story, level: int) -> tuple[list[str], str, Fraction]:
    """A holding, another compared with it, then both together."""
    a, b, thing = story.person(actor=False), story.person(actor=False), story.thing()
    x = 2 * story.n(2, max(story.scale // 2, 6))
    kind = story.rng.choice(("more", "fewer", "times", "twice", "half"))
    d = story.n(2, 9) if kind == "times" else story.n(1, x - 1) if kind == "fewer" else story.n(2)
    operator, operand = {"more": ("+", d), "fewer": ("-", d), "times": ("*", d), "twice": ("*", 2), "half": ("/", 2)}[
        kind
    ]
    slots = {"items": thing.many, "box": story.container()[0]}
    sentences = [
        story.say("holds2", HOLDS, X=a.name, his=a.his, q=story.q(x, thing), **slots),
        story.say(kind, COMPARE[kind], X=a.name, Y=b.name, d=story.write(d), **slots),
    ]
    value = story.step(f"{b.name}'s {thing.many}", x, operator, operand)
    total = story.step("both together", x, "+", value)
    return sentences, story.say("ask_total", ASK_TOTAL_PEOPLE, people=_listing([a.name, b.name]), **slots), total


SCHEMAS = (
    (kinds, 1, 3, 4), (people, 1, 3, 4), (days, 1, 3, 4), (part_whole, 1, 2, 2), (split, 1, 2, 2), (compare, 1, 3, 5), (compare_total, 2, 2, 3),
)  # fmt: skip
