"""Derivatives, slopes and stationary points of polynomials."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.making import Draft, Generator, Move
from tasks.generators.numerals import LETTERS, at, nonzero, polynomial, times
from tasks.generators.phrasing import pool
from tasks.symbolic.polynomials import Polynomial, write

ORDINALS = {1: "first", 2: "second", 3: "third"}


def derived(coefficients: list[int], order: int = 1) -> list[int]:
    """The derivative of a polynomial, lowest power first."""
    for _ in range(order):
        coefficients = [i * c for i, c in enumerate(coefficients)][1:]
    return coefficients


DERIVATIVE = pool(
    "Find the {n} derivative of {e} [wrt|with respect to] {x}.",
    "What is the {n} derivative of {e}?",
    "Find the {n} derivative of {e}.",
    "[Calculate|Work out] the {n} derivative of {e} in {x}.",
    "Let {f}({x}) = {e}. [What is the {n} derivative of {f}?|Find the {n} derivative of {f}({x}).]",
    "[Give|Determine] the {n} derivative of {e} [wrt|with respect to] {x}.",
    "The {n} derivative of {e} is what?",
    "If {f}({x}) = {e}, [give|state] its {n} derivative.",
)
DIFFERENTIATE = pool(
    "Differentiate {e} with respect to {x}.",
    "Differentiate {e}[.| wrt {x}.]",
    "What is the derivative of {e}[?| wrt {x}?]",
    "[Find|Take] the derivative of {e}.",
    "What is d/d{x} of {e}?",
    "Let {f}({x}) = {e}. [What is the derivative of {f}?|Find {f}'({x}).]",
    "[Calculate|Work out] d/d{x} ({e}).",
    "If {f}({x}) = {e}, what is {f}'({x})?",
)


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


PARTIAL = pool(
    "Find the {n} derivative of {e} [wrt|with respect to] {x}.",
    "What is the {n} derivative of {e} [wrt|with respect to] {x}?",
    "[Calculate|Work out] the {n} partial derivative of {e} in {x}.",
    "Differentiate {e} {times} [with respect to|wrt] {x}.",
    "What is the {n} partial derivative of {e} with respect to {x}?",
    "[Take|Give] the {n} derivative of {e} in {x}.",
    "Keep the other letters fixed: what is the {n} derivative of {e} in {x}?",
    "The {n} derivative of {e} [in|with respect to] {x} is what?",
)
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


SLOPE = pool(
    "What is the slope of {y} = {e} at {x} = {a}?",
    "[Find|Calculate] the slope of the tangent to {y} = {e} at {x} = {a}.",
    "Let {y}({x}) = {e}. [What is {y}'({a})?|Find {y}'({a}).]",
    "How steep is {y} = {e} at {x} = {a}?",
    "[What is the derivative of {e} at {x} = {a}?|Evaluate the derivative of {e} at {x} = {a}.]",
    "At {x} = {a}, what is the [rate of change|slope] of {e}?",
    "[Work out|Give] the gradient of {y} = {e} where {x} = {a}.",
    "The curve {y} = {e} has which slope at {x} = {a}?",
)


def _slope(rng: random.Random, level: int) -> Draft:
    y, x = rng.sample(LETTERS, 2) if rng.random() < 0.4 else ("y", "x")
    degree = level + 1
    coefficients = [rng.randint(-12, 12) for _ in range(degree)] + [nonzero(rng, 6)]
    a = nonzero(rng, (5, 9, 12, 15)[level - 1])
    slope = derived(coefficients)
    text, slope_text = polynomial(coefficients, x), polynomial(slope, x)
    moves = (("Differentiate.", f"diff({text}, {x})"), (f"Put in {a}.", f"subs({slope_text}, {x}, {a})"))
    return Draft(str(at(slope, a)), moves, {"e": text, "x": x, "y": y, "a": a})


STATIONARY = pool(
    "[Find|Determine] the stationary points of {e}.",
    "For which {x} is the derivative of {e} zero?",
    "Where is {y} = {e} [stationary|flat]?",
    "At which {x} does {e} have a horizontal tangent?",
    "Let {y}({x}) = {e}. Solve {y}'({x}) = 0.",
    "[What are the critical points of {e}?|Give the critical points of {e}.]",
    "For what values of {x} does {e} stop rising or falling?",
    "[Give|Find] every {x} at which the slope of {e} is zero.",
)


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


EXTREME = pool(
    "What is the {kind} value of {e}?",
    "[Find|Calculate] the {kind} of {e}.",
    "How {far} does {e} get?",
    "Let {y}({x}) = {e}. What is the {kind} of {y}?",
    "[Determine|Give] the {kind} value that {e} takes.",
    "Over all {x}, what is the {kind} of {e}?",
    "{y} = {e} has which {kind} value?",
    "[State|Work out] the {kind} of {y} = {e}.",
)


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
