"""The Traces mode, driven by keys: list, search, filter, open, compare, replay, export, delete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.events import Result, RunStarted
from agent.export import read_jsonl
from agent.store import Store
from agent.trace import Trace
from tests.tui.conftest import TRACE_ID, events
from tests.tui.stage import StillClock, pilot_test, services, stage
from tests.tui.test_app_ask import RETRIED
from tui.screens.compare import CompareScreen
from tui.widgets.opened_trace import OpenedTrace
from tui.widgets.pane import Pane
from tui.widgets.trace_table import TraceTable


def stored(trace_id: str, question: str, **more: object) -> Trace:
    made = list(events(question, **more) if "made" not in more else more["made"])  # type: ignore[arg-type, call-overload]
    first, last = made[0], made[-1]
    assert isinstance(first, RunStarted) and isinstance(last, Result)
    made[0] = first.model_copy(update={"trace_id": trace_id})
    made[-1] = last.model_copy(update={"trace_id": trace_id})
    return Trace(events=tuple(made))


@pytest.fixture
def shelf(own_home: Path) -> Store:
    store = Store.open()
    store.add(stored("aaaaaaaaaaaa", "How many apples?"))
    store.add(stored("bbbbbbbbbbbb", "How many [b]pears[/]?", status="refuted", answer="7"))
    store.add(stored("cccccccccccc", "What is 48 - 29?", made=RETRIED))
    return store


@pilot_test
async def test_search_filter_open_and_go_back(own_home: Path, shelf: Store) -> None:
    async with stage(services()) as on:
        await on.press("f3")
        table = on.app.screen.query_one(TraceTable)
        await on.until(lambda: table.row_count == 3)
        assert table.selected == "cccccccccccc"
        assert "[b]pears[/]" in on.text()
        await on.press("slash", *"apples", "enter")
        assert (table.row_count, table.selected, table.has_focus) == (1, "aaaaaaaaaaaa", True)
        await on.press("escape", "s", "s", "s")
        assert (table.row_count, table.selected) == (1, "bbbbbbbbbbbb")
        await on.press("enter")
        assert "question" in on.app.screen.query_one("#detail", Pane).words
        assert "✗ refuted" in on.rows()[0]
        await on.press("escape")
        assert table.has_focus and not on.app.screen.query_one(OpenedTrace).display
        await on.press("s")
        assert table.row_count == 3
        await on.press("slash", *"nosuchword")
        assert "No stored trace fits" in on.text()


@pilot_test
async def test_an_empty_store_says_what_to_do(own_home: Path) -> None:
    async with stage(services()) as on:
        await on.press("f3")
        await on.until(lambda: "No trace is stored yet. F2 asks a question" in on.text())


@pilot_test
@pytest.mark.slow
async def test_two_traces_and_two_attempts_side_by_side(own_home: Path, shelf: Store) -> None:
    async with stage(services()) as on:
        await on.press("f3")
        table = on.app.screen.query_one(TraceTable)
        await on.until(lambda: table.row_count == 3)
        await on.press("m", "j", "c")
        await on.until(lambda: isinstance(on.app.screen, CompareScreen))
        left, right = (on.app.screen.query_one(name, Pane) for name in ("#left", "#right"))
        assert "48 - 29?" in left.words and "[b]pears[/]" in right.words
        await on.press("escape", "k", "enter", "c")
        await on.until(lambda: isinstance(on.app.screen, CompareScreen))
        left, right = (on.app.screen.query_one(name, Pane) for name in ("#left", "#right"))
        assert "≠ = answer  18" in left.words and "≠ = answer  19" in right.words
        await on.press("right_square_bracket")
        assert "≠" not in left.words


@pilot_test
async def test_a_replay_goes_at_the_speed_that_is_chosen(own_home: Path, shelf: Store) -> None:
    made = services()
    clock = made.clock
    assert isinstance(clock, StillClock)
    async with stage(made) as on:
        await on.press("f3")
        await on.until(lambda: on.app.screen.query_one(TraceTable).row_count == 3)
        await on.press("enter")
        await on.until(lambda: "r replays" in on.text() and on.tree.has_focus)
        await on.press("r")
        await on.until(lambda: "▷ replaying  1x" in on.text())
        await on.until(lambda: len(on.rows()) == 6)  # the second attempt, which took 0.5 s, is still to come
        await on.press("plus", "p")
        clock.now += 9
        await on.until(lambda: "■ paused  2x" in on.text())
        assert len(on.rows()) == 6
        await on.press("p")
        clock.now += 0.25
        await on.until(lambda: len(on.rows()) == 10)
        await on.press("r", "escape")
        assert len(on.rows()) == 10 and "r replays" in on.text()


@pilot_test
@pytest.mark.slow
async def test_export_as_events_text_and_picture(own_home: Path, shelf: Store, tmp_path: Path) -> None:
    async with stage(services()) as on:
        await on.press("f3")
        await on.until(lambda: on.app.screen.query_one(TraceTable).row_count == 3)
        await on.press("enter")
        for name in ("a.jsonl", "a.txt", "a.html", "a.svg"):
            await on.press("e")
            on.app.screen.query_one("#path").value = str(tmp_path / name)  # type: ignore[attr-defined]
            await on.press("enter")
            await on.until((tmp_path / name).exists)
        lines = (tmp_path / "a.jsonl").read_text().splitlines()
        assert list(read_jsonl(lines)) == [shelf.get("cccccccccccc")]
        assert "answer: 18" in (tmp_path / "a.txt").read_text()
        assert (tmp_path / "a.html").read_text().startswith("<!DOCTYPE html>")
        assert (tmp_path / "a.svg").read_text().startswith("<svg")
        await on.press("e")
        on.app.screen.query_one("#path").value = str(tmp_path / "a.jsonl")  # type: ignore[attr-defined]
        await on.press("enter")
        await on.until(lambda: "is there already" in on.text())


@pilot_test
async def test_deleting_takes_two_presses(own_home: Path, shelf: Store) -> None:
    async with stage(services()) as on:
        await on.press("f3")
        table = on.app.screen.query_one(TraceTable)
        await on.until(lambda: table.row_count == 3)
        await on.press("d")
        assert shelf.count() == 3
        await on.press("d")
        assert [one.trace_id for one in shelf.list()] == ["bbbbbbbbbbbb", "aaaaaaaaaaaa"]
        assert table.row_count == 2


@pilot_test
async def test_a_store_that_cannot_be_read_is_told(own_home: Path) -> None:
    async with stage(services()) as on:
        folder = own_home / "traces"
        folder.mkdir(parents=True)
        (folder / "traces.db").write_text(json.dumps("not a database") * 100)
        await on.press("f3")
        await on.until(lambda: "traces.db" in on.text())
        assert on.app.is_running
        assert TRACE_ID not in on.text()
