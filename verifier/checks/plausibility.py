"""What no right answer can be, whatever was calculated: a negative price, a probability above 1, half a child."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.quantities import quantities
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held

OLDEST = 150
"""Years: a question with a larger number may be about something older."""
_PROBABILITY = re.compile(
    r"\bprobability\b|\bhow likely\b|\bwhat (?:is the )?chance\b|\bthe chance (?:of|that)\b|\bprob of\b", re.I
)
_PEOPLE = re.compile(
    r"\bhow many (?:more |of the |of these |other )?(people|persons|children|kids|students|pupils|boys|girls|men|women|"
    r"players|workers|friends|guests|passengers|teachers|members|customers|visitors|babies|employees|voters|soldiers)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\bwhat (?:percent|percentage) of (?:the |his |her |their |all |these |those )*(?:[a-z]+ )?[a-z]+s "
    r"(?:are|were|do|did|have|had|like|liked|chose|play|passed)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\bhow old\b|\bwhat is the age of\b|\bwhat is [\w']+ age\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\bhow much (?:money|change|does|do|did)\b(?! ?[-−–(\[\d])|\bhow many (?:hours|minutes|seconds|days|weeks|months|years|miles|kilomet|"
    r"met(?:er|re)s|feet|inches|pounds|grams|kilograms|lit(?:er|re)s|gallons|cups|dollars|cents)\b|"
    r"\b(?:price|cost|area|volume|perimeter|distance|speed|weight|length)\b.*\?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:differ|change in|balance|profit|loss|lose|lost|debt|owe|temperature|degrees|below|coordinate|integral|slope|less|"
    r"minus|subtract|negative|rise|fall|fell|drop|gain|net|express|convert|equals|integra|signed|derivative)|-\d",
    re.IGNORECASE,
)
"""Words of questions whose answers may well be below zero."""
_AVERAGE = re.compile(r"\b(mean|average|median|mode)\b", re.IGNORECASE)
_NOT_PLAIN = re.compile(
    r"\b(?:weighted|geometric|harmonic|absolute|deviation|value theorem|missing|must|next|another|range|sum)\b", re.I
)
_DATA = re.compile(r"-?(?<!\d)\d{1,30}(?:\.\d{1,30})?(?:(?:, and |, | and )-?\d{1,30}(?:\.\d{1,30})?){2,}")
_DIGIT = re.compile(
    r"\b(?:which|what|the|find) (?:is the )?(?:[a-z]+ ){0,2}digit\b(?! (?:sum|product|number|\d))", re.IGNORECASE
)
_MANY_DIGITS = re.compile(
    r"\bdigits\b|\bdigit (?:sum|product|code|number)|\bsum of|-digit\b|\bhow (?:many|often)\b|\bcount\b|\bnumber of\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\bwhat is the range\b|\brange\?|\bthe range of\b", re.IGNORECASE)


class Plausibility(AnswerCheck):
    """A pass shows that the answer lies where every answer to such a question lies; it may still be wrong."""

    name = "plausibility"
    subject = "bound on the answer is known"
    proves = False

    def examine(self, question: str, answer: str) -> Finding | None:
        parsed = parse_answer(answer)
        if parsed.kind != "number" or parsed.value is None:
            return None
        value, text = parsed.value, shown(answer)
        if _PROBABILITY.search(question):
            top = 100 if re.search(r"per ?cent|%", question, re.IGNORECASE) and not parsed.percent else 1
            return _within(value, Fraction(0), Fraction(top), "a probability", text)
        if _PART.search(question):
            return _within(value, Fraction(0), Fraction(1 if parsed.percent else 100), "a part in per cent", text)
        if _PEOPLE.search(question) and not re.search(
            r"\b(?:average|mean|expected|per|differ|fewer|less)", question, re.I
        ):
            if value < 0 or value.denominator != 1:
                return broken(f"There cannot be {text} people.")
            return held(f"{text} people are possible.")
        if _AGE.search(question):
            ancient = any(q.value > OLDEST for q in quantities(question))
            return _within(value, Fraction(0), value if ancient and value > 0 else Fraction(OLDEST), "an age", text)
        if _DIGIT.search(question) and not _MANY_DIGITS.search(question):
            if value.denominator != 1 or not 0 <= value <= 9:
                return broken(f"A digit cannot be {text}.")
            return held(f"{text} is a digit.")
        return _of_data(question, value, text) or _amount(question, value, text)


def _within(value: Fraction, low: Fraction, high: Fraction, what: str, text: str) -> Finding:
    if low <= value <= high:
        return held(f"{text} is possible as {what}.")
    return broken(f"{what[:1].upper()}{what[1:]} cannot be {text}.")


def _of_data(question: str, value: Fraction, text: str) -> Finding | None:
    """An average lies between the smallest and the largest of the data; a mode is one of them."""
    rows = [[Fraction(n) for n in re.findall(r"-?\d+(?:\.\d+)?", m.group())] for m in _DATA.finditer(question)]
    kind = _AVERAGE.search(question)
    if len(rows) != 1 or re.search(r"\d", _DATA.sub("", question)):
        return None
    (data,) = rows
    low, high = min(data), max(data)
    if _RANGE.search(question) and not kind:
        return _within(value, Fraction(0), high - low, "the range of these numbers", text)
    if kind is None or _NOT_PLAIN.search(question):
        return None
    if kind.group(1).lower() == "mode" and value not in data:
        return broken(f"The mode of these numbers cannot be {text}, which is not among them.")
    if low <= value <= high:
        return held(f"{text} lies between {format_number(low)} and {format_number(high)}.")
    return broken(
        f"The {kind.group(1).lower()} lies between {format_number(low)} and {format_number(high)}, not at {text}."
    )


def _amount(question: str, value: Fraction, text: str) -> Finding | None:
    if not _AMOUNT.search(question) or _SIGNED.search(question):
        return None
    return broken(f"Such an amount cannot be {text}.") if value < 0 else held(f"{text} is not below zero.")
