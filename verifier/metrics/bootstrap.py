"""Intervals of any figure by resampling whole problems."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeVar

T = TypeVar("T")
_MIN_DEFINED = 0.5
"""A figure that most resamples leave undefined has no interval worth the name."""


def quantile(values: Sequence[float], q: float) -> float:
    """The q-quantile of sorted values, linear between neighbours (type 7 of Hyndman and Fan 1996)."""
    place = q * (len(values) - 1)
    below = math.floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def bootstrap_interval(
    groups: Sequence[Sequence[T]],
    statistic: Callable[[list[T]], float | None],
    *,
    resamples: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> tuple[float, float] | None:
    """Percentile interval of `statistic` over all items, when the problems had been others. Source: Efron 1979.

    A group holds the items of one problem, which stand or fall together: attempts at one question are not independent,
    so groups are drawn whole (Davison and Hinkley 1997, section 3.8). None for no groups, or where more than half
    of the resamples leave the figure undefined.
    """
    if not groups:
        return None
    rng = random.Random(seed)
    values = []
    for _ in range(resamples):
        value = statistic(list(chain.from_iterable(rng.choices(groups, k=len(groups)))))
        if value is not None:
            values.append(value)
    if len(values) < _MIN_DEFINED * resamples:
        return None
    values.sort()
    return quantile(values, (1 - level) / 2), quantile(values, (1 + level) / 2)
