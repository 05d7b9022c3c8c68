"""One row of an episode: which sampled ids are read, what they amount to, and what is forced behind them.

It follows the engine and the loop (core_model.engine, agent.policy) move by move, without a model; a test holds their
rows and events against these. Only agent.policies.writing it does not follow: a sampler outside may bar what it likes,
and says which ids it wrote without sampling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from agent.events import Answered, Boundary, CallMade, Failed, Observed, StopReason, ThoughtWritten
from agent.policy import StepEvent
from agent.tools import Tool
from agent.tools.calls import read_call, run_tool
from core_model.transcript import TOOLS, Transcript


class Row:
    """The ids of an episode, which of them were sampled, and the events that they amount to."""

    def __init__(
        self,
        transcript: Transcript,
        tools: Mapping[str, Tool],
        prompt: Sequence[int],
        banned: frozenset[int],
        max_steps: int,
        max_tokens: int,
        context: int | None,
    ) -> None:
        self.transcript, self.tools, self.banned = transcript, tools, banned
        self.max_steps, self.max_tokens, self.context = max_steps, max_tokens, context
        self.ids, self.sampled = list(prompt), [0] * len(prompt)
        self.events: list[StepEvent] = []
        self.stop: StopReason | Literal[""] = ""
        self.called, self.ok = "", True
        """The tool of the last turn, if it called one, and whether that gave a result."""
        self._told, self._steps = len(self.ids), 0
        if self._full():
            text = f"the prompt has {len(self.ids)} tokens; a row holds at most {context}"
            self._fail("budget", text, "context")

    @property
    def room(self) -> int:
        """How many ids may be sampled before the next step: those of the budget."""
        if self.stop:
            return 0
        left = self.max_tokens - sum(self.sampled)
        if self.context is not None:
            left = min(left, self.context - len(self.ids))
        return left

    def take(self, ids: Sequence[int], sampled: Sequence[int] | None = None) -> int:
        """Read ids up to the one that closes the turn, and force what follows it; how many were read. Those that
        `sampled` has a 0 for were not drawn from the policy: they take context, not tokens of the budget."""
        self.called = ""
        return self._sample(ids, [1] * len(ids) if sampled is None else sampled)

    def _sample(self, ids: Sequence[int], sampled: Sequence[int]) -> int:
        for n, (i, own) in enumerate(zip(ids, sampled, strict=True), 1):
            if i in self.banned or not 0 <= i < self.transcript.tokenizer.vocab_size:
                self._tell(closed=False)
                self._fail("policy", f"id {i} is not the policy's to write", "malformed")
                return n - 1
            self.ids.append(i)
            self.sampled.append(1 if own else 0)
            if i == self.transcript.end:
                self._tell(closed=True)
                self.stop = "answered" if isinstance(self._last(), Answered) else "malformed"
            elif sum(self.sampled) >= self.max_tokens:
                self._out_of("tokens")
            elif self._full():
                self._out_of("context")
            elif i == self.transcript.run:
                self._call()
            if self.stop or i == self.transcript.run:
                return n
        return len(ids)

    def _call(self) -> None:
        """Run the call that the turn closed with, and force its result."""
        self._tell(closed=True)
        call = self._last()
        if not isinstance(call, CallMade):
            self._fail("parser", "<|run|> without a call before it", "malformed")
            return
        self._steps += 1
        if self._steps > self.max_steps:
            self.stop = "steps"
            return
        result = run_tool(self.tools, call.tool, call.input)
        self.called, self.ok = call.tool, result.ok
        self.events.append(Observed(attempt=0, text=result.text, ok=result.ok, seconds=result.seconds))
        if result.broken:
            boundary: Boundary = "sandbox" if call.tool == "python" else "tool"
            self.events.append(Failed(attempt=0, boundary=boundary, message=result.text))
        self._force(self.transcript.observation(result.text, result.ok))
        self._told = len(self.ids)

    def _force(self, ids: Sequence[int]) -> None:
        self.ids += ids
        self.sampled += [0] * len(ids)
        if self._full():
            self._out_of("context")

    def _out_of(self, budget: Literal["tokens", "context"]) -> None:
        self._tell(closed=False)
        self.stop = budget

    def _tell(self, closed: bool) -> None:
        """Events of the segments since the last turn; a call or an answer counts when it was closed."""
        segments = self.transcript.parse(self.ids[self._told :])
        paused = closed and self.ids[-1] == self.transcript.run
        ended = closed and self.ids[-1] == self.transcript.end
        self._told = len(self.ids)
        for segment in segments:
            if segment.role == "thought":
                self.events.append(ThoughtWritten(attempt=0, text=segment.text))
            elif segment.role in TOOLS and paused:
                name, said = read_call(segment.role, segment.text, self.tools)
                self.events.append(CallMade(attempt=0, tool=name, input=said))
            elif segment.role == "answer" and ended:
                self.events.append(Answered(attempt=0, text=segment.text))

    def _last(self) -> StepEvent | None:
        return self.events[-1] if self.events else None

    def _fail(self, boundary: Boundary, message: str, stop: StopReason) -> None:
        self.events.append(Failed(attempt=0, boundary=boundary, message=message))
        self.stop = stop

    def _full(self) -> bool:
        return self.context is not None and len(self.ids) >= self.context
