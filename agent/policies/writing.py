"""What a row is held to while it writes: a long number is copied whole, and the brackets of a call match.

A small model begins to copy 0.166666666667 and never ends: nothing in `666` tells how many sixes have gone by. And a
calculation or program with a bracket too few or too many is an error whatever was meant. Neither is a choice of the
policy's, so neither is left to it: the rest of a number at hand is written for it, and ids that cannot stand next are
barred (grammar-constrained decoding). Which number, and which operation, stay its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from core_model.transcript import TOOLS, Transcript

LONG = 5
"""Digits from which on a number is taken for a copy: tools reckon, the policy does not. After so many the rest of a
longer one is put in."""
TELLING = 3
"""How many those must be with zeros at either end left out: 10000 begins many numbers."""
_SIGNS = "0123456789."
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_CLOSING = frozenset(_PAIRS.values())
_QUOTES = ("'", '"', "#")
"""Between quotes, and behind a # up to the end of its line, brackets are text."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Spelling:
    """The ids of one tokenizer that numbers and brackets are written with."""

    def __init__(self, transcript: Transcript) -> None:
        tokenizer = transcript.tokenizer
        self.calls = frozenset(transcript.marker[f"<|{tool}|>"] for tool in TOOLS)
        self.run, self.markers = transcript.run, frozenset(transcript.marker.values())
        self.texts = [tokenizer.decode([i]) for i in range(tokenizer.vocab_size)]
        self.ids = {text: i for i, text in reversed(list(enumerate(self.texts))) if len(text) == 1 and text in _SIGNS}
        self.digits = frozenset(i for i, text in enumerate(self.texts) if text[:1].isdecimal())
        self._brackets = [i for i, text in enumerate(self.texts) if not _CLOSING.isdisjoint(text)]
        self.closing = lru_cache(1024)(self._closing)

    def _closing(self, state: str) -> frozenset[int]:
        """Ids that close a bracket which is not the one to be closed, in a call that has come to `state`."""
        return frozenset(i for i in self._brackets if bracketed(state, self.texts[i]) is None)


class Writing:
    """What one row has at hand and is in the middle of writing. Feed it every id the row gets, in order."""

    def __init__(self, spelling: Spelling, given: str) -> None:
        self.spelling = spelling
        self.numbers: set[str] = set()
        """Long numbers that the row may copy."""
        self.number = ""
        """The number that its last ids are the beginning of."""
        self.state: str | None = None
        """What is open in the call that it writes, as `bracketed` says, if it writes one."""
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
            text = spelling.texts[i] if i < len(spelling.texts) else ""  # a model may have more ids than its tokenizer
            if i in spelling.markers:
                self.number, self.state = "", "" if i in spelling.calls else None
                continue
            if self.state is not None:
                self.state = bracketed(self.state, text)
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
        the end of a call with brackets open."""
        out: frozenset[int] = frozenset()
        if self.number in self.numbers and not any(
            known != self.number and known.startswith(self.number) for known in self.numbers
        ):
            out = self.spelling.digits
        if self.state is not None:
            out |= self.spelling.closing(self.state)
            if not _CLOSING.isdisjoint(self.state):
                out |= {self.spelling.run}
        return out


def bracketed(state: str, text: str) -> str | None:
    """What is open after `text` in a call where `state` was: the brackets still to come, innermost last, then the quote
    or `#` that the text is inside of. None when a bracket closes what was not opened."""
    quote = state[-1:] if state[-1:] in _QUOTES else ""
    stack, escaped = state.removesuffix(quote), False
    for c in text:
        if escaped:
            escaped = False
        elif quote:
            escaped = c == "\\"
            quote = "" if c == "\n" or (c == quote and c != "#") else quote
        elif c in _QUOTES:
            quote = c
        elif c in _PAIRS:
            stack += _PAIRS[c]
        elif c in _CLOSING:
            if stack[-1:] != c:
                return None
            stack = stack[:-1]
    return stack + quote


def _tells(number: str) -> bool:
    digits = number.replace(".", "")
    return len(digits) >= LONG and len(digits.strip("0")) >= TELLING
