"""The table of operations: fewest and most arguments, and what each does with sympy values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from verifier.parsing.limits import MAX_ARGUMENTS, ParseError
from verifier.symbolics.equations import solve
from verifier.symbolics.values import Listing, Text, expression, symbol, whole

_MAX_POWER = 60
"""Of a sum, when it is expanded: (a + b)**1000 would be a thousand terms."""
MAX_DEGREE = 1000


def _diff(args: list[Any]) -> Any:
    f = expression(args[0], "diff")
    variable = symbol(args[1] if len(args) > 1 else _only(f, "diff"), "diff")
    times = whole(args[2], "diff", 2) if len(args) > 2 else 1
    if not 0 <= times <= 20:
        raise ParseError("diff takes 0 to 20 derivatives")
    return _tidy(sympy.diff(f, variable, times))


def _only(f: Any, name: str) -> Any:
    if len(f.free_symbols) != 1:
        raise ParseError(f"{name} needs an unknown, such as x")
    return next(iter(f.free_symbols))


def _tidy(value: Any) -> Any:
    """A polynomial is expanded; anything else stays as sympy leaves it, unless simpler is shorter."""
    if value.is_polynomial(*value.free_symbols) and not _large_power(value):
        return sympy.expand(value)
    simpler = sympy.simplify(value)
    return simpler if sympy.count_ops(simpler) < sympy.count_ops(value) else value


def _large_power(value: Any) -> bool:
    return any(p.exp.is_Integer and abs(p.exp) > _MAX_POWER and p.base.is_Add for p in value.atoms(sympy.Pow))


def _integrate(args: list[Any]) -> Any:
    f = expression(args[0], "integrate")
    if len(args) == 3:
        raise ParseError("integrate takes f, x and, if wanted, both ends")
    variable = symbol(args[1] if len(args) > 1 else _only(f, "integrate"), "integrate")
    found = sympy.integrate(f, variable if len(args) < 4 else (variable, args[2], args[3]))
    if found.has(sympy.Integral):
        raise ParseError("the integral has no closed form")
    return _tidy(found) if len(args) < 4 else sympy.simplify(found)


def _limit(args: list[Any]) -> Any:
    found = sympy.limit(expression(args[0], "limit"), symbol(args[1], "limit"), args[2], "+-")
    if found.has(sympy.Limit, sympy.AccumBounds):
        raise ParseError("the limit does not exist")
    return found


def _expand(args: list[Any]) -> Any:
    if _large_power(expression(args[0], "expand")):
        raise ParseError(f"expand takes powers of sums up to {_MAX_POWER}")
    return sympy.expand(args[0])


def _subs(args: list[Any]) -> Any:
    value = expression(args[0], "subs").subs(symbol(args[1], "subs"), args[2])
    return _tidy(value) if value.free_symbols else sympy.nsimplify(value) if value.has(sympy.Float) else value


def _factorint(args: list[Any]) -> Any:
    n = whole(args[0], "factorint")
    if n == 0:
        raise ParseError("0 has no prime factors")
    parts = [f"{p}^{k}" if k > 1 else str(p) for p, k in sorted(sympy.factorint(abs(n)).items())]
    return Text(" * ".join((["-1"] if n < 0 else []) + parts) or "1")


def _primefactors(args: list[Any]) -> Any:
    n = whole(args[0], "primefactors")
    if n == 0:
        raise ParseError("0 has no prime factors")
    return Listing(tuple(map(sympy.Integer, sympy.primefactors(n)))) if abs(n) > 1 else Text("none")


def _coeff(args: list[Any]) -> Any:
    n = whole(args[2], "coeff", 4)
    if not 0 <= n <= MAX_DEGREE:
        raise ParseError(f"coeff takes powers from 0 to {MAX_DEGREE}")
    return _expand(args).coeff(symbol(args[1], "coeff"), n)


def _truth(value: bool) -> Any:
    return sympy.true if value else sympy.false


def _divisors(args: list[Any]) -> Any:
    n = whole(args[0], "divisors", 30)
    if n == 0:
        raise ParseError("every number divides 0")
    return Listing(tuple(map(sympy.Integer, sympy.divisors(abs(n)))))


def _divided(args: list[Any], quotient: bool) -> Any:
    a, b = args
    if b == 0:
        raise ParseError("division by zero")
    if a.is_Rational and b.is_Rational:
        return sympy.floor(a / b) if quotient else a - b * sympy.floor(a / b)
    return sympy.quo(a, b) if quotient else sympy.rem(a, b)


def _common(args: list[Any], function: Callable[..., Any]) -> Any:
    value = args[0]
    for arg in args[1:]:
        value = function(value, arg)
    return value


def _count(args: list[Any], ordered: bool) -> Any:
    n, k = (whole(arg, "permutations" if ordered else "binomial", 4) for arg in args)
    if not 0 <= k <= n <= 3000:
        raise ParseError("needs 0 <= k <= n <= 3000")
    return sympy.ff(n, k) if ordered else sympy.binomial(n, k)


def _factorial(args: list[Any]) -> Any:
    n = whole(args[0], "factorial", 4)
    if not 0 <= n <= 300:
        raise ParseError("factorial takes 0 to 300")
    return sympy.factorial(n)


def _round(args: list[Any]) -> Any:
    places = whole(args[1], "round", 2) if len(args) > 1 else 0
    if abs(places) > 50:
        raise ParseError("round takes at most 50 places")
    x = _real(args[0], "round")
    scaled = abs(x) * sympy.Integer(10) ** places
    return sympy.sign(x) * sympy.floor(scaled + sympy.Rational(1, 2)) / sympy.Integer(10) ** places


def _real(value: Any, name: str) -> Any:
    if not isinstance(value, sympy.Expr) or value.free_symbols or not value.is_real:
        raise ParseError(f"{name} takes numbers")
    return value


def _numbers(args: list[Any], name: str) -> list[Any]:
    values = [v for arg in args for v in (arg.items if isinstance(arg, Listing) else [arg])]
    return [_real(value, name) for value in values]


def _sorted(args: list[Any]) -> list[Any]:
    return sorted(_numbers(args, "sort"), key=lambda v: (sympy.N(v, 30), str(v)))


def _median(args: list[Any]) -> Any:
    values = _sorted(args)
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _evalf(args: list[Any]) -> Any:
    digits = whole(args[1], "evalf", 3) if len(args) > 1 else 10
    if not 1 <= digits <= 100:
        raise ParseError("evalf takes 1 to 100 digits")
    value = sympy.N(expression(args[0], "evalf"), digits)
    text = str(value).replace("I", "i")
    return Text(text.rstrip("0").rstrip(".") if "." in text and "e" not in text and value.is_real else text)


def _powers(args: list[Any]) -> Any:
    """Simplified as if every letter were positive, so that powers of powers multiply."""
    value, letters = sympy.posify(expression(args[0], "powers"))
    return sympy.powsimp(sympy.simplify(value)).subs(letters)


def _near(args: list[Any], name: str) -> Any:
    n = whole(args[0], name, 30)
    if name == "nextprime":
        return sympy.Integer(sympy.nextprime(n))
    if n < 3:
        raise ParseError("there is no prime below 2")
    return sympy.Integer(sympy.prevprime(n))


OPERATIONS: dict[str, tuple[int, int, Callable[[list[Any]], Any]]] = {
    "solve": (1, 12, solve),
    "diff": (1, 3, _diff),
    "integrate": (1, 4, _integrate),
    "limit": (3, 3, _limit),
    "expand": (1, 1, _expand),
    "factor": (1, 1, lambda a: sympy.factor(expression(a[0], "factor"))),
    "simplify": (1, 1, lambda a: sympy.simplify(expression(a[0], "simplify"))),
    "powers": (1, 1, _powers),
    "collect": (2, 2, lambda a: sympy.collect(sympy.expand(expression(a[0], "collect")), symbol(a[1], "collect"))),
    "subs": (3, 3, _subs),
    "gcd": (2, MAX_ARGUMENTS, lambda a: _common(a, sympy.gcd)),
    "lcm": (2, MAX_ARGUMENTS, lambda a: _common(a, sympy.lcm)),
    "factorint": (1, 1, _factorint),
    "isprime": (1, 1, lambda a: _truth(sympy.isprime(whole(a[0], "isprime", 100)))),
    "primefactors": (1, 1, _primefactors),
    "coeff": (3, 3, _coeff),
    "divisors": (1, 1, _divisors),
    "mod": (2, 2, lambda a: _divided(a, False)),
    "quotient": (2, 2, lambda a: _divided(a, True)),
    "nextprime": (1, 1, lambda a: _near(a, "nextprime")),
    "prevprime": (1, 1, lambda a: _near(a, "prevprime")),
    "binomial": (2, 2, lambda a: _count(a, False)),
    "permutations": (2, 2, lambda a: _count(a, True)),
    "factorial": (1, 1, _factorial),
    "round": (1, 2, _round),
    "sum": (1, MAX_ARGUMENTS, lambda a: sympy.Add(*_numbers(a, "sum"))),
    "mean": (1, MAX_ARGUMENTS, lambda a: sympy.Add(*_numbers(a, "mean")) / len(_numbers(a, "mean"))),
    "median": (1, MAX_ARGUMENTS, _median),
    "sort": (1, MAX_ARGUMENTS, lambda a: Listing(tuple(_sorted(a)))),
    "min": (1, MAX_ARGUMENTS, lambda a: _sorted(a)[0]),
    "max": (1, MAX_ARGUMENTS, lambda a: _sorted(a)[-1]),
    "evalf": (1, 2, _evalf),
}
"""base(...) is read before the grammar (its digits may be letters): verifier.symbolics.base."""
