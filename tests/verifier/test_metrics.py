"""Metrics: by hand, and against scikit-learn where it is installed."""

from __future__ import annotations

import random

import pytest

from verifier import metrics


def test_wilson_interval_of_published_cases() -> None:
    # Newcombe 1998, table I, method 3.
    assert metrics.wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert metrics.wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert metrics.wilson_interval(0, 0) is None


def test_ranking_by_hand() -> None:
    assert metrics.auroc([1, 0, 1, 0], [0.9, 0.1, 0.8, 0.2]) == 1.0
    assert metrics.auroc([1, 0], [0.5, 0.5]) == 0.5
    assert metrics.auroc([1, 1], [0.1, 0.2]) is None
    assert metrics.auprc([0, 0], [0.1, 0.2]) is None


def test_calibration_by_hand() -> None:
    assert metrics.brier([1, 0], [0.8, 0.4]) == pytest.approx(0.1)
    assert metrics.ece([1, 0, 1, 1], [0.75, 0.75, 0.75, 0.75]) == pytest.approx(0.0)
    assert metrics.ece([0, 0], [1.0, 1.0]) == pytest.approx(1.0)
    assert metrics.brier([], []) is None and metrics.ece([], []) is None


def test_average_precision_by_hand() -> None:
    assert metrics.auprc([1, 0, 1], [0.9, 0.8, 0.7]) == pytest.approx(1 / 2 * 1 + 1 / 2 * 2 / 3)


@pytest.mark.slow
def test_against_scikit_learn() -> None:
    sklearn = pytest.importorskip("sklearn.metrics", reason="needs the `peers` extra")
    rng = random.Random(0)
    for _ in range(20):
        n = rng.randint(5, 200)
        labels = [1, 0, *(rng.randint(0, 1) for _ in range(n))]
        scores = [round(rng.random(), rng.choice((1, 6))) for _ in labels]
        assert metrics.auroc(labels, scores) == pytest.approx(sklearn.roc_auc_score(labels, scores))
        assert metrics.auprc(labels, scores) == pytest.approx(sklearn.average_precision_score(labels, scores))
        assert metrics.brier(labels, scores) == pytest.approx(sklearn.brier_score_loss(labels, scores))
