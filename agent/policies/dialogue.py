"""One attempt of a chat model: the messages so far, and what a reply does to them. Who completes them does not matter.

The dialogue is a state machine without I/O of its own but the tools': a policy asks its model for a completion of
`messages`, passes the Reply to `take`, and goes on while `stop` is None.
"""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.events import Answered, Boundary, CallMade, Failed, Observed, StopReason, ThoughtWritten
from agent.policies.protocol import EXAMPLE, NEXT, OBSERVATION, Protocol, read, system_text
from agent.policy import Ask, Rollout, StepEvent
from agent.tools import Tool

CHARACTERS_A_TOKEN = 4
"""For servers that count no tokens."""
Message = dict[str, Any]


@dataclass(frozen=True)
class FunctionCall:
    """A call in a reply of the `native` protocol: its id, the tool, and its arguments as the model wrote them."""

    id: str
    tool: str
    arguments: str


@dataclass(frozen=True)
class Reply:
    """A completion. `ended` is false when the model was cut off; `tokens` is what was generated."""

    text: str
    ended: bool
    tokens: int
    calls: tuple[FunctionCall, ...] = ()


@dataclass
class Dialogue:
    """An attempt under way."""

    ask: Ask
    tools: Mapping[str, Tool]
    protocol: Protocol
    messages: list[Message] = field(default_factory=list)
    stop: StopReason | None = None
    steps: int = 0
    tokens: int = 0
    started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        """Instructions, an example in the text protocol, and the question, with feedback behind it."""
        self.messages.append({"role": "system", "content": system_text(self.protocol, self.tools)})
        if self.protocol == "text" and "calculator" in self.tools:
            self.messages += [{"role": role, "content": text} for role, text in EXAMPLE]
        ask = self.ask
        asked = f"{ask.question}\n\nAn earlier attempt was wrong: {ask.feedback}" if ask.feedback else ask.question
        self.messages.append({"role": "user", "content": asked})

    @property
    def tokens_left(self) -> int:
        return self.ask.max_tokens - self.tokens

    def take(self, reply: Reply) -> Iterator[StepEvent]:
        """The events that a reply amounts to; a call is run between two of them."""
        self.tokens += reply.tokens
        if reply.calls and self.protocol == "native":
            yield from self._functions(reply)
        else:
            yield from self._text(reply)
        if self.stop is None and self.tokens_left <= 0:
            self.stop = "tokens"

    def rollout(self) -> Rollout:
        assert self.stop is not None
        return Rollout(self.stop, seconds=time.monotonic() - self.started, tokens=self.tokens)

    def _text(self, reply: Reply) -> Iterator[StepEvent]:
        move, n = read(reply.text, self.tools if self.protocol == "text" else (), reply.ended), self.ask.attempt
        if move.thought:
            yield ThoughtWritten(attempt=n, text=move.thought)
        if move.tool is not None and self.protocol == "text":
            observed = yield from self._use(move.tool, move.input)
            # What stands behind a call in a reply was made up before the tool had been asked.
            written = f"Thought: {move.thought}\n{move.tool}: {move.input}"
            self.messages.append({"role": "assistant", "content": written})
            self.messages.append({"role": "user", "content": f"{OBSERVATION} {observed}\n{NEXT}"})
        elif move.answer:
            yield Answered(attempt=n, text=move.answer)
            self.stop = "answered"
        else:
            self.stop = "malformed" if reply.ended else "tokens"

    def _functions(self, reply: Reply) -> Iterator[StepEvent]:
        if reply.text.strip():
            yield ThoughtWritten(attempt=self.ask.attempt, text=reply.text.strip())
        self.messages.append(
            {
                "role": "assistant",
                "content": reply.text or None,
                "tool_calls": [
                    {"id": c.id, "type": "function", "function": {"name": c.tool, "arguments": c.arguments}}
                    for c in reply.calls
                ],
            }
        )
        for call in reply.calls:
            if self.stop is None:
                observed = yield from self._use(call.tool, _argument(call.arguments))
                self.messages.append({"role": "tool", "tool_call_id": call.id, "content": observed})

    def _use(self, name: str, text: str) -> Generator[StepEvent, None, str]:
        """Run a tool; gives its words. A tool that is not there is an observation, so that the model can mend it."""
        n = self.ask.attempt
        yield CallMade(attempt=n, tool=name, input=text)
        self.steps += 1
        if self.steps > self.ask.max_steps:
            self.stop = "steps"
            return ""
        tool = self.tools.get(name)
        if tool is None:
            told = f"error: no tool is called {name[:40]!r}; there are: {', '.join(self.tools) or 'none'}"
            yield Observed(attempt=n, text=told, ok=False)
            return told
        result = tool.run(text)
        yield Observed(attempt=n, text=result.text, ok=result.ok, seconds=result.seconds)
        if result.broken:
            boundary: Boundary = "sandbox" if name == "python" else "tool"
            yield Failed(attempt=n, boundary=boundary, message=result.text)
        return result.text if result.ok else f"error: {result.text}"


def _argument(arguments: str) -> str:
    """The input in a function's arguments; they may be broken JSON, as a model wrote them, and then are it."""
    try:
        found = json.loads(arguments)
    except (ValueError, RecursionError):
        return arguments
    if isinstance(found, dict):
        return str(found.get("input", next(iter(found.values()), "")))
    return str(found)
