"""Evidence, not rhetoric: what of a thought a judge reads.

A sentence is evidence when it works on the problem: its numbers come from the question or from a result before it, and
most of its words stand in the question. Without a number it is so only once. What else a solution says of itself ("I am
certain", "checked 3 times") is left out before reading, so that it can move nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from core_model.tokenizers.protocol import Tokenizer
from tasks.quantities import quantities

ECHO = 0.5
"""More than this share of a sentence's words must be words of the question."""
STEM = 4
"""Letters by which words are the same: `sells` echoes `sell`. Shorter words must be equal."""
MAX_CHARACTERS = 20_000
"""A longer thought is read up to there."""
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SILENT = frozenset(
    "a an the of to in on at by for from with and or but so then if is are was were be been has have had do does did "
    "it its he she they them his her their him this that these those there here i we you my our your as not no all "
    "altogether total sum difference product quotient remainder result minus plus times divided over per each more "
    "less fewer left remaining now first before after many much how what which".split()
)
"""Words that a sentence is not told by, of grammar and of counting: "19 are left, certainly" says `certainly`."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence, or part up to a semicolon, of a text starts and ends; gaps behind it belong to it."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, end.end()
        start = end.end()
    if start < len(text):
        yield start, len(text)


def _words(text: str) -> list[str]:
    """The words that tell what a text is of, cut to stems: none of grammar, none that is a number or its letter."""
    found = (word for word in _WORD.findall(text.lower()) if len(word) > 1 and word not in _SILENT)
    return [word[:STEM] for word in found if not numbers(word)]


def numbers(text: str) -> set[Fraction]:
    """The numbers that a text tells, in digits or words."""
    return {quantity.value for quantity in quantities(text)}


def is_evidence(sentence: str, question_words: frozenset[str], known: frozenset[Fraction]) -> bool:
    """Whether a sentence works on the problem: all of its numbers are known, and most of its words are echoes."""
    if not numbers(sentence) <= known:
        return False
    words = _words(sentence)
    echoes = sum(word in question_words for word in words)
    return echoes > ECHO * len(words) if words else bool(known & numbers(sentence))


class Sieve:
    """Tells evidence from rhetoric in the thoughts of one attempt; results are told to it as they come."""

    def __init__(self, question: str) -> None:
        self._words = frozenset(_words(question))
        self._known = frozenset(numbers(question))
        self._read: set[str] = set()

    def result(self, text: str) -> None:
        """A tool's result: its numbers are known from here on, and the size of a negative one."""
        self._known |= numbers(text[:MAX_CHARACTERS])

    def keeps(self, thought: str) -> list[bool]:
        """For each character of a thought whether it is read."""
        kept = [False] * len(thought)
        for start, end in sentences(thought[:MAX_CHARACTERS]):
            sentence = thought[start:end].strip()
            said_before = sentence in self._read and not numbers(sentence)
            if is_evidence(sentence, self._words, self._known) and not said_before:
                self._read.add(sentence)
                kept[start:end] = [True] * (end - start)
        return kept

    def ids(self, tokenizer: Tokenizer, thought: Sequence[int]) -> list[bool]:
        """The same for each id of a thought: an id belongs to the sentence of its last character."""
        ends = [len(tokenizer.decode(thought[: i + 1])) for i in range(len(thought))]
        kept = self.keeps(tokenizer.decode(thought))
        return [0 < end <= len(kept) and kept[end - 1] for end in ends]
