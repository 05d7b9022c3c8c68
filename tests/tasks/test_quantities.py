"""The numbers in a question: every one, in order, where it stands."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.quantities import quantities

WORDS = "two three twelve twenty twenty-five hundred thousand million and half twice 7 1,200 $3.50 apples , -".split()


def values(text: str) -> list[Fraction]:
    return [q.value for q in quantities(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("48 rolls, $3.50 and 1,200 more", [48, Fraction(7, 2), 1200]),
        ("the .5 mile and 0.25 mile", [Fraction(1, 2), Fraction(1, 4)]),
        ("20% of 1/2", [20, 1, 2]),
        ("1,2,3", [1, 2, 3]),
        ("two hundred and five pens", [205]),
        ("twenty-five or twenty five", [25, 25]),
        ("nineteen hundred", [1900]),
        ("three million two thousand and six", [3002006]),
        ("two hundred, three hundred", [200, 300]),
        ("five and six", [5, 6]),
        ("two three", [2, 3]),
        ("hundred and, five", [100, 5]),
    ],
)
def test_digits_and_words(text: str, expected: list[Fraction]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("five hundred six hundred", [500, 600]),
        ("five thousand six thousand", [5000, 6000]),
        ("hundred hundred", [100, 100]),
    ],
)
def test_two_numbers_in_words_are_not_run_together(text: str, expected: list[int]) -> None:
    assert values(text) == expected


def test_a_number_in_a_compound_word_is_found() -> None:
    assert [(q.value, q.text) for q in quantities("a twenty-five-storey house, a two-bedroom flat")] == [
        (25, "twenty-five"),
        (2, "two"),
    ]
    assert [(q.value, q.implied) for q in quantities("three-fourths")] == [(3, False), (Fraction(1, 4), True)]


def test_words_that_imply_a_number_are_marked() -> None:
    assert [(q.value, q.text, q.implied) for q in quantities("Twice a week")] == [(2, "Twice", True), (7, "week", True)]


def test_a_number_within_a_name_or_a_version_is_none() -> None:
    assert values("x5 and a_3") == []


def test_thousands_of_digits_are_passed_over() -> None:
    assert values("9" * 5000 + " and 7") == [7]


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_text_is_read_and_every_span_is_where_it_says(text: str) -> None:
    end = 0
    for q in quantities(text):
        assert end <= q.start < q.end <= len(text)
        assert text[q.start : q.end] == q.text
        end = q.end


@given(st.integers(0, 999_999))
def test_digits_are_found_with_their_value(n: int) -> None:
    assert values(f"She has {n:,} beads.") == [n]
