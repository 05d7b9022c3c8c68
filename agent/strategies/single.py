"""One greedy attempt: what every other strategy is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.strategies.protocol import OVER, Made, Round, Strategy


@dataclass(frozen=True)
class Single(Strategy):
    """The first attempt's answer, with its verdict."""

    name: str = "single"

    def plan(self, made: Sequence[Made], left: int, samples: int) -> Round:
        return OVER if made else Round(1)

    def choose(self, made: Sequence[Made]) -> int:
        return 0
