"""Both fits against scikit-learn's."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.calibration import fit_isotonic, fit_logistic
from verifier.calibration.logistic import RIDGE, log_odds

sklearn_isotonic = pytest.importorskip("sklearn.isotonic", reason="needs scikit-learn, of the `peers` extra")
sklearn_linear = pytest.importorskip("sklearn.linear_model", reason="needs scikit-learn, of the `peers` extra")
pytestmark = pytest.mark.slow

ANSWERS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 30).map(lambda i: i / 30)), min_size=2, max_size=80)


@given(ANSWERS, st.lists(st.floats(-0.5, 1.5), max_size=10))
def test_isotonic_regression_on_and_between_the_answers(answers: list[tuple[int, float]], others: list[float]) -> None:
    labels, scores = [y for y, _ in answers], [x for _, x in answers]
    margin = 1 / (len(labels) + 2)
    theirs = sklearn_isotonic.IsotonicRegression(y_min=margin, y_max=1 - margin, out_of_bounds="clip")
    theirs.fit(scores, labels)
    ours = fit_isotonic(scores, labels)
    assert [ours.value(x) for x in scores + others] == pytest.approx(theirs.predict(scores + others).tolist())


@settings(max_examples=25)
@given(
    st.integers(1, 3).flatmap(
        lambda k: st.lists(
            st.tuples(st.integers(0, 1), st.lists(st.floats(0.01, 0.99), min_size=k, max_size=k)),
            min_size=8,
            max_size=60,
        )
    )
)
def test_logistic_regression_on_log_odds(answers: list[tuple[int, list[float]]]) -> None:
    labels, rows = [y for y, _ in answers], [row for _, row in answers]
    if len(set(labels)) < 2:
        return
    # The ridge holds the intercept as well, so it is a feature of theirs.
    features = [[*map(log_odds, row), 1.0] for row in rows]
    theirs = sklearn_linear.LogisticRegression(C=1 / RIDGE, fit_intercept=False, tol=1e-10, solver="newton-cholesky")
    theirs.fit(features, labels)
    ours = fit_logistic(rows, labels)
    for row, p in zip(rows, theirs.predict_proba(features)[:, 1].tolist(), strict=True):
        assert math.isclose(ours.probability(row), p, abs_tol=2e-4)
