"""The app around its modes: getting about, help, palette, themes, settings, ASCII, no colour, starting, leaving."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.command import CommandPalette
from textual.widgets import HelpPanel, OptionList

from tasks.suites import suite
from tests.tui.conftest import events
from tests.tui.stage import pilot_test, services, stage
from tui.ascii import ASCII
from tui.screens.settings import SettingsScreen
from tui.services.choices import Choices
from tui.services.keeper import Keeper
from tui.widgets.pane import Pane


@pilot_test
async def test_modes_by_key_number_mouse_and_palette(own_home: Path) -> None:
    async with stage(services()) as on:
        for key, mode in (("f3", "traces"), ("2", "traces"), ("3", "suites"), ("4", "model"), ("f2", "ask")):
            await on.press(key)
            assert on.app.current_mode == mode
        await on.pilot.click("#tab-suites")
        await on.until(lambda: on.app.current_mode == "suites")
        await on.press("ctrl+p")
        await on.until(lambda: isinstance(on.app.screen, CommandPalette))
        await on.press(*"filter")
        await on.until(lambda: on.app.screen.query_one(OptionList).option_count == 1)
        await on.press("enter", "enter")
        await on.until(lambda: "showing failed" in on.text())


@pilot_test
@pytest.mark.slow
async def test_help_is_of_what_has_the_focus_and_goes_again(own_home: Path) -> None:
    async with stage(services(), size=(140, 40)) as on:
        await on.press("f1")
        await on.until(lambda: "The composer: write a question here" in on.text())
        await on.press("f1")
        await on.until(lambda: not on.app.screen.query(HelpPanel))
        await on.press("f3", "question_mark")
        await on.until(lambda: "Stored traces, newest first" in on.text())


@pilot_test
@pytest.mark.slow
async def test_settings_are_checked_kept_and_come_back(own_home: Path) -> None:
    async with stage(services()) as on:
        await on.press("f8")
        await on.until(lambda: isinstance(on.app.screen, SettingsScreen))
        await on.press("end", "backspace", *"99", "enter")
        await on.until(lambda: "attempts: Input should be less than or equal to 64" in on.text())
        await on.press("backspace", "enter")
        await on.until(lambda: not isinstance(on.app.screen, SettingsScreen))
        on.app.theme = "ponder-high-contrast"
        await on.pilot.pause()
    kept = Keeper(own_home).choices()
    assert (kept.attempts, kept.theme) == (9, "ponder-high-contrast")
    async with stage(services()) as on:
        assert on.app.theme == "ponder-high-contrast"


@pilot_test
async def test_a_keymap_gives_a_binding_another_key(own_home: Path) -> None:
    made = services()
    made.choose(keymap={"app.mode_traces": "f9"})
    async with stage(made) as on:
        await on.press("f3")
        assert on.app.current_mode == "ask"
        await on.press("f9")
        assert on.app.current_mode == "traces"


def test_choices_that_cannot_be_read_are_the_usual_ones(own_home: Path) -> None:
    own_home.mkdir()
    (own_home / "app.json").write_text('{"attempts": "many"}')
    (own_home / "history.jsonl").write_text('"one"\nnot json\n')
    keeper = Keeper(own_home)
    assert keeper.choices() == Choices()
    assert keeper.history() == ["one"]


@pilot_test
async def test_the_ascii_set_draws_no_other_glyph(own_home: Path) -> None:
    async with stage(services(ascii_only=True), size=(140, 40)) as on:
        await on.ask("q")
        await on.settle()
        assert "+ verified 0.98" in on.rows()[0]
        panes = "".join(pane.words for pane in on.app.screen.query(Pane))
        assert panes.isascii() and "".join(on.rows()).isascii()


LETTERS_OF_OTHERS = "é"
"""What is left of what is not ASCII: the letters of a question, which are not the app's to change."""


@pytest.mark.slow
@pilot_test
async def test_with_the_ascii_set_the_four_modes_draw_ascii_but_for_the_letters_of_a_question(own_home: Path) -> None:
    question = "Café … 48 × 2" + " and on" * 60
    task = suite("arithmetic").sample(1, seed=0, split="test")[0]
    made = services({"": events(question), task.question: events(task.question, task.answer)}, ascii_only=True)
    made.choose(suite="arithmetic", limit=1)
    async with stage(made, size=(80, 24)) as on:
        seen = on.text()
        await on.press("f4", "r")
        await on.until(lambda: made.suites.summary is not None and not made.suites.busy)
        await on.pilot.pause()
        seen += on.text()
        await on.press("v")
        await on.pilot.pause()
        seen += on.text()
        await on.press("f2")
        await on.ask(question)
        await on.settle()
        seen += on.text()
        on.keep_notices()
        on.app.notify("A notice.")
        await on.until(lambda: "A notice." in on.text())
        for key in ("f3", "f5", "f8"):
            await on.press(key)
            await on.pilot.pause()
            seen += on.text()
    assert "Caf" in seen and "A notice." in seen and "Settings" in seen
    assert set(seen) - {chr(code) for code in range(128)} <= set(LETTERS_OF_OTHERS)


def test_the_ascii_set_changes_no_width() -> None:
    for glyph, plain in ASCII.items():
        assert cell_len(chr(glyph)) == cell_len(str(plain)) and str(plain).isascii()


@pilot_test
async def test_without_colour_every_verdict_is_still_told(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with stage(services()) as on:
        await on.ask("q")
        await on.settle()
        assert on.app.no_color
        assert "✓ verified 0.98" in on.text()


PROBE = """
import sys
from tests.tui.conftest import events
from tests.tui.stage import Gate, StageAgent
from tui.app import run_app
from tui.services.all import Services

agent = StageAgent({"": [*events()[:3], Gate(deaf=True)]})

async def act(pilot):
    while pilot.app.services.model.agent is None:
        await pilot.pause(0.01)
    await pilot.press("q", "enter")
    while len(pilot.app.services.asking.run.attempts) == 0:
        await pilot.pause(0.01)
    print("torch" in sys.modules, pilot.app.services.asking.busy, file=sys.__stdout__)
    await pilot.press("ctrl+q")

sys.exit(run_app(Services(load=lambda: agent), headless=True, auto_pilot=act))
"""


def test_the_process_ends_while_the_engine_runs_on_and_nothing_needed_torch(own_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["False", "True"]
