"""Are two expressions equal? Decided by high-precision values, in a worker that can be killed.

Constants are compared with more digits than both sides write, twice: what shrinks as the precision grows is zero.
Expressions with unknowns are compared at several points, chosen from the text itself, so a grade can be repeated; two
different analytic expressions agree at a random point with probability zero (Schwartz 1980, Zippel 1979).
"""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any

import mpmath

from verifier.calculator import CalculatorError
from verifier.parsing.canonical import canonical, decode
from verifier.parsing.limits import MAX_TERMS
from verifier.parsing.node import Node, free_symbols

POINTS = 5
MAX_PRECISION = 4000
"""Digits of the first of two looks; what would need more stays undecided."""
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc asin acos atan sinh cosh tanh asinh acosh atanh exp floor ceil sign re im arg".split()
)


class _Undecided(Exception):
    """No value at this point."""


def value(node: Node, at: dict[str, Any], sizes: list[int] | None = None) -> Any:
    """The mpmath value of a tree; `sizes` collects the binary exponents of all parts. Raises _Undecided."""
    found = _value(node, at, sizes)
    if sizes is not None and found and mpmath.isfinite(found):
        sizes.append(abs(int(mpmath.mag(found))))
    return found


def _value(node: Node, at: dict[str, Any], sizes: list[int] | None) -> Any:
    kind = node.kind
    if kind == "number":
        return mpmath.mpf(node.value.numerator) / node.value.denominator
    if kind == "symbol":
        return at[node.name]
    if kind == "constant":
        if node.name == "oo":
            raise _Undecided
        return {"pi": mpmath.pi, "e": mpmath.e, "i": mpmath.j}[node.name] * mpmath.mpf(1)
    if kind == "big":
        return _big(node, at, sizes)
    if kind == "call" and len(node.name) == 1:
        return at.setdefault(repr(canonical(node)), _point(repr(canonical(node)), 0))
    args = [value(arg, at, sizes) for arg in node.args]
    if kind == "add":
        return mpmath.fsum(args)
    if kind == "mul":
        return mpmath.fprod(args)
    if kind == "neg":
        return -args[0]
    if kind == "div":
        return args[0] / args[1]
    if kind == "pow":
        if mpmath.im(args[1]) == 0 and abs(args[1]) > 10**9:
            raise _Undecided
        return mpmath.power(args[0], args[1])
    if kind == "percent":
        return args[0] / 100
    if kind == "degree":
        return args[0] * mpmath.pi / 180
    if kind in ("factorial", "call"):
        return _call("factorial" if kind == "factorial" else node.name, args)
    raise _Undecided


def _call(name: str, args: list[Any]) -> Any:
    if name == "abs":
        return abs(args[0])
    if name == "sqrt":
        return mpmath.sqrt(args[0])
    if name in ("root", "cbrt"):
        return _root(args[0], args[1] if name == "root" else mpmath.mpf(3))
    if name == "conjugate":
        return mpmath.conj(args[0])
    if name == "log":
        return mpmath.log(args[0]) if len(args) == 1 else mpmath.log(args[0]) / mpmath.log(args[1])
    if name == "log10":
        return mpmath.log10(args[0])
    if name == "binomial":
        return mpmath.binomial(*args)
    if name == "factorial":
        if abs(args[0]) > 10**5:
            raise _Undecided
        return mpmath.factorial(args[0])
    if name == "factorial2" and abs(args[0]) <= 10**5:
        return mpmath.fac2(args[0])
    if name in ("min", "max"):
        return (min if name == "min" else max)(args)
    if name == "mod":
        return args[0] % args[1]
    if name in _FUNCTIONS and len(args) == 1:
        return getattr(mpmath, name)(args[0])
    raise _Undecided


def _root(x: Any, index: Any) -> Any:
    """A root as schools write it: the real one of a negative number where the index is odd, else the principal one."""
    if mpmath.im(x) == 0 and mpmath.re(x) < 0 and mpmath.im(index) == 0 and index == int(index) and int(index) % 2:
        return -mpmath.power(-mpmath.re(x), 1 / index)
    return mpmath.power(x, 1 / index)


def _big(node: Node, at: dict[str, Any], sizes: list[int] | None) -> Any:
    variable, lower, upper, body = node.args
    first, last = value(lower, at), value(upper, at)
    if first != int(first) or last != int(last) or last - first > MAX_TERMS:
        raise _Undecided
    terms = [value(body, {**at, variable.name: mpmath.mpf(k)}, sizes) for k in range(int(first), int(last) + 1)]
    return mpmath.fsum(terms) if node.name == "sum" else mpmath.fprod(terms)


def _point(name: str, index: int) -> Any:
    """A point that depends on the name alone: positive at even indices, of either sign at odd ones."""
    draw = random.Random(f"{name}:{index}")
    numerator = draw.randint(10**8, 3 * 10**9) * (draw.choice((1, -1)) if index % 2 else 1)
    return mpmath.mpf(numerator) / 10**9


def _digits(*nodes: Node) -> int:
    return sum(len(str(n.value.numerator)) + len(str(n.value.denominator)) for node in nodes for n in node.walk())


def _enough(a: Node, b: Node, index: int, digits: int) -> int:
    """Digits that also show the smallest and the largest part of either side: 1 + e^-1000 is not 1."""
    sizes = [0]
    with mpmath.workdps(30):
        at: dict[str, Any] = {name: _point(name, index) for name in free_symbols(a) | free_symbols(b)}
        for side in (a, b):
            value(side, at, sizes)
    enough = digits + 2 * max(sizes) * 302 // 1000
    if enough > MAX_PRECISION:
        raise _Undecided
    return enough


def _vanishes(a: Node, b: Node, index: int, digits: int) -> bool:
    """Whether a - b is zero at a point: what is nonzero stays as the precision grows threefold, rounding does not."""
    gaps = []
    digits = _enough(a, b, index, digits)
    for precision in (digits, 3 * digits):
        with mpmath.workdps(precision):
            at: dict[str, Any] = {name: _point(name, index) for name in free_symbols(a) | free_symbols(b)}
            left, right = value(a, at), value(b, at)
            if not (mpmath.isfinite(left) and mpmath.isfinite(right)):
                raise _Undecided
            if index % 2 and (mpmath.im(left) != 0 or mpmath.im(right) != 0):
                raise _Undecided  # a root or a logarithm left of zero: branches differ by convention
            gaps.append((abs(left - right), max(abs(left), abs(right))))
    (first, _), (second, scale) = gaps
    if second == 0 or second < scale * mpmath.mpf(10) ** (-2 * digits):
        return True
    return first != 0 and second < first * mpmath.mpf(10) ** (-digits)


def same(a: Node, b: Node) -> bool | None:
    """Whether two expressions are equal; None when that cannot be told."""
    digits = min(40 + 2 * _digits(a, b), 3000)
    constant = not free_symbols(a) and not free_symbols(b)
    agreed = 0
    for index in range(1 if constant else POINTS):
        try:
            if not _vanishes(a, b, index * 2 if constant else index, digits):
                return False
            agreed += 1
        except (_Undecided, KeyError, ZeroDivisionError, ValueError, TypeError, OverflowError):
            continue
    return True if agreed >= (1 if constant else 2) else None


def proportional(a: Node, b: Node, positive: bool) -> bool | None:
    """Whether a is b times one (positive) constant, as the sides of equal equations (inequalities) are."""
    if free_symbols(a) != free_symbols(b) or not free_symbols(a):
        return None
    try:
        digits = _enough(a, b, 0, min(40 + 2 * _digits(a, b), 1500))
    except (_Undecided, KeyError, ZeroDivisionError, ValueError, TypeError, OverflowError):
        return None
    with mpmath.workdps(digits):
        ratios = []
        for index in range(0, 2 * POINTS, 2):
            try:
                at: dict[str, Any] = {name: _point(name, index) for name in free_symbols(a)}
                ratios.append(value(a, at) / value(b, dict(at)))
            except (_Undecided, KeyError, ZeroDivisionError, ValueError, TypeError, OverflowError):
                continue
        if len(ratios) < 2:
            return None
        close = all(abs(r - ratios[0]) <= abs(ratios[0]) * mpmath.mpf(10) ** (-(digits - 20)) for r in ratios)
        return bool(close and ratios[0] != 0 and (not positive or (mpmath.im(ratios[0]) == 0 and ratios[0] > 0)))


def rounds_to(exact: Node, decimal: Fraction, places: int) -> bool:
    """Whether a constant rounds to a decimal with that many places."""
    with mpmath.workdps(30 + len(str(decimal.numerator))):
        found = value(exact, {})
        written = mpmath.mpf(decimal.numerator) / decimal.denominator
        gap = abs(found - written)
        return bool(gap <= mpmath.mpf(10) ** (-places) / 2 or gap <= abs(found) * mpmath.mpf(10) ** -12)


def decide(request: str) -> str:
    """`true`, `false` or `unknown` for a request in JSON: [what, node, node, ...]. Raises CalculatorError."""
    try:
        what, first, second, *rest = json.loads(request)
        a, b = decode(first), decode(second)
        if what == "same":
            found = same(a, b)
        elif what == "rounds":
            found = rounds_to(a, b.value, int(rest[0]))
        else:
            found = proportional(a, b, what == "positive")
    except (ValueError, TypeError, ArithmeticError, RecursionError, MemoryError, _Undecided, KeyError):
        raise CalculatorError("this cannot be compared") from None
    return "unknown" if found is None else "true" if found else "false"
