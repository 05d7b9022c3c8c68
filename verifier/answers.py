"""Reading an answer: from text as people and models write it to a value that can be compared."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tasks.quantities import quantities
from verifier.calculator import CalculatorError, evaluate
from verifier.dates import date, time_of_day
from verifier.extraction import boxes

MAX_ANSWER_CHARACTERS = 2_000
CACHED = 256
"""Readings kept: one comparison asks for the same text several times."""
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


_LEAD = re.compile(
    r"^.*?\b(?:the\s+)?(?:final\s+)?(?:answer|result|solution|total)\s*(?:is|=|:|equals|would be)\s*:?\s*",
    re.IGNORECASE | re.DOTALL,
)
_BARE_LEAD = re.compile(r"^\s*(?:#+\s*)?(?:(?:final\s+)?answer\b[\s:]*)?", re.IGNORECASE)
_DOLLARS = re.compile(r"\$([^$]*[^$,;\s]\s*)\$(\s*(?:\\?%|[A-Za-z])[^$]*)?")
_ARGUMENT = r"\s*(?:\{([^{}]*)\}|(\d))"
_FRAC = re.compile(rf"\\[dtc]?frac{_ARGUMENT}{_ARGUMENT}")
_LATEX = (
    (re.compile(r"\\(?:text|textnormal|mathrm|textbf|mbox|mathbf)\s*\{([^{}]*)\}"), r" \1"),
    (re.compile(r"\{,\}|,\\!\s*"), ","),
    (re.compile(r"\\(?:left|right|displaystyle)\b|\\[!,;: ]"), ""),
    (re.compile(r"\\(?:times|cdot)\b"), "*"),
    (re.compile(r"\\div\b"), "/"),
    (re.compile(r"\\geq?\b|≥"), ">="),
    (re.compile(r"\\leq?\b|≤"), "<="),
    (re.compile(r"\\gt\b"), ">"),
    (re.compile(r"\\lt\b"), "<"),
    (re.compile(r"\^\s*\{([^{}]*)\}"), r"^(\1)"),
    (re.compile(r"\\([%${}])"), r"\1"),
    (re.compile(r"\^\s*\\circ|°"), " degrees"),
)
_EXCLAIMED = re.compile(r"(?<=[A-Za-z]{2})[!\s.]+$")
"""An exclamation mark after a word; after a number or a letter it is a factorial."""
_NUMBER = r"[-+−]?\s*(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[-+−]?\s*\.[0-9]+"
_MIXED = re.compile(r"([-+−]?)\s*([0-9]+)\s+([0-9]+)\s*/\s*([0-9]+)")
_SCIENTIFIC = re.compile(
    r"([-+−]?[0-9]+(?:\.[0-9]+)?)\s*(?:[eE]|(?:\*|×|x)\s*10\s*(?:\^|\*\*))\s*\(?([-+−]?[0-9]{1,3})\)?"
)
_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_FRACTION = rf"[-+−]?{_WHOLE}\s*/\s*[0-9]+|\([-+−]?[0-9]+\)/\([0-9]+\)"
_WITH_UNIT = re.compile(
    rf"(?P<sign>[-+−]?)\s*(?P<currency>[$€£¥])?\s*(?P<number>{_NUMBER}|{_FRACTION})"
    r"\s*(?P<percent>%|percent(?:age)?\b|per cent\b|pct\b)?\s*(?P<unit>[$€£¥]|[A-Za-z°][A-Za-z°. /^0-9'-]*)?"
)
_GROUPED = re.compile(r"[-+−]?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
NOT_A_UNIT = re.compile(
    r"(?:and|to|plus|minus|times|x|than|equals)\b|(?:.*[ ])?(?:or|not|is|isn't|if|but|maybe|wrong|than)\b",
    re.IGNORECASE,
)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NAME = re.compile(r"[A-Za-z|][A-Za-z0-9_|:()]{0,11}")
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
_SUPERSCRIPT = re.compile("([^⁰¹²³⁴⁵⁶⁷⁸⁹⁻])([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)")
_LETTERLIKE = str.maketrans(
    {"．": ".", "٫": ".", "，": ",", "٬": ",", "％": "%", "⁄": "/", "\u00a0": " ", "\u202f": " "}
)
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_CHOICE = re.compile(r"\(?([A-Ja-j])\)?[.):]?")


@functools.lru_cache(CACHED)
def plain_digits(text: str) -> str:
    """The text with digits of any script, `½`, `²` and wide punctuation in ASCII: `1½` is `1 1/2`, `2³` is `2^3`."""
    if text.isascii():
        return text
    text = _SUPERSCRIPT.sub(lambda m: f"{m[1]}^{''.join(_SUPERSCRIPTS[c] for c in m[2])}", text.translate(_LETTERLIKE))
    out = ""
    for c in text:
        if unicodedata.category(c) == "Nd":
            out += str(unicodedata.decimal(c))
        elif unicodedata.decomposition(c).startswith("<fraction>"):
            value = Fraction(unicodedata.numeric(c)).limit_denominator(10)
            out += f"{' ' if out[-1:].isdigit() else ''}{value.numerator}/{value.denominator}"
        else:
            out += c
    return out


@functools.lru_cache(CACHED)
def strip_dressing(text: str) -> str:
    """The answer without `\\boxed{}`, "the answer is", dollar math, LaTeX text and closing punctuation."""
    runs = boxes(text) if "boxed" in text else []
    if runs:
        if len({tuple(run) for run in runs}) > 1 or (len(runs[0]) > 1 and "" in map(str.strip, runs[0])):
            return text.strip()  # several different boxes are several answers: nothing is picked for the writer
        text = ", ".join(dict.fromkeys(runs[0]))
    text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else _BARE_LEAD.sub("", text, count=1)
    text = _undressed(text)
    for opening, closing in (("$$", "$$"), (r"\(", r"\)"), (r"\[", r"\]")):
        if text.startswith(opening) and text.endswith(closing) and len(text) > 2 * len(opening):
            text = text[len(opening) : -len(closing)].strip()
            break
    if match := _DOLLARS.fullmatch(text):
        text = match.group(1) + (match.group(2) or "")
    text = _FRAC.sub(lambda m: f"({m[1] or m[2]})/({m[3] or m[4]})", text)
    for pattern, replacement in _LATEX:
        text = pattern.sub(replacement, text)
    if text.count("{") == text.count("}"):
        text = text.replace("{", "").replace("}", "")
    return _undressed(plain_digits(text))


def _undressed(text: str) -> str:
    """Without white space, markdown emphasis and closing punctuation, in whichever order they come."""
    text = text.lstrip(" \t\r\n\u00a0`*_")
    text = text.rstrip(" \t\r\n\u00a0`*_.,;:")
    return _EXCLAIMED.sub("", text)


def _fraction(text: str) -> Fraction:
    return evaluate(text.replace("−", "-"))


def _number(text: str) -> ParsedAnswer | None:
    """A number with at most a currency sign, a percent sign or a unit; None for anything else."""
    if _GROUPED.fullmatch(text):
        text = text.replace(" ", "")
    if match := _SCIENTIFIC.fullmatch(text):
        mantissa = Fraction(match.group(1).replace("−", "-"))
        value = mantissa * Fraction(10) ** int(match.group(2).replace("−", "-"))
        return ParsedAnswer("number", text, value, places=0)
    if match := _MIXED.fullmatch(text):
        whole, top, bottom = (int(match.group(i)) for i in (2, 3, 4))
        if bottom == 0 or top >= bottom:
            return None
        value = whole + Fraction(top, bottom)
        return ParsedAnswer("number", text, -value if match.group(1) in ("-", "−") else value)
    match = _WITH_UNIT.fullmatch(text)
    if match is None:
        return None
    written = match.group("number")
    try:
        value = _fraction(written)
    except CalculatorError:
        return None
    if match.group("sign") in ("-", "−"):
        value = -value
    unit = (match.group("unit") or "").strip().lower().rstrip(".")
    if re.search(r"\d", unit.replace("^2", "").replace("^3", "")):
        return None  # "34 or 35": a second number is a second answer
    if NOT_A_UNIT.match(unit) or len(unit.split()) > MAX_UNIT_WORDS:
        return None
    first, _, rest = unit.partition(" ")
    if first in _SCALES:
        value, unit = value * _SCALES[first], rest
    percent = match.group("percent") is not None
    places = len(written.split(".")[1]) if "." in written else 0
    return ParsedAnswer(
        "number", text, value / 100 if percent else value, places, percent, f"{match.group('currency') or ''}{unit}"
    )


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
    if not re.search(r"[,;]", inner):
        return None
    items = [_number(part.strip()) for part in re.split(r"[;,]", inner)]
    if len(items) < 2 or any(item is None for item in items):
        return None
    return ParsedAnswer("list", text, items=tuple(item for item in items if item is not None))
