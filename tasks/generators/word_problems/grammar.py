"""Phrases with slots, in pools; which phrases are held out; and the forms of verbs and nouns that fill the slots.

A phrase is text with `[one|another]` choices and `{slots}`: `{A}` a value of the context, `{n more items}` a number with a noun that agrees
with it, `{~gain}` a verb in the story's tense, `{=gain}` its plain form, `{@gain}` its participle, `{is n}` agreement, `{an items}` an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

HELD_OUT_EVERY = 4
"""Of every pool, the phrases at index 3, 7, 11, ... are never used in training; phrases may be appended, not inserted."""

_IRREGULAR = {  # plain: past, participle
    "set": "set set", "blow": "blew blown", "buy": "bought bought", "find": "found found", "get": "got gotten", "give": "gave given", "make": "made made", "bring": "brought brought",
    "sell": "sold sold", "eat": "ate eaten", "lose": "lost lost", "break": "broke broken", "take": "took taken", "leave": "left left",
    "win": "won won", "grow": "grew grown", "cut": "cut cut", "see": "saw seen", "read": "read read", "write": "wrote written", "run": "ran run",
    "drive": "drove driven", "ride": "rode ridden", "swim": "swam swum", "fly": "flew flown", "come": "came come", "go": "went gone", "put": "put put",
    "catch": "caught caught", "spend": "spent spent", "send": "sent sent", "lend": "lent lent", "draw": "drew drawn", "throw": "threw thrown",
    "have": "had had", "pay": "paid paid", "hold": "held held", "keep": "kept kept", "begin": "began begun", "do": "did done", "feed": "fed fed",
    "build": "built built", "be": "was been", "cost": "cost cost", "drink": "drank drunk", "pour": "poured poured", "burn": "burned burned",
    "weigh": "weighed weighed", "learn": "learned learned", "borrow": "borrowed borrowed", "return": "returned returned", "show": "showed shown",
    "sit": "sat sat", "wear": "wore worn", "mow": "mowed mowed", "hop": "hopped hopped", "drop": "dropped dropped", "jog": "jogged jogged",
    "let": "let let", "trim": "trimmed trimmed",
}  # fmt: skip
_PRESENT = {"have": "has", "be": "is", "do": "does", "go": "goes"}


@lru_cache(4096)
def past(verb: str) -> str:
    first, space, rest = verb.partition(" ")
    return (_IRREGULAR[first].split()[0] if first in _IRREGULAR else _regular(first)) + space + rest


@lru_cache(4096)
def participle(verb: str) -> str:
    first, space, rest = verb.partition(" ")
    return (_IRREGULAR[first].split()[1] if first in _IRREGULAR else _regular(first)) + space + rest


@lru_cache(4096)
def present(verb: str) -> str:
    """The form after he, she or it."""
    first, space, rest = verb.partition(" ")
    if first in _PRESENT:
        third = _PRESENT[first]
    elif first.endswith("y") and first[-2] not in "aeiou":
        third = first[:-1] + "ies"
    else:
        third = first + ("es" if first.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third + space + rest


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" and not noun.startswith(("uni", "use", "one")) else "a"


_NOT_WORDS = bytes(i if i > 127 or chr(i).isalnum() or chr(i) == "_" else 32 for i in range(256))


def runs(text: str) -> list[str]:
    """The words and numbers of a text without their punctuation, as `\\w+` finds them, and several times as fast."""
    return text.encode().translate(_NOT_WORDS).decode().split()


class Thing(NamedTuple):
    """A countable noun."""

    one: str
    many: str


@dataclass(frozen=True)
class Pool:
    """Phrases for one purpose; some of them are held out."""

    key: str
    phrases: tuple[str, ...]
    ids: tuple[str, ...]
    """What a template calls each phrase."""
    trained: tuple[int, ...]
    held_out: tuple[int, ...]


POOLS: dict[str, Pool] = {}


def pool(key: str, *phrases: str) -> Pool:
    """Register phrases under `key`. Raises ValueError for a key or a phrase that is there already."""
    if key in POOLS or len(set(phrases)) != len(phrases):
        raise ValueError(
            f"the pool {key!r} exists or repeats a phrase: keys and phrases are identifiers and must differ"
        )
    held = tuple(i for i in range(len(phrases)) if i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1)
    ids = tuple(f"{key}{i}" for i in range(len(phrases)))
    POOLS[key] = Pool(key, phrases, ids, tuple(i for i in range(len(phrases)) if i not in held), held)
    return POOLS[key]
