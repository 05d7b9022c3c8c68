"""The table of a suite's items."""

from __future__ import annotations

from collections.abc import Sequence

from tui.glyphs import Glyphs
from tui.scores import COLUMNS, cells
from tui.services.told import Item
from tui.widgets.row_table import RowTable


class ItemTable(RowTable):
    """One row a task. Rows are keyed by the task's place in the suite."""

    HELP = "The suite's tasks: f filters, o orders, Enter opens the trace; Left and Right scroll to what is cut off."

    def __init__(self, glyphs: Glyphs, id: str | None = None) -> None:
        super().__init__(COLUMNS, id=id)
        self.glyphs = glyphs

    def show(self, items: Sequence[Item]) -> None:
        """Show these, keeping the cursor on its task where that is still there."""
        before, aside = self.selected, self.scroll_x
        self.clear()
        self.extend(items)
        places = [item.index for item in items]
        if before in places:
            self.move_cursor(row=places.index(before))
        self.scroll_to(x=aside, animate=False)

    def extend(self, items: Sequence[Item]) -> None:
        """Add rows at the end."""
        for item in items:
            self.add(str(item.index), cells(item, self.glyphs))

    @property
    def selected(self) -> int | None:
        """The place in the suite of the task under the cursor."""
        return None if self.chosen is None else int(self.chosen)
