"""Metrics against scikit-learn and scipy, which compute them in their own way."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier import metrics
from verifier.metrics.bootstrap import quantile

sklearn_metrics = pytest.importorskip("sklearn.metrics", reason="needs scikit-learn, of the `peers` extra")
sklearn_calibration = pytest.importorskip("sklearn.calibration", reason="needs scikit-learn, of the `peers` extra")
stats = pytest.importorskip("scipy.stats", reason="needs scipy, which scikit-learn of the `peers` extra brings")
np = pytest.importorskip("numpy", reason="needs numpy")

pytestmark = pytest.mark.slow

SCORES = st.integers(0, 41).map(lambda i: (i + 0.5) / 42)  # ties are likely; none lies on the edge of a bin
ANSWERS = st.lists(st.tuples(st.integers(0, 1), SCORES), min_size=2, max_size=60).filter(
    lambda answers: len({label for label, _ in answers}) == 2
)
COUNTS = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
FLIPS = st.tuples(st.integers(0, 80), st.integers(0, 80)).filter(any)


def split(answers: list[tuple[int, float]]) -> tuple[list[int], list[float]]:
    return [label for label, _ in answers], [score for _, score in answers]


@given(ANSWERS)
def test_ranking_and_brier(answers: list[tuple[int, float]]) -> None:
    labels, scores = split(answers)
    assert metrics.auroc(labels, scores) == pytest.approx(sklearn_metrics.roc_auc_score(labels, scores))
    assert metrics.auprc(labels, scores) == pytest.approx(sklearn_metrics.average_precision_score(labels, scores))
    assert metrics.brier(labels, scores) == pytest.approx(sklearn_metrics.brier_score_loss(labels, scores))


@given(ANSWERS, SCORES)
def test_decisions(answers: list[tuple[int, float]], threshold: float) -> None:
    labels, scores = split(answers)
    taken = [int(s >= threshold) for s in scores]
    ours = metrics.at_threshold(labels, scores, threshold)
    assert ours.balanced_accuracy == pytest.approx(sklearn_metrics.balanced_accuracy_score(labels, taken))
    assert ours.recall == pytest.approx(sklearn_metrics.recall_score(labels, taken))
    assert (ours.precision or 0.0) == pytest.approx(sklearn_metrics.precision_score(labels, taken, zero_division=0))
    assert [[ours.rejected_wrong, ours.accepted_wrong], [ours.rejected_right, ours.accepted_right]] == (
        sklearn_metrics.confusion_matrix(labels, taken).tolist()
    )


@given(ANSWERS)
def test_reliability_bins_and_ece(answers: list[tuple[int, float]]) -> None:
    labels, scores = split(answers)
    accuracy, score = sklearn_calibration.calibration_curve(labels, scores, n_bins=10)
    ours = metrics.reliability_bins(labels, scores, 10)
    assert [b.accuracy for b in ours] == pytest.approx(accuracy.tolist())
    assert [b.score for b in ours] == pytest.approx(score.tolist())
    sizes = np.histogram(scores, bins=10, range=(0, 1))[0]
    expected = float(np.sum(sizes[sizes > 0] * np.abs(accuracy - score)) / len(labels))
    assert metrics.ece(labels, scores) == pytest.approx(expected)


@given(COUNTS, st.sampled_from([0.9, 0.95, 0.99]))
def test_intervals_of_a_proportion(counts: tuple[int, int], level: float) -> None:
    right, n = counts
    test = stats.binomtest(right, n)
    assert metrics.wilson_interval(right, n) == pytest.approx(tuple(test.proportion_ci(0.95, "wilson")), abs=1e-6)
    assert metrics.clopper_pearson(right, n, level) == pytest.approx(
        tuple(test.proportion_ci(level, "exact")), abs=1e-9
    )
    one_sided = stats.binomtest(right, n, alternative="greater").proportion_ci(level, "exact").low
    assert metrics.lower_bound(right, n, level) == pytest.approx(one_sided, abs=1e-9)


@given(FLIPS)
def test_mcnemar(flips: tuple[int, int]) -> None:
    first, second = flips
    assert metrics.mcnemar_exact(first, second) == pytest.approx(stats.binomtest(first, first + second, 0.5).pvalue)
    statistic = max(0, abs(first - second) - 1) ** 2 / (first + second)
    assert metrics.mcnemar_corrected(first, second) == pytest.approx(
        stats.chi2.sf(statistic, df=1), rel=1e-6, abs=1e-12
    )


@given(st.integers(1, 60), st.data())
def test_pass_at_k_is_a_hypergeometric_tail(n: int, data: st.DataObject) -> None:
    right, k = data.draw(st.integers(0, n)), data.draw(st.integers(1, n))
    drawn = stats.hypergeom(n, right, k)
    assert metrics.pass_at_k(n, right, k) == pytest.approx(drawn.sf(0), abs=1e-9)
    assert metrics.all_at_k(n, right, k) == pytest.approx(drawn.pmf(k), abs=1e-9)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=50), st.floats(0, 1))
def test_quantiles(values: list[float], q: float) -> None:
    assert quantile(sorted(values), q) == pytest.approx(float(np.quantile(values, q)), abs=1e-6)


def test_the_bootstrap_of_a_mean() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=60)
    theirs = stats.bootstrap((values,), np.mean, method="percentile", n_resamples=9999, rng=rng).confidence_interval
    ours = metrics.bootstrap_interval(
        [[x] for x in values.tolist()], lambda xs: math.fsum(xs) / len(xs), resamples=5000
    )
    assert ours == pytest.approx(tuple(theirs), abs=0.02)
