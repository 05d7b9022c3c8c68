"""Two runs on the same problems: is one better, by how much, and could it be chance?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from verifier.metrics.intervals import Z95, at_least, wilson_interval


def mcnemar_exact(only_first: int, only_second: int) -> float:
    """Two-sided p that problems which flip do so either way alike, by the binomial distribution. Source: McNemar 1947.

    1 when nothing flips. `only_first` counts the problems that only the first run got right.
    """
    flips = only_first + only_second
    return min(1.0, 2 * at_least(max(only_first, only_second), flips, 0.5)) if flips else 1.0


def mcnemar_corrected(only_first: int, only_second: int) -> float:
    """The same by the chi-square distribution with one degree of freedom and Edwards' continuity correction (1948)."""
    flips = only_first + only_second
    if not flips:
        return 1.0
    statistic = max(0, abs(only_first - only_second) - 1) ** 2 / flips
    return math.erfc(math.sqrt(statistic / 2))


@dataclass(frozen=True)
class PairedDifference:
    """Accuracy of the second run less that of the first, its 95 % interval, and both of McNemar's tests."""

    n: int
    both: int
    only_first: int
    only_second: int
    difference: float
    low: float
    high: float
    p_exact: float
    p_corrected: float


def paired_difference(first: Sequence[bool], second: Sequence[bool], z: float = Z95) -> PairedDifference | None:
    """Compare two runs item by item; None for no items. Raises ValueError when they have two lengths.

    The interval joins the two Wilson intervals by the correlation of the runs, which is taken with a continuity
    correction: method 10 of Newcombe's paper of 1998 on paired data. It needs no large sample and stays in [-1, 1].
    """
    table = {(a, b): 0 for a in (True, False) for b in (True, False)}
    for a, b in zip(first, second, strict=True):
        table[bool(a), bool(b)] += 1
    both, only_first, only_second = table[True, True], table[True, False], table[False, True]
    n = len(first)
    of_first, of_second = wilson_interval(both + only_first, n, z), wilson_interval(both + only_second, n, z)
    if of_first is None or of_second is None:
        return None
    p1, p2 = (both + only_first) / n, (both + only_second) / n
    phi = _correlation(both, only_first, only_second, table[False, False])
    below = _joined(p2 - of_second[0], of_first[1] - p1, phi)
    above = _joined(of_second[1] - p2, p1 - of_first[0], phi)
    return PairedDifference(
        n, both, only_first, only_second, p2 - p1, p2 - p1 - below, p2 - p1 + above,
        mcnemar_exact(only_first, only_second), mcnemar_corrected(only_first, only_second),
    )  # fmt: skip


def _joined(a: float, b: float, phi: float) -> float:
    """The half-width of a difference whose parts have half-widths a and b and are correlated by phi."""
    return math.sqrt(max(0.0, a * a + b * b - 2 * phi * a * b))


def _correlation(both: int, only_first: int, only_second: int, neither: int) -> float:
    """Phi of the table; a positive one is brought n/2 nearer to 0, as method 10 asks, and is 0 for an empty margin."""
    n = both + only_first + only_second + neither
    margins = (both + only_first) * (only_second + neither) * (both + only_second) * (only_first + neither)
    if not margins:
        return 0.0
    surplus = both * neither - only_first * only_second
    corrected = max(surplus - n / 2, 0.0) if surplus > 0 else float(surplus)
    return corrected / math.sqrt(margins)
