"""Reading an answer: from text as people and models write it to a value that can be compared."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tasks.quantities import quantities
from verifier.calculator import CalculatorError, evaluate
from verifier.dates import date, time_of_day
from verifier.dressing import CACHED, strip_dressing
from verifier.units import factors

MAX_ANSWER_CHARACTERS = 2_000
MAX_UNIT_WORDS = 6
MAX_CHAIN = 4
"""`x = 28 + 32 = 60` has three members; a longer chain is not unwrapped."""

Kind = Literal["number", "boolean", "choice", "text", "list", "none"]


@dataclass(frozen=True)
class ParsedAnswer:
    """What an answer says. `places` counts written decimals; `unit` is the text beside a number, lower case."""

    kind: Kind
    text: str
    value: Fraction | None = None
    places: int = 0
    percent: bool = False
    unit: str = ""
    items: tuple[ParsedAnswer, ...] = ()


_NUMBER = r"[-+−]?\s*(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[-+−]?\s*\.[0-9]+"
_MIXED = re.compile(r"([0-9]+)\s+([0-9]+)\s*/\s*([0-9]+)")
_SCIENTIFIC = re.compile(
    r"([-+−]?[0-9]+(?:\.[0-9]+)?)\s*(?:[eE]|(?:\*|×|x)\s*10\s*(?:\^|\*\*))\s*\(?([-+−]?[0-9]{1,3})\)?"
)
_BASED = re.compile(r"[-+−]?0[xbo][0-9a-f]", re.IGNORECASE)
_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_FRACTION = rf"[-+−]?{_WHOLE}\s*/\s*[0-9]+|\([-+−]?[0-9]+\)/\([0-9]+\)"
_WITH_UNIT = re.compile(
    rf"(?P<sign>[-+−]?)\s*(?P<currency>[$€£¥])?\s*(?P<number>[0-9]+\s+[0-9]+\s*/\s*[0-9]+|{_FRACTION}|{_NUMBER})"
    r"\s*(?P<percent>%|percent(?:age)?\b|per cent\b|pct\b)?\s*(?P<unit>[$€£¥]|[A-Za-z°][A-Za-z°. /^0-9'-]*)?"
)
_GROUPED = re.compile(r"[-+−]?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
NOT_A_UNIT = re.compile(
    r"(?:and|to|plus|minus|times|x|than|over|less|mod|modulo|choose|factorial|squared|cubed|ish|(?-i:[kKM]))\b"
    r"|(?:.*[ ])?(?:or|not|is|isn't|are|if|but|maybe|wrong|than|equals?|gives|makes|yields|becomes|divided|multiplied"
    r"|added|subtracted|squared|cubed|power)\b",
    re.IGNORECASE,
)
"""Words that change a number, or say something of it."""
_SCALES: dict[str, Fraction] = {
    "dozen": Fraction(12), "hundred": Fraction(100), "thousand": Fraction(1000), "million": Fraction(10**6),
    "billion": Fraction(10**9), "trillion": Fraction(10**12),
    "halves": Fraction(1, 2), "thirds": Fraction(1, 3), "fourths": Fraction(1, 4), "fifths": Fraction(1, 5),
    "sixths": Fraction(1, 6), "sevenths": Fraction(1, 7), "eighths": Fraction(1, 8), "ninths": Fraction(1, 9),
    "tenths": Fraction(1, 10), "hundredths": Fraction(1, 100), "thousandths": Fraction(1, 1000),
}  # fmt: skip
"""Words behind a number that scale it. Quarters and seconds are coins and times; in words, three quarters are 3/4."""
_NAME = re.compile(r"[A-Za-z|][A-Za-z0-9_|:()]{0,11}")
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_CHOICE = re.compile(r"(?:(?:option|choice)\s+)?\(?([A-Ja-j])\)?[.):]?", re.IGNORECASE)


def _fraction(text: str) -> Fraction:
    return evaluate(text.replace("−", "-"))


def _number(text: str) -> ParsedAnswer | None:
    """A number with at most a currency sign, a percent sign or a unit; None for anything else."""
    if _GROUPED.fullmatch(text):
        text = text.replace(" ", "")
    if match := _SCIENTIFIC.fullmatch(text):
        mantissa = Fraction(match.group(1).replace("−", "-"))
        return ParsedAnswer("number", text, mantissa * Fraction(10) ** int(match.group(2).replace("−", "-")))
    match = _WITH_UNIT.fullmatch(text)
    if match is None or (value := _written(match.group("number"))) is None:
        return None
    written = match.group("number")
    if match.group("sign") in ("-", "−"):
        value = -value
    unit = re.sub(r"\s+", " ", (match.group("unit") or "").strip().rstrip("."))
    if re.search(r"\d", unit.replace("^2", "").replace("^3", "")):
        return None  # "34 or 35": a second number is a second answer
    glued = bool(unit) and text.endswith(f"{written}{unit}")
    if glued and _BASED.match(text):
        return None  # 0xcafe: no units of nothing
    if NOT_A_UNIT.match(unit) or len(unit.split()) > MAX_UNIT_WORDS or factors(unit, glued):
        return None
    first, _, rest = (unit := unit.lower()).partition(" ")
    if first in _SCALES:
        value, unit = value * _SCALES[first], rest
    percent = match.group("percent") is not None
    places = len(written.split(".")[1]) if "." in written else 0
    return ParsedAnswer(
        "number", text, value / 100 if percent else value, places, percent, f"{match.group('currency') or ''}{unit}"
    )


def _written(text: str) -> Fraction | None:
    """The value of digits, of a fraction or of a mixed number."""
    if match := _MIXED.fullmatch(text):
        whole, top, bottom = (int(part) for part in match.groups())
        return whole + Fraction(top, bottom) if top < bottom else None
    try:
        return _fraction(text)
    except CalculatorError:
        return None


@functools.lru_cache(CACHED)
def parse_answer(text: str) -> ParsedAnswer:
    """Read an answer. Never raises; what cannot be read as more is text, and what is too long is nothing."""
    if not text.strip() or len(text) > MAX_ANSWER_CHARACTERS:
        return ParsedAnswer("none", text[:80])
    bare = strip_dressing(text)
    if not bare:
        return ParsedAnswer("none", text[:80])
    if (day := date(bare) or time_of_day(bare)) is not None:
        return ParsedAnswer("text", day)
    if (number := _number(bare)) is not None:
        return number
    if (number := _spelled(bare)) is not None:
        return number
    lowered = bare.lower()
    if lowered in _TRUTH:
        return ParsedAnswer("boolean", lowered, Fraction(int(_TRUTH[lowered])))
    if match := _CHOICE.fullmatch(bare):
        return ParsedAnswer("choice", match.group(1).upper())
    if (items := _list(bare)) is not None:
        return items
    try:
        return ParsedAnswer("number", bare, _fraction(bare))
    except CalculatorError:
        return ParsedAnswer("text", bare)


def _spelled(text: str) -> ParsedAnswer | None:
    """`thirty-four`: number words and nothing else."""
    found = quantities(text) if text[:1].isalpha() and len(text) < 100 else []
    head, _, last = text.lower().rpartition(" ")
    parts = {**_SCALES, "quarters": Fraction(1, 4)}
    if last in parts and parts[last] < 1 and (count := _spelled(head)) is not None and count.value is not None:
        return ParsedAnswer("number", text, count.value * parts[last])
    if len(found) != 1 or found[0].implied or found[0].text != text:
        return None
    return ParsedAnswer("number", text, found[0].value)


def unwrap(parsed: ParsedAnswer) -> tuple[str, ParsedAnswer]:
    """`x = 28 + 32 = 60` as the name `x` and the number 60; anything else, a false chain among it, as ("", itself).

    Every member must be the one name or a number, and the numbers must all be equal: `2 + 2 = 5` says nothing.
    """
    members = [member.strip() for member in parsed.text.split("=", MAX_CHAIN + 1)]
    if parsed.kind != "text" or not 2 <= len(members) <= MAX_CHAIN or any(c in parsed.text for c in "<>"):
        return "", parsed
    names = [member for member in members if _NAME.fullmatch(member)]
    numbers = [parse_answer(member) for member in members if member and member not in names]
    if len(names) > 1 or "" in members[1:] or not numbers:
        return "", parsed
    if any(number.kind != "number" or number.value != numbers[0].value for number in numbers):
        return "", parsed
    return (names[0] if names else ""), numbers[-1]


def _list(text: str) -> ParsedAnswer | None:
    """Numbers separated by commas or semicolons, perhaps in brackets: a set or a tuple."""
    inner = text[1:-1] if text[:1] + text[-1:] in ("()", "[]", "{}") else text
    if text.startswith(r"\{") and text.endswith(r"\}"):
        inner = text[2:-2]
    if not re.search(r"[,;]", inner):
        return None
    items = [_number(part.strip()) for part in re.split(r"[;,]", inner)]
    if len(items) < 2 or any(item is None for item in items):
        return None
    return ParsedAnswer("list", text, items=tuple(item for item in items if item is not None))
