"""Polynomials with rational coefficients, in exact arithmetic of our own: an independent way to what sympy says.

A polynomial is a mapping from monomials, `(("x", 2), ("y", 1))` for x²y, to coefficients that are not zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from verifier.parsing.exact import rational
from verifier.parsing.limits import ParseError
from verifier.parsing.node import Node

Monomial = tuple[tuple[str, int], ...]
Polynomial = Mapping[Monomial, Fraction]
MAX_TERMS = 400
MAX_POWER = 40


def constant(value: Fraction) -> Polynomial:
    return {(): value} if value else {}


def variable(name: str) -> Polynomial:
    return {((name, 1),): Fraction(1)}


def names(p: Polynomial) -> set[str]:
    """The unknowns that are in it."""
    return {name for monomial in p for name, _ in monomial}


def value(p: Polynomial) -> Fraction | None:
    """The number that it is; None when it has an unknown."""
    return p.get((), Fraction(0)) if not names(p) else None


def degree(p: Polynomial) -> int:
    return max((sum(power for _, power in monomial) for monomial in p), default=0)


def add(p: Polynomial, q: Polynomial, times: int = 1) -> Polynomial:
    """p + times·q."""
    total = dict(p)
    for monomial, coefficient in q.items():
        total[monomial] = total.get(monomial, Fraction(0)) + times * coefficient
    return {monomial: c for monomial, c in total.items() if c}


def multiply(p: Polynomial, q: Polynomial) -> Polynomial:
    """Raises ParseError beyond MAX_TERMS products of terms a side, or MAX_POWER."""
    if len(p) * len(q) > MAX_TERMS**2 // 4 or degree(p) + degree(q) > MAX_POWER:
        raise ParseError("a polynomial beyond the limits")
    total: dict[Monomial, Fraction] = {}
    for one, a in p.items():
        for other, b in q.items():
            powers = dict(one)
            for name, power in other:
                powers[name] = powers.get(name, 0) + power
            monomial = tuple(sorted(powers.items()))
            total[monomial] = total.get(monomial, Fraction(0)) + a * b
    if len(total) > MAX_TERMS:
        raise ParseError("a polynomial beyond the limits")
    return {monomial: c for monomial, c in total.items() if c}


def power(p: Polynomial, exponent: int) -> Polynomial:
    """Raises ParseError beyond the limits."""
    if not 0 <= exponent <= MAX_POWER:
        raise ParseError("a power beyond the limits")
    result = constant(Fraction(1))
    for _ in range(exponent):
        result = multiply(result, p)
    return result


def polynomial(node: Node) -> Polynomial | None:
    """The polynomial that a tree is; None when it is none. Raises ParseError beyond the limits."""
    if (number := rational(node)) is not None:
        return constant(number)
    if node.kind == "symbol" or (node.kind == "constant" and node.name in ("e", "i")):  # exercises use any letter
        return variable(node.name)
    if node.kind == "pow":
        base, exponent = polynomial(node.args[0]), rational(node.args[1])
        if base is None or exponent is None or exponent.denominator != 1 or exponent < 0:
            return None
        return power(base, exponent.numerator)
    if node.kind not in ("add", "mul", "neg", "div"):
        return None
    parts = [polynomial(arg) for arg in node.args]
    if any(part is None for part in parts):
        return None
    result, *rest = [part for part in parts if part is not None]
    if node.kind == "neg":
        return add({}, result, -1)
    if node.kind == "div":
        divisor = value(rest[0])
        return multiply(result, constant(1 / divisor)) if divisor else None
    for part in rest:
        result = add(result, part) if node.kind == "add" else multiply(result, part)
    return result


def substitute(p: Polynomial, at: Mapping[str, Polynomial]) -> Polynomial:
    """With polynomials in the place of unknowns. Raises ParseError beyond the limits."""
    total: Polynomial = {}
    for monomial, coefficient in p.items():
        term = constant(coefficient)
        for name, exponent in monomial:
            term = multiply(term, power(at.get(name, variable(name)), exponent))
        total = add(total, term)
    return total


def derivative(p: Polynomial, name: str) -> Polynomial:
    total: dict[Monomial, Fraction] = {}
    for monomial, coefficient in p.items():
        powers = dict(monomial)
        if exponent := powers.get(name, 0):
            powers[name] = exponent - 1
            total[tuple(sorted((n, k) for n, k in powers.items() if k))] = coefficient * exponent
    return total


def antiderivative(p: Polynomial, name: str) -> Polynomial:
    """The one without a constant."""
    total: dict[Monomial, Fraction] = {}
    for monomial, coefficient in p.items():
        powers = dict(monomial)
        powers[name] = powers.get(name, 0) + 1
        total[tuple(sorted(powers.items()))] = coefficient / powers[name]
    return total


def distinct_roots(p: Polynomial, name: str) -> int:
    """How many complex numbers are roots of a polynomial in one unknown: its degree less that of its greatest common
    divisor with its derivative."""
    coefficients = _dense(p, name)
    slope = _dense(derivative(p, name), name)
    return len(coefficients) - len(_common(coefficients, slope)) if slope else 0


def _dense(p: Polynomial, name: str) -> list[Fraction]:
    """Coefficients from the highest power down."""
    at = {dict(monomial).get(name, 0): coefficient for monomial, coefficient in p.items()}
    return [at.get(k, Fraction(0)) for k in range(max(at, default=-1), -1, -1)]


def _common(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    while b:
        rest = list(a)
        while len(rest) >= len(b):
            factor = rest[0] / b[0]
            padded = [*b, *[Fraction(0)] * (len(rest) - len(b))]
            rest = [x - factor * y for x, y in zip(rest, padded, strict=True)][1:]
        while rest and not rest[0]:
            rest.pop(0)
        a, b = b, rest
    return a


def solved(equations: list[Polynomial]) -> dict[str, Fraction] | None:
    """The unknowns that linear equations (each polynomial is zero) fix, by Gaussian elimination; None when the
    equations contradict each other. Those that are not linear are left aside."""
    rows = [dict(p) for p in equations if degree(p) <= 1]
    done: list[tuple[Monomial, dict[Monomial, Fraction]]] = []
    for row in rows:
        for pivot, other in done:
            _eliminate(row, pivot, other)
        lead = next((monomial for monomial in sorted(row, reverse=True) if monomial), None)
        if lead is None:
            if row.get((), Fraction(0)):
                return None
            continue
        scale = row[lead]
        row = {monomial: c / scale for monomial, c in row.items()}
        for _, other in done:
            _eliminate(other, lead, row)
        done.append((lead, row))
    return {
        pivot[0][0]: -row.get((), Fraction(0))
        for pivot, row in done
        if all(m in ((), pivot) for m, c in row.items() if c)
    }


def _eliminate(row: dict[Monomial, Fraction], pivot: Monomial, other: Mapping[Monomial, Fraction]) -> None:
    factor = row.get(pivot, Fraction(0))
    if factor:
        for monomial, coefficient in other.items():
            row[monomial] = row.get(monomial, Fraction(0)) - factor * coefficient
        for monomial in [m for m, c in row.items() if not c]:
            del row[monomial]
