"""Polynomials, linear systems and truth tables of the checks, held against sympy and Python."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.checks.polynomial import (
    Polynomial,
    add,
    antiderivative,
    derivative,
    distinct_roots,
    multiply,
    polynomial,
    solved,
    substitute,
    value,
    variable,
)
from verifier.checks.propositional import parse_formula
from verifier.parsing.grammar import parse

NUMBERS = st.integers(-9, 9)
TERMS = st.lists(st.tuples(NUMBERS, st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=5)
X, Y = sympy.symbols("x y")


def ours(terms: list[tuple[int, int, int]]) -> Polynomial:
    text = " + ".join(f"({c})*x**{a}*y**{b}" for c, a, b in terms)
    found = polynomial(parse(text))
    assert found is not None
    return found


def theirs(terms: list[tuple[int, int, int]]) -> sympy.Expr:
    return sum((c * X**a * Y**b for c, a, b in terms), sympy.Integer(0))


def agree(p: Polynomial, expression: sympy.Expr) -> bool:
    made = sympy.Poly(sympy.expand(expression), X, Y)
    terms = {
        tuple((n, k) for n, k in (("x", a), ("y", b)) if k): Fraction(int(c.p), int(c.q))
        for (a, b), c in made.terms()
        if c
    }
    return dict(p) == terms


@given(TERMS, TERMS)
@settings(max_examples=60)
def test_products_and_sums_are_those_of_sympy(
    one: list[tuple[int, int, int]], other: list[tuple[int, int, int]]
) -> None:
    assert agree(multiply(ours(one), ours(other)), theirs(one) * theirs(other))
    assert agree(add(ours(one), ours(other), -1), theirs(one) - theirs(other))


@given(TERMS)
@settings(max_examples=60)
def test_derivatives_are_those_of_sympy_and_undo_antiderivatives(terms: list[tuple[int, int, int]]) -> None:
    p = ours(terms)
    assert agree(derivative(p, "x"), sympy.diff(theirs(terms), X))
    assert derivative(antiderivative(p, "x"), "x") == p


@given(TERMS, NUMBERS, NUMBERS)
@settings(max_examples=60)
def test_values_are_those_of_sympy(terms: list[tuple[int, int, int]], x: int, y: int) -> None:
    at = {"x": {(): Fraction(x)} if x else {}, "y": {(): Fraction(y)} if y else {}}
    assert value(substitute(ours(terms), at)) == Fraction(int(theirs(terms).subs({X: x, Y: y})))


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.integers(1, 3))
@settings(max_examples=60)
def test_a_polynomial_has_as_many_distinct_roots_as_it_was_made_of(roots: list[int], power: int) -> None:
    p: Polynomial = {(): Fraction(power)}
    for root in roots:
        p = multiply(p, add(variable("x"), {(): Fraction(root)} if root else {}, -1))
    assert distinct_roots(p, "x") == len(set(roots))


@given(st.lists(NUMBERS, min_size=2, max_size=2), st.lists(NUMBERS, min_size=4, max_size=4))
@settings(max_examples=80)
def test_linear_equations_fix_what_they_were_made_from(at: list[int], rows: list[int]) -> None:
    a, b, c, d = rows
    equations = [
        ours([(a, 1, 0), (b, 0, 1), (-a * at[0] - b * at[1], 0, 0)]),
        ours([(c, 1, 0), (d, 0, 1), (-c * at[0] - d * at[1], 0, 0)]),
    ]
    found = solved(equations)
    assert found is not None and all(found[n] == v for n, v in zip("xy", at, strict=True) if n in found)
    assert (set(found) == {"x", "y"}) == (a * d != b * c)
    if a or b:
        assert solved([*equations, add(equations[0], {(): Fraction(1)})]) is None


FORMULAS = st.recursive(
    st.sampled_from("pqr"),
    lambda inner: st.one_of(
        st.builds("(not {})".format, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(("and", "or")), inner),
    ),
    max_leaves=6,
)


@given(FORMULAS)
@settings(max_examples=80)
def test_formulas_have_the_values_that_python_gives(text: str) -> None:
    formula = parse_formula(text)
    for world in product((True, False), repeat=3):
        names = dict(zip("pqr", world, strict=True))
        assert formula.value(names) == eval(text, {"__builtins__": {}}, names)  # noqa: S307 -- text of this test's own
