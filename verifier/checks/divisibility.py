"""Divisors, multiples and remainders by their definitions: a common divisor divides both, and nothing larger does."""

from __future__ import annotations

import math
import re

from tasks.numbers import format_number
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held
from verifier.checks.whole_numbers import (
    GCD,
    LIST,
    MAX_TRIAL,
    PRIME,
    YES_NO,
    listed,
    not_whole,
    operands,
    smallest_factor,
    whole,
)

_LCM = re.compile(
    r"\b(?:least|lowest|smallest) common multiple\b|\blcm\b|\b(?:smallest|lowest|first)\b.*\b(?:multiple of|both .+ divide\b|"
    r"tables of)",
    re.IGNORECASE,
)
_REMAINDER = re.compile(
    r"\bremainder (?:when|of|on)\b.*\bdivi|\bmod(?:ulo)?\b|\bdivide[sd]?(?: \S+)? by\b.*\b(?:remainder|left over|remains)\b|"
    r"\b(?:left over|remains) when\b.*\bdivided\b|\blong division of\b.*\bremainder\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"\bdivided? into\b", re.IGNORECASE)
_INTO_LARGER = re.compile(r"\bdivided? into (?:\d+|[a-z])\s*(?:[.?!,;]|$)", re.IGNORECASE)
"""`4 is divided into 41`: the divisor comes first."""
_MODULO = re.compile(r"\bmod(?:ulo)? (\d+)\b(?=.*\d)", re.IGNORECASE | re.DOTALL)
"""A modulus with another number behind it: `modulo 12, how much is 11^3`."""
_INTO_PARTS = re.compile(
    r"\bdivided? into (?:\d+ |[a-z] )?(?:equal |full |whole )?(?:parts|groups|piles|rows|teams|sets|shares)", re.I
)
_WITHOUT = re.compile(r"\bwithout (?:a |any )?remainder\b|\bremainder of the\b", re.IGNORECASE)
_FRACTIONS = re.compile(r"\bdenominators?\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bhow many\b|\bnumber of\b|\bcount\b|\bsum of\b|\bproduct of the\b|\bdigits?\b", re.IGNORECASE)


class CommonDivisor(AnswerCheck):
    """A pass shows that the answer divides both numbers and that what is left of them has no common factor."""

    name = "common divisor"
    subject = "greatest common divisor is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        if not GCD.search(question) or PRIME.search(question):
            return None
        numbers, said = operands(question, 2), whole(answer)
        if numbers is not None and not_whole(answer):
            return broken(f"A greatest common divisor cannot be {shown(answer)}.")
        if numbers is None or said is None or 0 in numbers:
            return None
        a, b = numbers
        if said < 1:
            return broken(f"A greatest common divisor cannot be {said}.")
        for n in (a, b):
            if n % said:
                return broken(f"{said} does not divide {n}.")
        if (common := math.gcd(a // said, b // said)) > 1:
            return broken(f"{said} divides both, but so does {said * common}.")
        return held(f"{said} divides {a} and {b}, and the quotients have no common factor.")


class CommonMultiple(AnswerCheck):
    """A pass shows that both numbers (or denominators) divide the answer and that no smaller number would do."""

    name = "common multiple"
    subject = "least common multiple is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        fractions = _FRACTIONS.search(question) is not None
        if not (_LCM.search(question) or fractions):
            return None
        said, numbers = whole(answer), None if fractions else operands(question, 2)
        if fractions:
            values = listed(question) or []
            numbers = [v.denominator for v in values] if len(values) == 2 else None
            if numbers is not None and 1 in numbers:
                return None
        if numbers is not None and not_whole(answer):
            return broken(f"A least common multiple cannot be {shown(answer)}.")
        if numbers is None or said is None or 0 in numbers:
            return None
        if said < 1:
            return broken(f"A least common multiple cannot be {said}.")
        for n in numbers:
            if said % n:
                return broken(f"{said} is no multiple of {n}.")
        if (common := math.gcd(*(said // n for n in numbers))) > 1:
            return broken(f"{said} is a multiple of both, but so is {said // abs(common)}.")
        return held(f"{said} is a multiple of {numbers[0]} and {numbers[1]}, and no smaller number is.")


class Remainder(AnswerCheck):
    """A pass shows that the answer is below the divisor and that the divisor divides what the answer leaves."""

    name = "remainder"
    subject = "remainder is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        said = whole(answer)
        if (
            not _REMAINDER.search(question)
            or _WITHOUT.search(question)
            or YES_NO.search(question)
            or PRIME.search(question)
        ):
            return None
        if LIST.search(question) or GCD.search(question) or "power" in question:
            return None
        numbers = operands(question, 2)
        if _INTO_LARGER.search(question):
            numbers = numbers and numbers[::-1]
        elif (modulo := _MODULO.search(question)) and numbers and numbers[1] != int(modulo[1]):
            numbers = numbers[::-1] if numbers[0] == int(modulo[1]) else None
        elif _INTO.search(question) and not _INTO_PARTS.search(question):
            return None
        if numbers is None or numbers[1] < 1 or (said is None and not not_whole(answer)):
            return None
        a, b = numbers
        if said is None:
            return broken(f"A remainder of whole numbers cannot be {shown(answer)}.")
        if not 0 <= said < b:
            return broken(f"A remainder on division by {b} cannot be {said}.")
        if (a - said) % b:
            return broken(f"{shown(str(a))} less {said} is not a multiple of {b}.")
        return held(f"{shown(str(a))} less {said} is a multiple of {b}, and {said} is below {b}.")


class Divisors(AnswerCheck):
    """A pass shows that each number listed divides the question's, and that none that does is left out."""

    name = "divisors"
    subject = "list of divisors is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        if not LIST.search(question) or PRIME.search(question) or _COUNTED.search(question) or YES_NO.search(question):
            return None
        numbers, parsed = operands(question, 1), parse_answer(answer)
        said = [p.value for p in parsed.items] if parsed.kind == "list" else [parsed.value]
        if numbers is None or not 0 < numbers[0] <= MAX_TRIAL or None in said or GCD.search(question):
            return None
        n, values = numbers[0], [v for v in said if v is not None]
        for v in values:
            if v.denominator != 1 or v < 1 or n % v.numerator:
                return broken(f"{format_number(v)} does not divide {n}.")
        missing = _divisor_count(n) - len(set(values))
        if missing:
            return broken(f"{missing} divisor{'s' * (missing > 1)} of {n} {'are' if missing > 1 else 'is'} not listed.")
        return held(f"each number divides {n}, and no divisor is left out.")


def _divisor_count(n: int) -> int:
    count = 1
    while n > 1:
        factor, power = smallest_factor(n) or n, 0
        while n % factor == 0:
            n, power = n // factor, power + 1
        count *= power + 1
    return count


class Divides(AnswerCheck):
    """A pass shows by division that one number divides the other, or does not, as the answer says."""

    name = "divisibility"
    subject = "number is asked to divide another"

    _about = re.compile(
        r"\bdivisible\b|\bdivides?\b|\bfactor of\b|\bmultiple of\b|\bdivided by\b|\bdivisor of\b|\bgo into\b", re.I
    )
    _small_first = re.compile(r"\bfactor of\b|\bdivides?\b|\bdivisor of\b|\bgo into\b", re.IGNORECASE)

    def examine(self, question: str, answer: str) -> Finding | None:
        parsed = parse_answer(answer)
        if parsed.kind != "boolean" or not self._about.search(question) or not YES_NO.search(question):
            return None
        numbers = operands(question, 2)
        if numbers is None or PRIME.search(question) or GCD.search(question):
            return None
        small, large = numbers if self._small_first.search(question) else reversed(numbers)
        if small == 0 or re.search(r"\b(?:not|only|itself|both|prime)\b", question):
            return None
        fact = f"{large} divided by {small} leaves {large % small}."
        return held(fact) if (large % small == 0) == bool(parsed.value) else broken(fact)
