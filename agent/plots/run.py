"""The three plots of a run: is the score honest, is it useful, and what do more attempts buy?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from agent.plots.chart import BLUE, GREEN, GREY, ORANGE, Axis, Chart

NOTHING = "no answer could be scored"


def reliability(summary: Mapping[str, Any]) -> Chart:
    """How often answers are right, by the score that they were given; bars say how many answers a bin has."""
    verifier, bins = summary["verifier"], summary["curves"]["reliability"]
    figures = f"ECE {_three(verifier['ece'])}, Brier {_three(verifier['brier'])}"
    chart = Chart(
        "Reliability of the verdict's score", _about(summary, figures), Axis("score", 0, 1), Axis("right", 0, 1)
    )
    if not bins:
        chart.note(NOTHING)
        return chart
    n = sum(b["n"] for b in bins)
    for b in bins:
        chart.bar(b["low"], b["high"], b["n"] / n, GREY, f"{b['n']} of {n} answers")
        chart.interval(b["score"], b["ci95"], BLUE)
    chart.line([(0, 0), (1, 1)], GREY, "perfect", dashes="5 4")
    chart.line([(b["score"], b["accuracy"]) for b in bins], BLUE, "right, with 95 % interval", dots=True)
    return chart


def risk_coverage(summary: Mapping[str, Any]) -> Chart:
    """What share is wrong when only the surest answers are accepted, by the share that is accepted."""
    verifier, points = summary["verifier"], summary["curves"]["risk_coverage"]
    figures = f"AURC {_three(verifier['aurc'])}, AUROC {_three(verifier['auroc'])}"
    highest = max((p["risk"] for p in points), default=0.0)
    y = Axis("wrong among accepted", 0, max(0.05, math.ceil(20 * highest) / 20))
    chart = Chart("Risk and coverage", _about(summary, figures), Axis("share of questions accepted", 0, 1), y)
    if not points:
        chart.note(NOTHING)
        return chart
    right = 1 - points[-1]["risk"]
    perfect = [right + (1 - right) * i / 20 for i in range(21)]  # nothing is wrong until all that is right is taken
    chart.line([(0, 0), *((c, 1 - right / c if c else 1.0) for c in perfect)], GREY, "perfect order", dashes="5 4")
    chart.line([(0, 1 - right), (1, 1 - right)], ORANGE, "no order", dashes="2 3")
    chart.line([(p["coverage"], p["risk"]) for p in points], BLUE, "by score", dots=True)
    return chart


def attempts(summary: Mapping[str, Any]) -> Chart:
    """Accuracy against the attempts allowed: of the answer that is given, and of the best that was among them."""
    rows = summary["curves"]["attempts"]
    k = f"{rows[-1]['k']} at most" if rows else "none"
    low = min((row["final"]["ci95"][0] for row in rows), default=0.0)
    high = max((row["oracle"]["ci95"][1] for row in rows), default=1.0)
    y = Axis("right", math.floor(10 * low) / 10, math.ceil(10 * high) / 10)
    x = Axis("attempts allowed", 0.5, max(2, len(rows)) + 0.5, percent=False)
    chart = Chart("Accuracy against attempts", _about(summary, f"attempts made: {k}"), x, y)
    if not rows:
        chart.note(NOTHING)
        return chart
    for row in rows:
        chart.interval(row["k"], row["final"]["ci95"], BLUE)
    chart.line([(r["k"], r["oracle"]["accuracy"]) for r in rows], GREEN, "any attempt right", dashes="5 4", dots=True)
    chart.line([(r["k"], r["majority"]["accuracy"]) for r in rows], ORANGE, "majority", dashes="2 3", dots=True)
    chart.line([(r["k"], r["final"]["accuracy"]) for r in rows], BLUE, "answer given, 95 % interval", dots=True)
    return chart


def _about(summary: Mapping[str, Any], figures: str) -> str:
    return f"{summary['suite']}, {summary['n']} questions, policy {summary['policy']}: {figures}"


def _three(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"
