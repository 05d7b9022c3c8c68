"""Votes: N attempts at once, and the answer that most of them give, or that has the most score behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.strategies.choosing import voted
from agent.strategies.protocol import OVER, Made, Round, Strategy


@dataclass(frozen=True)
class Majority(Strategy):
    """Every attempt has one vote; no verifier is heard."""

    name: str = "majority"

    def plan(self, made: Sequence[Made], left: int, samples: int) -> Round:
        return OVER if made else Round(left)

    def choose(self, made: Sequence[Made]) -> int:
        return voted(made, lambda one: 1.0)


@dataclass(frozen=True)
class Weighted(Majority):
    """An attempt's vote weighs as much as its score."""

    name: str = "weighted"

    def choose(self, made: Sequence[Made]) -> int:
        return voted(made, lambda one: one.score)
