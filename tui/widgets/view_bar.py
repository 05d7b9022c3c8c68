"""The views of the Model mode, by name and key; a click goes there."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

VIEWS = {
    "text": ("t", "Text"), "experts": ("x", "Experts"), "attention": ("a", "Attention"), "cache": ("c", "Cache"),
    "sampling": ("s", "Sampling"), "policy": ("i", "Policy"),
}  # fmt: skip
"""Each view's key and name."""


class ViewTab(Static):
    """One view's name."""

    @dataclass
    class Wanted(Message):
        """This view is to be shown."""

        view: str

    def __init__(self, view: str) -> None:
        key, name = VIEWS[view]
        super().__init__(f"{key} {name}", markup=False, id=f"view-{view}")
        self.view = view

    def on_click(self) -> None:
        self.post_message(self.Wanted(self.view))


class ViewBar(Horizontal):
    """The names in a line."""

    DEFAULT_CSS = """
    ViewBar { height: 1; padding: 0 1; }
    ViewBar ViewTab { width: auto; padding: 0 1 0 0; color: $text-muted; }
    ViewBar ViewTab.-shown { color: $text-accent; text-style: bold underline; }
    .-medium ViewBar, .-narrow ViewBar { layout: grid; grid-size: 3 2; grid-rows: 1; height: 2; }
    ViewBar ViewTab:hover { text-style: underline; }
    """

    def compose(self) -> ComposeResult:
        yield from (ViewTab(view) for view in VIEWS)

    def show(self, view: str) -> None:
        for tab in self.query(ViewTab):
            tab.set_class(tab.view == view, "-shown")
