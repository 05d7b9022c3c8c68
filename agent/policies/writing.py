"""What a row is held to while it writes: what it copies is copied whole, and the brackets of a call match.

A small model begins to copy 0.166666666667 and never ends: nothing in `666` tells how many sixes have gone by. And a
calculation or program with a bracket too few or too many is an error whatever was meant. In a list of twenty items it
loses its place where two begin alike, copying them into a call or a result into its answer. None of this is a choice
of the policy's, so none is left to it: the rest of a long number, of a result or of a question's list that it has begun
to copy is written for it, and ids that cannot stand next are barred (grammar-constrained decoding). Which number, and
which operation, stay its own. Where it is not certain what brackets mean (in the words of a named tool, behind an
escape in a string), nothing is barred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from agent.policies.entries import Entries
from core_model.transcript import GIVEN, OBSERVATIONS, TOOLS, Transcript
from tasks.multiply.numbers import LONG_PLACES

BEGUN, BEGUN_IN_ANSWER = 5, 8
"""Digits written of a long number after which the rest is put in; in an answer a rounded one is to be possible.
Decimals of fewer than LONG_PLACES places may be rounded anywhere, and integers of fewer than LONG_DIGITS digits be
anything: they are left alone."""
LONG_DIGITS = 10
COPIED = 12
"""Ids of an answer that are those of the last result, after which the rest of that is put in. In 7,000 tasks of 14
families 523 reference answers begin so; each holds the whole result, and 39 go on behind it ("+ C")."""
LISTED, COPIED_ITEMS = 6, 3
"""Numbers or words in a row that make a list, and how many of them, from the first, a call copies before it gets the
rest."""
_ITEMS = [rf"['\"]?{item}['\"]?" for item in (r"-?\d+(?:\.\d+)?", "[A-Za-z]+")]
_LISTS = [re.compile(rf"{item}(?:, {item}){{{LISTED - 1},}}") for item in _ITEMS]
_SIGNS = "0123456789."
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_CLOSING = frozenset(_PAIRS.values())
_QUOTES = ("'", '"', "#")
"""In a program, brackets between quotes, and behind a # up to the end of its line, are text."""
_UNCERTAIN = {"python": re.compile(r"\\|\"\"\"|'''"), "calculator": re.compile(r"['\"#@\[\]{}\\]")}
"""What makes it uncertain how brackets pair: escapes and long quotes; in a calculation, all but its own."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FIRST = re.compile(r"\bfirst (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
"""What asks for a part of a list."""
_LONG = re.compile(rf"(?<![\d.])(?:\d+\.\d{{{LONG_PLACES},}}|\d{{{LONG_DIGITS},}})(?![\d.]*\d)")


class Spelling:
    """The ids of one tokenizer that numbers and brackets are written with."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript, tokenizer = transcript, transcript.tokenizer
        self.roles = {transcript.marker[f"<|{role}|>"]: role for role in (*TOOLS, "thought", "answer")}
        self.run, self.markers = transcript.run, frozenset(transcript.marker.values())
        self.texts = [tokenizer.decode([i]) for i in range(tokenizer.vocab_size)]
        signs = {c: tokenizer.encode("a" + c)[-1] for c in _SIGNS}  # not the byte that spells the same
        self.ids = {c: i for c, i in signs.items() if self.texts[i] == c}
        self.digits = frozenset(i for i, text in enumerate(self.texts) if text[:1].isdecimal())
        self.letters = {text[1]: i for i, text in enumerate(self.texts) if re.fullmatch(" [A-Z]", text)}
        """Ids of a word of one capital; within a word another id is such a letter."""
        self._brackets = [i for i, text in enumerate(self.texts) if not _CLOSING.isdisjoint(text)]
        self.closing = lru_cache(1024)(self._closing)

    def _closing(self, state: str) -> frozenset[int]:
        """Ids that close a bracket which is not the one to be closed, in a call that has come to `state`."""
        return frozenset(i for i in self._brackets if bracketed(state, self.texts[i]) is None)


class Writing:
    """What one row has at hand and is in the middle of writing. Feed it every id that the row gets, in order."""

    def __init__(self, spelling: Spelling, ids: Sequence[int] = ()) -> None:
        self.spelling = spelling
        self.numbers: set[str] = set()
        """Long numbers that the row may copy: of what it was given, not of what it wrote."""
        self._whole: set[str] = set()
        """All numbers of what it was given, the short ones as well: another way to go on, or to end."""
        self.number = ""
        """The number that its last ids are the beginning of."""
        self.role = ""
        """What it writes: a call of the calculator or of Python, an answer, or anything else."""
        self.state: str | None = None
        """What is open in the call that it writes, as `bracketed` says; None outside of calls and where uncertain."""
        self._call, self._read = "", 0
        self._entries = Entries()
        self._segment: list[int] = []
        """Ids since the last marker."""
        self._result: list[int] = []
        """What the last call gave, as an answer would copy it."""
        self._lists: list[tuple[str, str]] = []
        """Lists of the question as a call may copy them, and the first COPIED_ITEMS of each."""
        for segment in spelling.transcript.parse(ids):
            if segment.role in GIVEN:
                self.know(segment.text, segment.role)
        self.read(ids)

    def know(self, text: str, role: str = "result") -> None:
        """Take in the long numbers of what is given, without thousands separators; the lists of a question, and a
        result whole."""
        plain = _THOUSANDS.sub("", text)
        self.numbers.update(_LONG.findall(plain))
        self._whole.update(_NUMBER.findall(plain))
        if role == "user":
            self._entries.know(text)
        if role in OBSERVATIONS:
            self._result = self.spelling.transcript.tokenizer.encode(text)
        if role != "user" or _FIRST.search(text):
            return
        for found in (match for kind in _LISTS for match in kind.finditer(text)):
            whole = found.group().strip("'\"")
            if whole[-1].isalpha():  # "..., quartz, lamp please", "..., lamp, what is": the last one is left to the row
                whole = whole[: whole.rindex(",") + 1]
            head = ", ".join(whole.split(", ")[:COPIED_ITEMS]).rstrip("'\"")
            self._lists += [(whole, head), (whole.replace(", ", ","), head.replace(", ", ","))]

    def read(self, ids: Sequence[int]) -> None:
        """Follow the row's ids, of which those up to the last time are known already."""
        spelling = self.spelling
        for i in ids[self._read :]:
            text = spelling.texts[i] if i < len(spelling.texts) else ""  # a model may have more ids than its tokenizer
            if i in spelling.markers:
                if self.role == "thought":
                    self._entries.say(spelling.transcript.tokenizer.decode(self._segment))
                self.role = spelling.roles.get(i, "")
                self.number, self._call, self.state = "", "", "" if self.role in TOOLS else None
                self._segment = []
                continue
            self._segment.append(i)
            if self.state is not None:
                self._call += text
                uncertain = _UNCERTAIN[self.role].search(self._call) or ("\n" in text and self.state[-1:] in ("'", '"'))
                self.state = None if uncertain else bracketed(self.state, text)
            if text.isdecimal() or (text == "." and self.number and "." not in self.number):
                self.number += text
            else:
                tail = text.lstrip()
                self.number = tail if tail.isdecimal() else ""
        self._read = len(ids)

    def rest(self) -> tuple[int, ...]:
        """Ids of what is still to come of what was begun; none where there are two ways to go on."""
        if copied := self._rest_of_result() or self._rest_of_list() or self._rest_of_entry():
            return copied
        n = self.number
        begun = BEGUN_IN_ANSWER if self.role == "answer" else BEGUN
        if not self.numbers or n in self._whole or len(n) - n.count(".") < begun:
            return ()
        if not any(known.startswith(n) for known in self.numbers):
            return ()
        rests = [known[len(n) :] for known in self._whole if known.startswith(n)]
        ids = self.spelling.ids
        alike = takewhile(lambda at: len(set(at)) == 1 and at[0] in ids, zip(*rests, strict=False))
        return tuple(ids[at[0]] for at in alike)

    def _rest_of_result(self) -> tuple[int, ...]:
        n = len(self._segment)
        copies = self.role == "answer" and n >= COPIED and self._segment == self._result[:n]
        return tuple(self._result[n:]) if copies else ()

    def _rest_of_list(self) -> tuple[int, ...]:
        if self.role not in TOOLS or not self._lists:
            return ()
        tokenizer = self.spelling.transcript.tokenizer
        call = tokenizer.decode(self._segment)
        rests = [rest for whole, head in self._lists if (rest := _rest(call, whole, head)) is not None]
        rest = "".join(at[0] for at in takewhile(lambda at: len(set(at)) == 1, zip(*rests, strict=False)))
        ids = tokenizer.encode(call + rest) if rest else []
        return tuple(ids[len(self._segment) :]) if ids[: len(self._segment)] == self._segment else ()

    def _rest_of_entry(self) -> tuple[int, ...]:
        if self.role != "thought":
            return ()
        tokenizer = self.spelling.transcript.tokenizer
        thought = tokenizer.decode(self._segment)
        ids = tokenizer.encode(thought + rest) if (rest := self._entries.rest(thought)) else []
        return tuple(ids[len(self._segment) :]) if ids[: len(self._segment)] == self._segment else ()

    def barred(self) -> frozenset[int]:
        """Ids that cannot stand next: another digit behind a long number that was copied whole, a bracket that closes
        none, the end of a call with brackets open, a quantity's letter that is another one's."""
        out: frozenset[int] = frozenset()
        n = self.number
        if n in self.numbers and not any(known != n and known.startswith(n) for known in self.numbers):
            out = self.spelling.digits
        if self.role == "thought":
            thought = self.spelling.transcript.tokenizer.decode(self._segment)
            out |= {self.spelling.letters[a] for a in self._entries.barred(thought) if a in self.spelling.letters}
            if self._entries.whole(thought):
                out |= self.spelling.digits
        if self.state is not None:
            out |= self.spelling.closing(self.state)
            if not _CLOSING.isdisjoint(self.state):
                out |= {self.spelling.run}
        return out


def _rest(call: str, whole: str, head: str) -> str | None:
    """What a call has still to write of a list that it ends with the beginning of; None when it does not."""
    at = call.rfind(head)
    if at < 0 or (at and (call[at - 1].isalnum() or call[at - 1] in "._-")):
        return None
    copied = call[at:]
    return whole[len(copied) :] if whole.startswith(copied) else None


def bracketed(state: str, text: str) -> str | None:
    """What is open after `text` in a call where `state` was: the brackets still to come, innermost last, then the quote
    or `#` that the text is inside of. None when a bracket closes what was not opened."""
    quote = state[-1:] if state[-1:] in _QUOTES else ""
    stack = state.removesuffix(quote)
    for c in text:
        if quote:
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
