"""The trace and the determinant of the one matrix that a question writes, by their definitions."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held

_NUMBER = r"-?\d{1,12}(?:\.\d{1,12})?(?:/[1-9]\d{0,11})?"
_LINE = rf"\[ ?{_NUMBER}(?:, ?{_NUMBER}){{0,3}} ?\]"
_MATRIX = re.compile(rf"\[ ?{_LINE}(?:, ?{_LINE}){{0,3}} ?\]")
_TRACE = re.compile(r"\btrace\b|\btr ?\(?[A-Z]?\b|\bdiagonal\b|\btop left to (?:the )?bottom right\b", re.IGNORECASE)
_DETERMINANT = re.compile(r"\bdeterminant\b|\bdet\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:product|times|multipl\w+|inverse|transposed?|squared|eigen\w+|other diagonal|anti-?diagonal|right to left|"
    r"twice|half|doubled?|absolute|difference|minor|cofactor)\b|\^|\*\*",
    re.IGNORECASE,
)
"""What makes something else of the matrix or of the number."""
_YES_NO = re.compile(r"^\W*(?:is|are|does|do)\b|\bwhether\b|\btrue or false\b", re.IGNORECASE)


class Matrix(AnswerCheck):
    """A pass shows that the answer is the sum of the matrix's diagonal, or its determinant."""

    name = "matrix"
    subject = "trace or determinant of one matrix is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        found = _MATRIX.findall(question)
        trace, determinant = _TRACE.search(question), _DETERMINANT.search(question)
        rest = _MATRIX.sub(" ", question)
        if len(found) != 1 or bool(trace) == bool(determinant) or re.search(r"\d", rest):
            return None
        if _MORE.search(rest) or _YES_NO.search(question):
            return None
        rows = [[Fraction(n) for n in re.findall(_NUMBER, line)] for line in re.findall(_LINE, found[0])]
        said = parse_answer(answer)
        if any(len(row) != len(rows) for row in rows):
            return None
        value = sum((rows[i][i] for i in range(len(rows))), Fraction(0)) if trace else _determinant(rows)
        name = "trace" if trace else "determinant"
        if said.kind != "number" or said.value != value:
            return broken(f"The {name} is {format_number(value)}, not {shown(answer)}.")
        return held(f"the {name} is {format_number(value)}.")


def _determinant(rows: list[list[Fraction]]) -> Fraction:
    """By the first row, of at most 4 rows."""
    if len(rows) == 1:
        return rows[0][0]
    return sum(
        ((-1) ** i * rows[0][i] * _determinant([row[:i] + row[i + 1 :] for row in rows[1:]]) for i in range(len(rows))),
        Fraction(0),
    )
