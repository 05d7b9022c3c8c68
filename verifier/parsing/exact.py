"""Rational arithmetic on a tree: the exact value, or None where it has none that is rational."""

from __future__ import annotations

import math
from fractions import Fraction

from verifier.parsing.limits import MAX_DIGITS, MAX_EXPONENT, MAX_FACTORIAL, ParseError
from verifier.parsing.node import Node

_MAX_BITS = int(MAX_DIGITS * math.log2(10)) + 8


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MAX_BITS:
        raise ParseError(f"a value with more than {MAX_DIGITS} digits")
    return value


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if exponent.denominator != 1:
        n, d = exponent.numerator, exponent.denominator
        if d != 2 or base < 0:
            return None
        root = Fraction(math.isqrt(base.numerator), math.isqrt(base.denominator))
        return _power(root, Fraction(n)) if root * root == base else None
    n = exponent.numerator
    if base == 0 and n <= 0:
        if n == 0:
            return Fraction(1)
        raise ParseError("division by zero")
    if base in (0, 1):
        return base
    if base == -1:
        return Fraction(-1 if n % 2 else 1)
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    if abs(n) > MAX_EXPONENT * 10 or (size - 1) * abs(n) > _MAX_BITS:
        raise ParseError(f"a power beyond {MAX_DIGITS} digits")
    return _bounded(base**n)


def _whole(values: list[Fraction]) -> list[int] | None:
    return [v.numerator for v in values] if all(v.denominator == 1 for v in values) else None


def _call(name: str, values: list[Fraction]) -> Fraction | None:
    whole = _whole(values)
    if name == "abs" and len(values) == 1:
        return abs(values[0])
    if name == "floor" and len(values) == 1:
        return Fraction(math.floor(values[0]))
    if name == "ceil" and len(values) == 1:
        return Fraction(math.ceil(values[0]))
    if name == "sqrt" and len(values) == 1:
        return _power(values[0], Fraction(1, 2))
    if name in ("min", "max"):
        return min(values) if name == "min" else max(values)
    if whole is not None and name in ("gcd", "lcm"):
        return _bounded(Fraction(math.gcd(*whole) if name == "gcd" else math.lcm(*whole)))
    if name == "mod" and len(values) == 2 and values[1]:
        return values[0] % values[1]
    if whole is not None and name == "binomial" and len(whole) == 2 and 0 <= whole[1] <= whole[0] <= 3000:
        return _bounded(Fraction(math.comb(*whole)))
    if whole is not None and name == "factorial" and len(whole) == 1 and 0 <= whole[0] <= MAX_FACTORIAL:
        return Fraction(math.factorial(whole[0]))
    if whole is not None and name == "factorial2" and len(whole) == 1 and 0 <= whole[0] <= MAX_FACTORIAL:
        return Fraction(math.prod(range(whole[0], 0, -2)))
    return None


def rational(node: Node) -> Fraction | None:
    """The exact value. None: it is not rational, or not known to be. Raises ParseError beyond the limits."""
    if node.kind == "number":
        return node.value
    if node.kind in ("neg", "percent", "add", "mul", "div", "pow", "call", "factorial"):
        values = []
        for arg in node.args:
            value = rational(arg)
            if value is None:
                return None
            values.append(value)
        if node.kind == "neg":
            return -values[0]
        if node.kind == "percent":
            return values[0] / 100
        if node.kind == "add":
            return _bounded(sum(values, Fraction(0)))
        if node.kind == "mul":
            return _bounded(math.prod(values, start=Fraction(1)))
        if node.kind == "div":
            if values[1] == 0:
                raise ParseError("division by zero")
            return _bounded(values[0] / values[1])
        if node.kind == "pow":
            return _power(values[0], values[1])
        return _call("factorial" if node.kind == "factorial" else node.name, values)
    return None
