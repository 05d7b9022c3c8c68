"""The Model mode driven by keys and mouse, over the shipped weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.events import AnyEvent, AttemptFinished, RunStarted
from agent.routing import TokenRouting
from tests.tui.conftest import events
from tests.tui.stage import Stage, pilot_test, services, stage
from tui.screens.model import ModelScreen
from tui.widgets.pane import Pane
from verifier.verdict import Verdict

IDS = (2, 3, 1441, 5, 4015)


def told(**fields: object) -> list[AnyEvent]:
    """A run of the shipped policy whose attempt has tokens; its log-probabilities are made up, and found out."""
    made = events()
    assert isinstance(made[0], RunStarted)
    made[0] = made[0].model_copy(update={"policy": "micro"})
    verdict = Verdict(status="verified", score=0.98, answer="19")
    shape = {"token_ids": IDS, "sampled": (0, 0, 0, 1, 1), "logprobs": (-0.01, -1.5)} | fields
    made[-2] = AttemptFinished(attempt=0, stop="answered", verdict=verdict, **shape)  # type: ignore[arg-type]
    return made


async def opened(on: Stage) -> ModelScreen:
    await on.ask("q")
    await on.settle()
    await on.press("f5")
    screen = on.app.screen
    assert isinstance(screen, ModelScreen)
    await on.until(lambda: screen.rows and screen.rows[2].text)
    return screen


def shown(screen: ModelScreen) -> str:
    return screen.query_one("#view", Pane).words


@pilot_test
async def test_each_token_and_how_sure_the_policy_was(own_home: Path) -> None:
    async with stage(services({"": told()}), size=(140, 40)) as on:
        await on.press("f5")
        assert "No tokens are recorded yet" in on.text()
        await on.press("f2")
        screen = await opened(on)
        await on.press("l")
        assert "<|user|>" in on.text() and "given" in on.text()
        assert "0.223  2  at 4" in shown(screen)
        assert screen.table.cursor_row == 4
        await on.press("i")
        await on.until(lambda: "parameters.total" in shown(screen))


@pilot_test
async def test_the_views_are_of_the_selected_token_and_come_from_the_weights(own_home: Path) -> None:
    async with stage(services({"": told()}), size=(120, 36)) as on:
        screen = await opened(on)
        await on.press("x")
        await on.until(lambda: "  weight 0" in shown(screen))
        assert "other weights made this trace" in shown(screen) and "layer 2  entropy" in shown(screen)
        await on.pilot.click("#view-attention")
        await on.until(lambda: "layer 1 of 10, head 1 of 8" in shown(screen) and "at 3, to" in shown(screen))
        await on.press("full_stop", "greater_than_sign", "greater_than_sign", "down")
        await on.until(lambda: "layer 2 of 10, head 3 of 8" in shown(screen) and "at 4, to" in shown(screen))
        await on.press("c")
        await on.until(lambda: "a full cache of 1024 cells" in shown(screen))
        await on.press("w")
        await on.until(lambda: "as if the cache had a window of 128" in shown(screen))
        assert "4 sinks and a window of 128" in shown(screen)


@pilot_test
async def test_the_playground_follows_its_knobs(own_home: Path) -> None:
    async with stage(services({"": told()}), size=(120, 36)) as on:
        screen = await opened(on)
        await on.press("s")
        await on.until(lambda: "1 id could be drawn" in shown(screen))  # greedy, as the attempt was
        await on.until(lambda: "→ temperature 0 (greedy)" in on.text())
        await on.press(*["plus"] * 10, "semicolon", *["plus"] * 3, "semicolon", *["plus"] * 3)
        await on.until(lambda: all(w in on.text() for w in ("temperature 1 ", "top-k 3", "top-p 1 (all)")))
        await on.until(lambda: "3 ids could be drawn" in shown(screen))
        await on.pilot.click("#knob-top-k")
        await on.press("minus", "minus")
        await on.until(lambda: "1 id could be drawn" in shown(screen))
        await on.press("0")
        await on.until(lambda: "temperature 0 (greedy)" in on.text())


@pilot_test
@pytest.mark.slow
async def test_where_one_pane_has_room_enter_opens_the_view(own_home: Path) -> None:
    async with stage(services({"": told()}), size=(70, 24)) as on:
        screen = await opened(on)
        assert not screen.query_one("#inside").display or screen.query_one("#inside").region.width == 0
        await on.press("enter")
        await on.until(lambda: "least sure" in on.text())
        await on.press("escape")
        await on.until(lambda: "least sure" not in on.text())
        assert on.app.current_mode == "model"


@pilot_test
@pytest.mark.slow
async def test_a_policy_that_is_not_there_is_said_and_nothing_breaks(own_home: Path) -> None:
    made = told()
    made[0] = made[0].model_copy(update={"policy": "gone"})
    async with stage(services({"": made}), size=(120, 36)) as on:
        await on.ask("q")
        await on.settle()
        await on.press("f5", "i")
        screen = on.app.screen
        assert isinstance(screen, ModelScreen)
        await on.until(lambda: "no policy called 'gone'" in shown(screen))


@pilot_test
async def test_what_a_trace_recorded_is_shown_where_its_weights_are_gone(own_home: Path) -> None:
    choices = [[(i % 3, 3) for i in range(len(IDS))]]
    made = told(values=(0.25, 0.75), step_values=(0.25, 0.75), routing=TokenRouting.of([1], 4, choices))
    assert isinstance(made[0], RunStarted)
    made[0] = made[0].model_copy(update={"policy": "gone"})
    async with stage(services({"": made}), size=(120, 36)) as on:
        await on.ask("q")
        await on.settle()
        on.tree.focus()
        await on.press("home", "down")
        await on.until(lambda: "value        0.75, least 0.25" in on.text())
        assert "^ 0.25  ^ 0.75" in on.text()
        await on.press("f5", "x")
        screen = on.app.screen
        assert isinstance(screen, ModelScreen)
        await on.until(lambda: "no policy called 'gone'" in shown(screen))
        assert all(line in on.text() for line in ("p(token) █▂", "value    ▂▆", "steps    ^^"))
        assert "choices as the trace recorded them" in shown(screen) and " 2 123[1]2\n" in shown(screen)
        assert [row.value for row in screen.rows[3:]] == [0.25, 0.75]
