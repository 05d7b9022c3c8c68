"""What every screen owes: a tooltip for each key, help for what has the focus, commands of its own, Help and Quit."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette, Hit, Provider
from textual.screen import Screen
from textual.widgets import HelpPanel, Input, Select

from agent.events import AnyEvent, AttemptStarted
from tasks.suites import suite as suite_of
from tests.tui.conftest import events
from tests.tui.stage import Stage, pilot_test, services, stage
from tui.keymap import KeymapError, every_binding, parsed, written
from tui.palette import ScreenCommands
from tui.screens.base import TooSmall
from tui.screens.compare import CompareScreen
from tui.screens.console import ConsoleScreen
from tui.screens.dialog import Dialog
from tui.screens.export import ExportScreen
from tui.screens.past_runs import PastRunsScreen
from tui.screens.settings import SettingsScreen
from tui.screens.training import TrainingScreen
from tui.services.all import Services


def retried(question: str = "[/] what is 48 - 29?") -> list[AnyEvent]:
    """A run of two attempts, of which the first was refuted."""
    first, second = events(question, "18", "refuted"), events(question)
    again = [e.model_copy(update={"attempt": 1}) if hasattr(e, "attempt") else e for e in second[2:]]
    return [*first[:-1], AttemptStarted(attempt=1, temperature=0.7, seed=1), *again]


def small() -> Services:
    """Retries any question, but for the one of its suite."""
    task = suite_of("arithmetic").sample(1, seed=0, split="test")[0]
    made = services({"": retried(), task.question: events(task.question, task.answer)})
    made.choose(suite="arithmetic", limit=1)
    return made


async def asked(on: Stage) -> None:
    await on.ask("[/] what is 48 - 29?")
    await on.settle()
    on.tree.focus()
    await on.pilot.pause()


async def compared(on: Stage) -> None:
    await asked(on)
    await on.press("c")
    await on.until(lambda: isinstance(on.app.screen, CompareScreen))


async def training(on: Stage) -> None:
    await on.press("f4", "t")
    await on.until(lambda: isinstance(on.app.screen, TrainingScreen))


async def opened(on: Stage) -> None:
    await asked(on)
    await on.press("f3")
    await on.until(lambda: "what is 48" in on.text())
    await on.press("enter")
    await on.until(lambda: "r replays" in on.text())


async def suite(on: Stage) -> None:
    await on.press("f4", "r")
    await on.until(lambda: on.app.services.suites.summary is not None and not on.app.services.suites.busy)
    await on.pilot.pause()


async def item(on: Stage) -> None:
    await suite(on)
    await on.press("enter")
    await on.until(lambda: "r replays" in on.text())


def mode(key: str) -> Callable[[Stage], Awaitable[None]]:
    async def go(on: Stage) -> None:
        await on.press(key)
        await on.pilot.pause()

    return go


PLACES = {
    "composer": mode("f2"), "ask": asked, "traces": mode("f3"), "trace": opened, "suites": mode("f4"), "item": item,
    "model": mode("f5"), "compare": compared, "training": training,
}  # fmt: skip


def kinds(of: type[Screen[object]]) -> list[type[Screen[object]]]:
    """The screens of the app; `every_binding` has imported them."""
    list(every_binding())
    found = [kind for sub in of.__subclasses__() for kind in (sub, *kinds(sub))]
    return [kind for kind in found if kind.__module__.startswith("tui.screens.")]


def test_every_binding_of_the_app_its_screens_and_widgets_has_an_id_and_a_tooltip() -> None:
    found = list(every_binding())
    assert len(found) >= 76
    assert [f"{kind.__name__} {binding.key}" for kind, binding in found if not (binding.id and binding.tooltip)] == []


def test_no_class_lists_a_key_twice() -> None:
    keys = [(kind, key) for kind, binding in every_binding() for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


def test_every_screen_that_fills_the_terminal_has_a_provider_and_every_dialog_help() -> None:
    whole = [kind for kind in kinds(Screen) if "CSS_PATH" in vars(kind) and not issubclass(kind, Dialog)]
    assert {kind.__name__ for kind in whole} >= {"AskScreen", "TracesScreen", "SuitesScreen", "ModelScreen"}
    providers = [provider for kind in whole for provider in kind.COMMANDS]
    assert len(providers) == len(set(providers)) == len(whole)
    assert all(isinstance(p, type) and issubclass(p, ScreenCommands) and p.__doc__ for p in providers)
    dialogs = kinds(Dialog)
    assert len(dialogs) >= 4 and all(kind.HELP for kind in [*dialogs, *whole])


@pilot_test
@pytest.mark.slow
async def test_help_and_quit_are_in_every_footer_of_eighty_columns_and_fewer(own_home: Path) -> None:
    for go in PLACES.values():
        async with stage(small(), size=(80, 24)) as on:
            await go(on)
            for width in (80, 60, 40):
                await on.pilot.resize_terminal(width, 24)
                await on.until(lambda: all(word in on.text().splitlines()[-1] for word in ("Help", "Quit", "palette")))


@pilot_test
async def test_a_wide_footer_has_the_keys_that_a_narrow_one_leaves_out(own_home: Path) -> None:
    async with stage(services(), size=(80, 24)) as on:
        await on.press("f4")
        await on.until(lambda: "Quit" in on.text().splitlines()[-1])
        assert "Order" not in on.text().splitlines()[-1]
        await on.pilot.resize_terminal(120, 24)
        await on.until(lambda: "Order" in on.text().splitlines()[-1])
        assert "Training" in on.text().splitlines()[-1] and "Quit" in on.text().splitlines()[-1]


async def commands(on: Stage, query: str) -> dict[str, Hit]:
    """What the palette would find on this screen beside the app's own commands."""
    found: dict[str, Hit] = {}
    for kind in on.app.screen.COMMANDS:
        assert isinstance(kind, type) and issubclass(kind, Provider)
        async for hit in kind(on.app.screen).search(query):
            assert isinstance(hit, Hit)
            found[str(hit.text)] = hit
    return found


@pilot_test
@pytest.mark.slow
async def test_each_screen_has_commands_of_its_own_and_none_that_only_moves(own_home: Path) -> None:
    run = own_home / "runs" / "sft-1"
    run.mkdir(parents=True)
    (run / "log.jsonl").write_text(json.dumps({"step": 1, "loss": 2.0}) + "\n")
    wanted = {
        "composer": "Interrupt", "ask": "Ask again: [/] what is 48 - 29?", "traces": "Show: refuted", "trace": "Replay",
        "suites": "Suite: arithmetic", "item": "Copy", "model": "Knob: top-p", "compare": "Left: attempt 2",
        "training": "Training run: sft-1",
    }  # fmt: skip
    for name, go in PLACES.items():
        async with stage(small()) as on:
            await go(on)
            found = await commands(on, wanted[name])
            assert wanted[name] in found, (name, list(found))
            for move in ("Down", "Up", "First", "Last", "Newest"):
                assert move not in await commands(on, move)


@pilot_test
async def test_a_command_without_a_key_does_what_it_says(own_home: Path) -> None:
    async with stage(services({"": retried()})) as on:
        await compared(on)
        before = on.app.screen.left[1].number  # type: ignore[attr-defined]
        (await commands(on, "Left: attempt 2"))["Left: attempt 2"].command()
        assert (before, on.app.screen.left[1].number) == (0, 1)  # type: ignore[attr-defined]
        await on.press("escape", "f4")
        (await commands(on, "Suite: algebra"))["Suite: algebra"].command()
        assert on.app.screen.query_one("#suite", Select).value == "algebra"
        await on.press("f2", "ctrl+p", *"ask again")
        await on.until(lambda: isinstance(on.app.screen, CommandPalette))
        await on.until(lambda: "Ask again: [/] what is 48" in on.text())


@pytest.mark.slow
@pilot_test
async def test_f1_explains_what_has_the_focus_in_every_dialog(own_home: Path) -> None:
    async with stage(small(), size=(140, 40)) as on:
        await suite(on)
        await on.press("p")
        await helped(on, PastRunsScreen, "Earlier runs of suites, newest first,")
        await on.press("f2")
        await asked(on)
        await on.press("e")
        await helped(on, ExportScreen, "Export: type the file's name")
        await on.press("f9")
        await helped(on, ConsoleScreen, "The console: what libraries wrote")
        await on.press("f8", "tab")
        await helped(on, SettingsScreen, "samples: Solutions drawn at once")


async def helped(on: Stage, kind: type[Screen[object]], words: str) -> None:
    await on.until(lambda: isinstance(on.app.screen, kind))
    await on.press("f1")
    await on.until(lambda: words in " ".join(line[-46:].strip() for line in on.text().splitlines()).replace("  ", " "))
    await on.press("f1")
    await on.until(lambda: not on.app.screen.query(HelpPanel))
    await on.press("escape")
    await on.until(lambda: not isinstance(on.app.screen, kind))


@pytest.mark.slow
@pytest.mark.parametrize("place", ["compare", "training"])
def test_compare_and_training_make_do_with_little_room_and_say_when_there_is_none(place: str, own_home: Path) -> None:
    @pilot_test
    async def look() -> None:
        async with stage(services({"": retried()}), size=(120, 36)) as on:
            await PLACES[place](on)
            names = ("#left", "#right") if place == "compare" else ("#runs", "#curves")
            first, second = (on.app.screen.query_one(name) for name in names)
            assert first.region.y == second.region.y and first.region.right <= second.region.x
            await on.pilot.resize_terminal(60, 20)
            await on.until(lambda: first.region.bottom <= second.region.y and second.region.width == 60)
            assert second.region.bottom < 20
            await on.pilot.resize_terminal(39, 20)
            await on.until(lambda: "this terminal is 39" in on.text())
            await on.pilot.resize_terminal(80, 24)
            await on.until(lambda: not on.app.screen.query_one(TooSmall).region.height)

    look()


@pytest.mark.slow
@pilot_test
async def test_every_choice_is_in_the_settings_and_holds_at_once(own_home: Path) -> None:
    from tui.services.choices import Choices

    async with stage(services(), size=(80, 24)) as on:
        await on.press("f4", "f8")
        await on.until(lambda: isinstance(on.app.screen, SettingsScreen))
        screen = on.app.screen
        assert all(screen.query(f"#{name}") for name in Choices.model_fields)
        screen.query_one("#theme", Select).value = "textual-light"
        screen.query_one("#suite", Select).value = "algebra"
        screen.query_one("#limit", Input).value = "7"
        screen.query_one("#keymap", Input).value = "app.mode_trace=f6"
        await on.press("ctrl+s")
        await on.until(lambda: any("did you mean app.mode_traces?" in told.message for told in on.app._notifications))
        screen.query_one("#keymap", Input).value = "app.mode_traces=f6"
        await on.press("ctrl+s")
        await on.until(lambda: not isinstance(on.app.screen, SettingsScreen))
        assert on.app.theme == "textual-light"
        await on.until(lambda: on.app.screen.query_one("#limit", Input).value == "7")
        assert on.app.screen.query_one("#suite", Select).value == "algebra"
        await on.press("f6")
        assert on.app.current_mode == "traces"
    assert services().choices.keymap == {"app.mode_traces": "f6"}


def test_a_keymap_is_one_line() -> None:
    keymap = {"trace.copy": "c,ctrl+y", "app.help": "f12"}
    assert parsed(written(keymap)) == keymap and parsed("") == {}
    with pytest.raises(KeymapError, match="is no pair"):
        parsed("trace.copy")
