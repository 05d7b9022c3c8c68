"""What a call of the calculator means, worked out by sympy: independent of the calculator and of the generators.

Calls are walked as Python syntax trees, after `=` between two sides has become `==`; only programs are executed.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
from fractions import Fraction
from typing import Any

import sympy

from tasks.task import Call

_FIELDS = {"oo": sympy.oo}
_COMPARE = {
    ast.Lt: lambda a, b: a < b,
    ast.Gt: lambda a, b: a > b,
    ast.LtE: lambda a, b: a <= b,
    ast.GtE: lambda a, b: a >= b,
}


def performed(call: Call) -> Any:
    """The value of a call; of a program of ours, what it prints."""
    if call.tool != "python":
        return run(re.sub(r"(?<=\d)i\b", "*i", call.input))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(call.input, {})  # noqa: S102 - a program of ours
    return printed.getvalue().strip()


def run(text: str, positive: bool = False) -> Any:
    """The value of a call: a sympy expression, a bool, a list (roots, divisors, sorted numbers) or a dictionary."""
    if match := re.fullmatch(r"base\((-?[0-9a-z]+)(?: ([-+]) (-?[0-9a-z]+))?, (\d+), (\d+)\)", text):
        left, sign, right, first, second = match.groups()
        value = int(left, int(first)) + (int(right, int(first)) * (-1 if sign == "-" else 1) if right else 0)
        return _in_base(value, int(second))
    source = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", text)
    source = re.sub(r"(?<![<>=!])=(?!=)", "==", source)
    return _Walk(source, positive).value(ast.parse(source, mode="eval").body)


def _in_base(n: int, base: int) -> str:
    if n < 0:
        return "-" + _in_base(-n, base)
    digit = "0123456789abcdefghijklmnopqrstuvwxyz"[n % base]
    return (_in_base(n // base, base) if n >= base else "") + digit


class _Walk:
    def __init__(self, source: str, positive: bool) -> None:
        self.source, self.positive = source, positive

    def value(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Constant):
            return sympy.Rational(ast.get_source_segment(self.source, node))
        if isinstance(node, ast.Name):
            return _FIELDS.get(node.id, sympy.Symbol(node.id, positive=self.positive or None))
        if isinstance(node, ast.UnaryOp):
            inner = self.value(node.operand)
            return -inner if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.BinOp):
            left, right = self.value(node.left), self.value(node.right)
            return {
                ast.Add: lambda: left + right, ast.Sub: lambda: left - right, ast.Mult: lambda: left * right,
                ast.Div: lambda: left / right, ast.Pow: lambda: left**right,
            }[type(node.op)]()  # fmt: skip
        if isinstance(node, ast.Compare):
            left, right = self.value(node.left), self.value(node.comparators[0])
            if isinstance(node.ops[0], ast.Eq):
                both = sympy.Eq(left, right)
                return both if isinstance(both, sympy.Eq) else bool(both)
            return bool(_COMPARE[type(node.ops[0])](left, right))
        assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name), ast.dump(node)
        return _FUNCTIONS[node.func.id](*(self.value(argument) for argument in node.args))


def _solve(*arguments: Any) -> Any:
    if len(arguments) == 2 and isinstance(arguments[1], sympy.Symbol):
        if arguments[0] in (True, False):
            return []
        side, unknown = arguments[0].lhs - arguments[0].rhs, arguments[1]
        if not side.is_polynomial(unknown):
            return list(sympy.solveset(side, unknown, sympy.S.Reals))
        return sorted(sympy.Poly(side, unknown).ground_roots())
    if isinstance(arguments[-1], sympy.Symbol):
        *equations, wanted = arguments
        found = sympy.solve([side.lhs - side.rhs for side in equations], _unknowns(tuple(equations)), dict=True)
        (value,) = {solution[wanted] for solution in found}
        return value
    solutions = sympy.linsolve([side.lhs - side.rhs for side in arguments], *_unknowns(arguments))
    (solution,) = solutions
    return dict(zip((str(name) for name in _unknowns(arguments)), solution, strict=True))


def _unknowns(equations: tuple[Any, ...]) -> list[sympy.Symbol]:
    return sorted(set().union(*(e.free_symbols for e in equations)), key=str)


def _round(x: Any, places: Any = 0) -> Any:
    scaled = abs(x) * sympy.Integer(10) ** places
    return sympy.sign(x) * sympy.floor(scaled + sympy.Rational(1, 2)) / sympy.Integer(10) ** places


def _factorint(n: Any) -> str:
    return " * ".join(f"{p}^{k}" if k > 1 else str(p) for p, k in sorted(sympy.factorint(n).items()))


def _positive(f: Any) -> Any:
    return f.subs({name: sympy.Symbol(name.name, positive=True) for name in f.free_symbols})


_FUNCTIONS = {
    "solve": _solve,
    "diff": sympy.diff,
    "integrate": lambda f, x, *limits: sympy.integrate(f, (x, *limits) if limits else x),
    "limit": sympy.limit,
    "expand": sympy.expand,
    "factor": sympy.factor,
    "simplify": lambda f: sympy.expand(sympy.simplify(f)),
    "powers": lambda f: sympy.powsimp(_positive(f)),
    "subs": lambda f, x, a: sympy.sympify(f).subs(x, a),
    "gcd": sympy.gcd,
    "lcm": sympy.lcm,
    "factorint": _factorint,
    "primefactors": lambda n: list(sympy.primefactors(n)),
    "coeff": lambda f, x, k: sympy.expand(f).coeff(x, k),
    "isprime": lambda n: bool(sympy.isprime(n)),
    "divisors": lambda n: list(sympy.divisors(n)),
    "mod": lambda a, b: a % b,
    "floor": sympy.floor,
    "round": _round,
    "abs": abs,
    "min": sympy.Min,
    "max": sympy.Max,
    "sqrt": sympy.sqrt,
    "root": sympy.root,
    "log": lambda x, b: sympy.log(x) / sympy.log(b) if x != 1 else sympy.Integer(0),
    "binomial": sympy.binomial,
    "nextprime": sympy.nextprime,
    "prevprime": sympy.prevprime,
    "sort": lambda *numbers: sorted(numbers),
}


def parsed(text: str) -> Any:
    """An answer's formula, read in the same way."""
    return run(text.replace("^", "**"))


def equal(answer: str, value: Any) -> bool:
    """Whether an answer says the value of a call: a number, a formula, a list or a text."""
    if isinstance(value, list):
        return [Fraction(part) for part in answer.split(", ")] == [Fraction(str(v)) for v in value]
    if isinstance(value, (str, bool)):
        return answer.lower() == str(value).lower()
    return bool(sympy.simplify(parsed(answer) - value) == 0)
