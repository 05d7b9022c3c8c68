"""Integrals and limits: the antiderivative is drawn first, or the factor that cancels."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.calculus.derivatives import derived
from tasks.generators.calculus.integrals_phrases import AREA, DEFINITE, INDEFINITE, LIMIT
from tasks.generators.making import Draft, Generator
from tasks.generators.numerals import LETTERS, at, nonzero, polynomial, times


def _name(rng: random.Random) -> str:
    return "x" if rng.random() < 0.4 else rng.choice(LETTERS)


def _integral(rng: random.Random, level: int) -> Draft:
    x = _name(rng)
    degree = rng.randint((1, 1, 1, 6)[level - 1], (2, 3, 5, 8)[level - 1])
    if level == 1:  # whole coefficients: built from the antiderivative
        whole = [0, *(rng.randint(-9, 9) for _ in range(degree)), nonzero(rng, 9)]
        inside: list[int] = derived(whole)
        primitive = [Fraction(c) for c in whole]
    else:
        inside = [rng.randint(-30, 30) for _ in range(degree)] + [nonzero(rng, 40)]
        primitive = [Fraction(0), *(Fraction(c, i + 1) for i, c in enumerate(inside))]
    text = polynomial(inside, x)
    answer = f"{polynomial(primitive, x)} + C"
    return Draft(answer, (("Integrate, and add C.", f"integrate({text}, {x})"),), {"e": text, "x": x})


def _definite(rng: random.Random, level: int) -> Draft:
    x = _name(rng)
    degree = level
    inside = [rng.randint(-9, 9) for _ in range(degree)] + [nonzero(rng, 9)]
    a = rng.randint(-3, 4) if level > 1 else 0
    b = a + rng.randint(1, 6)
    primitive = [Fraction(0), *(Fraction(c, i + 1) for i, c in enumerate(inside))]
    value = sum((c * (b**i - a**i) for i, c in enumerate(primitive)), Fraction(0))
    text = polynomial(inside, x)
    slots = {"e": text, "x": x, "a": a, "b": b}
    return Draft(str(value), (("Integrate.", f"integrate({text}, {x}, {a}, {b})"),), slots)


def _limit(rng: random.Random, level: int) -> Draft | None:
    x = _name(rng)
    if level == 3 and rng.random() < 0.6:  # towards infinity: the leading terms decide
        degree = rng.randint(1, 3)
        top = [rng.randint(-9, 9) for _ in range(degree)] + [nonzero(rng, 12)]
        bottom = [rng.randint(-9, 9) for _ in range(degree)] + [nonzero(rng, 6)]
        if rng.random() < 0.25:
            bottom.append(nonzero(rng, 4))
        value = Fraction(top[-1], bottom[-1]) if len(top) == len(bottom) else Fraction(0)
        text = f"({polynomial(top, x)})/({polynomial(bottom, x)})"
        call = f"limit({text}, {x}, oo)"
        return Draft(str(value), (("Take the limit.", call),), {"e": text, "x": x, "a": "infinity"})
    a = rng.randint(-6, 6)
    if level == 1:
        coefficients = [rng.randint(-9, 9), nonzero(rng, 9), rng.randint(0, 4)]
        text, value = polynomial(coefficients, x), Fraction(at(coefficients, a))
    else:  # (x - a) cancels
        top, bottom = [nonzero(rng, 9), nonzero(rng, 3)], [nonzero(rng, 9), rng.choice((0, 1, 1))]
        if at(bottom, a) == 0:
            return None
        value = Fraction(at(top, a), at(bottom, a))
        above, below = times(top, [-a, 1]), times(bottom, [-a, 1])
        text = f"({polynomial(above, x)})/({polynomial(below, x)})"
    return Draft(str(value), (("Take the limit.", f"limit({text}, {x}, {a})"),), {"e": text, "x": x, "a": a})


def _area(rng: random.Random, level: int) -> Draft:
    """Below a parabola or a line without a negative value, so that the area is the integral."""
    x, y = ("x", "y") if rng.random() < 0.7 else rng.sample(LETTERS, 2)
    a = rng.randint(0, 4)
    b = a + rng.randint(1, 6)
    inside = [rng.randint(0, 12), rng.randint(1, 9)] + ([rng.randint(1, 6)] if level == 2 else [])
    primitive = [Fraction(0), *(Fraction(c, i + 1) for i, c in enumerate(inside))]
    value = sum((c * (b**i - a**i) for i, c in enumerate(primitive)), Fraction(0))
    text = polynomial(inside, x)
    moves = (("The area is the integral.", f"integrate({text}, {x}, {a}, {b})"),)
    return Draft(str(value), moves, {"e": text, "x": x, "y": y, "a": a, "b": b})


INTEGRALS = Generator("calculus", "integral", (1, 2, 3), {"": INDEFINITE}, _integral, beyond=(4,))
DEFINITE_INTEGRALS = Generator("calculus", "definite_integral", (1, 2, 3), {"": DEFINITE}, _definite, beyond=(4,))
LIMITS = Generator("calculus", "limit", (1, 2, 3), {"": LIMIT}, _limit)
AREAS = Generator("calculus", "area", (1, 2), {"": AREA}, _area)

__all__ = ["AREAS", "DEFINITE_INTEGRALS", "INTEGRALS", "LIMITS"]
