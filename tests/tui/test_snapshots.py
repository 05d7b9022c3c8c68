"""How the four modes look: three sizes, dark, light, high contrast and without colour; and the screens over them."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.events import AnyEvent, AttemptFinished, RunStarted
from agent.inside import Reading
from core_model.inspection import inspect
from tests.core_model.conftest import make_model
from tests.tui.conftest import events
from tests.tui.snapshot import check
from tests.tui.stage import Stage, pilot_test, services, stage
from tests.tui.test_app_keys import retried
from tests.tui.test_app_run_comparison import compared as runs_compared
from tests.tui.test_app_run_comparison import two_runs
from tests.tui.test_app_suites import scripts
from tui.inside.lookout import Lookout
from tui.services.all import Services
from tui.services.rereading import Rereading
from tui.widgets.composer import Composer
from tui.widgets.pane import Pane

IDS = tuple(range(2, 42))
LOOKS = [
    ((80, 24), "textual-dark"), ((120, 36), "textual-dark"), ((160, 48), "textual-dark"), ((120, 36), "textual-light"),
    ((120, 36), "ponder-high-contrast"), ((120, 36), "no-colour"),
]  # fmt: skip


class NanoReader:
    """Reads with a nano model whose weights follow from a seed, so that the shipped ones may change."""

    def read(self, started: RunStarted, finished: AttemptFinished, window: int | None = None) -> Reading:
        return Reading(inspect(make_model(), finished.token_ids), frozenset({7}), 0.00001, False)


def staged(script: Sequence[AnyEvent] = ()) -> Services:
    """An agent that says this, a run of one attempt if nothing, and a model to look into."""
    own = tuple(int(i >= 20) for i in range(len(IDS)))
    logprobs = tuple(-((i * 7) % 11) / 8 for i in range(20))
    tokens = {"token_ids": IDS, "sampled": own, "logprobs": logprobs}
    made = [e.model_copy(update=tokens) if isinstance(e, AttemptFinished) else e for e in script or events()]
    ready = services({"": made})
    ready.local_time = lambda _: time.gmtime(0)
    ready.inside.cards["fake"] = {"policy": "fake"}
    ready.inside.spellers["fake"] = lambda ids: [f"t{i}" for i in ids]
    texts = ready.inside.spellers["fake"]
    ready.rereading = Rereading(Lookout(lambda policy: NanoReader(), lambda policy: texts))  # type: ignore[arg-type, return-value]
    return ready


async def drawn(on: Stage) -> None:
    """Until the footer is there and nothing has changed for a while."""
    before, same = "", 0
    for _ in range(400):
        await on.pilot.pause(0.05)
        now = on.text()
        same = same + 1 if now == before else 0
        if same == 4 and "palette" in now:
            return
        before = now
    raise AssertionError(f"still changing, or without a footer:\n{before}")


async def walk(on: Stage, name: str) -> None:
    """Through the modes, a snapshot of each."""
    await on.ask("What is 48 - 29?")
    await on.settle()
    on.app.screen.query_one(Composer).cursor_blink = False
    on.tree.focus()
    await on.press("f")
    await on.pilot.pause()
    await drawn(on)
    check(f"ask-{name}", on.app)
    await on.press("f3")
    await on.until(lambda: "What is 48" in on.text())
    await drawn(on)
    check(f"traces-{name}", on.app)
    await on.press("f4")
    await on.pilot.pause()
    await drawn(on)
    check(f"suites-{name}", on.app)
    await on.press("f5", "x")
    await on.until(lambda: "  weight 0" in on.app.screen.query_one("#view", Pane).words)
    await on.pilot.pause()
    await drawn(on)
    check(f"model-{name}", on.app)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "theme"), LOOKS, ids=lambda part: part if isinstance(part, str) else f"{part[0]}x{part[1]}"
)
def test_the_modes_look_as_they_did(
    size: tuple[int, int], theme: str, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if theme == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")

    @pilot_test
    async def look() -> None:
        ready = staged()
        if theme != "no-colour":
            ready.choose(theme=theme)
        async with stage(ready, size=size) as on:
            await walk(on, f"{size[0]}x{size[1]}-{theme.removeprefix('textual-').removeprefix('ponder-')}")

    look()


async def walk_on(on: Stage) -> None:
    """A suite that was run, its plots, a training run, and two attempts side by side."""
    await on.press("f4", "r")
    await on.until(lambda: on.app.services.suites.summary is not None and not on.app.services.suites.busy)
    await drawn(on)
    check("suites-run-120x36-dark", on.app)
    await on.press("v")
    await on.until(lambda: "Risk and coverage" in on.text())
    await drawn(on)
    check("suites-plots-120x36-dark", on.app)
    await on.press("escape", "t")
    await on.until(lambda: "step 40 of 100" in on.text())
    await drawn(on)
    check("training-120x36-dark", on.app)
    await on.press("escape", "f2")
    await on.ask("What is 48 - 29?")
    await on.settle()
    on.tree.focus()
    await on.press("c")
    await on.until(lambda: "Side by side" in on.text())
    await drawn(on)
    check("compare-120x36-dark", on.app)


@pytest.mark.slow
def test_a_suite_its_plots_a_training_run_and_two_attempts_look_as_they_did(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")
    monkeypatch.chdir(own_home.parent)  # training runs are looked for where the app was started, too
    run = own_home / "runs" / "sft-1"
    run.mkdir(parents=True)
    figures = ({"step": i, "steps": 100, "loss": 4 / i, "reward": (i % 7) / 10} for i in range(1, 41))
    (run / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in figures))
    made = services(scripts() | {"What is 48 - 29?": retried("What is 48 - 29?")})
    made.choose(suite="arithmetic", limit=12)

    @pilot_test
    async def look() -> None:
        async with stage(made, size=(120, 36)) as on:
            await walk_on(on)

    look()


@pytest.mark.slow
def test_two_runs_compared_look_as_they_did(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")
    two_runs(own_home)

    @pilot_test
    async def look() -> None:
        async with stage(services(), size=(120, 36)) as on:
            await runs_compared(on)
            await drawn(on)
            check("run-comparison-120x36-dark", on.app)

    look()


def test_a_screen_that_differs_fails_with_the_lines_that_do(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.tui import snapshot

    monkeypatch.setattr(snapshot, "FOLDER", own_home)
    monkeypatch.delenv("PONDER_SNAPSHOTS", raising=False)

    @pilot_test
    async def look() -> None:
        async with stage(services(), size=(80, 24)) as on:
            monkeypatch.setenv("PONDER_SNAPSHOTS", "update")
            check("welcome", on.app)
            monkeypatch.setenv("PONDER_SNAPSHOTS", "")
            check("welcome", on.app)
            on.app.screen.query_one("#brand").update("Wonder")  # type: ignore[attr-defined]
            await on.pilot.pause()
            with pytest.raises(pytest.fail.Exception, match=r"(?s)welcome looks different.*- Ponder.*\+ Wonder"):
                check("welcome", on.app)

    look()
