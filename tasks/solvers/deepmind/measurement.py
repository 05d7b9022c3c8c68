"""Units and the clock: `What is 2/21 of a week in minutes?`, `What is 719 minutes after 8:38 AM?`"""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.parts import part
from tasks.reference import clock_moved, minutes_between
from tasks.solvers.deepmind.registry import asks
from tasks.solvers.deepmind.work import Unsolved, Work, number

_PREFIXES = {"kilo": 3, "centi": -2, "milli": -3, "micro": -6, "nano": -9, "": 0}
_SHORT = {"kilo": "k", "centi": "c", "milli": "m", "micro": "u", "nano": "n", "": ""}
UNITS: dict[str, tuple[str, Fraction]] = {}
"""Every name of a unit: what it measures, and its size in the base unit of that."""


def _define(kind: str, size: Fraction | int, *names: str) -> None:
    for name in names:
        UNITS[name] = (kind, Fraction(size))


for _unit, _kind in (("meter", "length"), ("gram", "mass"), ("litre", "volume"), ("second", "time")):
    for _prefix, _power in _PREFIXES.items():
        _name = f"{_prefix}{_unit}"
        _define(_kind, Fraction(10) ** _power, _name, f"{_name}s", f"{_SHORT[_prefix]}{_unit[0]}")
_define("mass", 10**6, "tonne", "tonnes", "t")
for _name, _size in (("minute", 60), ("hour", 3600), ("day", 86400), ("week", 604800)):
    _define("time", _size, _name, f"{_name}s")
for _name, _plural, _size in (("month", "months", 1), ("year", "years", 12), ("decade", "decades", 120),
                              ("century", "centuries", 1200), ("millennium", "millennia", 12000)):  # fmt: skip
    _define("calendar", _size, _name, _plural)

_FRACTION = r"(?:\d+/\d+|[a-z]+(?:-[a-z]+)? [a-z]+)"
_AMOUNT = rf"(?:(?P<part>{_FRACTION}) of an? (?P<one>[a-z]+)|(?P<count>-?\d+(?:\.\d+)?) ?(?P<unit>[a-z]+))"


@asks(rf"How many ([a-z]+) are there in ({_AMOUNT})\?")
def how_many(work: Work, target: str, amount: str, *_: str) -> str:
    match = re.fullmatch(_AMOUNT, amount)
    assert match is not None
    unit = match["one"] or match["unit"]
    if unit not in UNITS or target not in UNITS or UNITS[unit][0] != UNITS[target][0]:
        raise Unsolved("unknown units")
    ratio = UNITS[unit][1] / UNITS[target][1]
    value = part(match["part"]) if match["part"] else number(match["count"])
    if value is None:
        raise Unsolved(f"what part is {match['part']!r}?")
    work.ask("Convert the units.", "units", f"how many {target} in {amount}")
    return format_number(value * ratio)


@asks(rf"(?:What is|Convert) ({_AMOUNT}) (?:in|to) ([a-z]+)[.?]")
def convert(work: Work, amount: str, *groups: str) -> str:
    return how_many(work, groups[-1], amount)


def _minutes(hour: str, minute: str, half: str) -> int:
    return (int(hour) % 12 + (12 if half == "PM" else 0)) * 60 + int(minute)


_CLOCK = r"((\d+):(\d+) ([AP]M))"


@asks(rf"How many minutes are there between {_CLOCK} and {_CLOCK}\?")
def between(work: Work, *clock: str) -> str:
    work.ask("Subtract the times.", "python", minutes_between(clock[0], clock[4]))
    return str((_minutes(*clock[5:]) - _minutes(*clock[1:4])) % 1440)


@asks(rf"What is (\d+) minutes (before|after) {_CLOCK}\?")
def later(work: Work, minutes: str, direction: str, time: str, *clock: str) -> str:
    sign, total = ("-", -int(minutes)) if direction == "before" else ("+", int(minutes))
    thought = "Count back from the time." if sign == "-" else "Count on from the time."
    work.ask(thought, "python", clock_moved(time, sign, f"minutes={minutes}"))
    at = (_minutes(*clock) + total) % 1440
    hour = at // 60
    return f"{hour % 12 or 12}:{at % 60:02} {'PM' if hour >= 12 else 'AM'}"
