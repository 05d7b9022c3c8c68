"""A pane of spans that scrolls: the detail of a node, the numbers of a run, one side of a comparison."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.glyphs import Span
from tui.widgets.spans import content


class Pane(VerticalScroll):
    """Shows spans, redrawn only when they change. Text in them is never markup."""

    DEFAULT_CSS = """
    Pane { padding: 0 1; }
    Pane > Static { width: 1fr; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False, id="pane.down"),
        Binding("k", "scroll_up", "Up", show=False, id="pane.up"),
    ]

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.spans: list[Span] = []

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self, spans: list[Span], *, top: bool = False) -> None:
        """Show these; `top` scrolls back to the beginning."""
        if spans != self.spans:
            self.spans = spans
            self.query_one(Static).update(content(spans))
        if top:
            self.scroll_home(animate=False)

    @property
    def words(self) -> str:
        """What is shown, without its looks."""
        return "".join(text for _, text in self.spans)
