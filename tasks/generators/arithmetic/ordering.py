"""Comparing, sorting, the closest, the second largest: numbers as decimals, fractions and names of values."""

from __future__ import annotations

import random
import re
from fractions import Fraction

from tasks.generators.arithmetic.ordering_phrases import (
    CLOSEST,
    CLOSEST_CHOICE,
    KTH,
    KTH_CHOICE,
    MORE_IS,
    SORT,
    SORT_PLAIN,
    WHICH,
)
from tasks.generators.making import Draft, Generator, Move
from tasks.generators.numerals import decimal, fraction
from tasks.generators.phrasing import pool
from tasks.generators.preamble import define
from tasks.ranking import Ranked, unequal

COMPOSED = 3
"""The level at which one of the numbers has a name and has to be found first."""

_LETTER = re.compile(r"\b[a-z]\b")
Item = tuple[str, Fraction]
"""What the question calls a number, and its value."""


def _plain(rng: random.Random) -> Item:
    roll = rng.random()
    if roll < 0.45:
        n = rng.randint(-30, 99) if rng.random() < 0.7 else rng.randint(-9999, 99999)
        return str(n), Fraction(n)
    if roll < 0.7:
        text = decimal(rng, rng.randint(1, 4), rng.randint(1, 3))
        return text, Fraction(text)
    value = fraction(rng, 12)
    return str(value), value


def _items(rng: random.Random, level: int, n: int) -> tuple[list[Item], dict[str, str], str, list[Move]] | None:
    """Different numbers; at the level COMPOSED some are named, and defined by sentences."""
    items: list[Item] = []
    shown: dict[str, str] = {}
    moves: list[Move] = []
    before = ""
    for _ in range(n):
        called, value = _plain(rng)
        shown[called] = called
        items.append((called, value))
    if level == COMPOSED:
        for name in rng.sample("abcdfghjkmnpqrstuvwxyz", rng.randint(1, 2)):
            k = rng.randrange(n)
            known = rng.randint(-20, 60)
            if items[k][0].isalpha():
                continue
            sentence, found = define(rng, name, known)
            if set(_LETTER.findall(sentence)) & set(_LETTER.findall(before)):
                return None  # a letter would stand for two things
            before += sentence
            moves += found
            items[k] = (name, Fraction(known))
            shown[name] = str(known)
    if len({value for _, value in items}) < n:
        return None
    return items, shown, before, moves


def _ranked(items: list[Item], shown: dict[str, str], letters: dict[str, str] | None = None) -> Ranked:
    named = {called: shown[called] for called, _ in items if called.isalpha()}
    return Ranked([called for called, _ in items], named, tuple(letters.values()) if letters else ())


def _sort(rng: random.Random, level: int) -> Draft | None:
    found = _items(rng, level, rng.randint((3, 3, 3, 8)[level - 1], (4, 7, 4, 12)[level - 1]))
    if found is None:
        return None
    items, shown, before, moves = found
    down = rng.random() < 0.45
    text = ", ".join(called for called, _ in items)
    moves.append(("Sort them.", _ranked(items, shown).sort(down), "python"))
    answer = ", ".join(called for called, _ in sorted(items, key=lambda item: item[1], reverse=down))
    if not down and rng.random() < 0.4:
        return Draft(answer, tuple(moves), {"l": text}, "plain", before)
    order = rng.choice(("descending", "decreasing") if down else ("ascending", "increasing"))
    return Draft(answer, tuple(moves), {"l": text, "o": order}, "order", before)


_ORDINALS = ("", "second ", "third ", "fourth ", "fifth ", "sixth ")


def _choices(items: list[Item]) -> tuple[str, dict[str, str]]:
    letters = {called: "abcdefgh"[k] for k, (called, _) in enumerate(items)}
    return "  ".join(f"({letter}) {called}" for called, letter in letters.items()), letters


def _kth(rng: random.Random, level: int) -> Draft | None:
    found = _items(rng, level, rng.randint(3, (4, 6, 4)[level - 1]))
    if found is None:
        return None
    items, shown, before, moves = found
    down, k = rng.random() < 0.5, rng.randrange(len(items))
    answer = sorted(items, key=lambda item: item[1], reverse=down)[k][0]
    word = rng.choice(("biggest", "largest", "greatest") if down else ("smallest", "smallest", "lowest"))
    slots = {"k": _ORDINALS[k], "w": word}
    if rng.random() < 0.45:
        text, letters = _choices(items)
        moves.append(("Sort them.", _ranked(items, shown, letters).kth(k, down), "python"))
        return Draft(letters[answer], tuple(moves), slots | {"c": text}, "choice", before)
    moves.append(("Sort them.", _ranked(items, shown).kth(k, down), "python"))
    return Draft(answer, tuple(moves), slots | {"l": ", ".join(called for called, _ in items)}, "list", before)


def _closest(rng: random.Random, level: int) -> Draft | None:
    found = _items(rng, level, rng.randint(3, (3, 5, 3)[level - 1]))
    target, aim = _plain(rng)
    if found is None:
        return None
    items, shown, before, moves = found
    gaps = [abs(value - aim) for _, value in items]
    if len(set(gaps)) < len(gaps):
        return None
    answer = items[gaps.index(min(gaps))][0]
    if rng.random() < 0.45:
        text, letters = _choices(items)
        moves.append(("Compare the distances.", _ranked(items, shown, letters).closest(target), "python"))
        return Draft(letters[answer], tuple(moves), {"t": target, "c": text}, "choice", before)
    moves.append(("Compare the distances.", _ranked(items, shown).closest(target), "python"))
    return Draft(answer, tuple(moves), {"t": target, "l": ", ".join(called for called, _ in items)}, "list", before)


_IS = {
    ">": ("Is {a} > {b}?", "Is {a} bigger than {b}?", "Is {a} greater than {b}?", "Does {a} exceed {b}?"),
    "<": ("Is {a} < {b}?", "Is {a} smaller than {b}?", "Is {a} less than {b}?", "Does {a} lie below {b}?"),
    ">=": ("Is {a} >= {b}?", "Is {a} at least {b}?", "Is {a} greater than or equal to {b}?",
           "Is {a} no smaller than {b}?", "Is {a} at least as big as {b}?"),
    "<=": ("Is {a} <= {b}?", "Is {a} at most {b}?", "Is {a} less than or equal to {b}?", "Is {a} no bigger than {b}?",
           "Is {a} at most as big as {b}?"),
    "=": ("Does {a} = {b}?", "Are {a} and {b} equal?", "Is {a} equal to {b}?", "Are {a} and {b} the same number?",
          "Do {a} and {b} have the same value?"),
    "!=": ("Is {a} != {b}?", "Are {a} and {b} unequal?", "Is {a} not equal to {b}?",
           "Does {a} differ from {b}?",
           "Do {a} and {b} have different values?", "Are {a} and {b} nonequal?"),
}  # fmt: skip


def _compare(rng: random.Random, level: int) -> Draft | None:
    found = _items(rng, level, 2)
    if found is None:
        return None
    items, shown, before, moves = found
    (a, x), (b, y) = items
    slots = {"a": a, "b": b}
    if rng.random() < 0.45:
        word = rng.choice(("bigger", "greater", "larger", "smaller"))
        smaller = word == "smaller"
        moves.append((f"Which is {word}?", _ranked(items, shown).best(smaller), "python"))
        return Draft(a if (x < y) == smaller else b, tuple(moves), slots | {"w": word}, "which", before)
    sign = rng.choice(tuple(_IS))
    if sign in ("=", "!=") and rng.random() < 0.5 and not shown[b].startswith("-") and not b.isalpha():
        b, y = f"{2 * x.numerator}/{2 * x.denominator}", x  # the same value, written in another way
        shown[b], slots["b"] = b, b
    holds = {">": x > y, "<": x < y, ">=": x >= y, "<=": x <= y, "=": x == y, "!=": x != y}[sign]
    if sign == "!=":
        moves.append(("Compare.", unequal(shown[a], shown[b]), "python"))
    else:
        moves.append(("Compare.", f"{shown[a]} {sign} {shown[b]}"))
    return Draft(str(holds), tuple(moves), slots, sign, before)


SORTING = Generator("arithmetic", "sort", (1, 2, 3), {"order": SORT, "plain": SORT_PLAIN}, _sort, (4,))
RANKING = Generator("arithmetic", "kth_biggest", (1, 2, 3), {"list": KTH, "choice": KTH_CHOICE}, _kth)
NEAREST = Generator("arithmetic", "closest", (1, 2, 3), {"list": CLOSEST, "choice": CLOSEST_CHOICE}, _closest)
COMPARING = Generator(
    "arithmetic",
    "compare",
    (1, 2, 3),
    {"which": WHICH, **{sign: pool(*phrases, *MORE_IS[sign]) for sign, phrases in _IS.items()}},
    _compare,
)
