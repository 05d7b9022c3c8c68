"""How quick the app is: `python -m tests.tui.measure`. Needs the shipped weights.

Each figure comes twice: as time that passed, which the load of the machine stretches, and as processor time, which is
what a machine that does nothing else would need. Of typing, processor time is that of the thread that draws.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events
from textual._compositor import ChopsUpdate

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from tui.app import PonderApp

NODES = 5_000
KEYS = 200
BETWEEN_KEYS = 0.07
"""Seconds: beside the screen's own tick, so that keys come at any time of it."""
LONGEST = 30.0
"""Seconds to wait for a frame: more is a fault of the app."""
QUESTION = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"
FIRST_PAINT = """
import os, sys, time
from tui.app import PonderApp, run_app
from tui.services.all import Services
def started():
    fields = open("/proc/self/stat").read().rpartition(")")[2].split()
    return float(open("/proc/uptime").read().split()[0]) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
draw = PonderApp._display
def display(app, screen, update):
    draw(app, screen, update)
    if update is not None and all(each.region.area for each in screen.query("#composer, #pill, Welcome")):
        print(started(), time.process_time(), file=sys.__stdout__, flush=True)
        os._exit(0)
PonderApp._display = display
run_app(Services(load=lambda: time.sleep(60)), headless=True)
"""


@dataclass(frozen=True)
class Times:
    """Seconds of each of many equal acts: passed, and of the processor."""

    passed: list[float]
    processor: list[float]

    def per_second(self) -> str:
        return " / ".join(f"{1 / statistics.mean(each):.0f}" for each in (self.passed, self.processor))

    def p95(self) -> str:
        return " / ".join(
            f"{1000 * statistics.quantiles(each, n=20)[18]:.1f}" for each in (self.passed, self.processor)
        )


class Watched:
    """Presses keys on a running app, and waits for the frame that shows what a key did.

    Not the pilot's way of pressing: that sleeps 20 ms at least twice after each key, and up to a second twice while the
    process is busy, which a model that decodes in it always is.
    """

    def __init__(self, app: PonderApp) -> None:
        self.app = app
        self._seen = asyncio.Event()
        self._awaited: Callable[[object], bool] = lambda update: False
        before = app._display

        def display(screen: Screen[Any], update: Any) -> None:
            before(screen, update)
            if self._awaited(update):
                self._seen.set()

        app._display = display  # type: ignore[method-assign]

    async def press(self, key: str, widget: Widget, shown: Callable[[], object]) -> None:
        """Until a frame is drawn, with that widget on it, in which `shown` holds."""
        self._seen.clear()
        self._awaited = lambda update: bool(shown()) and _draws(update, widget)
        self.app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
        await asyncio.wait_for(self._seen.wait(), LONGEST)


def _draws(update: object, widget: Widget) -> bool:
    """Whether an update of the terminal has a part of that widget."""
    if not isinstance(update, ChopsUpdate):
        return True  # the whole screen
    region = widget.region
    return any(region.y <= y < region.bottom and x < region.right and region.x < end for y, x, end in update.spans)


async def timed(acts: list[Callable[[], Awaitable[object]]], clock: Callable[[], float]) -> Times:
    passed, processor = [], []
    for act in acts:
        wall, own = time.perf_counter(), clock()
        await act()
        passed.append(time.perf_counter() - wall)
        processor.append(clock() - own)
    return Times(passed, processor)


def first_paint(repeats: int = 2) -> None:
    best: list[tuple[float, float]] = []
    for _ in range(repeats):
        done = subprocess.run([sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, check=True)
        wall, own = done.stdout.split()[:2]
        best.append((float(wall), float(own)))
    print(f"first paint          {min(w for w, _ in best):.2f} / {min(c for _, c in best):.2f} s  (least of {repeats})")


async def long_trace() -> None:
    from textual.widgets import Input

    from agent.events import CallMade, Observed, ThoughtWritten
    from tests.tui.conftest import events as run_of
    from tests.tui.stage import services, stage
    from tui.state import fold
    from tui.widgets.pane import Pane
    from tui.widgets.trace_view import TraceView

    begin, end = run_of()[:2], run_of()[-3:]
    steps = [
        event
        for i in range(NODES // 3)
        for event in (
            ThoughtWritten(attempt=0, text=f"Step {i}: take {i} away from {i * 37 % 991}."),
            CallMade(attempt=0, tool="calculator", input=f"{i * 37 % 991} - {i}"),
            Observed(attempt=0, text=str(i * 37 % 991 - i), ok=True),
        )
    ]
    run = fold([*begin, *steps, *end])
    async with stage(services(), size=(120, 36)) as on:
        await on.ask("q")
        await on.settle()
        view = on.app.screen.query_one(TraceView)
        view.show(run)
        tree, find = view.tree_widget, view.query_one("#find", Input)
        tree.focus()
        await on.press("g")
        watched = Watched(on.app)

        pane = view.query_one("#detail", Pane)

        async def scroll(key: str) -> None:
            """A frame with the detail of the node that the cursor went to; the cursor is drawn by then."""
            before, words = tree.selected, pane.words
            await watched.press(key, pane, lambda: tree.selected != before and pane.words != words)

        async def search(key: str) -> None:
            """A frame with the letter, and the cursor on a match."""
            before = (find.value, tree.selected)
            await watched.press(key, find if key != "enter" else tree, lambda: (find.value, tree.selected) != before)

        keys = [*["down"] * 20, *["pagedown"] * 20, *["up"] * 10]
        scrolled = await timed([lambda key=key: scroll(key) for key in keys], time.process_time)  # type: ignore[misc]
        await on.press("slash")
        letters = ["space" if letter == " " else letter for letter in "step 1234"]
        searched = await timed(
            [lambda key=key: search(key) for key in [*letters, *["backspace"] * 4, *["enter"] * 12]], time.process_time  # type: ignore[misc]
        )  # fmt: skip
    nodes = sum(1 for _ in run.nodes())
    print(f"scroll, {nodes:,} nodes  {scrolled.per_second()} frames/s")
    print(f"search, {nodes:,} nodes  {searched.per_second()} frames/s")


async def typing() -> None:
    from tests.tui.stage import Stage
    from tui.app import PonderApp
    from tui.services.all import Services
    from tui.widgets.composer import Composer

    services = Services()
    app = PonderApp(services)
    async with app.run_test(size=(120, 36)) as pilot:
        on = Stage(app, pilot)
        while services.model.agent is None:
            await pilot.pause(0.05)
        composer = app.screen.query_one(Composer)
        watched, decoded = Watched(app), 0
        await on.press("a")

        async def key(i: int) -> None:
            before = composer.text
            await watched.press("abcdefghij"[i % 10], composer, lambda: composer.text != before)

        passed, processor = [], []
        for i in range(KEYS):
            if not services.asking.busy:
                decoded += 1
                services.asking.ask(QUESTION, services.choices)
            due, own = time.perf_counter() + BETWEEN_KEYS, time.thread_time()
            await asyncio.sleep(BETWEEN_KEYS)
            await key(i)
            passed.append(time.perf_counter() - due)  # that the app woke late is part of what a typist waits
            processor.append(time.thread_time() - own)
        found = Times(passed, processor)
        assert len(composer.text) == KEYS + 1
    getattr(services, "close", services.stop)()
    print(
        f"typing while the model decodes, 95th percentile of {KEYS} keys: {found.p95()} ms  ({decoded} questions asked)"
    )


def main() -> None:
    os.environ["PONDER_HOME"] = tempfile.mkdtemp(prefix="ponder-measure-")
    print("passed / processor")
    first_paint()
    asyncio.run(long_trace())
    asyncio.run(typing())
    load = os.getloadavg()[0]
    print(f"load of the machine meanwhile: {load:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
