"""Sizes of numbers: rounding, order, the nearest of several."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from tasks.numbers import format_number
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held
from verifier.checks.formulas import number, read
from verifier.checks.whole_numbers import (
    listed,
)
from verifier.equivalence import strip_dressing

_SIZES = {"integer": 0, "whole number": 0, "unit": 0, "one": 0, "ten": 1, "hundred": 2, "thousand": 3, "ten thousand": 4,
          "hundred thousand": 5, "million": 6}  # fmt: skip
_PLACES = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_ITEM = r"(?:-?(?<!\d)\d{1,30}(?:\.\d{1,30})?(?:/\d{1,30})?|(?<![\w'])[a-z](?![\w'(]))"
_ROW = re.compile(rf"{_ITEM}(?:, {_ITEM})+(?:,? and {_ITEM})?(?![\w*/+=^]| ?[-*+=^] ?[\w(])")


class Rounded(AnswerCheck):
    """A pass shows that the answer is a multiple of the place asked for, within half of it of the number."""

    name = "rounding"
    subject = "number is to be rounded"

    _nearest = re.compile(
        rf"\bnearest (?:one (?=ten|hundred|million|thousand))?({'|'.join(sorted(_SIZES, key=len, reverse=True))}|10+)\b",
        re.IGNORECASE,
    )
    _places = re.compile(rf"\b({'|'.join(_PLACES)}|\d{{1,2}}) (?:decimal places?|dps?)\b", re.IGNORECASE)

    def examine(self, question: str, answer: str) -> Finding | None:
        nearest, places = self._nearest.search(question), self._places.search(question)
        if (nearest is None) == (places is None) or re.search(r"\broot\b|%|\$|\bsignificant\b", question):
            return None
        match = nearest or places
        assert match is not None
        word = match.group(1).lower()
        if nearest is not None:
            step = Fraction(10 ** (len(word) - 1 if word.isdigit() else _SIZES[word]))
        else:
            step = Fraction(1, 10 ** (int(word) if word.isdigit() else _PLACES[word]))
        values = listed(question[: match.start()] + " " * len(match.group()) + question[match.end() :])
        said = parse_answer(answer)
        if values is None or len(values) != 1 or said.kind != "number" or said.value is None or said.percent:
            return None
        if step < Fraction(1, 10**12):
            return None
        if (said.value / step).denominator != 1:
            return broken(f"{shown(answer)} is not rounded to {shown(match.group(1))}.")
        if abs(said.value - values[0]) * 2 > step:
            return broken(
                f"{shown(answer)} is further from {format_number(values[0])} than half of {format_number(step)}."
            )
        return held(f"{shown(answer)} lies within half of {format_number(step)} of {shown(format_number(values[0]))}.")


class Ordered(AnswerCheck):
    """A pass shows that the answer has the question's numbers, each once, in the order asked for."""

    name = "sorting"
    subject = "list of numbers is to be sorted"

    _sort = re.compile(r"\bsort\b|\border\b|\barrange\b|\bleast to greatest\b|\bsmallest to (?:the )?largest\b|"
                       r"\bascending\b|\bdescending\b|\b(?:de|in)creasing\b", re.IGNORECASE)  # fmt: skip
    _down = re.compile(r"\bdescending\b|\bdecreasing\b|\blargest (?:first|to)|\bgreatest (?:first|to)|"
                       r"\bfrom (?:the )?(?:largest|greatest|highest)|\bbeginning with the (?:largest|greatest)", re.IGNORECASE)  # fmt: skip

    def examine(self, question: str, answer: str) -> Finding | None:
        reading = read(question)
        items = [part.strip() for part in re.split(r",|;", strip_dressing(answer).strip("[]"))]
        items = [item.strip("'\" ") for item in items]
        if not self._sort.search(question) or len(items) < 2 or not reading.complete:
            return None
        values = [number(item, reading) for item in items] if all(map(_readable, items)) else []
        asked = row(question)
        if not values or None in values or asked is None:
            return None
        given = [number(item, reading) for item in asked]
        same = None not in given and Counter(values) == Counter(given)  # 1/4 may be answered as 0.25
        if not same and sorted(map(_squeezed, items)) != sorted(map(_squeezed, asked)):
            return broken(f"{shown(answer)} does not hold the numbers of the question, each once.")
        sizes = [v for v in values if v is not None]
        wanted = sorted(sizes, reverse=self._down.search(question) is not None)
        wrong = next((i for i, (a, b) in enumerate(zip(sizes, wanted, strict=True)) if a != b), None)
        if wrong is not None:
            return broken(f"{shown(items[wrong])} is out of order.")
        return held("the numbers of the question are in the order asked for.")


class Nearest(AnswerCheck):
    """A pass shows that no other number of the question's list is as near."""

    name = "nearest"
    subject = "nearest of several numbers is asked for"

    _target = re.compile(r"\b(?:nearest|closest) to (-?[\d./]*[\d]|[a-z])(?![\w/])", re.IGNORECASE)

    def examine(self, question: str, answer: str) -> Finding | None:
        match, reading = self._target.search(question), read(question)
        if match is None or not reading.complete:
            return None
        options = dict(re.findall(r"\(([a-h])\) (\S+)", question))
        asked = list(options.values()) or row(question[: match.start()] + "; " + question[match.end() :])
        said = options.get(answer.strip("() ").lower(), answer.strip()) if options else answer.strip()
        if asked is None or not all(map(_readable, [*asked, said])):
            return None
        target, mine = number(match.group(1), reading), number(said, reading)
        values = [number(item, reading) for item in asked]
        if target is None or mine is None or None in values or len(values) < 2:
            return None
        if mine not in values:
            return broken(f"{shown(said)} is not one of the numbers of the question.")
        gaps = sorted(abs(v - target) for v in values if v is not None)
        if abs(mine - target) > gaps[0]:
            return broken(
                f"{shown(said)} is {format_number(abs(mine - target))} away, another only {format_number(gaps[0])}."
            )
        return held(f"{shown(said)} is {shown(format_number(gaps[0]))} away, and no other is nearer.")


def row(question: str) -> list[str] | None:
    """The one list of numbers and letters that a question writes."""
    found = [m.group() for m in _ROW.finditer(question)]
    return re.split(r",? and |, ", found[0]) if len(found) == 1 else None


def _readable(item: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d+)?(?:/\d+)?|[a-z]", item) is not None


def _squeezed(item: str) -> str:
    return item.replace(" ", "")
