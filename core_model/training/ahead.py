"""Documents of the next step while this one trains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from core_model.transcript import Rendered


class Ahead:
    """A source of documents, asked for a step's while the step before is under way, in a thread of its own.

    The thread waits for tools and draws at random where the processor would do nothing else. Sources are pure
    functions of the step's number, so what is drawn is the same. Used as a context; leaving it ends the thread.
    """

    def __init__(self, source: Callable[[int], Sequence[Rendered]], steps: int) -> None:
        self.source, self.steps = source, steps
        self._thread = ThreadPoolExecutor(1, "documents")
        self._next: tuple[int, Future[Sequence[Rendered]]] | None = None

    def __call__(self, step: int) -> Sequence[Rendered]:
        """Documents of a step. Raises what the source raises."""
        at, drawing = self._next or (-1, None)
        if drawing is None or at != step:
            drawing = self._thread.submit(self.source, step)
        found = drawing.result()
        self._next = (step + 1, self._thread.submit(self.source, step + 1)) if step + 1 < self.steps else None
        return found

    def __enter__(self) -> Ahead:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)
