"""Letters drawn without replacement: `Two letters picked without replacement from abba. Give prob of sequence ab.`"""

from __future__ import annotations

import math
import re
from collections import Counter
from fractions import Fraction

from tasks.reference import drawn_in_order, drawn_together
from tasks.solvers.deepmind.registry import asks
from tasks.solvers.deepmind.work import Unsolved, Work

_WORDS = ("zero", "one", "two", "three", "four", "five", "six")
_PICKED = r"([A-Za-z][a-z]+) letters? picked without replacement from (\{.+?\}|[a-z]+)"


def _bag(text: str) -> Counter[str]:
    if text.startswith("{"):
        return Counter({letter: int(n) for letter, n in re.findall(r"([a-z]): (\d+)", text)})
    return Counter(text)


def _sequence(work: Work, count: str, bag_text: str, wanted: str) -> str:
    left = _bag(bag_text)
    if _WORDS.index(count.lower()) != len(wanted) or left.total() < len(wanted):
        raise Unsolved("another number of letters")
    probability = Fraction(1)
    for letter in wanted:
        probability *= Fraction(left[letter], left.total())
        left[letter] -= 1
    work.ask("Draw them one by one.", "python", drawn_in_order(bag_text, wanted))
    return str(probability)


def _level_set(work: Work, count: str, bag_text: str, wanted: str) -> str:
    bag = _bag(bag_text)
    parts = [(int(n), letter) for n, letter in re.findall(r"(\d+) ([a-z])\b", wanted)]
    picked = sum(n for n, _ in parts)
    if _WORDS.index(count.lower()) != picked or bag.total() < picked:
        raise Unsolved("another number of letters")
    work.ask("Choose of each letter.", "python", drawn_together(bag_text, parts))
    return str(Fraction(math.prod(math.comb(bag[letter], n) for n, letter in parts), math.comb(bag.total(), picked)))


@asks(rf"{_PICKED}\. (?:What is|Give) prob of sequence ([a-z]+)[.?]")
def sequence_after(work: Work, count: str, bag: str, wanted: str) -> str:
    return _sequence(work, count, bag, wanted)


@asks(rf"(?:What is|Calculate) prob of sequence ([a-z]+) when {_PICKED}[.?]")
def sequence_before(work: Work, wanted: str, count: str, bag: str) -> str:
    return _sequence(work, count, bag, wanted)


@asks(rf"{_PICKED}\. (?:What is|Give) prob of picking (.+)[.?]")
def picking_after(work: Work, count: str, bag: str, wanted: str) -> str:
    return _level_set(work, count, bag, wanted)


@asks(rf"(?:What is|Calculate) prob of picking (.+) when {_PICKED}[.?]")
def picking_before(work: Work, wanted: str, count: str, bag: str) -> str:
    return _level_set(work, count, bag, wanted)
