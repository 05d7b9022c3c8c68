"""When the events of a stored trace happened, so that they can be shown again at any speed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from agent.events import AnyEvent, AttemptFinished, Observed, Placed, Result
from agent.trace import Trace


def pauses(trace: Trace, speed: float = 1.0) -> list[float]:
    """Seconds to wait before each event; together what the run took, divided by `speed` (inf: no waiting)."""
    times = recorded_times(trace.events) or estimated_times(trace.events)
    return [max(0.0, later - earlier) / speed for earlier, later in itertools.pairwise([0.0, *times])]


def recorded_times(events: Sequence[AnyEvent]) -> list[float] | None:
    """Seconds from the beginning of the run at which each event happened; None where one has no time."""
    times = [event.at if isinstance(event, Placed) else event.seconds for event in events]
    known = [time for time in times if time is not None]
    return known if len(known) == len(times) else None


def estimated_times(events: Sequence[AnyEvent]) -> list[float]:
    """The same for a trace of version 1, which only says how long its tools, attempts and the whole run took: what a
    tool did not need, the policy is taken to have spent evenly on the other steps of its attempt."""
    shares = {e.attempt: _share(e, events) for e in events if isinstance(e, AttemptFinished)}
    times, now = [], 0.0
    for event in events:
        if isinstance(event, Observed):
            now += event.seconds
        elif event.type in ("thought", "call", "answer"):
            now += shares.get(event.attempt, 0.0)
        elif isinstance(event, Result):
            now = max(now, event.seconds)
        times.append(now)
    return times


def _share(finished: AttemptFinished, events: Iterable[AnyEvent]) -> float:
    own = [e for e in events if getattr(e, "attempt", None) == finished.attempt]
    tools = sum(e.seconds for e in own if isinstance(e, Observed))
    written = sum(e.type in ("thought", "call", "answer") for e in own)
    return max(0.0, finished.seconds - tools) / written if written else 0.0
