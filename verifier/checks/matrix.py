"""The trace and the determinant of the one matrix that a question writes, by their definitions."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held

_NUMBER = r"-?\d{1,12}(?:\.\d{1,12})?(?:/[1-9]\d{0,11})?"
_LINE = rf"\[ ?{_NUMBER}(?:, ?{_NUMBER}){{0,9}} ?\]"
_MATRIX = re.compile(rf"\[ ?{_LINE}(?:, ?{_LINE}){{0,9}} ?\]")
MAX_ROWS = 4
"""Of a determinant by its first row; a trace may have more."""
_TRACE = re.compile(r"\btrace\b|\btr\b", re.IGNORECASE)
_DIAGONAL = re.compile(
    r"\bdiagonal\b|\btop left to (?:the )?bottom right\b|\bfirst entry of the first row\b.*\bthe second of the second\b",
    re.IGNORECASE,
)
_EIGENVALUES = re.compile(r"\bsum of (?:all )?(?:the |its )?eigenvalues\b", re.IGNORECASE)
_SUM = re.compile(r"\bsum(?:s|med|ming)?\b|\badd(?:s|ed|ing)?\b|\btotals?\b", re.IGNORECASE)
_DETERMINANT = re.compile(r"\bdeterminant\b|\bdet\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:product|times|multipl\w+|inver\w+|transpos\w+|square(?: of|s)|squared|squaring|cubed?|eigen\w+|anti-?diagonal|"
    r"right to left|top right|bottom left|(?:other|second|secondary|counter|opposite|both) diagonals?|"
    r"(?:off|above|below|under|outside)(?: of)? the (?:main )?diagonal|off-diagonal|not on|but|except|excluding|without|ignoring|diagonals|"
    r"twice|hal(?:f|ve[sd]?)|doubl\w+|tripl\w+|absolute|differences?|minors?|cofactor|subtract\w*|minus|plus|divid\w+|identity|"
    r"largest|greatest|biggest|smallest|least|means?|average|median|count how|how many|positive|negative|negat\w+|even|odd|prime|"
    r"swap\w*|exchang\w+|interchang\w+|replac\w+|remov\w+|delet\w+|increas\w+|decreas\w+|rank|norm|digits?|remainder|mod|modulo|"
    r"sign|opposite|reciprocals?|rounded|columns? sums?|row sums?)\b|\^|\*|[²³⁻]|'|\btr(?:ace)? ?\((?! *[A-Z]? *\))|\b([A-Z])\1\b|"
    r"[-+/] ?[A-Z]\b|\b[A-Z] ?[-+/·]",
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
        rest = _EIGENVALUES.sub(" trace ", _MATRIX.sub(" ", question))
        trace = _TRACE.search(rest) or (_DIAGONAL.search(rest) and _SUM.search(rest))
        determinant = _DETERMINANT.search(rest)
        if len(found) != 1 or bool(trace) == bool(determinant) or re.search(r"\d", rest):
            return None
        if _MORE.search(rest) or _YES_NO.search(question):
            return None
        rows = [[Fraction(n) for n in re.findall(_NUMBER, line)] for line in re.findall(_LINE, found[0])]
        said = parse_answer(answer)
        if any(len(row) != len(rows) for row in rows) or (determinant and len(rows) > MAX_ROWS):
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
