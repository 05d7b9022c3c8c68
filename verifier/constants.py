"""Numbers a calculation may use though neither the question nor a result holds them. Published: nothing else passes."""

from __future__ import annotations

import re
from fractions import Fraction

CONSTANTS: dict[Fraction, str] = {
    Fraction(1): "one, as in 1 + 15 %",
    Fraction(2): "halves, doubles, two sides of a rectangle",
    Fraction(3): "powers and thirds",
    Fraction(4): "quarters, four sides of a square",
    Fraction(10): "powers of ten",
    Fraction(100): "per cent, cents in a dollar, centimetres in a metre",
    Fraction(1000): "grams in a kilogram, metres in a kilometre",
    Fraction(7): "days in a week",
    Fraction(12): "months in a year, a dozen, inches in a foot",
    Fraction(24): "hours in a day",
    Fraction(60): "seconds in a minute, minutes in an hour",
    Fraction(30): "days in a month, as school problems count them",
    Fraction(52): "weeks in a year",
    Fraction(365): "days in a year",
}

COINS: dict[str, int] = {"penny": 1, "pennies": 1, "nickel": 5, "dime": 10, "quarter": 25, "half-dollar": 50}
"""Cents in a coin: a question that names one brings its value, in cents and in dollars."""
_COIN = re.compile(rf"\b({'|'.join(COINS)})s?\b", re.IGNORECASE)


def coin_values(question: str) -> set[Fraction]:
    """The values of the coins that a question names."""
    cents = {COINS[name.lower()] for name in _COIN.findall(question)}
    return {Fraction(c) for c in cents} | {Fraction(c, 100) for c in cents}
