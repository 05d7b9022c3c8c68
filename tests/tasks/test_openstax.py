"""The OpenStax solver, kind by kind: what it answers, by calls that run, and what it leaves out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.training.reference import runner
from tasks.solvers.openstax import plan, solve
from tasks.solvers.openstax.fractions import exact, mixed
from tasks.solvers.openstax.lines import coefficients
from tasks.solvers.openstax.notation import translate
from tasks.solvers.openstax.numerals import decimal_of, decimal_words, number_of, ordinal_of, words_of
from tasks.solvers.openstax.phrases import phrase, sentence, tidy
from verifier.sandbox.pool import SandboxPool


@pytest.fixture(scope="module")
def run():  # type: ignore[no-untyped-def]
    with SandboxPool() as pool:
        yield runner(pool)


CASES = [
    ("Solve the system by elimination. x + y = 7 ; x - y = 1", "(4, 3)"),
    ("Solve the system by substitution. y = 2x ; 4x - 2y = 0", "infinitely many solutions"),
    ("Find an equation of a line containing the points (1, 2) and (3, 8).", "y = 3*x - 1"),
    ("Find an equation of a line perpendicular to the line y = 2x + 5 that contains the point (4, 1).", "y = 3 - x/2"),
    ("Find the slope of the line: x = -7.", "undefined"),
    ("Find the intercepts for each equation. 2x + y = 6", "(3, 0), (0, 6)"),
    ("Solve and write the solution in interval notation: (x - 1)/(x + 3) >= 0.", "(-∞, -3) ∪ [1, ∞)"),
    ("Solve: 3x + 2 < 11.", "x < 3"),
    ("Solve: |x - 4| = 3.", "x = 1, x = 7"),
    ("Solve: sqrt(x - 1) = -4.", "no solution"),
    ("Solve the formula P = 2L + 2W for W.", "W = (-2*L + P)/2"),
    ("Name each number in words. 40,215", "forty thousand, two hundred fifteen"),
    ("Order each pair of numbers, using < or >. 0.31___1/3", "<"),
    ("Write each number in scientific notation. 0.00052", "5.2 × 10^-4"),
    ("Convert each number to decimal form. 3.1 × 10^4", "31000"),
    ("Write the first four terms of the sequence whose general term is a_n = 5n - 2.", "3, 8, 13, 18"),
    ("Find the twentieth term of a sequence where the first term is 4 and the common difference is 6.", "118"),
    ("Find the sum of the first 10 terms of the arithmetic sequence: 3, 7, 11, 15, ...", "210"),
    ("Translate to an algebraic expression: five less than twice y.", "2y - 5"),
    ("Translate and solve: The sum of y and 14 is 39.", "y + 14 = 39; y = 25"),
    ("Solve each number word problem. The sum of four times a number and three is 27. Find the number.", "6"),
    ("Find three consecutive integers whose sum is 72.", "23, 24, 25"),
    ("Convert each decimal to a fraction. 0.35", "7/20"),
    ("Translate and solve: What number is 35% of 60?", "21"),
    ("Find the simple interest earned after 3 years on $500 at an interest rate of 4%.", "$60"),
    ("A rug is 9 feet long. Convert the length to inches.", "108 inches"),
    ("Convert the Celsius temperature to degrees Fahrenheit: 20° Celsius.", "68°F"),
    ("Find the area of a triangle with base 10 inches and height 7 inches.", "35 square inches"),
    ("Write the standard form of the equation of the circle with a radius of 3 and center (2, -1).",
     "(x - 2)^2 + (y + 1)^2 = 9"),
    ("Jo drove for 4 hours at 55 miles per hour. How much distance did she travel?", "220 miles"),
    ("Find the greatest common factor: 12x^2, 18x^3.", "6*x**2"),
    ("Factor completely. x^2 + x + 9", "prime"),
    ("Find the coefficient of the x^3 term of (x + 2)^5.", "40"),
    ("Is y = 3 a solution of 4y - 5 = 2y + 1?", "yes"),
    ("Find the median. 7, 1, 9, 4, 3", "4"),
    ("Find the inverse of the function f(x) = 4x + 12.", "f^(-1)(x) = (x - 12)/4"),
    ("Solve for x. log_2(x + 3) = 4", "x = 13"),
    ("If y varies inversely with x and y = 6 when x = 2, find y when x = 3.", "4"),
    ("Evaluate each expression. x^2 - y when x = 3, y = 5", "4"),
    ("Simplify. |4 - 11| - 2", "5"),
    ("Simplify using the properties of zero. 8/0", "undefined"),
]  # fmt: skip


@pytest.mark.parametrize("question, answer", CASES)
def test_a_kind_is_solved(question: str, answer: str, run) -> None:  # type: ignore[no-untyped-def]
    solution = solve(question, run)
    assert solution is not None and solution.answer == answer


@pytest.mark.parametrize(
    "question",
    [
        "What is a geometric sequence?",
        "Solve: 1/(x - 1) = 2/3x.",  # 2/(3x), or (2/3)x?
        "Find each sum. ∑i = 135(6i - 4)",  # to 35, or to 3?
        "Translate the sentence into song.",
        "Solve. Ann had some apples and gave a few away. How many are left?",
        "Solve 5^2x = 25.",
    ],
)
def test_what_may_mean_two_things_is_left_out(question: str) -> None:
    assert plan(question) is None


@given(st.integers(-(10**15), 10**15))
def test_a_number_in_words_is_read_back(n: int) -> None:
    assert number_of(words_of(n)) == n


@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 9999))
def test_a_decimal_in_words_is_read_back(whole: int, places: int, part: int) -> None:
    text = f"{whole}.{part % 10**places:0{places}d}"
    words = decimal_words(text)
    if int(text.split(".")[1]):
        assert words is not None and decimal_of(words) == Fraction(text)


@given(st.fractions(min_value=-50, max_value=50, max_denominator=30))
def test_a_mixed_number_keeps_its_value(value: Fraction) -> None:
    assert exact(mixed(value)) == value


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(-20, 20))
def test_the_coefficients_of_a_line_are_read(a: int, b: int, c: int) -> None:
    assert coefficients(f"{a}x + {b}y = {c}".replace("+ -", "- ")) == (a, b, -c)


@given(st.integers(2, 40), st.integers(2, 40), st.sampled_from("abcxyz"))
def test_less_than_turns_its_terms_and_difference_does_not(n: int, m: int, x: str) -> None:
    assert phrase(tidy(f"{words_of(n)} less than {x}")) == f"{x} - {n}"
    assert phrase(tidy(f"the difference of {n} and {m}{x}")) == f"{n} - {m}{x}"
    assert sentence(tidy(f"The product of {n} and {x} is {m}.")) == f"{n}{x} = {m}"


def test_ordinals() -> None:
    assert [ordinal_of(t) for t in ("third", "twenty-seventh", "fortieth", "6^th", "hen")] == [3, 27, 40, 6, None]


@pytest.mark.parametrize(
    "text, code",
    [("20 ÷ 4 · 5", "20/4*5"), ("1/2 ÷ 3/4", "(1/2)/(3/4)"), ("|2 - |x||", "abs(2 - abs(x))"), ("3a/5 · 9/2a", None), ("lnx", None)],
)  # fmt: skip
def test_signs_of_division_and_bars_are_read(text: str, code: str | None) -> None:
    assert translate(text) == code
