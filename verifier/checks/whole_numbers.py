"""The whole numbers that a question names and an answer is, and their factors by trial division."""

from __future__ import annotations

import re
from fractions import Fraction

from verifier.answers import parse_answer
from verifier.checks.formulas import Reading, number, read

MAX_TRIAL = 10**12
"""Numbers up to this are tested for factors by division: a million steps at most."""
YES_NO = re.compile(
    r"\btrue or false\b|^\W*(?:is|are|does|do|can|has)\b|[.;] (?:is|are|does|do|can)\b|\bwhether\b", re.IGNORECASE
)
PRIME = re.compile(r"\bprimes?\b|\bcomposite\b", re.IGNORECASE)
LIST = re.compile(
    r"\b(?:divisors|factors) of\b|\b(?:numbers|positive numbers) (?:divide|can)\b|\bmultiple of\?|\bevery positive divisor",
    re.IGNORECASE,
)
GCD = re.compile(
    r"\b(?:greatest|highest|largest|biggest) (?:common )?(?:divisor|factor)\b|\bgcd\b|\bhcf\b|\bgcf\b|"
    r"\b(?:largest|biggest|greatest) number (?:that|which) (?:divides|is a factor of)|\bis a factor of .+ and of\b|"
    r"\bat most can one divide\b|\bdivides both\b",
    re.IGNORECASE,
)


def listed(reading: Reading) -> list[Fraction]:
    """The numbers that a question names at last, by digits or by letters that it defines, without its definitions."""
    defined = {id(f) for f, _ in reading.equations}
    found: list[Fraction] = []
    for formula in reading.formulas:
        if id(formula) in defined or formula.node.kind in ("relation", "applied"):
            continue
        letters = {n.name for n in formula.node.walk() if n.kind == "symbol"}
        if not letters <= set(reading.values):
            continue
        value = number(formula.text, reading)
        if value is not None:
            found.append(value)
    return found


def operands(question: str, count: int) -> list[int] | None:
    """The last `count` whole numbers that the question's own sentence names; None when there are others in number.

    A letter that the question defines counts as its value; its definition does not count.
    """
    reading = read(question)
    found = listed(reading)
    if reading.values or reading.functions:
        sentence = question.rstrip(" .?!")
        start = max(sentence.rfind(". "), 0)
        within = [f for f in reading.formulas if f.start >= start and f.node.kind not in ("relation", "applied")]
        found = [v for f in within if (v := number(f.text, reading)) is not None]
    if len(found) != count or any(v.denominator != 1 for v in found):
        return None
    return [v.numerator for v in found]


def whole(answer: str) -> int | None:
    """The whole number that an answer is."""
    parsed = parse_answer(answer)
    if parsed.kind != "number" or parsed.value is None or parsed.percent or parsed.value.denominator != 1:
        return None
    return parsed.value.numerator


def smallest_factor(n: int) -> int | None:
    """The smallest factor above 1; None when n is too large to tell by division."""
    if n < 2 or n > MAX_TRIAL:
        return None
    for d in (2, 3, 5):
        if n % d == 0:
            return d
    step, d = (4, 2, 4, 2, 4, 6, 2, 6), 7
    for i in range(MAX_TRIAL):
        if d * d > n:
            return n
        if n % d == 0:
            return d
        d += step[i % 8]
    return None


def prime(n: int) -> bool | None:
    """None: too large to tell."""
    return False if n < 2 else None if (factor := smallest_factor(n)) is None else factor == n
