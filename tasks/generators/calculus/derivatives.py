"""Derivatives, slopes and stationary points of polynomials."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.calculus.derivatives_phrases import DERIVATIVE, DIFFERENTIATE, EXTREME, PARTIAL, SLOPE, STATIONARY
from tasks.generators.making import Draft, Generator, Move
from tasks.generators.numerals import LETTERS, at, nonzero, polynomial, times
from tasks.symbolic.polynomials import Polynomial, write

ORDINALS = {1: "first", 2: "second", 3: "third"}


def derived(coefficients: list[int], order: int = 1) -> list[int]:
    """The derivative of a polynomial, lowest power first."""
    for _ in range(order):
        coefficients = [i * c for i, c in enumerate(coefficients)][1:]
    return coefficients


def _derivative(rng: random.Random, level: int) -> Draft:
    f, x = rng.sample(LETTERS, 2)
    x = "x" if rng.random() < 0.3 and f != "x" else x
    if level == 4:
        return _partial(rng)
    degree = rng.randint(1, 2 + level) if level < 4 else rng.randint(6, 9)
    coefficients = [rng.randint(-30, 30) if rng.random() < 0.7 else 0 for _ in range(degree)]
    coefficients.append(nonzero(rng, (9, 99, 9999, 0, 9999)[level - 1]))
    order = 1 if level == 1 else rng.randint(1, min(3, degree))
    text = polynomial(coefficients, x)
    answer = polynomial(derived(coefficients, order), x)
    slots = {"e": text, "x": x, "f": f, "n": ORDINALS[order]}
    kind = "plain" if order == 1 and rng.random() < 0.7 else "order"
    thought = "Differentiate." if kind == "plain" else f"The {ORDINALS[order]} derivative."
    call = f"diff({text}, {x}{f', {order}' if order > 1 else ''})"
    return Draft(answer, ((thought, call),), slots, kind)


_TIMES = {1: "once", 2: "twice", 3: "three times"}


def _partial(rng: random.Random) -> Draft:
    names = sorted(rng.sample(LETTERS, rng.randint(2, 3)))
    terms: dict[tuple[tuple[str, int], ...], Fraction] = {}
    for _ in range(rng.randint(2, 5)):
        powers = [(name, rng.randint(0, 3)) for name in names]
        monomial = tuple((name, power) for name, power in powers if power)
        terms[monomial] = Fraction(nonzero(rng, 60))
    whole = Polynomial(terms)
    x = rng.choice(whole.variables or ("x",))
    order = rng.randint(1, max(1, min(3, whole.degree(x))))
    text = write(terms.items())
    call = f"diff({text}, {x}{f', {order}' if order > 1 else ''})"
    slots = {"e": text, "x": x, "n": ORDINALS[order], "times": _TIMES[order]}
    return Draft(str(whole.derivative(x, order)), ((f"The {ORDINALS[order]} derivative.", call),), slots, "partial")


def _slope(rng: random.Random, level: int) -> Draft:
    y, x = rng.sample(LETTERS, 2) if rng.random() < 0.4 else ("y", "x")
    degree = level + 1
    coefficients = [rng.randint(-12, 12) for _ in range(degree)] + [nonzero(rng, 6)]
    a = nonzero(rng, (5, 9, 12, 15)[level - 1])
    slope = derived(coefficients)
    text, slope_text = polynomial(coefficients, x), polynomial(slope, x)
    moves = (("Differentiate.", f"diff({text}, {x})"), (f"Put in {a}.", f"subs({slope_text}, {x}, {a})"))
    return Draft(str(at(slope, a)), moves, {"e": text, "x": x, "y": y, "a": a})


def _stationary(rng: random.Random, level: int) -> Draft | None:
    y, x = rng.sample(LETTERS, 2) if rng.random() < 0.4 else ("y", "x")
    # The derivative is k*(x - a)(x - b); k is chosen so that the curve has whole coefficients.
    roots = sorted(rng.sample(range(-9, 10), (1, 2, 3)[level - 1]))
    slope = [nonzero(rng, 3) * (2, 6, 12)[level - 1]]
    for root in roots:
        slope = times(slope, [-root, 1])
    curve = [rng.randint(-20, 20), *(c // (i + 1) for i, c in enumerate(slope))]
    if any(c % (i + 1) for i, c in enumerate(slope)):
        return None
    text, slope_text = polynomial(curve, x), polynomial(slope, x)
    moves: tuple[Move, ...] = (("Differentiate.", f"diff({text}, {x})"),)
    moves += (("Where is it zero?", f"solve({slope_text} = 0, {x})"),)
    return Draft(", ".join(map(str, roots)), moves, {"e": text, "x": x, "y": y})


def _extreme(rng: random.Random, level: int) -> Draft:
    y, x = ("y", "x") if rng.random() < 0.6 else rng.sample(LETTERS, 2)
    lead, vertex, height = nonzero(rng, 5), rng.randint(-9, 9), rng.randint(-40, 40)
    middle = Fraction(vertex) if level == 1 else Fraction(2 * vertex + 1, 2)
    coefficients = [lead * middle**2 + height, -2 * lead * middle, Fraction(lead)]
    if level == 2:
        coefficients = [4 * c for c in coefficients]
        height, lead = 4 * height, 4 * lead
    text = polynomial(coefficients, x)
    slope_text = polynomial([coefficients[1], 2 * coefficients[2]], x)
    where = str(middle)
    moves = (
        ("Differentiate.", f"diff({text}, {x})"),
        ("Where is it zero?", f"solve({slope_text} = 0, {x})"),
        (f"Put in {where}.", f"subs({text}, {x}, {where})"),
    )
    low = lead > 0
    slots = {"e": text, "x": x, "y": y, "kind": "minimum" if low else "maximum", "far": "low" if low else "high"}
    return Draft(str(height), moves, slots)


DERIVATIVES = Generator(
    "calculus",
    "derivative",
    (1, 2, 3, 4),
    {"plain": DIFFERENTIATE, "order": DERIVATIVE, "partial": PARTIAL},
    _derivative,
    beyond=(5,),
)
SLOPES = Generator("calculus", "slope", (1, 2, 3), {"": SLOPE}, _slope, beyond=(4,))
STATIONARY_POINTS = Generator("calculus", "stationary_points", (1, 2, 3), {"": STATIONARY}, _stationary)
EXTREMES = Generator("calculus", "extreme_value", (1, 2), {"": EXTREME}, _extreme)

__all__ = ["DERIVATIVES", "EXTREMES", "SLOPES", "STATIONARY_POINTS", "derived"]
