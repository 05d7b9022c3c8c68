"""solve: equations, systems and inequalities, with solutions in a settled order."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import sympy
from sympy.core.relational import Relational

from verifier.parsing.limits import ParseError
from verifier.symbolics.values import Listing, Text

MAX_SOLUTIONS = 24


def _order(value: Any) -> tuple[int, float, float, str]:
    """Real solutions by size, then complex ones, then formulas."""
    if not value.free_symbols:
        number = complex(value.evalf(15))
        real = abs(number.imag) < 1e-12
        return (0 if real else 1, number.real, number.imag, str(value))
    return (2, 0.0, 0.0, str(value))


def solve(args: list[Any]) -> Any:
    """Solutions of equations for the unknowns named, or for all there are."""
    equations = [arg for arg in args if not isinstance(arg, sympy.Symbol)]
    unknowns = [arg for arg in args if isinstance(arg, sympy.Symbol)]
    if not equations and unknowns:
        raise ParseError("solve needs an equation")
    if any(not isinstance(e, (sympy.Expr, Relational)) and e not in (sympy.true, sympy.false) for e in equations):
        raise ParseError("solve takes equations")
    if not unknowns:
        unknowns = sorted(set().union(*(e.free_symbols for e in equations)), key=str)
    if not unknowns:
        raise ParseError("solve needs an unknown, such as x")
    if any(isinstance(e, Relational) and e.rel_op not in ("==",) for e in equations):
        return _inequality(equations, unknowns)
    sides = [e.lhs - e.rhs if isinstance(e, Relational) else e for e in equations]
    if len(unknowns) == 1:
        return _one(sides[0], unknowns[0]) if len(sides) == 1 else _one_of_system(sides, unknowns[0])
    return _system(sides, unknowns)


def _one(side: Any, unknown: sympy.Symbol) -> Any:
    if sympy.simplify(side) == 0:
        return Text(f"every {unknown}")
    found = sympy.solve(side, unknown)
    if not found:
        return Text("no solution")
    if not side.is_polynomial(unknown) and any(value.is_real for value in found):
        found = [value for value in found if value.is_real is not False]  # 2**x = 8 has a solution on every branch
    if len(found) > MAX_SOLUTIONS or any(value.has(sympy.CRootOf) for value in found):
        raise ParseError("the solutions have no closed form")
    found = [sympy.radsimp(sympy.simplify(value)) for value in found]
    return Listing(tuple(sorted(set(found), key=_order)))


def _one_of_system(sides: list[Any], unknown: sympy.Symbol) -> Any:
    """The values of one unknown in equations that define others as well, such as `s = 6 + 14, 80 = s*b` for b."""
    remaining = list(sides)
    while len(remaining) > 1 and (settled := _settled(remaining, unknown)):
        # What these equations say of other unknowns is put into the rest, which is shorter and often linear by then.
        remaining = [side for side in (side.subs(settled) for side in remaining) if sympy.simplify(side) != 0]
        if any(not side.free_symbols for side in remaining):
            return Text("no solution")
    if len(remaining) == 1 and remaining[0].free_symbols == {unknown}:
        return _one(remaining[0], unknown)
    symbols = sorted(set().union(*(side.free_symbols for side in remaining)), key=str)
    if unknown not in symbols:
        return Text(f"every {unknown}")
    found = sympy.solve(remaining, symbols, dict=True)
    if not found:
        return Text("no solution")
    if any(unknown not in solution for solution in found):
        found = sympy.solve(remaining, [unknown], dict=True)
    values = {sympy.radsimp(sympy.simplify(solution[unknown])) for solution in found if unknown in solution}
    if not values or len(values) > MAX_SOLUTIONS:
        raise ParseError(f"{unknown} is not settled by these equations")
    return Listing(tuple(sorted(values, key=_order)))


def _settled(sides: list[Any], unknown: sympy.Symbol) -> dict[sympy.Symbol, Any]:
    """The values of one or two other unknowns that one or two of the equations settle by themselves; {} for none."""
    for n in (1, 2):
        for some in combinations(sides, n):
            symbols = set().union(*(side.free_symbols for side in some))
            if len(symbols) == n and unknown not in symbols:
                found = sympy.solve(some, sorted(symbols, key=str), dict=True)
                if len(found) == 1 and len(found[0]) == n:
                    return dict(found[0])
    return {}


def _system(sides: list[Any], unknowns: list[sympy.Symbol]) -> Any:
    found = sympy.solve(sides, unknowns, dict=True)
    if not found:
        return Text("no solution")
    if len(found) > MAX_SOLUTIONS:
        raise ParseError(f"more than {MAX_SOLUTIONS} solutions")
    from verifier.symbolic import text_of

    rows = sorted(([(u, s[u]) for u in unknowns if u in s] for s in found), key=lambda row: [_order(v) for _, v in row])
    return Text("; ".join(", ".join(f"{u} = {text_of(v, False)}" for u, v in row) for row in rows))


def _inequality(relations: list[Any], unknowns: list[sympy.Symbol]) -> Any:
    if len(relations) != 1 or len(unknowns) != 1:
        raise ParseError("solve takes one inequality in one unknown")
    real = sympy.Symbol(str(unknowns[0]), real=True)
    solved = sympy.solve_univariate_inequality(relations[0].subs(unknowns[0], real), real, relational=False)
    return Text(_intervals(solved))


def _intervals(solved: Any) -> str:
    """`(-oo, -2) U (2, oo)`, `[0, 1)`, `{3}`."""
    from verifier.symbolic import text_of

    if solved is sympy.S.EmptySet:
        return "no solution"
    if isinstance(solved, sympy.Union):
        return " U ".join(_intervals(part) for part in sorted(solved.args, key=lambda s: float(s.inf.evalf())))
    if isinstance(solved, sympy.Interval):
        opening, closing = "(" if solved.left_open else "[", ")" if solved.right_open else "]"
        return f"{opening}{text_of(solved.start, False)}, {text_of(solved.end, False)}{closing}"
    if isinstance(solved, sympy.FiniteSet):
        return "{" + ", ".join(text_of(item, False) for item in sorted(solved.args, key=_order)) + "}"
    if solved is sympy.S.Reals:
        return "(-oo, oo)"
    raise ParseError("the solutions have no closed form")
