"""Traces of earlier forms, brought to today's: what they say in one place is said in the events of its own, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.budgets import Spent
from agent.events import (
    TRACE_VERSION,
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    Observed,
    Placed,
    Retried,
    RunStarted,
)
from agent.statistics import of_verdict, statistics


def brought_up(events: Sequence[AnyEvent]) -> tuple[AnyEvent, ...]:
    """The events of a trace in today's form; a trace of this form comes back as it is.

    Forms 1 to 3 gain events of checks, verdicts, retries and statistics, which follow from what they hold, at the time
    of the event that held them. No parts of thoughts are made up, and what was never recorded stays unknown.
    """
    first = events[0] if events else None
    if not isinstance(first, RunStarted) or first.version == TRACE_VERSION:
        return tuple(events)
    numbered = any(isinstance(event, Placed) and event.seq is not None for event in events)
    made: list[AnyEvent] = []
    for event in _with_new_kinds(events):
        placed = numbered and isinstance(event, Placed)
        made.append(event.model_copy(update={"seq": len(made)}) if placed else event)
    return tuple(made)


def _with_new_kinds(events: Sequence[AnyEvent]) -> Iterator[AnyEvent]:
    rounds = _rounds(events)
    for event in events:
        if isinstance(event, RunStarted):
            yield event.model_copy(update={"version": TRACE_VERSION})
            continue
        if isinstance(event, AttemptStarted) and event.attempt in rounds:
            retried = Retried(attempt=event.attempt, attempts=rounds[event.attempt], feedback=event.feedback)
            yield retried.model_copy(update={"at": event.at})
        if isinstance(event, AttemptFinished):
            seen = [e for e in events if isinstance(e, Observed) and e.attempt == event.attempt]
            used = Spent(sum(event.sampled), len(seen), event.seconds, sum(e.seconds for e in seen))
            for new in of_verdict(event.attempt, event.verdict):
                yield new.model_copy(update={"at": event.at})
            if event.sampled:  # of a policy behind a server nobody recorded what each attempt cost
                yield statistics(event, used).model_copy(update={"at": event.at})
        yield event


def _rounds(events: Sequence[AnyEvent]) -> dict[int, int]:
    """The first attempt of each round but the very first, and how many attempts the round has: those that began before
    another one ended."""
    found: dict[int, int] = {}
    first = None
    for event in events:
        if isinstance(event, AttemptFinished):
            first = None
        elif isinstance(event, AttemptStarted):
            first = event.attempt if first is None else first
            found[first] = found.get(first, 0) + 1
    found.pop(0, None)
    return found
