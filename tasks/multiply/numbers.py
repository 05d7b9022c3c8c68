"""Numbers of a story: which stay, one of the same kind and size for each that changes, and how it is written."""

from __future__ import annotations

import random
import re
from fractions import Fraction
from math import gcd

from tasks.quantities import Quantity

MAX_PLACES = 4
LONG_PLACES = 8
"""Places from which on a decimal is a fraction that a machine wrote out: 0.166666666667 is a sixth."""
_PARTS = (3, 6, 7, 9, 11, 12)
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_FIXED_AFTER = re.compile(
    r"\s*(?:/|:|st\b|nd\b|rd\b|th\b|-?(?:days?|hours?|minutes?|seconds?|months?|weeks?|inches|feet|cents|ounces|pints|quarts)"
    r"\s+(?:in|per|a|an|each|make|equals?)\b|\s*[ap]\.?m\b)"
)
FIXED_BEFORE = re.compile(r"(?:[\d/:]|\b(?:number|route|exit|chapter|room|bus|page|in|since) )$", re.IGNORECASE)


def is_fixed(question: str, q: Quantity) -> bool:
    """Whether a number is to stay: in words, one, a fraction's part, a time, an ordinal, a year, a rate per unit."""
    if q.implied or not any(c.isdigit() for c in q.text) or (q.value <= 1 and q.value.denominator == 1):
        return True
    if _FIXED_AFTER.match(question, q.end) or FIXED_BEFORE.search(question[max(0, q.start - 8) : q.start]):
        return True
    if decimals(q.text) > MAX_PLACES and written_out(q.text) is None:
        return True
    after = question[q.end : q.end + 8].lower()
    if after.lstrip().startswith(("%", "percent")) and q.value >= 100:
        return True
    return q.value.denominator == 1 and 1800 <= q.value <= 2100 and "$" not in q.text and "," not in q.text


def decimals(text: str) -> int:
    """How many decimals a number is written with."""
    return len(text.rsplit(".", 1)[1]) if "." in text else 0


def written_out(text: str) -> Fraction | None:
    """The fraction that a long decimal was written out from: 17/6 for 2.83333333333; None for any other number."""
    places = decimals(text)
    if places < LONG_PLACES:
        return None
    value = Fraction(text.lstrip("$").replace(",", ""))
    fraction = value.limit_denominator(60)
    return fraction if abs(fraction - value) <= Fraction(5, 10**places) else None


def _another_written_out(value: Fraction, places: int, rng: random.Random) -> Fraction:
    whole, parts = int(value), rng.choice(_PARTS)
    if whole:
        whole = rng.randint(max(1, whole // 2), 2 * whole + 2)
    fraction = whole + Fraction(rng.choice([n for n in range(1, parts) if gcd(n, parts) == 1]), parts)
    return Fraction(round(fraction * 10**places), 10**places)


def similar(value: Fraction, texts: list[str], rng: random.Random) -> Fraction:
    """A value of the same kind and size: as many places, round where it was round."""
    places = max(map(decimals, texts))
    if places >= LONG_PLACES:
        return _another_written_out(value, places, rng)
    units = int(value * 10**places)
    if units < 10:
        return Fraction(rng.randint(2 if not places else 1, 12 if not places else 9), 10**places)
    step = 1
    while units % (step * 10) == 0 and units > step * 10 and (not places or step * 10 <= 10**places):
        step *= 10
    step = step if rng.random() < 0.7 or step >= 1000 else max(1, step // 10)
    low, high = max(2, units * 2 // 5), units * 5 // 2
    picked = rng.randint(-(-low // step), high // step) * step
    if places and not picked % 10 and units % 10:  # 3.50 may be a price, 3.0 is not a measurement
        picked += rng.randint(1, 9)
    return Fraction(picked, 10**places)


def write(value: Fraction, like: str) -> str:
    """A number as `like` is written: its `$`, commas and places, or in words up to twenty."""
    if like.isalpha() and value.denominator == 1 and 0 <= value < len(_WORDS):
        word = _WORDS[int(value)]
        return word.capitalize() if like[0].isupper() else word
    places = decimals(like)
    units = int(value * 10**places)
    digits = str(units).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    if "," in like:
        whole = f"{int(whole):,}"
    if like.lstrip("$").startswith("."):
        whole = whole.lstrip("0")
    return ("$" if like.startswith("$") else "") + whole + ("." + part if places else "")
