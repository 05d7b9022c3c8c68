"""When a solver's answer is the one of the file."""

from __future__ import annotations

from fractions import Fraction


def same(gold: str, answer: str) -> bool:
    """The same text, or numbers of the same value, letter case and spaces aside."""
    if gold.replace(" ", "").lower() == answer.replace(" ", "").lower():
        return True
    try:
        return [Fraction(part.strip()) for part in gold.split(",")] == [
            Fraction(part.strip()) for part in answer.split(",")
        ]
    except (ValueError, ZeroDivisionError):
        return False
