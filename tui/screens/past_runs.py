"""Which earlier run of a suite to look at again, or which two to compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from tui.screens.dialog import Dialog
from tui.services.past_runs import PastRun
from tui.text import one_line


class PastRunsScreen(Dialog[Path]):
    """Dismissed with the folder that was chosen, or with None."""

    CSS_PATH = "past_runs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", id="past_runs.close", tooltip="Back, without opening a run"),
        Binding("m", "mark", "Mark", id="past_runs.mark", tooltip="Mark this run to compare another with"),
        Binding("c", "compare", "Compare", id="past_runs.compare", tooltip="The marked run (A) against this one (B)"),
    ]
    HELP = (
        "Earlier runs of suites, newest first, with their accuracy. Enter opens one. m marks one as A, and c on "
        "another, B, compares the two: the paired difference, each family, and the items that flipped."
    )

    def __init__(self, runs: Sequence[PastRun]) -> None:
        super().__init__()
        self.runs = runs
        self.marked: int | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Earlier runs, newest first", id="title", markup=False)
            yield OptionList(*(Text(f"  {_line(run)}") for run in self.runs), id="runs")
            keys = "Enter opens one, m marks one, c compares the marked one (A) with this one (B), Esc closes, F1 helps"
            yield Static(keys, id="keys", markup=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.runs[event.option_index].folder)

    @property
    def options(self) -> OptionList:
        return self.query_one(OptionList)

    def action_mark(self) -> None:
        """Mark the run under the cursor as A, or take its mark away."""
        before, here = self.marked, self.options.highlighted
        self.marked = None if here == before else here
        for place in {before, here} - {None}:
            assert place is not None
            mark = "A" if place == self.marked else " "
            self.options.replace_option_prompt_at_index(place, Text(f"{mark} {_line(self.runs[place])}"))

    def action_compare(self) -> None:
        from tui.screens.run_comparison import RunComparisonScreen

        here = self.options.highlighted
        if self.marked is None or here is None or here == self.marked:
            self.notify("Mark one run with m, go to another, then c.", severity="warning")
        else:
            self.app.push_screen(RunComparisonScreen(self.runs[self.marked].folder, self.runs[here].folder))


def _line(run: PastRun) -> str:
    accuracy = "unfinished" if run.accuracy is None else f"{100 * run.accuracy:.1f} %"
    return f"{accuracy:>10}  {one_line(run.folder.name, 90)}"
