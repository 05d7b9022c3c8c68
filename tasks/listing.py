"""The quantities of a question as a careful reader would list them, each written as a calculation uses it.

Two depend on it: the letters that a story is asked with (tasks.lettering), and the verifier's check that steps name
these numbers by these letters.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tasks.numbers import format_number
from tasks.quantities import Quantity, quantities

MULTIPLES = frozenset(
    "half halves quarter quarters third thirds fourth fourths fifth fifths sixth sixths eighth eighths tenth tenths "
    "double twice triple thrice couple dozen dozens".split()
)
"""Words that are quantities; units that imply a number are not, as a week and a pair do: 5 pairs are 5."""
_ORDINALS = frozenset("third fourth fifth sixth eighth tenth".split())
_COINS = frozenset(("quarters",))
"""Parts only where a word counts them or something is cut: three quarters of the pie; 31 quarters are coins."""
_COUNTED = re.compile(r"\b(?:into|an?|one|two|three|four|five|six|seven|eight|nine)[ -]$", re.IGNORECASE)
"""What stands before a part: a third of the pie, two fifths; on the third day it is an ordinal."""
_PERCENT = re.compile(r"\s?%")


def listed(question: str) -> list[tuple[Quantity, str]]:
    """The quantities that get letters, each with its number as written there: `1/4` and `5 %` are one."""
    found: list[tuple[Quantity, str]] = []
    for quantity in quantities(question):
        word = quantity.text.lower()
        if (quantity.implied and word not in MULTIPLES) or word == "one":
            continue
        if word in _ORDINALS | _COINS and not _COUNTED.search(question[max(0, quantity.start - 12) : quantity.start]):
            continue
        written = word if quantity.implied else format_number(quantity.value)
        if found and question[found[-1][0].end : quantity.start] == "/":
            whole, numerator = found.pop()
            found.append((replace(whole, end=quantity.end), f"{numerator}/{written}"))
            continue
        percent = _PERCENT.match(question, quantity.end)
        if percent:
            quantity, written = replace(quantity, end=percent.end()), f"{written}%"
        found.append((quantity, written))
    return found
