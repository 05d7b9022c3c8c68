"""Two attempts side by side, of one trace or of two."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from tui.compare import sides
from tui.glyphs import Glyphs
from tui.palette import CompareCommands
from tui.screens.base import RoomScreen, TooSmall
from tui.state import Attempt, Run
from tui.widgets.key_line import KeyLine
from tui.widgets.pane import Pane

Side = tuple[Run, Attempt]


def attempts_to_compare(run: Run, selected: str) -> tuple[Side, Side] | None:
    """The selected attempt beside the one whose answer was given, or beside another; None when there is one only."""
    if len(run.attempts) < 2 or run.best is None:
        return None
    found = run.find(selected)
    best = run.best
    left = found[0] if found is not None and found[0] is not best else next(a for a in run.attempts if a is not best)
    return (run, left), (run, best)


class CompareScreen(RoomScreen):
    """Steps that only one side has are marked; `[` and `]` take the other attempts of the left trace."""

    CSS_PATH = "compare.tcss"
    COMMANDS = {CompareCommands}  # noqa: RUF012 - as Textual declares it
    HELP = "Two attempts side by side. A mark stands before each step that the other side has not."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="compare.back", tooltip="Back to the trace"),
        Binding("left_square_bracket", "other(-1)", "Attempt before", id="compare.before",
                tooltip="On the left, the attempt before"),
        Binding("right_square_bracket", "other(1)", "Next attempt", id="compare.next",
                tooltip="On the left, the next attempt"),
    ]  # fmt: skip

    def __init__(self, left: Side, right: Side, glyphs: Glyphs) -> None:
        super().__init__()
        self.left, self.right, self.glyphs = left, right, glyphs

    def compose(self) -> ComposeResult:
        yield Static("Side by side", id="title", markup=False)
        with Horizontal():
            yield Pane(id="left")
            yield Pane(id="right")
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        left, right = sides(self.left, self.right, self.glyphs)
        self.query_one("#left", Pane).show(left, top=True)
        self.query_one("#right", Pane).show(right, top=True)

    def action_other(self, by: int) -> None:
        run, attempt = self.left
        self.take(run.attempts.index(attempt) + by)

    def take(self, place: int) -> None:
        """Another attempt of the left trace; after the last comes the first."""
        run, _ = self.left
        self.left = (run, run.attempts[place % len(run.attempts)])
        self._show()
