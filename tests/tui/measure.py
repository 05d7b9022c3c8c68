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

NODES = 5_000
KEYS = 60
QUESTION = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"
FIRST_PAINT = """
import time, os, sys
from tui.app import run_app
from tui.services.all import Services
def started():
    fields = open("/proc/self/stat").read().rpartition(")")[2].split()
    return float(open("/proc/uptime").read().split()[0]) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
async def act(pilot):
    await pilot.pause()
    print(started(), time.process_time(), file=sys.__stdout__)
    pilot.app.exit(0)
run_app(Services(load=lambda: time.sleep(60)), headless=True, auto_pilot=act)
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
    from tests.tui.conftest import events
    from tests.tui.stage import services, stage
    from tui.state import fold
    from tui.widgets.trace_view import TraceView

    begin, end = events()[:2], events()[-3:]
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
        view.tree_widget.focus()
        await on.press("g")
        keys = [*["down"] * 10, *["pagedown"] * 10, *["up"] * 5]
        scrolled = await timed([lambda key=key: on.press(key) for key in keys], time.process_time)  # type: ignore[misc]
        await on.press("slash")
        view.query_one("#find", Input).focus()
        letters = [*"step 1234", *["enter"] * 6]
        searched = await timed(
            [lambda key=key: on.press("space" if key == " " else key) for key in letters], time.process_time  # type: ignore[misc]
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
        decoded = 0

        async def key(i: int) -> None:
            nonlocal decoded
            if not services.asking.busy and services.model.user is None:
                decoded += 1
                services.asking.ask(QUESTION, services.choices)
            await on.press("abcdefghij"[i % 10])

        await key(0)
        found = await timed([lambda i=i: key(i) for i in range(KEYS)], time.thread_time)  # type: ignore[misc]
        assert len(composer.text) == KEYS + 1
        services.close()
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
