"""The error report of an evaluation: a table of groups, and traces of each kind of error to be read by a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from agent.analysis.clusters import Outcome, clusters
from agent.analysis.kinds import KINDS, Kind, kind_of_error
from agent.analysis.references import reference
from agent.batch import right
from agent.events import AttemptFinished
from agent.trace import Trace
from agent.training.observe import observe
from tasks.task import Call, Solution, Task, Thought

READ = 20
"""Traces of each kind that are written out."""
NAMED_GROUPS = 30
"""Groups of a property that the table shows; JSON has them all."""


@dataclass(frozen=True)
class Report:
    """What came of it: outcomes of the tasks whose gold can be read, and the trace of each."""

    suite: str
    outcomes: tuple[Outcome, ...]
    traces: tuple[Trace, ...]

    @property
    def kinds(self) -> dict[Kind, int]:
        """How many failures there are of each kind that occurs, in the order of KINDS."""
        counts = Counter(outcome.kind for outcome in self.outcomes)
        return {kind: counts[kind] for kind in KINDS if counts[kind]}


def analyse(suite: str, tasks: Sequence[Task], traces: Sequence[Trace]) -> Report:
    """Compare each final answer with gold, and where it is wrong, its attempt with the reference solution."""
    outcomes: list[Outcome] = []
    scored: list[Trace] = []
    for task, trace in zip(tasks, traces, strict=True):
        correct = right(task.answer, trace.answer)
        if correct is None:
            continue  # gold that cannot be read is no error of the policy's
        known = reference(task)
        given = answered_by(trace)
        attempt = trace.solution(given.attempt)
        kind = None if correct else kind_of_error(task, known, attempt, given.stop)
        first = bool(right(task.answer, trace.solution(0).answer))
        outcomes.append(Outcome(task, known, first, correct, trace.result.status, kind))
        scored.append(trace)
    return Report(suite, tuple(outcomes), tuple(scored))


def answered_by(trace: Trace) -> AttemptFinished:
    """The attempt whose answer was given."""
    return trace.given


def as_json(report: Report) -> dict[str, Any]:
    """Counts, groups, and a row for each failure."""
    failures = [(o, t) for o, t in zip(report.outcomes, report.traces, strict=True) if not o.right]
    return {
        "suite": report.suite,
        "n": len(report.outcomes),
        "wrong": len(failures),
        "kinds": report.kinds,
        "clusters": [asdict(cluster) for cluster in clusters(report.outcomes)],
        "failures": [
            {"id": o.task.id, "kind": o.kind, "question": o.task.question, "gold": o.task.answer, "answer": t.answer}
            for o, t in failures
        ],
    }


def table(report: Report) -> list[str]:
    """Kinds and groups as lines for a person."""
    n, wrong = len(report.outcomes), sum(not outcome.right for outcome in report.outcomes)
    mended = sum(outcome.right and not outcome.first_right for outcome in report.outcomes)
    spoiled = sum(outcome.first_right and not outcome.right for outcome in report.outcomes)
    lines = [f"{report.suite}: {wrong} of {n} final answers are wrong; retries mended {mended} and spoiled {spoiled}"]
    lines += [f"  {count:>5}  {100 * count / wrong:5.1f} %  {kind}" for kind, count in report.kinds.items()]
    shown = Counter[str]()
    for cluster in clusters(report.outcomes):
        shown[cluster.by] += 1
        if shown[cluster.by] == 1:
            lines += ["", f"by {cluster.by}", f"  {'':<34}{'n':>5} {'wrong':>6}   95 % interval"]
        if shown[cluster.by] <= NAMED_GROUPS:
            low, high = cluster.ci95 or (0.0, 1.0)
            kinds = ", ".join(f"{count} {kind}" for kind, count in list(cluster.kinds.items())[:4])
            share = f"{100 * cluster.wrong / cluster.n:.1f} %"
            interval = f"[{100 * low:.1f}, {100 * high:.1f}]"
            lines.append(f"  {cluster.value[:34]:<34}{cluster.n:>5} {share:>7}  {interval:<14} {kinds}".rstrip())
        elif shown[cluster.by] == NAMED_GROUPS + 1:
            lines.append("  and more, in report.json")
    return lines


def to_read(report: Report) -> dict[Kind, list[str]]:
    """Up to READ failures of each kind as text, spread evenly over the run."""
    found: dict[Kind, list[str]] = {}
    for kind in report.kinds:
        own = [(o, t) for o, t in zip(report.outcomes, report.traces, strict=True) if o.kind == kind]
        chosen = [own[i * len(own) // READ] for i in range(READ)] if len(own) > READ else own
        found[kind] = [_readable(outcome, trace) for outcome, trace in chosen]
    return found


def _readable(outcome: Outcome, trace: Trace) -> str:
    task, given = outcome.task, answered_by(trace)
    lines = [f"[{task.id}] {task.family} {task.template}".rstrip(), task.question, f"gold: {task.answer}"]
    if outcome.reference is not None:
        lines += ["reference:", *_steps(outcome.reference)]
    for attempt in trace.attempts:
        is_given = ", its answer was given" if attempt.attempt == given.attempt else ""
        verdict = f"{attempt.verdict.status}, score {attempt.verdict.score:.2f}"
        lines.append(f"attempt {attempt.attempt + 1}{is_given} ({attempt.stop}; {verdict}):")
        lines += _steps(trace.solution(attempt.attempt))
    return "\n".join(lines)


def _steps(solution: Solution) -> list[str]:
    lines = []
    for i, step in enumerate(solution.steps):
        if isinstance(step, Thought):
            lines.append(f"    {step.text}")
        elif isinstance(step, Call):
            followed = i + 1 < len(solution.steps) and solution.steps[i + 1].kind == "observation"
            result = "" if followed else f"  = {observe(step.tool, step.input)}"
            lines.append(f"    > {step.input}{result}")
        else:
            lines.append(f"      {'=' if step.ok else 'error:'} {step.text}")
    return [*lines, f"    answer: {solution.answer}"]
