"""Plans for units: conversions within and between systems, temperatures, sums of mixed units."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial

from tasks.solvers.openstax.fractions import exact, mixed
from tasks.solvers.openstax.numerals import number_of
from tasks.solvers.plans import Plan

_LENGTH = {"inch": "1", "foot": "12", "yard": "36", "mile": "63360"}
_WEIGHT = {"ounce": "1", "pound": "16", "ton": "32000"}
_VOLUME = {
    "teaspoon": "1/6",
    "tablespoon": "1/2",
    "fluid ounce": "1",
    "cup": "8",
    "pint": "16",
    "quart": "32",
    "gallon": "128",
}
_TIME = {"second": "1", "minute": "60", "hour": "3600", "day": "86400", "week": "604800"}
_METRIC = {
    "milli": "1/1000",
    "centi": "1/100",
    "deci": "1/10",
    "": "1",
    "deca": "10",
    "deka": "10",
    "hecto": "100",
    "kilo": "1000",
}
_SYSTEMS: tuple[dict[str, str], ...] = (
    _LENGTH, _WEIGHT, _VOLUME, _TIME,
    *({p + base: size for p, size in _METRIC.items()} for base in ("meter", "gram", "liter")),
)  # fmt: skip
_BRIDGE = {
    ("inch", "centimeter"): "2.54", ("foot", "meter"): "0.305", ("yard", "meter"): "0.914", ("mile", "kilometer"): "1.61",
    ("pound", "kilogram"): "1/2.2", ("ounce", "gram"): "28", ("quart", "liter"): "0.95", ("fluid ounce", "milliliter"): "30",
    ("meter", "foot"): "3.28", ("meter", "yard"): "1.09", ("kilometer", "mile"): "1/1.61", ("kilogram", "pound"): "2.2",
    ("liter", "quart"): "1.06", ("centimeter", "inch"): "1/2.54",
}  # fmt: skip
"""The books' own rounded factors."""
_PLURAL = {"inch": "inches", "foot": "feet"}
_ONE = {"inches": "inch", "feet": "foot", "foot": "foot"}
_NAMES = sorted({unit for system in _SYSTEMS for unit in system}, key=len, reverse=True)
_UNIT = rf"(feet|foot|inches|inch|{'|'.join(_NAMES)})(?:s|\b)"
_NUMBER = r"(\d[\d,]*(?:\.\d+)?(?: \d+/\d+|/\d+)?|\.\d+)"
_MEASURE = re.compile(rf"(?<![\w$]){_NUMBER}[- ]{_UNIT}")
_TARGET = re.compile(
    rf"(?:[Cc]onvert (?:the|her|his|its|this|these|that|their)? ?(?:[a-z]+ )*?(?:to|into)|[Hh]ow many|express .*? in|weight in|length in|in) (?:the nearest )?{_UNIT}"
)
_GIVEN = re.compile(rf"\(1 {_UNIT} = {_NUMBER} {_UNIT}\)|\({_NUMBER} {_UNIT} = 1 {_UNIT}\)")


def _one(word: str) -> str:
    return _ONE.get(word, word)


def _factor(a: str, b: str) -> str | None:
    """What one `a` is in `b`, as a sum that can be read."""
    for system in _SYSTEMS:
        if a in system and b in system:
            ratio = Fraction(system[a]) / Fraction(system[b])
            return str(ratio) if ratio.denominator == 1 or ratio.numerator == 1 else None
    return None


def convert(question: str) -> Plan | None:
    """One measure in another unit of its system or, with the books' factors, of another."""
    if not re.search(r"[Cc]onvert|^How many", question) or re.search(r"[Tt]emperature|degrees|°|and write", question):
        return None
    text = re.sub(_GIVEN, "", question)
    measures = _MEASURE.findall(text)
    targets = _TARGET.findall(text.split("nearest")[0] if "Round to" not in text else text)
    if len(measures) != 1 or not targets:
        return None
    amount, a, b = measures[0][0], _one(measures[0][1]), _one(targets[-1])
    if a == b:
        return None
    size = exact(amount)
    number = str(amount).replace(",", "") if " " not in amount else str(size)
    factor = _factor(a, b)
    if factor:
        top, _, bottom = factor.partition("/")
        call = f"{number}/{bottom}" if bottom else f"{number}*{top}"
        thought = (
            f"One {b} is {bottom} {_PLURAL.get(a, a + 's')}."
            if bottom
            else f"One {a} is {top} {_PLURAL.get(b, b + 's')}."
        )
    elif (a, b) in _BRIDGE and "=" not in question:
        factor = _BRIDGE[a, b]
        call = f"{number}/{factor[2:]}" if factor.startswith("1/") else f"{number}*{factor}"
        thought = f"One {b} is {factor[2:]} {a}s." if factor.startswith("1/") else f"One {a} is {factor} {b}s."
    else:
        return None
    if places := _places(question):
        call = f"round({call}, {places[0]})"
    unit = _PLURAL.get(b, b + "s")

    def read(said: str) -> str:
        value = Fraction(said.strip())
        whole = f"{int(value):,}" if value.denominator == 1 else mixed(value) if "/" in said else said.strip()
        return f"{whole} {b if value == 1 else unit}"

    return Plan(thought, call, "calculator", read=read)


def _places(question: str) -> tuple[int] | None:
    found = re.search(r"nearest (tenth|hundredth|whole|mile|foot|inch|pound|kilogram|meter)", question)
    return ({"tenth": 1, "hundredth": 2}.get(found[1], 0),) if found else None


def temperature(question: str) -> Plan | None:
    """Fahrenheit and Celsius."""
    found = re.findall(r"(-?\d+(?:\.\d+)?) ?(?:°|degrees) ?(?:(F)(?:ahrenheit)?|(C)(?:elsius)?)?", question)
    if not re.search(r"[Cc]onvert", question) or len(found) != 1:
        return None
    t = found[0][0]
    value = f"({t})" if t.startswith("-") else t
    if re.search(r"to (?:degrees )?Celsius", question) and not found[0][2]:
        return Plan(
            "C = 5/9(F - 32).", f"round(5/9*({value} - 32), 1)", "calculator", read=lambda said: f"{said.strip()}°C"
        )
    if re.search(r"to (?:degrees )?Fahrenheit", question) and not found[0][1]:
        return Plan(
            "F = 9/5 C + 32.", f"round(9/5*{value} + 32, 1)", "calculator", read=lambda said: f"{said.strip()}°F"
        )
    return None


_ANY = re.compile(rf"(?<![\w$.])(\d+(?:\.\d+)?|{'|'.join(('one', 'two', 'three', 'four', 'five', 'six'))})[- ]{_UNIT}")


def total(question: str) -> Plan | None:
    """The sum of lengths or weights in two units: `8 feet 7 inches and 12 feet 11 inches`."""
    if (
        not re.search(r"total (?:weight|length|height)|[Hh]ow (?:high off|tall)", question)
        or "more" in question
        or "=" in question
    ):
        return None
    found = [(number_of(n) if n.isalpha() else n, _one(u)) for n, u in _ANY.findall(question)]
    units = {u for _, u in found}
    for big, small, size in (("foot", "inch", 12), ("pound", "ounce", 16), ("hour", "minute", 60)):
        if units == {big, small} and len(found) >= 3:
            call = " + ".join(f"{n}*{size}" if u == big else str(n) for n, u in found)
            return Plan(
                f"All in {_PLURAL.get(small, small + 's')}.",
                call,
                "calculator",
                read=partial(_mixed, size=size, big=big, small=small),
            )
    return None


def _mixed(said: str, size: int, big: str, small: str) -> str | None:
    value = Fraction(said.strip())
    if value.denominator != 1:
        return None
    whole, rest = divmod(int(value), size)
    short = {"foot": "ft.", "inch": "in.", "pound": "lbs.", "ounce": "oz.", "hour": "hours", "minute": "minutes"}
    return f"{whole} {short[big]} {rest} {short[small]}" if rest else f"{whole} {_PLURAL.get(big, big + 's')}"


PLANS = (convert, temperature, total)
