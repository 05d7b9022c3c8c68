"""Curricula and caps: how much of a source a step wants, and which of its rows a step may draw.

Both are pure functions of the step, so a resumed run goes on as if it had not been interrupted, and nothing has to be
counted while it runs.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from agent.errors import TrainingError

EXAMPLE = "e.g. word_problems = 0.5, or [[0, 0.5], [1, 0.2]]: 0.5 at the start, falling evenly to 0.2 at the end"


@dataclass(frozen=True)
class Schedule:
    """A source's weight over training: straight lines between points (progress from 0 to 1, weight)."""

    points: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, source: str, value: object) -> Schedule:
        """The schedule that a mixture file gives a source: a number, or a list of points. Raises TrainingError."""
        pairs = [[0, value]] if _number(value) else value
        if not isinstance(pairs, Sequence) or isinstance(pairs, str) or not pairs:
            raise TrainingError(f"the weight of {source} is {value!r}", EXAMPLE)
        for pair in pairs:
            if not isinstance(pair, Sequence) or len(pair) != 2 or not all(map(_number, pair)):
                raise TrainingError(
                    f"the weight of {source} has {pair!r} where [progress, weight] is expected", EXAMPLE
                )
        points = tuple((float(at), float(weight)) for at, weight in pairs)
        if any(weight < 0 for _, weight in points):
            raise TrainingError(f"the weight of {source} is below 0", "0 leaves a source out")
        if not all(0 <= at <= 1 for at, _ in points) or any(b <= a for (a, _), (b, _) in pairwise(points)):
            raise TrainingError(f"the progress in the weight of {source} does not rise from 0 to 1", EXAMPLE)
        return cls(points)

    def at(self, progress: float) -> float:
        """The weight at a progress; before the first point and after the last one it stays as it is there."""
        i = bisect_right(self.points, progress, key=lambda point: point[0])
        if i == 0 or i == len(self.points):
            return self.points[max(0, i - 1)][1]
        (left, low), (right, high) = self.points[i - 1], self.points[i]
        return low + (high - low) * (progress - left) / (right - left)

    @property
    def used(self) -> bool:
        """Whether the source is drawn from at all."""
        return any(weight > 0 for _, weight in self.points)

    @property
    def constant(self) -> bool:
        return len({weight for _, weight in self.points}) == 1


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class Allotment:
    """Which rows a step may draw, so that in the whole training no row is drawn more than `times` times.

    The rows stand in a line, in another order each time, `times` times over. Each step is given the next piece of it,
    as long as the step's share of the source: `shares` has the source's weight at every step.
    """

    def __init__(self, rows: int, times: int, shares: Sequence[float], seed: str) -> None:
        total = sum(shares)
        self.rows, self.seed = rows, seed
        places = rows * times
        self.edges = [0, *(min(places, int(places * s / total)) for s in accumulate(shares))] if total else [0]
        if total:
            self.edges[-1] = places

    def of(self, step: int) -> list[int]:
        """The numbers of a step's rows, in the order in which they are drawn; none after the last step."""
        if step + 1 >= len(self.edges):
            return []
        return [
            _order(self.rows, f"{self.seed}:{place // self.rows}")[place % self.rows]
            for place in range(self.edges[step], self.edges[step + 1])
        ]


@lru_cache(maxsize=16)
def _order(rows: int, seed: str) -> tuple[int, ...]:
    order = list(range(rows))
    random.Random(seed).shuffle(order)
    return tuple(order)
