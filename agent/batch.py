"""Batch runs: a suite of tasks through the agent, and what came of it as one summary."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from agent.events import Answered, Failed
from agent.loop import Agent, Settings, check_question
from agent.provenance import code_version
from agent.rundir import Row, RunFolderError, run_folder
from agent.trace import Trace
from tasks.task import Task
from verifier import metrics
from verifier.equivalence import compare

__all__ = ["CHUNK", "RunFolderError", "evaluate", "right", "summarize"]

CHUNK = 64
"""Questions answered together; traces reach the disk after each chunk, so a kill loses at most one."""


def right(gold: str, answer: str | None) -> bool | None:
    """Whether an answer equals gold under the default policy; None when gold itself cannot be read."""
    if answer is None:
        return False
    grade = compare(gold, answer)
    return None if grade.status == "gold_error" else grade.equal


def _proportion(correct: int, n: int) -> dict[str, Any]:
    interval = metrics.wilson_interval(correct, n)
    return {
        "correct": correct,
        "accuracy": round(correct / n, 4) if n else None,
        "ci95": [round(x, 4) for x in interval] if interval else None,
    }


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
) -> dict[str, Any]:
    """The contract's summary object. First, final and oracle accuracy are kept apart; unscorable gold is left out."""
    first = final = oracle = majority = scored = tokens = accepted = accepted_right = attempts_made = 0
    labels: list[int] = []
    scores: list[float] = []
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    errors: Counter[str] = Counter()
    for task, trace in zip(tasks, traces, strict=True):
        result = trace.result
        tokens += result.tokens
        for event in trace.events:
            if isinstance(event, Failed):
                errors[event.boundary] += 1
        for attempt in trace.attempts:
            if attempt.stop in ("steps", "tokens", "seconds", "context"):
                errors["budget"] += 1
            elif attempt.stop == "malformed":
                errors["policy"] += 1
        final_right = right(task.answer, result.answer)
        if final_right is None:
            errors["task"] += 1
            continue
        answers = _answers(trace)
        given = [answers[a.attempt] for a in trace.attempts if a.attempt in answers]
        first_right = bool(right(task.answer, answers.get(0)))
        scored += 1
        attempts_made = max(attempts_made, len(trace.attempts))
        first += first_right
        final += final_right
        oracle += any(right(task.answer, a) for a in given)
        if samples > 1 and given:
            majority += bool(right(task.answer, Counter(given).most_common(1)[0][0]))
        ok = result.status == "verified"
        accepted += ok
        accepted_right += ok and final_right
        labels.append(int(final_right))
        scores.append(result.score)
        sources[task.source or task.family] += Counter(n=1, first=int(first_right), final=int(final_right))
    return {
        "suite": suite,
        "n": scored,
        "policy": policy,
        "seed": seed,
        "first": _proportion(first, scored),
        "final": _proportion(final, scored),
        "oracle": {"k": attempts_made, "accuracy": round(oracle / scored, 4) if scored else None},
        "majority": {"k": attempts_made, "accuracy": round(majority / scored, 4)} if samples > 1 and scored else None,
        "verifier": {
            "accepted": accepted,
            "accepted_accuracy": round(accepted_right / accepted, 4) if accepted else None,
            "coverage": round(accepted / scored, 4) if scored else None,
            "auroc": _rounded(metrics.auroc(labels, scores)),
            "auprc": _rounded(metrics.auprc(labels, scores)),
            "brier": _rounded(metrics.brier(labels, scores)),
            "ece": _rounded(metrics.ece(labels, scores)),
            "precision": round(accepted_right / accepted, 4) if accepted else None,
            "recall": round(accepted_right / sum(labels), 4) if sum(labels) else None,
        },
        "by_source": {
            name: {"n": c["n"], "first": round(c["first"] / c["n"], 4), "final": round(c["final"] / c["n"], 4)}
            for name, c in sorted(sources.items())
        },
        "tokens": tokens,
        "seconds": round(seconds, 2),
        "questions_per_second": round(len(tasks) / seconds, 2) if seconds else None,
        "errors": dict(errors),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


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
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Run every task and sum up. With `out`, config.toml, traces.jsonl and summary.json are kept there, and `resume`
    runs only the tasks that have no trace yet. Raises QuestionError for a task whose question cannot be asked."""
    questions = [check_question(task.question) for task in tasks]
    settings = Settings(attempts, samples, temperature, seed)
    config = {
        "suite": suite, "n": len(tasks), "policy": agent.policy.name, "attempts": attempts, "samples": samples,
        "temperature": temperature, "seed": seed, "weights_hash": getattr(agent.policy, "weights_hash", ""),
    }  # fmt: skip
    started = time.monotonic()
    with nullcontext() if out is None else run_folder(out, config, code_version(), tasks, resume) as folder:
        before = folder.seconds if folder else 0.0
        done = {i: row.trace for i, row in folder.rows.items()} if folder else {}
        for start in range(0, len(tasks), CHUNK):
            # The same questions share a chunk whether or not the run was interrupted.
            part = [i for i in range(start, min(start + CHUNK, len(tasks))) if i not in done]
            if not part:
                continue
            done.update(zip(part, agent.answer_all([questions[i] for i in part], settings), strict=True))
            if folder:
                seconds = before + time.monotonic() - started
                folder.append(_row(i, tasks[i], done[i], seconds) for i in part)
            if progress is not None:
                progress(len(done), len(tasks))
        summary = summarize(
            tasks, [done[i] for i in range(len(tasks))], suite=suite, policy=agent.policy.name, seed=seed,
            seconds=before + time.monotonic() - started, samples=samples,
        )  # fmt: skip
        if folder:
            folder.finish(summary)
    return summary


def _row(index: int, task: Task, trace: Trace, seconds: float) -> Row:
    correct = right(task.answer, trace.answer)
    return Row(
        index=index, id=task.id, answer=task.answer, correct=correct, family=task.family, source=task.source,
        seconds=round(seconds, 2), trace=trace,
    )  # fmt: skip
