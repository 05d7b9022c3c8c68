"""Statistics of paired outcomes: two runs on the same items, each right or wrong."""

from __future__ import annotations

import math


def mcnemar_exact(only_a: int, only_b: int) -> float:
    """Two-sided p-value of "neither is better", from the items that one alone got right; 1 where there are none.

    Under it each such item is a fair coin: twice the smaller tail of a binomial distribution, computed in integers.
    Source: McNemar 1947; the exact form as in Fay 2010.
    """
    n = only_a + only_b
    tail = sum(math.comb(n, k) for k in range(min(only_a, only_b) + 1))
    return min(1.0, 2 * tail / 2**n)


def paired_interval(n: int, only_a: int, only_b: int, z: float = 1.959964) -> tuple[float, float] | None:
    """95 % interval of the accuracy of B less that of A on `n` common items; None without items.

    Wald's interval after a half of a pair of items was added to each kind of disagreement and agreement, which keeps
    its level on few items as well. Source: Bonett and Price 2012, the adjusted Wald interval.
    """
    if n == 0:
        return None
    a, b = (only_a + 1) / (n + 2), (only_b + 1) / (n + 2)
    half = z * math.sqrt((a + b - (b - a) ** 2) / (n + 2))
    return max(-1.0, b - a - half), min(1.0, b - a + half)
