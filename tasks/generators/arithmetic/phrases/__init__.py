"""The ways of asking, as data: frames around an expression, and words for an operation.

Each table has two halves. The first is seen in training; the second is held out, so that `unseen=True` asks for
the same operations in words that training never shows.
"""

from tasks.generators.arithmetic.phrases.frames import FRAMES, IMPERATIVE_FRAMES, NAMES, SYMBOL_FRAMES
from tasks.generators.arithmetic.phrases.operations import (
    CHAIN_SINGLES,
    CHAIN_STEPS,
    CHAINS,
    IMPERATIVES,
    LISTS,
    NOUNS,
    SINGLES,
    TAILS,
)
from tasks.generators.arithmetic.phrases.percents import PERCENTS
from tasks.generators.arithmetic.phrases.split import Split, T

__all__ = [
    "CHAINS", "CHAIN_SINGLES", "CHAIN_STEPS", "FRAMES", "IMPERATIVES", "IMPERATIVE_FRAMES", "LISTS", "NAMES", "NOUNS",
    "PERCENTS", "SINGLES", "SYMBOL_FRAMES", "TAILS", "Split", "T",
]  # fmt: skip
