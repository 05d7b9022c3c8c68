"""Exact numbers as people write them: text to Fraction and back.

The one convention shared by generators (which write them), the calculator (which answers in them) and the
verifier (which compares them): an integer as `34`, a terminating decimal as `2.5`, anything else as `5/6`.
"""

from __future__ import annotations

import re
from fractions import Fraction

MAX_DECIMALS = 20
"""A terminating decimal with more places than this is written as a fraction."""

DECIMAL = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
"""A number as written: digits, optionally thousands commas, optionally decimals."""


def format_number(value: Fraction | int) -> str:
    """Write an exact number: `34`, `-2.5`, or `5/6` when no short decimal is exact."""
    if value.denominator == 1:
        return str(value.numerator)
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > MAX_DECIMALS:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def parse_decimal(text: str) -> Fraction:
    """Read `1,200`, `-3.50` or `.5` exactly. Raises ValueError for anything else."""
    text = text.strip()
    if text.isascii() and text.isdigit():  # most are whole, and this is the quick way
        return Fraction(int(text))
    whole, _, places = text.partition(".")
    if whole.isdigit() and places.isdigit() and text.isascii():
        return Fraction(int(whole + places), 10 ** len(places))
    if not text or not any(c.isdigit() for c in text) or not DECIMAL.fullmatch(text) or not text.isascii():
        raise ValueError(f"not a number: {text[:40]!r}")
    return Fraction(text.replace(",", ""))
