"""Reads a question back: which values its phrase was filled with, from the text and the phrases alone.

What a certificate then works with was never in the generator's hands: only the words of the question were.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tasks.generators.making import Generator
from tasks.task import Task

_SLOT = re.compile(r"\{(\w+)(!r)?\}")
_VALUE = r"(?:\{[^}]*\}|\[[^\]]*\]|.+?)"
"""What fills a slot: a value in brackets is taken whole."""
_NUMBER = r"-?\d+(?:\.\d+)?"
Kinds = tuple[tuple[str, str], ...]
KINDS: Kinds = (
    ("name", "[A-Z][a-z]+"), ("extra", ".*?"), ("k", rf"(?:{_NUMBER}|two|three|four)"), ("n", _NUMBER),
)  # fmt: skip
"""What a slot of that name holds, as a pattern; the others hold anything."""


@dataclass(frozen=True)
class Asked:
    """What a question asks: the pool of its phrase and the values of the phrase's slots."""

    pool: str
    slots: dict[str, str]

    def __getitem__(self, slot: str) -> str:
        return self.slots[slot]

    def integer(self, slot: str) -> int:
        return int(self.slots[slot])


def _pattern(text: str, kinds: Mapping[str, str]) -> re.Pattern[str]:
    last = text[-1] if text[-1] in ".?" else ""
    text = text.removesuffix(last).rstrip() if last else text
    parts, at, known = [], 0, set[str]()
    for slot in _SLOT.finditer(text):
        parts.append(re.escape(text[at : slot.start()]))
        name, at = slot[1], slot.end()
        inner = kinds.get(name, _VALUE) if name != "n" or text.startswith("{short_a}", at) else _VALUE
        group = f"(?P={name})" if name in known else f"(?P<{name}>{inner})"
        parts.append(f"'{group}'" if slot[2] else group)
        known.add(name)
    parts.append(re.escape(text[at:]))
    if parts[0]:
        parts[0] = f"(?i:{parts[0][0]}){parts[0][1:]}" if parts[0][0] != "\\" else parts[0]
    return re.compile("".join(parts) + (r" ?[.?]?" if last else ""), re.DOTALL)


@cache
def _patterns(texts: tuple[str, ...], kinds: Kinds) -> tuple[re.Pattern[str], ...]:
    """The wordings of a phrase as patterns, the most literal first."""
    literal = sorted(texts, key=lambda text: -len(_SLOT.sub("", text)))
    return tuple(_pattern(text, dict(kinds)) for text in literal)


def slots_of(texts: tuple[str, ...], question: str, kinds: Kinds = KINDS) -> dict[str, str] | None:
    """What fills the slots of the first of a phrase's wordings that the question is; None when it is none of them."""
    found = (pattern.fullmatch(question) for pattern in _patterns(texts, kinds))
    return next((match.groupdict() for match in found if match is not None), None)


def read_back(generator: Generator, task: Task) -> Asked:
    """Raises AssertionError for a question that is no wording of its phrase."""
    for pool, phrases in generator.pools.items():
        for index, texts in enumerate(phrases.texts):
            if task.template == f"{generator.name}:{pool}{index}":
                slots = slots_of(texts, task.question)
                if slots is not None:
                    return Asked(pool, slots)
    raise AssertionError(f"{task.template} does not say {task.question!r}")
