"""Policies without weights, for tests and demonstrations: one acts out scripts, one acts out stored traces.

A script is a Solution: its thoughts, calls and answer are what the policy "samples"; its observations are left out,
for the tools really run. A script is decoded byte by byte, in rounds, as an engine decodes rows: so budgets of tokens,
cancellation at any token, deadlines and interleaving attempts are those of a real policy.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agent.budgets import least
from agent.events import Answered, Boundary, CallMade, Failed, Observed, StopReason, ThoughtWritten
from agent.policy import Ask, Rollout, ShouldStop, StepEvent
from agent.tools import Tool
from agent.tools.calls import run_tool
from agent.trace import Trace
from tasks.task import Call, Observation, Solution, Thought

Script = Solution | Exception | None
"""What an attempt does: a solution to act out, an exception to raise, or nothing at all."""
Scripts = Mapping[str, Script | Sequence[Script]] | Callable[[Ask], Script]


class ScriptedPolicy:
    """Acts out the script of a question: one for all attempts, or a list with one for each (the last one goes on)."""

    weights_hash = ""

    def __init__(self, scripts: Scripts, name: str = "scripted") -> None:
        self.scripts, self.name = scripts, name
        self.config: dict[str, str] = {"tokens": "bytes"}

    def script(self, ask: Ask) -> Script:
        """What to do when asked. A question without a script is answered by nothing."""
        if callable(self.scripts):
            return self.scripts(ask)
        found = self.scripts.get(ask.asked)
        if isinstance(found, Sequence):
            return found[min(ask.attempt, len(found) - 1)] if found else None
        return found

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """As the protocol says: every live row gets one byte a round."""
        rows: dict[int, _Row] = {}
        for index, ask in enumerate(asks):
            script = self.script(ask)
            if isinstance(script, Exception):
                raise script
            rows[index] = _Row(ask, script or Solution())
        while rows:
            for index, row in list(rows.items()):
                yield from ((index, event) for event in row.advance(tools))
            stopped = should_stop is not None and should_stop()
            for index, row in list(rows.items()):
                late = row.ask.deadline is not None and time.monotonic() > row.ask.deadline
                stop = row.stop or ("stopped" if stopped else "seconds" if late else None)
                if stop is not None:
                    del rows[index]
                    yield index, row.rollout(stop)


@dataclass
class _Row:
    """One attempt: how far its script has been said, as bytes."""

    ask: Ask
    script: Solution
    started: float = field(default_factory=time.monotonic)
    ids: list[int] = field(default_factory=list)
    sampled: list[int] = field(default_factory=list)
    stop: StopReason | None = None
    tool_seconds: float = 0.0
    calls: int = 0

    def __post_init__(self) -> None:
        self._given(self.ask.question + self.ask.feedback)
        self._steps = [step for step in self.script.steps if not isinstance(step, Observation)]
        self._at, self._said = 0, 0

    def advance(self, tools: Mapping[str, Tool]) -> Iterator[StepEvent]:
        """Say one byte; when it is the last of a step, do what the step says."""
        if self._at > len(self._steps) or (self._at == len(self._steps) and self.script.answer is None):
            self.stop = "malformed"
            return
        words = self._words()
        if words:
            self.ids.append(words[self._said])
            self.sampled.append(1)
            self._said += 1
        if self._said >= len(words):
            yield from self._close(tools)
        if self.stop is None and sum(self.sampled) >= self.ask.max_tokens:
            self.stop = "tokens"

    def _words(self) -> bytes:
        if self._at == len(self._steps):
            return (self.script.answer or "").encode()
        step = self._steps[self._at]
        return (step.text if isinstance(step, Thought) else step.input if isinstance(step, Call) else "").encode()

    def _close(self, tools: Mapping[str, Tool]) -> Iterator[StepEvent]:
        n, at = self.ask.attempt, self._at
        self._at, self._said = at + 1, 0
        if at == len(self._steps):
            self.stop = "answered"
            yield Answered(attempt=n, text=self.script.answer or "")
            return
        step = self._steps[at]
        if isinstance(step, Thought):
            yield ThoughtWritten(attempt=n, text=step.text)
        elif isinstance(step, Call):
            yield from self._call(step, tools)

    def _call(self, step: Call, tools: Mapping[str, Tool]) -> Iterator[StepEvent]:
        n = self.ask.attempt
        yield CallMade(attempt=n, tool=step.tool, input=step.input)
        self.calls += 1
        left = None if self.ask.tool_seconds is None else self.ask.tool_seconds - self.tool_seconds
        if self.calls > self.ask.max_steps:
            self.stop = "steps"
        elif left is not None and left <= 0:
            self.stop = "tool_seconds"
        elif step.tool not in tools:
            yield Failed(attempt=n, boundary="parser", message=f"there is no tool {step.tool}")
            self.stop = "malformed"
        else:
            until = None if self.ask.deadline is None else self.ask.deadline - time.monotonic()
            result = run_tool(tools, step.tool, step.input, least(left, until))
            self.tool_seconds += result.seconds
            self._given(result.text)
            yield Observed(attempt=n, text=result.text, ok=result.ok, seconds=result.seconds)
            if result.broken:
                boundary: Boundary = "sandbox" if step.tool == "python" else "tool"
                yield Failed(attempt=n, boundary=boundary, message=result.text)

    def _given(self, text: str) -> None:
        words = text.encode()
        self.ids += words
        self.sampled += [0] * len(words)

    def rollout(self, stop: StopReason) -> Rollout:
        return Rollout(stop, tuple(self.ids), tuple(self.sampled), seconds=time.monotonic() - self.started)


class ReplayPolicy:
    """Acts out stored traces: attempt n of a question is attempt n of its trace, with the observations, ids and
    log-probabilities that were recorded; no tool runs. The verifier judges anew."""

    def __init__(self, traces: Sequence[Trace], name: str = "") -> None:
        """Named after the policy that made the first trace, unless a name is given."""
        self.traces = {trace.started.question: trace for trace in traces}
        self.name = name or (traces[0].started.policy if traces else "replay")
        self.weights_hash = traces[0].started.weights_hash if traces else ""

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """As the protocol says. An attempt that no trace has fails at the boundary `policy`."""
        for index, ask in enumerate(asks):
            trace = self.traces.get(ask.asked)
            ends = [] if trace is None else [end for end in trace.attempts if end.attempt == ask.attempt]
            if trace is None or not ends:
                yield index, Failed(attempt=ask.attempt, boundary="policy", message="no trace has this attempt")
                yield index, Rollout("failed")
                continue
            stopped = False
            for event in trace.events:
                if isinstance(event, StepEvent) and event.attempt == ask.attempt and not _of_the_loop(event):
                    stopped = stopped or (should_stop is not None and should_stop())
                    if stopped:
                        break
                    yield index, event.model_copy(update={"seq": None, "at": None})
            end = ends[0]
            if stopped:
                yield index, Rollout("stopped")
                continue
            yield (
                index,
                Rollout(end.stop, end.token_ids, end.sampled, end.logprobs, end.seconds),
            )


def _of_the_loop(event: StepEvent) -> bool:
    """Failures that the loop records itself, and will again if they happen again."""
    return isinstance(event, Failed) and event.boundary == "verifier"
