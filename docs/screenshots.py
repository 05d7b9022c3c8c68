"""The pictures in docs/app.md: `python docs/screenshots.py` drives the app with the shipped weights and writes them.

Everything in them happened: the questions are asked, the suite is run, in a home of their own. Times differ from
machine to machine; answers do not.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

FOLDER = Path(__file__).parent / "app"
RETRIED = "Could you work out 0.8, 999, 49, nineteen, and 2.4 averaged for me"
QUESTIONS = (
    "What is 15% of 240?",
    "(17 + 5) * 3 - 8/4",
    "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?",
    "A train travels 60 miles an hour for 3 hours and stops for 40 minutes. How far does it go?",
    RETRIED,
)


async def until(pilot: Pilot[int], holds: Callable[[], object]) -> None:
    while not holds():
        await pilot.pause(0.05)
    await pilot.pause(0.2)


def keep(pilot: Pilot[int], name: str) -> None:
    """Write the screen; the picture's own random names are taken out, so that the same screen is the same file."""
    picture = re.sub(r"terminal-\d+", "terminal-ponder", pilot.app.export_screenshot(title="Ponder"))
    (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")
    print(FOLDER / f"{name}.svg", file=sys.stderr)


async def ask(pilot: Pilot[int], question: str) -> None:
    from tui.widgets.composer import Composer

    asking = pilot.app.services.asking  # type: ignore[attr-defined]
    composer = pilot.app.screen.query_one(Composer)
    composer.focus()
    composer.fill(question)
    await pilot.press("enter")
    await until(pilot, lambda: not asking.busy and asking.run.result is not None)


async def main() -> None:
    os.environ["PONDER_HOME"] = tempfile.mkdtemp(prefix="ponder-pictures-")
    from tui.app import PonderApp
    from tui.services.all import Services

    FOLDER.mkdir(exist_ok=True)
    services = Services()
    app = PonderApp(services)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: services.model.agent is not None)
        for question in QUESTIONS:
            await ask(pilot, question)
        keep(pilot, "ask")
        await pilot.press("shift+tab")  # from the composer to the trace
        app.screen.query_one("#tree").focus()
        await pilot.press("c")
        await pilot.pause(0.3)
        keep(pilot, "compare")
        await pilot.press("escape", "f5")
        await until(pilot, lambda: services.inside.cards)
        for key, name in (("x", "experts"), ("a", "attention"), ("s", "model")):
            await pilot.press(key)
            await pilot.pause(0.1)
            await until(pilot, lambda: services.rereading.shape and not services.rereading.busy)
            await pilot.pause(0.1)
            keep(pilot, name)
        await pilot.press("f3")
        await pilot.pause(0.3)
        keep(pilot, "traces")
        await pilot.press("f4", "r")
        await until(pilot, lambda: services.suites.summary is not None)
        await pilot.press("o")
        await pilot.pause(0.3)
        keep(pilot, "suites")
        await pilot.press("v")
        await pilot.pause(0.3)
        keep(pilot, "plots")
        await pilot.press("escape")
        await pilot.press("f2")
        await pilot.resize_terminal(70, 24)
        await pilot.pause(0.3)
        keep(pilot, "narrow")
        await pilot.resize_terminal(120, 36)
        app.theme = "ponder-high-contrast"
        await pilot.pause(0.3)
        keep(pilot, "high-contrast")


if __name__ == "__main__":
    asyncio.run(main())
