"""How a phrase becomes text: its choices are drawn, its slots are read from a story.

A phrase is taken apart once, and so is the name of each slot: telling a story is then a walk over parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from tasks.generators.word_problems.grammar import Thing, article, participle, past, present

if TYPE_CHECKING:
    from tasks.generators.word_problems.story import Story

Reader = Callable[["Story"], str]
Parts = tuple[str | Reader, ...]
"""Literal text, and what reads a slot or draws one of several ways."""
_SPECIAL = re.compile(r"\{([^}]*)\}|\[([^\]]*)\]")


@lru_cache(None)
def parse(phrase: str) -> Parts:
    """A phrase as literal text, readers of slots, and choices."""
    parts: list[str | Reader] = []
    pieces = _SPECIAL.split(phrase)  # text, slot or None, choice or None, text, ...
    for i, piece in enumerate(pieces):
        if not piece and (piece is None or i % 3 == 0):
            continue
        if i % 3 == 0:
            parts.append(piece)
        elif i % 3 == 1:
            parts.append(reader(piece))
        else:
            parts.append(_choice(tuple(parse(way) for way in piece.split("|"))))
    return tuple(parts)


def fill(parts: Parts, story: Story) -> str:
    """The text of a parsed phrase, told of `story`."""
    return "".join([part if type(part) is str else part(story) for part in parts])  # type: ignore[operator]


def _choice(ways: tuple[Parts, ...]) -> Reader:
    n = len(ways)
    return lambda story: fill(ways[int(story.rng.random() * n)], story)


@lru_cache(None)
def reader(name: str) -> Reader:
    """What reads a slot of that name; see the grammar."""
    mark = name[0]
    if mark in _VERBS:
        return _VERBS[mark](name[1:])
    if name in _AUXILIARIES:
        return _AUXILIARIES[name]
    if name == "A":
        return lambda story: story.main_name()
    if mark == "$":
        return lambda story, key=name[1:]: story.money(story.ctx[key])  # type: ignore[misc]
    first, space, rest = name.partition(" ")
    if space:
        return _agreeing(first, rest)
    return _pronoun(name) if name in ("he", "his", "him", "He") else _value(name)


def _tensed(key: str) -> Reader:
    as_written = key.replace("_", " ")

    def read(story: Story) -> str:
        verb = str(story.ctx.get(key, as_written))
        if not story.past:
            return verb if story.plural else present(verb)
        if story.plural and verb.startswith("be") and verb[2:3] in (" ", ""):
            return "were" + verb[2:]
        return past(verb)

    return read


def _plain_form(key: str) -> Reader:
    as_written = key.replace("_", " ")
    return lambda story: str(story.ctx.get(key, as_written))


def _participle(key: str) -> Reader:
    as_written = key.replace("_", " ")
    return lambda story: participle(story.ctx.get(key, as_written))


_VERBS: dict[str, Callable[[str], Reader]] = {"~": _tensed, "=": _plain_form, "@": _participle}


_AUXILIARIES: dict[str, Reader] = {
    "has": lambda story: "had" if story.past else "have" if story.plural else "has",
    "does": lambda story: "do" if story.plural else "does",
}
"""Verbs that agree with the main person."""


def _agreeing(first: str, rest: str) -> Reader:
    """`is n`, `an items`, `one items`, `does n`, `n more items`."""
    if first in ("is", "are", "was", "were"):
        singular, plural = ("is", "are") if first in ("is", "are") else ("was", "were")
        return lambda story: singular if story.ctx[rest] == 1 else plural
    if first in ("a", "an"):
        return lambda story: f"{article(story.ctx[rest].one)} {story.ctx[rest].one}"
    if first == "one":
        return lambda story: str(story.ctx[rest].one)
    if first == "does":
        return lambda story: "did" if story.past else "do" if story.plural else "does"
    *words, noun = rest.split(" ")
    between = "".join(f" {word}" for word in words)
    bare = first.rstrip("!")  # `n!`: not as "a dozen", after "the"
    dozen = bare == first and not words

    def read(story: Story) -> str:
        n, thing = story.ctx[bare], story.ctx[noun]
        return f"{story.write(n, dozen)}{between} {thing.one if n == 1 else thing.many}"

    return read


def _pronoun(name: str) -> Reader:
    value, ending = _value(name), "'s" if name == "his" else ""

    def read(story: Story) -> str:
        if story.people and not story.introduced and not story.subject_later:
            return story.main_name() + ending  # nobody to stand for yet
        return value(story)

    return read


def _value(name: str) -> Reader:
    key = name.rstrip("!")
    digits = name.endswith("!")

    def read(story: Story) -> str:
        value = story.ctx[key]
        if type(value) is str:
            return value
        if type(value) is Thing:
            return value.many
        if isinstance(value, (int, Fraction)):
            return str(value) if digits else story.write(value)
        return str(value)

    return read
