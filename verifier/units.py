"""Measures that must not be swapped, with their spellings; other words beside a number are not compared."""

from __future__ import annotations

import re

_SPELLINGS = {
    "mm": "mm millimeter millimetre", "cm": "cm centimeter centimetre", "m": "m meter metre",
    "km": "km kilometer kilometre",
    "in": "in inch inches inche", "ft": "ft foot feet", "yd": "yd yard", "mi": "mi mile", "mg": "mg milligram",
    "g": "g gram", "kg": "kg kilogram", "lb": "lb lbs pound", "oz": "oz ounce", "ml": "ml milliliter millilitre",
    "l": "l liter litre", "gal": "gal gallon", "s": "s sec second", "min": "min minute", "h": "h hr hour",
    "day": "day", "week": "week", "month": "month", "year": "yr year", "$": "$ dollar usd", "€": "€ euro eur",
    "£": "£ gbp pound",
    "¥": "¥ yen yuan", "¢": "¢ cent", "°": "° degree deg", "rad": "rad radian",
    "°c": "°c celsius degreec degreescelsius degreecelsius degreesc",
    "°f": "°f fahrenheit degreef degreesfahrenheit degreefahrenheit degreesf",
    "km/h": "kph", "mi/h": "mph", "m/s": "mps",
    "kw": "kw kilowatt", "kwh": "kwh", "hz": "hz hertz", "khz": "khz", "pa": "pa pascal", "kpa": "kpa",
    "mol": "mol mole",
    "ev": "ev", "kj": "kj", "gb": "gb gigabyte", "mb": "mb megabyte", "kb": "kb kilobyte", "cc": "cc", "qt": "qt quart",
}  # fmt: skip
_CANONICAL: dict[str, frozenset[str]] = {
    word: frozenset(name for name, words in _SPELLINGS.items() if word in words.split())
    for words in _SPELLINGS.values()
    for word in words.split()
}
_ORDINALS = frozenset("st nd rd th".split())
_POWER = re.compile(r"\s*(?:\^|\*\*)?\s*\(?([23²³])\)?$")


def measures(unit: str) -> frozenset[str]:
    """`square centimeters` and `cm^2` as `cm^2`; `pounds` as either; nothing for words that are no measure."""
    text = unit.strip().lower().rstrip(".").replace("\\", "")
    above, per, below = re.sub(r"\s+per\s+", "/", text).partition("/")
    if per:
        return frozenset(f"{a}/{b}" for a in measures(above) for b in measures(below))
    power = ""
    for word, exponent in (("square ", "^2"), ("sq ", "^2"), ("cubic ", "^3")):
        if text.startswith(word):
            text, power = text[len(word) :], exponent
    if (match := _POWER.search(text)) is not None and text[: match.start()]:
        text, power = text[: match.start()], "^" + {"²": "2", "³": "3"}.get(match.group(1), match.group(1))
    text = text.replace(" ", "")
    names = _CANONICAL.get(text) or _CANONICAL.get(text.removesuffix("s"), frozenset())
    return frozenset(name + power for name in names)


def measure(unit: str) -> str | None:
    """The one measure that words name, a weight before a coin; None for words that are no measure."""
    return min(measures(unit), key=lambda name: (name[:1] in "$€£¥¢", name), default=None)


def same_unit(a: str, b: str) -> bool:
    """False when both sides write a measure and they differ."""
    if not a or not b:
        return True
    first, second = measures(a), measures(b)
    return not first or not second or bool(first & second)


def factors(unit: str, glued: bool) -> bool:
    """Whether letters beside a number are factors (2ab, 2 n^2, 5m) and no unit: short runs that name no measure.

    A lone letter that stands directly behind the number is a factor even where it could be a measure.
    """
    runs = re.findall(r"[A-Za-z°$€£¥]+", unit)
    if not runs or any(len(run) > (3 if glued else 2) for run in runs) or unit in "$€£¥°":
        return False
    if glued and unit.lower() in _ORDINALS:
        return False
    if glued and len(unit) == 1:
        return True
    return not measures(unit) and not all(map(measures, runs))
