"""The asynchronous twins of an agent's methods: `aask`, `astream`, `aask_many`.

Decoding keeps a processor busy and blocks, so each run has a thread; the event loop stays free. A task that is
cancelled, or a stream that is closed, stops its run at the next token: the thread is not waited for.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TypedDict, TypeVar, Unpack

if TYPE_CHECKING:
    from agent.events import AnyEvent
    from agent.policy import ShouldStop
    from agent.trace import Trace

ASYNC_THREADS = 16
"""Runs of one process that asynchronous callers have going; others wait their turn."""
T = TypeVar("T")


class How(TypedDict, total=False):
    """What a question is asked with. `attempts` made at most (the agent's budgets, where it is None); `samples` of them
    in a round after the first; their `temperature`; the `seed` of every choice; wall time of the run."""

    attempts: int | None
    samples: int
    temperature: float
    seed: int
    max_seconds: float | None


class Asking(Protocol):
    """What an agent can do, synchronously."""

    def ask(self, question: str, *, should_stop: ShouldStop | None = None, **how: Unpack[How]) -> Trace: ...

    def stream(
        self, question: str, *, should_stop: ShouldStop | None = None, **how: Unpack[How]
    ) -> Iterator[AnyEvent]: ...

    def ask_many(
        self,
        questions: Sequence[str],
        *,
        should_stop: ShouldStop | None = None,
        on_done: Callable[[int, Trace], None] | None = None,
        **how: Unpack[How],
    ) -> list[Trace]: ...


class AsyncAsking:
    """Mixed into an agent."""

    async def aask(self: Asking, question: str, **how: Unpack[How]) -> Trace:
        """As `ask`. Cancelling the task stops the run at the next token."""
        return await _in_thread(lambda stop: self.ask(question, should_stop=stop, **how))

    async def aask_many(self: Asking, questions: Sequence[str], **how: Unpack[How]) -> list[Trace]:
        """As `ask_many`. Cancelling the task stops all of it at the next token."""
        return await _in_thread(lambda stop: self.ask_many(questions, should_stop=stop, **how))

    async def astream(self: Asking, question: str, **how: Unpack[How]) -> AsyncIterator[AnyEvent]:
        """As `stream`. Closing it (contextlib.aclosing) or cancelling the task stops the run at the next token."""
        loop, stop = asyncio.get_running_loop(), threading.Event()
        events: asyncio.Queue[AnyEvent | None] = asyncio.Queue()

        def put(event: AnyEvent | None) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody listens any more
                loop.call_soon_threadsafe(events.put_nowait, event)

        def work() -> None:
            try:
                for event in self.stream(question, should_stop=stop.is_set, **how):
                    put(event)
            finally:
                put(None)

        done = loop.run_in_executor(_threads(), work)
        try:
            while (event := await events.get()) is not None:
                yield event
            await done
        finally:
            stop.set()
            done.cancel()


async def _in_thread(work: Callable[[ShouldStop], T]) -> T:
    """What `work` gives, from a thread; it is told to stop when the task that waits is cancelled."""
    stop = threading.Event()
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads(), lambda: work(stop.is_set))
    finally:
        stop.set()


_pool: ThreadPoolExecutor | None = None
_pool_lock = threading.Lock()


def _threads() -> ThreadPoolExecutor:
    """Made when it is first needed."""
    global _pool
    with _pool_lock:
        if _pool is None:
            _pool = ThreadPoolExecutor(ASYNC_THREADS, thread_name_prefix="ponder-ask")
        return _pool
