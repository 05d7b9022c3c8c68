"""Conversions of units: a small grammar, read without evaluating anything, and exact rational arithmetic.

conversion := quantity+ ("to" | "in" | "into" | "as") compound ("and" compound)*
            | "how many" compound ("and" compound)* ["are" ["there"]] "in" (quantity+ | part "of a" compound)
quantity   := ["-"] number ["/" number | number "/" number] compound
compound   := factor (("/" | "*" | "per" | " ") factor)*          factor := unit ["^" ["-"] digit | "²" | "³"]
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from fractions import Fraction

from agent.tools.unit_table import BASES, LOWER, UNITS, Dimension, Unit
from tasks.numbers import format_number, parse_decimal
from tasks.parts import part as part_said

MAX_CHARACTERS = 200
MAX_DIGITS = 120
MAX_EXPONENT = 4
_NUMBER = re.compile(
    r"(?P<whole>[-−+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d{1,2})?)"
    r"(?:\s*/\s*(?P<bottom>\d+)|\s+(?P<top>\d+)\s*/\s*(?P<under>\d+))?\s*"
)
_TO = re.compile(r"\s(?:to|into|as|=|->)(?=\s)")
_IN = re.compile(r"\sin(?=\s)")
_ASK = re.compile(r"(?:convert|express|what is|how much is|change|turn)\s+", re.IGNORECASE)
_HOW_MANY = re.compile(r"how many\s+(?P<wanted>\S.*?)(?:\s+are(?:\s+there)?)?\s+in\s+(?P<given>.+)", re.IGNORECASE)
_PART = re.compile(r"(?P<part>.+?)\s+of\s+an?\s+(?P<unit>.+)", re.IGNORECASE)
_FACTOR = re.compile(r"(?P<name>[^\d^²³*/]+?)\s*(?:\^\s*(?P<power>-?\d)|(?P<raised>[²³]))?")
_WORDS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
SIGNIFICANT = 10
"""Digits of an approximation."""


class UnitError(ValueError):
    """What is wrong with a conversion, in words."""


@dataclass(frozen=True)
class Measure:
    """A compound unit: its written form, size in base units, dimension; `scale` is set for a temperature alone."""

    written: str
    size: Fraction
    dimension: Dimension
    exact: bool = True
    scale: Unit | None = None


def convert(text: str) -> str:
    """The result of one conversion, such as `1.609344 km`. Exact: a decimal, or a fraction with an approximation behind
    it; what is irrational begins with `about`. What is asked with `how many` is answered by the number alone, or by
    numbers of the units as they were named. Raises UnitError with the reason."""
    text = text.strip().rstrip("?.")
    if len(text) > MAX_CHARACTERS:
        raise UnitError(f"longer than {MAX_CHARACTERS} characters")
    counted = _HOW_MANY.fullmatch(text)
    text = _ASK.sub("", text, count=1) if _ASK.match(text) else text
    parts = (counted["given"], counted["wanted"]) if counted else _split(text)
    if parts is None:
        raise UnitError("write it as `3 km to miles`")
    given, wanted = parts
    quantities = _part(given) or _quantities(given)
    names = re.split(r"\s+and\s+", wanted)
    targets = [_measure(name) for name in names]
    if counted:
        targets = [replace(t, written=name if len(names) > 1 else "") for t, name in zip(targets, names, strict=True)]
    for dimension in [q.dimension for _, q in quantities] + [t.dimension for t in targets]:
        if dimension != targets[0].dimension:
            raise UnitError(_mismatch(quantities[0][1].dimension, targets[0].dimension))
    if targets[0].scale is not None:
        return _temperature(quantities, targets)
    exact = all(m.exact for m in (*targets, *(q for _, q in quantities)))
    total = sum((number * measure.size for number, measure in quantities), Fraction(0))
    return (
        _split_over(total, targets, exact) if len(targets) > 1 else _written(total / targets[0].size, targets[0], exact)
    )


def _split(text: str) -> tuple[str, str] | None:
    """What is given and what is wanted. `in` is a unit as well, so that it parts them only where no other word does."""
    found = list(_TO.finditer(text)) or list(_IN.finditer(text))
    if not found:
        return None
    given, wanted = text[: found[-1].start()].strip(), text[found[-1].end() :].strip()
    return (given, wanted) if given and wanted else None


def _part(text: str) -> list[tuple[Fraction, Measure]]:
    """`three quarters of an hour`; nothing where the words name no part."""
    found = _PART.fullmatch(text)
    value = part_said(found["part"]) if found else None
    return [] if found is None or value is None else [(value, _measure(found["unit"]))]


def _quantities(text: str) -> list[tuple[Fraction, Measure]]:
    """`5 ft 7 in` as two; all after the first take its sign."""
    found: list[tuple[Fraction, Measure]] = []
    at = 0
    while at < len(text):
        match = _NUMBER.match(text, at)
        if match is None:
            raise UnitError(f"cannot read {text[at : at + 30]!r}: write a number and a unit, such as 3 km")
        end = match.end()
        while end < len(text) and not (text[end].isdigit() and not text[match.end() : end].endswith(("^", "^-"))):
            end += 1
        unit = re.sub(r"(?:\s+and|,)$", "", text[match.end() : end].rstrip())
        sign = -1 if found and found[0][0] < 0 else 1
        found.append((sign * _number(match), _measure(unit)))
        at = end
    return found


def _number(match: re.Match[str]) -> Fraction:
    if sum(len(part) for part in match.groups() if part) > MAX_DIGITS:
        raise UnitError(f"a number has more than {MAX_DIGITS} digits")
    digits, _, power = match["whole"].replace("−", "-").lower().partition("e")
    try:
        value = parse_decimal(digits) * Fraction(10) ** int(power or 0)
        if match["bottom"]:
            value /= int(match["bottom"])
        elif match["under"]:
            part = Fraction(int(match["top"]), int(match["under"]))
            value += -part if digits.startswith("-") else part
    except (ValueError, ZeroDivisionError):
        raise UnitError(f"{match['whole'][:30]!r} is no number here") from None
    return value


def _measure(text: str) -> Measure:
    """A compound unit. Raises UnitError for a word that is no unit."""
    text = re.sub(r"\s+per\s+", "/", text.strip())
    if not text:
        raise UnitError("a number has no unit")
    whole = _lookup(text)
    if whole is not None:
        return Measure(
            whole.name, whole.size, whole.dimension, whole.exact, whole if whole.offset or whole.name == "K" else None
        )
    size, dimension, exact, written = Fraction(1), (0,) * len(BASES), True, ""
    for i, part in enumerate(re.split(r"\s*([*/·])\s*", text)):
        if i % 2:
            operator = "/" if part == "/" else "*"
            written += operator
            continue
        sign = -1 if i and operator == "/" else 1
        unit, power = _factor(part)
        if unit.offset:
            raise UnitError("a temperature scale does not combine with other units: use K")
        size *= unit.size ** (sign * power)
        dimension = tuple(d + sign * power * u for d, u in zip(dimension, unit.dimension, strict=True))
        exact = exact and unit.exact
        written += unit.name + (f"^{power}" if power != 1 else "")
    return Measure(written, size, dimension, exact)


def _factor(text: str) -> tuple[Unit, int]:
    words = text.split()
    power = 1
    if len(words) > 1 and words[0].lower() in _WORDS:
        power, text = _WORDS[words[0].lower()], " ".join(words[1:])
    match = _FACTOR.fullmatch(text.strip())
    unit = _lookup(match["name"]) if match else None
    if match is None or unit is None:
        raise UnitError(f"no unit is called {text.strip()[:30]!r}")
    if match["power"] or match["raised"]:
        power *= int(match["power"] or "23"["²³".index(match["raised"])])
    if not 0 < abs(power) <= MAX_EXPONENT:
        raise UnitError(f"exponents go up to {MAX_EXPONENT}")
    return unit, power


def _lookup(name: str) -> Unit | None:
    name = " ".join(name.replace("μ", "µ").split())  # two code points for micro
    return UNITS.get(name) or LOWER.get(name.lower())


def _mismatch(given: Dimension, wanted: Dimension) -> str:
    one, other = _named(given), _named(wanted)
    if {one, other} == {"months", "time"}:
        return "months and years are no fixed number of days: the calendar tool counts them between dates"
    return f"{one} cannot be converted to {other}"


def _named(dimension: Dimension) -> str:
    return (
        " ".join(base + (f"^{n}" if n != 1 else "") for base, n in zip(BASES, dimension, strict=True) if n)
        or "a number"
    )


def _temperature(quantities: list[tuple[Fraction, Measure]], targets: list[Measure]) -> str:
    number, given = quantities[0]
    if len(quantities) > 1 or len(targets) > 1 or given.scale is None or targets[0].scale is None:
        raise UnitError("convert one temperature to one scale, such as 20 C to F")
    kelvin = number * given.scale.size + given.scale.offset
    if kelvin < 0:
        raise UnitError("that is below absolute zero")
    return _written((kelvin - targets[0].scale.offset) / targets[0].scale.size, targets[0], True)


def _split_over(total: Fraction, targets: list[Measure], exact: bool) -> str:
    """`5 ft 7 in`: whole numbers of all but the last; the sign stands before the first."""
    if any(a.size <= b.size for a, b in itertools.pairwise(targets)):
        raise UnitError("name the larger unit first")
    rest, said = abs(total), []
    for target in targets[:-1]:
        count = rest // target.size
        rest -= count * target.size
        said.append(f"{count} {target.written}")
    said.append(_written(rest / targets[-1].size, targets[-1], exact))
    return ("-" if total < 0 else "") + " ".join(said)


def _written(value: Fraction, measure: Measure, exact: bool) -> str:
    unit = f" {measure.written}" if measure.written else ""
    if not exact:
        return f"about {_approximate(value)}{unit}"
    number = format_number(value)
    return f"{number}{unit}" + (f" (about {_approximate(value)})" if "/" in number and unit else "")


def _approximate(value: Fraction) -> str:
    """SIGNIFICANT digits, rounded half away from zero, in plain or scientific notation."""
    if value == 0:
        return "0"
    size, exponent = abs(value), 0
    while size >= 10:
        size, exponent = size / 10, exponent + 1
    while size < 1:
        size, exponent = size * 10, exponent - 1
    digits = int(size * 10 ** (SIGNIFICANT - 1) + Fraction(1, 2))
    scaled = Fraction(digits, 10 ** (SIGNIFICANT - 1))
    sign = "-" if value < 0 else ""
    if -6 <= exponent < 15:
        return sign + format_number(scaled * Fraction(10) ** exponent)
    return f"{sign}{format_number(scaled)}e{exponent}"
