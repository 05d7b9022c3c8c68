"""Reading an answer: from text as people and models write it to a value that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from verifier.calculator import CalculatorError, evaluate

MAX_ANSWER_CHARACTERS = 2_000
APPROXIMATE_PLACES = 6
"""A decimal written with this many places or more is taken for a rounded one."""

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

    @property
    def approximate(self) -> bool:
        return self.places >= APPROXIMATE_PLACES


_BOXED = re.compile(r"\\boxed\s*\{")
_LEAD = re.compile(
    r"^.*?\b(?:the\s+)?(?:final\s+)?(?:answer|result|solution|total)\s*(?:is|=|:|equals|would be)\s*:?\s*",
    re.IGNORECASE | re.DOTALL,
)
_LATEX = (
    (re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r"(\1)/(\2)"),
    (re.compile(r"\\[dt]?frac\s*(\d)\s*(\d)"), r"(\1)/(\2)"),
    (re.compile(r"\\(?:text|mathrm|textbf|mbox|mathbf)\s*\{([^{}]*)\}"), r" \1"),
    (re.compile(r"\\(?:left|right|displaystyle)\b|\\[!,;: ]"), ""),
    (re.compile(r"\\(?:times|cdot)\b"), "*"),
    (re.compile(r"\\div\b"), "/"),
    (re.compile(r"\^\s*\{([^{}]*)\}"), r"^(\1)"),
    (re.compile(r"\\%"), "%"),
    (re.compile(r"\\\$"), "$"),
    (re.compile(r"\^\s*\\circ|°"), " degrees"),
)
_PLAIN = re.compile(r"[-+]?\s*(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?")
_NUMBER = r"[-+−]?\s*(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[-+−]?\s*\.[0-9]+"
_MIXED = re.compile(r"([-+−]?)\s*([0-9]+)\s+([0-9]+)\s*/\s*([0-9]+)")
_SCIENTIFIC = re.compile(
    r"([-+−]?[0-9]+(?:\.[0-9]+)?)\s*(?:[eE]|(?:\*|×|x)\s*10\s*(?:\^|\*\*))\s*\(?([-+−]?[0-9]{1,3})\)?"
)
_WITH_UNIT = re.compile(
    rf"(?P<sign>[-+−]?)\s*(?P<currency>[$€£¥])?\s*(?P<number>{_NUMBER}|[-+−]?[0-9]+\s*/\s*[0-9]+|\([-+−]?[0-9]+\)/\([0-9]+\))"
    r"\s*(?P<percent>%|percent\b|per cent\b|pct\b)?\s*(?P<unit>[A-Za-z°][A-Za-z°. /^0-9'-]*)?"
)
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}
_CHOICE = re.compile(r"\(?([A-Ja-j])\)?[.):]?")


def strip_dressing(text: str) -> str:
    """The answer without `\\boxed{}`, "the answer is", dollar math, LaTeX text and closing punctuation."""
    boxed = list(_BOXED.finditer(text))
    if boxed:
        contents = {_braced(text, match.end()) for match in boxed}
        if len(contents) > 1:
            return text.strip()  # several different boxes are several answers: nothing is picked for the writer
        text = contents.pop()
    text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    text = text.strip().strip("`*_").strip()
    for opening, closing in (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]")):
        if text.startswith(opening) and text.endswith(closing) and len(text) > 2 * len(opening):
            text = text[len(opening) : -len(closing)].strip()
            break
    for pattern, replacement in _LATEX:
        text = pattern.sub(replacement, text)
    return text.replace("{", "").replace("}", "").strip().rstrip(".,;:!").strip()


def _braced(text: str, start: int) -> str:
    depth = 1
    for i in range(start, len(text)):
        depth += (text[i] == "{") - (text[i] == "}")
        if depth == 0:
            return text[start:i]
    return text[start:]


def _fraction(text: str) -> Fraction:
    return evaluate(text.replace("−", "-"))


def _number(text: str) -> ParsedAnswer | None:
    """A number with at most a currency sign, a percent sign or a unit; None for anything else."""
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
    if re.match(r"(or|and|to|plus|minus|times|x|than|not)\b", unit):
        return None
    percent = match.group("percent") is not None
    places = len(written.split(".")[1]) if "." in written else 0
    return ParsedAnswer(
        "number", text, value / 100 if percent else value, places, percent, f"{match.group('currency') or ''}{unit}"
    )


def parse_answer(text: str) -> ParsedAnswer:
    """Read an answer. Never raises; what cannot be read as more is text, and what is too long is nothing."""
    if not text.strip() or len(text) > MAX_ANSWER_CHARACTERS:
        return ParsedAnswer("none", text[:80])
    bare = strip_dressing(text)
    if not bare:
        return ParsedAnswer("none", text[:80])
    if (number := _number(bare)) is not None:
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


def _list(text: str) -> ParsedAnswer | None:
    """Numbers separated by commas or semicolons, perhaps in brackets: a set or a tuple."""
    inner = text[1:-1] if text[:1] + text[-1:] in ("()", "[]", "{}") else text
    if not re.search(r"[,;]", inner):
        return None
    items = [_number(part.strip()) for part in re.split(r"[;,]", inner)]
    if len(items) < 2 or any(item is None for item in items):
        return None
    return ParsedAnswer("list", text, items=tuple(item for item in items if item is not None))
