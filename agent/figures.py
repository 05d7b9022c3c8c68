"""The figures of a run: how good the verifier's scores are, and the curves that plots are drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verifier import metrics

PRECISIONS = (0.9, 0.95, 0.99)
"""Coverage is given at these precisions."""
RESAMPLES = 400
"""Of the bootstrap: about a second for 500 questions."""
MAX_POINTS = 50
"""Of the risk-coverage curve in a summary."""


@dataclass(frozen=True)
class Attempt:
    """One attempt: its answer, None where it gave none, whether that is right, and the verdict's score."""

    answer: str | None
    right: bool
    score: float


@dataclass(frozen=True)
class Outcome:
    """What became of one question whose gold answer can be read. `score` and `accepted` are of the answer given."""

    question: str
    right: bool
    score: float
    accepted: bool
    attempts: tuple[Attempt, ...]
    given: tuple[int, ...] = ()
    """Which attempt the strategy would have answered with after each of them; empty: the best-scored one."""


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def proportion(correct: int, n: int) -> dict[str, Any]:
    """A count as accuracy with its 95 % interval."""
    interval = metrics.wilson_interval(correct, n)
    return {
        "correct": correct,
        "accuracy": round(correct / n, 4) if n else None,
        "ci95": [round(x, 4) for x in interval] if interval else None,
    }


def verifier_figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The summary's `verifier`: decisions, ranking, calibration and selection. Each None where it is not defined."""
    labels, scores = _labels(outcomes), [o.score for o in outcomes]
    table = metrics.decisions(labels, [o.accepted for o in outcomes])
    parts = metrics.brier_parts(labels, scores)
    return {
        "accepted": table.accepted_right + table.accepted_wrong,
        "accepted_accuracy": rounded(table.precision),
        "coverage": rounded(table.coverage),
        "auroc": rounded(metrics.auroc(labels, scores)),
        "auprc": rounded(metrics.auprc(labels, scores)),
        "brier": rounded(metrics.brier(labels, scores)),
        "ece": rounded(metrics.ece(labels, scores)),
        "precision": rounded(table.precision),
        "recall": rounded(table.recall),
        "balanced_accuracy": rounded(table.balanced_accuracy),
        "aurc": rounded(metrics.aurc(labels, scores)),
        "excess_aurc": rounded(metrics.excess_aurc(labels, scores)),
        "coverage_at": {str(p): rounded(metrics.coverage_at(labels, scores, p)) for p in PRECISIONS},
        "brier_parts": {
            name: rounded(getattr(parts, name, None)) for name in ("reliability", "resolution", "uncertainty", "within")
        },
        "ci95": {"auroc": _interval(outcomes, "auroc"), "brier": _interval(outcomes, "brier")},
    }


def curves(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The summary's `curves`: reliability bins, risk against coverage, accuracy against the attempts allowed."""
    labels, scores = _labels(outcomes), [o.score for o in outcomes]
    return {
        "reliability": [
            {
                "low": b.low, "high": b.high, "n": b.n, "score": rounded(b.score), "accuracy": rounded(b.accuracy),
                "ci95": [round(x, 4) for x in b.interval],
            }
            for b in metrics.reliability_bins(labels, scores)
        ],
        "risk_coverage": [
            {"threshold": rounded(p.threshold), "coverage": rounded(p.coverage), "risk": rounded(p.risk)}
            for p in _thinned(metrics.risk_coverage(labels, scores))
        ],
        "attempts": [
            {
                "k": k,
                "final": proportion(sum(after(o, k) for o in outcomes), len(outcomes)),
                "majority": proportion(sum(majority(o, k) for o in outcomes), len(outcomes)),
                "oracle": proportion(sum(any(a.right for a in o.attempts[:k]) for o in outcomes), len(outcomes)),
            }
            for k in range(1, 1 + max((len(o.attempts) for o in outcomes), default=0))
        ],
    }  # fmt: skip


def after(outcome: Outcome, k: int) -> bool:
    """Whether the answer would be right, had only k attempts been allowed.

    Exact, not an estimate: a run with a smaller budget makes the same attempts and stops earlier.
    """
    made = outcome.attempts[:k]
    if made and outcome.given:
        return made[outcome.given[len(made) - 1]].right
    best = max(range(len(made)), key=lambda i: (made[i].answer is not None, made[i].score, -i), default=None)
    return best is not None and made[best].right


def majority(outcome: Outcome, k: int) -> bool:
    """Whether the answer that most of the first k attempts gave is right; the earliest of equally frequent ones."""
    given = {a.answer: a.right for a in outcome.attempts[:k] if a.answer is not None}
    most = Counter(a.answer for a in outcome.attempts[:k] if a.answer is not None).most_common(1)
    return bool(most) and given[most[0][0]]


def _labels(outcomes: Sequence[Outcome]) -> list[int]:
    return [int(o.right) for o in outcomes]


def _interval(outcomes: Sequence[Outcome], name: str) -> list[float] | None:
    """95 % interval of a figure; a question that a suite asks twice is one problem."""
    problems: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        problems.setdefault(outcome.question, []).append(outcome)

    def figure(drawn: list[Outcome]) -> float | None:
        value: float | None = getattr(metrics, name)(_labels(drawn), [o.score for o in drawn])
        return value

    found = metrics.bootstrap_interval(list(problems.values()), figure, resamples=RESAMPLES)
    return [round(x, 4) for x in found] if found else None


def _thinned(points: Sequence[metrics.RiskPoint]) -> Iterator[metrics.RiskPoint]:
    """At most MAX_POINTS of the points, evenly spaced in their order, the last one always."""
    step = max(1, -(-len(points) // MAX_POINTS))
    yield from (p for i, p in enumerate(points) if (len(points) - 1 - i) % step == 0)
