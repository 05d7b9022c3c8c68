"""The figures of a study: accuracy with its interval, tokens, the share of the gap to the oracle that is closed, and
the comparison with a majority that had as many tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from agent.figures import proportion
from agent.strategies.study import Cell, Spent, Study
from verifier.metrics import PairedDifference, paired_difference


@dataclass(frozen=True)
class Line:
    """One row of the table. `tokens` is a mean per question, `times` that over one attempt's; `gap_closed` is the
    part of the way from the first attempt to the oracle, None where there is no way; `majority_n` is the smallest vote
    that had at least as many tokens, or the largest of the study."""

    strategy: str
    n: int
    correct: int
    accuracy: float
    ci95: tuple[float, float]
    tokens: float
    times: float
    gap_closed: float | None
    over_first: dict[str, Any]
    majority_n: int
    majority_tokens: float
    over_majority: dict[str, Any]


def figures(study: Study) -> dict[str, Any]:
    """All lines and what they are measured against, for JSON. A study without a scored question has no lines."""
    n = study.questions
    most = max(study.oracle)
    first = _right(study.first)
    told: dict[str, Any] = {
        "n": n,
        "unscored": study.unscored,
        "first": {**proportion(sum(first), n), "tokens": round(mean_tokens(study.first), 1)},
        "oracle": {k: proportion(sum(own), n) for k, own in study.oracle.items()},
    }
    lines = [line(study, cell, most) for cell in study.cells] if n else []
    return {**told, "lines": [asdict(one) for one in lines]}


def line(study: Study, cell: Cell, most: int) -> Line:
    """The row of one cell. The gap is the one to the oracle of `most` attempts."""
    own, first = _right(cell.spent), _right(study.first)
    part = proportion(sum(own), study.questions)
    tokens = mean_tokens(cell.spent)
    vote = next((m for m in study.majority if mean_tokens(m.spent) >= tokens), study.majority[-1])
    gap = sum(study.oracle[most]) - sum(first)
    return Line(
        strategy=cell.strategy,
        n=cell.n,
        correct=sum(own),
        accuracy=part["accuracy"],
        ci95=(part["ci95"][0], part["ci95"][1]),
        tokens=round(tokens, 1),
        times=round(tokens / mean_tokens(study.first), 2),
        gap_closed=round((sum(own) - sum(first)) / gap, 3) if gap else None,
        over_first=_paired(paired_difference(first, own)),
        majority_n=vote.n,
        majority_tokens=round(mean_tokens(vote.spent), 1),
        over_majority=_paired(paired_difference(_right(vote.spent), own)),
    )


def mean_tokens(spent: Sequence[Spent]) -> float:
    """Sampled ids a question; 0 for no question."""
    return sum(one.tokens for one in spent) / len(spent) if spent else 0.0


def _right(spent: Sequence[Spent]) -> list[bool]:
    return [one.right for one in spent]


def _paired(found: PairedDifference | None) -> dict[str, Any]:
    assert found is not None  # a study without questions has no lines
    return {
        "difference": round(found.difference, 4),
        "ci95": [round(found.low, 4), round(found.high, 4)],
        "gained": found.only_second,
        "lost": found.only_first,
        "p": round(found.p_exact, 5),
    }
