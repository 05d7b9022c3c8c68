"""Named suites of questions, and their splits.

A suite's task number i is a function of the split, the suite, the seed and i, so a sample is the same on every
machine and a longer sample begins with the shorter one. Four ways keep a test apart from training: by seed (each
suite's splits), by template (`templates`: phrasings that training never shows), by level (`extrapolate`: longer and
larger than training), and by vocabulary (`vocabulary`: names and things that training never shows).
"""

from __future__ import annotations

import difflib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, get_args

from tasks import stories as written_stories
from tasks.families import TABLES, beyond_every_family, every_family, generators, named
from tasks.generators import unseen_words
from tasks.generators.plain.unanswerable import WITHOUT_ANSWER
from tasks.task import Task

Split = Literal["train", "valid", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
TRIES_PER_TASK = 50
USUAL_SIZE = 500
"""Tasks of an evaluation that says no number: a 95 % interval of about +-2 points at 95 % accuracy."""
SMOKE_SIZE = 100


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
        close = difflib.get_close_matches(name, (*SUITES, *FAMILY_SUITES), n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"suites: {', '.join((*SUITES, *FAMILY_SUITES))}"
        super().__init__(f"no suite is called {name[:80]!r}", hint)


class Source(Protocol):
    """Whatever tasks are sampled from: a suite here, a file of the user's, a generator of another package."""

    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def size(self) -> int: ...
    def sample(self, n: int, seed: int = 0, split: Split = "test") -> list[Task]: ...


@dataclass(frozen=True)
class Suite:
    """Generators that take turns, under a name."""

    name: str
    description: str
    generators: tuple[Callable[..., Task], ...]
    unseen: bool = False
    """Phrasings held out from training."""
    size: int = USUAL_SIZE
    """Tasks of an evaluation that says no number."""

    def sample(self, n: int, seed: int = 0, split: Split = "test") -> list[Task]:
        """The first `n` tasks of a split, no two with the same question. Raises SuiteError when there are not
        that many, or no such split."""
        check_split(split)
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
                tasks.append(task.model_copy(update={"split": split}))
            i += 1
        return tasks


def check_split(split: str) -> None:
    """Raises SuiteError when there is no such split."""
    if split not in SPLITS:
        raise SuiteError(f"there is no split {split!r}", f"splits: {', '.join(SPLITS)}")


def _suites() -> tuple[Suite, ...]:
    arithmetic, stories = (named(name) for name in ("arithmetic", "word_problems"))
    written = (written_stories.generate,)
    words, logic, everything = generators("words"), generators("logic"), every_family()
    return (
        Suite("arithmetic", "Expressions in symbols and words: + - * / brackets, powers, percent.", arithmetic),
        Suite("word_problems", "Short stories with numbers, of one to several steps.", stories),
        Suite("core", "Every family in turn: the headline.", everything),
        Suite("words", "Whatever is told as a story.", words),
        *((Suite("logic", "Deduction, knights and knaves, sets, puzzles.", logic),) if logic else ()),
        Suite("templates", "Every family in phrasings held out from training.", everything, unseen=True),
        Suite("arithmetic_templates", "Arithmetic in phrasings held out from training.", arithmetic, unseen=True),
        Suite("word_problems_templates", "Word problems in phrasings held out from training.", stories, unseen=True),
        Suite("extrapolate", "Longer, larger and with more steps than training.", beyond_every_family()),
        Suite("vocabulary", "Word problems with names and things that training never shows.", (unseen_words.generate,)),
        Suite("stories", "Questions about stories written by hand, with numbers drawn afresh.", written),
        Suite("stories_templates", "The same about stories held out from training.", written, unseen=True),
        Suite("smoke", "A hundred tasks of every family, for a quick look.", everything, size=SMOKE_SIZE),
    )  # fmt: skip


SUITES: dict[str, Suite] = {suite.name: suite for suite in _suites()}
"""The suites that have a name of their own."""
FAMILY_SUITES: dict[str, Suite] = {
    name: Suite(name, f"{len(table)} generators of {name.replace('_', ' ')}.", tuple(table.values()))
    for name, table in TABLES.items()
    if name not in SUITES
} | {
    "unanswerable": Suite(
        "unanswerable", "Questions without an answer, and their answerable twins in the same words.",
        tuple(generator for name, generator in TABLES["plain"].items() if name in WITHOUT_ANSWER),
    )
} | {
    f"{name}_extrapolate": Suite(
        f"{name}_extrapolate",
        f"{name.replace('_', ' ').capitalize()}, longer and larger than any level of training.",
        tuple(generator.extrapolate for generator in table.values() if generator.beyond),
    )
    for name, table in TABLES.items()
}  # fmt: skip
"""One suite for each family of a table, one for its levels beyond training, and one of refusing what has no answer."""


def suite(name: str) -> Source:
    """The suite of that name: one of SUITES or FAMILY_SUITES, a file, `rg:NAME`, or one that an installed package
    brings. Raises SuiteNotFound, and what reading a file raises."""
    if name in SUITES or name in FAMILY_SUITES:
        return SUITES.get(name) or FAMILY_SUITES[name]
    from tasks.user_suites import find  # it builds on this module

    found = find(name)
    if found is None:
        raise SuiteNotFound(name)
    return found


EXPORTED = {"id", "question", "answer", "answer_kind", "family", "source", "level", "template", "split"}


def export(name: str, n: int, seed: int, file: str | Path) -> None:
    """Write `n` tasks of a suite's test split as JSONL that `tasks.readers.read_tasks` reads back."""
    rows = [task.model_dump(mode="json", include=EXPORTED) for task in suite(name).sample(n, seed)]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(file).write_text(text, encoding="utf-8")
