"""Which is larger, closest, third smallest; sort: items are numbers or the names of values found before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from tasks.ranking import Ranked, unequal
from tasks.solvers.deepmind.registry import asks
from tasks.solvers.deepmind.work import Unsolved, Work, number

ORDINALS = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ")
_ITEM = r"-?\d+(?:\.\d+)?(?:/\d+)?|[a-z]"
_CHOICE = re.compile(rf"\(([a-z])\) ({_ITEM})")


Item = tuple[str, str, Fraction]
"""What the question calls it, its number as text, its value."""


def _items(work: Work, texts: list[str]) -> list[Item]:
    """Raises Unsolved where two are equal: which of them is asked for nobody can say."""
    found = []
    for text in texts:
        settled = work.settle(text)
        found.append((text, settled.strip("()"), number(settled)))
    if len({value for _, _, value in found}) < len(found):
        raise Unsolved("two items are equal")
    return found


def _offered(work: Work, text: str) -> tuple[list[Item], dict[str, str]]:
    """Items of `a, b, c` or of `(a) 3  (b) 4`, and the letter of each where there are letters."""
    choices = _CHOICE.findall(text)
    if choices:
        items = _items(work, [item for _, item in choices])
        return items, {item: letter for letter, item in choices}
    return _items(work, text.split(", ")), {}


def _ranked(items: list[Item], letters: Mapping[str, str], named: Mapping[str, str] = {}) -> Ranked:
    values = {called: shown for called, shown, _ in items if called.isalpha()}
    return Ranked([called for called, _, _ in items], {**values, **named}, tuple(letters.values()))


@asks(rf"(?:What|Which) is the (?:closest|nearest) to ({_ITEM})(?: in|\? ) (.+?)\??")
def closest(work: Work, target: str, text: str) -> str:
    aim = work.settle(target).strip("()")
    items, letters = _offered(work, text)
    gaps = sorted((abs(value - number(aim)), called) for called, _, value in items)
    if gaps[0][0] == gaps[1][0]:
        raise Unsolved("two are equally close")
    named = {target: aim} if target.isalpha() else {}
    work.ask("Compare the distances.", "python", _ranked(items, letters, named).closest(target))
    best = gaps[0][1]
    return letters.get(best, best)


@asks(r"(?:What|Which) is the (\w+ )?(biggest|smallest) value(?: in|\? ) (.+?)\??")
def kth(work: Work, ordinal: str | None, direction: str, text: str) -> str:
    items, letters = _offered(work, text)
    k = ORDINALS.index(ordinal or "") if (ordinal or "") in ORDINALS else len(items)
    if k >= len(items):
        raise Unsolved("there are not that many items")
    down = direction == "biggest"
    work.ask("Sort them.", "python", _ranked(items, letters).kth(k, down))
    called = sorted(items, key=lambda item: item[2], reverse=down)[k][0]
    return letters.get(called, called)


@asks(r"(?:Sort|Put) (.+?)(?: in (ascending|increasing|descending|decreasing) order)?\.")
def sort(work: Work, text: str, order: str | None) -> str:
    items = _items(work, text.split(", "))
    down = order in ("descending", "decreasing")
    work.ask("Sort them.", "python", _ranked(items, {}).sort(down))
    return ", ".join(called for called, _, _ in sorted(items, key=lambda item: item[2], reverse=down))


_RELATIONS = {
    "bigger than": ">", "greater than": ">", "smaller than": "<", "less than": "<", "at most as big as": "<=",
    "at least as big as": ">=", "equal to": "=", "not equal to": "!=", "less than or equal to": "<=",
    "greater than or equal to": ">=", "at least": ">=", "at most": "<=",
    ">": ">", "<": "<", ">=": ">=", "<=": "<=", "!=": "!=", "=": "=",
}  # fmt: skip


@asks(rf"Which is (smaller|bigger|greater): ({_ITEM}) or ({_ITEM})\?")
def which(work: Work, kind: str, a: str, b: str) -> str:
    items = _items(work, [a, b])
    smaller = kind == "smaller"
    work.ask(f"Which is {kind}?", "python", _ranked(items, {}).best(smaller))
    left, right = (value for _, _, value in items)
    return a if (left < right) == smaller else b


@asks(rf"(?:Is|Does) ({_ITEM}) ({'|'.join(_RELATIONS)}) ({_ITEM})\?")
def is_so(work: Work, a: str, relation: str, b: str) -> str:
    return _compared(work, a, _RELATIONS[relation], b)


@asks(
    rf"Do ({_ITEM}) and ({_ITEM}) have (the same|different) values?\?",
    rf"Are ({_ITEM}) and ({_ITEM}) (equal|non-?equal|unequal)\?",
)
def same(work: Work, a: str, b: str, kind: str) -> str:
    return _compared(work, a, "=" if kind in ("the same", "equal") else "!=", b)


def _compared(work: Work, a: str, sign: str, b: str) -> str:
    left, right = (work.settle(text).strip("()") for text in (a, b))
    x, y = number(left), number(right)
    if sign == "!=":
        work.ask("Compare.", "python", unequal(left, right))
    else:
        work.step("Compare.", f"{left} {sign} {right}")
    return str({"<": x < y, ">": x > y, "<=": x <= y, ">=": x >= y, "=": x == y, "!=": x != y}[sign])
