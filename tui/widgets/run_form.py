"""The settings of a run: each field says what it takes, and is checked as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select

from tui.services.choices import Choices

NUMBERS = {"limit": "tasks", "attempts": "attempts", "samples": "samples", "temperature": "temperature",
           "seed": "seed", "max_seconds": "seconds"}  # fmt: skip


class RunForm(Horizontal):
    """Fields of `Choices`, by name; `values` are what is in them, as typed."""

    DEFAULT_CSS = """
    RunForm { height: 2; margin: 1 0; padding: 0 1; }
    RunForm Vertical { height: 2; width: 12; padding-right: 1; }
    RunForm Vertical.-wide-field { width: 21; }
    RunForm Label { color: $text-muted; }
    RunForm Input, RunForm Select { width: 100%; }
    RunForm Button { margin: 1 0 0 0; min-width: 8; }
    """

    def __init__(self, choices: Choices, fields: Sequence[str], suites: Sequence[str] = (), button: str = "") -> None:
        super().__init__()
        self.choices, self.fields, self.suites, self.button = choices, fields, suites, button
        self.followed = choices

    def compose(self) -> ComposeResult:
        if self.suites:
            with Vertical(classes="-wide-field"):
                yield Label("suite")
                yield Select(self._options(), value=self.choices.suite, allow_blank=False, compact=True, id="suite")
        for name in self.fields:
            value = getattr(self.choices, name)
            with Vertical():
                yield Label(NUMBERS[name])
                yield Input("" if value is None else f"{value:g}", id=name, tooltip=help_of(name), compact=True)
        if self.button:
            yield Button(self.button, id="run", variant="primary", compact=True)

    def follow(self, choices: Choices) -> None:
        """Show these, where they were chosen elsewhere since; else what is typed, or was loaded, stays."""
        if choices != self.followed:
            self.followed = choices
            self.load(choices)

    def load(self, choices: Choices) -> None:
        """Put these into the fields."""
        self.choices = choices
        for name in self.fields:
            value = getattr(choices, name)
            self.query_one(f"#{name}", Input).value = "" if value is None else f"{value:g}"
        if self.suites:
            select = self.query_one("#suite", Select)
            select.set_options(self._options())
            select.value = choices.suite

    def _options(self) -> list[tuple[Text, str]]:
        """The suites, and the one that is chosen, which may be a file."""
        return [(Text(name), name) for name in dict.fromkeys([*self.suites, self.choices.suite])]

    @property
    def values(self) -> dict[str, Any]:
        found: dict[str, Any] = {name: self.query_one(f"#{name}", Input).value.strip() or None for name in self.fields}
        if self.suites:
            found["suite"] = self.query_one("#suite", Select).value
        return found


def help_of(name: str) -> str:
    """What a field is, in the words of its model."""
    return Choices.model_fields[name].description or name
