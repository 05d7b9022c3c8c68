"""Questions that belong to tests alone.

Another seed asks other questions, but a family holds only so many: of short talk a few thousand, of dice or coins not
many more, and training would draw some of a test as well. So in most families whose generators stand in tables a
question is given to tests or to training by a hash of its words, and each side draws again what belongs to the other.
"""

from __future__ import annotations

import hashlib

from tasks.families import TABLES
from tasks.leaks import MIN_WORDS, words
from tasks.task import Task

DIVIDED = frozenset(TABLES) - {"further_arithmetic"}
"""Families whose questions are divided by hash. Others hold too many for one to come again; so does further arithmetic,
whose tasks are of the family `arithmetic`."""
ONE_OF = 4
"""Of so many questions, one is for tests."""


def kept_for_tests(task: Task) -> bool:
    """Whether training never shows this question, whatever its capitals and stops. `Hello!` is everybody's."""
    if task.family not in DIVIDED:
        return False
    tokens = words(task.question)
    digest = hashlib.sha256(" ".join(tokens).encode()).digest()
    return len(tokens) >= MIN_WORDS and digest[0] % ONE_OF == 0


def belongs(task: Task, split: str) -> bool:
    """Whether a question may be drawn for a split: training takes what is not kept, a test what is."""
    return task.family not in DIVIDED or kept_for_tests(task) == (split != "train")
