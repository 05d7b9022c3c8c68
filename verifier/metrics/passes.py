"""Several independent samples of a problem: what k of them would give, without bias, from the n that were drawn.

These hold for samples drawn alike. Attempts that are made because an earlier one failed are not: for those a run's
summary counts what the first k attempts gave.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from math import comb

from verifier.metrics.ties import tied

MAX_SUBSETS = 2000
"""Majority votes of up to this many subsets are counted one by one; of more, this many are drawn."""


def pass_at_k(n: int, right: int, k: int) -> float | None:
    """Probability that at least one of k samples is right; None for k > n. Source: Chen et al. 2021, equation 1."""
    return None if k > n else 1 - comb(n - right, k) / comb(n, k)


def all_at_k(n: int, right: int, k: int) -> float | None:
    """Probability that all of k samples are right (pass^k); None for k > n. Source: Yao et al. 2024."""
    return None if k > n else comb(right, k) / comb(n, k)


def best_of_k(labels: Sequence[int], scores: Sequence[float], k: int) -> float | None:
    """Probability that the best-scored of k samples is right, ties settled by lot; None for k > n.

    The best of a subset is one of a tie when the subset lies within that tie and those below it, and not below it.
    """
    n = len(labels)
    if k > n or k < 1:
        return None
    total, left = 0.0, n
    for tie in tied(labels, scores):
        total += (comb(left, k) - comb(left - tie.n, k)) * tie.right / tie.n
        left -= tie.n
    return total / comb(n, k)


def majority_at_k(answers: Sequence[Hashable], gold: Iterable[Hashable], k: int, seed: int = 0) -> float | None:
    """Probability that the most frequent of k samples is one of `gold`, ties settled by lot; None for k > n.

    Every subset counts where there are at most MAX_SUBSETS of them, else that many are drawn: then it is an estimate.
    """
    n, accepted = len(answers), set(gold)
    if k > n or k < 1:
        return None
    rng = random.Random(seed)
    few = comb(n, k) <= MAX_SUBSETS
    subsets: Iterable[Sequence[Hashable]] = (
        combinations(answers, k) if few else (rng.sample(answers, k) for _ in range(MAX_SUBSETS))
    )
    total, seen = 0.0, 0
    for subset in subsets:
        counts = Counter(subset)
        most = max(counts.values())
        winners = [answer for answer, count in counts.items() if count == most]
        total += sum(answer in accepted for answer in winners) / len(winners)
        seen += 1
    return total / seen
