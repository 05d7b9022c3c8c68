"""Intervals of a proportion: Wilson's score interval, and the exact one of Clopper and Pearson."""

from __future__ import annotations

import math

Z95 = 1.959964
"""Half-width of the normal distribution's central 95 %, in standard deviations."""
_NEGLIGIBLE = 1e-17
"""A term this much smaller than the sum so far does not change it, nor do those after it."""
_HALVINGS = 60
"""Leave an error of 2^-60, below what a float of this size can hold."""


def wilson_interval(correct: int, n: int, z: float = Z95) -> tuple[float, float] | None:
    """95 % interval of a proportion. Source: Wilson 1927; None for n = 0."""
    if n == 0:
        return None
    p = correct / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return 0.0 if correct == 0 else centre - half, 1.0 if correct == n else centre + half  # no rounding at the ends


def at_least(correct: int, n: int, p: float) -> float:
    """P(X >= correct) for X of the binomial distribution with n trials of probability p."""
    if correct <= 0:
        return 1.0
    if p <= 0 or p >= 1:
        return float(p >= 1)
    if correct > n * p:
        return _tail(correct, n, p)
    return 1 - _tail(n - correct + 1, n, 1 - p)  # fewer than `correct` are right: the tail of the wrong ones


def _tail(k: int, n: int, p: float) -> float:
    """The sum of the terms from k to n, which fall from the first: k is above the mean."""
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    term = math.exp(ways + k * math.log(p) + (n - k) * math.log1p(-p))
    total = 0.0
    while k <= n and term > total * _NEGLIGIBLE:
        total += term
        term *= (n - k) / (k + 1) * p / (1 - p)
        k += 1
    return total


def lower_bound(correct: int, n: int, level: float = 0.95) -> float | None:
    """The proportion that is exceeded with confidence `level`, one-sided and exact; None for n = 0.

    Source: Clopper and Pearson 1934.
    """
    if n == 0:
        return None
    low, high = 0.0, 1.0
    if correct == 0:
        return 0.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if at_least(correct, n, middle) > 1 - level:
            high = middle
        else:
            low = middle
    return low


def clopper_pearson(correct: int, n: int, level: float = 0.95) -> tuple[float, float] | None:
    """Exact interval of a proportion, half of 1 - level in each tail: never too narrow. None for n = 0."""
    below, above = lower_bound(correct, n, (1 + level) / 2), lower_bound(n - correct, n, (1 + level) / 2)
    return None if below is None or above is None else (below, 1 - above)
