"""Traces: what was asked before, found, opened, compared, replayed, exported, deleted."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Input, Static

from tui.filters import STATES, filters, with_status
from tui.palette import TracesCommands
from tui.screens.base import TooSmall
from tui.screens.compare import CompareScreen
from tui.screens.listed import ListScreen
from tui.state import fold
from tui.widgets.bars import ModeBar
from tui.widgets.key_line import KeyLine
from tui.widgets.opened_trace import OpenedTrace
from tui.widgets.trace_table import TraceTable

SHOWN = 500
"""Rows of the list; a search finds the others."""


class TracesScreen(ListScreen):
    """A list, or one opened trace."""

    mode = "traces"
    CSS_PATH = "traces.tcss"
    OF_LIST = frozenset({"search", "status", "mark", "beside", "delete", "reload"})
    COMMANDS = {TracesCommands}  # noqa: RUF012 - as Textual declares it
    HELP = (
        "Traces: every answer that was stored. Search for words of a question, an answer or a step; status:refuted, "
        "score>0.8, suite:NAME and policy:NAME filter. A suite's traces are those that it was run for in F4, or that "
        "`ponder traces import` stored; suite:- is what was asked alone. Mark one trace with m, then c sets another "
        "beside it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="traces.back", tooltip="Out of the trace, or of the search"),
        Binding("slash", "search", "Search", id="traces.search", tooltip="Words and filters"),
        Binding("s", "status", "Status", id="traces.status", tooltip="All, verified, unsure or refuted"),
        Binding("m", "mark", "Mark", id="traces.mark", tooltip="Mark a trace to compare another with"),
        Binding("c", "beside", "Compare", id="traces.compare", tooltip="The marked trace beside this one"),
        Binding("d", "delete", "Delete", show=False, id="traces.delete", tooltip="Delete the trace: press it twice"),
        Binding("ctrl+r", "reload", "Reload", show=False, id="traces.reload", tooltip="Read the list again"),
    ]

    def compose(self) -> ComposeResult:
        services = self.services
        yield ModeBar(self.mode)
        yield Input(placeholder="words, status:refuted, score>0.8, suite:core, policy:micro", id="search")
        yield TraceTable(services.glyphs, services.local_time, id="list")
        yield Static(id="empty", markup=False)
        yield OpenedTrace(services.glyphs, services.playback, id="opened")
        yield Static(id="pill", markup=False)
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        self._condemned: str | None = None
        self.query_one(OpenedTrace).display = False
        self.table.focus()

    def on_screen_resume(self) -> None:
        self.show_policy()
        self.call_after_refresh(self.action_reload)

    @property
    def table(self) -> TraceTable:
        return self.query_one(TraceTable)

    # The list

    def action_reload(self) -> None:
        search = self.query_one("#search", Input).value
        try:
            wanted = filters(search)
            store = self.services.store()
            found = store.search(wanted.text, wanted, limit=SHOWN) if wanted.text else store.list(wanted, limit=SHOWN)
            total = store.count(wanted)
        except Exception as error:
            self.tell(error)
            return
        self.table.show(found)
        self.table.set_class(not found, "-empty")  # not hidden: it keeps the focus
        empty = self.query_one("#empty", Static)
        empty.display = not found and not self.opened
        empty.update(
            "No stored trace fits. Esc empties the search." if search else
            "No trace is stored yet. F2 asks a question; its trace will be here."
        )  # fmt: skip
        more = f" (the newest {SHOWN} shown)" if total > len(found) else ""
        self.query_one("#pill", Static).update(f"{total:,} traces{more}" if total != 1 else "1 trace")

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        if not self.query_one("#search", Input).value.endswith(":"):
            self.action_reload()

    @on(Input.Submitted, "#search")
    def _done_typing(self) -> None:
        self.table.focus()

    def action_search(self) -> None:
        self.query_one("#search", Input).focus()

    def action_status(self) -> None:
        """The next status; after the last, all."""
        search = self.query_one("#search", Input)
        now = next((i for i, state in enumerate(STATES) if f"status:{state}" in search.value), -1)
        search.value = with_status(search.value, STATES[now + 1] if now + 1 < len(STATES) else None)

    def action_mark(self) -> None:
        marked = self.table.mark()
        self.notify("Marked: c sets another trace beside it." if marked else "No trace is marked.", timeout=3)

    def action_beside(self) -> None:
        table = self.table
        if table.marked is None or table.selected is None or table.marked == table.selected:
            self.notify("Mark one trace with m, go to another, then c.", severity="warning")
            return
        try:
            store = self.services.store()
            left, right = (fold(store.get(name).events) for name in (table.marked, table.selected))
        except Exception as error:
            self.tell(error)
            return
        if left.best is not None and right.best is not None:
            self.app.push_screen(CompareScreen((left, left.best), (right, right.best), self.services.glyphs))

    def action_delete(self) -> None:
        chosen = self.table.selected
        if chosen is None:
            return
        if self._condemned != chosen:
            self._condemned = chosen
            self.notify("d again deletes this trace for good.", severity="warning", timeout=4)
            return
        try:
            self.services.store().delete(chosen)
        except Exception as error:
            self.tell(error)
        self._condemned = None
        self.action_reload()

    # One trace

    @on(DataTable.RowSelected, "#list")
    def _open(self, event: DataTable.RowSelected) -> None:
        try:
            events = self.services.store().get(str(event.row_key.value)).events
        except Exception as error:
            self.tell(error)
            return
        self.switch(opened=True)
        self.query_one(OpenedTrace).show(events)
        self.services.looked_at = self.query_one(OpenedTrace).whole

    def switch(self, *, opened: bool) -> None:
        for name in ("#search", "#list", "#pill"):
            self.query_one(name).display = not opened
        super().switch(opened=opened)

    def action_leave(self) -> None:
        """Esc: a step back in the opened trace, out of it, or out of the search. It never quits."""
        if self.leave_trace():
            return
        search = self.query_one("#search", Input)
        if search.value:
            search.value = ""
        self.table.focus()
