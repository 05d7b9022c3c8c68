"""Units, clocks, dates and money a second time, from the words of the question: standards of measure, the decimal
system, Zeller's congruence, days counted one by one."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.tasks.certify_counting import Certificate, integers
from tests.tasks.read_back import Asked

MEASURES = {
    "metre": {"millimetre mm": "0.001", "centimetre cm": "0.01", "metre m": "1", "kilometre km": "1000"},
    "gram": {"milligram mg": "0.001", "gram g": "1", "kilogram kg": "1000", "tonne t": "1000000"},
    "litre": {"millilitre ml": "0.001", "litre l": "1"},
    "second": {"second s": "1", "minute min": "60", "hour h": "3600", "day": "86400", "week": "604800"},
    "inch": {"inch inches in": "1", "foot feet ft": "12", "yard yd": "36", "mile mi": "63360"},
    "ounce": {"ounce oz": "1", "pound lb": "16", "ton": "32000"},
    "cup": {"cup": "1", "pint pt": "2", "quart qt": "4", "gallon gal": "16"},
    "year": {"month": "1/12", "year": "1", "decade": "10", "century centuries centurie": "100"},
    "byte": {"byte B": "1", "kilobyte kB": "1000", "megabyte MB": "1000000", "gigabyte GB": "1000000000"},
    "item": {"item": "1", "dozen": "12"},
}
UNITS = {name: (kind, Fraction(size)) for kind, units in MEASURES.items() for names, size in units.items() for name in names.split()}  # fmt: skip


def _unit(text: str) -> tuple[str, Fraction]:
    word = re.sub(r"^an? ", "", text.strip())
    return UNITS[word] if word in UNITS else UNITS[word.removesuffix("s")]


def _in(amount: Fraction, unit: str, target: str) -> Fraction:
    (kind, size), (other, base) = _unit(unit), _unit(target)
    assert kind == other, (unit, target)
    return amount * size / base


def _conversion(asked: Asked, answer: str) -> bool:
    unit = asked.slots.get("a") or asked["short_a"]
    return Fraction(answer) == _in(Fraction(asked["n"]), unit, asked["b"])


PARTS = {"half": "1/2", "a quarter": "1/4", "three quarters": "3/4", "one fifth": "1/5", "two fifths": "2/5",
         "a third": "1/3", "one eighth": "1/8", "a tenth": "1/10"}  # fmt: skip


def _part(asked: Asked, answer: str) -> bool:
    part = asked["part"].lower()
    return Fraction(answer) == _in(Fraction(PARTS.get(part, part)), asked["a"], asked["b"])


def _mixed(asked: Asked, answer: str) -> bool:
    if asked.pool == "mixed":
        total = _in(Fraction(asked["n"]), asked["big"], asked["small"]) + asked.integer("m")
        return Fraction(answer) == total
    found = re.fullmatch(r"(\d+) ([a-z]+) (\d+) ([a-z]+)", answer)
    assert found is not None
    back = _in(Fraction(found[1]), found[2], asked["small"]) + int(found[3])
    return back == asked.integer("m") and int(found[3]) < _in(Fraction(1), found[2], found[4])


def _temperature(asked: Asked, answer: str) -> bool:
    """On the line through freezing and boiling water."""
    to_celsius = asked["b"] == "Celsius"
    (a, b), (low, high) = ((32, 212), (0, 100)) if to_celsius else ((0, 100), (32, 212))
    return Fraction(answer) == low + (Fraction(asked["n"]) - a) / (b - a) * (high - low)


def _minutes(text: str) -> int:
    found = re.fullmatch(r"(\d+):(\d\d)(?: (AM|PM))?", text)
    assert found is not None
    hours = int(found[1]) % 12 + 12 * (found[3] == "PM") if found[3] else int(found[1])
    return 60 * hours + int(found[2])


def _same_form(time: str, answer: str) -> bool:
    return time[-2:].isalpha() == answer[-2:].isalpha()


def _shifted(asked: Asked, answer: str) -> bool:
    back = asked.pool == "before"
    end = _minutes(asked["time"]) + (-asked.integer("n") if back else asked.integer("n"))
    return _minutes(answer) == end % 1440 and _same_form(asked["time"], answer)


def _end(asked: Asked, answer: str) -> bool:
    hours, minutes = integers(f"{asked['h']} {asked['m']}")
    taken = 60 * hours + minutes
    return (_minutes(answer) - _minutes(asked["time"]) - taken) % 1440 == 0 and _same_form(asked["time"], answer)


def _span(asked: Asked, answer: str) -> bool:
    days, hours, minutes = map(int, re.fullmatch(r"(\d+) days, (\d\d):(\d\d)", answer).groups())  # type: ignore[union-attr]
    start, end = (datetime.strptime(asked[side], "%Y-%m-%d %H:%M") for side in "ab")
    return start + timedelta(days, hours=hours, minutes=minutes) == end and hours < 24 and minutes < 60


MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _date(text: str) -> tuple[int, int, int]:
    """Year, month and day of `2024-05-03`, `May 3, 2024` and `3 May 2024`."""
    if found := re.fullmatch(r"(\d+)-(\d+)-(\d+)", text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := re.fullmatch(r"([A-Z][a-z]+) (\d+), (\d+)", text):
        return int(found[3]), MONTHS.index(found[1]) + 1, int(found[2])
    found = re.fullmatch(r"(\d+) ([A-Z][a-z]+) (\d+)", text)
    assert found is not None, text
    return int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _length(year: int, month: int) -> int:
    return 30 + (month + month // 8) % 2 - (month == 2) * (1 if _leap(year) else 2)


def _number(day: tuple[int, int, int]) -> int:
    """Days since the first of January of the year 1, added up year by year and month by month."""
    year, month, d = day
    before = year - 1
    leaps = before // 4 - before // 100 + before // 400
    return 365 * before + leaps + sum(_length(year, m) for m in range(1, month)) + d


def _zeller(day: tuple[int, int, int]) -> str:
    """Zeller's congruence (1887)."""
    year, month, d = day
    year, month = (year - 1, month + 12) if month < 3 else (year, month)
    h = (d + 13 * (month + 1) // 5 + year % 100 + year % 100 // 4 + year // 400 + 5 * (year // 100)) % 7
    return DAYS[(h + 5) % 7]


def _date_shift(asked: Asked, answer: str) -> bool:
    back = asked.slots.get("word") == "before" or asked.slots.get("way") == "back"
    gap = _number(_date(answer)) - _number(_date(asked["day"]))
    return gap == (-asked.integer("n") if back else asked.integer("n"))


def _weekday(asked: Asked, answer: str) -> bool:
    if asked.pool == "date":
        return answer == _zeller(_date(asked["day"]))
    return (DAYS.index(answer) - DAYS.index(asked["weekday"]) - asked.integer("n")) % 7 == 0


def _working(asked: Asked, answer: str) -> bool:
    day, end = date(*_date(asked["a"])), date(*_date(asked["b"]))
    count = 0
    while day <= end:
        count += _zeller((day.year, day.month, day.day)) not in ("Saturday", "Sunday")
        day += timedelta(1)
    return int(answer) == count


def _change(asked: Asked, answer: str) -> bool:
    prices = [Decimal(price) for price in re.findall(r"\$(\d+(?:\.\d\d)?)", asked["items"])]
    return Decimal(answer) + sum(prices) == Decimal(asked["paid"].removeprefix("$"))


CENTS = {"pennies": 1, "nickels": 5, "dimes": 10, "quarters": 25, "half dollars": 50, "dollar bills": 100}


def _coins(asked: Asked, answer: str) -> bool:
    counted = re.findall(r"(\d+) ([a-z ]+?)(?=,| and |$)", asked["coins"])
    return Decimal(answer) * 100 == sum(int(n) * CENTS[coin] for n, coin in counted)


CERTIFICATES: dict[str, Certificate] = {
    "measurement/conversion": _conversion,
    "measurement/part_of_unit": _part,
    "measurement/mixed_units": _mixed,
    "measurement/temperature": _temperature,
    "measurement/time_shift": _shifted,
    "measurement/end_time": _end,
    "measurement/minutes_between": lambda q, a: _minutes(q["a"]) + int(a) == _minutes(q["b"]),
    "measurement/time_span": _span,
    "measurement/date_shift": _date_shift,
    "measurement/days_between": lambda q, a: _number(_date(q["a"])) + int(a) == _number(_date(q["b"])),
    "measurement/weekday": _weekday,
    "measurement/working_days": _working,
    "measurement/leap_year": lambda q, a: a == ("yes" if _leap(q.integer("y")) else "no"),
    "measurement/days_in_month": lambda q, a: int(a) == _length(q.integer("y"), MONTHS.index(q["month"]) + 1),
    "measurement/change": _change,
    "measurement/coin_values": _coins,
}
