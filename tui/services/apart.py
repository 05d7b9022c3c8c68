"""The model in a process of its own (`tui.engine`), at the other end of a pipe. The app imports no torch for it.

The process starts when something is first asked of it, and again after it was lost. It ends when the pipe closes:
when the app quits, crashes or is killed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.errors import CommandError
from tui.services.talk import LOST, Talk
from tui.services.told import Item, Size, Told

if TYPE_CHECKING:
    from agent.events import AnyEvent, AttemptFinished, RunStarted
    from tui.glyphs import Span
    from tui.inside.known import Known
    from tui.inside.lookout import Angle, Shape
    from tui.services.agents import Named
    from tui.services.background import Emit, ShouldStop
    from tui.services.choices import Choices


class Apart:
    """A workplace (`tui.services.workplace`) in a process of its own, which `talk` starts."""

    def __init__(self, policy: str | None = None, talk: Callable[[str | None], Talk] = Talk) -> None:
        self._policy, self._start = policy, talk
        self._lock = threading.Lock()
        self._talk: Talk | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Of the process; None before there is one."""
        return self._talk.pid if self._talk is not None else None

    def _ask(self, do: str, given: dict[str, Any], should_stop: ShouldStop | None = None) -> Iterator[Any]:
        with self._lock:
            if self._closed:
                raise CommandError("the app is ending", kind=LOST)
            if self._talk is not None and self._talk.lost:
                self._talk.close()  # its process has ended: this lets go of the pipe
                self._talk = None
            if self._talk is None:
                self._talk = self._start(self._policy)
            talk = self._talk
        yield from talk.ask(do, given, should_stop)

    def load(self) -> FarAgent:
        return FarAgent(self._ask, *self._ask("load", {}))

    def suite(self, choices: Choices, out: Path, resume: bool, should_stop: ShouldStop, emit: Emit[Told]) -> None:
        given = {"choices": choices.model_dump(mode="json"), "out": str(out.absolute()), "resume": resume}
        for news in self._ask("suite", given, should_stop):
            emit(_told(news))

    def known(self, policy: str) -> Known:
        from tui.inside.known import Known

        ((pieces, card),) = self._ask("known", {"policy": policy})
        return Known(tuple(pieces), card)

    def read(self, started: RunStarted, finished: AttemptFinished, window: int | None) -> Shape:
        from tui.inside.lookout import Shape

        given = {"started": started.model_dump_json(), "finished": finished.model_dump_json(), "window": window}
        ((layers, heads),) = self._ask("read", given)
        return Shape(layers, heads)

    def view(self, angle: Angle) -> list[Span]:
        (spans,) = self._ask("view", asdict(angle))
        return [(style, text) for style, text in spans]

    @property
    def lost(self) -> str:
        return self._talk.lost if self._talk is not None else ""

    def let_go(self) -> bool:
        if self._talk is not None:
            self._talk.kill()
        return True

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._talk is not None:
                self._talk.close()


class FarAgent:
    """The agent over there, as the app sees it."""

    def __init__(self, ask: Callable[..., Iterator[Any]], name: str) -> None:
        self._ask, self._name = ask, name

    @property
    def policy(self) -> Named:
        return _Name(self._name)

    def stream(self, question: str, *, should_stop: ShouldStop | None = None, **settings: Any) -> Iterator[AnyEvent]:
        from agent.events import EVENT

        for line in self._ask("ask", {"question": question, **settings}, should_stop):
            yield EVENT.validate_json(line)


class _Name:
    def __init__(self, name: str) -> None:
        self.name = name


def _told(news: dict[str, Any]) -> Told:
    from agent.trace import Trace

    if "summary" in news:
        return dict(news["summary"])
    if "total" in news:
        return Size(news["total"])
    return Item(news["index"], news["gold"], news["right"], Trace.from_json(news["trace"]))
