"""Reckoning with dates in the proleptic Gregorian calendar, years 1 to 9999: a small grammar, nothing evaluated.

question := "weekday" ["of"] date | "leap" year | "days in" (month year | year)
          | ["working"] unit ("from" | "between") date ("to" | "and" | "through") date
          | date (("+" | "-") number unit)+ | weekday (("+" | "-") number ("days" | "weeks"))+
          | number unit ("after" | "before") (date | weekday)

What lies between two dates is never less than nothing; from a date to an earlier one, it is.
"""

from __future__ import annotations

import datetime
import re
from calendar import isleap, monthrange

from verifier.dates import date as read_date

MAX_CHARACTERS = 200
MAX_NUMBER = 4_000_000
"""Days, weeks, months or years that can be added: more than there are between the first date and the last."""
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
_UNIT = r"(?P<unit>working days?|business days?|days?|weeks?|months?|years?)"
_BETWEEN = re.compile(
    rf"(?:how many\s+|number of\s+)?{_UNIT}\s+(?P<way>from|between)\s+(?P<a>.+?)"
    r"\s+(?:to|and|until|through)\s+(?P<b>.+)",
    re.I,
)
_WEEKDAY = re.compile(r"(?:what\s+)?weekday\s+(?:of\s+|is\s+)?(?P<day>.+)|(?P<day2>.+?)\s+(?:weekday|as weekday)", re.I)
_LEAP = re.compile(
    r"(?:is\s+)?(?:leap(?:\s+year)?\s+(?P<year>\d{1,4})|(?P<year2>\d{1,4})\s+(?:a\s+)?leap(?:\s+year)?)", re.I
)
_LENGTH = re.compile(r"(?:how many\s+)?days\s+in\s+(?:(?P<month>[a-z]+)\s+)?(?P<year>\d{1,4})", re.I)
_SHIFT = re.compile(rf"\s*(?P<sign>[-+−])\s*(?P<n>\d+)\s*{_UNIT}", re.I)
_SHIFTS = re.compile(rf"(?P<start>.+?)(?P<shifts>(?:\s*[-+−]\s*\d+\s*{_UNIT.replace('?P<unit>', '?:')})+)", re.I)
_WORDED = re.compile(rf"(?P<n>\d+)\s*{_UNIT}\s+(?P<way>after|before|from)\s+(?P<start>.+)", re.I)


class DateError(ValueError):
    """What is wrong with a question about dates, in words."""


def reckon(text: str) -> str:
    """The answer: an ISO date, a weekday's name, a number of whole units, or yes or no. Raises DateError."""
    text = " ".join(text.strip().rstrip("?.").split())
    if len(text) > MAX_CHARACTERS:
        raise DateError(f"longer than {MAX_CHARACTERS} characters")
    if match := _LEAP.fullmatch(text):
        return "yes" if isleap(_year(match["year"] or match["year2"])) else "no"
    if match := _LENGTH.fullmatch(text):
        return str(_days_in(match["month"], _year(match["year"])))
    if match := _BETWEEN.fullmatch(text):
        count = between(_date(match["a"]), _date(match["b"]), _singular(match["unit"]))
        return str(abs(count) if match["way"].lower() == "between" else count)
    if match := _WORDED.fullmatch(text):
        sign = -1 if match["way"].lower() == "before" else 1
        return _shifted(match["start"], [(sign * _count(match["n"]), _singular(match["unit"]))])
    if match := _SHIFTS.fullmatch(text):
        shifts = [
            (_count(m["n"]) * (1 if m["sign"] == "+" else -1), _singular(m["unit"]))
            for m in _SHIFT.finditer(match["shifts"])
        ]
        return _shifted(match["start"], shifts)
    if match := _WEEKDAY.fullmatch(text):
        return WEEKDAYS[_date(match["day"] or match["day2"]).weekday()]
    raise DateError("write it as `2024-01-31 + 30 days`, `days from A to B`, `weekday A`, `leap Y` or `days in M Y`")


def between(a: datetime.date, b: datetime.date, unit: str) -> int:
    """Whole units from `a` to `b`, negative where `b` is earlier; working days (Monday to Friday) count both ends."""
    if unit == "working day":
        first, last = min(a, b), max(a, b)
        weeks, rest = divmod((last - first).days + 1, 7)
        count = 5 * weeks + sum((first.weekday() + i) % 7 < 5 for i in range(rest))
        return count if a <= b else -count
    if unit in ("day", "week"):
        days = (b - a).days
        return days if unit == "day" else (abs(days) // 7) * (1 if days >= 0 else -1)
    first, last = min(a, b), max(a, b)
    months = (last.year - first.year) * 12 + last.month - first.month
    months -= _add_months(first, months) > last
    count = months // 12 if unit == "year" else months
    return count if a <= b else -count


def shift(day: datetime.date, n: int, unit: str) -> datetime.date:
    """`n` units after `day`; a month or year on keeps the day of the month, or the month's last. Raises DateError."""
    try:
        if unit == "day":
            return day + datetime.timedelta(days=n)
        if unit == "week":
            return day + datetime.timedelta(weeks=n)
        if unit == "working day":
            return _add_working(day, n)
        return _add_months(day, n * (12 if unit == "year" else 1))
    except (OverflowError, ValueError):
        raise DateError("that is outside the years 1 to 9999") from None


def _add_months(day: datetime.date, n: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not 1 <= year <= 9999:
        raise DateError("that is outside the years 1 to 9999")
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_working(day: datetime.date, n: int) -> datetime.date:
    """The n-th day from Monday to Friday after `day` (before it, where n is negative)."""
    step = 1 if n >= 0 else -1
    weeks, rest = divmod(abs(n), 5)
    day += datetime.timedelta(weeks=step * weeks)
    if rest == 0 and day.weekday() > 4 and n:  # a whole number of weeks from a weekend ends on the weekday before it
        while day.weekday() > 4:
            day -= datetime.timedelta(days=step)
    for _ in range(rest):
        day += datetime.timedelta(days=step)
        while day.weekday() > 4:
            day += datetime.timedelta(days=step)
    return day


def _shifted(start: str, shifts: list[tuple[int, str]]) -> str:
    name = start.strip().capitalize()
    if name in WEEKDAYS:
        if any(unit not in ("day", "week") for _, unit in shifts):
            raise DateError("to a weekday, add days or weeks")
        days = sum(n * (7 if unit == "week" else 1) for n, unit in shifts)
        return WEEKDAYS[(WEEKDAYS.index(name) + days) % 7]
    day = _date(start)
    for n, unit in shifts:
        day = shift(day, n, unit)
    return day.isoformat()


def _date(text: str) -> datetime.date:
    found = read_date(text)
    if found is not None and "/" not in found and found.count("-") == 2:
        return datetime.date.fromisoformat(found)
    if found is not None:
        raise DateError(f"{text.strip()[:30]!r} may be two days: write it as YYYY-MM-DD")
    raise DateError(f"{text.strip()[:30]!r} is no date: write it as YYYY-MM-DD or 4 March 2021")


def _year(text: str) -> int:
    year = int(text)
    if year < 1:
        raise DateError("years go from 1 to 9999")
    return year


def _days_in(month: str | None, year: int) -> int:
    if month is None:
        return 366 if isleap(year) else 365
    found = [i for i, name in enumerate(MONTHS, 1) if name.startswith(month.lower())]
    if len(found) != 1 or len(month) < 3:
        raise DateError(f"no month is called {month[:20]!r}")
    return monthrange(year, found[0])[1]


def _count(text: str) -> int:
    if len(text) > 7 or int(text) > MAX_NUMBER:
        raise DateError(f"at most {MAX_NUMBER:,} can be added")
    return int(text)


def _singular(unit: str) -> str:
    return unit.lower().rstrip("s").replace("business", "working")
