"""Numbers about verdicts: intervals, ranking, calibration. Each is None where it is not defined."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence


def wilson_interval(correct: int, n: int, z: float = 1.959964) -> tuple[float, float] | None:
    """95 % interval of a proportion. Source: Wilson 1927; None for n = 0."""
    if n == 0:
        return None
    p = correct / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def auroc(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """Probability that a right item outscores a wrong one, ties counted half; None without both kinds."""
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return None
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    rank_sum, i = 0.0, 0
    while i < len(order):
        j = i
        while j < len(order) and scores[order[j]] == scores[order[i]]:
            j += 1
        rank = (i + 1 + j) / 2
        rank_sum += rank * sum(labels[order[k]] for k in range(i, j))
        i = j
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)


def auprc(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """Average precision: the precision-recall steps' area, equal scores taken together; None without a right item."""
    positives = sum(labels)
    if not positives:
        return None
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    area, right, seen, i = 0.0, 0, 0, 0
    while i < len(order):
        j, found = i, 0
        while j < len(order) and scores[order[j]] == scores[order[i]]:
            found += labels[order[j]]
            j += 1
        right, seen, i = right + found, j, j
        area += found / positives * right / seen
    return area


def brier(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """Mean squared distance of score and outcome. Source: Brier 1950."""
    return sum((s - y) ** 2 for y, s in zip(labels, scores, strict=True)) / len(labels) if labels else None


def ece(labels: Sequence[int], scores: Sequence[float], bins: int = 10) -> float | None:
    """Expected calibration error over equal-width bins. Source: Naeini et al. 2015."""
    if not labels:
        return None
    groups: list[list[tuple[int, float]]] = [[] for _ in range(bins)]
    for y, s in zip(labels, scores, strict=True):
        groups[min(bins - 1, int(s * bins))].append((y, s))
    gaps = (abs(sum(y for y, _ in g) - sum(s for _, s in g)) for g in groups if g)
    return sum(gaps) / len(labels)


def bootstrap_interval(
    values: Sequence[float],
    statistic: Callable[[Sequence[float]], float] = lambda v: sum(v) / len(v),
    samples: int = 2000,
    seed: int = 0,
) -> tuple[float, float] | None:
    """95 % percentile interval of a statistic, resampled with a seed. Source: Efron 1979."""
    if not values:
        return None
    rng = random.Random(seed)
    drawn = sorted(statistic(rng.choices(values, k=len(values))) for _ in range(samples))
    return drawn[int(0.025 * samples)], drawn[min(samples - 1, int(0.975 * samples))]


def mcnemar(only_a: int, only_b: int) -> float:
    """Exact two-sided p-value that two paired runs differ, from the items that just one got right."""
    n, k = only_a + only_b, min(only_a, only_b)
    if n == 0:
        return 1.0
    tail = sum(math.comb(n, i) for i in range(k + 1)) / 2**n
    return min(1.0, 2 * tail)


def precision(labels: Sequence[int], scores: Sequence[float], accept_at: float = 0.5) -> float | None:
    """Share of right items among those with a score of `accept_at` or more; None when there is none."""
    accepted = [y for y, s in zip(labels, scores, strict=True) if s >= accept_at]
    return sum(accepted) / len(accepted) if accepted else None


def recall(labels: Sequence[int], scores: Sequence[float], accept_at: float = 0.5) -> float | None:
    """Share of the right items whose score is `accept_at` or more; None without a right item."""
    accepted = [y for y, s in zip(labels, scores, strict=True) if s >= accept_at]
    return sum(accepted) / sum(labels) if sum(labels) else None
