"""Dates and times of day, so that 2021-03-04 is no difference and 00:53 no ratio."""

from __future__ import annotations

import datetime
import re

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(rf"({'|'.join(_DAYS)}),?\s+(?=.*\d)", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?(?:,?\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_LEAP = 2000
"""Where no year is given, any day that some year has is one."""
_SLASHED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}")

_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})\s*(?:o'clock\s*)?([ap])\.?\s?m\.?", re.IGNORECASE)


def time_of_day(text: str) -> str | None:
    """`00:53` for any spelling of that time; None for no time and for what may be a ratio: `1:20`, without a leading
    zero and without am or pm."""
    if (hours := _HOUR.fullmatch(text.strip())) is not None and 1 <= int(hours.group(1)) <= 12:
        return f"{int(hours.group(1)) % 12 + 12 * (hours.group(2).lower() == 'p'):02}:00"
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, second, half = match.groups()
    if not half and not any(part and part[0] == "0" for part in (hour, minute, second)):
        return None
    value = int(hour) % 12 + 12 * (half.lower() == "p") if half else int(hour)
    return f"{value:02}:{minute}" + (f":{second}" if second and int(second) else "")


def _month(word: str) -> int:
    found = [i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())]
    return found[0] if len(found) == 1 else 0


def date(text: str) -> str | None:
    """`2021-03-04` for any spelling of that day, `--03-04` without its year; 3/4/2021, which may be two, as itself.

    None for no date, and for a weekday that the day was not.
    """
    text = text.strip()
    if _SLASHED.fullmatch(text):
        return text
    weekday = ""
    if (named := _WEEKDAY.match(text)) is not None:
        weekday, text = named.group(1).lower(), text[named.end() :]
    if match := _ISO.fullmatch(text):
        year, month, day = (int(match.group(i)) for i in (1, 3, 4))
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = int(match.group(1)), _month(match.group(2)), int(match.group(3) or 0)
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year = _month(match.group(1)), int(match.group(2)), int(match.group(3) or 0)
    else:
        return None
    try:
        found = datetime.date(year or _LEAP, month, day)
    except ValueError:
        return None
    if not year:
        return None if weekday else f"-{found.isoformat()[4:]}"
    return None if weekday and _DAYS[found.weekday()] != weekday else found.isoformat()
