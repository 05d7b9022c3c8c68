"""Paired statistics: against scipy where it is, against enumeration everywhere."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.paired import mcnemar_exact, paired_interval

COUNTS = st.integers(0, 400)


@given(COUNTS, COUNTS)
def test_mcnemar_is_the_binomial_test(only_a: int, only_b: int) -> None:
    stats = pytest.importorskip("scipy.stats", reason="scipy belongs to the `peers` extra")
    n = only_a + only_b
    expected = stats.binomtest(only_a, n, 0.5).pvalue if n else 1.0
    assert mcnemar_exact(only_a, only_b) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("only_a", "only_b"), [(0, 0), (0, 1), (3, 3), (1, 7), (9, 2)])
def test_mcnemar_is_the_share_of_coin_tosses_as_uneven_or_more(only_a: int, only_b: int) -> None:
    n = only_a + only_b
    uneven = [abs(2 * sum(tosses) - n) >= abs(only_a - only_b) for tosses in itertools.product((0, 1), repeat=n)]
    assert mcnemar_exact(only_a, only_b) == pytest.approx(sum(uneven) / len(uneven))


@given(COUNTS, COUNTS, COUNTS)
def test_the_interval_holds_the_difference_and_turns_with_the_runs(both: int, only_a: int, only_b: int) -> None:
    n = both + only_a + only_b
    interval = paired_interval(n, only_a, only_b)
    if n == 0:
        assert interval is None
        return
    assert interval is not None
    low, high = interval
    assert -1 <= low <= (only_b - only_a) / n <= high <= 1
    assert paired_interval(n, only_b, only_a) == pytest.approx((-high, -low))


@pytest.mark.parametrize("n", [10, 25, 60])
@pytest.mark.parametrize(("p_a", "p_b"), [(0.05, 0.05), (0.1, 0.3), (0.02, 0.2), (0.25, 0.25), (0.4, 0.1)])
def test_the_interval_covers_the_truth_as_often_as_it_says(n: int, p_a: float, p_b: float) -> None:
    """Exact coverage: every outcome of n pairs that fall out for A alone with p_a and for B alone with p_b."""
    covered = 0.0
    for a in range(n + 1):
        for b in range(n + 1 - a):
            interval = paired_interval(n, a, b)
            assert interval is not None
            if interval[0] <= p_b - p_a <= interval[1]:
                ways = math.comb(n, a) * math.comb(n - a, b)
                covered += ways * p_a**a * p_b**b * (1 - p_a - p_b) ** (n - a - b)
    assert covered >= 0.94
