"""The settings of a question, from the schema of the choices: each with what it means, checked, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from tui.errors import describe
from tui.services.choices import Choices

if TYPE_CHECKING:
    from tui.app import PonderApp

FIELDS = ("attempts", "samples", "temperature", "seed", "max_seconds")


class SettingsScreen(ModalScreen[None]):
    """Enter keeps what is typed, Esc leaves it as it was."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", id="settings.close")]

    def compose(self) -> ComposeResult:
        choices = cast("PonderApp", self.app).services.choices
        with Vertical():
            yield Static("Settings of a question", id="title", markup=False)
            for name in FIELDS:
                value = getattr(choices, name)
                about = Choices.model_fields[name].description or ""
                yield Label(f"{name.replace('_', ' ')}: {about}", markup=False)
                yield Input("" if value is None else f"{value:g}", id=name, compact=True)
            yield Static("Enter keeps them, Esc closes. They hold for suites as well.", id="keys", markup=False)

    @on(Input.Submitted)
    def _keep(self) -> None:
        typed = {name: self.query_one(f"#{name}", Input).value.strip() or None for name in FIELDS}
        try:
            cast("PonderApp", self.app).services.choose(**typed)
        except ValidationError as error:
            self.notify(describe(error).message, severity="error", markup=False)
            return
        self.notify("Kept.", timeout=2)
        self.dismiss()
