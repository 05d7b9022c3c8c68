"""Which earlier run of a suite to look at again."""

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
    HELP = "Earlier runs of suites, newest first, with their accuracy. Enter shows one again: its tasks and its plots."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", id="past_runs.close", tooltip="Open none"),
    ]

    def __init__(self, runs: Sequence[PastRun]) -> None:
        super().__init__()
        self.runs = runs

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Earlier runs, newest first", id="title", markup=False)
            yield OptionList(*(Text(_line(run)) for run in self.runs), id="runs")
            yield Static("Enter opens one, Esc closes, F1 helps", id="keys", markup=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.runs[event.option_index].folder)


def _line(run: PastRun) -> str:
    accuracy = "unfinished" if run.accuracy is None else f"{100 * run.accuracy:.1f} %"
    return f"{accuracy:>10}  {one_line(run.folder.name, 90)}"
