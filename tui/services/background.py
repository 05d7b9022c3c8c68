"""Work in a thread of its own, whose results a screen fetches in batches.

Not Textual's thread workers: those share an executor that Python waits for when it exits, so that an engine which
does not stop would keep the process alive after the app has gone. These threads are daemons: nothing waits for them.
The thread never touches a widget; it fills a queue, and whoever owns the screen drains it every DRAIN_SECONDS.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakSet

from tui.errors import Failure, describe

T = TypeVar("T")
ShouldStop = Callable[[], bool]
Emit = Callable[[T], None]
Work = Callable[[ShouldStop, Emit[T]], None]
"""Calls the second with each result; ends early, keeping what there is, once the first says so."""
DRAIN_SECONDS = 0.06
"""Between two batches: fast enough to look live, slow enough that a token never costs a redraw."""


_THREADS: WeakSet[threading.Thread] = WeakSet()


def all_ended(seconds: float) -> bool:
    """Whether every thread that was started here, and let go of, ends within that time."""
    deadline = time.monotonic() + seconds
    for thread in list(_THREADS):
        thread.join(max(0.0, deadline - time.monotonic()))
    return not any(thread.is_alive() for thread in _THREADS)


class Background(Generic[T]):
    """One piece of work at a time. `drain` gives what came since it was last called."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._queue: deque[T] = deque()
        self._ended = threading.Event()
        self._ended.set()
        self._failure: Failure | None = None

    def start(self, work: Work[T]) -> None:
        """Begin; what is left of earlier work is told to stop and is not heard of again."""
        self._stop.set()
        self._stop, self._queue, self._ended, self._failure = threading.Event(), deque(), threading.Event(), None
        thread = threading.Thread(target=self._run, args=(work, self._stop, self._queue, self._ended), daemon=True)
        thread.start()
        _THREADS.add(thread)

    def _run(self, work: Work[T], stop: threading.Event, queue: deque[T], ended: threading.Event) -> None:
        try:
            work(stop.is_set, queue.append)
        except Exception as error:  # the boundary: a person is told, the app goes on
            if ended is self._ended:
                self._failure = describe(error)
        finally:
            ended.set()

    @property
    def running(self) -> bool:
        """Whether there is, or may come, something to drain."""
        return not self._ended.is_set() or bool(self._queue)

    @property
    def stopping(self) -> bool:
        return self.running and self._stop.is_set()

    @property
    def failure(self) -> Failure | None:
        """Why the work broke off; None while it runs and when it did not."""
        return None if self.running else self._failure

    def drain(self) -> list[T]:
        """What has come since the last time, in order."""
        return [self._queue.popleft() for _ in range(len(self._queue))]

    def stop(self) -> None:
        """Ask the work to end; what it still yields is kept."""
        self._stop.set()

    def abandon(self) -> None:
        """Let go of work that does not stop."""
        self._stop.set()
        self._queue, self._ended = deque(), threading.Event()
        self._ended.set()
