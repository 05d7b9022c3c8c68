"""The sampling knobs on the screen: click one to choose it, turn the wheel over it, or use the screen's keys."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Grid
from textual.message import Message
from textual.widgets import Static

from tui.glyphs import Glyphs
from tui.inside.knobs import STEPS, Knobs, Name


class Knob(Static):
    """One knob."""

    @dataclass
    class Turned(Message):
        """This knob was chosen, and turned by so many steps."""

        name: Name
        by: int

    def __init__(self, knob: Name) -> None:
        super().__init__(markup=False, id=f"knob-{knob.replace('_', '-')}")
        self.knob = knob

    def on_click(self) -> None:
        self.post_message(self.Turned(self.knob, 0))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.post_message(self.Turned(self.knob, 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.post_message(self.Turned(self.knob, -1))


class KnobBar(Grid):
    """All of them, and the keys that turn them."""

    DEFAULT_CSS = """
    KnobBar { grid-size: 2; grid-rows: 1; height: 3; padding: 0 1; }
    KnobBar Knob.-chosen { text-style: bold; color: $text-accent; }
    KnobBar #knob-keys { column-span: 2; color: $text-muted; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs

    def compose(self) -> ComposeResult:
        for name in STEPS:
            yield Knob(name)
        yield Static("+ - turn it   ; another   0 as it was drawn", id="knob-keys", markup=False)

    def show(self, knobs: Knobs, chosen: Name) -> None:
        for knob in self.query(Knob):
            here = knob.knob == chosen
            knob.set_class(here, "-chosen")
            mark = self.glyphs.of("call") if here else " "
            knob.update(f"{mark} {knob.knob.replace('_', '-')} {knobs.shown(knob.knob)}")
