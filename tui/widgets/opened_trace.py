"""A finished trace with its replay: the TraceView, and a line that says how far the replay has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui.glyphs import Glyphs, Span
from tui.rows import duration
from tui.services.background import DRAIN_SECONDS
from tui.services.playback import Playback
from tui.state import Run, fold
from tui.widgets.spans import content
from tui.widgets.trace_view import TraceView

if TYPE_CHECKING:
    from agent.events import AnyEvent


class OpenedTrace(Vertical):
    """Shows a stored trace; `r` replays it."""

    DEFAULT_CSS = """
    OpenedTrace { height: 1fr; }
    OpenedTrace #replay { height: 1; padding: 0 2; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "replay", "Replay", id="replay.start", tooltip="See it come about again"),
        Binding("p", "pause", "Pause", show=False, id="replay.pause", tooltip="Halt the replay, or go on"),
        Binding(
            "plus,equals_sign",
            "faster(1)",
            "Faster",
            show=False,
            id="replay.faster",
            tooltip="Replay faster, up to 10 times",
        ),
        Binding("minus", "faster(-1)", "Slower", show=False, id="replay.slower", tooltip="Replay slower"),
    ]

    def __init__(self, glyphs: Glyphs, playback: Playback, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs, self.playback = glyphs, playback
        self.whole = Run()

    def compose(self) -> ComposeResult:
        yield TraceView(self.glyphs)
        yield Static(id="replay", markup=False)

    def on_mount(self) -> None:
        self.set_interval(DRAIN_SECONDS, self.tick)

    @property
    def view(self) -> TraceView:
        return self.query_one(TraceView)

    def show(self, events: Sequence[AnyEvent]) -> None:
        self.playback.stop()
        self.whole = fold(events)
        self.view.show(self.whole)
        self.view.tree_widget.focus()
        self._tell()

    def tick(self) -> None:
        if not self.playback.playing:
            return
        run = self.playback.tick()
        if run is not None:
            self.view.show(run if self.playback.playing else self.whole)
        self._tell()

    def _tell(self) -> None:
        playback = self.playback
        line: list[Span] = [("quiet", "r replays, c compares attempts, e exports, Esc goes back")]
        if playback.playing:
            state = "paused" if playback.paused else "replaying"
            line = [self.glyphs.named(state), ("plain", f"  {playback.speed:g}x  {duration(playback.seconds)}"),
                    ("quiet", "  p pauses, + and - change the speed, Esc ends it")]  # fmt: skip
        self.query_one("#replay", Static).update(content(line))

    def action_replay(self) -> None:
        self.playback.start(self.whole.events)
        self.tick()

    def action_pause(self) -> None:
        self.playback.pause()
        self._tell()

    def action_faster(self, by: int) -> None:
        self.playback.faster(by)
        self._tell()

    def back(self) -> bool:
        """One step back inside the trace; False when the trace itself is to be left."""
        if self.playback.playing:
            self.playback.stop()
            self.view.show(self.whole)
            self._tell()
            return True
        return self.view.back()
