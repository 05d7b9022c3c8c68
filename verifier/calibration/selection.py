"""Logistic or isotonic: whichever predicts answers that it was not fitted on better."""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from verifier.calibration.isotonic import Isotonic, fit_isotonic
from verifier.calibration.logistic import Logistic, fit_logistic
from verifier.metrics.reliability import brier

FOLDS = 5


@dataclass(frozen=True)
class Selection:
    """The curve fitted on all answers, and what cross-validation says of both kinds.

    `held_out` has the chosen kind's probability of each answer, from fits that saw no answer to the same problem.
    """

    logistic: Logistic
    isotonic: Isotonic | None
    brier_logistic: float
    brier_isotonic: float
    held_out: tuple[float, ...]

    @property
    def chosen(self) -> str:
        return "logistic" if self.isotonic is None else "isotonic"


def select(
    rows: Sequence[Sequence[float]], labels: Sequence[int], problems: Sequence[Hashable], seed: int = 0
) -> Selection:
    """Fit both kinds and choose by cross-validated Brier score; the logistic one, with fewer parameters, when equal.

    `rows` has the signals of each answer, `problems` says which answers stand or fall together: they share a fold.
    Raises ValueError where a fold leaves no right or no wrong answer to fit on.
    """
    straight, bent = [0.0] * len(labels), [0.0] * len(labels)
    for train, test in _folds(problems, seed):
        logistic, isotonic = _fit([rows[i] for i in train], [labels[i] for i in train])
        for i in test:
            straight[i] = logistic.probability(rows[i])
            bent[i] = isotonic.value(straight[i])
    of_straight, of_bent = brier(labels, straight) or 0.0, brier(labels, bent) or 0.0
    logistic, isotonic = _fit(rows, labels)
    better = of_bent < of_straight
    return Selection(logistic, isotonic if better else None, of_straight, of_bent, tuple(bent if better else straight))


def _fit(rows: Sequence[Sequence[float]], labels: Sequence[int]) -> tuple[Logistic, Isotonic]:
    logistic = fit_logistic(rows, labels)
    return logistic, fit_isotonic([logistic.probability(row) for row in rows], labels)


def _folds(problems: Sequence[Hashable], seed: int) -> list[tuple[list[int], list[int]]]:
    """(train, test) positions of each fold, problems dealt out by lot."""
    distinct = list(dict.fromkeys(problems))
    random.Random(seed).shuffle(distinct)
    fold = {problem: i % FOLDS for i, problem in enumerate(distinct)}
    return [
        (
            [i for i, problem in enumerate(problems) if fold[problem] != k],
            [i for i, problem in enumerate(problems) if fold[problem] == k],
        )
        for k in range(min(FOLDS, len(distinct)))
    ]
