"""Phrases as a small grammar, every fourth of them held out from training.

`[Work out|Find] {e}.` is one phrase with two wordings; choices nest, `<find>` is one of PARTS, and `{e}` is filled by
the generator. Whole phrases are held out, so that no wording of a held-out phrase is ever trained on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

HELD_OUT_EVERY = 4
"""Of every pool, the phrases at index 3, 7, 11, ... are for `unseen` questions: append phrases, never insert them."""
PARTS: Mapping[str, str] = {
    "find": "[Find|Work out|Determine|Give|Tell me]",
    "decide": "[Decide|Determine|Say|Find out|Tell me]",
    "yn": "[| Answer yes or no.| (yes or no)]",
    "tf": "[| Answer True or False.| (True or False)]",
}
"""Parts of speech that many phrases share: what asks for a thing, what asks whether, and the form of an answer."""
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_PART = re.compile(r"<([a-z]+)>")


def wordings(phrase: str) -> tuple[str, ...]:
    """Every text that the choices of a phrase allow, with its slots still open. Raises KeyError for an unknown part."""
    phrase = _PART.sub(lambda part: PARTS[part[1]], phrase)
    choice = _CHOICE.search(phrase)  # the innermost of those that end first
    if choice is None:
        return (phrase,)
    texts = (wordings(phrase[: choice.start()] + way + phrase[choice.end() :]) for way in choice[1].split("|"))
    return tuple(dict.fromkeys(text for way in texts for text in way))


@dataclass(frozen=True)
class Pool:
    """Phrases that ask for the same thing; `trained` and `held_out` are their indices."""

    phrases: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    trained: tuple[int, ...]
    held_out: tuple[int, ...]

    def draw(self, rng: random.Random, unseen: bool) -> tuple[int, str]:
        """The index of a phrase, and one wording of it."""
        indices = self.held_out if unseen else self.trained
        index = indices[int(rng.random() * len(indices))]
        options = self.texts[index]
        return index, options[int(rng.random() * len(options))]


def pool(*phrases: str) -> Pool:
    """Raises ValueError for fewer phrases than one is held out of, or for a wording that two phrases have."""
    texts = tuple(wordings(phrase) for phrase in phrases)
    if len(phrases) < HELD_OUT_EVERY:
        raise ValueError(f"a pool has at least {HELD_OUT_EVERY} different phrases")
    if len({text for ways in texts for text in ways}) < sum(map(len, texts)):
        raise ValueError("two phrases of a pool have a wording in common")
    held = tuple(range(HELD_OUT_EVERY - 1, len(phrases), HELD_OUT_EVERY))
    trained = tuple(i for i in range(len(phrases)) if i not in held)
    return Pool(phrases, texts, trained, held)
