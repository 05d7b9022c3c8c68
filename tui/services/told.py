"""What is told of a suite on its way: how many tasks there are, each that is done, and the summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.trace import Trace


@dataclass(frozen=True)
class Item:
    """One task and what came of it; `right` is None when the gold answer itself cannot be read."""

    index: int
    gold: str
    right: bool | None
    trace: Trace

    @property
    def broken(self) -> bool:
        """Whether something failed on the way, or an attempt ended without an answer."""
        stops = any(attempt.stop != "answered" for attempt in self.trace.attempts)
        return stops or any(event.type == "failed" for event in self.trace.events)


@dataclass(frozen=True)
class Size:
    """How many tasks there are."""

    total: int


Told = Item | Size | dict[str, Any]
