"""A table of rows that scrolls both ways: the keys and the looks that such tables share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from tui.glyphs import Span
from tui.widgets.row_keys import row_keys

STEP = 12
"""Columns that Left and Right scroll by."""


class RowTable(DataTable[Text]):
    """Cells are spans, so that nothing in them is markup. The first column stays where it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"row--{style}" for style in ("plain", "strong", "quiet", "good", "bad", "doubt", "tool")
    }
    DEFAULT_CSS = """
    RowTable { overflow-x: auto; scrollbar-size-horizontal: 1; }
    RowTable .row--strong { text-style: bold; }
    RowTable .row--quiet { color: $foreground-muted; }
    RowTable .row--good { color: $text-success; }
    RowTable .row--bad { color: $text-error; }
    RowTable .row--doubt { color: $text-warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *row_keys("table", "scroll_top"),
        Binding("left", "sideways(-1)", "To the left", show=False, id="table.left", tooltip="Scroll to the left"),
        Binding("right", "sideways(1)", "To the right", show=False, id="table.right", tooltip="Scroll to the right"),
    ]

    def __init__(self, columns: Sequence[str], id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=True, fixed_columns=1)
        self.names = columns

    def on_mount(self) -> None:
        for name in self.names:
            self.add_column(name, key=name)

    def add(self, key: str, cells: Sequence[Span]) -> None:
        """Add a row at the end."""
        self.add_row(*(Text(text, self._style(style)) for style, text in cells), key=key)

    def action_sideways(self, by: int) -> None:
        self.scroll_relative(x=by * STEP, animate=False)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"row--{name}", partial=True)

    @property
    def chosen(self) -> str | None:
        """The key of the row under the cursor."""
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value if self.row_count else None
