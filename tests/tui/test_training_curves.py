"""Curves of training runs: the log as it grows, the plot, and the screen."""

from __future__ import annotations

import json
import math
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.stage import pilot_test, services, stage
from tui.curves import plotted
from tui.glyphs import Glyphs
from tui.screens.training import TrainingScreen
from tui.services.training_log import TrainingLog, training_runs
from tui.widgets.pane import Pane


def line(step: int, **figures: float | None) -> str:
    return json.dumps({"step": step, "steps": 100, **figures}) + "\n"


def test_a_log_is_read_as_it_grows_torn_lines_and_all(tmp_path: Path) -> None:
    log, path = TrainingLog(tmp_path), tmp_path / "log.jsonl"
    path.write_text(line(1, loss=4.0) + line(2, loss=3.0)[:9])
    assert log.read() and log.curves == {"loss": [(1, 4.0)]} and log.steps == 100
    with path.open("a") as file:
        file.write(line(2, loss=3.0)[9:] + "not json\n" + line(3, loss=None, reward=0.5))
    assert log.read() and log.curves == {"loss": [(1, 4.0), (2, 3.0)], "reward": [(3, 0.5)]}
    assert not log.read()


def test_a_log_that_was_cut_is_read_anew(tmp_path: Path) -> None:
    log, path = TrainingLog(tmp_path), tmp_path / "log.jsonl"
    path.write_text(line(1, loss=4.0) + line(2, loss=3.0))
    log.read()
    path.write_text(line(1, loss=4.0))
    assert log.read() and log.curves == {"loss": [(1, 4.0)]}


def test_loss_and_reward_come_first(tmp_path: Path) -> None:
    log = TrainingLog(tmp_path)
    (tmp_path / "log.jsonl").write_text(line(1, tokens=1, **{"gradient_norm/router": 1}, mean_reward=1, loss=1, rate=1))
    log.read()
    assert log.names == ["loss", "mean_reward", "rate", "tokens", "gradient_norm/router"]


def test_runs_are_found_in_a_place_and_under_it(tmp_path: Path) -> None:
    for name in ("runs/a", "runs/b", "runs/c/deep", "here"):
        (tmp_path / name).mkdir(parents=True)
        if name != "runs/b":
            (tmp_path / name / "log.jsonl").write_text("")
    assert set(training_runs(tmp_path / "runs", tmp_path / "here")) == {tmp_path / "runs/a", tmp_path / "here"}


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.integers(4, 30), st.integers(2, 9), st.booleans())
def test_a_plot_has_its_size_and_reaches_top_and_bottom(
    values: list[float], width: int, height: int, ascii_only: bool
) -> None:
    lines = plotted(list(enumerate(values)), width, height, Glyphs(ascii=ascii_only))
    assert len(lines) == height and all(len(each) == width for each in lines)
    assert lines[-1].strip()
    if max(values) > min(values) and not math.isclose(max(values), min(values)):
        assert lines[0].strip()
    assert not ascii_only or "".join(lines).isascii()


def test_every_column_of_a_long_curve_is_drawn() -> None:
    lines = plotted([(i, math.sin(i / 50)) for i in range(1000)], 40, 6, Glyphs(ascii=True))
    assert all(any(each[x] == "*" for each in lines) for x in range(40))


@pilot_test
async def test_the_screen_shows_a_run_while_it_is_trained(own_home: Path) -> None:
    run = own_home / "runs" / "sft-1"
    run.mkdir(parents=True)
    (run / "log.jsonl").write_text("".join(line(i, loss=4 / i, reward=i / 100) for i in range(1, 21)))
    async with stage(services(), size=(120, 36)) as on:
        await on.press("f4", "t")
        await on.until(lambda: isinstance(on.app.screen, TrainingScreen))
        await on.until(
            lambda: "loss  0.2" in on.text() and "reward  0.2" in on.text() and "step 20 of 100" in on.text()
        )
        with (run / "log.jsonl").open("a") as file:
            file.write(line(21, loss=0.1, reward=0.9))
        on.app.screen.tick()
        assert "reward  0.9" in on.app.screen.query_one("#curves", Pane).words
        await on.press("slash", *"gone", "enter")
        await on.until(lambda: "gone" in on.app.screen.query_one("#curves", Pane).words)
        await on.press("escape")
        await on.until(lambda: not isinstance(on.app.screen, TrainingScreen))
