"""Money: change, and what coins are worth together."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.making import Draft, Generator
from tasks.generators.measurement.money_phrases import (
    CHANGE,
    COINS,
)
from tasks.numbers import format_number

FAMILY = "measurement"
THINGS = "a book, a pen, a hat, a cake, a toy, a lamp, a mug, a ball, a shirt, a magazine, a sandwich, a ticket".split(
    ", "
)
CENTS = (("pennies", 1), ("nickels", 5), ("dimes", 10), ("quarters", 25), ("half dollars", 50), ("dollar bills", 100))
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()


def _change(rng: random.Random, level: int) -> Draft:
    prices = [Fraction(rng.randint(25, 1999), 100) if level > 1 else Fraction(rng.randint(1, 19)) for _ in range(level)]
    total = sum(prices, Fraction(0))
    paid = next(n for n in (5, 10, 20, 50, 100, 200) if n > total)
    written = [f"${float(p):.2f}" if p.denominator > 1 else f"${p}" for p in prices]
    parts = [f"{thing} for {price}" for thing, price in zip(rng.sample(THINGS, level), written, strict=True)]
    items = parts[0] if level == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    call = str(paid) + "".join(f"-{price[1:]}" for price in written)
    slots = {"items": items, "paid": f"${paid}", "name": rng.choice(NAMES)}
    return Draft(format_number(paid - total), (("What was paid, less the price.", call),), slots)


def _coins(rng: random.Random, level: int) -> Draft:
    kinds = rng.sample(CENTS, level + 1)
    counts = [rng.randint(2, 6 + 5 * level) for _ in kinds]
    cents = sum(n * value for n, (_, value) in zip(counts, kinds, strict=True))
    parts = [f"{n} {name}" for n, (name, _) in zip(counts, kinds, strict=True)]
    call = "(" + "+".join(f"{n}*{value}" for n, (_, value) in zip(counts, kinds, strict=True)) + ")/100"
    slots = {"coins": ", ".join(parts[:-1]) + " and " + parts[-1], "name": rng.choice(NAMES)}
    return Draft(format_number(Fraction(cents, 100)), (("Count in cents.", call),), slots)


LEVELS, BEYOND = (1, 2, 3), (4, 5)
MONEY_CHANGE = Generator(FAMILY, "change", LEVELS, {"": CHANGE}, _change, BEYOND)
COIN_VALUES = Generator(FAMILY, "coin_values", LEVELS, {"": COINS}, _coins, BEYOND)
