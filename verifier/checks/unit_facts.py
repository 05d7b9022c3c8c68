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
SCALES: tuple[dict[str, int], ...] = (_SECONDS, _MONTHS, _METRES, _GRAMS, _LITRES)
"""Units that are whole numbers of each other, always."""
_PLURALS = {"centuries": "century", "millennia": "millennium"}
_WORD = re.compile(
    r"\b("
    + "|".join(sorted({w for scale in SCALES for w in scale} | set(_PLURALS), key=len, reverse=True))
    + r")(s?)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\bhow many\b|\b(?:number|total) of\b|\bhow often\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:(?!months?\b)\w+ths?|hal(?:f|ves)|quarters?|thirds?|leap|square[d]?|cubic|cube|per|every|each|from|to|until|pairs?|gone|left)\b",
    re.IGNORECASE,
)
MAX_WORDS = 24


class UnitFacts(AnswerCheck):
    """A pass shows that the answer is how many of the smaller unit make the larger one."""

    name = "units"
    subject = "number of one unit in another is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        text = re.sub(r"(?<=met)er(?=s?\b)|(?<=lit)er(?=s?\b)", "re", question)
        found = {_PLURALS.get(word.lower(), word.lower()) for word, _ in _WORD.findall(text)}
        if (
            len(found) != 2
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
        right = Fraction(scale[large], scale[small])
        if said.value != right:
            return broken(f"A {large} has {format_number(right)} {small}s, not {shown(answer)}.")
        return held(f"a {large} has {format_number(right)} {small}s.")


def _counted(text: str) -> bool:
    """Whether a number stands in the text, in digits or words, beside what the units bring in."""
    return any(not quantity.implied for quantity in quantities(text))
