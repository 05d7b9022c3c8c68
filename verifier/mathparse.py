"""Text and LaTeX to sympy without evaluation: an allow-list grammar (verifier.parsing), then sympy nodes one by one.

No text ever reaches sympify, parse_expr or eval. Sympy is imported when the first tree is built, and only workers
that can be killed build any; `parse` alone is safe everywhere. Limits: verifier.parsing.limits.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from verifier.parsing.exact import rational
from verifier.parsing.grammar import parse
from verifier.parsing.limits import MAX_DIGITS, MAX_EXPONENT, MAX_FACTORIAL, ParseError
from verifier.parsing.node import Node

_RELATIONS = {"=": "Eq", "<": "Lt", ">": "Gt", "<=": "Le", ">=": "Ge", "!=": "Ne"}
_SAME_NAME = "sin cos tan cot sec csc asin acos atan sinh cosh tanh asinh acosh atanh exp sign binomial factorial re im"
_FUNCTIONS = {
    **{name: name for name in _SAME_NAME.split()},
    "arg": "arg",
    "conjugate": "conjugate",
    "floor": "floor",
    "ceil": "ceiling",
    "abs": "Abs",
    "min": "Min",
    "max": "Max",
    "cbrt": "cbrt",
    "factorial2": "factorial2",
    "mod": "Mod",
}


def _safe_power(base: Node, exponent: Node) -> None:
    """Numeric powers are worked out by sympy as soon as they are made: refused when they would be too long."""
    try:
        n = rational(exponent)
    except ParseError:
        n = Fraction(10**9)
    if n is None:
        return
    if abs(n) > MAX_EXPONENT:
        raise ParseError(f"the exponent is larger than {MAX_EXPONENT}")
    value = rational(base)
    if value is not None and value.numerator.bit_length() * abs(n) > MAX_DIGITS * 4:
        raise ParseError(f"the result has more than {MAX_DIGITS} digits")


def to_sympy(node: Node, evaluate: bool = False) -> Any:
    """The sympy expression of a tree: `1/2 + 1/2` stays a sum unless `evaluate`.

    Raises ParseError for what has no single sympy expression (±, lists of relations, units) and beyond the limits.
    """
    import sympy

    def build(node: Node) -> Any:
        kind = node.kind
        if kind == "number":
            return sympy.Rational(node.value.numerator, node.value.denominator)
        if kind == "symbol":
            return sympy.Symbol(node.name)
        if kind == "constant":
            return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "oo": sympy.oo}[node.name]
        if kind == "pow":
            _safe_power(*node.args)
        args = [build(arg) for arg in node.args]
        if kind == "add":
            return sympy.Add(*args, evaluate=evaluate)
        if kind == "mul":
            return sympy.Mul(*args, evaluate=evaluate)
        if kind == "neg":
            return sympy.Mul(sympy.Integer(-1), args[0], evaluate=evaluate)
        if kind == "div":
            if args[1] == 0:
                raise ParseError("division by zero")
            return sympy.Mul(args[0], sympy.Pow(args[1], -1, evaluate=evaluate), evaluate=evaluate)
        if kind == "pow":
            return sympy.Pow(*args, evaluate=evaluate)
        if kind == "percent":
            return sympy.Mul(args[0], sympy.Rational(1, 100), evaluate=evaluate)
        if kind == "degree":
            return sympy.Mul(args[0], sympy.pi, sympy.Rational(1, 180), evaluate=evaluate)
        if kind == "factorial":
            return call("factorial", args, node)
        if kind == "call":
            return call(node.name, args, node)
        if kind == "relation" and len(args) == 2 and node.name in _RELATIONS:
            return getattr(sympy, _RELATIONS[node.name])(*args, evaluate=False)
        if kind == "set":
            return sympy.FiniteSet(*args)
        if kind == "bracket" and node.name == "()":
            return sympy.Tuple(*args)
        if kind == "matrix":
            return sympy.Matrix([[build(cell) for cell in row.args] for row in node.args])
        raise ParseError(f"a {kind} is not an expression")

    def call(name: str, args: list[Any], node: Node) -> Any:
        if name in ("factorial", "factorial2", "binomial"):
            for arg in node.args:
                value = rational(arg)
                if value is not None and abs(value) > MAX_FACTORIAL * (10 if name == "binomial" else 1):
                    raise ParseError(f"{name} takes at most {MAX_FACTORIAL * (10 if name == 'binomial' else 1)}")
        if name == "sqrt" and len(args) == 1:
            return sympy.Pow(args[0], sympy.Rational(1, 2), evaluate=evaluate)
        if name == "root" and len(args) == 2:
            return sympy.Pow(args[0], sympy.Pow(args[1], -1), evaluate=evaluate)
        if name == "log" and len(args) in (1, 2):
            return sympy.log(args[0], evaluate=evaluate) if len(args) == 1 else sympy.log(*args)
        if name == "log10" and len(args) == 1:
            return sympy.log(args[0], 10)
        if name in ("gcd", "lcm"):
            return sympy.gcd_list(args) if name == "gcd" else sympy.lcm_list(args)
        if name not in _FUNCTIONS:
            if len(name) == 1:
                return sympy.Function(name)(*args)
            raise ParseError(f"unknown function {name[:20]!r}")
        one = name not in ("min", "max", "binomial", "mod")
        if one and len(args) != 1:
            raise ParseError(f"{name} takes one argument")
        if name in ("binomial", "mod") and len(args) != 2:
            raise ParseError(f"{name} takes two arguments")
        if name == "cbrt":
            return sympy.Pow(args[0], sympy.Rational(1, 3), evaluate=evaluate)
        return getattr(sympy, _FUNCTIONS[name])(*args, evaluate=evaluate)

    return build(node)


__all__ = ["Node", "ParseError", "parse", "rational", "to_sympy"]
