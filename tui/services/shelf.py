"""Stored traces as the app sees them: whatever keeps them fits this protocol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent.events import AnyEvent


@dataclass(frozen=True)
class Kept:
    """A line of the list; `saved` in seconds since the epoch."""

    trace_id: str
    question: str
    answer: str | None
    status: str
    score: float
    saved: float


class Shelf(Protocol):
    """Keeps traces; newest first in a list. Raises what `tui.errors.describe` can tell to a person."""

    def add(self, events: Sequence[AnyEvent]) -> None: ...
    def list(self) -> Sequence[Kept]: ...
    def search(self, text: str) -> Sequence[Kept]: ...
    def load(self, trace_id: str) -> Sequence[AnyEvent]: ...
    def delete(self, trace_id: str) -> None: ...


class StoreShelf:
    """The user's own store."""

    def add(self, events: Sequence[AnyEvent]) -> None:
        from agent.store import TraceStore
        from agent.trace import Trace

        TraceStore().save(Trace(events=tuple(events)))

    def list(self) -> Sequence[Kept]:
        from agent.store import TraceStore

        return [
            Kept(s.trace_id, s.question, s.answer, s.status, s.score, s.saved) for s in TraceStore().list()
        ]  # fmt: skip

    def search(self, text: str) -> Sequence[Kept]:
        """Traces in whose question or answer every word occurs."""
        words = text.lower().split()
        return [k for k in self.list() if all(w in f"{k.question} {k.answer or ''}".lower() for w in words)]

    def load(self, trace_id: str) -> Sequence[AnyEvent]:
        from agent.store import TraceStore

        return TraceStore().load(trace_id).events

    def delete(self, trace_id: str) -> None:
        from agent.store import TraceStore

        TraceStore().delete(trace_id)
