"""Plain lines, for logs and pipes; and the display that prints the answer alone."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from tui.display.lines import Narrator
from tui.text import printable

if TYPE_CHECKING:
    from agent.events import AnyEvent


class AnswerOnly:
    """Prints the answer on stdout and nothing else."""

    def __enter__(self) -> AnswerOnly:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def show(self, event: AnyEvent) -> None:
        if event.type == "result" and event.answer is not None:
            print(printable(event.answer), flush=True)


class PlainDisplay(AnswerOnly):
    """The trace and the verdict as lines on stderr, then the answer on stdout."""

    def __init__(self) -> None:
        self.narrator = Narrator()

    def show(self, event: AnyEvent) -> None:
        for _, text in self.narrator.lines(event):
            print(text, file=sys.stderr, flush=True)
        super().show(event)
