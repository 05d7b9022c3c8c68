"""Accuracy against tokens: what each strategy makes of its budget."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from agent.plots.chart import BLUE, GREEN, GREY, ORANGE, Axis, Chart

PURPLE, SKY, YELLOW = "#cc79a7", "#56b4e9", "#e69f00"
"""More of the palette of Okabe and Ito 2008."""
INKS = ((BLUE, ""), (ORANGE, "2 3"), (GREEN, "8 3"), (PURPLE, "5 4"), (SKY, ""), (YELLOW, "8 3 2 3"), (ORANGE, "1 5"))


def strategies(study: Mapping[str, Any]) -> Chart:
    """A line for each strategy through its budgets; x is tokens a question as a multiple of one greedy attempt's.

    The single attempt is where all lines begin; retries that are told something else than usual stand in the table, and
    here only where there is no usual one.
    """
    there = {line["strategy"] for line in study["lines"]}
    lines = [line for line in study["lines"] if line["strategy"] != "single"]
    if "retry" in there:
        lines = [line for line in lines if not line["strategy"].startswith("retry-")]
    shares = [line["accuracy"] for line in lines] + [part["accuracy"] for part in study["oracle"].values()]
    first = study["first"]
    low = math.floor(20 * min([first["ci95"][0], *shares])) / 20 if study["n"] else 0.0
    high = math.ceil(20 * max([first["ci95"][1], *shares])) / 20 if study["n"] else 1.0
    furthest = max([2.0, *(line["times"] for line in lines)])
    about = f"{study['suite']}, {study['n']} questions, policy {study['policy']}"
    x = Axis("tokens a question, in those of one attempt", 0, math.ceil(furthest), percent=False)
    chart = Chart("Accuracy against tokens", about, x, Axis("right", low, high))
    if not study["n"]:
        chart.note("no answer could be scored")
        return chart
    best = study["oracle"][max(study["oracle"], key=int)]["accuracy"]
    chart.line([(0, best), (math.ceil(furthest), best)], GREY, "oracle", dashes="5 4")
    chart.interval(1, first["ci95"], GREY)
    names = list(dict.fromkeys(line["strategy"] for line in lines))
    for name, (colour, dashes) in zip(names, INKS, strict=False):
        points = sorted((line["times"], line["accuracy"]) for line in lines if line["strategy"] == name)
        chart.line(points, colour, name, dashes=dashes, dots=True)
    return chart
