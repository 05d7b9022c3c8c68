"""A story told again about other people and other things, with the same numbers, or without the numbers that it does
not ask about, and the way back to its own words.

Who bought what must not matter to the answer, but to a small model it does: at the words it knows best it reads best.
So a second attempt may be made at the same story in other words, and what is written about that one is read in the
words of the first.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tasks.lettering import is_story, lettered
from tasks.listing import MULTIPLES, listed
from tasks.multiply.words import Exchange, exchange
from tasks.relevance import narrowed

_NAMED = re.compile(rf"(?<![^\s])([A-Z]{{1,2}})(?=: (?:-?\d|(?:{'|'.join(map(re.escape, MULTIPLES))})\b))")
"""A letter that names a quantity."""


@dataclass(frozen=True)
class Retelling:
    """A story as it is told again, and what turns words about it into words about the first."""

    text: str
    way_back: Exchange
    letters: Mapping[str, str] = field(default_factory=dict)
    """What the quantities go by in the story, where that is another letter."""

    def back(self, text: str) -> str:
        """Words about the retelling as words about the story."""
        text = self.way_back.told(text)
        return _NAMED.sub(lambda m: self.letters.get(m[1], m[1]), text) if self.letters else text


def told_shorter(question: str) -> Retelling | None:
    """The question without the numbers of what it does not ask about; None where there are none such."""
    found = narrowed(question)
    return Retelling(found[0], Exchange(), found[1]) if found else None


def retold(question: str, rng: random.Random) -> Retelling | None:
    """The question about other people and things; None for what is no story, or has none that are known, or does not
    come back as it was."""
    if not is_story(question):
        return None
    swap = exchange(question, rng, always=True)
    text = swap.told(question)
    if text == question or [n for _, n in listed(text)] != [n for _, n in listed(question)]:
        return None
    way_back = Exchange({new: old for old, new in swap.names.items()}, {new: old for old, new in swap.things.items()})
    made = Retelling(text, way_back)
    comes_back = made.back(text) == question and made.back(lettered(text)) == lettered(question)
    return made if comes_back else None
