"""A story told again about other people and other things, with the same numbers, and the way back to its own words.

Who bought what must not matter to the answer, but to a small model it does: at the words it knows best it reads best.
So a second attempt may be made at the same story in other words, and what is written about that one is read in the
words of the first.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tasks.lettering import is_story, lettered
from tasks.listing import listed
from tasks.multiply.words import Exchange, exchange


@dataclass(frozen=True)
class Retelling:
    """A story as it is told again, and what turns words about it into words about the first."""

    text: str
    way_back: Exchange

    def back(self, text: str) -> str:
        """Words about the retelling as words about the story."""
        return self.way_back.told(text)


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
