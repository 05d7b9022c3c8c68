"""How a run is going, while it goes: accuracy with its interval, speed, and the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from agent.figures import proportion


class Tally:
    """Counts what is right, unscored items left out; those of earlier sessions count for accuracy, not for speed."""

    def __init__(self, earlier: Iterable[bool | None] = (), clock: Callable[[], float] = time.monotonic) -> None:
        scored = [correct for correct in earlier if correct is not None]
        self._right, self._scored, self._fresh = sum(scored), len(scored), 0
        self._clock, self._began = clock, clock()

    def add(self, correct: bool | None) -> None:
        self._fresh += 1
        self._scored += correct is not None
        self._right += bool(correct)

    def notes(self, left: int) -> dict[str, str]:
        """`right` in per cent with its 95 % interval, `each second`, and `left` in seconds for so many items."""
        found: dict[str, str] = {}
        part = proportion(self._right, self._scored)
        if part["accuracy"] is not None:
            low, high = part["ci95"]
            found["right"] = f"{100 * part['accuracy']:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"
        seconds = self._clock() - self._began
        if self._fresh and seconds > 0:
            found["each second"] = f"{self._fresh / seconds:.2f}"
            found["left"] = f"{left * seconds / self._fresh:.0f} s"
        return found
