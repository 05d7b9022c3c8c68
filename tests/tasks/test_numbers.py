"""Numbers as people write them: text to Fraction and back, exactly."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.numbers import format_number, parse_decimal


@pytest.mark.parametrize(
    "value, text",
    [(34, "34"), (-7, "-7"), (0, "0"), (Fraction(5, 2), "2.5"), (Fraction(-1, 8), "-0.125"), (Fraction(5, 6), "5/6"),
     (Fraction(1, 2**20), "0.00000095367431640625"), (Fraction(1, 2**21), "1/2097152")],
)  # fmt: skip
def test_a_short_decimal_where_it_is_exact_and_a_fraction_otherwise(value: Fraction | int, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    "text, value",
    [
        ("1,200", 1200),
        ("-3.50", Fraction(-7, 2)),
        (".5", Fraction(1, 2)),
        (" +7 ", 7),
        ("1,234,567.8", Fraction(12345678, 10)),
    ],
)
def test_numbers_are_read_as_written(text: str, value: Fraction | int) -> None:
    assert parse_decimal(text) == value


@pytest.mark.parametrize(
    "text", ["", " ", "-", ".", "1.", "1,20", "12,3456", "1e5", "5/6", "٣", "one", "1 2", "0x10", "1_000"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_decimal(text)


@given(st.fractions())
def test_what_is_written_has_the_value(value: Fraction) -> None:
    text = format_number(value)
    assert Fraction(text) == value
    if "/" not in text:
        assert parse_decimal(text) == value


@given(st.integers(-(10**12), 10**12), st.integers(0, 12))
def test_a_decimal_comes_back_in_its_shortest_form(digits: int, places: int) -> None:
    text = format_number(Fraction(digits, 10**places))
    assert format_number(parse_decimal(text)) == text
    assert "." not in text or not text.endswith("0")


@given(st.integers(0, 10**15))
def test_thousands_commas_do_not_matter(n: int) -> None:
    assert parse_decimal(f"{n:,}") == n


@given(st.text())
def test_no_text_makes_the_reader_fail_otherwise(text: str) -> None:
    with contextlib.suppress(ValueError):
        parse_decimal(text)
