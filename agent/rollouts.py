"""Rollouts: many labelled attempts at each question, in one run folder. What a judge is trained on, and a policy.

Attempts at one question are sampled side by side and know nothing of each other: no feedback, no early end. They stand
next to each other in the batch, so the engine reads their question once (`core_model.engine`, shared prefixes). Or the
first is greedy, and the others turn off its way (`agent.strategies.turns`), as a retry does.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from agent.batch import right
from agent.events import Answered
from agent.loop import Agent
from agent.policy import Ask
from agent.provenance import code_version
from agent.run import Run
from agent.rundir import Row, run_folder
from agent.settings import Settings, check_question
from agent.strategies.turns import along, turns
from agent.trace import Trace
from tasks.suites import Split, suite
from tasks.task import Task
from tasks.user_suites import FileSuite

CHUNK = 16
"""Questions whose attempts are made together; they reach the disk after each chunk, so a kill loses at most one."""
SEED_STRIDE = 1_000_003
"""Keeps the seeds of attempts of runs with neighbouring seeds apart, as the loop does."""


def draw_tasks(source: str, n: int | None, seed: int, split: Split) -> tuple[str, list[Task]]:
    """The name and `n` tasks of a suite's split, or `n` by lot of a file's rows; None is all there are, or the suite's
    size. Raises SuiteError, SuiteNotFound, TaskFileError."""
    found = suite(source)
    if not isinstance(found, FileSuite):
        return source, found.sample(n or found.size, seed=seed, split=split)
    if n is None or n >= len(found.tasks):
        return found.name, list(found.tasks)
    return found.name, random.Random(f"rollouts:{found.name}:{seed}").sample(found.tasks, n)


def sample_rollouts(
    tasks: Sequence[Task],
    agent: Agent,
    *,
    suite: str,
    out: Path,
    samples: int = 4,
    temperature: float = 1.0,
    seed: int = 0,
    split: str = "",
    resume: bool = False,
    turned: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Make `samples` attempts at each task and keep them in `out`: a trace a task, with ids, mask, log-probabilities,
    verdict and label of each attempt. With `turned` the first is greedy and each other one leaves its way at another
    place; else all are sampled. `resume` makes only what the folder lacks. Gives the summary that is kept there.
    Raises RunFolderError, and QuestionError for a task that cannot be asked."""
    questions = [check_question(task.question) for task in tasks]
    config = {
        "suite": suite, "split": split, "n": len(tasks), "policy": agent.policy.name, "samples": samples,
        "temperature": temperature, "seed": seed, "weights_hash": getattr(agent.policy, "weights_hash", ""),
        "rollouts": True, **({"turned": True} if turned else {}),
    }  # fmt: skip
    settings = Settings(attempts=samples, samples=samples, temperature=temperature, seed=seed)
    started = time.monotonic()
    with run_folder(out, config, code_version(), tasks, resume) as folder:
        before, rows = folder.seconds, dict(folder.rows)
        for start in range(0, len(tasks), CHUNK):
            part = [i for i in range(start, min(start + CHUNK, len(tasks))) if i not in rows]
            if not part:
                continue
            made = _attempts(agent, [questions[i] for i in part], settings, turned)
            seconds = round(before + time.monotonic() - started, 2)
            fresh = [_row(i, tasks[i], trace, seconds) for i, trace in zip(part, made, strict=True)]
            folder.append(fresh)
            rows |= {row.index: row for row in fresh}
            if progress is not None:
                progress(len(rows), len(tasks))
        summary = _summary([rows[i] for i in range(len(tasks))], config, before + time.monotonic() - started)
        folder.finish(summary)
    return summary


def _attempts(agent: Agent, questions: Sequence[str], settings: Settings, turned: bool) -> list[Trace]:
    """All attempts at these questions in one batch, or in one for the first and one for their turns; a trace a
    question, in order."""
    runs = [agent.new_run(question, settings) for question in questions]
    for run in runs:
        run.begin()
    for plan in (_first, _turned) if turned else (_sampled,):
        for _ in agent.play([(run, ask) for run in runs for ask in plan(run)], agent.policy):
            pass
    for run in runs:
        run.end()
    return [Trace(events=tuple(run.events)) for run in runs]


def _sampled(run: Run) -> Iterator[Ask]:
    s = run.settings
    for attempt in range(s.samples):
        yield replace(_ask(run, attempt), temperature=s.temperature, seed=s.seed * SEED_STRIDE + attempt)


def _first(run: Run) -> Iterator[Ask]:
    yield _ask(run, 0)


def _turned(run: Run) -> Iterator[Ask]:
    first = run.made[0].finished
    ways = turns(first.token_ids, first.sampled, first.logprobs, run.settings.samples - 1)
    return (along(_ask(run, attempt), turn, first.token_ids, first.sampled) for attempt, turn in enumerate(ways, 1))


def _ask(run: Run, attempt: int) -> Ask:
    return Ask(run.question, attempt, max_steps=run.settings.max_steps, max_tokens=run.settings.max_tokens)


def _row(index: int, task: Task, trace: Trace, seconds: float) -> Row:
    answers = {e.attempt: e.text for e in trace.events if isinstance(e, Answered)}
    labels = tuple(right(task.answer, answers.get(n)) for n in range(len(trace.attempts)))
    return Row(
        index=index, id=task.id, answer=task.answer, correct=right(task.answer, trace.answer), family=task.family,
        source=task.source, template=task.template, labels=labels, seconds=seconds, trace=trace,
    )  # fmt: skip


def _summary(rows: Sequence[Row], config: dict[str, Any], seconds: float) -> dict[str, Any]:
    labels = [label for row in rows for label in row.labels]
    mixed = sum(len(set(row.labels) - {None}) == 2 for row in rows)
    return config | {
        "attempts": len(labels), "right": labels.count(True), "wrong": labels.count(False),
        "unscored": labels.count(None), "mixed": mixed,
        "tokens": sum(row.trace.result.tokens for row in rows), "seconds": round(seconds, 2),
    }  # fmt: skip
