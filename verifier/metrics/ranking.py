"""How well scores rank right answers above wrong ones."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.metrics.ties import tied


def auroc(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """Probability that a right item outscores a wrong one, ties counted half; None without both kinds.

    Source: Hanley and McNeil 1982.
    """
    positives = sum(labels)
    negatives = len(labels) - positives
    if not positives or not negatives:
        return None
    won, above = 0.0, 0
    for tie in tied(labels, scores):
        won += tie.wrong * (above + tie.right / 2)
        above += tie.right
    return won / (positives * negatives)


def auprc(labels: Sequence[int], scores: Sequence[float]) -> float | None:
    """Average precision: the precision-recall steps' area, equal scores taken together; None without a right item."""
    positives = sum(labels)
    if not positives:
        return None
    area, right, seen = 0.0, 0, 0
    for tie in tied(labels, scores):
        right, seen = right + tie.right, seen + tie.n
        area += tie.right / positives * right / seen
    return area
