"""What every dialog has: it lies over a screen, and explains itself like one."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A modal screen hides the app's keys, Help among them: this one has it again, under the app's own ids."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="What has the focus, and which keys it has"),
        Binding("question_mark", "app.help", "Help", show=False, id="app.help_too", tooltip="As F1, outside of fields"),
    ]
