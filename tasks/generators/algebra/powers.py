"""Exponents and logarithms: powers of one variable, exponential equations, logarithms that come out."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.algebra.powers_phrases import EXPONENTIAL, LOGARITHM, POWER
from tasks.generators.making import Draft, Generator
from tasks.generators.numerals import letters, nonzero
from tasks.numbers import format_number


def power_text(name: str, exponent: Fraction) -> str:
    """`x**(-2/3)`, `x**4`, `x` or `1`, as computer algebra writes it."""
    if exponent in (0, 1):
        return "1" if exponent == 0 else name
    if exponent == -1:
        return f"1/{name}"
    return f"{name}**({exponent})" if exponent < 0 or exponent.denominator != 1 else f"{name}**{exponent}"


def _exponent(rng: random.Random, level: int) -> Fraction:
    bottom = 1 if level == 1 or rng.random() < 0.4 else rng.randint(2, 9)
    return Fraction(nonzero(rng, 12), bottom)


def _factor(name: str, exponent: Fraction) -> str:
    """A power as the question writes it."""
    if exponent == 1:
        return name
    return f"{name}**({exponent})" if exponent < 0 or exponent.denominator != 1 else f"{name}**{exponent}"


def _power(rng: random.Random, level: int) -> Draft:
    (x,) = letters(rng, 1)
    total, text = Fraction(0), ""
    for k in range(rng.randint(2, 3)):
        exponent = Fraction(1) if rng.random() < 0.3 else _exponent(rng, level)
        shown = _factor(x, exponent)
        divides = k > 0 and rng.random() < 0.45
        text += shown if not k else ("/" if divides else "*") + shown
        total += -exponent if divides else exponent
    if level == 3 or rng.random() < 0.3:
        outer = _exponent(rng, level)
        shown = f"({outer})" if outer < 0 or outer.denominator != 1 else str(outer)
        text, total = f"({text})**{shown}", total * outer
    return Draft(power_text(x, total), (("Simplify the powers.", f"powers({text})"),), {"e": text, "x": x})


def _logarithm(rng: random.Random, level: int) -> Draft:
    base = rng.choice((2, 2, 3, 4, 5, 10) if level == 1 else (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
    exponent = rng.randint(1, 6 if level == 1 else 9)
    value = Fraction(base) ** (-exponent if level == 3 and rng.random() < 0.5 else exponent)
    exponent = exponent if value >= 1 else -exponent
    if rng.random() < 0.5:
        moves = (("Take the logarithm.", f"log({format_number(value) if value >= 1 else value}, {base})"),)
        return Draft(str(exponent), moves, {"n": value, "b": base}, "log")
    (x,) = letters(rng, 1)
    shift = nonzero(rng, 5) if level == 3 else 0
    power = f"{base}**{x}" if not shift else f"{base}**({x} {'+' if shift > 0 else '-'} {abs(shift)})"
    moves = ((f"Solve for {x}.", f"solve({power} = {value}, {x})"),)
    return Draft(str(exponent - shift), moves, {"eq": f"{power} = {value}", "x": x}, "equation")


POWERS = Generator("algebra", "simplify_power", (1, 2, 3), {"": POWER}, _power)
LOGARITHMS = Generator("algebra", "logarithm", (1, 2, 3), {"log": LOGARITHM, "equation": EXPONENTIAL}, _logarithm)
