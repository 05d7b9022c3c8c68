"""Numbers that a question brings in without writing them, by its subject. Published: a calculation may use these.

A rule looks at the question's own words, so that a story about pens and pins brings in nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from tasks.quantities import quantities

MOST_COUNTED = 200
"""Counts up to this are taken for whole numbers below one of the question's."""
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})s?\b|\b(\d{{1,3}})(?:st|nd|rd|th)\b", re.IGNORECASE)
_AFTER_SIGN = re.compile(r"(?<=\d[x×])\s?(\d+(?:\.\d+)?)|(?<=\)[x×])\s?(\d+(?:\.\d+)?)")
_SCALES: tuple[dict[str, int], ...] = (
    {"millimetre mm": 1, "centimetre cm": 10, "metre m": 1000, "kilometre km": 10**6},
    {"milligram mg": 1, "gram g": 1000, "kilogram kg": 10**6, "tonne t": 10**9},
    {"millilitre ml": 1, "litre l": 1000},
    {"second s sec": 1, "minute min": 60, "hour h hr": 3600, "day d": 86_400, "week wk": 604_800},
    {"day d": 1, "week wk": 7, "year yr": 365},
    {"month mo": 1, "year yr": 12, "decade dec": 120, "century centurie cent": 1200},
    {"inch in inche": 1, "foot feet ft": 12, "yard yd": 36, "mile mi": 63_360},
    {"ounce oz": 1, "pound lb": 16, "ton tn": 32_000},
    {"cup c": 1, "pint pt": 2, "quart qt": 4, "gallon gal": 16},
    {"byte b": 1, "kilobyte kb": 1000, "megabyte mb": 10**6, "gigabyte gb": 10**9},
    {"item": 1, "dozen": 12},
)
"""Units that measure the same, with their size in the smallest; spellings stand together."""
_SIZES = [{word: size for words, size in scale.items() for word in words.split()} for scale in _SCALES]
_UNIT = re.compile(r"\b([A-Za-z]{3,})\b|(?<=\d)\s?([A-Za-z]{1,4})\b")
_PM = re.compile(r"\b(\d{1,2})(?::\d\d)?\s*([ap])\.?m\b", re.IGNORECASE)


def _whole(values: Iterable[int]) -> set[Fraction]:
    return {Fraction(n) for n in values}


def _written(question: str) -> list[Fraction]:
    return [q.value for q in quantities(question) if not q.implied]


def _below(question: str, extra: int = 0) -> set[Fraction]:
    """Whole numbers up to the largest that the question writes, as falling products and counts of cases need them."""
    largest = max((v for v in _written(question) if v <= MOST_COUNTED), default=Fraction(0))
    return _whole(range(math.floor(largest) + extra + 1))


def _letters(question: str) -> set[Fraction]:
    """Counts of letters: of each word, and of the pieces that `{a: 3, b: 2}` lists."""
    total = sum((v for v in _written(question) if v.denominator == 1 and v <= MOST_COUNTED), Fraction(0))
    longest = max((len(word) for word in re.findall(r"[A-Za-z]+", question)), default=0)
    return _whole(range(max(min(math.floor(total), MOST_COUNTED), longest) + 1))


def _count(question: str) -> set[Fraction]:
    return _whole([len(_written(question))])


def _powers(question: str) -> set[Fraction]:
    return _whole(range(21)) | {Fraction(10) ** k for k in range(-20, 21)}


def _differences(question: str) -> set[Fraction]:
    """Binomial coefficients: the terms of a sequence are joined with them when differences are taken again."""
    return _whole(math.comb(n, k) for n in range(9) for k in range(n + 1))


def _ratios(question: str) -> set[Fraction]:
    """How many of one unit make another, of those that the question names."""
    words = {(a or b).lower().replace("meter", "metre").replace("liter", "litre") for a, b in _UNIT.findall(question)}
    words |= {word.removesuffix("s") for word in words}
    found: set[Fraction] = set()
    for sizes in _SIZES:
        named = {sizes[word] for word in words if word in sizes}
        found |= {Fraction(a, b) for a in named for b in named if a > b and a % b == 0}
    return found


def _hours(question: str) -> set[Fraction]:
    """Hours of the day that `8:18 PM` stands for."""
    return _whole(int(hour) % 12 + (12 if half.lower() == "p" else 0) for hour, half in _PM.findall(question))


def _rule(
    pattern: str, numbers: Callable[[str], set[Fraction]]
) -> tuple[re.Pattern[str], Callable[[str], set[Fraction]]]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL), numbers


_RULES = (
    _rule(r"", _ratios),
    _rule(r"\d\s*[ap]\.?m\b", _hours),
    _rule(r"\b(?:celsius|fahrenheit)\b", lambda q: _whole((5, 9, 32))),
    _rule(r"\blog_\d", lambda q: {Fraction(n) for n in re.findall(r"log_(\d+)", q)}),
    _rule(r"\bdigits?\b|\bcross sum\b", lambda q: _whole(range(10)) | _powers(q)),
    _rule(r"\b(?:binary|octal|hexadecimal|decimal)\b", lambda q: _whole((2, 8, 10, 16))),
    _rule(r"\bdeck\b|\bcards?\b|\bfull pack\b", lambda q: _whole(range(53))),
    _rule(r"\blegs?\b", lambda q: _whole((0, 2, 4, 6, 8, 10, 14))),
    _rule(r"\bhalf[- ]dollars?\b", lambda q: {Fraction(50), Fraction(1, 2)}),
    _rule(
        r"\bletters (?:of|in|from)\b|\{[a-z]: ?\d|\banagrams?\b|\breplacement\b|\bnot put back\b|\bprob(?:ability)? of sequence\b",
        _letters,
    ),
    _rule(r"\A(?=.*\bletters?\b)(?=.*\b(?:prob|probab\w+|likel\w+|chances?|odds)\b)", _letters),
    _rule(
        r"\bin how many\b|\bhow many (?:different |distinct |ordered )*(?:ways|orders|outcomes|lists|permutations|rows|queues|"
        r"combinations|selections|possibilities|arrangements|rankings)\b|\bpermut",
        _below,
    ),
    _rule(r"\b(?:heads?|tails?|dice|die)\b|\d+d\d+\b", _below),
    _rule(
        r"\b(?:one|unit|ten|hundred|thousand|million)(?:th)?s (?:place|digit|column|position|rod|wheel)\b|\bplace[- ]value\b"
        r"|\binto its places\b",
        _powers,
    ),
    _rule(r"\b(?:mean|average|median)\b", _count),
    _rule(
        r"\bpower of ten\b|\bscientific\b|\bdecimal places?\b|\A(?>.*?\bround(?:ed)?\b).*\bto\b|\bnearest\b|\d ?[x×*] ?10\b",
        _powers,
    ),
    _rule(r"-?\d+(?:, -?\d+){2,}", _differences),
)


def brought_in(question: str) -> set[Fraction]:
    """The numbers that a question's subject brings in."""
    found: set[Fraction] = set()
    for word, digits in _ORDINAL.findall(question):
        found.add(Fraction(_ORDINALS.index(word.lower()) if word else int(digits)))
    for groups in _AFTER_SIGN.findall(question):
        found.add(Fraction(groups[0] or groups[1]))
    for pattern, numbers in _RULES:
        if pattern.search(question):
            found |= numbers(question)
    return found
