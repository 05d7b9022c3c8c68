"""Named suites of generated questions, and their splits.

A suite's task number i is a function of the split, the suite, the seed and i, so a sample is the same on every
machine and a longer sample begins with the shorter one. Training draws from the same generators with other seeds:
splits share phrasings, not questions; the `templates` suites are the ones with phrasings that training never shows.
"""

from __future__ import annotations

import difflib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tasks.generators import arithmetic, word_problems
from tasks.task import Task

Split = Literal["train", "valid", "test"]
SPLITS: tuple[Split, ...] = ("train", "valid", "test")
TRIES_PER_TASK = 50


class SuiteError(ValueError):
    """A sample that cannot be drawn."""

    kind = "suite"
    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SuiteNotFound(SuiteError):
    """No suite has this name; the hint says which are close, or which there are."""

    def __init__(self, name: str) -> None:
        close = difflib.get_close_matches(name, SUITES, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"suites: {', '.join(SUITES)}"
        super().__init__(f"no suite is called {name[:80]!r}", hint)


@dataclass(frozen=True)
class Suite:
    """Generators that take turns, under a name."""

    name: str
    description: str
    generators: tuple[Callable[..., Task], ...]
    unseen: bool = False
    """Phrasings held out from training."""

    def sample(self, n: int, seed: int = 0, split: Split = "test") -> list[Task]:
        """The first `n` tasks of a split, no two with the same question. Raises SuiteError when there are not
        that many, or no such split."""
        if split not in SPLITS:
            raise SuiteError(f"there is no split {split!r}", f"splits: {', '.join(SPLITS)}")
        tasks: list[Task] = []
        questions: set[str] = set()
        i = 0
        while len(tasks) < n:
            if i >= TRIES_PER_TASK * (n + 20):
                raise SuiteError(f"{self.name} has only {len(tasks)} different questions, not {n}")
            rng = random.Random(f"{split}:{self.name}:{seed}:{i}")
            task = self.generators[len(tasks) % len(self.generators)](rng, unseen=self.unseen)
            if task.question not in questions:
                questions.add(task.question)
                tasks.append(task)
            i += 1
        return tasks


_ARITHMETIC, _WORDS = (arithmetic.generate,), (word_problems.generate,)

SUITES: dict[str, Suite] = {
    suite.name: suite
    for suite in (
        Suite(
            "arithmetic", "Expressions in symbols and words: + - * / brackets, powers, fractions, percent.", _ARITHMETIC
        ),
        Suite("word_problems", "Short stories with numbers, of one to several steps.", _WORDS),
        Suite("core", "Half arithmetic, half word problems.", _ARITHMETIC + _WORDS),
        Suite("templates", "Both families in phrasings held out from training.", _ARITHMETIC + _WORDS, unseen=True),
        Suite("arithmetic_templates", "Arithmetic in phrasings held out from training.", _ARITHMETIC, unseen=True),
        Suite("word_problems_templates", "Word problems in phrasings held out from training.", _WORDS, unseen=True),
    )
}
"""Every suite by name."""


def suite(name: str) -> Suite:
    """The suite of that name. Raises SuiteNotFound."""
    if name not in SUITES:
        raise SuiteNotFound(name)
    return SUITES[name]


def export(name: str, n: int, seed: int, file: str | Path) -> None:
    """Write `n` tasks of a suite's test split as JSONL that `tasks.readers.read_tasks` reads back."""
    keys = {"id", "question", "answer", "source", "level", "template"}
    rows = [task.model_dump(mode="json", include=keys) for task in suite(name).sample(n, seed)]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(file).write_text(text, encoding="utf-8")
