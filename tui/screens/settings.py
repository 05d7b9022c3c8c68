"""The settings, from the schema of the choices: each with what it means, checked, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from pydantic import ValidationError
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Label, Select, Static

from tui.errors import describe
from tui.keymap import KeymapError, parsed, written
from tui.screens.dialog import Dialog
from tui.services.choices import Choices

if TYPE_CHECKING:
    from tui.app import PonderApp


class Setting(Vertical):
    """One field of the choices: its name, what it means, and where it is typed or taken from a list."""

    def __init__(self, name: str, value: object, options: Sequence[str]) -> None:
        super().__init__()
        self.field, self.value, self.options = name, value, options
        self.about = Choices.model_fields[name].description or ""

    @property
    def HELP(self) -> str:  # type: ignore[override]
        """What F1 shows when the field has the focus."""
        return f"{_words(self.field)}: {self.about}"

    def compose(self) -> ComposeResult:
        yield Label(f"{_words(self.field)}: {self.about}", markup=False)
        if self.options:
            taken = [(Text(option), option) for option in self.options]
            yield Select(taken, value=str(self.value), allow_blank=False, compact=True, id=self.field)
        else:
            yield Input(_shown(self.value), id=self.field, compact=True)

    @property
    def typed(self) -> object:
        """What stands there; None for nothing."""
        widget = self.query_one(f"#{self.field}")
        return widget.value.strip() or None if isinstance(widget, Input) else cast("Select[str]", widget).value


class SettingsScreen(Dialog[None]):
    """Enter keeps what is typed, Esc leaves it as it was."""

    CSS_PATH = "settings.tcss"
    HELP = "Settings: Tab goes from field to field, Enter in a field keeps them all, Esc leaves them as they were."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", id="settings.close", tooltip="Leave them as they were"),
        Binding("ctrl+s", "keep", "Keep", id="settings.keep", tooltip="Keep what stands in the fields"),
    ]

    def compose(self) -> ComposeResult:
        from tasks.suites import FAMILY_SUITES, SUITES

        app = cast("PonderApp", self.app)
        choices = app.services.choices
        lists = {"suite": [*SUITES, *FAMILY_SUITES], "theme": sorted(app.available_themes)}
        with Vertical():
            yield Static("Settings", id="title", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                for name in Choices.model_fields:
                    value = getattr(choices, name)
                    options = lists.get(name, [])
                    yield Setting(name, value, list(dict.fromkeys([*options, str(value)])) if options else [])
            yield Static("Enter in a field, or ctrl+s, keeps them; Esc closes, F1 helps", id="keys", markup=False)

    def on_mount(self) -> None:
        fields = self.query_one("#fields")
        self.call_after_refresh(fields.scroll_home, animate=False)  # the focus has scrolled the first label away

    @on(Input.Submitted)
    def action_keep(self) -> None:
        app = cast("PonderApp", self.app)
        typed = {setting.field: setting.typed for setting in self.query(Setting)}
        try:
            app.services.choose(**typed | {"keymap": parsed(str(typed["keymap"] or ""))})
        except (ValidationError, KeymapError) as error:
            message = str(error) if isinstance(error, KeymapError) else describe(error).message
            self.notify(message, severity="error", markup=False)
            return
        choices = app.services.choices
        app.set_keymap(choices.keymap)
        if choices.theme in app.available_themes:
            app.theme = choices.theme
        self.notify("Kept.", timeout=2)
        self.dismiss()


def _words(name: str) -> str:
    return name.replace("_", " ")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return written(value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
