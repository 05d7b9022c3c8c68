"""What a screen has whose list opens a trace in its place, and comes back to its list."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.widgets import DataTable

from tui.screens.base import ModeScreen
from tui.widgets.opened_trace import OpenedTrace


class ListScreen(ModeScreen):
    """It composes an OpenedTrace. `OF_LIST` are the actions that belong to the list."""

    OF_LIST: ClassVar[frozenset[str]] = frozenset()

    @property
    def table(self) -> DataTable[Any]:
        return self.query_one(DataTable)

    @property
    def opened(self) -> bool:
        return bool(self.query_one(OpenedTrace).display)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What belongs to the list is not offered in an opened trace, whose own keys it would hide."""
        return not (action in self.OF_LIST and self.is_mounted and self.opened)

    def leave_trace(self) -> bool:
        """A step back in the opened trace, or out of it; False where none is opened."""
        if not self.opened:
            return False
        if not self.query_one(OpenedTrace).back():
            self.switch(opened=False)
            self.table.focus()
        return True

    def switch(self, *, opened: bool) -> None:
        """Show the trace in the place of the list, or the list again."""
        self.query_one(OpenedTrace).display = opened
        self.refresh_bindings()
