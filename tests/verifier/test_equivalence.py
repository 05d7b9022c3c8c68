"""Equal under an explicit policy, symmetric, and hard to game."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.numbers import format_number
from verifier.equivalence import PRESETS, compare

EQUAL = [
    ("34", "34.0"), ("34", "34 rolls"), ("34", "$34"), ("34", "34."), ("34", "The answer is 34"), ("34", " 34\n"), ("34", r"\boxed{34}"),
    ("1/2", "0.5"), ("1/2", "50 %"), ("0.5", "50%"), ("1,200", "1200"), ("1 1/2", "1.5"), ("5/6", "0.8333333333"), ("-3", "−3"),
    ("34", "$34$"), ("1/2", r"\frac{1}{2}"), ("1/2", r"\dfrac12"), ("36", "36 dollars"), ("2.50", "$2.5"), ("yes", "Yes."), ("B", "(b)"),
    ("4", "2 + 2"), ("1200000", "1.2e6"), ("1200000", r"1.2 \times 10^{6}"), ("3, 4", "(3, 4)"), ("Paris", "paris"), ("x+1", "x + 1"),
]  # fmt: skip
DIFFERENT = [
    ("34", "35"), ("34", "-34"), ("34", "34 or 35"), ("34", "33, 34"), ("34", "1 2 3 34"), ("34", r"\boxed{34} \boxed{35}"), ("34", "nan"),
    ("1/3", "0.33"), ("1/3", "0.333"), ("34", "340"), ("0.5", "5%"), ("34", "thirty-five"), ("yes", "no"), ("A", "B"), ("3, 4", "4, 3"), ("34", "inf"),
    ("34", "between 33 and 35"), ("34", "34%"), ("1e300", "2e300"), ("34", "How many rolls does he have? 34 or maybe 35"),
]  # fmt: skip


@pytest.mark.parametrize("gold, answer", EQUAL)
def test_equal_by_default_both_ways(gold: str, answer: str) -> None:
    assert compare(gold, answer).equal and compare(answer, gold).equal


@pytest.mark.parametrize("gold, answer", DIFFERENT)
def test_different_by_default_both_ways(gold: str, answer: str) -> None:
    assert not compare(gold, answer).equal and not compare(answer, gold).equal


@pytest.mark.parametrize(
    "preset, gold, answer, equal",
    [
        ("strict", "1/2", "50%", False), ("strict", "3 cm", "3 m", False), ("default", "3 cm", "3 m", True), ("gsm8k", "10", "10%", True),
        ("default", "10", "10%", False), ("math", "1, 2", "2, 1", True), ("reward", "5/6", "0.8333333333", False), ("reward", "3 cm", "3", True),
    ],
)  # fmt: skip
def test_presets_differ_where_they_say(preset: str, gold: str, answer: str, equal: bool) -> None:
    assert compare(gold, answer, PRESETS[preset]).equal is equal


def test_long_numbers_that_are_nearly_equal_differ() -> None:
    digits = "123456789" * 33
    assert not compare(digits + "1", digits + "2").equal
    assert not compare("0." + digits + "1", "1." + digits).equal


def test_bad_gold_is_not_the_answers_fault() -> None:
    assert compare("", "3").status == "gold_error"
    assert compare("3", "").status == "unparsable"
    assert compare("3", "4").status == "different"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10**6,
        "1" * 10**6,
        "(" * 10**5,
        r"\boxed{" * 1000,
        "1," * 900,
        "-" * 1999,
        "a=" * 900,
        " the answer is" * 140,
    ],
)
def test_floods_are_graded_quickly(text: str) -> None:
    started = time.perf_counter()
    assert not compare("34", text).equal and not compare(text, "34").equal
    assert time.perf_counter() - started < 1


fractions = st.fractions(max_denominator=1000).map(format_number)


@given(value=fractions)
def test_every_number_equals_itself_however_it_is_dressed(value: str) -> None:
    assert compare(value, f"The answer is {value}.").equal
    assert compare(value, format_number(Fraction(value))).equal


@settings(max_examples=300, deadline=1000)
@given(a=st.text(max_size=40), b=st.text(max_size=40), preset=st.sampled_from(sorted(PRESETS)))
def test_any_texts_get_the_same_grade_both_ways(a: str, b: str, preset: str) -> None:
    assert compare(a, b, PRESETS[preset]).equal == compare(b, a, PRESETS[preset]).equal
