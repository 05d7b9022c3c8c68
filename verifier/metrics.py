"""Numbers about verdicts: intervals, ranking, calibration. Each is None where it is not defined."""

from __future__ import annotations

import math
from collections.abc import Sequence


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
