"""Draws from a random number generator: the same numbers as `random.Random` gives, in half of its time.

`choice`, `randint` and `choices` of the standard library check and prepare at each call what does not change between
calls; `pick`, `between` and `Weighted` do not. A test holds each to its original, number by number, so that a task is
the same whichever of them drew it.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


def pick(rng: random.Random, options: Sequence[T]) -> T:
    """As `rng.choice(options)`. Raises IndexError for no options."""
    n = len(options)
    bits = n.bit_length()
    drawn = rng.getrandbits(bits)
    while drawn >= n > 0:
        drawn = rng.getrandbits(bits)
    return options[drawn]


def between(rng: random.Random, low: int, high: int) -> int:
    """As `rng.randint(low, high)`. Raises ValueError where high is less than low."""
    n = high - low + 1
    if n <= 0:
        raise ValueError(f"no whole number lies between {low} and {high}")
    bits = n.bit_length()
    drawn = rng.getrandbits(bits)
    while drawn >= n:
        drawn = rng.getrandbits(bits)
    return low + drawn


class Weighted(Generic[T]):
    """Options with weights, added up once: `draw(rng)` is as `rng.choices(options, weights)[0]`."""

    __slots__ = ("_options", "_total", "_upto")

    def __init__(self, options: Sequence[T], weights: Sequence[float]) -> None:
        if len(options) != len(weights):
            raise ValueError(f"{len(options)} options have {len(weights)} weights")
        self._options = tuple(options)
        *upto, total = accumulate(map(float, weights))  # floats, since they are compared with one
        self._upto, self._total = tuple(upto), total

    def draw(self, rng: random.Random) -> T:
        """One of the options, the more often the larger its weight."""
        return self._options[bisect(self._upto, rng.random() * self._total)]
