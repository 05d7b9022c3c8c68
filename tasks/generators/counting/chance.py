"""Probabilities: dice, cards, coins, draws without replacement. Answers are exact."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from math import comb

from tasks.generators.counting.chance_phrases import BAG, CARDS, COINS, DICE, HANDS, LEVELSET, SEQUENCE
from tasks.generators.making import Draft, Generator, Move
from tasks.numbers import format_number
from tasks.reference import drawn_in_order, drawn_together

FAMILY = "counting"
SUITED = (
    ("a heart", 13), ("a spade", 13), ("a king", 4), ("an ace", 4), ("a red card", 26), ("a black card", 26),
    ("a face card", 12), ("the queen of hearts", 1), ("a red king", 2), ("a jack or a queen", 8),
    ("a club or a diamond", 26), ("a number card from 2 to 10", 36), ("a heart or a king", 16), ("a black ace", 2),
    ("not a spade", 39), ("a diamond or an ace", 16), ("a red face card", 6),
)  # fmt: skip
ALIKE = (("hearts", 13), ("red", 26), ("aces", 4), ("kings", 4), ("face cards", 12), ("spades", 13), ("black", 26))
COLOURS = "red blue green yellow white black orange purple pink brown".split()
THINGS = "marbles balls beads counters socks buttons sweets tokens pens".split()
NUMBERS = "zero one two three four five six".split()


def _dice(rng: random.Random, level: int) -> Draft:
    sides = sorted((rng.choice((4, 6, 8, 10, 12, 20)) for _ in range(level + 1)), reverse=True)
    if rng.random() < 0.4:
        sides = [6] * (level + 1)
    ways = [1]
    for s in sides:  # ways[t]: how often the total t comes up
        grown = [0] * (len(ways) + s)
        for total, n in enumerate(ways):
            for face in range(1, s + 1):
                grown[total + face] += n
        ways = grown
    target = rng.randint(len(sides), sum(sides))
    sign, word = rng.choice((
        (">=", f"{target} or higher"), ("<=", f"{target} or lower"), ("==", f"exactly {target}"),
        (">=", f"at least {target}"), ("<=", f"at most {target}"), (">", f"more than {target}"),
    ))  # fmt: skip
    holds = {">=": int.__ge__, "<=": int.__le__, "==": int.__eq__, ">": int.__gt__}[sign]
    good = sum(n for total, n in enumerate(ways) if n and holds(total, target))
    faces = ", ".join(f"range(1, {s + 1})" for s in sides)
    program = (
        "from fractions import Fraction\nfrom itertools import product\n"
        f"rolls = [sum(r) {sign} {target} for r in product({faces})]\nprint(Fraction(sum(rolls), len(rolls)))"
    )
    return Draft(
        str(Fraction(good, sum(ways))),
        (("Count the rolls.", program),),
        {"dice": ", ".join(f"1d{s}" for s in sides), "word": word},
        tool="python",
    )


def _of_the_deck(what: str, n: int) -> str:
    return f"Draw {what}: {n} of the 52 cards."


def _cards(rng: random.Random, level: int) -> Draft:
    if level == 1:
        what, n = rng.choice(SUITED)
        return Draft(format_number(Fraction(n, 52)), ((_of_the_deck(what, n), f"{n}/52"),), {"what": what})
    what, n = rng.choice(ALIKE)
    k = rng.randint(2, min(level + 1, n))
    call = f"comb({n},{k})/comb(52,{k})"
    answer = format_number(Fraction(comb(n, k), comb(52, k)))
    return Draft(answer, ((_of_the_deck(what, n), call),), {"what": what, "k": k}, pool="hand")


def _coins(rng: random.Random, level: int) -> Draft:
    n = rng.randint(2 if level < 4 else 13, 3 + 3 * level)
    k = rng.randint(0, n)
    word = "exactly" if level < 3 else rng.choice(("exactly", "at least", "at most"))
    hits = {"exactly": [k], "at least": list(range(k, n + 1)), "at most": list(range(k + 1))}[word]
    top = "+".join(f"comb({n},{i})" for i in hits)
    top = f"({top})" if len(hits) > 1 else top
    good = sum(comb(n, i) for i in hits)
    side = rng.choice(("heads", "tails"))
    slots = {"n": n, "k": k, "word": word, "side": side, "counted": f"{k} {side[:-1] if k == 1 else side}"}
    return Draft(format_number(Fraction(good, 2**n)), ((f"Of 2**{n} results.", f"{top}/2**{n}"),), slots)


def _bag(rng: random.Random, level: int) -> dict[str, int]:
    letters = rng.sample("abcdefghijklmnopqrstuvwxyz", level + 1)
    return {c: rng.randint(1, 3 + 2 * level) for c in letters}


def _written(rng: random.Random, bag: dict[str, int]) -> str:
    if sum(bag.values()) < 20 and rng.random() < 0.5:
        letters = [c for c, n in bag.items() for _ in range(n)]
        rng.shuffle(letters)
        return "".join(letters)
    return "{" + ", ".join(f"{c}: {n}" for c, n in bag.items()) + "}"


def _sequence(rng: random.Random, level: int) -> Draft | None:
    bag = _bag(rng, level)
    total, k = sum(bag.values()), rng.randint(2, 4)
    if total < k:
        return None
    word = "".join(rng.choices(list(bag), k=k))
    left, chance = dict(bag), Fraction(1)
    for i, c in enumerate(word):
        if left[c] == 0:
            return None
        chance *= Fraction(left[c], total - i)
        left[c] -= 1
    written = _written(rng, bag)
    slots = {"bag": written, "k": NUMBERS[k], "K": NUMBERS[k].capitalize(), "word": word}
    return _drawn(written, chance, ("Draw them one by one.", drawn_in_order(written, word)), slots)


def _drawn(written: str, chance: Fraction, move: Move, slots: Mapping[str, object]) -> Draft:
    answer = str(chance) if written.isalpha() else format_number(chance)
    return Draft(answer, (move,), slots, tool="python", said=str(chance))


def _counts(rng: random.Random, level: int) -> Draft | None:
    bag = _bag(rng, level)
    total, k = sum(bag.values()), rng.randint(2, 4)
    if total < k:
        return None
    drawn = rng.sample([c for c, n in bag.items() for _ in range(n)], k)
    wanted = {c: drawn.count(c) for c in sorted(set(drawn))}
    good = 1
    for c, n in wanted.items():
        good *= comb(bag[c], n)
    parts = [f"{n} {c}" for c, n in wanted.items()]
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    written, chance = _written(rng, bag), Fraction(good, comb(total, k))
    slots = {"bag": written, "k": NUMBERS[k], "K": NUMBERS[k].capitalize(), "counts": listed}
    program = drawn_together(written, ((n, c) for c, n in wanted.items()))
    return _drawn(written, chance, ("Choose of each letter.", program), slots)


def _one(rng: random.Random, level: int) -> Draft:
    colours = rng.sample(COLOURS, level + 1)
    counts = [rng.randint(1, 9 * level) for _ in colours]
    thing = rng.choice(THINGS)
    parts = [f"{n} {c}" for n, c in zip(counts, colours, strict=True)]
    listed = ", ".join(parts[:-1]) + f" and {parts[-1]} {thing}"
    i = rng.randrange(len(colours))
    pairs = ", ".join(f'({n}, "{colour}")' for n, colour in zip(counts, colours, strict=True))
    program = (
        f"from fractions import Fraction\nbag = [{pairs}]\n"
        f'print(Fraction(sum(n for n, c in bag if c == "{colours[i]}"), sum(n for n, c in bag)))'
    )
    chance = Fraction(counts[i], sum(counts))
    slots = {"bag": listed, "colour": colours[i], "article": "an" if colours[i] == "orange" else "a"}
    move = (f"{colours[i].capitalize()} out of all.", program)
    return Draft(format_number(chance), (move,), slots, tool="python", said=str(chance))


LEVELS = (1, 2, 3)
DICE_SUMS = Generator(FAMILY, "dice", LEVELS, {"": DICE}, _dice)
PLAYING_CARDS = Generator(FAMILY, "cards", LEVELS, {"": CARDS, "hand": HANDS}, _cards)
COIN_TOSSES = Generator(FAMILY, "coins", LEVELS, {"": COINS}, _coins, (4,))
LETTER_SEQUENCES = Generator(FAMILY, "letter_sequence", LEVELS, {"": SEQUENCE}, _sequence)
LETTER_COUNTS = Generator(FAMILY, "letter_counts", LEVELS, {"": LEVELSET}, _counts)
ONE_OF_MANY = Generator(FAMILY, "one_of_many", LEVELS, {"": BAG}, _one, (4, 5))
