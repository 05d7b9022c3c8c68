"""The keys that every list of rows has for its cursor."""

from __future__ import annotations

from textual.binding import Binding, BindingType

LAST = ("scroll_bottom", "Last", "To the last row")


def row_keys(of: str, first: str, last: tuple[str, str, str] = LAST) -> list[BindingType]:
    """Bindings named `of`.down, .up, .first and .last; `first` is the widget's own action, `last` with its texts."""
    action, name, tooltip = last
    return [
        Binding("j", "cursor_down", "Down", show=False, id=f"{of}.down", tooltip="To the next row"),
        Binding("k", "cursor_up", "Up", show=False, id=f"{of}.up", tooltip="To the row before"),
        Binding("g", first, "First", show=False, id=f"{of}.first", tooltip="To the first row"),
        Binding("G", action, name, show=False, id=f"{of}.last", tooltip=tooltip),
    ]
