"""The calculator: exact, held against Python's own arithmetic, and cheap to attack."""

from __future__ import annotations

import contextlib
import inspect
import sys
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quick import within
from verifier.calculator import MAX_DEPTH, CalculatorError, calculate, evaluate


@pytest.mark.parametrize(
    "text, value",
    [
        ("48 - 29 + 15", "34"), ("(17 + 5) * 3 - 8/4", "64"), ("15% * 240", "36"), ("0.1 + 0.2", "0.3"), ("1/3 + 1/6", "0.5"),
        ("2/3", "2/3"), ("2**10", "1024"), ("2^3^2", "512"), ("-2**2", "-4"), ("2**-2", "0.25"), ("1,200 + 35", "1235"),
        ("6 × 7 − 2 ÷ 4", "41.5"), ("--3", "3"), ("50%%", "0.005"), (".5*4", "2"), ("80*(1+25%)", "100"), ("7--2", "9"),
        ("gcd(12, 18)", "6"), ("gcd(12,100)", "4"), ("max(1,200)", "200"), ("sqrt(2.25)", "1.5"), ("round(2.5)", "3"),
        ("round(-2.5)", "-3"), ("round(1.005, 2)", "1.01"), ("floor(-1.5)", "-2"), ("factorial(5)", "120"), ("comb(5,2)", "10"),
        ("perm(5,2)", "20"), ("mean(1,2,4)", "7/3"), ("mean(-3)", "-3"), ("median(9,1,4)", "4"), ("median(1,4,2,9)", "3"),
        ("mod(17, 5)", "2"), ("lcm(4,6)", "12"), ("abs(-3)", "3"), ("ceil(1.2)", "2"),
    ],
)  # fmt: skip
def test_values(text: str, value: str) -> None:
    assert calculate(text) == value


numbers = st.one_of(st.integers(0, 10**6).map(str), st.decimals(0, 1000, places=2).map(str))
expressions = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, st.integers(0, 3)).map(lambda t: f"({t[0]})**{t[1]}"),
        inner.map(lambda t: f"-({t})"),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(text=expressions)
def test_agrees_with_sympy_rationals(text: str) -> None:
    # `text` comes from the strategy above, so sympy may parse it here: an independent evaluation, exact as well.
    expected = sympy.parse_expr(
        text, transformations=(sympy.parsing.sympy_parser.auto_number, sympy.parsing.sympy_parser.rationalize)
    )
    try:
        value = evaluate(text)
    except CalculatorError as error:
        assert "zero" in str(error) or "digits" in str(error)
        return
    assert sympy.Rational(value.numerator, value.denominator) == expected


HOSTILE = [
    "2**10**10", "factorial(10**9)", "(" * 100_000, "-" * 100_000, "9**9**9**9", "(((" * 20, "1" * 399, "10**1000*10**1000",
    "a.b", "x", "__import__('os')", "'a'", '"', "1;2", "1/0", "0**-1", "", " ", "\x00", "१+२", "1..2", "1 2", "()", "sqrt(2)", "sqrt(-1)",
    "gcd(1.5,2)", "max()", "max(", "abs(1,2)", "comb(10**9,2)", "perm(2,5)", "mean()", "perm(2.5,1)", "2**0.5", "e", "1e5", "lambda: 1", "9999**9999", "%", "5 %% %", "\x1b[31m1",
    "((((1+1)**100)**100)**100)", "factorial(factorial(20))", "round(1,10**9)", "1" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: t[:16].encode("unicode_escape").decode())
def test_hostile_input_is_refused_at_once_in_one_printable_line(text: str) -> None:
    with within(3):
        try:
            calculate(text)
        except CalculatorError as error:
            assert str(error).isprintable() and len(str(error)) < 120
        else:
            assert text in {"1" * 399, "5 %% %"}


@settings(max_examples=500)
@given(text=st.one_of(st.text(max_size=60), st.text("0123456789.+-*/^%(), gcdmaxsqrt", max_size=60)))
def test_any_text_gives_a_number_or_an_error(text: str) -> None:
    with within(3), contextlib.suppress(CalculatorError):
        assert isinstance(evaluate(text), Fraction)


@pytest.mark.parametrize(
    "text", ["1 " + "2" * 100, "(1 " + "2" * 100, "f" * 90 + "(1)", "1 + [" + "3" * 90, "\x1b]0;" + "a" * 90]
)
def test_an_error_quotes_little_of_the_input(text: str) -> None:
    with pytest.raises(CalculatorError) as caught:
        evaluate(text)
    assert len(str(caught.value)) < 60 and str(caught.value).isprintable()


def test_a_caller_deep_in_its_own_stack_gets_a_calculator_error() -> None:
    def deep(frames: int) -> None:
        if frames:
            deep(frames - 1)
        else:
            evaluate("(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH)

    used = len(inspect.stack())
    with pytest.raises(CalculatorError, match="stack"):
        deep(sys.getrecursionlimit() - used - 60)


def test_depth_is_limited_before_pythons_own_stack_is() -> None:
    assert evaluate("(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH) == 1
    with pytest.raises(CalculatorError, match="deep"):
        evaluate("(" * (MAX_DEPTH + 1) + "1" + ")" * (MAX_DEPTH + 1))
