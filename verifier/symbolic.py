"""The symbolic calculator: what is understood beyond exact arithmetic. It runs in a worker that can be killed.

A text is one expression of verifier.parsing, in which the names of OPERATIONS are calls: `solve(x**2 = 4, x)`,
`factor(diff(x**3, x))`, `3/4 < 4/5`. The result is short ASCII text that can be read back: `*`, `**`, fractions a/b.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import sympy
from sympy.printing.str import StrPrinter

from tasks.numbers import format_number
from verifier.calculator import CalculatorError
from verifier.calculator import calculate as calculate_exactly
from verifier.mathparse import to_sympy
from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError
from verifier.parsing.node import Node
from verifier.parsing.vocabulary import FUNCTIONS
from verifier.symbolics.base import TERMS, convert_base
from verifier.symbolics.operations import OPERATIONS, Listing, Text

MAX_RESULT_CHARACTERS = 400
KNOWN = FUNCTIONS | frozenset(OPERATIONS)
_BASE = re.compile(
    rf"""\s*base\(\s*["']?({TERMS})["']?\s*,\s*([0-9]{{1,2}})\s*(?:,\s*([0-9]{{1,2}})\s*)?\)\s*""", re.IGNORECASE
)


class _Printer(StrPrinter):
    """Sympy's text with the names that the grammar reads: i, e, oo, ceil, abs."""

    def _print_ImaginaryUnit(self, expr: Any) -> str:
        return "i"

    def _print_Exp1(self, expr: Any) -> str:
        return "e"

    def _print_Abs(self, expr: Any) -> str:
        return f"abs({self._print(expr.args[0])})"

    def _print_ceiling(self, expr: Any) -> str:
        return f"ceil({self._print(expr.args[0])})"


def _value(node: Node) -> Any:
    """The sympy value of a tree in which operations are worked out, innermost first."""
    if node.kind == "call" and node.name in OPERATIONS:
        fewest, most, operation = OPERATIONS[node.name]
        if not fewest <= len(node.args) <= most:
            raise ParseError(f"{node.name} takes {fewest}" + (f" to {most}" if most != fewest else "") + " arguments")
        return operation([_value(arg) for arg in node.args])
    if any(child.kind == "call" and child.name in OPERATIONS for child in node.walk()):
        values = [_value(arg) for arg in node.args]
        return _combine(node, values)
    if node.kind == "relation" and "=" in node.name.split() and len(node.args) == 2:
        return sympy.Eq(to_sympy(node.args[0], True), to_sympy(node.args[1], True), evaluate=False)
    return to_sympy(node, evaluate=True)


_RELATIONS = {"=": sympy.Eq, "<": sympy.Lt, ">": sympy.Gt, "<=": sympy.Le, ">=": sympy.Ge}


def _combine(node: Node, values: list[Any]) -> Any:
    """A node over values that are worked out already, as in `2*diff(x**2, x) + 1`."""
    if any(not isinstance(value, sympy.Basic) for value in values):
        raise ParseError("a list cannot be calculated with")
    kinds = {
        "add": sympy.Add,
        "mul": sympy.Mul,
        "neg": lambda a: -a,
        "div": lambda a, b: a / b,
        "pow": sympy.Pow,
        "relation": lambda a, b: {"=": sympy.Eq, "<": sympy.Lt, ">": sympy.Gt, "<=": sympy.Le, ">=": sympy.Ge}[
            node.name
        ](a, b, evaluate=False),
    }
    if node.kind == "pow" and values[1].is_number and abs(values[1]) > 1000:
        raise ParseError("the exponent is larger than 1000")
    if node.kind == "call" and hasattr(sympy, node.name) and node.name in ("sqrt", "sin", "cos", "tan", "exp", "log"):
        return getattr(sympy, node.name)(*values)
    if node.kind not in kinds or (node.kind == "relation" and node.name not in _RELATIONS):
        raise ParseError("this cannot be worked out")
    return kinds[node.kind](*values)


def _decide(value: Any) -> Any:
    """A relation without unknowns is true or false."""
    if isinstance(value, sympy.core.relational.Relational) and not value.free_symbols:
        decided = value.doit()
        if decided in (sympy.true, sympy.false):
            return decided
        difference = sympy.simplify(value.lhs - value.rhs)
        return value.func(difference, 0)
    return value


def text_of(value: Any, decimals: bool) -> str:
    """A result as text; `decimals`: a rational number is written as the exact calculator writes it."""
    value = _decide(value)
    if isinstance(value, Text):
        return value.text
    if isinstance(value, Listing):
        return ", ".join(text_of(item, decimals) for item in value.items)
    if value is sympy.true or value is sympy.false:
        return "true" if value is sympy.true else "false"
    if value.has(sympy.nan, sympy.zoo):
        raise ParseError("undefined: a division by zero, or a limit that does not exist")
    if decimals and isinstance(value, sympy.Rational):
        return format_number(Fraction(int(value.p), int(value.q)))
    if isinstance(value, sympy.core.relational.Relational):
        return f"{text_of(value.lhs, decimals)} {_SIGNS[value.rel_op]} {text_of(value.rhs, decimals)}"
    if value.is_number and value.has(sympy.I):
        value = sympy.expand_complex(value) if value.is_algebraic else value
    return _Printer({"full_prec": False}).doprint(value)


_SIGNS = {"==": "=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "!=": "!="}
_SYMBOLIC = frozenset("solve diff integrate limit expand factor simplify collect subs coeff sqrt root".split())


def calculate(text: str) -> str:
    """The result of one calculation, exact arithmetic first. Raises CalculatorError with the reason."""
    try:
        return calculate_exactly(text)
    except CalculatorError as error:
        refused = error
    if not re.search(r"[a-z=<>!{\[]", text):
        raise refused
    try:
        if match := _BASE.fullmatch(text):
            return convert_base(match.group(1), match.group(2), match.group(3))
        node = parse(text, KNOWN, whole_words=True)
        symbolic = any(n.kind == "symbol" or (n.kind == "call" and n.name in _SYMBOLIC) for n in node.walk())
        written = any(n.places for n in node.walk())
        result = text_of(_value(node), decimals=written or not symbolic)
    except ParseError as error:
        raise CalculatorError(str(error)) from None
    except (NotImplementedError, ValueError, TypeError, ArithmeticError, AttributeError, KeyError, IndexError):
        raise CalculatorError("this cannot be worked out") from None  # sympy's own messages may hold huge numbers
    except (RecursionError, MemoryError):
        raise CalculatorError("this needs too much memory") from None
    if len(result) > MAX_RESULT_CHARACTERS:
        raise CalculatorError(f"the result has more than {MAX_RESULT_CHARACTERS} characters")
    return result
