"""Keys that no other test presses: to the first and the last row, from attempt to attempt, and the rarer commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.store import Store
from tests.tui.stage import pilot_test, services, stage
from tests.tui.test_app_keys import compared, opened, retried, training
from tests.tui.test_app_suites import finished, suites
from tests.tui.test_app_traces import stored
from tests.tui.test_snapshots import staged
from tui.screens.compare import CompareScreen
from tui.screens.model import ModelScreen
from tui.screens.training import TrainingScreen
from tui.widgets.item_table import ItemTable
from tui.widgets.opened_trace import OpenedTrace
from tui.widgets.pane import Pane
from tui.widgets.trace_table import TraceTable
from tui.widgets.trace_view import TraceView


@pytest.mark.slow
@pilot_test
async def test_the_tree_goes_to_its_ends_from_attempt_to_attempt_and_from_match_to_match(own_home: Path) -> None:
    async with stage(services({"": retried()})) as on:
        await opened(on)
        tree, view = on.tree, on.app.screen.query_one(TraceView)
        await on.press("j")
        assert (tree.selected, tree.following) == ("a0", False)
        await on.press("g")
        assert tree.selected == "q"
        await on.press("right_square_bracket", "right_square_bracket")
        assert tree.selected == "a1"
        await on.press("left_square_bracket")
        assert tree.selected == "a0"
        await on.press("G")
        assert (tree.selected, tree.following) == (view.run.newest, True)
        await on.press("g", "slash", *"recomputation", "escape")
        matches = tree.matches("recomputation")
        assert len(matches) == 2
        place = matches.index(tree.selected)
        await on.press("n")
        assert tree.selected == matches[1 - place]
        for pane in (tree, view.query_one("#detail"), view.query_one("#facts")):
            pane.focus()
            await on.pilot.pause()
            await on.press("z")
            assert on.app.screen.maximized is pane and pane.size.width >= 116
            await on.press("z")
            assert on.app.screen.maximized is None


@pilot_test
async def test_a_pane_scrolls_by_j_and_k_and_the_comparison_takes_the_attempt_before(own_home: Path) -> None:
    async with stage(services({"": retried()})) as on:
        await compared(on)
        screen = on.app.screen
        assert isinstance(screen, CompareScreen)
        await on.press("right_square_bracket")
        assert screen.left[1].number == 1
        await on.press("left_square_bracket")
        assert screen.left[1].number == 0
        pane = screen.query_one("#left", Pane)
        pane.show([("plain", "line\n" * 99)])
        pane.focus()
        await on.press("j", "j")
        await on.until(lambda: pane.scroll_y == 2)
        await on.press("k")
        await on.until(lambda: pane.scroll_y == 1)


@pilot_test
async def test_tables_go_to_their_first_and_last_row_and_the_list_of_traces_is_read_again(own_home: Path) -> None:
    store = Store.open()
    for name in "abc":
        store.add(stored(name * 12, f"question {name}"))
    async with stage(suites(limit=4)) as on:
        await on.press("f3")
        traces = on.app.screen.query_one(TraceTable)
        await on.until(lambda: traces.row_count == 3)
        await on.press("G")
        assert traces.selected == "a" * 12
        await on.press("g")
        assert traces.selected == "c" * 12
        store.add(stored("d" * 12, "question d"))
        await on.press("ctrl+r")
        await on.until(lambda: traces.row_count == 4)
        await on.press("f4", "r")
        await finished(on)
        items = on.app.screen.query_one(ItemTable)
        await on.press("G")
        assert items.cursor_row == 3
        await on.press("g")
        assert items.cursor_row == 0


@pytest.mark.slow
@pilot_test
async def test_the_model_mode_goes_from_attempt_to_attempt_and_through_heads_both_ways(own_home: Path) -> None:
    async with stage(staged(retried())) as on:
        await on.ask("q")
        await on.settle()
        await on.press("f5")
        screen = on.app.screen
        assert isinstance(screen, ModelScreen)
        await on.until(lambda: "attempt 2 of 2" in on.text())
        await on.press("left_square_bracket")
        await on.until(lambda: "attempt 1 of 2" in on.text())
        await on.press("right_square_bracket")
        await on.until(lambda: "attempt 2 of 2" in on.text())
        await on.press("a")
        await on.until(lambda: "head 1 of" in screen.query_one("#view", Pane).words)
        shape = on.app.services.rereading.shape
        assert shape is not None
        await on.press("comma", "less_than_sign")  # round, to the last of each
        await on.until(
            lambda: (
                f"layer {shape.layers} of {shape.layers}, head {shape.heads} of {shape.heads}"
                in screen.query_one("#view", Pane).words
            )
        )
        await on.press("t")
        await on.until(lambda: "least sure" in screen.query_one("#view", Pane).words)


@pilot_test
async def test_a_replay_is_made_slower_again(own_home: Path) -> None:
    async with stage(services({"": retried()})) as on:
        await opened(on)
        playback = on.app.screen.query_one(OpenedTrace).playback
        await on.press("r", "p", "plus", "plus")
        assert playback.speed == 5
        await on.press("minus")
        assert playback.speed == 2


@pilot_test
async def test_all_figures_of_a_training_run_are_shown_and_the_first_four_again(own_home: Path) -> None:
    run = own_home / "runs" / "sft-1"
    run.mkdir(parents=True)
    figures = dict.fromkeys(("loss", "reward", "rate", "tokens", "seconds", "length"), 1.0)
    (run / "log.jsonl").write_text("".join(json.dumps({"step": i, **figures}) + "\n" for i in (1, 2)))
    async with stage(services()) as on:
        await training(on)
        screen = on.app.screen
        assert isinstance(screen, TrainingScreen)
        pane = screen.query_one("#curves", Pane)
        await on.until(lambda: "2 more figures: a" in pane.words)
        few = pane.words
        await on.press("a")
        await on.until(lambda: "length" in pane.words and "more figures" not in pane.words)
        await on.press("a")
        await on.until(lambda: pane.words == few)
