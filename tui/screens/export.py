"""Where a trace is to be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.errors import describe
from tui.screens.dialog import Dialog
from tui.services.export import FORMS, export
from tui.state import Run


class ExportScreen(Dialog[None]):
    """Asks for a file's name; its ending says the form."""

    CSS_PATH = "export.tcss"
    HELP = (
        "Export: type the file's name; its ending says the form. A name without a folder is in the one where the app "
        "was started. `ponder traces import` reads a .jsonl again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", id="export.close", tooltip="Write nothing"),
    ]

    def __init__(self, run: Run, picture: Callable[[], str]) -> None:
        super().__init__()
        self.exported, self.picture = run, picture

    def compose(self) -> ComposeResult:
        started = self.exported.started
        name = f"ponder-{started.trace_id if started else 'trace'}.jsonl"
        with Vertical():
            yield Static("Write this trace to a file", id="title", markup=False)
            yield Input(name, id="path")
            yield Static("\n".join(f"{ending:<8}{words}" for ending, words in FORMS.items()), markup=False)
            yield Static("Enter writes it, Esc closes, F1 helps", id="keys", markup=False)

    @on(Input.Submitted)
    def _write(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip()).expanduser()
        if path.suffix == ".svg":  # a picture of the screen below: this one leaves first
            self.dismiss()
            self.app.call_after_refresh(self._export, path)
        elif self._export(path):
            self.dismiss()

    def _export(self, path: Path) -> bool:
        try:
            export(self.exported.events, path, self.picture)
        except Exception as error:
            failure = describe(error)
            self.app.notify(f"{failure.message} ({failure.hint})", severity="error", markup=False)
            return False
        self.app.notify(f"Written: {path}", markup=False)
        return True
