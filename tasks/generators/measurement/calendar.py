"""The calendar: dates, weekdays, working days, leap years."""

from __future__ import annotations

import random
from calendar import isleap, monthrange
from datetime import date, timedelta

from tasks.generators.making import Draft, Generator, Move
from tasks.generators.measurement.calendar_phrases import (
    BETWEEN,
    LATER,
    LEAP,
    MONTH_LENGTH,
    SHIFT,
    WEEKDAY,
    WORKING,
)

FAMILY = "measurement"
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()


def _date(rng: random.Random, level: int) -> date:
    year = rng.randint(*((2020, 2026), (1980, 2040), (1800, 2200), (2201, 2900))[level - 1])
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


def _written(rng: random.Random, day: date) -> str:
    month = MONTHS[day.month - 1]
    return (day.isoformat(), f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}")[rng.randrange(3)]


def _looked_up(question: str) -> tuple[Move, ...]:
    return (("Look at the calendar.", question),)


def _shift(rng: random.Random, level: int) -> Draft:
    day, n = _date(rng, level), rng.randint((2, 2, 2, 4000)[level - 1], (30, 200, 2000, 20000)[level - 1])
    before = rng.random() < 0.5
    answer = day - timedelta(days=n) if before else day + timedelta(days=n)
    slots = {"n": n, "word": "before" if before else "after", "way": "back" if before else "forward",
             "day": _written(rng, day), "name": rng.choice(NAMES)}  # fmt: skip
    call = "{n} days {word} {day}".format_map(slots)
    return Draft(answer.isoformat(), _looked_up(call), slots, tool="calendar")


def _between(rng: random.Random, level: int) -> Draft:
    a = _date(rng, level)
    b = a + timedelta(days=rng.randint((2, 2, 2, 12000)[level - 1], (40, 400, 9000, 60000)[level - 1]))
    slots = {"a": _written(rng, a), "b": _written(rng, b), "name": rng.choice(NAMES)}

    def moves(wording: str) -> tuple[Move, ...]:
        first, second = ("a", "b") if wording.index("{a}") < wording.index("{b}") else ("b", "a")
        return _looked_up(f"days between {slots[first]} and {slots[second]}")

    return Draft(str((b - a).days), moves, slots, tool="calendar")


def _weekday(rng: random.Random, level: int) -> Draft:
    if rng.random() < 0.4:
        i, n = rng.randrange(7), rng.randint((2, 2, 2, 2000)[level - 1], (13, 100, 1000, 9999)[level - 1])
        slots = {"weekday": WEEKDAYS[i], "n": n, "name": rng.choice(NAMES)}
        call = f"{n} days after {WEEKDAYS[i]}"
        return Draft(WEEKDAYS[(i + n) % 7], _looked_up(call), slots, "later", tool="calendar")
    day = _date(rng, level)
    slots = {"day": _written(rng, day), "name": rng.choice(NAMES)}
    call = f"weekday of {slots['day']}"
    return Draft(WEEKDAYS[day.weekday()], _looked_up(call), slots, "date", tool="calendar")


def _working(rng: random.Random, level: int) -> Draft:
    a = _date(rng, level)
    days = rng.randint((2, 2, 2, 400)[level - 1], (14, 60, 300, 900)[level - 1])
    b = a + timedelta(days=days)
    weeks, rest = divmod(days + 1, 7)
    count = 5 * weeks + sum((a.weekday() + i) % 7 < 5 for i in range(rest))
    slots = {"a": _written(rng, a), "b": _written(rng, b), "name": rng.choice(NAMES)}
    call = "working days from {a} to {b}".format_map(slots)
    return Draft(str(count), _looked_up(call), slots, tool="calendar")


def _leap(rng: random.Random, level: int) -> Draft:
    y = rng.randint(*((1996, 2032), (1900, 2100), (1600, 2800))[level - 1])
    if level == 3 and rng.random() < 0.5:
        y = y // 100 * 100
    return Draft("yes" if isleap(y) else "no", _looked_up(f"leap year {y}"), {"y": y}, tool="calendar")


def _length(rng: random.Random, level: int) -> Draft:
    y, m = rng.randint(*((2000, 2030), (1900, 2100), (1600, 2800))[level - 1]), rng.randint(1, 12)
    m = 2 if rng.random() < 0.3 else m
    slots = {"y": y, "month": MONTHS[m - 1], "name": rng.choice(NAMES)}
    call = f"days in {MONTHS[m - 1]} {y}"
    return Draft(str(monthrange(y, m)[1]), _looked_up(call), slots, tool="calendar")


LEVELS, BEYOND = (1, 2, 3), (4,)
SHIFTED_DATE = Generator(FAMILY, "date_shift", LEVELS, {"": SHIFT}, _shift, BEYOND)
DAYS_BETWEEN = Generator(FAMILY, "days_between", LEVELS, {"": BETWEEN}, _between, BEYOND)
WEEKDAYS_OF = Generator(FAMILY, "weekday", LEVELS, {"date": WEEKDAY, "later": LATER}, _weekday, BEYOND)
WORKING_DAYS = Generator(FAMILY, "working_days", LEVELS, {"": WORKING}, _working, BEYOND)
LEAP_YEARS = Generator(FAMILY, "leap_year", LEVELS, {"": LEAP}, _leap)
DAYS_IN_MONTH = Generator(FAMILY, "days_in_month", LEVELS, {"": MONTH_LENGTH}, _length)
