"""Metrics against brute force: every pair, every order, every subset, every resample that there is."""

from __future__ import annotations

import itertools
import math
import statistics
from collections import Counter
from itertools import combinations, pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier import metrics
from verifier.metrics.bootstrap import quantile
from verifier.metrics.intervals import at_least

SCORES = st.integers(0, 12).map(lambda i: i / 12)
ANSWERS = st.lists(st.tuples(st.integers(0, 1), SCORES), min_size=1, max_size=40)
FEW = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3).map(lambda i: i / 3)), min_size=1, max_size=6)
COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def split(answers: list[tuple[int, float]]) -> tuple[list[int], list[float]]:
    return [label for label, _ in answers], [score for _, score in answers]


@given(ANSWERS)
def test_auroc_is_the_share_of_pairs_in_order(answers: list[tuple[int, float]]) -> None:
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for right, a in answers for wrong, b in answers if right > wrong]
    assert metrics.auroc(*split(answers)) == (pytest.approx(statistics.fmean(pairs)) if pairs else None)


@given(ANSWERS)
def test_no_figure_depends_on_the_order_of_the_answers(answers: list[tuple[int, float]]) -> None:
    there, back = split(answers), split(answers[::-1])
    for figure in (metrics.auroc, metrics.auprc, metrics.brier, metrics.ece, metrics.aurc, metrics.excess_aurc):
        assert figure(*there) == pytest.approx(figure(*back))
    assert metrics.risk_coverage(*there) == metrics.risk_coverage(*back)


@settings(max_examples=40)
@given(FEW)
def test_aurc_is_the_mean_risk_over_all_orders_of_equal_scores(answers: list[tuple[int, float]]) -> None:
    areas = []
    for order in permutations(answers):
        if all(a[1] >= b[1] for a, b in pairwise(order)):
            wrong = [1 - label for label, _ in order]
            areas.append(statistics.fmean(sum(wrong[:k]) / k for k in range(1, len(wrong) + 1)))
    assert metrics.aurc(*split(answers)) == pytest.approx(statistics.fmean(areas))


@given(ANSWERS)
def test_no_order_has_a_smaller_area_than_the_perfect_one(answers: list[tuple[int, float]]) -> None:
    labels, scores = split(answers)
    excess, area, perfect = (
        f(labels, scores) for f in (metrics.excess_aurc, metrics.aurc, lambda y, _: metrics.aurc(y, y))
    )
    assert excess == pytest.approx(area - perfect, abs=1e-12) and area >= perfect - 1e-12


@given(ANSWERS, st.floats(0, 1))
def test_coverage_at_a_precision_is_the_best_of_all_thresholds(
    answers: list[tuple[int, float]], precision: float
) -> None:
    labels, scores = split(answers)
    best = 0.0
    for threshold in set(scores):
        found = metrics.at_threshold(labels, scores, threshold)
        assert found.precision is not None and found.coverage is not None
        best = max(best, found.coverage if found.precision >= precision - 1e-12 else 0.0)
    assert metrics.coverage_at(labels, scores, precision) == best


@given(ANSWERS, st.sampled_from([None, 1, 5, 10]))
def test_the_parts_of_the_brier_score_add_up_to_it(answers: list[tuple[int, float]], bins: int | None) -> None:
    labels, scores = split(answers)
    parts = metrics.brier_parts(labels, scores, bins)
    assert parts is not None
    whole = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert whole == pytest.approx(metrics.brier(labels, scores))
    assert min(parts.reliability, parts.resolution, parts.uncertainty) >= 0
    assert bins is not None or parts.within == 0


@given(ANSWERS, st.integers(1, 15))
def test_every_answer_is_in_the_bin_that_holds_its_score(answers: list[tuple[int, float]], bins: int) -> None:
    labels, scores = split(answers)
    found = metrics.reliability_bins(labels, scores, bins)
    assert sum(b.n for b in found) == len(labels)
    assert sum(b.n * b.accuracy for b in found) == pytest.approx(sum(labels))
    assert all(b.low - 1e-9 <= b.score <= b.high + 1e-9 and b.interval[0] <= b.accuracy <= b.interval[1] for b in found)
    gaps = [abs(b.accuracy - b.score) for b in found]
    assert min(gaps) - 1e-12 <= (metrics.ece(labels, scores, bins) or 0) <= max(gaps) + 1e-12


@given(COUNTS, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_exact_bound_is_where_the_tail_is_one_minus_the_level(counts: tuple[int, int], level: float) -> None:
    right, n = counts
    bound = metrics.lower_bound(right, n, level)
    assert bound is not None and 0 <= bound <= right / n
    tail = sum(math.comb(n, k) * bound**k * (1 - bound) ** (n - k) for k in range(right, n + 1))
    assert tail == pytest.approx(1 - level if right else 1.0)


@given(COUNTS, st.floats(0, 1))
def test_the_binomial_tail_is_the_sum_of_its_terms(counts: tuple[int, int], p: float) -> None:
    right, n = counts
    terms = [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(right, n + 1)]
    assert at_least(right, n, p) == pytest.approx(math.fsum(terms), abs=1e-12)


@given(COUNTS)
def test_wilson_ends_are_where_the_score_test_just_rejects(counts: tuple[int, int]) -> None:
    right, n = counts
    for end in metrics.wilson_interval(right, n) or ():
        if 1e-9 < end < 1 - 1e-9:
            assert abs(right / n - end) / math.sqrt(end * (1 - end) / n) == pytest.approx(1.959964)


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.integers(1, 9))
def test_pass_at_k_is_the_share_of_subsets_that_pass(samples: list[bool], k: int) -> None:
    n, right, subsets = len(samples), sum(samples), list(combinations(samples, k))
    assert metrics.pass_at_k(n, right, k) == (pytest.approx(statistics.fmean(map(any, subsets))) if subsets else None)
    assert metrics.all_at_k(n, right, k) == (pytest.approx(statistics.fmean(map(all, subsets))) if subsets else None)


@given(FEW, st.integers(1, 6))
def test_best_of_k_is_the_mean_over_subsets_and_ties(answers: list[tuple[int, float]], k: int) -> None:
    found = []
    for subset in combinations(answers, k):
        best = max(score for _, score in subset)
        found.append(statistics.fmean(label for label, score in subset if score == best))
    assert metrics.best_of_k(*split(answers), k) == (pytest.approx(statistics.fmean(found)) if found else None)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8), st.integers(1, 8))
def test_majority_at_k_is_the_mean_over_subsets_and_ties(answers: list[str], k: int) -> None:
    found = []
    for subset in combinations(range(len(answers)), k):
        counts = Counter(answers[i] for i in subset)
        modes = [a for a, c in counts.items() if c == max(counts.values())]
        found.append(modes.count("a") / len(modes))
    assert metrics.majority_at_k(answers, {"a"}, k) == (pytest.approx(statistics.fmean(found)) if found else None)


def test_a_majority_of_many_samples_is_estimated() -> None:
    answers = ["a"] * 12 + ["b"] * 9  # 116,280 subsets of 7 are too many to count
    exact = sum(math.comb(12, i) * math.comb(9, 7 - i) for i in range(4, 8)) / math.comb(21, 7)
    assert metrics.majority_at_k(answers, {"a"}, 7) == pytest.approx(exact, abs=0.04)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30).map(sorted), st.floats(0, 1))
def test_quantiles_lie_within_and_rise(values: list[float], q: float) -> None:
    assert values[0] <= quantile(values, q) <= values[-1]
    assert quantile(values, q) <= quantile(values, min(1.0, q + 0.1)) + 1e-12


@settings(max_examples=15)
@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=3), min_size=2, max_size=4))
def test_bootstrap_ends_cut_the_exact_distribution_of_resampled_problems(groups: list[list[int]]) -> None:
    exact = [statistics.fmean(x for g in drawn for x in g) for drawn in product(groups, repeat=len(groups))]
    found = metrics.bootstrap_interval(groups, statistics.fmean, resamples=3000, level=0.8)
    assert found is not None
    for end, q in zip(found, (0.1, 0.9), strict=True):
        below = sum(x < end - 1e-9 for x in exact) / len(exact)
        up_to = sum(x <= end + 1e-9 for x in exact) / len(exact)
        assert below <= q + 0.03 and up_to >= q - 0.03


def test_a_problem_is_drawn_whole() -> None:
    """Twenty problems with ten equal attempts each are worth twenty answers, not two hundred."""
    problems = [[i % 2] * 10 for i in range(20)]
    clustered = metrics.bootstrap_interval(problems, statistics.fmean)
    apart = metrics.bootstrap_interval([[x] for problem in problems for x in problem], statistics.fmean)
    assert clustered is not None and apart is not None
    assert (clustered[1] - clustered[0]) / (apart[1] - apart[0]) == pytest.approx(math.sqrt(10), rel=0.15)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_swapping_the_runs_turns_the_difference_round(pairs: list[tuple[bool, bool]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    there, back = metrics.paired_difference(first, second), metrics.paired_difference(second, first)
    assert there is not None and back is not None
    assert (there.difference, there.low, there.high) == pytest.approx((-back.difference, -back.high, -back.low))
    assert there.difference == pytest.approx(statistics.fmean(b - a for a, b in pairs))
    assert -1 <= there.low <= there.difference <= there.high <= 1
    assert (there.p_exact, there.p_corrected) == (back.p_exact, back.p_corrected)


@pytest.mark.parametrize("p11, p10, p01", [(0.5, 0.1, 0.1), (0.7, 0.05, 0.15), (0.2, 0.3, 0.1), (0.85, 0.03, 0.05)])
def test_the_paired_interval_covers_the_truth_about_95_times_in_100(p11: float, p10: float, p01: float) -> None:
    """Exact coverage: every table of 24 pairs, weighted by its probability."""
    n, cells, covered = 24, (p11, p10, p01, 1 - p11 - p10 - p01), 0.0
    for a, b, c in product(range(n + 1), repeat=3):
        if (d := n - a - b - c) >= 0:
            ways = math.factorial(n) / math.prod(math.factorial(x) for x in (a, b, c, d))
            found = metrics.paired_difference(
                [True] * (a + b) + [False] * (c + d), [True] * a + [False] * b + [True] * c + [False] * d
            )
            assert found is not None
            if found.low <= p01 - p10 <= found.high:
                covered += ways * math.prod(p**k for p, k in zip(cells, (a, b, c, d), strict=True))
    assert 0.93 <= covered <= 0.998  # the upper end where flips are rare: the last case


@pytest.mark.parametrize(
    "shares", [(0.4, 0.05, 0.05, 0.5), (0.3, 0.1, 0.3, 0.3), (0.6, 0.02, 0.2, 0.18), (0.2, 0.3, 0.3, 0.2)]
)
def test_the_paired_interval_covers_the_truth_as_often_as_it_says(shares: tuple[float, ...]) -> None:
    """Exact coverage over every table of 12 pairs: both right, only the first, only the second, neither."""
    n, covered = 12, 0.0
    for a, b, c in itertools.product(range(n + 1), repeat=3):
        if (d := n - a - b - c) < 0:
            continue
        found = metrics.paired_difference(
            [True] * (a + b) + [False] * (c + d), [True] * a + [False] * b + [True] * c + [False] * d
        )
        assert found is not None
        if found.low <= shares[2] - shares[1] <= found.high:
            ways = math.factorial(n) / math.prod(map(math.factorial, (a, b, c, d)))
            covered += ways * math.prod(p**k for p, k in zip(shares, (a, b, c, d), strict=True))
    assert covered >= 0.93
