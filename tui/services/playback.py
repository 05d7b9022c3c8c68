"""A stored trace shown again as it came about, at 1 to 10 times its speed. No Textual."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.state import Run, reduce

if TYPE_CHECKING:
    from agent.events import AnyEvent

SPEEDS = (1.0, 2.0, 5.0, 10.0)


class Playback:
    """`tick` gives the run as far as it has come by now, or None when nothing is new."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.speed = SPEEDS[0]
        self.playing = self.paused = False
        self._events: Sequence[AnyEvent] = ()
        self._times: list[float] = []
        self._run, self._shown = Run(), 0
        self._at, self._last = 0.0, 0.0

    @property
    def seconds(self) -> float:
        """How far into the trace this is, in its own time."""
        return self._at

    def start(self, events: Sequence[AnyEvent]) -> None:
        """From the beginning, at the speed that was chosen last."""
        from agent.replay import estimated_times, recorded_times

        self._events, self._times = events, recorded_times(events) or estimated_times(events)
        self._run, self._shown, self._at, self._last = Run(), 0, 0.0, self.clock()
        self.playing, self.paused = True, False

    def stop(self) -> None:
        self.playing = False

    def pause(self) -> None:
        """Halt, or go on."""
        self._advance()
        self.paused = not self.paused

    def faster(self, by: int) -> None:
        """The next speed up or down."""
        self._advance()
        place = max(0, min(len(SPEEDS) - 1, SPEEDS.index(self.speed) + by))
        self.speed = SPEEDS[place]

    def tick(self) -> Run | None:
        if not self.playing:
            return None
        self._advance()
        before = self._shown
        while self._shown < len(self._events) and self._times[self._shown] <= self._at:
            self._run = reduce(self._run, self._events[self._shown])
            self._shown += 1
        self.playing = self._shown < len(self._events)
        return self._run if self._shown > before else None

    def _advance(self) -> None:
        now = self.clock()
        if not self.paused:
            self._at += (now - self._last) * self.speed
        self._last = now
