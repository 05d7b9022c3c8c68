"""Is a score the probability that it claims to be? Brier score and its parts, reliability bins, ECE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.metrics.intervals import wilson_interval
from verifier.metrics.ties import tied


@dataclass(frozen=True)
class Bin:
    """Answers of like score: what they claim on average, how many are right, and the 95 % interval of that share."""

    low: float
    high: float
    n: int
    score: float
    accuracy: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class BrierParts:
    """Brier = reliability - resolution + uncertainty + within.

    Reliability is what calibration could take off, resolution what telling answers apart gains, uncertainty what
    the base rate costs; `within` is what bins hide of their members and is 0 when every distinct score is a bin.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within: float


def brier(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """Mean squared distance of score and outcome; None for no answers. Source: Brier 1950."""
    return sum((s - y) ** 2 for y, s in zip(labels, scores, strict=True)) / len(labels) if labels else None


def _binned(labels: Sequence[int], scores: Sequence[float], bins: int) -> list[tuple[int, list[tuple[int, float]]]]:
    """(index, members) of each of `bins` equal widths of [0, 1] that has members; the last holds 1 itself."""
    groups: list[list[tuple[int, float]]] = [[] for _ in range(bins)]
    for label, score in zip(labels, scores, strict=True):
        if not 0 <= score <= 1:
            raise ValueError(f"{score} is not a probability")
        groups[min(bins - 1, int(score * bins))].append((label, score))
    return [(i, group) for i, group in enumerate(groups) if group]


def reliability_bins(labels: Sequence[int], scores: Sequence[float], bins: int = 10) -> list[Bin]:
    """The points of a reliability diagram: equal widths of [0, 1], empty ones left out.

    Raises ValueError for a score outside [0, 1]. Source: DeGroot and Fienberg 1983.
    """
    found = []
    for i, group in _binned(labels, scores, bins):
        n, right = len(group), sum(label for label, _ in group)
        interval = wilson_interval(right, n) or (0.0, 1.0)
        found.append(Bin(i / bins, (i + 1) / bins, n, sum(s for _, s in group) / n, right / n, interval))
    return found


def ece(labels: Sequence[int], scores: Sequence[float], bins: int = 10) -> float | None:
    """Expected calibration error over equal-width bins; None for no answers. Source: Naeini et al. 2015."""
    if not labels:
        return None
    return sum(b.n * abs(b.accuracy - b.score) for b in reliability_bins(labels, scores, bins)) / len(labels)


def brier_parts(labels: Sequence[int], scores: Sequence[float], bins: int | None = 10) -> BrierParts | None:
    """The Brier score taken apart; `bins` None makes each distinct score a bin. None for no answers.

    Sources: Murphy 1973 for three parts, Stephenson, Coelho and Jolliffe 2008 for what is left within the bins.
    """
    if not labels:
        return None
    if bins is None:
        groups = [(tie.n, tie.score, tie.right / tie.n) for tie in tied(labels, scores)]
    else:
        groups = [(b.n, b.score, b.accuracy) for b in reliability_bins(labels, scores, bins)]
    n, base = len(labels), sum(labels) / len(labels)
    reliability = sum(size * (score - accuracy) ** 2 for size, score, accuracy in groups) / n
    resolution = sum(size * (accuracy - base) ** 2 for size, _, accuracy in groups) / n
    return BrierParts(reliability, resolution, base * (1 - base), _within(labels, scores, bins))


def _within(labels: Sequence[int], scores: Sequence[float], bins: int | None) -> float:
    """Variance of the scores inside their bins, less twice their covariance with the outcomes there."""
    if bins is None:
        return 0.0
    total = 0.0
    for _, group in _binned(labels, scores, bins):
        score = sum(s for _, s in group) / len(group)
        accuracy = sum(y for y, _ in group) / len(group)
        total += sum((s - score) ** 2 - 2 * (y - accuracy) * (s - score) for y, s in group)
    return total / len(labels)
