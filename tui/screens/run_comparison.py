"""Two runs of a suite side by side: the paired difference, each family, and the items that flipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Static

from tui.compared import FLIP_COLUMNS, figures, flip_cells
from tui.errors import CommandError
from tui.glyphs import Span
from tui.palette import RunComparisonCommands
from tui.screens.base import TooSmall
from tui.screens.compare import CompareScreen
from tui.screens.listed import ListScreen
from tui.services.background import DRAIN_SECONDS
from tui.services.run_comparison import RunComparison, trace_of
from tui.state import fold
from tui.text import one_line
from tui.widgets.key_line import KeyLine
from tui.widgets.opened_trace import OpenedTrace
from tui.widgets.pane import Pane
from tui.widgets.row_table import RowTable
from tui.widgets.spans import content

if TYPE_CHECKING:
    from agent.compare import Flip
    from agent.events import AnyEvent


class FlipTable(RowTable):
    """One row an item; keyed by its place among the flips."""

    HELP = "The items that one run got right and the other wrong: Enter sets their traces side by side."


class RunComparisonScreen(ListScreen):
    """The figures are `agent.compare`'s, as `ponder compare` prints them."""

    CSS_PATH = "run_comparison.tcss"
    OF_LIST = frozenset({"open", "swap"})
    COMMANDS = {RunComparisonCommands}  # noqa: RUF012 - as Textual declares it
    HELP = (
        "Two runs, paired by question: B less A with its 95 % interval, and the exact p of McNemar's test, which looks "
        "at the items that flipped alone. Gained: B got it right and A did not. Enter shows both traces of an item "
        "side by side, a and b open one of them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="runs.back", tooltip="Out of the trace, or back to the runs"),
        Binding("a", "open('a')", "Trace of A", id="runs.a", tooltip="Open the item's trace in run A"),
        Binding("b", "open('b')", "Trace of B", id="runs.b", tooltip="Open the item's trace in run B"),
        Binding("x", "swap", "Swap", id="runs.swap", tooltip="A becomes B, and B becomes A"),
    ]

    def __init__(self, a: Path, b: Path) -> None:
        super().__init__()
        self.compared = RunComparison(a, b)

    def compose(self) -> ComposeResult:
        services = self.services
        yield Static("Two runs", id="title", markup=False)
        yield Pane(id="figures")
        yield Static(id="flipped", markup=False)
        yield FlipTable(FLIP_COLUMNS, id="flips")
        yield OpenedTrace(services.glyphs, services.playback, id="opened")
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        self.query_one(OpenedTrace).display = False
        self.table.focus()
        self._begin()
        self.set_interval(DRAIN_SECONDS, self.tick)

    @property
    def table(self) -> FlipTable:
        return self.query_one(FlipTable)

    @property
    def flip(self) -> Flip | None:
        """The item under the cursor."""
        found, chosen = self.compared.found, self.table.chosen
        return None if found is None or chosen is None else found.flips[int(chosen)]

    def _begin(self) -> None:
        self.table.clear()
        self.query_one("#flipped", Static).update("")
        self.query_one("#figures", Pane).show([self.services.glyphs.named("running"), ("quiet", "  reading both runs")])
        self.compared.start()

    def tick(self) -> None:
        if self.compared.tick():
            self._show()

    def on_resize(self, event: events.Resize) -> None:  # after the one of every mode
        if self.compared.found is not None:
            self.call_after_refresh(self._show_figures)

    def _show(self) -> None:
        glyphs, found = self.services.glyphs, self.compared.found
        if found is None:
            failure = self.compared.failure
            assert failure is not None
            hint = f" ({failure.hint}); Esc goes back" if failure.hint else "; Esc goes back"
            self.query_one("#figures", Pane).show([glyphs.named("broken"), ("plain", f"  {failure.message}{hint}")])
            return
        self._show_figures()
        self._tell_flips()
        for place, flip in enumerate(found.flips):
            self.table.add(str(place), flip_cells(place + 1, flip, glyphs))

    def _tell_flips(self) -> None:
        found = self.compared.found
        assert found is not None
        gained = sum(flip.gained for flip in found.flips)
        words = f"{len(found.flips)} items flipped: {gained} gained by B, {len(found.flips) - gained} lost"
        keys = "   Enter: both traces, a or b: one of them" if found.flips else ""
        self.query_one("#flipped", Static).update(content([("strong", words), ("quiet", keys)]))

    def _show_figures(self) -> None:
        pane = self.query_one("#figures", Pane)
        if self.compared.found is not None:
            width = pane.scrollable_content_region.width
            pane.show(figures(self.compared.found, self.services.glyphs, width), top=True)
            pane.refresh(layout=True)  # it is as high as what it says

    def action_swap(self) -> None:
        self.compared = RunComparison(self.compared.b, self.compared.a)
        self._begin()

    # The traces of an item

    @on(DataTable.RowSelected, "#flips")
    def _side_by_side(self) -> None:
        flip = self.flip
        if flip is None:
            return
        try:
            left, right = fold(self._trace(flip, "a")), fold(self._trace(flip, "b"))
        except CommandError as error:
            self.tell(error)
            return
        if left.best is not None and right.best is not None:
            self.app.push_screen(CompareScreen((left, left.best), (right, right.best), self.services.glyphs))

    def action_open(self, side: str) -> None:
        flip = self.flip
        if flip is None:
            self.notify("No item has flipped: there is no trace to open.", severity="warning")
            return
        try:
            trace = self._trace(flip, side)
        except CommandError as error:
            self.tell(error)
            return
        self.switch(opened=True)
        opened = self.query_one(OpenedTrace)
        opened.show(trace)
        self.services.looked_at = opened.whole
        answer = {"a": flip.answer_a, "b": flip.answer_b}[side]
        said = self.services.glyphs.dash if answer is None else one_line(answer, 200)
        words: list[Span] = [
            ("strong", f"run {side.upper()}"),
            ("quiet", "   gold "),
            ("strong", one_line(flip.gold, 200)),
        ]
        self.query_one("#flipped", Static).update(content([*words, ("quiet", "   answer "), ("plain", said)]))

    def _trace(self, flip: Flip, side: str) -> tuple[AnyEvent, ...]:
        if side == "a":
            return trace_of(self.compared.a, flip.trace_a).events
        return trace_of(self.compared.b, flip.trace_b).events

    def switch(self, *, opened: bool) -> None:
        self.query_one("#figures").display = self.table.display = not opened
        if not opened:
            self._tell_flips()  # an opened trace has its gold answer there
        super().switch(opened=opened)

    def action_leave(self) -> None:
        """Esc: a step back in the opened trace, out of it, or back to the list of runs."""
        if not self.leave_trace():
            self.dismiss()
