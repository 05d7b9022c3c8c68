"""Batch runs: a suite of tasks through the agent, and what came of it as one summary."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from agent.events import Answered, Failed
from agent.figures import Attempt, Outcome, curves, majority, proportion, verifier_figures
from agent.loop import Agent
from agent.provenance import code_version
from agent.rundir import Row, RunFolder, RunFolderError, run_folder
from agent.settings import Settings, check_question
from agent.strategies.protocol import Made, Strategy
from agent.tally import Tally
from agent.trace import Trace
from tasks.refusal import is_refusal
from tasks.task import Task
from verifier.equivalence import compare

__all__ = ["CHUNK", "RunFolderError", "evaluate", "right", "summarize"]

CHUNK, CHUNK_SECONDS = 64, 2.0
"""Finished items reach the disk when there are so many of them, or so long after the last ones did; so a kill loses no
more than that, and what was under way."""


def right(gold: str, answer: str | None) -> bool | None:
    """Whether an answer equals gold under the default policy; None when gold itself cannot be read."""
    if answer is None:
        return False
    grade = compare(gold, answer)
    return None if grade.status == "gold_error" else grade.equal


def _refused(refusals: Counter[str], asked: str) -> dict[str, Any]:
    """How many such questions there were, and how many of them were refused."""
    n, refused = refusals[asked], refusals[f"{asked}_refused"]
    part = proportion(refused, n)
    return {"n": n, "refused": refused, "share": part["accuracy"], "ci95": part["ci95"]}


def _answers(trace: Trace) -> dict[int, str]:
    return {e.attempt: e.text for e in trace.events if isinstance(e, Answered)}


def summarize(
    tasks: Sequence[Task],
    traces: Sequence[Trace],
    *,
    suite: str,
    policy: str,
    seed: int,
    seconds: float,
    samples: int = 1,
    strategy: Strategy | None = None,
) -> dict[str, Any]:
    """The contract's summary object. First, final and oracle accuracy are kept apart; unscorable gold is left out."""
    first = final = oracle = scored = tokens = attempts_made = 0
    outcomes: list[Outcome] = []
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    errors: Counter[str] = Counter()
    refusals: Counter[str] = Counter()
    for task, trace in zip(tasks, traces, strict=True):
        result = trace.result
        tokens += result.tokens
        failed: set[tuple[int, str]] = set()
        for event in trace.events:
            if isinstance(event, Failed):
                errors[event.boundary] += 1
                failed.add((event.attempt, event.boundary))
        for attempt in trace.attempts:
            n = attempt.attempt  # a stop that an event explains is counted once, at that event's boundary
            if attempt.stop in ("steps", "tokens", "seconds", "tool_seconds", "context"):
                errors["budget"] += (n, "budget") not in failed
            elif attempt.stop == "malformed":
                errors["policy"] += (n, "parser") not in failed
        asked = "unanswerable" if is_refusal(task.answer) else "answerable"
        refusals.update({asked: 1, f"{asked}_refused": int(is_refusal(result.answer))})
        final_right = right(task.answer, result.answer)
        if final_right is None:
            errors["task"] += 1
            continue
        answers = _answers(trace)
        tried = tuple(
            Attempt(answers.get(a.attempt), bool(right(task.answer, answers.get(a.attempt))), a.verdict.score)
            for a in trace.attempts
        )
        first_right = bool(tried) and tried[0].right
        made = [Made(task.question, trace.solution(a.attempt), a) for a in trace.attempts] if strategy else []
        given = tuple(strategy.choose(made[: k + 1]) for k in range(len(made))) if strategy else ()
        scored += 1
        attempts_made = max(attempts_made, len(tried))
        first += first_right
        final += final_right
        oracle += any(a.right for a in tried)
        outcomes.append(Outcome(task.question, final_right, result.score, result.status == "verified", tried, given))
        sources[task.source or task.family] += Counter(n=1, first=int(first_right), final=int(final_right))
    voted = sum(majority(outcome, attempts_made) for outcome in outcomes)
    return {
        "suite": suite,
        "n": scored,
        "policy": policy,
        "seed": seed,
        "first": proportion(first, scored),
        "final": proportion(final, scored),
        "oracle": {"k": attempts_made, "accuracy": round(oracle / scored, 4) if scored else None},
        "majority": {"k": attempts_made, "accuracy": round(voted / scored, 4)} if samples > 1 and scored else None,
        "verifier": verifier_figures(outcomes),
        "curves": curves(outcomes),
        "by_source": {
            name: {"n": c["n"], "first": round(c["first"] / c["n"], 4), "final": round(c["final"] / c["n"], 4)}
            for name, c in sorted(sources.items())
        },
        "refusal": {asked: _refused(refusals, asked) for asked in ("unanswerable", "answerable")},
        "tokens": tokens,
        "seconds": round(seconds, 2),
        "questions_per_second": round(len(tasks) / seconds, 2) if seconds else None,
        "errors": dict(errors),
    }


def evaluate(
    tasks: Sequence[Task],
    agent: Agent,
    *,
    suite: str,
    attempts: int = 3,
    samples: int = 1,
    temperature: float = 0.7,
    seed: int = 0,
    out: Path | None = None,
    resume: bool = False,
    progress: Callable[[int, int, Mapping[str, str]], None] | None = None,
    told: Callable[[Sequence[Trace]], None] | None = None,
) -> dict[str, Any]:
    """Run every task and sum up. With `out`, config.toml, traces.jsonl and summary.json are kept there, and `resume`
    runs only the tasks that have no trace yet; `progress` hears of each task that is finished: how many are, of how
    many, and what the tally says (agent.tally); `told` hears of all traces at the end, in order. Raises QuestionError
    for a task whose question cannot be asked."""
    questions = [check_question(task.question) for task in tasks]
    settings = Settings(attempts, samples, temperature, seed)
    config = {
        "suite": suite, "n": len(tasks), "policy": agent.policy.name, "attempts": attempts, "samples": samples,
        "temperature": temperature, "seed": seed, "weights_hash": getattr(agent.policy, "weights_hash", ""),
        "strategy": agent.strategy.name,
    }  # fmt: skip
    started = time.monotonic()
    with nullcontext() if out is None else run_folder(out, config, code_version(), tasks, resume) as folder:
        before = folder.seconds if folder else 0.0
        done = {i: row.trace for i, row in folder.rows.items()} if folder else {}
        missing = [i for i in range(len(tasks)) if i not in done]
        kept, tally = (
            _Keeping(folder, tasks, before),
            Tally(row.correct for row in (folder.rows if folder else {}).values()),
        )

        def on_done(place: int, trace: Trace) -> None:
            index = missing[place]
            done[index] = trace
            correct = right(tasks[index].answer, trace.answer)
            kept.add(index, trace, correct)
            tally.add(correct)
            if progress is not None:
                progress(len(done), len(tasks), tally.notes(len(tasks) - len(done)))

        try:
            agent.answer_all([questions[i] for i in missing], settings, on_done=on_done)
        finally:  # of an interrupted run, too, what is finished is kept
            kept.flush()
        summary = summarize(
            tasks, [done[i] for i in range(len(tasks))], suite=suite, policy=agent.policy.name, seed=seed,
            seconds=before + time.monotonic() - started, samples=samples, strategy=agent.strategy,
        )  # fmt: skip
        if told is not None:
            told([done[i] for i in range(len(tasks))])
        if folder:
            folder.finish(summary)
    return summary


class _Keeping:
    """Writes finished items to the run folder, if there is one, some at a time."""

    def __init__(self, folder: RunFolder | None, tasks: Sequence[Task], before: float) -> None:
        self._folder, self._tasks = folder, tasks
        self._started = time.monotonic() - before
        self._flushed = time.monotonic()
        self._rows: list[Row] = []

    def add(self, index: int, trace: Trace, correct: bool | None) -> None:
        if self._folder is None:
            return
        now = time.monotonic()
        self._rows.append(_row(index, self._tasks[index], trace, correct, now - self._started))
        if len(self._rows) >= CHUNK or now - self._flushed >= CHUNK_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Raises RunFolderError."""
        rows, self._rows = self._rows, []
        if self._folder is not None and rows:
            self._folder.append(rows)
        self._flushed = time.monotonic()


def _row(index: int, task: Task, trace: Trace, correct: bool | None, seconds: float) -> Row:
    return Row(
        index=index, id=task.id, answer=task.answer, correct=correct, family=task.family, source=task.source,
        seconds=round(seconds, 2), trace=trace,
    )  # fmt: skip
