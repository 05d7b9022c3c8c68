"""What a question writes out to be worked out, or to be made: an expression, a root, a target from given numbers."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.formulas import formulas
from verifier.checks.magnitude import row
from verifier.equivalence import strip_dressing
from verifier.parsing.exact import rational
from verifier.parsing.grammar import parse

_ORDERS = {
    "square": 2, "cube": 3, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_PLAIN = frozenset(
    "what is are the value of calculate compute evaluate work out find give get result how much tell me please question "
    "answer exercise solve solving equals equal to when you simplify as single fraction in lowest terms exactly can could "
    "would and it make makes come comes does do number expression following this that problem math maths task here s let "
    "know say i am m stuck on got while computing wants know has for homework quick determine calculation now need okay ok next try instead".split()
)
"""Words of a question that asks for the value of what it writes, and for nothing else."""
MAX_WORDS = 40
"""Pieces of a question between blanks, without its operators."""
_TIMES = re.compile(r"(?<=[\d)\]])\s?[x×]\s?(?=[\d(\[.-])")
_QUOTIENT = re.compile(r"(?<![\d.,/^*])\d+/\d+(?![\d.,/^*])")
"""Where division has a sign of its own, as in `4/7 ÷ 1/6`, these are fractions."""
_SIGNS = str.maketrans({"–": "-", "−": "-", "[": "(", "]": ")", "·": "*", "÷": "/"})
_PERCENT_OF = re.compile(r"(?<![\d.,/*^])(\d+(?:\.\d+)?) ?(?:%|per ?cent) of (?=[\d(])")
_PART_OF = re.compile(r"(?<![\d.,/*^ ])(\d+/\d+) of (?=[\d(])|(?<=[a-zA-Z] )(\d+/\d+) of (?=[\d(])")
_RAISED = {"²": "**2", "³": "**3"}


def _as_typed(question: str) -> str:
    """With the signs of `3 x [4² – 1]` as a keyboard has them, and `15% of 240` as a product."""
    text = _QUOTIENT.sub(r"(\g<0>)", question) if "÷" in question else question
    text = _TIMES.sub("*", text).translate(_SIGNS)
    text = _PART_OF.sub(lambda m: f"{m[1] or m[2]}*", _PERCENT_OF.sub(r"\1/100*", text))
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
    _nearest = re.compile(r"\b(?:nearest|closest)\b", re.IGNORECASE)
    _rounded = re.compile(r"\bdecimal|\bround|\babout\b|\bapprox|\bestimate", re.IGNORECASE)
    _whole = re.compile(r"\b(?:integer|whole number)\b", re.IGNORECASE)
    _part = re.compile(
        r"\bbetween\b|\b(?:largest|greatest|smallest|least|whole part|integer part|floor|ceiling)\b", re.I
    )
    """What asks for a number beside the root: the two that enclose it, or the one below it."""

    def examine(self, question: str, answer: str) -> Finding | None:
        match = self._named.search(question)
        if match is None:
            return None
        power, n = _ORDERS[match.group(1).lower()], Fraction(match.group(2))
        said = rational(parse(answer))
        rest = question[: match.start()] + question[match.end() :]
        if said is None or re.search(r"\d", rest) or self._part.search(rest):
            return None
        nearest = self._nearest.search(rest) is not None
        if (nearest and not self._whole.search(rest)) or (not nearest and self._rounded.search(rest)):
            return None
        if nearest:
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


class Countdown(AnswerCheck):
    """A pass shows that the answer is an expression of the numbers given, each used once, with the value wanted."""

    name = "countdown"
    subject = "expression of given numbers is asked for"

    _about = re.compile(
        r"\b(?:each|every) (?:number )?(?:used )?(?:exactly )?once\b|\buse every number once\b", re.IGNORECASE
    )

    def examine(self, question: str, answer: str) -> Finding | None:
        given = row(question) if self._about.search(question) else None
        if given is None or not all(item.isdigit() for item in given):
            return None
        rest = re.findall(r"(?<![\w.])\d+(?![\w.])", question.replace(", ".join(given), " "))
        text = strip_dressing(answer).split("=")[0]
        if len(rest) != 1 or re.search(r"[^-+*/() \d×·÷]", text):
            return None
        used = re.findall(r"\d+", text)
        if sorted(used) != sorted(given):
            return broken(f"{shown(text, 60)} does not use each of {', '.join(given)} once.")
        value = rational(parse(text))
        if value != int(rest[0]):
            return broken(
                f"{shown(text, 60)} is {'undefined' if value is None else shown(format_number(value))}, not {rest[0]}."
            )
        return held(f"{shown(text, 60)} is {rest[0]}, and each number is used once.")
