"""Logistic calibration: the log-odds of being right is linear in the signals' log-odds."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

_NEWTON_STEPS = 50
_SMALLEST_STEP = 1e-6
"""Newton's error squares at each step, so what is left after one this small is below a float's last digits."""
RIDGE = 1e-3
"""Keeps the fit finite when a signal separates right from wrong perfectly."""
_CLOSEST = 1e-4
"""Signals nearer to 0 or 1 than this count as that near: a float's last digits are no evidence."""


class Logistic(BaseModel):
    """P(right) = sigmoid(intercept + sum of slope * log-odds of the signal)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slopes: tuple[float, ...]
    intercept: float

    def probability(self, signals: Sequence[float]) -> float:
        """Of signals in [0, 1], one a slope. Raises ValueError for another number of them."""
        terms = zip(self.slopes, signals, strict=True)
        return sigmoid(self.intercept + sum(slope * log_odds(signal) for slope, signal in terms))


def log_odds(p: float) -> float:
    p = min(1 - _CLOSEST, max(_CLOSEST, p))
    return math.log(p / (1 - p))


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def fit_logistic(rows: Sequence[Sequence[float]], labels: Sequence[int]) -> Logistic:
    """Maximum likelihood with a small ridge, by Newton's method. Source: Platt 1999, here for several signals.

    `rows` has the signals of each answer, in [0, 1]. Raises ValueError without a right and a wrong answer: there is
    nothing to tell apart.
    """
    if len(set(labels)) < 2:
        raise ValueError("calibration needs right and wrong answers")
    xs = [[*map(log_odds, row), 1.0] for row in rows]  # the last weight is the intercept

    def cost(weights: Sequence[float]) -> float:
        loss = 0.5 * RIDGE * sum(w * w for w in weights)
        for x, y in zip(xs, labels, strict=True):
            z = sum(w * v for w, v in zip(weights, x, strict=True))
            loss += _softplus(z) - y * z
        return loss

    weights = [0.0] * len(xs[0])
    for _ in range(_NEWTON_STEPS):
        step = _newton_step(xs, labels, weights)
        weights = _shortened(weights, step, cost)
        if sum(map(abs, step)) < _SMALLEST_STEP:
            break
    return Logistic(slopes=tuple(weights[:-1]), intercept=weights[-1])


def _newton_step(xs: Sequence[Sequence[float]], labels: Sequence[int], weights: Sequence[float]) -> list[float]:
    k = len(weights)
    gradient = [RIDGE * w for w in weights]
    hessian = [[RIDGE * (i == j) for j in range(k)] for i in range(k)]
    for x, y in zip(xs, labels, strict=True):
        p = sigmoid(sum(w * v for w, v in zip(weights, x, strict=True)))
        error, weight = p - y, p * (1 - p)
        for i in range(k):
            gradient[i] += error * x[i]
            for j in range(i + 1):
                hessian[i][j] += weight * x[i] * x[j]
    for i in range(k):
        for j in range(i):
            hessian[j][i] = hessian[i][j]
    return _solve(hessian, gradient)


def _shortened(
    weights: Sequence[float], step: Sequence[float], cost: Callable[[Sequence[float]], float]
) -> list[float]:
    """The weights after the step, which is halved while it overshoots: outcomes may be nearly separated."""
    size, now = 1.0, cost(weights)
    while (
        size * sum(map(abs, step)) > _SMALLEST_STEP
        and cost([w - size * s for w, s in zip(weights, step, strict=True)]) > now
    ):
        size /= 2
    return [w - size * s for w, s in zip(weights, step, strict=True)]


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss-Jordan elimination; the matrix is positive definite, so no pivot is 0."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        pivot[:] = [value / pivot[i] for value in pivot]
        for row in rows:
            if row is not pivot:
                row[:] = [value - row[i] * p for value, p in zip(row, pivot, strict=True)]
    return [row[-1] for row in rows]
