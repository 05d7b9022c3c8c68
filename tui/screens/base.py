"""What every screen has: layouts by the room there is, a notice when there is none; and what every mode has."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.screen import Screen
from textual.widgets import Static

from tui.errors import describe
from tui.services.all import Services
from tui.widgets.bars import ModeBar
from tui.widgets.trace_view import TraceView

if TYPE_CHECKING:
    from tui.app import PonderApp

SMALLEST = (40, 12)
"""Columns and lines; below, nothing would be readable."""


class TooSmall(Static):
    """Covers a screen that has no room."""

    DEFAULT_CSS = """
    TooSmall { display: none; layer: notice; dock: top; width: 100%; height: 100%; content-align: center middle;
               text-align: center; background: $background; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)


class RoomScreen(Screen[None]):
    """A screen with a class for the room that it has; it composes a TooSmall."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it as it does
        (0, "-tiny"), (SMALLEST[0], "-narrow"), (80, "-medium"), (120, "-wide"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (SMALLEST[1], "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    RoomScreen { layers: default notice; }
    """

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        need = f"needs at least {SMALLEST[0]} × {SMALLEST[1]}"
        self.query_one(TooSmall).update(f"Ponder {need};\nthis terminal is {width} × {height}.\nctrl+q quits")


class ModeScreen(RoomScreen):
    """A screen that is one of the modes."""

    mode: ClassVar[str] = ""

    @property
    def services(self) -> Services:
        return cast("PonderApp", self.app).services

    @on(TraceView.Wanted)
    def _wanted(self, event: TraceView.Wanted) -> None:
        """A trace is to be exported or compared, in whatever mode it is shown."""
        from tui.screens.compare import CompareScreen, attempts_to_compare
        from tui.screens.export import ExportScreen

        event.stop()
        if event.run.started is None:
            self.notify("There is no trace yet.", severity="warning")
        elif event.what == "export":
            self.app.push_screen(ExportScreen(event.run, self.app.export_screenshot))
        elif (pair := attempts_to_compare(event.run, event.selected)) is None:
            self.notify("One attempt alone: nothing to compare it with.", severity="warning")
        else:
            self.app.push_screen(CompareScreen(*pair, self.services.glyphs))

    def tell(self, error: Exception) -> None:
        """What went wrong, and what to do."""
        failure = describe(error)
        hint = f" ({failure.hint})" if failure.hint else ""
        self.notify(f"{failure.message}{hint}", severity="error", markup=False)

    def show_policy(self) -> None:
        self.query_one(ModeBar).show_policy(self.services.model.name)
