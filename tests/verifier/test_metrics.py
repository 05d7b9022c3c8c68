"""Metrics by hand and by published cases, and what they say when there is nothing to measure."""

from __future__ import annotations

import subprocess
import sys

import pytest

from verifier import metrics


def test_wilson_interval_of_published_cases() -> None:
    # Newcombe 1998, table I, method 3.
    assert metrics.wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert metrics.wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)


@pytest.mark.parametrize(
    "both, only_first, only_second, neither, low, high",
    [
        (14, 5, 0, 22, 0.011, 0.226),  # Altman et al. 2000, Statistics with Confidence, table 6.2
        (1, 1, 7, 12, -0.507, -0.026),  # Fagerland, Lydersen and Laake 2017, chapter 8: Bentur et al. 2009
    ],
)
def test_the_paired_interval_of_published_cases(
    both: int, only_first: int, only_second: int, neither: int, low: float, high: float
) -> None:
    first = [True] * both + [True] * only_first + [False] * only_second + [False] * neither
    second = [True] * both + [False] * only_first + [True] * only_second + [False] * neither
    found = metrics.paired_difference(second, first)  # the tables take the second from the first
    assert found is not None
    assert (found.only_second, found.only_first) == (only_first, only_second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)


def test_ranking_by_hand() -> None:
    assert metrics.auroc([1, 0, 1, 0], [0.9, 0.1, 0.8, 0.2]) == 1.0
    assert metrics.auroc([1, 0], [0.5, 0.5]) == 0.5
    assert metrics.auprc([1, 0, 1], [0.9, 0.8, 0.7]) == pytest.approx(1 / 2 * 1 + 1 / 2 * 2 / 3)


def test_calibration_by_hand() -> None:
    assert metrics.brier([1, 0], [0.8, 0.4]) == pytest.approx(0.1)
    assert metrics.ece([1, 0, 1, 1], [0.75, 0.75, 0.75, 0.75]) == pytest.approx(0.0)
    assert metrics.ece([0, 0], [1.0, 1.0]) == pytest.approx(1.0)


def test_selection_by_hand() -> None:
    labels, scores = [1, 1, 0, 1], [0.9, 0.8, 0.7, 0.6]
    assert [(p.coverage, p.risk) for p in metrics.risk_coverage(labels, scores)] == [
        (0.25, 0.0), (0.5, 0.0), (0.75, pytest.approx(1 / 3)), (1.0, 0.25),
    ]  # fmt: skip
    assert metrics.coverage_at(labels, scores, 1.0) == 0.5
    assert metrics.coverage_at(labels, scores, 0.75) == 1.0
    assert metrics.coverage_at([0, 1], [0.9, 0.1], 0.9) == 0.0
    assert metrics.excess_aurc([1, 1, 0], [3, 2, 1]) == 0.0


def test_decisions_by_hand() -> None:
    found = metrics.at_threshold([1, 1, 1, 0, 0], [0.9, 0.5, 0.1, 0.5, 0.4], 0.5)
    assert found == metrics.Decisions(accepted_right=2, accepted_wrong=1, rejected_right=1, rejected_wrong=1)
    assert (found.precision, found.recall, found.specificity) == (2 / 3, 2 / 3, 0.5)
    assert found.balanced_accuracy == pytest.approx(7 / 12) and found.coverage == 0.6


def test_flips_by_hand() -> None:
    assert metrics.mcnemar_exact(0, 5) == pytest.approx(2 / 32)
    assert metrics.mcnemar_exact(3, 3) == metrics.mcnemar_exact(0, 0) == metrics.mcnemar_corrected(0, 0) == 1.0


def test_what_is_not_defined_is_none() -> None:
    one_kind = ([1, 1], [0.1, 0.2])
    assert metrics.auroc(*one_kind) is None and metrics.auprc([0, 0], [0.1, 0.2]) is None
    assert metrics.decisions([1, 1], [True, False]).balanced_accuracy is None
    for figure in (metrics.auroc, metrics.auprc, metrics.brier, metrics.ece, metrics.brier_parts, metrics.aurc,
                   metrics.excess_aurc):  # fmt: skip
        assert figure([], []) is None  # type: ignore[operator]
    assert metrics.coverage_at([], [], 0.9) is None and metrics.risk_coverage([], []) == []
    assert metrics.wilson_interval(0, 0) is metrics.lower_bound(0, 0) is metrics.clopper_pearson(0, 0) is None
    assert metrics.pass_at_k(3, 1, 4) is metrics.all_at_k(3, 1, 4) is metrics.best_of_k([1], [0.5], 2) is None
    assert metrics.majority_at_k(["a"], ["a"], 2) is metrics.paired_difference([], []) is None
    assert metrics.bootstrap_interval([], len) is None
    assert metrics.bootstrap_interval([[1]], lambda _: None) is None


def test_scores_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        metrics.auroc([1, 0], [float("nan"), 0.5])
    with pytest.raises(ValueError, match="not a probability"):
        metrics.ece([1, 0], [1.5, 0.5])


@pytest.mark.parametrize("figure", [metrics.auroc, metrics.brier, metrics.aurc])
def test_labels_and_scores_must_pair(figure: object) -> None:
    with pytest.raises(ValueError, match=r"zip\(\)"):
        figure([1, 0, 1], [0.5, 0.5])  # type: ignore[operator]


def test_metrics_need_neither_torch_nor_numpy() -> None:
    probe = (
        "import sys, verifier.metrics; print([m for m in ('torch', 'numpy', 'scipy', 'sklearn') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout == "[]\n"
