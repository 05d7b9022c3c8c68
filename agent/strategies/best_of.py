"""Best of N: all attempts at once, and the best-scored one is answered (Cobbe et al. 2021)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.strategies.choosing import best_scored
from agent.strategies.protocol import OVER, Made, Round, Strategy


@dataclass(frozen=True)
class BestOf(Strategy):
    """The first attempt is greedy, the others are sampled."""

    name: str = "best-of"

    def plan(self, made: Sequence[Made], left: int, samples: int) -> Round:
        return OVER if made else Round(left)

    def choose(self, made: Sequence[Made]) -> int:
        return best_scored(made)
