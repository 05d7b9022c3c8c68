"""Where a question is written: Enter asks, ctrl+j is a new line, up and down go through what was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from tui.text import printable


class Composer(TextArea):
    """A text area of one to five lines."""

    HELP = "The composer: write a question here. It grows to five lines."
    DEFAULT_CSS = """
    Composer { height: auto; min-height: 3; max-height: 7; border: round $panel; padding: 0 1; }
    Composer:focus { border: round $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Ask", id="composer.ask", tooltip="Ask the question"),
        Binding(
            "ctrl+j,shift+enter",
            "newline",
            "New line",
            show=False,
            id="composer.newline",
            tooltip="Begin a new line of the question",
        ),
    ]

    @dataclass
    class Asked(Message):
        """The user wants this question answered."""

        question: str

    def __init__(self, history: Sequence[str] = (), id: str | None = None) -> None:
        super().__init__(
            id=id,
            soft_wrap=True,
            highlight_cursor_line=False,
            placeholder="Ask something with a number for an answer.  Enter asks, ctrl+j is a new line",
        )
        self.asked = list(history)
        self._place = len(self.asked)
        self._draft = ""

    async def _on_key(self, event: events.Key) -> None:
        """Enter is handled here, in turn with the letters before it: a priority binding would overtake letters that
        are still on their way when somebody types or pastes quickly."""
        if event.key in ("enter", "ctrl+j", "shift+enter"):
            event.stop()
            event.prevent_default()
            self.action_submit() if event.key == "enter" else self.action_newline()
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        """What is pasted must not steer the terminal any more than what a model writes."""
        event.stop()
        event.prevent_default()
        self.replace(printable(event.text), *self.selection)

    def action_submit(self) -> None:
        question = self.text.strip()
        if question:
            self.post_message(self.Asked(question))

    def remember(self, question: str) -> None:
        """The question is on its way: it joins the history and leaves the field."""
        if not self.asked or self.asked[-1] != question:
            self.asked.append(question)
        self._place, self._draft = len(self.asked), ""
        self.text = ""

    def fill(self, text: str) -> None:
        """Put a text there, with the cursor behind it."""
        self.text = printable(text)
        self.move_cursor(self.document.end)

    def action_newline(self) -> None:
        self.insert("\n")

    def action_cursor_up(self, select: bool = False) -> None:
        if select or self.cursor_location[0] > 0:
            super().action_cursor_up(select)
        elif self._place > 0:
            if self._place == len(self.asked):
                self._draft = self.text
            self._place -= 1
            self.fill(self.asked[self._place])

    def action_cursor_down(self, select: bool = False) -> None:
        if select or self.cursor_location[0] < self.document.line_count - 1:
            super().action_cursor_down(select)
        elif self._place < len(self.asked):
            self._place += 1
            self.fill(self._draft if self._place == len(self.asked) else self.asked[self._place])
