"""The table of a suite's items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from tui.glyphs import Glyphs
from tui.scores import COLUMNS, cells
from tui.services.told import Item


class ItemTable(DataTable[Text]):
    """One row a task. Rows are keyed by the task's place in the suite."""

    HELP = "The suite's tasks: f filters, o orders, Enter opens the trace."
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"item--{style}" for style in ("plain", "strong", "quiet", "good", "bad", "doubt", "tool")
    }
    DEFAULT_CSS = """
    ItemTable { overflow-x: hidden; }
    ItemTable .item--quiet { color: $foreground-muted; }
    ItemTable .item--good { color: $text-success; }
    ItemTable .item--bad { color: $text-error; }
    ItemTable .item--doubt { color: $text-warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="table.down", tooltip="To the next row"),
        Binding("k", "cursor_up", "Up", show=False, id="table.up", tooltip="To the row before"),
        Binding("g", "scroll_top", "First", show=False, id="table.first", tooltip="To the first row"),
        Binding("G", "scroll_bottom", "Last", show=False, id="table.last", tooltip="To the last row"),
    ]

    def __init__(self, glyphs: Glyphs, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=True)
        self.glyphs = glyphs

    def on_mount(self) -> None:
        for name in COLUMNS:
            self.add_column(name, key=name)

    def show(self, items: Sequence[Item]) -> None:
        """Show these, keeping the cursor on its task where that is still there."""
        before = self.selected
        self.clear()
        self.extend(items)
        places = [item.index for item in items]
        if before in places:
            self.move_cursor(row=places.index(before))

    def extend(self, items: Sequence[Item]) -> None:
        """Add rows at the end."""
        for item in items:
            row = [Text(text, self._style(style)) for style, text in cells(item, self.glyphs)]
            self.add_row(*row, key=str(item.index))

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"item--{name}", partial=True)

    @property
    def selected(self) -> int | None:
        """The place in the suite of the task under the cursor."""
        if not self.row_count:
            return None
        return int(self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value or 0)
