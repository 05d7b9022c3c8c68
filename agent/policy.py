"""Policies: what decides the next thought, call or answer. The loop knows only this protocol."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pydantic import JsonValue

from agent.budgets import least
from agent.events import Answered, Boundary, CallMade, Failed, Observed, StopReason, ThoughtWritten
from agent.reading import marked, reading
from agent.tools import Tool
from agent.tools.calls import banned_ids, read_call, run_tool
from core_model.cache import KVCache
from core_model.checkpoint import fingerprint, load_model, load_tokenizer, policy_folder
from core_model.engine import Engine, Request, Row
from core_model.errors import ContextOverflow
from core_model.gpt import GPT
from core_model.sampling import Sampling
from core_model.tokenizers.protocol import Tokenizer
from core_model.transcript import TOOLS, Segment, Transcript

BEGUN = 8
"""Sampled ids after which a reading counts as begun: that a thought opens, and seven pieces. With one piece, one in 14
of the questions of the nine families were read that should not be: "Is it prime?" begins as "Is prime: 967" does. With
seven, 5 of 2,206 do."""
STREAM_SINKS = 4
"""First tokens that a streaming dialogue keeps; four suffice in the paper's models (arXiv 2309.17453, table 2)."""
ShouldStop = Callable[[], bool]
StepEvent = ThoughtWritten | CallMade | Observed | Answered | Failed


@dataclass(frozen=True)
class Ask:
    """One attempt to be made: the question, feedback on an earlier attempt, sampling, and budgets."""

    question: str
    attempt: int = 0
    feedback: str = ""
    temperature: float = 0.0
    top_p: float = 0.95
    seed: int = 0
    max_steps: int = 8
    max_tokens: int = 256
    deadline: float | None = None
    """time.monotonic() after which the attempt ends."""
    tool_seconds: float | None = None
    """How long its tools may work in all."""
    prefix: tuple[int, ...] = ()
    """The ids of a row to go on with, its prompt included; empty for an attempt from the beginning."""
    one_step: bool = False
    """Whether to stop after the first observation, so that somebody can choose between steps."""


@dataclass(frozen=True)
class Rollout:
    """What an attempt came to. `token_ids`, `sampled`, `logprobs` and `drawn` are the row as the engine saw it;
    `tokens` is how many were generated, said by a policy that does not see them."""

    stop: StopReason
    token_ids: tuple[int, ...] = ()
    sampled: tuple[int, ...] = ()
    logprobs: tuple[float, ...] = ()
    seconds: float = 0.0
    tokens: int = 0
    drawn: tuple[float, ...] = ()
    """Log-probabilities of the sampled ids under the sampler itself; learning corrects for the difference."""
    more: bool = False
    """Stopped after one step, as was asked: `Ask(prefix=token_ids)` goes on."""
    discarded: int = 0
    """Ids sampled for continuations that were not kept; the run pays for them."""


class Policy(Protocol):
    """Makes attempts, many at a time, each a stream of steps that ends with its Rollout."""

    name: str

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """Yield (index of the ask, what happened), in the order it happens."""
        ...


@dataclass(eq=False)
class _Live:
    """A row in flight: which ask it serves, what of it has been told, and its calls so far."""

    index: int
    ask: Ask
    row: Row
    started: float
    told: int
    reading: tuple[int, ...] = ()
    """How an attempt opens that lists the question's quantities; empty once that is written or was not begun."""
    steps: int = 0
    tool_seconds: float = 0.0
    out_of_tool_time: bool = False
    answered: bool = False
    more: bool = False
    events: list[StepEvent] = field(default_factory=list)


class CoreModelPolicy:
    """The GPT trained here, decoding inside the engine: a call pauses its row, the tool runs, the others go on."""

    def __init__(
        self,
        model: GPT,
        tokenizer: Tokenizer,
        name: str = "custom",
        slots: int = 32,
        stream: bool = False,
        reads: bool = False,
    ) -> None:
        self.model, self.name, self.slots, self.stream, self.reads = model, name, slots, stream, reads
        self.weights_hash = ""
        self.transcript = Transcript(tokenizer)
        marker = self.transcript.marker
        self.boundary = frozenset(marker.values())
        self.config: dict[str, JsonValue] = {
            "model": model.config.model_dump(mode="json"), "slots": slots, "stream": stream, "reads": reads,
            "top_p": Ask.top_p,
        }  # fmt: skip
        self._role = {marker[f"<|{role}|>"]: role for role in ("thought", "answer", *TOOLS)}

    @classmethod
    def load(cls, policy: str | Path | None = None, slots: int = 32, stream: bool = False) -> CoreModelPolicy:
        """A shipped policy by name, or a folder. With `stream`, a dialogue may be longer than the context: the cache
        keeps the first tokens and the newest. Raises WeightsError, saying which file is at fault."""
        folder = policy_folder(policy)
        made = cls(load_model(folder), load_tokenizer(folder), folder.name, slots, stream, reads=marked(folder))
        made.weights_hash = fingerprint(folder)
        return made

    def _engine(self, rows: int) -> Engine:
        if not self.stream:
            return Engine(self.model, slots=rows)
        config = self.model.config
        return Engine(self.model, cache=KVCache.sink(config, rows, config.context - STREAM_SINKS, STREAM_SINKS))

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        waiting = deque(enumerate(asks))
        banned = banned_ids(self.transcript, tools)
        engine = self._engine(max(1, min(self.slots, len(asks))))
        live: dict[Row, _Live] = {}
        while waiting or live:
            while waiting and engine.free:
                index, ask = waiting.popleft()
                try:
                    row = engine.add(self._request(ask, banned))
                except ContextOverflow as error:
                    yield index, Failed(attempt=ask.attempt, boundary="budget", message=str(error))
                    yield index, Rollout("context")
                    continue
                reads = self.reads and not ask.prefix  # a row that goes on has its opening already
                opening = self.transcript.thought(reading(ask.question)) if reads else ()
                live[row] = _Live(index, ask, row, time.monotonic(), told=len(row.ids), reading=tuple(opening))
            changed = set(engine.step()) if live else set()
            now = time.monotonic()
            stopped = should_stop is not None and should_stop()
            for row, one in list(live.items()):
                late = one.ask.deadline is not None and now > one.ask.deadline
                if row in changed:
                    yield from ((one.index, event) for event in self._tell(one, tools))
                if row.state == "paused" and not (stopped or late):
                    yield from self._use_tool(engine, one, tools)
                    if one.ask.one_step and row.state == "running":
                        one.more = True
                        engine.drop(row)
                if one.reading and row.state == "running" and len(row.logprobs) >= BEGUN:
                    self._read(engine, one)
                if row.state == "done" or stopped or late:
                    reason = self._reason(one, stopped, late)
                    engine.drop(row)
                    del live[row]
                    yield one.index, self._rollout(one, reason)
            if stopped:
                for index, _ask in waiting:
                    yield index, Rollout("stopped")
                return

    def _request(self, ask: Ask, banned: frozenset[int]) -> Request:
        return Request(
            prompt=ask.prefix or tuple(self.transcript.prompt(ask.question, ask.feedback)),
            max_tokens=ask.max_tokens,
            stop=frozenset({self.transcript.end}),
            pause=frozenset({self.transcript.run}),
            banned=banned,
            sampling=Sampling(temperature=ask.temperature, top_p=ask.top_p),
            seed=ask.seed,
        )

    def _read(self, engine: Engine, one: _Live) -> None:
        """Put in the rest of the reading that the row has begun: it follows from the question, and no id of it is a
        choice. A row that begins with anything else goes on by itself."""
        opening, one.reading = one.reading, ()
        if tuple(one.row.ids[one.told :]) == opening[:BEGUN]:
            engine.force(one.row, opening[BEGUN:])

    def _tell(self, one: _Live, tools: Mapping[str, Tool]) -> list[StepEvent]:
        """Events of the segments that the row has closed since it was last looked at."""
        segments = self._parse(one.row.ids[one.told :])
        one.told = len(one.row.ids)
        events: list[StepEvent] = []
        n = one.ask.attempt
        for segment in segments:
            if segment.role == "thought":
                events.append(ThoughtWritten(attempt=n, text=segment.text))
            elif segment.role in TOOLS and one.row.state == "paused":
                name, said = read_call(segment.role, segment.text, tools)
                events.append(CallMade(attempt=n, tool=name, input=said))
            elif segment.role == "answer" and one.row.stop == "stop":
                events.append(Answered(attempt=n, text=segment.text))
                one.answered = True
        one.events += events
        return events

    def _parse(self, ids: Sequence[int]) -> list[Segment]:
        return [s for s in self.transcript.parse(ids) if s.role in ("thought", "answer", *TOOLS)]

    def _use_tool(self, engine: Engine, one: _Live, tools: Mapping[str, Tool]) -> Iterator[tuple[int, StepEvent]]:
        call = one.events[-1] if one.events and isinstance(one.events[-1], CallMade) else None
        if call is None:
            n = one.ask.attempt
            yield one.index, Failed(attempt=n, boundary="parser", message="<|run|> without a call before it")
            engine.drop(one.row)
            return
        one.steps += 1
        if one.steps > one.ask.max_steps:
            engine.drop(one.row)
            return
        left = None if one.ask.tool_seconds is None else one.ask.tool_seconds - one.tool_seconds
        if left is not None and left <= 0:
            one.out_of_tool_time = True
            engine.drop(one.row)
            return
        until = None if one.ask.deadline is None else one.ask.deadline - time.monotonic()
        result = run_tool(tools, call.tool, call.input, least(left, until))
        one.tool_seconds += result.seconds
        observed = Observed(attempt=one.ask.attempt, text=result.text, ok=result.ok, seconds=result.seconds)
        one.events.append(observed)
        yield one.index, observed
        if result.broken:
            boundary: Boundary = "sandbox" if call.tool == "python" else "tool"
            yield one.index, Failed(attempt=one.ask.attempt, boundary=boundary, message=result.text)
        engine.resume(one.row, self.transcript.observation(result.text, result.ok))
        one.told = len(one.row.ids)

    def _reason(self, one: _Live, stopped: bool, late: bool) -> StopReason:
        row = one.row
        if one.answered:
            return "answered"
        if one.more:
            return "stopped"
        if row.state != "done":
            return "stopped" if stopped else "seconds"
        if one.out_of_tool_time:
            return "tool_seconds"
        if one.steps > one.ask.max_steps:
            return "steps"
        if row.stop in ("tokens", "context"):
            return "tokens" if row.stop == "tokens" else "context"
        return "malformed"

    def _rollout(self, one: _Live, reason: StopReason) -> Rollout:
        row = one.row
        seconds = time.monotonic() - one.started
        return Rollout(
            reason, tuple(row.ids), tuple(row.sampled), tuple(row.logprobs), seconds,
            drawn=tuple(row.drawn), more=one.more,
        )  # fmt: skip
