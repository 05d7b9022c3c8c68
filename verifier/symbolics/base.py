"""Number bases: digits are 0-9 and a-z, as a bare or a quoted word."""

from __future__ import annotations

import re

from verifier.parsing.limits import ParseError

MAX_BASE_DIGITS = 200
MAX_TERMS = 40
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
TERMS = r"-?[0-9a-z]+(?:\s*[-+]\s*-?[0-9a-z]+)*"
_TERM = re.compile(r"([-+]?)\s*(-?)([0-9a-z]+)\s*", re.IGNORECASE)


def convert_base(terms: str, first: str, second: str | None) -> str:
    """base(n, b): n in base b; base(digits, from, to): from one base to another, a sum or difference of such numbers as
    well. Raises ParseError."""
    source, target = (10, int(first)) if second is None else (int(first), int(second))
    for base in (source, target):
        if not 2 <= base <= 36:
            raise ParseError("a base is 2 to 36")
    found = _TERM.findall(terms)
    if len(found) > MAX_TERMS:
        raise ParseError(f"base takes at most {MAX_TERMS} numbers")
    total = sum(
        (-1 if (sign == "-") != (minus == "-") else 1) * _value(digits, source) for sign, minus, digits in found
    )
    return "-" * (total < 0) + _written(abs(total), target)


def _value(digits: str, source: int) -> int:
    if len(digits) > MAX_BASE_DIGITS:
        raise ParseError(f"base takes at most {MAX_BASE_DIGITS} digits")
    value = 0
    for c in digits.lower():
        digit = _DIGITS.index(c)
        if digit >= source:
            raise ParseError(f"{c!r} is no digit in base {source}")
        value = value * source + digit
    return value


def _written(value: int, target: int) -> str:
    out = ""
    while value:
        value, digit = divmod(value, target)
        out = _DIGITS[digit] + out
    return out or "0"
