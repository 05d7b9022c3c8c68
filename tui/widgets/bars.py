"""The line at the top: which mode this is, how to reach the others, and which policy answers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tui.text import one_line

MODE_NAMES = {"ask": ("F2", "Ask"), "traces": ("F3", "Traces"), "suites": ("F4", "Suites"), "model": ("F5", "Model")}


class ModeTab(Static):
    """One mode's name; a click goes there."""

    def __init__(self, mode: str, active: bool) -> None:
        key, name = MODE_NAMES[mode]
        super().__init__(f"{key} {name}", markup=False, id=f"tab-{mode}", classes="-active" if active else "")
        self.mode = mode

    async def on_click(self) -> None:
        await self.app.run_action(f"app.mode('{self.mode}')")


class ModeBar(Horizontal):
    """Name, modes, policy."""

    DEFAULT_CSS = """
    ModeBar { height: 1; background: $panel; }
    ModeBar #brand { width: auto; padding: 0 1; text-style: bold; color: $text-accent; }
    ModeBar ModeTab { width: auto; padding: 0 1; color: $text-muted; }
    ModeBar ModeTab.-active { background: $accent; color: $background; text-style: bold; }
    ModeBar ModeTab:hover { text-style: underline; }
    ModeBar #policy { width: 1fr; text-align: right; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, mode: str) -> None:
        super().__init__()
        self.mode = mode

    def compose(self) -> ComposeResult:
        yield Static("Ponder", id="brand", markup=False)
        for mode in MODE_NAMES:
            yield ModeTab(mode, mode == self.mode)
        yield Static("", id="policy", markup=False)

    def show_policy(self, name: str) -> None:
        self.query_one("#policy", Static).update(f"policy {one_line(name, 24)}" if name else "")
