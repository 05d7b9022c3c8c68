"""Does the judge point at the first wrong step? `python -m agent.training.judge_steps RUN... [--judge FILE]`.

Measured on wrong attempts at generated questions whose calculator calls can be held against the reference's, one by
one: as many of them, at least two. The first wrong step is the first call whose result differs; the answer, when none
does.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import cast

from agent.errors import AgentError
from agent.rundir import TRACES, read_rows, read_settings
from agent.training.judge_data import Attempt, of_row
from agent.training.transcripts import complete
from agent.training.trunk import Trunk
from core_model.errors import ModelError
from tasks.suites import Split, SuiteError, suite
from tasks.task import Call, Observation, Solution
from verifier import metrics
from verifier.equivalence import compare
from verifier.judge.storage import SHIPPED_JUDGE, JudgeFileError, load_judge
from verifier.learned_judge import DOUBT, Values

MIN_CALLS = 2


@dataclass(frozen=True)
class Known:
    """A wrong attempt, and which of its calls is the first wrong one; `calls` when it is the answer."""

    attempt: Attempt
    calls: int
    first_wrong: int


def known(run: Path, trunk: Trunk) -> Iterator[Known]:
    """The wrong attempts of a run over a suite whose first wrong step is known. Raises AgentError, SuiteError."""
    settings = read_settings(run)
    split = cast("Split", settings.get("split", "test"))
    tasks = suite(settings["suite"]).sample(int(settings["n"]), seed=int(settings["seed"]), split=split)
    for _, row in read_rows(run / TRACES):
        if row is None or tasks[row.index].solution is None:
            continue
        wrong = [a for a in of_row(row, trunk.transcript) if not a.right]
        gold = complete(tasks[row.index]) if wrong else None
        for attempt in wrong:
            at = None if gold is None else first_wrong(gold, attempt.solution)
            if at is not None:
                yield Known(attempt, len(attempt.solution.calls), at)


def first_wrong(gold: Solution, attempt: Solution) -> int | None:
    """The first call whose result differs from the reference's; the number of calls when none does. None where the two
    cannot be held against each other."""
    mine, theirs = results(attempt), results(gold)
    if len(mine) != len(theirs) or len(mine) < MIN_CALLS or "python" in {call.tool for call in attempt.calls}:
        return None
    return next((i for i, (a, b) in enumerate(zip(theirs, mine, strict=True)) if not compare(a, b).equal), len(mine))


def results(solution: Solution) -> list[str]:
    """What each call gave; a call that gave nothing counts as empty."""
    steps = [*solution.steps, Call(input="")]
    return [b.text if isinstance(b, Observation) else "" for a, b in pairwise(steps) if isinstance(a, Call)]


def call_of_step(solution: Solution, step: int) -> int:
    """Which call a step belongs to: a thought to the one after it, a result to the one before; the answer to none."""
    if step >= len(solution.steps):
        return len(solution.calls)
    before = sum(isinstance(s, Call) for s in solution.steps[:step])
    return before - 1 if isinstance(solution.steps[step], Observation) else before


def pointed_at(values: Values, solution: Solution) -> int | None:
    """The call, or the answer, at which the judge begins to doubt for good; None when it does not."""
    at = values.first_doubtful
    return None if at is None else call_of_step(solution, at)


def largest_fall(values: Values, solution: Solution) -> int:
    """The call, or the answer, over which the value falls most."""
    before, falls = DOUBT, [0.0] * (len(solution.calls) + 1)
    for step, value in enumerate(values.steps):
        falls[call_of_step(solution, step)] += before - value
        before = value
    return max(range(len(falls)), key=falls.__getitem__)


def figures(found: Sequence[Known], values: Sequence[Values]) -> dict[str, object]:
    """How often each way of pointing names the first wrong step, with 95 % intervals."""
    doubt = [pointed_at(v, k.attempt.solution) for k, v in zip(found, values, strict=True)]
    falls = [largest_fall(v, k.attempt.solution) for k, v in zip(found, values, strict=True)]
    rng = random.Random(0)
    ways: dict[str, list[int | None]] = {
        "first doubtful step": doubt,
        "largest fall": list(falls),
        "always the first call": [0] * len(found),
        "always the last call": [k.calls - 1 for k in found],
        "by lot": [rng.randrange(k.calls + 1) for k in found],
    }
    hits = {way: sum(a == k.first_wrong for a, k in zip(at, found, strict=True)) for way, at in ways.items()}
    shares: dict[str, object] = {
        way: {"hits": n, "share": round(n / max(1, len(found)), 3), "ci95": metrics.wilson_interval(n, len(found))}
        for way, n in hits.items()
    }
    return {"attempts": len(found), "doubted": sum(at is not None for at in doubt)} | shares


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m agent.training.judge_steps", description="First wrong steps.")
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--judge", type=Path, default=SHIPPED_JUDGE, metavar="FILE")
    parser.add_argument("--policy", metavar="NAME|PATH")
    options = parser.parse_args(arguments)
    try:
        trunk = Trunk.load(options.policy)
        judge = load_judge(options.judge, trunk.model, trunk.transcript, trunk.weights_hash)
        found = [k for run in options.runs for k in known(run, trunk)]
    except (AgentError, ModelError, JudgeFileError, SuiteError) as error:
        print(f"error: {error}\n{error.hint}".rstrip(), file=sys.stderr)
        return 2
    values = judge.values_of([judge.reading(k.attempt.question, k.attempt.turn) for k in found])
    print(json.dumps(figures(found, values)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
