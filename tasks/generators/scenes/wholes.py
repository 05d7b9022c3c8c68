"""Scenes of wholes: named parts, sums of two, prices with change or a discount."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.scenes.parts import Made, Maker, Steps, and_, person, some
from tasks.generators.word_problems.vocabulary import FEMALE, MALE
from tasks.numbers import format_number

# The ways to say a thing stand in one line.
# fmt: off
_WHOLES = (  # the whole, what its parts are called, the parts, what is measured
    ("book", "chapters", ("the first chapter", "the second chapter", "the third chapter"), "pages"),
    ("trip", "days", ("the first day", "the second day", "the third day"), "miles"),
    ("movie", "parts", ("the first part", "the second part", "the third part"), "minutes"),
    ("building", "wings", ("the east wing", "the west wing", "the north wing"), "rooms"),
    ("race", "laps", ("the first lap", "the second lap", "the last lap"), "meters"),
    ("concert", "halves", ("the first half", "the second half"), "songs"),
    ("train", "sections", ("the front section", "the middle section", "the rear section"), "seats"),
)
_PRICED = (*"ticket toy book shirt lamp cake game mug plant hat bag poster notebook".split(), "pack of DVDs", "box of pens", "pair of socks", "bottle of juice")


def _named_parts(rng: random.Random) -> Made | None:
    """A whole of two or three parts by name: a part from the rest, the whole, or the difference of two."""
    whole, parts, parts_named, unit = rng.choice(_WHOLES)
    k = 2 if len(parts_named) == 2 or rng.random() < 0.6 else 3
    names: tuple[str, ...] = parts_named[:k]
    sizes = rng.sample(range(4, rng.choice((30, 90, 200))), k)
    at = rng.randrange(k)
    steps = Steps()
    count = f"a {whole} has {k} {parts}."
    known = [f"{name} has {size} {unit}" for name, size in zip(names, sizes, strict=True)]
    if rng.random() < 0.35:
        a, b = sorted(rng.sample(range(k), 2), key=lambda i: -sizes[i])
        told = [count, f"{and_(known)}."] if rng.random() < 0.5 else [f"{and_(known)}."]
        steps.do(f"{names[a]} minus {names[b]}", f"{sizes[a]}-{sizes[b]}")
        return (told, rng.choice((f"how many more {unit} does {names[a]} have than {names[b]}?", f"how many fewer {unit} does {names[b]} have than {names[a]}?")), steps, sizes[a] - sizes[b])
    if rng.random() < 0.2:
        told = [count, f"{and_(known)}."]
        steps.do(f"{unit} in all", "+".join(map(str, sizes)))
        return (told, rng.choice((f"how many {unit} does the {whole} have?", f"how many {unit} are there in all?")), steps, sum(sizes))
    total = rng.choice((f"there are {sum(sizes)} {unit} in the {whole}.", f"the whole {whole} has {sum(sizes)} {unit}.", f"in all, the {whole} has {sum(sizes)} {unit}."))
    rest = [text for i, text in enumerate(known) if i != at]
    if rng.random() < 0.4:
        told = [f"a {whole} has {k} {parts} with {sum(sizes)} {unit} in all.", f"{and_(rest)}."]
    else:
        told = [count, f"{and_(rest)}.", total] if rng.random() < 0.5 else [count, total, f"{and_(rest)}."]
    others = [sizes[i] for i in range(k) if i != at]
    if len(others) == 2:
        steps.do(f"{unit} of the others", f"{others[0]}+{others[1]}")
    steps.do(f"{unit} of {names[at]}", f"{sum(sizes)}-{sum(others)}")
    return (told, rng.choice((f"how many {unit} are in {names[at]}?", f"how many {unit} does {names[at]} have?")), steps, sizes[at])


def _together(rng: random.Random) -> Made | None:
    """Two owners with a sum: the other's part, or how much more one has; at times one loses or finds some first."""
    a = rng.choice((*MALE, *FEMALE))
    b = rng.choice(("his dad" if a in MALE else "her dad", "his sister" if a in MALE else "her sister", rng.choice([n for n in (*MALE, *FEMALE) if n != a])))
    what, unit = rng.choice((("strawberries", "pounds"), ("apples", "kilograms"), ("bags", "kilograms"), ("pumpkins", "pounds"), ("suitcases", "pounds"), ("fish", "ounces")))
    n, m, d = rng.sample(range(3, rng.choice((20, 60, 200))), 3)
    bs = f"{b}'s"
    steps = Steps()
    opening = rng.choice((f"{a} and {b} went out to get {what}.", f"{a} and {b} each have {what}.", ""))
    together = rng.choice((f"together the {what} of {a} and {b} weighed {n + m} {unit}.", f"together they had {n + m} {unit} of {what}.")) if opening else f"together {a} and {b} had {n + m} {unit} of {what}."
    mine = rng.choice((f"{a}'s {what} weighed {n} {unit}.", f"{a} had {n} {unit}."))
    told = [*([opening] if opening else []), *((together, mine) if rng.random() < 0.7 else (mine, together))]
    roll = rng.random()
    if roll < 0.2:
        told = [*([opening] if opening else []), f"{a}'s {what} weighed {n} {unit}.", f"{bs} {what} weighed {m} {unit}."]
        steps.do(f"{unit} together", f"{n}+{m}")
        return told, f"how many {unit} did their {what} weigh together?", steps, n + m
    if roll < 0.4:
        if d >= m:
            return None
        told.append(f"then {b} lost {d} {unit} of {what}.")
        steps.do(f"{unit} of {b} at first", f"{n + m}-{n}")
        steps.do(f"{unit} of {b} now", f"{m}-{d}")
        return told, f"how many {unit} do {bs} {what} weigh now?", steps, m - d
    steps.do(f"{unit} of {b}", f"{n + m}-{n}")
    if roll < 0.7 or n == m:
        return (told, rng.choice((f"how much did {bs} {what} weigh?", f"how many {unit} did {b} have?", f"how many {unit} of {what} did {b} have?")), steps, m)
    (big, i), (small, j) = sorted(((a, n), (b, m)), key=lambda pair: -pair[1])
    steps.do(f"{big} minus {small}", f"{i}-{j}")
    return (told, rng.choice((f"how much more did {big}'s {what} weigh than {small}'s?", f"how many more {unit} did {big} have than {small}?")), steps, i - j)


def _change(rng: random.Random) -> Made | None:
    """Two or three prices and a note: the change; or what is missing for all of them."""
    who, he, _ = person(rng)
    names = rng.sample(_PRICED, 3)
    k = rng.choice((2, 2, 3))
    cents = rng.random() < 0.6
    prices = [Fraction(rng.randint(110, 990), 100) if cents else Fraction(rng.randint(2, 30)) for _ in range(k)]

    def written(p: Fraction) -> str:
        return f"${float(p):.2f}" if p.denominator != 1 or cents else f"${p}"

    steps = Steps()
    spent = sum(prices)
    an = [f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in names]
    bought = and_([rng.choice((f"{written(p)} for {name}", f"{written(p)} on {name}")) for p, name in zip(prices, an, strict=False)])
    expression = "+".join(format_number(p) for p in prices)
    many = rng.random() < 0.25
    if many:
        g = rng.randint(2, 5)
        bought = f"{written(prices[0])} each for {g} {some(names[0])} and {written(prices[1])} for {an[1]}"
        spent = prices[0] * g + prices[1]
        steps.do(f"cost of the {some(names[0])}", f"{g}*{format_number(prices[0])}")
        expression = f"{format_number(prices[0] * g)}+{format_number(prices[1])}"
    steps.do("total cost", expression)
    notes = [n for n in (5, 10, 20, 50, 100) if n > spent]
    if not notes:
        return None
    if rng.random() < 0.65 or many:
        note = notes[0] if rng.random() < 0.8 else notes[-1]
        told = [rng.choice((f"{who} paid {bought} with a ${note} bill.", f"{who} spent {bought}. {he.capitalize()} paid with a ${note} bill.", f"{who} had ${note}. {he.capitalize()} paid {bought}.", f"with a ${note} bill, {who} paid {bought}."))]
        steps.do("change", f"{note}-{format_number(spent)}")
        return (told, rng.choice((f"how much change did {he} get?", f"how much change did {who} receive?", f"how much money did {he} get back?") if "had" not in told[0] else (f"how much money does {he} have left?", "how much money is left?")), steps, note - spent)
    saved = Fraction(rng.randint(1, max(2, int(spent) - 1)))
    if saved >= spent:
        return None
    cost = and_([f"{name} that costs {written(p)}" for p, name in zip(prices, an, strict=False)])
    told = [f"{who} wants to buy {cost}.", rng.choice((f"{he} has saved ${saved}.", f"{who} has ${saved} so far."))]
    steps.do("money missing", f"{format_number(spent)}-{saved}")
    return (told, rng.choice((f"how much more money does {he} need to buy all of them?", f"how much more does {who} need?")), steps, spent - saved)


def _reduced(rng: random.Random) -> Made | None:
    """A price with an amount off: what one costs, what several cost, how many the money buys; or a rate kept up."""
    who, he, _ = person(rng)
    name = rng.choice(_PRICED)
    names = some(name)
    price = rng.randint(12, rng.choice((40, 120)))
    off = rng.randint(2, price - 4)
    g = rng.randint(2, 12)
    steps = Steps()
    told = [rng.choice((f"each {name} costs {price} dollars.", f"a {name} costs ${price}.", f"the price of each {name} is ${price}.")), rng.choice((f"there is a discount of {off} dollars on each {name}.", f"each {name} is reduced by ${off}.", f"today ${off} are taken off the price of each {name}."))]
    roll = rng.random()
    if roll < 0.7:
        steps.do(f"price of each {name} now", f"{price}-{off}")
        if roll < 0.25:
            return (told, rng.choice((f"how much do you have to pay for each {name}?", f"what does a {name} cost now?", f"how much does each {name} cost?")), steps, price - off)
        if roll < 0.45:
            steps.do(f"cost of the {names}", f"{price - off}*{g}")
            return told, f"how much does {who} pay for {g} {names}?", steps, (price - off) * g
        steps.do(f"number of {names}", f"{(price - off) * g}/{price - off}")
        return told, f"how many {names} can you buy with {(price - off) * g} dollars?", steps, g
    verb, thing, plain = rng.choice((("gained", "points", "gain"), ("walked", "miles", "walk"), ("made", "bracelets", "make"), ("read", "pages", "read"), ("planted", "trees", "plant")))
    of = rng.choice(("round", "hour", "day", "game"))
    each = rng.randint(2, 30)
    told = [rng.choice((f"{who} {verb} {each} {thing} in each {of}.", f"{who} {verb} the same number of {thing} in each {of}, {each} of them."))]
    if rng.random() < 0.6:
        told.append(f"{he} {verb} {each * g} {thing} in all.")
        steps.do(f"number of {some(of)}", f"{each * g}/{each}")
        return told, rng.choice((f"how many {some(of)} were there?", f"for how many {some(of)} was that?")), steps, g
    told = [f"{who} {verb} {each} {thing} in 1 {of}."] if rng.random() < 0.4 else told
    steps.do(f"{thing} in all", f"{each}*{g}")
    return told, f"how many {thing} does {he} {plain} in {g} {some(of)}?", steps, each * g


MAKERS: tuple[tuple[Maker, int], ...] = ((_named_parts, 3), (_together, 3), (_change, 3), (_reduced, 3))
"""What makes a scene, and how often it is drawn."""
