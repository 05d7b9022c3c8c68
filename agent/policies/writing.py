"""What a row is held to while it writes: a long number is copied whole, and the brackets of a calculation match.

A small model begins to copy 0.166666666667 and never ends: nothing in `666` tells how many sixes have gone by. And an
expression with a bracket too few or too many is an error whatever was meant. Neither is a choice of the policy's, so
neither is left to it: the rest of a number at hand is written for it, and ids that cannot stand next are barred
(grammar-constrained decoding). Which number, and which operation, stay its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from core_model.transcript import Transcript

LONG = 5
"""Digits from which on a number is taken for a copy: tools reckon, the policy does not. After so many the rest of a
longer one is put in."""
TELLING = 3
"""How many those must be with zeros at either end left out: 10000 begins many numbers."""
_SIGNS = "0123456789."
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Spelling:
    """The ids of one tokenizer that numbers and brackets are written with."""

    def __init__(self, transcript: Transcript) -> None:
        tokenizer = transcript.tokenizer
        self.calls, self.run = transcript.marker["<|calculator|>"], transcript.run
        self.texts = [tokenizer.decode([i]) for i in range(tokenizer.vocab_size)]
        for i in transcript.marker.values():
            self.texts[i] = ""
        self.ids = {text: i for i, text in reversed(list(enumerate(self.texts))) if len(text) == 1 and text in _SIGNS}
        self.digits = frozenset(i for i, text in enumerate(self.texts) if text[:1].isdecimal())
        self._falls = {i: _lowest(text) for i, text in enumerate(self.texts) if ")" in text}
        self.closing = cache(self._closing)

    def _closing(self, open_brackets: int) -> frozenset[int]:
        """Ids that close more brackets than so many."""
        return frozenset(i for i, fall in self._falls.items() if open_brackets + fall < 0)


class Writing:
    """What one row has at hand and is in the middle of writing. Feed it every id the row gets, in order."""

    def __init__(self, spelling: Spelling, given: str) -> None:
        self.spelling = spelling
        self.numbers: set[str] = set()
        """Long numbers that the row may copy."""
        self.number = ""
        """The number that its last ids are the beginning of."""
        self.open: int | None = None
        """Brackets that are open in the calculation it writes, if it writes one."""
        self._read = 0
        self.know(given)

    def know(self, text: str) -> None:
        """Take in the long numbers of the question or of a result, with and without their thousands separators."""
        for form in {text, _THOUSANDS.sub("", text)}:
            self.numbers.update(n for n in _NUMBER.findall(form) if _tells(n))

    def read(self, ids: Sequence[int]) -> None:
        """Follow the row's ids, of which those up to the last call are known already."""
        spelling = self.spelling
        for i in ids[self._read :]:
            text = spelling.texts[i] if i < len(spelling.texts) else ""
            if not text:  # a marker
                self.number, self.open = "", 0 if i == spelling.calls else None
                continue
            if self.open is not None:
                self.open += text.count("(") - text.count(")")
            if text.isdecimal() or (text == "." and self.number and "." not in self.number):
                self.number += text
            else:
                tail = text.lstrip()
                self.number = tail if tail.isdecimal() else ""
        self._read = len(ids)

    def rest(self) -> tuple[int, ...]:
        """Ids of what is still to come of a long number that was begun; none where there are two ways to go on."""
        n = self.number
        if not self.numbers or n in self.numbers or not _tells(n):
            return ()
        rests = [known[len(n) :] for known in self.numbers if known.startswith(n)]
        ids = self.spelling.ids
        alike = takewhile(lambda at: len(set(at)) == 1 and at[0] in ids, zip(*rests, strict=False))
        return tuple(ids[at[0]] for at in alike)

    def barred(self) -> frozenset[int]:
        """Ids that cannot stand next: another digit behind a number that was copied whole, a bracket that closes none,
        the end of a calculation with brackets open."""
        out: frozenset[int] = frozenset()
        if self.number in self.numbers and not any(
            known != self.number and known.startswith(self.number) for known in self.numbers
        ):
            out = self.spelling.digits
        if self.open is not None:
            out |= self.spelling.closing(max(0, self.open))
            if self.open > 0:
                out |= {self.spelling.run}
        return out


def _tells(number: str) -> bool:
    digits = number.replace(".", "")
    return len(digits) >= LONG and len(digits.strip("0")) >= TELLING


def _lowest(text: str) -> int:
    """How far the count of open brackets falls within a text, from where it was before."""
    depth = lowest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        lowest = min(lowest, depth)
    return lowest
