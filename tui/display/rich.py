"""Colour and a spinner on stderr, for a person at a terminal. Model text is styled, never read as markup."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.status import Status
from rich.text import Text

from tui.display.lines import Narrator
from tui.display.plain import AnswerOnly

if TYPE_CHECKING:
    from agent.events import AnyEvent

STYLES = {
    "heading": "bold",
    "thought": "dim",
    "dim": "dim",
    "call": "cyan",
    "observation": "green",
    "answer": "bold",
    "bad": "red",
    "pass": "green",
    "fail": "red",
    "unknown": "yellow",
    "verified": "bold green",
    "unsure": "bold yellow",
    "refuted": "bold red",
}


class RichDisplay(AnswerOnly):
    """The same words as the plain display, coloured; a spinner runs while the model works."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True, highlight=False)
        self.narrator = Narrator()
        self.status = Status("thinking", console=self.console)

    def __enter__(self) -> RichDisplay:
        self.status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.status.stop()

    def show(self, event: AnyEvent) -> None:
        if event.type == "result":
            self.status.stop()  # the answer goes to the same terminal through stdout
        for style, text in self.narrator.lines(event):
            self.console.print(Text(text, style=STYLES[style]), soft_wrap=True)
        super().show(event)
