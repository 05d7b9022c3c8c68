"""Public training rows as a mixture draws them: with a solution whose calls run, and none that gives a test away."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

from agent.training.observe import observe
from tasks import readers
from tasks.leaks import Index, files_of, questions_of
from tasks.resample import resample
from tasks.solvers import deepmind, openstax
from tasks.solvers.deepmind.__main__ import same
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
TRIES = 20


@cache
def tests(folder: Path) -> Index:
    """Every question of the public data that measures: no training row may share one, or thirteen words of one."""
    measured = [*files_of(folder)[1], *sorted((folder / NON_COMMERCIAL).rglob("*.jsonl"))]
    return Index.of(task for path in measured for task in questions_of(path))


@cache
def human(folder: Path, kind: str) -> tuple[Task, ...]:
    """Problems of `kind` in HUMAN with a solution of one to five calls that leak no test."""
    index = tests(folder)
    return tuple(
        task
        for task in HUMAN[kind](folder / "qa" / f"{kind}_train.jsonl")
        if task.solution is not None and 1 <= len(task.solution.calls) <= 5 and index.leak(task) is None
    )


@cache
def exercises(folder: Path, kind: str) -> tuple[Task, ...]:
    """Exercises of `kind` in SOLVED that leak no test; their solutions are written when one is drawn."""
    path = folder / "qa" / SOLVED[kind]
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    made = (
        Task(id=row["id"], question=row["question"], answer=row["answer"], family=kind, template=row["source"])
        for row in rows
    )
    index = tests(folder)
    # Drills in a fixed form share it with their tests; there only the same question is a leak.
    return tuple(t for t in made if (leak := index.leak(t)) is None or (kind == "deepmind" and leak.kind != "question"))


def human_problem(folder: Path, kind: str) -> Callable[[random.Random], Task | None]:
    """Draws a word problem of HUMAN, most often told with other numbers and names."""
    tasks = human(folder, kind)

    def draw(rng: random.Random) -> Task | None:
        task = rng.choice(tasks)
        return (resample(task, rng) or task) if rng.random() < RESAMPLED_SHARE else task

    return draw


def _run(call: Call) -> str | None:
    return observe(call.tool, call.input)


def exercise(folder: Path, kind: str) -> Callable[[random.Random], Task | None]:
    """Draws an exercise of SOLVED with the solution that our solver writes, if that reaches the gold answer."""
    tasks = exercises(folder, kind)

    def draw(rng: random.Random) -> Task | None:
        for _ in range(TRIES):
            task = rng.choice(tasks)
            solution = deepmind.solve(task.question) if kind == "deepmind" else openstax.solve(task.question, _run)
            if solution is None or solution.answer is None:
                continue
            gold, found = task.answer, solution.answer
            if same(gold, found) or (kind != "deepmind" and compare(gold, found, PRESETS["math"]).equal):
                return task.model_copy(update={"solution": solution})
        return None

    return draw
