"""Money: change, and what coins are worth together."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.making import Draft, Generator
from tasks.generators.phrasing import pool
from tasks.numbers import format_number

FAMILY = "measurement"
CHANGE = pool(
    "{name} [buys|pays for] {items} and gives {paid}. How much change does {name} get[| back]?",
    "You buy {items} and [pay with|hand over] {paid}. [What is your change|How much change do you get]?",
    "A customer [takes|buys] {items} and pays with {paid}. How much money comes back?",
    "For {items}, {name} pays with {paid}. [Find|Work out] the change.",
    "How much change is [due|given] from {paid} for {items}?",
    "With {paid}, {name} pays for {items}. [What|How much] is left?",
    "{name} has {paid} and buys {items}. How much [money is left|does {name} have left|remains]?",
    "[What is the change|How much do you get back] from {paid} [after paying for|if you buy] {items}?",
    "[The bill is for|The basket holds] {items}, and {paid} is [handed over|paid]. <find> the change.",
)
COINS = pool(
    "How much are {coins} worth[| together| in all]?[| Answer in dollars.]",
    "{name} [has|saves|finds] {coins}. [How many dollars is that|How much is that in dollars]?",
    "What is the total value, in dollars, of {coins}?",
    "[Find|Work out|Tell me] in dollars what {coins} add up to.",
    "A [jar|purse|drawer|till] holds {coins}. How much money is in it, in dollars?",
    "[Add up|Count] {coins}. [What is the sum in dollars|How many dollars do they make]?",
    "How many dollars are {coins}[| altogether]?",
    "In dollars, [what are {coins} worth|how much money is {coins}]?",
)
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
