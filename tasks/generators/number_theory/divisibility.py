"""Common divisors and multiples, remainders, factors: numbers are built from the divisor that is asked for."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from tasks.generators.making import Draft, Generator, Move
from tasks.generators.number_theory.divisibility_phrases import DENOMINATOR, DIVISORS, FACTOR, GCD, LCM
from tasks.generators.number_theory.remainder_phrases import LAST_DIGIT, MODPOW, REMAINDER
from tasks.generators.preamble import define

COMPOSED = 4
"""The level at which one of the numbers has to be found first."""


def operand(rng: random.Random, level: int, n: int) -> tuple[str, str, tuple[Move, ...]]:
    """How the question names a number, sentences that define it, and the moves that find it."""
    if level != COMPOSED:
        return str(n), "", ()
    name = rng.choice("abcdfghjkmnpqrstuvwxyz")
    before, moves = define(rng, name, n)
    return name, before, moves


def _gcd(rng: random.Random, level: int) -> Draft:
    most = (12, 60, 900, 40, 90_000)[level - 1]
    divisor = rng.randint(1 if level < 5 else 901, most)
    a, b = rng.randint(1 if level < 5 else 901, most), rng.randint(1, most * (1 if level < 3 else 30))
    shared = math.gcd(a, b)
    a, b, answer = a * divisor, b * divisor, divisor * shared
    name, before, moves = operand(rng, level, a)
    pair = (name, str(b)) if rng.random() < 0.5 else (str(b), name)
    numbers = (a, b) if pair[0] == name else (b, a)
    moves += (("Greatest common divisor.", f"gcd({numbers[0]}, {numbers[1]})"),)
    return Draft(str(answer), moves, {"a": pair[0], "b": pair[1]}, before=before)


def _lcm(rng: random.Random, level: int) -> Draft:
    most = (12, 60, 600, 30)[level - 1]
    divisor = rng.randint(1, most // 2)
    a, b = divisor * rng.randint(2, most), divisor * rng.randint(2, most)
    if level < COMPOSED and rng.random() < 0.4:
        x, y = (Fraction(rng.choice((1, -1)) * rng.randint(1, 120), n) for n in (a, b))
        if x.denominator > 1 and y.denominator > 1:
            p, q = x.denominator, y.denominator
            moves: tuple[Move, ...] = (("Least common multiple of the denominators.", f"lcm({p}, {q})"),)
            return Draft(str(math.lcm(p, q)), moves, {"a": x, "b": y}, "denominator")
    name, before, found = operand(rng, level, a)
    moves = (*found, ("Least common multiple.", f"lcm({a}, {b})"))
    return Draft(str(math.lcm(a, b)), moves, {"a": name, "b": b}, "lcm", before=before)


def _remainder(rng: random.Random, level: int) -> Draft:
    b = rng.randint(3 if level < 5 else 10**5, (20, 300, 99999, 60, 10**7)[level - 1])
    answer = rng.randrange(b)
    a = b * rng.randint(1 if level < 5 else 901, (20, 400, 900, 40, 10**5)[level - 1]) + answer
    named_first = rng.random() < 0.5
    name, before, found = operand(rng, level, a if named_first else b)
    slots = {"a": name, "b": str(b)} if named_first else {"a": str(a), "b": name}
    return Draft(str(answer), (*found, ("The remainder.", f"mod({a}, {b})")), slots, before=before)


def _is_factor(rng: random.Random, level: int) -> Draft:
    b = rng.randint(2 if level < 5 else 2001, (12, 90, 2000, 40, 10**6)[level - 1])
    a = b * rng.randint(2 if level < 5 else 90_001, (30, 900, 90000, 60, 10**7)[level - 1])
    a += 0 if rng.random() < 0.5 else rng.randint(1, b - 1)
    name, before, found = operand(rng, level, a)
    answer = "True" if a % b == 0 else "False"
    moves = (*found, ("Is the remainder zero?", f"mod({a}, {b}) = 0"))
    return Draft(answer, moves, {"a": name, "b": b}, before=before)


def _divisors(rng: random.Random, level: int) -> Draft:
    n = rng.randint(4, (40, 200, 900)[level - 1])
    found = [d for d in range(1, math.isqrt(n) + 1) if n % d == 0]
    found += [n // d for d in reversed(found) if d * d != n]
    return Draft(", ".join(map(str, found)), (("List the divisors.", f"divisors({n})"),), {"n": n})


def _modular_power(rng: random.Random, level: int) -> Draft:
    a, k = rng.randint(2, (12, 40, 99)[level - 1]), rng.randint(3, (9, 60, 150)[level - 1])
    if rng.random() < 0.3:
        moves: tuple[Move, ...] = (("The remainder by 10 is the last digit.", f"mod({a}**{k}, 10)"),)
        return Draft(str(pow(a, k, 10)), moves, {"a": a, "k": k}, "digit")
    m = rng.randint(3, (20, 90, 999)[level - 1])
    return Draft(str(pow(a, k, m)), (("The remainder.", f"mod({a}**{k}, {m})"),), {"a": a, "k": k, "m": m}, "power")


COMMON_DIVISOR = Generator("number_theory", "gcd", (1, 2, 3, 4), {"": GCD}, _gcd, beyond=(5,))
COMMON_MULTIPLE = Generator("number_theory", "lcm", (1, 2, 3, 4), {"lcm": LCM, "denominator": DENOMINATOR}, _lcm)
REMAINDERS = Generator("number_theory", "remainder", (1, 2, 3, 4), {"": REMAINDER}, _remainder, beyond=(5,))
FACTORS = Generator("number_theory", "is_factor", (1, 2, 3, 4), {"": FACTOR}, _is_factor, beyond=(5,))
DIVISOR_LISTS = Generator("number_theory", "divisors", (1, 2, 3), {"": DIVISORS}, _divisors)
MODULAR = Generator("number_theory", "modular_power", (1, 2, 3), {"power": MODPOW, "digit": LAST_DIGIT}, _modular_power)
