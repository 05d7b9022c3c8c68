"""Adaptive N: attempts until one is verified; without one, a vote weighted by score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.strategies.choosing import best_scored, voted
from agent.strategies.protocol import OVER, Made, Round, Strategy


@dataclass(frozen=True)
class Adaptive(Strategy):
    """Like `retry`, but the attempts know nothing of each other, and doubtful answers are voted on."""

    name: str = "adaptive"

    def plan(self, made: Sequence[Made], left: int, samples: int) -> Round:
        if any(one.verified for one in made):
            return OVER
        return Round(min(samples, left) if made else 1)

    def choose(self, made: Sequence[Made]) -> int:
        return best_scored(made) if any(one.verified for one in made) else voted(made, lambda one: one.score)
