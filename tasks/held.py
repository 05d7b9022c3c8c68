"""Questions that belong to tests alone, in families that hold only so many.

Elsewhere another seed asks other questions: there are millions of them. Of short talk there are a few thousand, so that
training would draw those of a test as well. There a question is given to tests or to training by a hash of its words,
and each side draws again what belongs to the other.
"""

from __future__ import annotations

import hashlib

from tasks.leaks import MIN_WORDS, words
from tasks.task import Task

FEW = frozenset({"plain"})
"""Families whose questions are divided by hash."""
ONE_OF = 4
"""Of so many questions, one is for tests."""


def kept_for_tests(task: Task) -> bool:
    """Whether training never shows this question, whatever its capitals and stops. `Hello!` is everybody's."""
    if task.family not in FEW:
        return False
    tokens = words(task.question)
    digest = hashlib.sha256(" ".join(tokens).encode()).digest()
    return len(tokens) >= MIN_WORDS and digest[0] % ONE_OF == 0


def belongs(task: Task, split: str) -> bool:
    """Whether a question may be drawn for a split: training takes what is not kept, a test what is."""
    return task.family not in FEW or kept_for_tests(task) == (split != "train")
