"""From labelled answers to a calibration: a curve for every stage and set of signals that the answers suffice for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from verifier import metrics
from verifier.calibration.curve import Curve, Stage
from verifier.calibration.record import AS_GOOD, REFUTED_SCORE, UNCHECKED_SCORE, Calibration, FitCard
from verifier.calibration.selection import Selection, select
from verifier.calibration.thresholds import Threshold, threshold_for

MIN_OF_EACH = 10
"""Right and wrong answers that a curve needs: with five folds, each still has some of both."""


@dataclass(frozen=True)
class Row:
    """An answer: its problem, what the checks left of it, the signals about it, and whether it is right."""

    problem: str
    stage: Literal["refuted"] | Stage
    signals: Mapping[str, float]
    right: bool


@dataclass(frozen=True)
class Fitted:
    """The calibration, still without its data card, and how each curve came about."""

    calibration: Calibration
    fits: tuple[FitCard, ...]


def fit(rows: Sequence[Row], *, precision: float = 0.95, level: float = 0.95) -> Fitted:
    """Fit curves, thresholds and rates. Raises ValueError where no curve could be fitted at all.

    Answers of the stage `unchecked` are verified only by a curve that has a learned judge's signal: a policy's
    confidence in what nobody checked is no reason to vouch for it.
    """
    names = sorted({name for row in rows for name in row.signals})
    sets = [some for k in range(1, len(names) + 1) for some in combinations(names, k) if some != ("use",)]
    curves: list[Curve] = []
    cards: list[FitCard] = []
    stages: tuple[Stage, ...] = ("supported", "read", "unchecked")
    for stage in stages:
        for signals in sets:
            usable = [row for row in rows if row.stage == stage and set(signals) <= row.signals.keys()]
            right = sum(row.right for row in usable)
            if min(right, len(usable) - right) >= MIN_OF_EACH:
                curve, card = _fit_curve(stage, signals, usable, precision, level)
                curves.append(curve)
                cards.append(card)
    if not curves:
        raise ValueError(f"no stage has {MIN_OF_EACH} right and {MIN_OF_EACH} wrong answers to fit on")
    made = Calibration(
        curves=tuple(curves),
        refuted=_rate([row.right for row in rows if row.stage == "refuted"], REFUTED_SCORE),
        unchecked=_rate([row.right for row in rows if row.stage == "unchecked"], UNCHECKED_SCORE),
    )
    return Fitted(made, tuple(cards))


def fit_agreement(
    rows: Sequence[Row], *, precision: float = 0.95, level: float = 0.95
) -> tuple[tuple[Curve, ...], tuple[FitCard, ...]]:
    """Curves for answers of several attempts (verifier.several), a row each, those of a problem in the order in which
    they are likely to be given. Cards tell of every stage that has enough answers; a curve is kept where it predicts
    answers that it was not fitted on better than the score alone does."""
    curves, cards = [], []
    stages: tuple[Stage, ...] = ("supported", "read", "unchecked")
    for stage in stages:
        usable = [row for row in rows if row.stage == stage]
        right = sum(row.right for row in usable)
        if min(right, len(usable) - right) >= MIN_OF_EACH:
            curve, card = _fit_curve(stage, tuple(sorted(usable[0].signals)), usable, precision, level)
            alone = metrics.brier([int(row.right) for row in usable], [row.signals["score"] for row in usable])
            curves += [curve] if (curve.brier or 0.0) < (alone or 0.0) - AS_GOOD else []
            cards.append(card)
    return tuple(curves), tuple(cards)


def _fit_curve(
    stage: Stage, signals: tuple[str, ...], rows: Sequence[Row], precision: float, level: float
) -> tuple[Curve, FitCard]:
    labels = [int(row.right) for row in rows]
    found = select([[row.signals[name] for name in signals] for row in rows], labels, [row.problem for row in rows])
    accept, refute = _thresholds(rows, found, precision, level)
    if stage == "unchecked" and "judge" not in signals:
        accept = None
    curve = Curve(
        stage=stage, signals=signals, logistic=found.logistic, isotonic=found.isotonic,
        accept_at=accept.at if accept else None, refute_at=1 - refute.at if refute else None,
        brier=round(min(found.brier_logistic, found.brier_isotonic), 6),
        verifies=round(accept.coverage, 4) if accept else 0.0,
    )  # fmt: skip
    card = FitCard(
        stage=stage, signals=signals, answers=len(rows), right=sum(labels), chosen=found.chosen,
        brier_logistic=round(found.brier_logistic, 4), brier_isotonic=round(found.brier_isotonic, 4),
        ece=_rounded(metrics.ece(labels, found.held_out)), auroc=_rounded(metrics.auroc(labels, found.held_out)),
        accept=accept, refute=refute,
    )  # fmt: skip
    return curve, card


def _thresholds(
    rows: Sequence[Row], found: Selection, precision: float, level: float
) -> tuple[Threshold | None, Threshold | None]:
    """Where to accept and where to refute, from the first answer to each problem: those are independent."""
    first = {row.problem: i for i, row in reversed(list(enumerate(rows)))}.values()
    labels, p = [int(rows[i].right) for i in first], [found.held_out[i] for i in first]
    accept = threshold_for(labels, p, precision, level)
    refute = threshold_for([1 - y for y in labels], [1 - x for x in p], precision, level)
    if accept and refute and 1 - refute.at >= accept.at:
        refute = None  # nearly all are right, or nearly all wrong: the two meet, and accepting goes first
    return accept, refute


def _rate(right: Iterable[bool], default: float) -> float:
    """The share of right answers, by Laplace's rule; the default where none was seen."""
    outcomes = list(right)
    return round((sum(outcomes) + 1) / (len(outcomes) + 2), 4) if outcomes else default


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
