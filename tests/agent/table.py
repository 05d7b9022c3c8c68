"""A policy whose attempts stand in a table, for tests of what is done with attempts; it keeps the protocol's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from agent.events import Answered, CallMade, Observed
from agent.policy import Ask, Rollout, ShouldStop, StepEvent
from agent.tools import Tool
from tasks.task import Solution
from verifier.verdict import Check, Status, Verdict

Attempts = Callable[[Ask], tuple[str | None, float]]
"""An ask -> its answer, None for none, and the log-probability of each of its ids."""


class TablePolicy:
    """One call and one answer an attempt, three ids each; remembers what it was asked."""

    name = "table"
    weights_hash = "of the table"

    def __init__(self, attempts: Attempts) -> None:
        self.table = attempts
        self.asked: list[Ask] = []

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        for i, ask in enumerate(asks):
            if should_stop is not None and should_stop():
                yield i, Rollout("stopped")
                continue
            self.asked.append(ask)
            answer, logprob = self.table(ask)
            yield i, CallMade(attempt=ask.attempt, tool="calculator", input="1+1")
            yield i, Observed(attempt=ask.attempt, text="2", ok=True)
            if answer is not None:
                yield i, Answered(attempt=ask.attempt, text=answer)
            stop = "answered" if answer is not None else "malformed"
            yield i, Rollout(stop, (9, 1, 2, 8, 3), (0, 1, 1, 0, 1), (logprob,) * 3)


def answers(*said: str | None, logprobs: Sequence[float] = ()) -> TablePolicy:
    """Attempt i gives the i-th answer, whatever it is told."""
    return TablePolicy(lambda ask: (said[ask.attempt], logprobs[ask.attempt] if logprobs else -0.5))


def scoring(scores: Mapping[str | None, float], verified: Sequence[str] = ()) -> Callable[..., Verdict]:
    """A judge that scores answers by a table; others get 0.2."""

    def judge(question: str, solution: Solution, confidence: float | None) -> Verdict:
        answer = solution.answer
        status: Status = "verified" if answer in verified else "refuted" if answer is None else "unsure"
        check = Check(name="sanity", status="fail", evidence=f"{answer} cannot be. Nor else.")
        checks = () if status == "verified" else (check,)
        return Verdict(status=status, score=scores.get(answer, 0.2), answer=answer, checks=checks)

    return judge
