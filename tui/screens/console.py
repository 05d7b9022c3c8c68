"""The console: what was written to the terminal under the app, by libraries and their warnings."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui.screens.dialog import Dialog
from tui.services.console import Console
from tui.widgets.pane import Pane


class ConsoleScreen(Dialog[None]):
    """The lines, newest last."""

    HELP = (
        "The console: what libraries wrote to the terminal while the app had it, newest last. Warnings are usual; an "
        "error here may say why a model did not load."
    )
    DEFAULT_CSS = """
    ConsoleScreen { align: center bottom; }
    ConsoleScreen > Vertical { height: 60%; border-top: solid $accent; background: $surface; padding: 0 1; }
    ConsoleScreen #title { height: 1; text-style: bold; }
    ConsoleScreen Pane { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f9", "dismiss", "Close", id="console.close", tooltip="Back to the screen below"),
    ]

    def __init__(self, console: Console) -> None:
        super().__init__()
        self.console_ = console

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Console: stray output. Esc closes, F1 helps", id="title", markup=False)
            yield Pane(id="lines")

    def on_mount(self) -> None:
        self.query_one(Pane).focus()
        self.show()

    def show(self) -> None:
        pane = self.query_one(Pane)
        self.console_.unread = 0
        pane.show([("plain", "\n".join(self.console_.lines) or "Nothing was written.")])
        pane.scroll_end(animate=False)
