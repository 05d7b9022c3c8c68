"""Reckoning with dates: held against Python's own calendar, day by day."""

from __future__ import annotations

import calendar as python_calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.tools import calendar
from agent.tools.dates import DateError, between, reckon, shift


@pytest.mark.parametrize(
    "text, said",
    [
        ("2024-01-31 + 30 days", "2024-03-01"), ("2024-01-31 + 1 month", "2024-02-29"), ("2024-02-29 - 1 year", "2023-02-28"),
        ("30 days after 31 January 2024", "2024-03-01"), ("2 weeks before March 1, 2023", "2023-02-15"),
        ("2024-03-01 + 1 month - 3 days", "2024-03-29"), ("weekday 2024-02-29", "Thursday"), ("weekday of 29 Feb 2024?", "Thursday"),
        ("days from 1 May 2024 to 2024-12-24", "237"), ("days from 2024-12-24 to 2024-05-01", "-237"),
        ("How many weeks between 2024-01-01 and 2024-01-20?", "2"), ("months from 2024-01-31 to 2024-02-29", "1"),
        ("years from 2000-02-29 to 2001-02-28", "1"), ("working days from 2024-01-01 to 2024-01-31", "23"),
        ("2024-01-06 + 5 working days", "2024-01-12"), ("leap 2100", "no"), ("is 2000 a leap year?", "yes"),
        ("days in February 2024", "29"), ("days in 2023", "365"), ("30 days after Monday", "Wednesday"),
        ("days between December 26, 2001 and 24 November 2001", "32"), ("working days from 1 May 2024 through May 3, 2024", "3"), ("Monday + 100 days", "Wednesday"), ("friday - 3 weeks", "Friday"),
    ],
)  # fmt: skip
def test_answers(text: str, said: str) -> None:
    assert reckon(text) == said
    assert calendar.run(text).text == said


@pytest.mark.parametrize(
    "text, why",
    [
        ("3/4/2021 + 1 day", "two days"), ("2024-13-01 + 1 day", "no date"), ("weekday soon", "no date"), ("leap 0", "1 to 9999"),
        ("2024-01-01 + 9999999 days", "at most"), ("2024-01-01 + 4000000 years", "outside"), ("0001-01-01 - 1 day", "outside"),
        ("Monday + 1 month", "add days or weeks"), ("days in Ma 2024", "no month"), ("", "write it as"), ("x" * 300, "200 characters"),
        ("9999-12-31 + 1 working day", "outside"), ("2024-01-01" + " + 1 day" * 30, "200 characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_is_explained(text: str, why: str) -> None:
    with pytest.raises(DateError, match=why):
        reckon(text)
    result = calendar.run(text)
    assert not result.ok and not result.broken and why in result.text


dates = st.dates(datetime.date(2, 1, 1), datetime.date(9900, 1, 1))


@given(dates, st.integers(-5000, 5000))
def test_days_there_and_back(day: datetime.date, n: int) -> None:
    later = (
        datetime.date.fromisoformat(reckon(f"{day.isoformat()} {'+' if n >= 0 else '-'} {abs(n)} days"))
        if day.year > 20
        else day
    )
    if day.year > 20:
        assert between(day, later, "day") == n
        assert shift(later, -n, "day") == day


@given(dates, st.integers(0, 400))
def test_working_days_are_those_that_a_loop_counts(day: datetime.date, n: int) -> None:
    last = day + datetime.timedelta(days=n)
    counted = sum((day + datetime.timedelta(days=i)).weekday() < 5 for i in range(n + 1))
    assert between(day, last, "working day") == counted


@given(dates, st.integers(1, 300))
def test_the_nth_working_day_after_is_the_one_that_a_loop_finds(day: datetime.date, n: int) -> None:
    found, left = day, n
    while left:
        found += datetime.timedelta(days=1)
        left -= found.weekday() < 5
    assert shift(day, n, "working day") == found
    found, left = day, n
    if day.year > 3:
        while left:
            found -= datetime.timedelta(days=1)
            left -= found.weekday() < 5
        assert shift(day, -n, "working day") == found


@given(dates, st.integers(0, 1000))
def test_a_month_later_is_in_that_month(day: datetime.date, n: int) -> None:
    later = shift(day, n, "month")
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == n
    assert later.day == min(day.day, python_calendar.monthrange(later.year, later.month)[1])
    assert between(day, later, "month") == n


@given(st.one_of(st.text(max_size=60), st.text("0123456789-/+ daysmonthfrwekl", max_size=210)))
def test_any_text_is_answered(text: str) -> None:
    result = calendar.run(text)
    assert len(result.text) < 300 and not result.broken
