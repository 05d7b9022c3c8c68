"""What scores of attempts are worth, with intervals, and whether one set of scores beats another on the same ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from verifier import metrics

RESAMPLES = 200
Item = tuple[int, float, float]
"""Label, score, and the score that it is compared with."""


@dataclass(frozen=True)
class Worth:
    """Figures of one way to score attempts; `less` is the judge's AUROC less this one's. Intervals are at 95 %, by
    resampling problems; None where the figure is not defined. Brier and ECE are those of probabilities alone."""

    scorer: str
    auroc: float | None
    auroc_ci: tuple[float, float] | None
    brier: float | None
    ece: float | None
    less: float | None = None
    less_ci: tuple[float, float] | None = None

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def worth(
    scorer: str,
    problems: Sequence[str],
    labels: Sequence[bool],
    scores: Sequence[float],
    judge: Sequence[float] | None = None,
    probability: bool = True,
    resamples: int = RESAMPLES,
) -> Worth:
    """The figures of `scores`; with `judge`, how much better its scores rank the same attempts."""
    y = [int(label) for label in labels]
    groups: dict[str, list[Item]] = defaultdict(list)
    for problem, item in zip(problems, zip(y, scores, judge or scores, strict=True), strict=True):
        groups[problem].append(item)
    drawn = list(groups.values())
    auroc = metrics.auroc(y, scores)
    better = metrics.auroc(y, judge) if judge else None

    def interval(figure: Callable[[list[Item]], float | None]) -> tuple[float, float] | None:
        found = metrics.bootstrap_interval(drawn, figure, resamples=resamples)
        return None if found is None else (round(found[0], 4), round(found[1], 4))

    return Worth(
        scorer, _rounded(auroc), interval(_auroc),
        _rounded(metrics.brier(y, scores)) if probability else None,
        _rounded(metrics.ece(y, scores)) if probability else None,
        _rounded(better - auroc) if better is not None and auroc is not None else None,
        interval(_gain) if judge else None,
    )  # fmt: skip


def _auroc(items: list[Item]) -> float | None:
    return metrics.auroc([y for y, _, _ in items], [score for _, score, _ in items])


def _gain(items: list[Item]) -> float | None:
    mine, other = _auroc(items), metrics.auroc([y for y, _, _ in items], [judge for _, _, judge in items])
    return None if mine is None or other is None else other - mine


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def table(rows: Sequence[Worth]) -> list[str]:
    """The figures as lines for a person."""
    lines = [f"{'':22} {'AUROC':>6} {'95 %':>15} {'Brier':>6} {'ECE':>6} {'judge better by':>24}"]
    for row in rows:
        less = "" if row.less is None else f"{row.less:+.3f} {_pair(row.less_ci)}"
        lines.append(
            f"{row.scorer:22} {_number(row.auroc):>6} {_pair(row.auroc_ci):>15} {_number(row.brier):>6} "
            f"{_number(row.ece):>6} {less:>24}".rstrip()
        )
    return lines


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _pair(pair: tuple[float, float] | None) -> str:
    return "" if pair is None else f"[{pair[0]:.3f}, {pair[1]:.3f}]"
