"""The attempt that is looked at, read again by its policy in the background, and what is seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tui.errors import Failure
from tui.services.background import Background

if TYPE_CHECKING:
    from agent.events import AttemptFinished, RunStarted
    from tui.glyphs import Span
    from tui.inside.lookout import Angle, Shape

Key = tuple[str, int, int | None]
"""Trace, attempt, and window; the window is None for the cache that the attempt had."""


class Reads(Protocol):
    """Reads one attempt, then views it: a `Lookout`, or a workplace that has one."""

    def read(self, started: RunStarted, finished: AttemptFinished, window: int | None) -> Shape: ...

    def view(self, angle: Angle) -> list[Span]: ...


class Rereading:
    """`ask` begins to read, unless that is what was read last; `look` gives a view of it; `tick` says whether there is
    something new to show."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self.shape: Shape | None = None
        """Of the attempt; None until it is read."""
        self.failure: Failure | None = None
        self.key: Key | None = None
        self._reading: Background[Shape] = Background()
        self._viewing: Background[list[Span]] = Background()
        self._told = True
        self._wanted: Angle | None = None
        self._under_way: Angle | None = None
        self._seen: tuple[Angle, list[Span]] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is still to come."""
        return self._reading.running or self._under_way is not None

    def ask(self, started: RunStarted, finished: AttemptFinished, window: int | None) -> None:
        key = (started.trace_id, finished.attempt, window)
        if key != self.key:
            self.key, self.shape, self.failure, self._told = key, None, None, False
            self._wanted = self._seen = None
            self._reading.start(lambda should_stop, emit: emit(self._reads.read(started, finished, window)))

    def look(self, angle: Angle) -> list[Span] | None:
        """What is seen from there, if that is where was looked from last; else None, and it is on its way."""
        if self._seen is not None and self._seen[0] == angle:
            return self._seen[1]
        self._wanted = angle
        self._view()
        return None

    def _view(self) -> None:
        """View from where is wanted now; one at a time, so that whoever moves on quickly skips what lies between."""
        angle = self._wanted
        if angle is not None and self._under_way is None and self.shape is not None and self.failure is None:
            self._under_way, self._wanted = angle, None
            self._viewing.start(lambda should_stop, emit: emit(self._reads.view(angle)))

    def tick(self) -> bool:
        """Whether a reading, a view, or the reason why there is none, has come since."""
        news = False
        for shape in self._reading.drain():
            self.shape = shape
        if not self._told and not self._reading.running:
            self._told, self.failure, news = True, self._reading.failure, True
        if self._under_way is not None:
            for spans in self._viewing.drain():
                self._seen = self._under_way, spans
            if not self._viewing.running:
                self._under_way, news = None, True
                self.failure = self.failure or self._viewing.failure
        self._view()
        return news

    def forget(self) -> None:
        """The model was lost, and what it had read: the next `ask` reads again."""
        self.key = self.shape = self._wanted = self._seen = None
