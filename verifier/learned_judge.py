"""The slot of the learned judge: a model that reads a solution and says how likely it is right."""

from __future__ import annotations

from typing import Protocol

from tasks.task import Solution
from verifier.verdict import Check


class LearnedJudge(Protocol):
    """Asked only where the deterministic checks cannot decide. It sees no gold answer."""

    @property
    def name(self) -> str:
        """What verdicts and data cards call it."""
        ...

    def probability(self, question: str, solution: Solution) -> float:
        """P(right) in [0, 1]."""
        ...


def opinion(judge: LearnedJudge, question: str, solution: Solution) -> float:
    """The judge's probability. Raises ValueError when it is none: a broken judge must not become a score."""
    p = judge.probability(question, solution)
    if not 0 <= p <= 1:
        raise ValueError(f"the judge {judge.name} gave {p}, which is no probability")
    return p


def absent() -> Check:
    """What a verdict says when nobody was asked."""
    return Check(name="judge", status="unknown", evidence="There is no learned judge: none was asked.")
