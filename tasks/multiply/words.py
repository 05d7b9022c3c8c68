"""Other people and other things in a story: names for names of the same kind, things for things of the same sort."""

from __future__ import annotations

import random
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from tasks.generators.word_problems import vocabulary as v
from tasks.multiply.names import BOYS, GIRLS

NAME_SHARE = 0.8
"""How often the people are renamed."""
THING_SHARE = 0.4
"""How often a sort of thing is exchanged."""
_ALSO_WORDS = frozenset(
    "Mark Grace Ruby Violet Grant Wade Robin Faye Paige Lily Rosa Jordan Dan Art Frank Rose Norma Stanley".split()
)
"""Names that may be something else where they stand (mark, Stanley Park): they replace, and are not replaced."""
_FEMALE = tuple(dict.fromkeys((*GIRLS, *v.FEMALE)))
_MALE = tuple(name for name in dict.fromkeys((*BOYS, *v.MALE)) if name not in _FEMALE)
_SEX = dict.fromkeys(_FEMALE, _FEMALE) | dict.fromkeys(_MALE, _MALE)
FIRST_NAMES = frozenset(_SEX)
"""Names of people that are known."""
_NAMES = re.compile(
    r"(?<![\w.])(?<!Mr\. )(?<!Mrs\. )(?<!Ms\. )(?<!Dr\. )(?<!Mr )(?<!Mrs )(?<!Ms )(?:"
    + "|".join(sorted(set(_SEX) - _ALSO_WORDS, key=len, reverse=True))
    + r")(?![\w.]*\w)(?! (?!(?=[A-Z]{1,2}(?!\w)[^:].*\b[A-Z]{1,2}: )|[A-Z]{1,2}: )[A-Z])"
)
"""A name that stands alone: no `Tom Smith`, but `Tom A` of a question with letters."""
_SAFE = ("fruits", "baked goods", "school supplies", "toys", "collectibles", "flowers")
"""Sorts whose members can stand for each other: no animals, which have legs, wool and eggs."""
_RISKY = frozenset("orange card ball pen marker lily book record coin pie rose".split())
"""Things whose word means more than the thing: a colour, a verb, a part of many compounds."""
_SORTS = tuple(tuple(pair for pair in v.SORTS[sort] if pair[0] not in _RISKY) for sort in _SAFE)
_MADE_OF = re.compile(
    r"\b(?:juice|pies?|sauce|trees?|orchard|jam|cider|peel|slices?|petals?|bouquets?|dough|batter|chips?|bags?)\b"
)
"""Where such a word stands, the thing has a part in the story that another may not take."""


_FUNCTION_WORDS = frozenset(
    "a an and are as at because before but by can contains cost costs each every for from had has have he holds if in "
    "into is it on or per she sold than that the then there they to was were weighs when which while who will with "
    "would".split()
)
"""What may follow a thing that stands for itself."""


@dataclass(frozen=True)
class Exchange:
    """Words and what stands for them."""

    names: dict[str, str] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)

    def told(self, text: str) -> str:
        """The text with the words exchanged, capitals kept, and `a` or `an` before a thing as it needs."""
        if self.names:
            text = _NAMES.sub(lambda m: self.names.get(m.group(), m.group()), text)
        if not self.things:
            return text
        olds = "|".join(sorted(self.things, key=len, reverse=True))
        return re.sub(rf"(?<![\w-])(?:(an?) )?({olds})(?![\w-])", self._thing, text, flags=re.IGNORECASE)

    def _thing(self, found: re.Match[str]) -> str:
        article, old = found.groups()
        new = self.things.get(old.lower())
        if new is None:
            return found.group()  # a letter that only upper case makes one of these: cookie\u017f
        new = new.capitalize() if old[0].isupper() else new
        if not article:
            return new
        return f"{article[0]}{'n' if new[0] in 'aeiou' else ''} {new}"


def exchange(text: str, rng: random.Random, always: bool = False) -> Exchange:
    """Other names and things for some of those in a text; what replaces was not there before. With `always` for all,
    and so that the names that replace can be replaced in turn."""
    if always:
        return Exchange(_names(text, rng, _ALSO_WORDS), _things(text, rng, 1.0))
    return Exchange(_names(text, rng) if rng.random() < NAME_SHARE else {}, _things(text, rng))


def _names(text: str, rng: random.Random, but: Collection[str] = ()) -> dict[str, str]:
    words = re.findall(r"\w+", text)
    found = _NAMES.findall(text)
    present = sorted(name for name in set(found) if found.count(name) == words.count(name))  # no `Tom Smith ... Tom`
    new: dict[str, str] = {}
    for name in present:
        free = [n for n in _SEX[name] if n not in new.values() and n not in words and n not in but]
        if not free:
            return {}  # more people than there are names
        new[name] = rng.choice(free)
    return new


def _things(text: str, rng: random.Random, share: float = THING_SHARE) -> dict[str, str]:
    if _MADE_OF.search(text):
        return {}
    lower = text.lower()
    new: dict[str, str] = {}
    for sort in _SORTS:
        present = [pair for pair in sort if re.search(rf"\b(?:{pair[0]}|{pair[1]})\b", lower)]
        free = [pair for pair in sort if pair not in present and pair[0] not in lower]
        if any(_compound(lower, pair) for pair in present):
            continue
        if not present or len(free) < len(present) or rng.random() >= share:
            continue
        for (one, many), (other, others) in zip(present, rng.sample(free, len(present)), strict=True):
            new |= {many: others, one: other}
    return new


def _compound(text: str, pair: tuple[str, str]) -> bool:
    """Whether the thing is part of another's name: the cookie sheet."""
    after = re.findall(rf"\b{pair[0]} ([a-z]+)", text)
    return pair[0] != pair[1] and any(word not in _FUNCTION_WORDS for word in after)


_ARTICLE = re.compile(r"\b([Aa])n? (\$?)(\d[\d,]*|eight\w*|eleven|[a-z]+teen|twelve|twenty|[a-z]{3,5})\b")
_VOWEL = re.compile(r"8|1[18](?!\d)|1[18],\d{3}(?!,)|1[18]\d{3}(?!\d)|eight|eleven")
_NUMBER_WORDS = frozenset("two three four five six seven eight nine ten eleven twelve twenty".split())


def articles(text: str) -> str:
    """The text with `a` and `an` before numbers as they are said: an 8, a 12, an eleven-year-old."""

    def right(found: re.Match[str]) -> str:
        article, dollar, word = found.groups()
        if not word[0].isdigit() and word not in _NUMBER_WORDS and not word.endswith("teen"):
            return found.group()
        return f"{article}{'n' if _VOWEL.match(word) else ''} {dollar}{word}"

    return _ARTICLE.sub(right, text)
