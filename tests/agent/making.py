"""Traces made by hand, for tests of what is done with traces."""

from __future__ import annotations

import random
from collections.abc import Iterator

from agent.events import (
    Answered,
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    CallMade,
    Observed,
    Result,
    RunStarted,
    ThoughtWritten,
)
from agent.trace import Trace
from verifier.verdict import Check, Status, Verdict


def trace(
    n: int = 0,
    question: str = "What is 48 - 29?",
    answer: str | None = "19",
    status: Status = "verified",
    score: float = 0.98,
    thought: str = "Take away.",
    policy: str = "fake",
) -> Trace:
    """A run of one attempt whose id is `n` in hexadecimal."""
    trace_id = f"{n:012x}"
    made: list[AnyEvent] = [
        RunStarted(
            trace_id=trace_id, question=question, policy=policy, seed=0, attempts=3, max_steps=8, max_tokens=256
        ),
        AttemptStarted(attempt=0, temperature=0.0, seed=0),
        ThoughtWritten(attempt=0, text=thought),
        CallMade(attempt=0, tool="calculator", input="48 - 29"),
        Observed(attempt=0, text="19", ok=True),
    ]
    if answer is not None:
        made.append(Answered(attempt=0, text=answer))
    check = Check(name="recomputation", status="pass", evidence="48 - 29 = 19 again")
    verdict = Verdict(status=status, score=score, answer=answer, checks=(check,))
    made.append(AttemptFinished(attempt=0, stop="answered", verdict=verdict, token_ids=(1, 2, 3), logprobs=(-0.5,)))
    made.append(
        Result(
            question=question, answer=answer, status=status, score=score, attempts=1, tokens=1, seconds=0.5,
            trace_id=trace_id,
        )
    )  # fmt: skip
    return Trace(events=tuple(made))


def many(count: int) -> Iterator[Trace]:
    """As many runs with questions of twelve words and a number, like each other in nothing else; always the same."""
    rng = random.Random(0)
    words = "baker rolls sells makes morning apples train platform ticket euro cents minutes".split()
    statuses: tuple[Status, ...] = ("verified", "unsure", "refuted")
    like = {status: trace(status=status, score=0.6).events for status in statuses}
    for n in range(count):
        first, *steps, last = like[rng.choice(statuses)]
        question = {"question": f"{' '.join(rng.choices(words, k=12))} {n}", "trace_id": f"{n:012x}"}
        ends = [event.model_copy(update=question) for event in (first, last)]
        yield Trace.model_construct(events=(ends[0], *steps, ends[1]))
