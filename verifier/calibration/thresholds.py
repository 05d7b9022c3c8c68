"""A threshold for a stated precision that holds on other answers too, with a stated confidence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from verifier.metrics.intervals import lower_bound
from verifier.metrics.selective import risk_coverage

CANDIDATES = 10
"""Coverages that are tried: a tenth of the answers, two tenths, ... all. More candidates need more answers."""


class Threshold(BaseModel):
    """Accept probabilities at or above `at`: `right` of `accepted` were right, so at least `bound` of others are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: float
    accepted: int
    right: int
    coverage: float
    bound: float


def threshold_for(
    labels: Sequence[int], probabilities: Sequence[float], precision: float, level: float = 0.95
) -> Threshold | None:
    """The threshold of the largest coverage whose precision is at least `precision` with confidence `level`.

    Each of CANDIDATES coverages has the exact lower bound of Clopper and Pearson at a CANDIDATES-th of the error
    (Bonferroni), so that choosing among them costs nothing; Angelopoulos et al. 2021 call this learn then test.
    The answers must be independent, one a problem, and not those that the curve was fitted on. None when no candidate
    reaches it: `answers_needed` says how many answers it takes at least.
    """
    n, points = len(labels), risk_coverage(labels, probabilities)
    each = 1 - (1 - level) / CANDIDATES
    found = None
    for share in range(1, CANDIDATES + 1):
        wanted = math.ceil(n * share / CANDIDATES)
        point = next((p for p in points if round(p.coverage * n) >= wanted), None)
        if point is None:
            return None  # there are no answers
        accepted = round(point.coverage * n)
        right = accepted - round(point.risk * accepted)
        bound = lower_bound(right, accepted, each)
        if bound is not None and bound >= precision:
            found = Threshold(at=point.threshold, accepted=accepted, right=right, coverage=point.coverage, bound=bound)
    return found


def answers_needed(precision: float, level: float = 0.95) -> int:
    """How many accepted answers, all right, it takes to show `precision` with confidence `level`."""
    return math.ceil(math.log((1 - level) / CANDIDATES) / math.log(precision))
