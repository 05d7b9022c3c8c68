"""The list of stored traces."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.widgets import DataTable

from tui.glyphs import Glyphs
from tui.rows import duration
from tui.text import one_line
from tui.widgets.row_keys import row_keys

if TYPE_CHECKING:
    from agent.store import TraceSummary

COLUMNS = ("", "when", "verdict", "attempts", "time", "answer", "question")


class TraceTable(DataTable[Text]):
    """One row a trace; cells are Rich text, so that nothing in them is markup."""

    HELP = "Stored traces, newest first. The line above takes words to search for, and filters."
    DEFAULT_CSS = "TraceTable { overflow-x: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = row_keys("table", "scroll_top")

    def __init__(self, glyphs: Glyphs, local_time: Callable[[float], time.struct_time], id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=True)
        self.glyphs, self.local_time = glyphs, local_time
        self.marked: str | None = None

    def on_mount(self) -> None:
        for name in COLUMNS:
            self.add_column(name, key=name or "mark")

    def show(self, found: Sequence[TraceSummary]) -> None:
        """Show these, keeping the cursor on its trace where that is still there."""
        before = self.selected
        self.clear()
        for one in found:
            self.add_row(*self._cells(one), key=one.trace_id)
        ids = [one.trace_id for one in found]
        if before in ids:
            self.move_cursor(row=ids.index(before))

    def _cells(self, one: TraceSummary) -> list[Text]:
        when = time.strftime("%d %b %H:%M", self.local_time(one.saved))
        verdict = self.glyphs.named(one.status)[1]
        answer = self.glyphs.dash if one.answer is None else one_line(one.answer, 18)
        texts = (when, f"{verdict} {one.score:.2f}", str(one.attempts), duration(one.seconds), answer,
                 one_line(one.question, 200))  # fmt: skip
        return [Text("*" if one.trace_id == self.marked else " "), *(Text(text) for text in texts)]

    @property
    def selected(self) -> str | None:
        """Id of the trace under the cursor."""
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    def mark(self) -> str | None:
        """Mark the trace under the cursor, or take its mark away; the one that is marked now."""
        before, chosen = self.marked, self.selected
        self.marked = None if before == chosen else chosen
        for key in {before, chosen} - {None}:
            if key in self.rows:
                self.update_cell(key, "mark", Text("*" if key == self.marked else " "))  # type: ignore[arg-type]
        return self.marked
