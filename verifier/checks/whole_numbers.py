"""The whole numbers that a question names and an answer is, and their factors by trial division."""

from __future__ import annotations

import re
from fractions import Fraction

from verifier.answers import parse_answer
from verifier.checks.formulas import asking, number, read
from verifier.checks.interval import AWAITS

MAX_TRIAL = 10**12
"""Numbers up to this are tested for factors by division: a million steps at most."""
_CALLED = re.compile(r"\b(gcd|hcf|gcf|lcm) ?\(([^(),]+), ?([^(),]+)\)", re.IGNORECASE)
"""`gcd(12, s)`, which no formula's grammar reads."""
_WORD = re.compile(r"(?:a|I) [a-z]")
"""`a` and `I` where they are no letters of a formula."""
YES_NO = re.compile(
    r"\btrue or false\b|^\W*(?:is|are|does|do|can|has)\b|[.;] (?:is|are|does|do|can)\b|\bwhether\b|\btell me if\b",
    re.IGNORECASE,
)
PRIME = re.compile(r"\bprimes?\b|\bcomposite\b", re.IGNORECASE)
LIST = re.compile(
    r"\b(?:divisors|factors) of\b|\b(?:factor|divisor) list\b|\b(?:numbers|positive numbers) (?:divide|can)\b|\bmultiple of\?|\bevery positive divisor",
    re.IGNORECASE,
)
GCD = re.compile(
    r"\b(?:greatest|highest|largest|biggest) (?:common )?(?:divisor|factor)\b|\bgcd\b|\bhcf\b|\bgcf\b|"
    r"\b(?:largest|biggest|greatest) number (?:that|which) (?:divides|is a factor of)|\bis a factor of .+ and of\b|"
    r"\bat most can one divide\b|\bdivides both\b|\bequal bags\b.*\bmost bags\b|\bsame number and want no remainder\b",
    re.IGNORECASE,
)


def listed(question: str) -> list[Fraction] | None:
    """The numbers that the sentence which asks names, by digits or by letters that the question defines. None when a
    letter's value is not known, a definition was not read, or a digit stands in no formula that was read."""
    question = AWAITS.sub("?", _CALLED.sub(r"\1 of \2 and \3", question))
    reading = read(question)
    if not reading.complete:
        return None
    start = len(question) - len(asking(question)) if reading.values or reading.functions else 0
    read_at = {i for formula in reading.formulas for i in range(formula.start, formula.end)}
    if any(question[i].isdigit() and i not in read_at for i in range(start, len(question))):
        return None
    found: list[Fraction] = []
    for formula in reading.formulas:
        if formula.start < start or formula.node.kind == "relation":
            continue
        value = number(formula.text, reading)
        if value is not None:
            found.append(value)
        elif formula.text not in ("a", "I") or not _WORD.match(question, formula.start):
            return None
    return found


def operands(question: str, count: int) -> list[int] | None:
    """Those numbers when they are whole and `count` in all; else None."""
    found = listed(question)
    if found is None or len(found) != count or any(v.denominator != 1 for v in found):
        return None
    return [v.numerator for v in found]


def whole(answer: str) -> int | None:
    """The whole number that an answer is."""
    parsed = parse_answer(answer)
    if parsed.kind != "number" or parsed.value is None or parsed.percent or parsed.value.denominator != 1:
        return None
    return parsed.value.numerator


def not_whole(answer: str) -> bool:
    """Whether an answer is a number, but none of the whole numbers above zero and zero."""
    value = parse_answer(answer).value if parse_answer(answer).kind == "number" else None
    return value is not None and (value.denominator != 1 or value < 0)


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
