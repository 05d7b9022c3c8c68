"""Public training rows as a mixture draws them: with a solution whose calls run, and none that gives a test away."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.training.observe import observe
from tasks import readers
from tasks.leaks import Index, files_of, questions_of, words
from tasks.multiply.numbers import LONG_PLACES
from tasks.readers import read_jsonl
from tasks.resample import resample
from tasks.solvers import deepmind, openstax
from tasks.solvers.deepmind.agreement import same
from tasks.task import Call, Task
from verifier.equivalence import PRESETS, compare

HUMAN = {"mawps": readers.mawps, "gsm8k": readers.gsm8k}
"""Word problems that people wrote and solved; numbers and names are drawn afresh."""
SOLVED = {"deepmind": "dm_mathematics_train.jsonl", "openstax": "openstax_exercises_train.jsonl"}
"""Exercises without a trace; our reference solvers write one, and only those that reach the gold answer are used."""
NON_COMMERCIAL = "nc"
"""A folder whose rows are for measuring alone, whatever their files are called."""
RESAMPLED_SHARE = 0.8
"""How often a human-written problem comes with fresh numbers and names instead of as written."""
FIXED_FORM = "deepmind"
"""Drills in a fixed form share rows of words and signs with their tests by chance. Of them only the same question is a
leak, or the same numbers and signs with the same answer in other words (docs/data.md has the rows that were read)."""
MIN_NUMBERS = 3
"""A drill of fewer numbers is no secret, as 7 + 5 is none."""
MAX_CALLS = 5
TRIES = 20
_LONG = re.compile(rf"\d+\.\d{{{LONG_PLACES},}}")


def measured(folder: Path) -> list[Path]:
    """The files that measure: those named so, and all that may not be trained on."""
    return [*files_of(folder)[1], *sorted((folder / NON_COMMERCIAL).rglob("*.jsonl"))]


@cache
def tests(folder: Path) -> Index:
    """Every question of the public data that measures: no training row may share one, or thirteen words of one."""
    return Index.of(task for path in measured(folder) for task in questions_of(path))


@cache
def human(folder: Path, kind: str) -> tuple[Task, ...]:
    """Problems of `kind` in HUMAN with a solution of one to five calls that leak no test."""
    index = tests(folder)
    return tuple(task for task in human_rows(folder, kind) if index.leak(task) is None)


def human_rows(folder: Path, kind: str) -> list[Task]:
    """Problems of `kind` in HUMAN with a solution of one to five calls, those that leak a test as well."""
    rows = HUMAN[kind](folder / "qa" / f"{kind}_train.jsonl")
    return [task for task in rows if task.solution is not None and 1 <= len(task.solution.calls) <= MAX_CALLS]


@cache
def exercises(folder: Path, kind: str) -> tuple[Task, ...]:
    """Exercises of `kind` in SOLVED that leak no test; their solutions are written when one is drawn."""
    index = tests(folder)
    kept = [(task, index.leak(task)) for task in exercise_rows(folder, kind)]
    if kind != FIXED_FORM:
        return tuple(task for task, leak in kept if leak is None)
    known = measured_drills(folder)
    return tuple(t for t, leak in kept if (leak is None or leak.kind != "question") and drill(t) not in known)


def exercise_rows(folder: Path, kind: str) -> list[Task]:
    """Every exercise of `kind` in SOLVED, those that leak a test as well."""
    return [
        Task(id=row["id"], question=row["question"], answer=row["answer"], family=kind, template=row["source"])
        for row in read_jsonl(folder / "qa" / SOLVED[kind])
    ]


def drill(task: Task) -> tuple[tuple[str, ...], str] | None:
    """What makes a drill the same in other words: its numbers and signs in order, and its answer; None when it has
    too few numbers to be told by them."""
    signs = tuple(word for word in words(task.question) if not word[0].isalpha())
    return (signs, task.answer) if sum(sign[0].isdigit() for sign in signs) >= MIN_NUMBERS else None


@cache
def measured_drills(folder: Path) -> frozenset[tuple[tuple[str, ...], str] | None]:
    """The drills of every file that measures."""
    tasks = (
        Task(id="", question=row["question"], answer=str(row.get("answer")), family="")
        for path in measured(folder)
        for row in read_jsonl(path)
        if isinstance(row.get("question"), str)
    )
    return frozenset(drill(task) for task in tasks) - {None}


@dataclass(frozen=True)
class Rows:
    """A source of public rows: a row is chosen, and then told as the policy is to see it."""

    tasks: tuple[Task, ...]
    tell: Callable[[Task, random.Random], Task | None]
    """A row as a task with a solution; None for one that no solver solves."""
    tries: int = 1
    """Rows tried until one can be told."""

    def draw(self, rng: random.Random) -> Task | None:
        """A row at random, told; None when none of those tried could be."""
        for _ in range(self.tries):
            if (task := self.tell(rng.choice(self.tasks), rng)) is not None:
                return task
        return None


def public_rows(folder: Path, kind: str) -> Rows:
    """The rows of `kind` in HUMAN, most often told with other numbers and names, or of `kind` in SOLVED."""
    if kind in HUMAN:
        return Rows(human(folder, kind), retold, TRIES)
    return Rows(exercises(folder, kind), worked_out, TRIES)


def retold(task: Task, rng: random.Random) -> Task | None:
    """A word problem of HUMAN, most often with other numbers and names; None for one whose calculations have a long
    decimal that the question ends at another place."""
    told = (resample(task, rng) or task) if rng.random() < RESAMPLED_SHARE else task
    calls = told.solution.calls if told.solution else ()
    given = set(_LONG.findall(told.question))
    return told if given.issuperset(n for call in calls[:1] for n in _LONG.findall(call.input)) else None


def _run(call: Call) -> str | None:
    return observe(call.tool, call.input)


def worked_out(task: Task, rng: random.Random) -> Task | None:
    """An exercise of SOLVED with the solution that our solver writes, if that reaches the gold answer."""
    drills = task.family == FIXED_FORM
    solution = deepmind.solve(task.question) if drills else openstax.solve(task.question, _run)
    if solution is None or solution.answer is None:
        return None
    gold, found = task.answer, solution.answer
    if same(gold, found) or (not drills and compare(gold, found, PRESETS["math"]).equal):
        return task.model_copy(update={"solution": solution})
    return None
