"""An episode as a trace: what a run of one attempt would have recorded of it."""

from __future__ import annotations

import uuid

from agent.events import AnyEvent, AttemptFinished, AttemptStarted, BudgetSpent, Placed, Result, RunStarted
from agent.gym_row import Row
from agent.judging import kept
from agent.provenance import code_version
from agent.trace import Trace, fold
from verifier.learned_judge import Values
from verifier.verdict import Verdict


def episode_trace(
    question: str,
    row: Row,
    verdict: Verdict,
    logprobs: tuple[float, ...],
    *,
    seed: int,
    feedback: str,
    tools: tuple[str, ...],
    seconds: float,
    limit: BudgetSpent | None,
    values: Values,
) -> Trace:
    """The events of a row that is done, numbered; the policy is called `environment`, as it is not known here.
    `limit` is the budget that ended it, if one did."""
    assert row.stop
    trace_id, answer = uuid.uuid4().hex[:12], fold(row.events).answer
    steps: list[AnyEvent] = [
        RunStarted(
            trace_id=trace_id, question=question, policy="environment", seed=seed, attempts=1,
            max_steps=row.max_steps, max_tokens=row.max_tokens, tools=tools, code_version=code_version(),
        ),
        AttemptStarted(attempt=0, temperature=0.0, seed=seed, feedback=feedback),
        *row.events,
        *([] if limit is None else [limit]),
        AttemptFinished(
            attempt=0, stop=row.stop, verdict=verdict, token_ids=tuple(row.ids), sampled=tuple(row.sampled),
            logprobs=logprobs, seconds=seconds, values=kept(values.tokens), step_values=kept(values.steps),
        ),
        Result(
            question=question, answer=answer, status=verdict.status, score=verdict.score, attempts=1,
            tokens=sum(row.sampled), seconds=round(seconds, 4), trace_id=trace_id,
        ),
    ]  # fmt: skip
    return Trace(
        events=tuple(e.model_copy(update={"seq": n}) if isinstance(e, Placed) else e for n, e in enumerate(steps))
    )
