"""Plots: what stands in the summary is what is drawn, and a suite's name is text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.figures import Attempt, Outcome, curves, proportion, verifier_figures
from agent.plots import PLOTS, PlotFolderError, draw
from agent.plots.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Axis, Chart

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [(True, 0.95), (True, 0.9), (False, 0.85), (True, 0.4), (False, 0.02)]


def outcome(i: int, right: bool, score: float) -> Outcome:
    return Outcome(f"question {i}", right, score, score >= 0.5, (Attempt("7", right, score),))


def summary(rows: list[tuple[bool, float]], suite: str = "mine") -> dict[str, Any]:
    outcomes = [outcome(i, right, score) for i, (right, score) in enumerate(rows)]
    return {
        "suite": suite, "n": len(rows), "policy": "fake", "verifier": verifier_figures(outcomes), "curves": curves(outcomes),
    }  # fmt: skip


def tooltips(svg: str) -> list[str]:
    """The numbers of each dot, as its tooltip tells them."""
    return [dot.findtext(f"{SVG}title") or "" for dot in ElementTree.fromstring(svg).iter(f"{SVG}circle")]


def test_dots_of_the_risk_curve_are_the_points_of_the_summary() -> None:
    run = summary(ROWS)
    told = [
        tuple(float(x) for x in re.findall(r"([\d.]+) %", tip))
        for tip in tooltips(PLOTS["risk_coverage.svg"](run).to_svg())
    ]
    wanted = [(100 * p["coverage"], 100 * p["risk"]) for p in run["curves"]["risk_coverage"]]
    assert len(told) == 5 and told == [pytest.approx(pair, abs=0.01) for pair in wanted]


def test_dots_lie_where_their_numbers_say() -> None:
    run = summary(ROWS)
    svg = ElementTree.fromstring(PLOTS["reliability.svg"](run).to_svg())
    dots = [(float(d.get("cx", "")), float(d.get("cy", ""))) for d in svg.iter(f"{SVG}circle")]
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    assert dots == [
        (
            pytest.approx(LEFT + b["score"] * width, abs=0.01),
            pytest.approx(HEIGHT - BOTTOM - b["accuracy"] * height, abs=0.01),
        )
        for b in run["curves"]["reliability"]
    ]


def test_a_dot_for_each_number_of_attempts_and_each_way_to_answer() -> None:
    tries = (Attempt("1", False, 0.3), Attempt(None, False, 0.9), Attempt("2", True, 0.6))
    run = summary(ROWS)
    run["curves"] = curves([Outcome("q", True, 0.6, True, tries)])
    assert [(r["final"]["correct"], r["majority"]["correct"], r["oracle"]["correct"]) for r in run["curves"]["attempts"]] == [
        (0, 0, 0), (0, 0, 0), (1, 0, 1),
    ]  # fmt: skip
    assert len(tooltips(PLOTS["attempts.svg"](run).to_svg())) == 9


def test_a_suite_called_like_markup_is_text(tmp_path: Path) -> None:
    for path in draw(summary(ROWS, suite="<script>alert(1)</script>\x1b[31m & co"), tmp_path):
        text = path.read_text(encoding="utf-8")
        tree = ElementTree.fromstring(text)
        assert "<script" not in text and "\x1b" not in text
        assert any("<script>alert(1)" in (e.text or "") for e in tree.iter(f"{SVG}text"))


def test_a_run_without_scored_answers_has_plots_that_say_so(tmp_path: Path) -> None:
    assert all("no answer could be scored" in path.read_text() for path in draw(summary([]), tmp_path))


def test_the_same_summary_gives_the_same_bytes(tmp_path: Path) -> None:
    first, again = draw(summary(ROWS), tmp_path / "a"), draw(summary(ROWS), tmp_path / "b")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in again]


def test_a_folder_that_cannot_be_written_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PlotFolderError, match="cannot be written"):
        draw(summary(ROWS), tmp_path / "file" / "plots")


@given(st.floats(-10, 10), st.floats(1e-3, 100), st.booleans())
def test_ticks_are_few_even_and_within_the_axis(low: float, span: float, percent: bool) -> None:
    ticks = Axis("x", low, low + span, percent).ticks()
    assert len(ticks) <= 7
    assert all(low - 1e-6 * span <= tick <= low + span * (1 + 1e-6) for tick in ticks)
    assert len(ticks) >= 2 or not percent
    assert percent or all(tick == int(tick) for tick in ticks)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_nothing_is_drawn_outside_the_axes(x: float, y: float) -> None:
    chart = Chart("t", "s", Axis("x", 0, 1), Axis("y", 0, 1))
    chart.line([(x, y)], "#000000", "l", dots=True)
    dot = next(mark for mark in chart.marks if mark.tag == "circle")
    assert LEFT <= float(dot.get("cx", "")) <= WIDTH - RIGHT and TOP <= float(dot.get("cy", "")) <= HEIGHT - BOTTOM


def test_a_count_is_given_with_its_interval() -> None:
    assert proportion(1, 2) == {"correct": 1, "accuracy": 0.5, "ci95": [0.0945, 0.9055]}
    assert proportion(0, 0) == {"correct": 0, "accuracy": None, "ci95": None}
