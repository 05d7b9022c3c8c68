"""Values and sizes of numbers: an expression's value, roots, rounding, order, the nearest of several."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.formulas import formulas, number, read
from verifier.checks.whole_numbers import (
    listed,
)
from verifier.equivalence import strip_dressing
from verifier.parsing.exact import rational
from verifier.parsing.grammar import parse

_ORDERS = {
    "square": 2, "cube": 3, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_SIZES = {"integer": 0, "whole number": 0, "unit": 0, "one": 0, "ten": 1, "hundred": 2, "thousand": 3, "ten thousand": 4,
          "hundred thousand": 5, "million": 6}  # fmt: skip
_PLACES = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_PLAIN = frozenset(
    "what is are the value of calculate compute evaluate work out find give get result how much tell me please question "
    "answer exercise solve solving equals equal to when you simplify as single fraction in lowest terms exactly can could "
    "would and it make makes come comes does do number expression following this that problem math maths task here s let "
    "know say i am m stuck on got while computing wants know has for homework quick determine calculation now need".split()
)
"""Words of a question that asks for the value of what it writes, and for nothing else."""
MAX_WORDS = 40
"""Pieces of a question between blanks, without its operators."""
_TIMES = re.compile(r"(?<=[\d)\]])\s?[x×]\s?(?=[\d(\[.-])")
_SIGNS = str.maketrans({"–": "-", "−": "-", "[": "(", "]": ")", "·": "*", "÷": "/"})
_RAISED = {"²": "**2", "³": "**3"}


def _as_typed(question: str) -> str:
    """With the signs of `3 x [4² – 1]` as a keyboard has them."""
    text = _TIMES.sub("*", question).translate(_SIGNS)
    return re.sub("[²³]", lambda m: _RAISED[m.group()], text)


class Expression(AnswerCheck):
    """A pass shows that the expression which the question writes out has the value that the answer is."""

    name = "expression"
    subject = "expression alone is to be worked out"

    def examine(self, question: str, answer: str) -> Finding | None:
        if len(question.split()) - len(re.findall(r"[-+*/]", question)) > MAX_WORDS:
            return None
        question = _as_typed(question)
        found = [f for f in formulas(question) if f.node.kind not in ("number", "symbol")]
        if len(found) != 1 or len(found[0].text) < 3 or re.search(r"[A-Za-z=<>]", found[0].text):
            return None
        rest = question[: found[0].start] + " " + question[found[0].end :]
        words = {word.lower() for word in re.findall(r"[A-Za-z]+", rest) if not _is_name(word, rest)}
        if re.search(r"[^A-Za-z\s.?!:=,'$]", rest) or not words <= _PLAIN:
            return None
        value, said = rational(found[0].node), parse_answer(answer)
        if value is None or said.kind != "number" or said.value is None or said.unit:
            return None
        if said.value == value:
            return held(f"{shown(found[0].text, 60)} is {shown(answer)}.")
        if said.places and abs(said.value - value) <= Fraction(1, 2 * 10**said.places):
            return undecided(f"{shown(answer)} is {shown(found[0].text)} rounded.")
        return broken(f"{shown(found[0].text, 60)} is {shown(format_number(value))}, not {shown(answer)}.")


def _is_name(word: str, text: str) -> bool:
    """Whether a capital word is the name of who asks: `Nina got stuck`, `Ava has to`."""
    return re.search(rf"\b{word} (?:got|has|wants|needs|asks)\b", text) is not None


class Root(AnswerCheck):
    """A pass shows that the answer, raised to the power, gives the number back, or rounds to what does."""

    name = "root"
    subject = "root of a number is asked for"

    _named = re.compile(rf"\b({'|'.join(_ORDERS)}) root of (-?\d+(?:\.\d+)?)(?![\d/^*])", re.IGNORECASE)
    _nearest = re.compile(
        r"\bto the nearest (?:integer|whole number)\b|\b(?:integer|whole number) (?:is |that is )?(?:closest|nearest) to\b",
        re.IGNORECASE,
    )

    def examine(self, question: str, answer: str) -> Finding | None:
        match = self._named.search(question)
        if match is None:
            return None
        power, n = _ORDERS[match.group(1).lower()], Fraction(match.group(2))
        said = rational(parse(answer))
        rest = question[: match.start()] + question[match.end() :]
        if (
            said is None
            or re.search(r"\d", rest)
            or re.search(r"\bdecimal|\bround|\babout\b|\bapprox|\bestimate", rest)
        ):
            return None
        if self._nearest.search(question):
            if said.denominator != 1:
                return broken(f"{format_number(said)} is not whole.")
            low, high = said - Fraction(1, 2), said + Fraction(1, 2)
            if said < 0 or not (max(low, Fraction(0)) ** power <= n <= high**power):
                return broken(
                    f"{format_number(n)} is not between the powers of {format_number(low)} and {format_number(high)}."
                )
            return held(f"the root of {format_number(n)} lies within a half of {format_number(said)}.")
        if power % 2 == 0 and said < 0:
            return broken(f"The root of {format_number(n)} that is meant is not negative.")
        if said**power != n:
            return broken(
                f"{format_number(said)} to the power {power} is {shown(format_number(said**power))}, not {format_number(n)}."
            )
        return held(f"{format_number(said)} to the power {power} is {format_number(n)}.")


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
        asked = _row(question)
        if not values or None in values or asked is None:
            return None
        if sorted(map(_squeezed, items)) != sorted(map(_squeezed, asked)):
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
        asked = list(options.values()) or _row(question[: match.start()] + "; " + question[match.end() :])
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


_ITEM = r"(?:-?(?<!\d)\d{1,30}(?:\.\d{1,30})?(?:/\d{1,30})?|(?<![\w'])[a-z](?![\w'(]))"
_ROW = re.compile(rf"{_ITEM}(?:, {_ITEM})+(?:,? and {_ITEM})?(?![\w*/+=^]| ?[-*+=^] ?[\w(])")


def _row(question: str) -> list[str] | None:
    """The one list of numbers and letters that a question writes."""
    found = [m.group() for m in _ROW.finditer(question)]
    return re.split(r",? and |, ", found[0]) if len(found) == 1 else None


def _readable(item: str) -> bool:
    return re.fullmatch(r"-?\d+(?:\.\d+)?(?:/\d+)?|[a-z]", item) is not None


def _squeezed(item: str) -> str:
    return item.replace(" ", "")


class Countdown(AnswerCheck):
    """A pass shows that the answer is an expression of the numbers given, each used once, with the value wanted."""

    name = "countdown"
    subject = "expression of given numbers is asked for"

    _about = re.compile(
        r"\b(?:each|every) (?:number )?(?:used )?(?:exactly )?once\b|\buse every number once\b", re.IGNORECASE
    )

    def examine(self, question: str, answer: str) -> Finding | None:
        row = _row(question) if self._about.search(question) else None
        if row is None or not all(item.isdigit() for item in row):
            return None
        rest = re.findall(r"(?<![\w.])\d+(?![\w.])", question.replace(", ".join(row), " "))
        text = strip_dressing(answer).split("=")[0]
        if len(rest) != 1 or re.search(r"[^-+*/() \d×·÷]", text):
            return None
        used = re.findall(r"\d+", text)
        if sorted(used) != sorted(row):
            return broken(f"{shown(text, 60)} does not use each of {', '.join(row)} once.")
        value = rational(parse(text))
        if value != int(rest[0]):
            return broken(
                f"{shown(text, 60)} is {'undefined' if value is None else shown(format_number(value))}, not {rest[0]}."
            )
        return held(f"{shown(text, 60)} is {rest[0]}, and each number is used once.")
