"""What a suite says of the verifier's scores: are they calibrated, and what does answering less often gain?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.glyphs import Glyphs, Span

if TYPE_CHECKING:
    from tui.services.told import Item

BINS = 10
COLUMNS = 30
Pair = tuple[float, bool]
"""A score and whether the answer was right."""


def plots(items: Sequence[Item], glyphs: Glyphs) -> list[Span]:
    """Both plots, of the items whose gold answer can be read."""
    pairs = [(item.trace.result.score, item.right) for item in items if item.right is not None]
    if not pairs:
        return [("quiet", "No scored task yet.")]
    spans: list[Span] = [("strong", "Reliability")]
    spans += [("quiet", ": of answers with about this score, how many are right\n")]
    for low, n, mean, right in reliability(pairs):
        bar = glyphs.line(right, COLUMNS)
        spans += [("plain", f"{low:.1f} to {low + 1 / BINS:.1f}  "), ("tool", bar)]
        spans += [("plain", f"  {100 * right:5.1f} % right"), ("quiet", f"  mean score {mean:.2f}, n {n}\n")]
    spans += [("strong", "\nRisk and coverage"), ("quiet", ": the surest answers alone, how many of them are wrong\n")]
    for coverage, threshold, risk in risk_coverage(pairs):
        spans += [("plain", f"{100 * coverage:5.0f} %    "), ("tool", glyphs.line(risk, COLUMNS))]
        spans += [("plain", f"  {100 * risk:5.1f} % wrong"), ("quiet", f"  score at least {threshold:.2f}\n")]
    return spans


def reliability(pairs: Sequence[Pair], bins: int = BINS) -> list[tuple[float, int, float, float]]:
    """For each bin of equal width that holds an answer: its lower edge, how many, mean score, share that is right."""
    found = []
    for i in range(bins):
        own = [(score, right) for score, right in pairs if min(bins - 1, int(score * bins)) == i]
        if own:
            mean = sum(score for score, _ in own) / len(own)
            found.append((i / bins, len(own), mean, sum(right for _, right in own) / len(own)))
    return found


def risk_coverage(pairs: Sequence[Pair], steps: int = 10) -> list[tuple[float, float, float]]:
    """For the surest tenth, two tenths and so on: the share that is answered, its lowest score, the share that is
    wrong. Answers of one score are taken together. Source: El-Yaniv and Wiener 2010."""
    order = sorted(pairs, key=lambda pair: -pair[0])
    found: list[tuple[float, float, float]] = []
    for step in range(1, steps + 1):
        threshold = order[max(1, round(len(order) * step / steps)) - 1][0]
        taken = [right for score, right in order if score >= threshold]
        point = (len(taken) / len(order), threshold, 1 - sum(taken) / len(taken))
        if point not in found:
            found.append(point)
    return found
