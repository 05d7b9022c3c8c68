"""Answers put in order of their score, equal scores together: what every figure about ranking starts from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Tie:
    """The answers of one score: how many, and how many of them are right."""

    score: float
    right: int
    n: int

    @property
    def wrong(self) -> int:
        return self.n - self.right


def tied(labels: Sequence[int], scores: Sequence[float]) -> list[Tie]:
    """Ties, the best score first. Raises ValueError for lists of two lengths and for scores that are not numbers."""
    pairs = sorted(zip(scores, labels, strict=True), reverse=True)
    if any(math.isnan(score) for score in scores):
        raise ValueError("a score is not a number (NaN), so the answers have no order")
    ties = []
    for score, group in groupby(pairs, key=lambda pair: pair[0]):
        outcomes = [label for _, label in group]
        ties.append(Tie(score, sum(outcomes), len(outcomes)))
    return ties
