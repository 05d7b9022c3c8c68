"""The footer: the keys of what has the focus, as far as there is room; Help, Quit and the palette always."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey  # what a Footer is made of has no public name

ALWAYS = ("help", "quit", "command_palette")
BLANKS = 3
"""Around a key and its description."""
EDGE = 2
"""Around the palette's key."""


class KeyLine(Footer):
    """Textual's footer, without the keys that would push Help and Quit off the screen. F1 lists them all."""

    _room = 0

    def compose(self) -> ComposeResult:
        self._room = self.size.width or self.app.size.width
        keys: list[Widget] = list(super().compose())
        room = self._room - EDGE - sum(_width(key) for key in keys if _stays(key))
        for key in keys:
            if not _stays(key):
                if _width(key) > room:
                    continue
                room -= _width(key)
            yield key

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._room:
            self.call_after_refresh(self.recompose)


def _stays(key: Widget) -> bool:
    return isinstance(key, FooterKey) and key.action.rpartition(".")[2] in ALWAYS


def _width(key: Widget) -> int:
    return len(key.key_display) + len(key.description) + BLANKS if isinstance(key, FooterKey) else 0
