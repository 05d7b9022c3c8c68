"""The attempt that is looked at, read again by its policy in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tui.errors import Failure
from tui.services.background import Background, Emit, ShouldStop

if TYPE_CHECKING:
    from agent.events import AttemptFinished, RunStarted
    from agent.inside import Reader, Reading

Key = tuple[str, int, int | None]
"""Trace, attempt, and window; the window is None for the cache that the attempt had."""


class Rereading:
    """`ask` begins to read, unless that is what was read last; `tick` says whether something new is there."""

    def __init__(self, load: Callable[[str], Reader] | None = None) -> None:
        self._load = load or _load
        self.reading: Reading | None = None
        self.failure: Failure | None = None
        self.key: Key | None = None
        self._readers: dict[str, Reader] = {}
        self._background: Background[Reading] = Background()
        self._told = True

    @property
    def busy(self) -> bool:
        return self._background.running

    def ask(self, started: RunStarted, finished: AttemptFinished, window: int | None) -> None:
        key = (started.trace_id, finished.attempt, window)
        if key != self.key:
            self.key, self.reading, self.failure, self._told = key, None, None, False
            self._background.start(lambda should_stop, emit: self._read(started, finished, window, emit, should_stop))

    def tick(self) -> bool:
        """Whether a reading, or the reason why there is none, has come since."""
        for reading in self._background.drain():
            self.reading = reading
        if self._told or self._background.running:
            return False
        self._told, self.failure = True, self._background.failure
        return True

    def _read(
        self,
        started: RunStarted,
        finished: AttemptFinished,
        window: int | None,
        emit: Emit[Any],
        should_stop: ShouldStop,
    ) -> None:
        reader = self._readers.get(started.policy) or self._load(started.policy)
        self._readers[started.policy] = reader
        if not should_stop():
            emit(reader.read(started, finished, window))


def _load(policy: str) -> Reader:
    from agent.inside import Reader

    return Reader.load(policy)
