"""Runs the app without a terminal, with a scripted agent, and a clock that stands still."""

from __future__ import annotations

import asyncio
import functools
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot

from agent.events import AnyEvent, AttemptFinished, Result
from agent.trace import Trace
from tests.tui.conftest import TRACE_ID, events
from tui.app import PonderApp
from tui.glyphs import Glyphs
from tui.services.all import Services
from tui.widgets.trace_tree import TraceTree
from verifier.verdict import Verdict

PATIENCE = 120.0
"""Seconds that `until` waits for something to come true; longer means that it never will."""
NOTHING = Verdict(status="unsure", score=0.0, answer=None)


class Gate(threading.Event):
    """A place in a script where the agent waits until the test opens it; `deaf` does not hear that it should stop."""

    def __init__(self, deaf: bool = False) -> None:
        super().__init__()
        self.deaf = deaf


@dataclass(frozen=True)
class Name:
    name: str = "scripted"


class StageAgent:
    """Acts out scripts: events and gates, by question; "" for any other."""

    def __init__(self, scripts: dict[str, Sequence[AnyEvent | Gate]] | None = None) -> None:
        self.scripts = scripts or {}
        self.asked: list[tuple[str, dict[str, Any]]] = []

    @property
    def policy(self) -> Name:
        return Name()

    def stream(
        self, question: str, *, should_stop: Callable[[], bool] | None = None, **settings: Any
    ) -> Iterator[AnyEvent]:
        self.asked.append((question, settings))
        for item in self.scripts.get(question, self.scripts.get("", events(question))):
            if isinstance(item, Gate):
                while not item.wait(0.005):
                    if should_stop is not None and should_stop() and not item.deaf:
                        yield AttemptFinished(attempt=0, stop="stopped", verdict=NOTHING)
                        yield Result(question=question, answer=None, status="unsure", score=0.0, attempts=1, tokens=0,
                                     seconds=0.1, trace_id=TRACE_ID)  # fmt: skip
                        return
            elif isinstance(item, Exception):
                raise item
            else:
                yield item

    def answer_all(
        self,
        questions: Sequence[str],
        settings: Any,
        *,
        should_stop: Callable[[], bool] | None = None,
        on_done: Callable[[int, Trace], None] | None = None,
    ) -> list[Trace]:
        traces = []
        for i, question in enumerate(questions):
            traces.append(Trace(events=tuple(self.stream(question, should_stop=should_stop))))
            if on_done is not None:
                on_done(i, traces[-1])
        return traces


class StillClock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def services(
    scripts: dict[str, Sequence[AnyEvent | Gate]] | None = None,
    *,
    load: Callable[[], Any] | None = None,
    ascii_only: bool = False,
) -> Services:
    agent = StageAgent(scripts)
    return Services(
        load=load or (lambda: agent),
        clock=StillClock(),
        glyphs=Glyphs(ascii=ascii_only),
    )


class Stage:
    """The app and the keys to press on it."""

    def __init__(self, app: PonderApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*("space" if c == " " else c for c in text))

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the app go on until this holds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if holds():
                if self.app.is_running:
                    await self.pilot.pause(0)  # what came true is drawn
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came true; the screen:\n{self.text()}")

    def keep_notices(self) -> None:
        """For as long as the test: on a busy machine a notice is over before anybody has looked."""
        self.app.NOTIFICATION_TIMEOUT = 600

    async def ask(self, question: str) -> None:
        """Write the question (at once, as a paste) and press Enter."""
        from tui.widgets.composer import Composer

        self.app.screen.query_one(Composer).fill(question)
        await self.press("enter")

    async def settle(self) -> None:
        """Until the question that runs has ended and is shown."""
        asking = self.app.services.asking
        await self.until(lambda: not asking.busy)
        await self.pilot.pause()

    def text(self) -> str:
        """What the screen shows, as plain lines."""
        width = self.app.size.width
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip)[:width].rstrip() for strip in strips)

    @property
    def tree(self) -> TraceTree:
        return self.app.screen.query_one(TraceTree)

    def rows(self) -> list[str]:
        """The tree's visible rows, first to last."""
        tree = self.tree
        nodes = (tree.get_node_at_line(line) for line in range(tree.last_line + 1))
        return [str(node.label) for node in nodes if node is not None]


@asynccontextmanager
async def stage(services: Services, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Stage]:
    app = PonderApp(services)
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        made = Stage(app, pilot)
        await made.until(lambda: services.model.agent is not None or services.model.failure is not None)
        await pilot.pause()
        yield made


def pilot_test(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """An async test as pytest takes it."""

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        asyncio.run(test(*args, **kwargs))

    return run
