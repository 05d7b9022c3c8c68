"""Equations and inequalities: the solution is drawn first, and the equation built around it."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from tasks.generators.algebra.equations_phrases import INEQUALITY, ROOTS, SOLVE, SYSTEM, SYSTEM_ALL
from tasks.generators.making import Draft, Generator, Move
from tasks.generators.numerals import at, letters, nonzero, polynomial, signed, times, wrapped
from tasks.generators.preamble import define, stated
from tasks.numbers import format_number
from tasks.symbolic.polynomials import write

"""Around an equation in one unknown."""


def _linear_sides(rng: random.Random, name: str, value: int, big: int) -> str:
    """An equation of two or more terms a side that holds for `value` alone."""
    a, c = nonzero(rng, big), rng.choice((0, 0, nonzero(rng, big)))
    b = nonzero(rng, big * 4)
    if a == c:
        c = 0
    left, right = polynomial([b, a], name), polynomial([(a - c) * value + b, c], name)
    if rng.random() < 0.4:  # the terms of the unknown in two parts
        split = nonzero(rng, big * 3, 2)
        left = f"{polynomial([0, a - split], name)}{signed(split)}*{name}{signed(b)}" if a != split else left
    return f"{left} = {right}" if rng.random() < 0.5 else f"{right} = {left}"


def _linear(rng: random.Random, level: int) -> Draft | None:
    (x,) = letters(rng, 1)
    value = rng.randint(-12, 12) if level == 1 else rng.randint(-99, 99)
    value = nonzero(rng, 9999, 100) if level > 4 else value
    moves: tuple[Move, ...] = ()
    before = ""
    equation = _linear_sides(rng, x, value, (9, 60, 900, 12, 9000)[level - 1])
    solved = equation
    if level == 4:  # one of the numbers has to be found first
        (other,) = rng.sample([n for n in "abcdhkmnpqrstuv" if n != x], 1)
        a, known = nonzero(rng, 9, 2), rng.randint(2, 12)
        before, moves = define(rng, other, known)
        if x in before.replace("Suppose", "").replace("Let", "").replace("be", ""):
            return None
        b = nonzero(rng, 20)
        equation = f"{a}*{x}{signed(b)} = {other}{signed(a * value + b - known)}"
        solved = f"{a}*{x}{signed(b)} = {known}{signed(a * value + b - known)}"
        if rng.random() < 0.5:
            equation = f"{other}*{x}{signed(b)} = {known * value + b}"
            solved = f"{known}*{x}{signed(b)} = {known * value + b}"
        if (given := stated(other, moves)) is not None:
            moves, solved = (), f"{given}, {equation}"
    moves += ((f"Solve for {x}.", f"solve({solved}, {x})"),)
    return Draft(str(value), moves, {"eq": equation, "x": x}, before=before)


def _fractional(rng: random.Random, level: int) -> Draft:
    """With brackets or a division, and a solution that need not be whole."""
    (x,) = letters(rng, 1)
    a, k = nonzero(rng, 9, 2), rng.randint(2, 9)
    if level == 1:
        value, b = Fraction(k * nonzero(rng, 12)), nonzero(rng, 20)
        equation = f"{x}/{k}{signed(b)} = {format_number(value / k + b)}"
    elif level == 2:
        value, b = Fraction(nonzero(rng, 20)), nonzero(rng, 12)
        equation = f"{a}*({x}{signed(b)}) = {a * (int(value) + b)}"
    else:
        c = nonzero(rng, 40)
        b = nonzero(rng, 40)
        value = Fraction(c - b, a)
        equation = f"{polynomial([b, a], x)} = {c}"
    return Draft(str(value), ((f"Solve for {x}.", f"solve({equation}, {x})"),), {"eq": equation, "x": x})


def _system(rng: random.Random, level: int) -> Draft | None:
    n = 3 if level == 3 else 2
    names = sorted(letters(rng, n))
    values = [rng.randint(-9, 9) if level == 1 else rng.randint(-30, 30) for _ in names]
    rows = [[nonzero(rng, 6 if level == 1 else 20) for _ in names] for _ in names]
    if level == 3:
        for row in rows:
            row[rng.randrange(3)] = 0
    if _determinant(rows) == 0:
        return None
    equations = []
    for row in rows:
        left = write([(((name, 1),), c) for name, c in zip(names, row, strict=True) if c])
        total = sum(c * v for c, v in zip(row, values, strict=True))
        equations.append(f"{left} = {total}" if rng.random() < 0.7 else f"{total} = {left}")
    text = ", ".join(equations)
    slots = {"eqs": text, "names": " and ".join(names) if n == 2 else f"{names[0]}, {names[1]} and {names[2]}"}
    moves: tuple[Move, ...]
    if rng.random() < 0.35:
        answer = ", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))
        moves = (("Solve the equations.", f"solve({text})"),)
        return Draft(answer, moves, slots, "all")
    k = rng.randrange(n)
    moves = ((f"Solve for {names[k]}.", f"solve({text}, {names[k]})"),)
    return Draft(str(values[k]), moves, slots | {"x": names[k]}, "one")


def _determinant(rows: list[list[int]]) -> int:
    if len(rows) == 1:
        return rows[0][0]
    return sum(
        (-1) ** k * rows[0][k] * _determinant([row[:k] + row[k + 1 :] for row in rows[1:]]) for k in range(len(rows))
    )


def _roots(rng: random.Random, level: int) -> Draft:
    (x,) = letters(rng, 1)
    roots: set[Fraction] = set()
    coefficients = [nonzero(rng, 1 if level == 1 else 5)]
    factors = (2, 2, 3, 4, 5)[level - 1]
    for _ in range(factors):
        top, bottom = rng.randint(-15, 15), 1
        if level >= 2 and rng.random() < 0.3:
            bottom = rng.randint(2, 5)
        if level == 2 and rng.random() < 0.4:
            top = nonzero(rng, 300)
        divisor = math.gcd(top, bottom)
        coefficients = times(coefficients, [-top // divisor, bottom // divisor])
        roots.add(Fraction(top, bottom))
    scale = rng.choice((2, 3, 5, 7)) if level >= 3 and rng.random() < 0.3 else 1
    text = polynomial([Fraction(c, scale) for c in coefficients] if scale > 1 else coefficients, x)
    equation = f"{text} = 0"
    if level <= 2 and rng.random() < 0.3 and coefficients[0]:
        equation = f"{polynomial([0, *coefficients[1:]], x)} = {-coefficients[0]}"
    answer = ", ".join(str(root) for root in sorted(roots))
    return Draft(answer, ((f"Solve for {x}.", f"solve({equation}, {x})"),), {"eq": equation, "x": x})


_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _inequality(rng: random.Random, level: int) -> Draft:
    """A linear inequality: the equation is solved, and the sign turns where the factor is negative."""
    (x,) = letters(rng, 1)
    a = rng.randint(2, 12) if level == 1 else nonzero(rng, 12, 2)
    c = 0 if level < 3 else nonzero(rng, 9)
    a = a if a != c else a + 13
    bound = Fraction(nonzero(rng, 20)) if level < 3 or rng.random() < 0.5 else Fraction(nonzero(rng, 20), abs(a - c))
    b, sign = nonzero(rng, 30), rng.choice(("<", ">", "<=", ">="))
    left, right = polynomial([b, a], x), polynomial([(a - c) * bound + b, Fraction(c)], x)
    solution = _TURNED[sign] if a - c < 0 else sign
    thought = "Find where both sides are equal."
    moves: tuple[Move, ...] = ((thought, f"solve({left} = {right}, {x})"),)
    # One point on the lower side tells which side it is.
    point = math.floor(bound) - 1
    low, high = at([b, a], point), (a - c) * bound + b + c * point
    tried, total = wrapped(point), format_number((a - c) * bound + b)
    right_side = f"{c}*{tried}{signed(total)}" if c else total
    moves += ((f"Try {x} = {point}.", f"{a}*{tried}{signed(b)} {sign} {right_side}"),)
    holds = {"<": low < high, ">": low > high, "<=": low <= high, ">=": low >= high}[sign]
    assert holds == solution.startswith("<")
    return Draft(f"{x} {solution} {bound}", moves, {"eq": f"{left} {sign} {right}", "x": x})


LINEAR = Generator("algebra", "linear_equation", (1, 2, 3, 4), {"": SOLVE}, _linear, beyond=(5,))
FRACTIONAL = Generator("algebra", "equation_with_brackets", (1, 2, 3), {"": SOLVE}, _fractional)
SYSTEMS = Generator("algebra", "system", (1, 2, 3), {"one": SYSTEM, "all": SYSTEM_ALL}, _system)
POLYNOMIAL = Generator("algebra", "polynomial_roots", (1, 2, 3, 4), {"": ROOTS}, _roots, beyond=(5,))
INEQUALITIES = Generator("algebra", "inequality", (1, 2, 3), {"": INEQUALITY}, _inequality)
