"""How many of one unit another has, where a question asks for that alone: "how many seconds does a minute have?"."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.quantities import quantities
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200, "millennium": 12_000}
_METRES = {"millimetre": 1, "centimetre": 10, "metre": 1000, "kilometre": 1_000_000}
_GRAMS = {"milligram": 1, "gram": 1000, "kilogram": 1_000_000, "tonne": 10**9, "metric ton": 10**9}
_LITRES = {"millilitre": 1, "centilitre": 10, "litre": 1000}
_LEAP_YEAR = {"day": 1, "leap year": 366}
SCALES: tuple[dict[str, int], ...] = (_SECONDS, _MONTHS, _LEAP_YEAR, _METRES, _GRAMS, _LITRES)
"""Units that are whole numbers of each other, always."""
_PLURALS = {"centuries": "century", "millennia": "millennium"}
_WORD = re.compile(
    r"\b("
    + "|".join(sorted({w for scale in SCALES for w in scale} | set(_PLURALS), key=len, reverse=True))
    + r")(s?)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\bhow many\b|\b(?:number|total|count) of\b|\bhow often\b|\b(?:what|which) (?:number|do you get)\b|\bthe number\b|_{2,}",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:(?!months?\b|with\b)\w+ths?|hal(?:f|ves)|quarters?|thirds?|leap(?! year)|square[d]?|cubic|cube|per|every|each|from|until|pairs?|"
    r"gone|left|without|except|excluding|besides|apart|minus|plus)\b",
    re.IGNORECASE,
)
_BETWEEN = frozenset(
    "a an one of for that are is was there in into inside within has have had got does do it its the how many much what "
    "which count total number find you would say please as everyone learns make makes made up go goes to fit fits contain "
    "contains equal equals hold holds can be ___".split()
)
"""Words that only tell which of the two units holds the other; any other tells of a part of it ("in a day shift")."""
_BEFORE_SMALL = frozenset("a an many of the its for one please often does ___".split()) | {""}
_BEFORE_LARGE = frozenset("a an one".split())
MAX_WORDS = 24


class UnitFacts(AnswerCheck):
    """A pass shows that the answer is how many of the smaller unit make the larger one."""

    name = "units"
    subject = "number of one unit in another is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        text = re.sub(r"(?<=met)er(?=s?\b)|(?<=lit)er(?=s?\b)", "re", question)
        text = re.sub(r"\bquestion 1:", " ", text)
        units = list(_WORD.finditer(text))
        found = {_unit(match) for match in units}
        if (
            len(units) != 2
            or len(found) != 2
            or not _ASKS.search(text)
            or _MORE.search(text)
            or _counted(text)
            or len(text.split()) > MAX_WORDS
        ):
            return None
        scale = next((scale for scale in SCALES if found <= scale.keys()), None)
        said = parse_answer(answer)
        if scale is None or said.kind != "number" or said.value is None:
            return None
        small, large = sorted(found, key=lambda unit: scale[unit])
        if not _bare(text, units, small):
            return None
        right = Fraction(scale[large], scale[small])
        if said.value != right:
            return broken(f"A {large} has {format_number(right)} {small}s, not {shown(answer)}.")
        return held(f"a {large} has {format_number(right)} {small}s.")


def _unit(match: re.Match[str]) -> str:
    return _PLURALS.get(match[1].lower(), match[1].lower())


def _bare(text: str, units: list[re.Match[str]], small: str) -> bool:
    """Whether one whole of the larger unit is asked about, and all of the smaller: not "the months of the year with an
    r", "working days in a week", "the hours a cat sleeps in a day"."""
    first, last = units
    tail = re.split(r"[.?!,;:]", text[last.end() :], maxsplit=1)[0]
    if not set(_words(text[first.end() : last.start()])) | set(_words(tail)) <= _BETWEEN:
        return False
    for match in units:
        before = (_words(text[max(0, match.start() - 40) : match.start()]) or [""])[-1]
        if before not in (_BEFORE_SMALL if _unit(match) == small else _BEFORE_LARGE):
            return False
    return True


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.lower())


def _counted(text: str) -> bool:
    """Whether a number stands in the text, in digits or words, beside what the units bring in."""
    return any(not quantity.implied for quantity in quantities(text))
