"""Equal under an explicit policy, symmetric, and hard to game."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.numbers import format_number
from tests.quick import within
from verifier.equivalence import PRESETS, EquivalencePolicy, compare

EQUAL = [
    ("34", "34.0"), ("34", "34 rolls"), ("34", "$34"), ("34", "34."), ("34", "The answer is 34"), ("34", " 34\n"), ("34", r"\boxed{34}"),
    ("1/2", "0.5"), ("1/2", "50 %"), ("0.5", "50%"), ("1,200", "1200"), ("1 1/2", "1.5"), ("5/6", "0.8333333333"), ("-3", "−3"),
    ("34", "$34$"), ("1/2", r"\frac{1}{2}"), ("1/2", r"\dfrac12"), ("36", "36 dollars"), ("2.50", "$2.5"), ("yes", "Yes."), ("B", "(b)"),
    ("4", "2 + 2"), ("1200000", "1.2e6"), ("1200000", r"1.2 \times 10^{6}"), ("3, 4", "(3, 4)"), ("Paris", "paris"), ("x+1", "x + 1"),
    ("5", "x = 5"), ("5", "5 = x"), ("60", "28 + 32 = 60"), ("x=5", "x = 5.0"), ("34", "= 34"), ("34", "#### 34"), ("34", "So the answer is **34**."),
    ("34", "thirty-four"), ("1000", "1 000"), ("1.5", "1½"), ("8", "2³"), ("123", "１２３"), ("0.5", "½"), ("9", "Answer $ 9 $"), ("28%", "$28$ percent"),
    ("1/3", r"\cfrac13"), ("14916", "14{,}916"), ("1200000", "1.2 million"), ("617", "1,234/2"), ("10.99", "10.99$"), ("x>=5", r"x \geq 5"), ("72", "72 km/h"),
]  # fmt: skip
DIFFERENT = [
    ("34", "35"), ("34", "-34"), ("34", "34 or 35"), ("34", "33, 34"), ("34", "1 2 3 34"), ("34", r"\boxed{34} \boxed{35}"), ("34", "nan"),
    ("1/3", "0.33"), ("1/3", "0.333"), ("34", "340"), ("0.5", "5%"), ("34", "thirty-five"), ("yes", "no"), ("A", "B"), ("3, 4", "4, 3"), ("34", "inf"),
    ("34", "between 33 and 35"), ("34", "34%"), ("1e300", "2e300"), ("34", "How many rolls does he have? 34 or maybe 35"),
    ("5", "2 + 2 = 5"), ("5", "x = 4 or x = 5"), ("x = 5", "y = 5"), ("34", "34 million"), ("34", "34 is wrong"), ("34", "34 rolls or so"), ("10", "$10,$200"),
    ("10200", "$10,$200"), ("34", "34 350"), ("34", "35 = 34"), ("5", "x < 5"), ("5", "="), ("1 1/2", "11/2"), ("34", "34 if not 35"), ("yes", "yes or no"),
    ("B", "A or B"), ("34", "The answer is not 34"), ("34", "The answer is 34. The answer is 35"),
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
        ("strict", "1/2", "50%", False), ("strict", "3 cm", "3 m", False), ("default", "3 cm", "3 m", False), ("gsm8k", "3 cm", "3 m", True), ("gsm8k", "10", "10%", True),
        ("default", "10", "10%", False), ("math", "1, 2", "2, 1", True), ("reward", "5/6", "0.8333333333", False), ("reward", "12", "7 + 5", False), ("reward", "51", "153 / 3", False), ("default", "51", "153 / 3 equals", False), ("reward", "5000", "5*10^3", True), ("reward", "12", "7 + 5 = 12", True), ("reward", "2/3", "4/6", True), ("default", "12", "7 + 5", True), ("reward", "3 cm", "3", True),
        ("default", "2/3", "4/6", True), ("strict", "2/3", "4/6", False), ("strict", "4/6", "4/6", True), ("strict", "2/3", "2/3", True), ("strict", "5", "x = 5", False),
        ("math", "(3, 1)", "1, 3", False), ("math", "(3, 1)", "(1, 3)", False), ("gsm8k", "1/3", "0.3333333333", False),
    ],
)  # fmt: skip
def test_presets_differ_where_they_say(preset: str, gold: str, answer: str, equal: bool) -> None:
    assert compare(gold, answer, PRESETS[preset]).equal is equal


def test_long_numbers_that_are_nearly_equal_differ() -> None:
    digits = "123456789" * 33
    assert not compare(digits + "1", digits + "2").equal
    assert not compare("0." + digits + "1", "1." + digits).equal


def test_the_places_that_make_a_decimal_a_rounded_one_can_be_chosen() -> None:
    assert compare("1/3", "0.33", EquivalencePolicy(float_digits=2)).equal
    assert not compare("1/3", "0.333333", EquivalencePolicy(float_digits=7)).equal


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
        "x=" * 999,
        "²" * 1999,
        "9²" * 900,
        "½" * 1999,
        "$" * 1999,
        "$9$ a " * 300,
        "1 000" * 390,
        r"\frac" * 390,
        r"\frac{" * 280,
        "two hundred " * 160,
        "**" * 990,
    ],
)
def test_floods_are_graded_quickly(text: str) -> None:
    with within(3):
        assert not compare("34", text).equal and not compare(text, "34").equal


SYMMETRIC = sorted(set(PRESETS) - {"transcript", "any_number", "reward"})  # a result may answer a sum, not the reverse
"""The other two treat gold and answer differently, as they say."""
fractions = st.fractions(max_denominator=1000).map(format_number)


@given(value=fractions)
def test_every_number_equals_itself_however_it_is_dressed(value: str) -> None:
    assert compare(value, f"The answer is {value}.").equal
    assert compare(value, format_number(Fraction(value))).equal


@settings(max_examples=300)
@given(a=st.text(max_size=40), b=st.text(max_size=40), preset=st.sampled_from(SYMMETRIC))
def test_any_texts_get_the_same_grade_both_ways(a: str, b: str, preset: str) -> None:
    with within(3):
        assert compare(a, b, PRESETS[preset]).equal == compare(b, a, PRESETS[preset]).equal


def test_a_minute_past_midnight_is_no_ratio() -> None:
    assert compare("00:53", "0:53").equal and compare("09:05", "9:05").equal
    assert not compare("00:53", "00:54").equal and not compare("01:20", "02:40").equal
    assert compare("1:2", "2:4").equal == compare("2:4", "1:2").equal
