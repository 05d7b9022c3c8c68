"""A row in flight: what of it has been told as events, the call that it waits for, and how it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

from agent.budgets import least
from agent.events import Answered, Boundary, CallMade, Failed, Observed, StopReason, ThoughtDelta, ThoughtWritten
from agent.policies.writing import Writing
from agent.policy import DELTA_TOKENS, Ask, Rollout, StepEvent
from agent.tools import Tool, ToolResult
from agent.tools.calls import read_call, run_tool
from core_model.engine import Engine, Row
from core_model.transcript import TOOLS, Transcript

HALF_CHARACTER = "\ufffd"
"""What the first bytes of a character decode to; the rest is yet to come."""
Submit = Callable[[Callable[[], ToolResult]], "Future[ToolResult]"]


@dataclass(eq=False)
class LiveRow:
    """Which ask a row serves, what of it has been told, and its calls so far. Its tool works in another thread, so that
    the rows beside it go on."""

    index: int
    ask: Ask
    row: Row
    transcript: Transcript
    told: int
    writing: Writing
    started: float = field(default_factory=time.monotonic)
    steps: int = 0
    tool_seconds: float = 0.0
    working: Future[ToolResult] | None = None
    """The call that the row waits for."""
    ended: StopReason | None = None
    """Why the row was dropped, if that was this side's doing."""
    answered: bool = False
    rounds: int = 0
    beside: int = 0
    """Steps of the engine that the row was in, and the rows that were in them, added up."""
    _last: StepEvent | None = None
    _shown: int = 0
    _said: str = ""

    def late(self, now: float) -> bool:
        return self.ask.deadline is not None and now > self.ask.deadline

    def hold(self, engine: Engine) -> None:
        """Finish a long decimal that the row has begun to copy, go the way it is held to, and bar what cannot come."""
        if self.row.state != "running":
            return
        self.writing.read(self.row.ids)
        if rest := self.writing.rest():
            engine.force(self.row, rest)
            self.writing.read(self.row.ids)
        turn, way, sampled = self.ask.turn, self.ask.way, len(self.row.logprobs)
        turned = frozenset(turn.barred if turn is not None and turn.after == sampled else ())
        self.row.due = way[sampled] if sampled < len(way) else None
        self.row.barred = self.writing.barred() | turned

    def counted(self, rows: int) -> None:
        """The row was in a step of the engine with so many rows."""
        self.rounds += 1
        self.beside += rows

    def delta(self, least: int = DELTA_TOKENS) -> Iterator[StepEvent]:
        """What an open thought has gained, once that is so many ids."""
        if len(self.row.ids) - max(self._shown, self.told) < least:
            return
        self._shown = len(self.row.ids)
        segments = self.transcript.parse(self.row.ids[self.told :])
        if len(segments) != 1 or segments[0].role != "thought":
            return  # a call or an answer is being written, behind the thought
        text = segments[0].text.rstrip(HALF_CHARACTER)
        if text.startswith(self._said) and len(text) > len(self._said):
            yield ThoughtDelta(attempt=self.ask.attempt, text=text[len(self._said) :])
            self._said = text

    def tell(self, tools: Mapping[str, Tool]) -> Iterator[StepEvent]:
        """Events of the segments that the row has closed since it was last looked at."""
        segments = [s for s in self.transcript.parse(self.row.ids[self.told :]) if s.role in _TOLD]
        self.told, self._said = len(self.row.ids), ""
        n = self.ask.attempt
        for segment in segments:
            if segment.role == "thought":
                self._last = ThoughtWritten(attempt=n, text=segment.text)
            elif segment.role in TOOLS and self.row.state == "paused":
                name, said = read_call(segment.role, segment.text, tools)
                self._last = CallMade(attempt=n, tool=name, input=said)
            elif segment.role == "answer" and self.row.stop == "stop":
                self._last, self.answered = Answered(attempt=n, text=segment.text), True
            else:
                continue
            yield self._last

    def call(self, engine: Engine, tools: Mapping[str, Tool], submit: Submit) -> Iterator[StepEvent]:
        """Give the call to a thread, or end the row where there is none, or none is left to it."""
        called = self._last
        if not isinstance(called, CallMade):
            yield Failed(attempt=self.ask.attempt, boundary="parser", message="<|run|> without a call before it")
            return self.drop(engine, "malformed")
        self.steps += 1
        if self.steps > self.ask.max_steps:
            return self.drop(engine, "steps")
        left = None if self.ask.tool_seconds is None else self.ask.tool_seconds - self.tool_seconds
        if left is not None and left <= 0:
            return self.drop(engine, "tool_seconds")

        def work() -> ToolResult:  # the time that it waited for a thread is not the tool's
            until = None if self.ask.deadline is None else self.ask.deadline - time.monotonic()
            return run_tool(tools, called.tool, called.input, least(left, until))

        self.working = submit(work)

    def observe(self, engine: Engine) -> Iterator[StepEvent]:
        """The tool is done: its words are forced into the row, which goes on."""
        called, working = self._last, self.working
        assert isinstance(called, CallMade) and working is not None
        self.working, result = None, working.result()
        self.tool_seconds += result.seconds
        n = self.ask.attempt
        self._last = Observed(attempt=n, text=result.text, ok=result.ok, seconds=result.seconds)
        yield self._last
        if result.broken:
            boundary: Boundary = "sandbox" if called.tool == "python" else "tool"
            yield Failed(attempt=n, boundary=boundary, message=result.text)
        engine.resume(self.row, self.transcript.observation(result.text, result.ok))
        self.writing.know(result.text)
        self.told = len(self.row.ids)

    def drop(self, engine: Engine, reason: StopReason) -> None:
        """End the row for a reason of this side."""
        self.ended = reason
        engine.drop(self.row)

    def rollout(self, more: bool = False) -> Rollout:
        """What the row came to; with `more` it was stopped after a step, and can go on."""
        row = self.row
        reason: StopReason = "malformed"
        if self.answered:
            reason = "answered"
        elif self.ended is not None:
            reason = self.ended
        elif row.stop in ("tokens", "context"):
            reason = "tokens" if row.stop == "tokens" else "context"
        return Rollout(
            reason, tuple(row.ids), tuple(row.sampled), tuple(row.logprobs), time.monotonic() - self.started,
            drawn=tuple(row.drawn), more=more, batch=round(self.beside / self.rounds, 2) if self.rounds else 0.0,
        )  # fmt: skip


_TOLD = ("thought", "answer", *TOOLS)
