"""The Suites mode, driven by keys: run, watch, stop and go on, filter and order, open a trace."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.events import AnyEvent, Result, RunStarted
from tasks.suites import suite
from tests.tui.conftest import events
from tests.tui.stage import Gate, Stage, StageAgent, StillClock, pilot_test, services, stage
from tui.errors import CommandError
from tui.services.all import Services
from tui.widgets.item_table import ItemTable
from tui.widgets.trace_table import TraceTable

TASKS = suite("arithmetic").sample(20, seed=0, split="test")


def scripts() -> dict[str, Sequence[AnyEvent | Gate]]:
    """Right and verified but for the second task (wrong, verified), the third (wrong, refuted) and the fourth (right,
    refuted)."""
    made: dict[str, Sequence[AnyEvent | Gate]] = {t.question: events(t.question, t.answer) for t in TASKS}
    made[TASKS[1].question] = events(TASKS[1].question, "-12345")
    made[TASKS[2].question] = events(TASKS[2].question, "-12345", "refuted")
    made[TASKS[3].question] = events(TASKS[3].question, TASKS[3].answer, "refuted")
    return made


def suites(script: dict[str, Sequence[AnyEvent | Gate]] | None = None, limit: int = 20) -> Services:
    made = services(script or scripts())
    made.choose(suite="arithmetic", limit=limit)
    return made


async def finished(on: Stage) -> None:
    await on.until(lambda: on.app.services.suites.summary is not None and not on.app.services.suites.busy)
    await on.pilot.pause()


async def stopped(on: Stage, after: int) -> None:
    """Run the suite, and stop it after so many tasks."""
    await on.press("f4", "r")
    await on.until(lambda: on.app.screen.query_one(ItemTable).row_count == after)
    await on.press("escape")
    await on.until(lambda: not on.app.services.suites.busy)


@pilot_test
async def test_a_suite_is_run_filtered_ordered_and_its_traces_opened(own_home: Path) -> None:
    async with stage(suites()) as on:
        await on.press("f4", "r")
        await finished(on)
        table = on.app.screen.query_one(ItemTable)
        assert table.row_count == 20
        text = on.text()
        assert "✓ done  ████████████████████████  20/20" in text
        assert "accuracy 90.0 % [69.9, 97.2]   verifier coverage 90.0 %" in text and "precision 94.4 % [74.2" in text
        await on.press("v")
        await on.until(lambda: "0.9 to 1.0" in on.text() and " 94.4 % right  mean score 0.98, n 18" in on.text())
        assert "100 %" in on.text() and " 10.0 % wrong  score at least 0.02" in on.text()
        await on.press("escape", "f")
        assert (table.row_count, table.selected) == (2, 1)
        await on.press("f")
        assert "showing disagreements (2 of 20)" in on.text()
        await on.press("j", "enter")
        assert on.rows()[0].startswith("✗ refuted 0.02")
        await on.press("escape", "f", "f", "o")
        assert (table.row_count, table.get_row_at(0)[0].plain) == (20, "3")
    (folder,) = (own_home / "runs").iterdir()
    assert json.loads((folder / "summary.json").read_text())["final"]["correct"] == 18


@pilot_test
async def test_a_run_that_was_stopped_goes_on(own_home: Path) -> None:
    gate = Gate()
    script = scripts() | {TASKS[17].question: [gate, *scripts()[TASKS[17].question]]}
    async with stage(suites(script)) as on:
        clock = on.app.services.clock
        assert isinstance(clock, StillClock)
        await on.press("f4", "r")
        await on.until(lambda: on.app.screen.query_one(ItemTable).row_count == 17)
        clock.now += 34
        await on.until(lambda: "17/20" in on.text())
        await on.press("escape")
        await on.until(lambda: "interrupted" in on.text())
        assert "r goes on where it stopped" in on.text()
        gate.set()
        await on.press("r")
        await finished(on)
        assert on.app.screen.query_one(ItemTable).row_count == 20
    (folder,) = (own_home / "runs").iterdir()
    assert len((folder / "traces.jsonl").read_text().splitlines()) == 20


@pilot_test
@pytest.mark.slow
async def test_an_earlier_run_is_looked_at_again(own_home: Path) -> None:
    async with stage(suites(limit=4)) as on:
        on.keep_notices()
        await on.press("f4", "p")
        await on.until(lambda: "No suite has been run yet" in on.text())
        await on.press("r")
        await finished(on)
    async with stage(suites(limit=4)) as on:
        await on.press("f4", "p")
        await on.until(lambda: "50.0 %  arithmetic-4-seed0" in on.text())
        await on.press("enter")
        await finished(on)
        assert on.app.screen.query_one(ItemTable).row_count == 4
        assert "accuracy 50.0 % [15.0, 85.0]" in on.text()


@pilot_test
@pytest.mark.slow
async def test_settings_are_checked_and_what_runs_is_alone(own_home: Path) -> None:
    gate = Gate()
    async with stage(suites({"": [gate, *events()]}, limit=2)) as on:
        on.keep_notices()
        await on.press("f4")
        on.app.screen.query_one("#attempts").value = "many"  # type: ignore[attr-defined]
        await on.press("r")
        await on.until(lambda: "attempts: Input should be a valid integer" in on.text())
        on.app.screen.query_one("#attempts").value = "2"  # type: ignore[attr-defined]
        await on.press("r")
        await on.until(lambda: on.app.services.suites.busy)
        await on.press("f2")
        await on.ask("q")
        await on.until(lambda: "A suite is running" in on.text())
        gate.set()
        await on.until(lambda: not on.app.services.suites.busy)


@pilot_test
async def test_an_unfinished_run_that_was_opened_goes_on_where_it_is(own_home: Path) -> None:
    gate = Gate()
    script = scripts() | {TASKS[3].question: [gate, *scripts()[TASKS[3].question]]}
    async with stage(suites(script, limit=5)) as on:
        await stopped(on, after=3)
    (begun,) = (own_home / "runs").iterdir()
    folder = begun.rename(begun.with_name("a-name-of-its-own"))
    async with stage(suites(limit=9)) as on:
        await on.press("f4", "p", "enter")
        await on.until(lambda: "r goes on where it stopped" in on.text() and "3/5" in on.text())
        assert on.app.screen.query_one("#limit").value == "5"  # type: ignore[attr-defined]
        await on.press("r")
        await finished(on)
        assert on.app.screen.query_one(ItemTable).row_count == 5
        assert on.app.services.choices.limit == 5
    assert list((own_home / "runs").iterdir()) == [folder]
    assert len((folder / "traces.jsonl").read_text().splitlines()) == 5


@pilot_test
async def test_other_settings_than_those_of_the_opened_run_begin_another(own_home: Path) -> None:
    gate = Gate()
    script = scripts() | {TASKS[1].question: [gate, *scripts()[TASKS[1].question]]}
    async with stage(suites(script, limit=3)) as on:
        await stopped(on, after=1)
        gate.set()
        on.app.screen.query_one("#limit").value = "2"  # type: ignore[attr-defined]
        await on.press("r")
        await finished(on)
    assert sorted(folder.name[:13] for folder in (own_home / "runs").iterdir()) == ["arithmetic-2-", "arithmetic-3-"]


@pilot_test
async def test_a_model_that_failed_to_load_is_told_and_loaded_again(own_home: Path) -> None:
    loads: list[StageAgent] = []

    def load() -> StageAgent:
        loads.append(StageAgent(scripts()))
        if len(loads) == 1:
            raise CommandError("no policy is called 'nano'", "ponder model list shows them")
        return loads[-1]

    made = services(load=load)
    made.choose(suite="arithmetic", limit=2)
    async with stage(made, size=(80, 24)) as on:
        await on.press("f4")
        await on.until(lambda: "no policy is called 'nano'" in on.text() and "r tries it again." in on.text())
        await on.press("r")
        (told,) = on.app._notifications
        assert "no policy is called 'nano'" in told.message and "It is loaded again now" in told.message
        await on.until(lambda: made.model.agent is not None)
        await on.press("r")
        await finished(on)
        assert len(loads) == 2


@pytest.mark.slow
@pilot_test
async def test_no_figure_and_no_gold_answer_is_cut_where_there_is_less_room(own_home: Path) -> None:
    async with stage(suites(limit=4), size=(80, 24)) as on:
        await on.press("f4", "r")
        await finished(on)
        lines = on.text().splitlines()
        at = next(i for i, line in enumerate(lines) if "accuracy 50.0 % [15.0, 85.0]" in line)
        assert "verifier coverage 50.0 % [15.0, 85.0]   precision 50.0 % [9.5, 90.5]" in lines[at + 1]
        table = on.app.screen.query_one(ItemTable)
        question = TASKS[0].question
        assert question not in on.text()
        await on.press(*["right"] * 20)
        assert table.scroll_x > 0 and question[-30:] in on.text()
        await on.press("down", *["left"] * 20)
        assert (table.scroll_x, table.selected) == (0, 1)
        await on.pilot.resize_terminal(50, 24)
        await on.pilot.pause()
        assert "precision 50.0 % [9.5, 90.5]" in on.text()
        await on.press("enter")
        await on.until(lambda: f"gold {TASKS[1].answer}   answer -12345   ✗ wrong" in on.text())


@pytest.mark.slow
@pilot_test
async def test_the_traces_of_a_run_are_found_by_its_suite(own_home: Path) -> None:
    made = scripts()
    for number, (question, script) in enumerate(made.items()):
        first, *middle, last = script
        assert isinstance(first, RunStarted) and isinstance(last, Result)
        name = {"trace_id": f"{number:012x}"}
        made[question] = [first.model_copy(update=name), *middle, last.model_copy(update=name)]
    async with stage(suites(made, limit=3)) as on:
        await on.ask(TASKS[9].question)
        await on.settle()
        await on.press("f4", "r")
        await finished(on)
        await on.press("f3")
        table = on.app.screen.query_one(TraceTable)
        await on.until(lambda: table.row_count == 4)
        await on.press("slash", *"suite:arithmetic")
        await on.until(lambda: table.row_count == 3)
        await on.press("escape", "slash", *"suite:-")
        await on.until(lambda: table.row_count == 1)
        assert table.selected == f"{9:012x}"


@pilot_test
async def test_a_store_that_cannot_be_written_costs_a_run_nothing(own_home: Path) -> None:
    (own_home / "traces" / "traces.db").mkdir(parents=True)
    async with stage(suites(limit=2)) as on:
        on.keep_notices()
        await on.press("f4", "r")
        await finished(on)
        await on.until(lambda: any("Not stored for F3" in note.message for note in on.app._notifications))
        assert on.app.screen.query_one(ItemTable).row_count == 2 and on.app.services.suites.failure is None
