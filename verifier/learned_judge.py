"""The slot of the learned judge: a model that reads a solution and says how likely it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


DOUBT = 0.5
"""A step is doubtful when the judge no longer thinks it likelier than not that the attempt comes out right."""


@dataclass(frozen=True)
class Values:
    """P(right) after each id of an attempt, and after each of its steps; the last is that of the whole attempt."""

    tokens: tuple[float, ...]
    steps: tuple[float, ...]
    unusual: str = ""
    """What there is to say of a question that is unlike those of training; empty of others."""

    @property
    def probability(self) -> float:
        """0.5, no opinion, of an attempt that says nothing."""
        return self.tokens[-1] if self.tokens else DOUBT

    @property
    def first_doubtful(self) -> int | None:
        """The first step from which on the value stays below DOUBT: an index into the steps and the answer, which come
        as in the solution. None when the attempt does not end in doubt."""
        first = None
        for i, value in enumerate(self.steps):
            first = (i if first is None else first) if value < DOUBT else None
        return first


class TokenJudge(LearnedJudge, Protocol):
    """A judge that says at every token what it thinks."""

    def values(self, question: str, solution: Solution, ids: Sequence[int] = ()) -> Values:
        """`ids` are those of the policy's turn as it sampled them; without them the solution is written out anew."""
        ...


@dataclass(frozen=True)
class Known:
    """A judge's opinion on one attempt that it has read already; `remark` follows it in the verdict, and `unusual` is
    said of the question beside it."""

    name: str
    p: float
    remark: str = ""
    unusual: str = ""

    def probability(self, question: str, solution: Solution) -> float:
        return self.p


def opinion(judge: LearnedJudge, question: str, solution: Solution) -> float:
    """The judge's probability. Raises ValueError when it is none: a broken judge must not become a score."""
    p = judge.probability(question, solution)
    if not 0 <= p <= 1:
        raise ValueError(f"the judge {judge.name} gave {p}, which is no probability")
    return p


def absent() -> Check:
    """What a verdict says when nobody was asked."""
    return Check(name="judge", status="unknown", evidence="There is no learned judge: none was asked.")
