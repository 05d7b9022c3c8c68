"""Isotonic calibration: any rising curve, fitted by pooling neighbours that are out of order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from verifier.metrics.ties import tied


class Isotonic(BaseModel):
    """A rising curve through (knot, value), straight between knots and level beyond the first and the last."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    knots: tuple[float, ...]
    values: tuple[float, ...]

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not self.knots or len(self.knots) != len(self.values):
            raise ValueError("an isotonic curve has one value a knot, and at least one")
        if list(self.knots) != sorted(self.knots) or list(self.values) != sorted(self.values):
            raise ValueError("the knots and the values of an isotonic curve rise")
        return self

    def value(self, x: float) -> float:
        after = bisect_right(self.knots, x)
        if after == 0 or after == len(self.knots):
            return self.values[max(0, after - 1)]
        (x0, x1), (y0, y1) = self.knots[after - 1 : after + 1], self.values[after - 1 : after + 1]
        return y0 + (x - x0) / (x1 - x0) * (y1 - y0)


def fit_isotonic(scores: Sequence[float], labels: Sequence[int]) -> Isotonic:
    """Least squares among rising curves, by pooling adjacent violators.

    Sources: Ayer et al. 1955; for calibration, Zadrozny and Elkan 2002.
    Values are kept 1/(n + 2) away from 0 and 1, Laplace's rule: n answers cannot show that none is ever wrong.
    Raises ValueError for no answers.
    """
    if not labels:
        raise ValueError("calibration needs answers")
    blocks: list[tuple[float, float, int, int]] = []  # first score, last score, right, n
    for tie in reversed(tied(labels, scores)):
        first, last, right, n = tie.score, tie.score, tie.right, tie.n
        while blocks and blocks[-1][2] * n >= right * blocks[-1][3]:  # the block below is right at least as often
            first, _, more_right, more = blocks.pop()
            right, n = right + more_right, n + more
        blocks.append((first, last, right, n))
    margin = 1 / (len(labels) + 2)
    knots, values = [], []
    for first, last, right, n in blocks:
        for knot in (first, last) if last > first else (first,):
            knots.append(knot)
            values.append(min(1 - margin, max(margin, right / n)))
    return Isotonic(knots=tuple(knots), values=tuple(values))
