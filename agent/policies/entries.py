"""What a thought may name next of a question's quantities: each once, and with its own number.

A policy that is asked with letters ("A: 48 rolls A, sells B: 29") names what it calculates with: "Rolls left. rolls A:
48; B: 29." Which quantities, it chooses; that there is no C, and that A is 48, stands in the question. Having begun
with the wrong word, a small model names the same quantity twice, and takes 48 from 48.
"""

from __future__ import annotations

import re
from string import ascii_uppercase as LETTERS

_GIVEN = re.compile(r"(?<![\w'’-])([A-Z]{1,2}): (?:(-?\d+(?:\.\d+)?)(?![\w%/]|\.\d))?")
"""A letter of the question and its number; a number in words, or with a sign behind it, is left to the row."""
_ENTRY = re.compile(r"[.?!;](?:\s([^.?!;:]*))?$")
"""The words of an entry, behind a label or another entry."""
_NAMED = re.compile(r"(?:^|\s)([A-Z]): [^;:]+;")
_WRITTEN = re.compile(r"(?:^|\s)([A-Z]{1,2}):(?: (\S+))?$")
_SENTENCE = re.compile(r"[.?!]\s")


class Entries:
    """The quantities of what a row was asked, and what its thought may say next of them."""

    def __init__(self) -> None:
        self._said = ""
        self._numbers: dict[str, str] = {}
        """The number that each letter has, as it is copied; "" for one that is left to the row."""

    def know(self, question: str) -> None:
        """Take in a question as it was put to the policy; in a talk, a further one."""
        self._said += f"\n{question}"
        for letter, number in _GIVEN.findall(question):
            self._numbers.setdefault(letter, number)

    def say(self, thought: str) -> None:
        """Take in a thought that is done: what it calculated may be named by its words."""
        self._said += f"\n{thought}"

    def barred(self, thought: str) -> frozenset[str]:
        """Letters that cannot stand next in an entry: those that it named already, and those of no quantity. One that a
        word begins with is let through where such a word may stand. None with more than 26 quantities, where a letter
        begins another."""
        entry = _ENTRY.search(thought)
        if not self._numbers or max(map(len, self._numbers)) > 1 or entry is None:
            return frozenset()
        named = frozenset(_NAMED.findall(_SENTENCE.split(thought)[-1]))
        none = frozenset(LETTERS).difference(self._numbers)
        words = (entry[1] or "").strip()
        behind = {a for a in named if words and re.search(rf"(?<!\w){re.escape(words)} {a}(?![\w:-])", self._said)}
        begins = {a for a in named | none if re.search(rf"(?<!\w){a}[\w'’-]", self._said)}
        return (named | none) - (begins - behind)

    def rest(self, thought: str) -> str:
        """The number of the letter that the thought ends with; "" where there is nothing to copy."""
        written = _WRITTEN.search(thought)
        number = self._numbers.get(written[1], "") if written and written[2] is None else ""
        return f" {number}" if number else ""

    def whole(self, thought: str) -> bool:
        """Whether the thought ends with a letter's whole number."""
        written = _WRITTEN.search(thought)
        return written is not None and written[2] is not None and self._numbers.get(written[1]) == written[2]
