"""Primes and factors: numbers are multiplied out of primes, so that their factors are known."""

from __future__ import annotations

import math
import random

from tasks.generators.making import Draft, Generator, Move
from tasks.generators.number_theory.digits_phrases import DIGITS, DIGITS_PRODUCT, PLACE
from tasks.generators.number_theory.divisibility import operand
from tasks.generators.number_theory.primes_phrases import BEFORE, COMPOSITE, FACTORS, NEXT, PRIME, PRODUCT
from tasks.symbolic.primes import is_prime

SMALL = tuple(n for n in range(2, 100) if is_prime(n))
MIDDLE = tuple(n for n in range(2, 3000) if is_prime(n))


def _prime(rng: random.Random, level: int) -> Draft:
    most = (100, 5000, 10**8, 900, 10**11)[level - 1]
    n = rng.randint(4 if level < 5 else 10**8, most)
    if rng.random() < 0.8:
        n |= 1
    if rng.random() < 0.5:
        n |= 1
        while not is_prime(n):
            n += 2
    name, before, found = operand(rng, level, n)
    prime = is_prime(n)
    kind = "prime" if rng.random() < 0.6 else "composite"
    moves = (*found, ("Is it prime?", f"isprime({n})"))
    return Draft(str(prime == (kind == "prime")), moves, {"n": name}, kind, before=before)


def _factors(rng: random.Random, level: int) -> Draft:
    count, most = (3, 60) if level in (1, 4) else (4, 10**4) if level == 2 else (6, 10**7)
    powers: dict[int, int] = {}
    n = 1
    for _ in range(rng.randint(2, count)):
        p = rng.choice(SMALL[:6] if rng.random() < 0.6 else SMALL if level < 3 else MIDDLE)
        if n * p <= max(most, 2 * p):
            powers[p] = powers.get(p, 0) + 1
            n *= p
    name, before, found = operand(rng, level, n)
    ordered = sorted(powers.items())
    if rng.random() < 0.6:
        moves = (*found, ("The primes that divide it.", f"primefactors({n})"))
        return Draft(", ".join(str(p) for p, _ in ordered), moves, {"n": name}, "list", before=before)
    moves = (*found, ("Factor it.", f"factorint({n})"))
    product = " * ".join(str(p) if k == 1 else f"{p}^{k}" for p, k in ordered)
    return Draft(product, moves, {"n": name}, "product", before=before)


def _neighbour(rng: random.Random, level: int) -> Draft:
    n = rng.randint((5, 5, 5, 10**6 + 1)[level - 1], (60, 2000, 10**6, 10**9)[level - 1])
    up = rng.random() < 0.6
    prime = n + (1 if up else -1)
    while not is_prime(prime):
        prime += 1 if up else -1
    call = f"nextprime({n})" if up else f"prevprime({n})"
    thought = "The next prime." if up else "The prime before it."
    return Draft(str(prime), ((thought, call),), {"n": n}, "next" if up else "before")


PLACES = ("units", "tens", "hundreds", "thousands", "ten thousands", "hundred thousands", "millions", "ten millions",
          "hundred millions", "billions", "ten billions", "hundred billions", "trillions")  # fmt: skip


def _place(rng: random.Random, level: int) -> Draft:
    digits = rng.randint(2 if level < 5 else 11, (4, 7, 10, 4, 13)[level - 1])
    n = rng.randint(10 ** (digits - 1), 10**digits - 1)
    k = rng.randrange(digits)
    name, before, found = operand(rng, level, n)
    call = f"mod(floor({n}/10**{k}), 10)"
    moves = (*found, (f"The {PLACES[k]} digit.", call))
    return Draft(str(n // 10**k % 10), moves, {"n": name, "p": PLACES[k]}, before=before)


def _digits(rng: random.Random, level: int) -> Draft:
    size = rng.randint((2, 2, 2, 13)[level - 1], (4, 7, 12, 20)[level - 1])
    n = rng.randint(10 ** (size - 1), 10**size - 1)
    digits = [int(d) for d in str(n)]
    if rng.random() < 0.7:
        moves: tuple[Move, ...] = (("Add the digits.", f'print(sum(map(int, "{n}")))', "python"),)
        return Draft(str(sum(digits)), moves, {"n": n}, "sum")
    moves = (("Multiply the digits.", f'from math import prod\nprint(prod(map(int, "{n}")))', "python"),)
    return Draft(str(math.prod(digits)), moves, {"n": n}, "product")


PRIMALITY = Generator(
    "number_theory", "is_prime", (1, 2, 3, 4), {"prime": PRIME, "composite": COMPOSITE}, _prime, beyond=(5,)
)
FACTORIZATION = Generator(
    "number_theory", "prime_factors", (1, 2, 3, 4), {"list": FACTORS, "product": PRODUCT}, _factors
)
NEIGHBOURS = Generator("number_theory", "next_prime", (1, 2, 3), {"next": NEXT, "before": BEFORE}, _neighbour, (4,))
PLACE_VALUE = Generator("number_theory", "place_value", (1, 2, 3, 4), {"": PLACE}, _place, beyond=(5,))
DIGIT_SUMS = Generator(
    "number_theory", "digit_sum", (1, 2, 3), {"sum": DIGITS, "product": DIGITS_PRODUCT}, _digits, (4,)
)
