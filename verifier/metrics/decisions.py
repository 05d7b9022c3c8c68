"""Accept or not: counts of right and wrong decisions, and the shares made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True)
class Decisions:
    """A confusion table. Accepted is positive, right is true; a share is None where nothing is counted in it."""

    accepted_right: int
    accepted_wrong: int
    rejected_right: int
    rejected_wrong: int

    @property
    def n(self) -> int:
        return self.accepted_right + self.accepted_wrong + self.rejected_right + self.rejected_wrong

    @property
    def coverage(self) -> float | None:
        return _share(self.accepted_right + self.accepted_wrong, self.n)

    @property
    def precision(self) -> float | None:
        return _share(self.accepted_right, self.accepted_right + self.accepted_wrong)

    @property
    def recall(self) -> float | None:
        return _share(self.accepted_right, self.accepted_right + self.rejected_right)

    @property
    def specificity(self) -> float | None:
        return _share(self.rejected_wrong, self.rejected_wrong + self.accepted_wrong)

    @property
    def balanced_accuracy(self) -> float | None:
        """Mean of recall and specificity: one half for whoever accepts everything. None without both kinds."""
        recall, specificity = self.recall, self.specificity
        return None if recall is None or specificity is None else (recall + specificity) / 2


def decisions(labels: Sequence[int], accepted: Sequence[bool]) -> Decisions:
    """Count decisions against outcomes. Raises ValueError when the lists have two lengths."""
    counts = {(True, 1): 0, (True, 0): 0, (False, 1): 0, (False, 0): 0}
    for label, took in zip(labels, accepted, strict=True):
        counts[bool(took), int(label)] += 1
    return Decisions(counts[True, 1], counts[True, 0], counts[False, 1], counts[False, 0])


def at_threshold(labels: Sequence[int], scores: Sequence[float], threshold: float) -> Decisions:
    """The decisions of whoever accepts scores at or above `threshold`."""
    return decisions(labels, [score >= threshold for score in scores])
