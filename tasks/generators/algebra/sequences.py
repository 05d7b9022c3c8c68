"""Sequences whose differences become constant, geometric ones, and rules for the nth term."""

from __future__ import annotations

import random

from tasks.continuing import next_program
from tasks.generators.algebra.sequences_phrases import NEXT, NTH
from tasks.generators.making import Draft, Generator
from tasks.generators.numerals import at, letters, nonzero, polynomial, wrapped


def _coefficients(rng: random.Random, degree: int, level: int) -> list[int]:
    start, lead = nonzero(rng, (30, 500, 9999, 10**7)[level - 1], 0), nonzero(rng, (20, 60, 12, 999)[level - 1])
    return [start, *(rng.randint(-30, 30) for _ in range(degree - 1)), lead]


def _next(rng: random.Random, level: int) -> Draft:
    if level == 2 and rng.random() < 0.4:
        return _geometric(rng)
    degree = (1, 2, 3, 2)[level - 1]
    coefficients = _coefficients(rng, degree, level)
    n = rng.randint(max(degree + 2, 3), 7)
    terms = [at(coefficients, k) for k in range(1, n + 2)]
    shown = terms[:-1]
    text = ", ".join(str(term) for term in shown)
    return Draft(str(terms[-1]), (("The differences go on.", next_program(shown), "python"),), {"s": text}, "next")


def _geometric(rng: random.Random) -> Draft:
    start, ratio, n = nonzero(rng, 12), rng.choice((-3, -2, 2, 3, 4, 5, 10)), rng.randint(3, 5)
    terms = [start * ratio**k for k in range(n + 1)]
    shown = terms[:-1]
    call = f"{shown[-1]}*{wrapped(shown[1])}/{wrapped(shown[0])}"
    return Draft(
        str(terms[-1]), (("Each term times the same ratio.", call),), {"s": ", ".join(map(str, shown))}, "next"
    )


def _nth(rng: random.Random, level: int) -> Draft:
    degree = min(level, 3)
    coefficients = _coefficients(rng, degree, level)
    (x,) = letters(rng, 1)
    terms = [at(coefficients, k) for k in range(1, max(3, degree + 1) + rng.randint(1, 3))]
    call = newton(terms[: min(len(terms), 4)], x)
    answer = polynomial(coefficients, x)
    return Draft(answer, (("Newton's formula.", f"expand({call})"),), {"s": ", ".join(map(str, terms)), "x": x}, "nth")


def newton(terms: list[int], name: str) -> str:
    """The polynomial through three or four terms by forward differences, which the call works out in place."""
    a = [str(terms[0]), *(wrapped(t) for t in terms[1:])]
    first = wrapped(terms[0])
    call = f"{a[0]} + ({name} - 1)*({a[1]} - {first})"
    call += f" + ({name} - 1)*({name} - 2)/2*({a[2]} - 2*{a[1]} + {first})"
    if len(terms) >= 4:
        call += f" + ({name} - 1)*({name} - 2)*({name} - 3)/6*({a[3]} - 3*{a[2]} + 3*{a[1]} - {first})"
    return call


NEXT_TERM = Generator("algebra", "next_term", (1, 2, 3, 4), {"next": NEXT}, _next)
NTH_TERM = Generator("algebra", "nth_term", (1, 2, 3), {"nth": NTH}, _nth)
