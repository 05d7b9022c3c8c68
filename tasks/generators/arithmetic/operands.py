"""Random numbers with the shapes that copying gets wrong, and random expressions of them."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.arithmetic.expressions import Expression, binary, negated, number
from tasks.generators.draws import Weighted, between, pick
from tasks.numbers import format_number

MAX_DENOMINATOR = 10**4
MAX_DIGITS = 12
DIGITS = (20, 32, 22, 12, 8, 6)
"""Weights of one to six digits."""
POWERS = {2: 10, 3: 6, 4: 5, 5: 4, 6: 3, 10: 6}
"""Largest exponent of a small base; any other base is squared or cubed."""
_LENGTHS = {most: Weighted(range(1, most + 1), DIGITS[:most]) for most in range(1, len(DIGITS) + 1)}
_REPEATED = Weighted((0, 1), (6, 1))
_PLACES = Weighted((1, 2, 3), (5, 5, 1))
_DECIMALS = Weighted("0123456789", (2, 1, 1, 1, 1, 2, 1, 1, 1, 1))
_OPERATORS = Weighted("+-*/", (32, 30, 24, 14))


def sane(value: Fraction) -> bool:
    """Whether a person would ask for this value: not too long a number, not too odd a fraction."""
    return value.denominator <= MAX_DENOMINATOR and abs(value.numerator) < 10**MAX_DIGITS


def whole(rng: random.Random, most_digits: int = 6, least: int = 1) -> str:
    """A whole number: mostly anything, at times 10050, 4000, 7777 or 1234321."""
    n = _LENGTHS[most_digits].draw(rng)
    shape = rng.random()
    if n == 1 or shape < 0.76:
        digits = str(between(rng, 10 ** (n - 1), 10**n - 1))
    elif shape < 0.84:  # 4000, 1200
        kept = between(rng, 1, max(1, n - 1))
        digits = str(between(rng, 10 ** (kept - 1), 10**kept - 1)).ljust(n, "0")
    elif shape < 0.90:  # zeros within
        digits = str(between(rng, 1, 9)) + "".join(pick(rng, "0005123456789") for _ in range(n - 1))
    elif shape < 0.95:  # 11111, 3373
        pair = rng.sample("123456789", 2)
        digits = "".join(pair[_REPEATED.draw(rng)] for _ in range(n))
    else:
        digits = str(10**n - between(rng, 1, 2)) if rng.random() < 0.5 else str(10 ** (n - 1) + between(rng, 0, 2))
    return digits if int(digits) >= least else str(least)


def decimal(rng: random.Random, most_digits: int = 4) -> str:
    """A decimal as written: 3.5, 0.05, 12.40, 100.007."""
    places = _PLACES.draw(rng)
    fraction = "".join(_DECIMALS.draw(rng) for _ in range(places))
    if not int(fraction):
        fraction = fraction[:-1] + pick(rng, "123456789")
    before = "0" if rng.random() < 0.25 else whole(rng, most_digits)
    if places != 2:
        fraction = fraction.rstrip("0") or "5"
    return f"{before}.{fraction}"


def fraction(rng: random.Random) -> str:
    """A proper fraction, mostly in lowest terms; at times improper or a mixed number."""
    denominator = pick(rng, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 24, 25))
    numerator = between(rng, 1, denominator - 1)
    lowest = Fraction(numerator, denominator)
    if rng.random() < 0.8:
        numerator, denominator = lowest.numerator, lowest.denominator
    roll = rng.random()
    if roll < 0.1:
        return f"{between(rng, 1, 9)} {numerator}/{denominator}"
    if roll < 0.2:
        return f"{numerator + denominator * between(rng, 1, 3)}/{denominator}"
    return f"{numerator}/{denominator}"


def percent(rng: random.Random) -> str:
    """A percentage: mostly a round one, at times 37%, 12.5% or 0.8%."""
    roll = rng.random()
    if roll < 0.6:
        return f"{5 * between(rng, 1, 20)}%"
    if roll < 0.9:
        return f"{between(rng, 1, 150)}%"
    return f"{decimal(rng, 2)}%"


def operand(rng: random.Random, kind: str, most_digits: int = 6) -> Expression:
    """A leaf of a kind: `whole`, `decimal`, `fraction` or `negative`."""
    if kind == "decimal":
        return number(decimal(rng, min(4, most_digits)) if rng.random() < 0.75 else whole(rng, min(3, most_digits)))
    if kind == "fraction":
        return number(fraction(rng) if rng.random() < 0.85 else whole(rng, 2))
    text = whole(rng, most_digits)
    return number(f"-{text}" if kind == "negative" and rng.random() < 0.4 else text)


def divisor(rng: random.Random, value: Fraction) -> str | None:
    """A whole number that divides `value`, or one that divides it to a short decimal."""
    if value.denominator != 1 or value == 0:
        return None
    found = [d for d in (*range(2, 26), 30, 40, 50, 60, 75, 100, 125, 250) if value.numerator % d == 0]
    if found and rng.random() < 0.85:
        return str(pick(rng, found))
    return str(pick(rng, (2, 4, 5, 8, 10, 20, 25)))


def pair(rng: random.Random, operator: str, kind: str = "whole", most_digits: int = 6) -> tuple[Expression, Expression]:
    """Two operands that suit an operator: a quotient mostly comes out even, one factor of a product is short."""
    left, right = operand(rng, kind, most_digits), operand(rng, kind, most_digits)
    if operator == "*" and kind in ("whole", "negative"):
        left, right = operand(rng, kind, min(4, most_digits)), operand(rng, kind, pick(rng, (1, 2, 2, 3)))
        if rng.random() < 0.3:
            left, right = right, left
    if operator == "/" and kind != "fraction":
        roll = rng.random()
        by = operand(rng, kind, min(3, most_digits)) if roll < 0.75 else number(str(between(rng, 2, 25)))
        if roll < 0.9 and by.value:
            quotient = operand(rng, "whole" if kind == "decimal" else kind, min(3, most_digits)).value
            left = number(format_number(quotient * by.value))
        else:
            left = operand(rng, kind, min(4, most_digits))
        right = by
    return left, right


def tree(rng: random.Random, operands: int, kind: str, most_digits: int = 4, powers: bool = False) -> Expression:
    """A random expression of that many operands."""
    if operands == 1:
        if powers and rng.random() < 0.25:
            return power(rng)
        return operand(rng, kind, most_digits)
    operator = _OPERATORS.draw(rng)
    if operands == 2 and not powers:
        return binary(operator, *pair(rng, operator, kind, most_digits), bare_negative=rng.random() < 0.25)
    split = between(rng, 1, operands - 1) if rng.random() < 0.5 else operands - 1
    left = tree(rng, split, kind, most_digits, powers)
    if rng.random() < 0.03 and split > 1:
        left = negated(left)
    digits = min(most_digits, 2) if operator in "*/" else most_digits
    right = tree(rng, operands - split, kind, digits, powers)
    if operator == "/" and len(right.tokens) == 1 and kind != "fraction":
        by = divisor(rng, left.value)
        right = number(by) if by else right
    return binary(operator, left, right, bare_negative=rng.random() < 0.25)


def power(rng: random.Random) -> Expression:
    """A small power: 2**7, 15**2, 0.5**2, (-3)**3."""
    roll = rng.random()
    if roll < 0.45:
        base = pick(rng, tuple(POWERS))
        return binary("**", number(str(base)), number(str(between(rng, 2, POWERS[base]))))
    if roll < 0.85:
        base = between(rng, 2, 40)
        return binary("**", number(str(base)), number(str(2 if base > 12 else pick(rng, (2, 2, 3)))))
    if roll < 0.93:
        return binary("**", number(f"{between(rng, 0, 9)}.{between(rng, 1, 9)}"), number("2"))
    return binary("**", number(f"-{between(rng, 2, 9)}"), number(str(between(rng, 2, 3))))
