"""The numbers in a question: digits, number words, percentages and words that stand for a number.

Two readers depend on finding the same numbers: the renderer of training transcripts, whose first thought lists
the quantities a solution uses, and the verifier, which asks where each number in a calculation came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {w: 10 * (i + 2) for i, w in enumerate(_TENS)}

MULTIPLES: dict[str, Fraction] = {
    "half": Fraction(1, 2),
    "halves": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4),
    "third": Fraction(1, 3),
    "thirds": Fraction(1, 3),
    "fourth": Fraction(1, 4),
    "fourths": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "fifths": Fraction(1, 5),
    "sixth": Fraction(1, 6),
    "sixths": Fraction(1, 6),
    "eighth": Fraction(1, 8),
    "eighths": Fraction(1, 8),
    "tenth": Fraction(1, 10),
    "tenths": Fraction(1, 10),
    "double": Fraction(2),
    "twice": Fraction(2),
    "triple": Fraction(3),
    "thrice": Fraction(3),
    "pair": Fraction(2),
    "pairs": Fraction(2),
    "couple": Fraction(2),
    "both": Fraction(2),
    "dozen": Fraction(12),
    "dozens": Fraction(12),
    "single": Fraction(1),
    "week": Fraction(7),
    "weeks": Fraction(7),
    "weekly": Fraction(7),
    "year": Fraction(12),
    "years": Fraction(12),
    "hour": Fraction(60),
    "hours": Fraction(60),
    "minute": Fraction(60),
    "minutes": Fraction(60),
    "dime": Fraction(10),
    "dimes": Fraction(10),
    "nickel": Fraction(5),
    "nickels": Fraction(5),
    "quarter-coin": Fraction(25),
    "feet": Fraction(12),
    "foot": Fraction(12),
    "day": Fraction(24),
    "days": Fraction(24),
}
"""Words that bring a number into a problem without writing it. Published: the verifier accepts these numbers."""

MAX_DIGITS = 400
"""A longer row of digits is not read as a number (Python itself refuses one of thousands)."""

_NUMBER = r"(?<![\w.])\$?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])|(?<![\w.])\.\d+"
_WORD = r"[A-Za-z]+(?:-[A-Za-z]+)*"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<word>{_WORD})")


@dataclass(frozen=True)
class Quantity:
    """A number found in text: its exact value, the words that spell it, and where they stand."""

    value: Fraction
    text: str
    start: int
    end: int
    implied: bool = False
    """True for a word such as `twice` that brings a number in without naming it."""


def _spelled(words: list[str]) -> Fraction | None:
    """The value of number words in order ("two", "hundred", "five"), or None when they make no number."""
    total, group, seen = 0, 0, False
    for word in words:
        if word == "and":
            continue
        if word in _SMALL:
            group, seen = group + _SMALL[word], True
        elif word in _SCALES:
            if word == "hundred":
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * _SCALES[word], 0
            seen = True
        else:
            return None
    return Fraction(total + group) if seen else None


def quantities(text: str) -> list[Quantity]:
    """Find every number in `text`, in order of appearance.

    Digits (`48`, `1,200`, `$3.50`, `.5`), number words (`twenty-five`, `two hundred and five`) and the words in
    MULTIPLES. `1/2` is found as 1 and 2, as written: a calculation may use it as `1/2`.
    """
    tokens = list(_TOKEN.finditer(text))
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.group("number"):
            i += 1
            if token.end() - token.start() <= MAX_DIGITS:
                value = Fraction(token.group().lstrip("$").replace(",", ""))
                found.append(Quantity(value, token.group(), token.start(), token.end()))
            continue
        end, words = _number_words(text, tokens, i)
        value_or_none = _spelled(words)
        if value_or_none is not None:
            start, stop = token.start(), tokens[end - 1].end()
            found.append(Quantity(value_or_none, text[start:stop], start, stop))
            i = end
            continue
        found += _compound(token)
        i += 1
    return found


def _number_words(text: str, tokens: list[re.Match[str]], i: int) -> tuple[int, list[str]]:
    """The longest run of words from token `i` that spells one number: where it ends, and its words."""
    words: list[str] = []
    last_end, last_words = i, 0  # after the last `hundred`, `thousand`: where a run is cut that goes on wrongly
    j = i
    while j < len(tokens) and tokens[j].group("word"):
        parts = tokens[j].group().lower().split("-")
        spaced = j == i or not text[tokens[j - 1].end() : tokens[j].start()].strip(" ")
        if not spaced:
            break
        if parts == ["and"] and words and words[-1] in _SCALES and _next_is_small(text, tokens, j):
            words.append("and")
        elif all(p in _SMALL or p in _SCALES for p in parts) and _continues(words, parts):
            words += parts
            if words[-1] in _SCALES:
                last_end, last_words = j + 1, len(words)
        else:
            if parts[0] in _SCALES and last_words:  # "five hundred six hundred" is 500 and 600
                return last_end, words[:last_words]
            break
        j += 1
    return j, words


def _continues(words: list[str], parts: list[str]) -> bool:
    """Whether number words go on with `parts` as one number: scales get smaller, and a group has one hundred."""
    words = list(words)
    for part in parts:
        last = words[-1] if words else ""
        scales = [w for w in words if w in _SCALES]
        larger = [w for w in scales if w != "hundred"]
        group = words[len(words) - words[::-1].index(larger[-1]) :] if larger else words
        if part in _SMALL:
            fits = last not in _SMALL or _joins(last, part)
        elif part == "hundred":
            fits = "hundred" not in group
        else:
            fits = all(_SCALES[w] > _SCALES[part] for w in larger) and last not in larger
        if not fits:
            return False
        words.append(part)
    return True


def _compound(token: re.Match[str]) -> list[Quantity]:
    """The numbers in a word that is none itself: `twice`, `half-dozen`, and `twenty-five` in `twenty-five-year-old`."""
    parts = token.group().lower().split("-")
    numeric = next((n for n, part in enumerate(parts) if part not in _SMALL and part not in _SCALES), len(parts))
    found, start = [], token.start()
    value = _spelled(parts[:numeric]) if _continues([], parts[:numeric]) else None
    if value is not None:
        stop = start + len("-".join(parts[:numeric]))
        found.append(Quantity(value, token.group()[: stop - start], start, stop))
        start, parts = stop + 1, parts[numeric:]
    for part in ("-".join(parts), *parts):
        if part in MULTIPLES:
            text = token.group()[start - token.start() :]
            found.append(Quantity(MULTIPLES[part], text, start, token.end(), implied=True))
            break
    return found


def _joins(left: str, right: str) -> bool:
    """Whether two small number words form one number: `twenty` `five`, but not `two` `three`."""
    return _SMALL[left] >= 20 and 0 < _SMALL[right] < 10


def _next_is_small(text: str, tokens: list[re.Match[str]], j: int) -> bool:
    if j + 1 >= len(tokens) or text[tokens[j].end() : tokens[j + 1].start()].strip(" "):
        return False
    return all(part in _SMALL for part in tokens[j + 1].group().lower().split("-"))
