"""The quantities that a thought lists are those of the question."""

from __future__ import annotations

import re
from collections import Counter

from tasks.listing import listed
from tasks.task import Solution, Thought
from verifier.checks import shown, together
from verifier.verdict import Check

NUMBER = re.compile(
    r"(?:-?\d|half|twice|double|tri|thri|pair|couple|doz|quarter|third|fourth|fifth|sixth|eighth|tenth)"
)
_CLOSED = r"(;\s|\.(?=\s|$))"
_BARE = rf"{NUMBER.pattern}[^:;?\s]{{0,38}}?{_CLOSED.replace('(', '(?:', 1)}"
_ITEM = re.compile(rf"(?:(?!{_BARE})([^:;?]{{1,160}}): )?([^:;?\s]{{1,40}}?){_CLOSED}")
"""`words: number`, or a number alone, closed by a semicolon, or by the full stop that ends the list."""


def opening(thought: str) -> tuple[list[tuple[str, str]], int]:
    """Words and number of each entry of a thought that begins with a list `words: number; words: number.`, and where
    the list ends; nothing and 0 when it does not."""
    found: list[tuple[str, str]] = []
    described = False
    at = 0
    while item := _ITEM.match(thought, at):
        words, number, closed = item.groups()
        if not NUMBER.match(number):
            break
        described = described or words is not None
        found.append((words or "", number))
        at = item.end()
        if closed == ".":
            return (found, at) if described else ([], 0)
    return [], 0


def items(thought: str) -> list[str]:
    """The numbers of such a list."""
    return [number for _, number in opening(thought)[0]]


def listing(question: str, solution: Solution) -> Check:
    """fail when the first thought lists a number that the question does not hold, or leaves one of its out; unknown
    when it lists none: other writers need no list."""
    first = next((step for step in solution.steps if isinstance(step, Thought)), None)
    said = Counter(items(first.text)) if first is not None else Counter[str]()
    if not said:
        return Check(name="listing", status="unknown", evidence="no quantities are listed.")
    wanted = Counter(written for _, written in listed(question))
    strange, missing = list((said - wanted).elements()), list((wanted - said).elements())
    if strange:
        sentences = [f"{shown(n)} is listed and not in the question." for n in strange]
        return Check(name="listing", status="fail", evidence=together(sentences))
    if missing:
        return Check(name="listing", status="fail", evidence=together([f"{shown(n)} is not listed." for n in missing]))
    return Check(name="listing", status="pass", evidence="the list holds the numbers of the question.")
