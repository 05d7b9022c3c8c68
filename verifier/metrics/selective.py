"""Answering only when sure: the risk that is left at each coverage. Source: Geifman and El-Yaniv 2017."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verifier.metrics.ties import tied


@dataclass(frozen=True)
class RiskPoint:
    """Accepting scores at or above `threshold` answers `coverage` of the questions and gets `risk` of those wrong."""

    threshold: float
    coverage: float
    risk: float


def risk_coverage(labels: Sequence[int], scores: Sequence[float]) -> list[RiskPoint]:
    """One point a distinct score, the surest first; the last has coverage 1. Empty for no answers."""
    points, seen, wrong = [], 0, 0
    for tie in tied(labels, scores):
        seen, wrong = seen + tie.n, wrong + tie.wrong
        points.append(RiskPoint(tie.score, seen / len(labels), wrong / seen))
    return points


def aurc(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """Mean risk over the coverages 1/n, 2/n, ... 1; lower is better; None for no answers.

    Equal scores have no order, so the expectation over all their orders is taken.
    """
    if not labels:
        return None
    total, seen, wrong = 0.0, 0, 0
    for tie in tied(labels, scores):
        total += sum((wrong + tie.wrong * j / tie.n) / (seen + j) for j in range(1, tie.n + 1))
        seen, wrong = seen + tie.n, wrong + tie.wrong
    return total / len(labels)


def excess_aurc(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """AURC above that of a perfect ranking of the same answers: 0 is perfect whatever the accuracy is.

    Source: Geifman, Uziel and El-Yaniv 2019.
    """
    area = aurc(labels, scores)
    perfect = aurc(labels, labels)
    return None if area is None or perfect is None else max(0.0, area - perfect)


def coverage_at(labels: Sequence[int], scores: Sequence[float], precision: float) -> float | None:
    """The largest coverage at which at least `precision` of the accepted answers are right; None for no answers.

    It is seen on the answers at hand and is 0 where no threshold does it. A threshold to use on other answers needs
    a bound as well: `verifier.calibration.thresholds`.
    """
    if not labels:
        return None
    return max((p.coverage for p in risk_coverage(labels, scores) if p.risk <= 1 - precision + 1e-12), default=0.0)
