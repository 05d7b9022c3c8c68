"""Who answers a request: the agent with its verifier, or a chat model by itself.

A backend is called in a thread of the request's own and yields pieces until Done; it looks at `should_stop` at every
token, and ends when that says so.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from agent.loop import Agent
from agent.policy import ShouldStop
from agent.serving.wire import ChatRequest, Delta, Done, FinishReason, Piece, RequestError
from agent.trace import Trace
from core_model.chat import ChatML
from core_model.engine import Engine, Request, Row
from core_model.errors import ContextOverflow
from core_model.gpt import GPT
from core_model.sampling import Sampling
from core_model.tokenizers.protocol import Tokenizer

REPLACEMENT = "\ufffd"
"""What the bytes of half a character decode to."""


class Backend(Protocol):
    """Answers chat requests as the model `name`."""

    name: str

    def answer(self, request: ChatRequest, should_stop: ShouldStop) -> Iterator[Piece]:
        """Raises RequestError or QuestionError for what cannot be asked, before the first piece."""
        ...

    def close(self) -> None: ...


class AgentBackend:
    """The loop: the last message is the question; the content is the answer that was verified, or the best there is.

    The policy reads one question, so earlier messages are left out, and the response says how many.
    """

    def __init__(self, agent: Agent, max_seconds: float | None = None) -> None:
        self.agent, self.max_seconds = agent, max_seconds
        self.name = agent.policy.name

    def answer(self, request: ChatRequest, should_stop: ShouldStop) -> Iterator[Piece]:
        question = request.messages[-1]
        if question.role != "user":
            raise RequestError("the last message has to be the user's question", "messages")
        if request.stops:
            raise RequestError("the agent's answer has no stop sequences: leave `stop` out", "stop")
        options, temperature = request.ponder, request.temperature
        events = []
        for event in self.agent.stream(
            question.text,
            attempts=options.attempts,
            samples=options.samples,
            temperature=0.7 if temperature is None else temperature,
            seed=request.seed or 0,
            max_seconds=self.max_seconds,
            should_stop=should_stop,
        ):
            events.append(event)
            yield Delta(event=event.model_dump(mode="json"))
        trace = Trace(events=tuple(events))
        yield Delta(trace.answer or "")
        prompt = sum(a.sampled.count(0) for a in trace.attempts)
        cut = trace.answer is None and trace.attempts[-1].stop in ("tokens", "seconds", "context", "steps")
        extra = {
            "trace_id": trace.result.trace_id,
            "status": trace.result.status,
            "score": trace.result.score,
            "verdict": trace.verdict.model_dump(mode="json"),
            "attempts": trace.result.attempts,
            "ignored_messages": len(request.messages) - 1,
        }
        if options.trace and not request.stream:  # a stream has had every event
            extra["trace"] = trace.model_dump(mode="json")
        yield Done("length" if cut else "stop", prompt, trace.result.tokens, extra)

    def close(self) -> None:
        """Nothing to end: tools' processes end with this one."""


@dataclass(eq=False)
class _Job:
    request: Request
    stops: tuple[str, ...]
    should_stop: ShouldStop
    told: queue.SimpleQueue[Piece | Exception] = field(default_factory=queue.SimpleQueue)
    sent: str = ""


class ChatBackend:
    """A chat model (ChatML) without loop, tools or verifier, all requests in one batch of the engine."""

    def __init__(self, model: GPT, tokenizer: Tokenizer, name: str, slots: int = 8) -> None:
        self.model, self.tokenizer, self.name = model, tokenizer, name
        self.chat = ChatML(tokenizer)
        controls = {tokenizer.control(symbol) for symbol in tokenizer.control_symbols}
        self._banned = frozenset(controls - {self.chat.end})
        self._engine = Engine(model, slots=slots)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="chat-backend", daemon=True)
        self._thread.start()

    def answer(self, request: ChatRequest, should_stop: ShouldStop) -> Iterator[Piece]:
        turns = [("system" if m.role == "developer" else m.role, m.text) for m in request.messages]
        asked = Request(
            prompt=tuple(self.chat.dialogue(turns)),
            max_tokens=request.token_limit,
            stop=frozenset({self.chat.end}),
            banned=self._banned,
            sampling=Sampling(
                temperature=1.0 if request.temperature is None else request.temperature, top_p=request.top_p or 1.0
            ),
            seed=(request.seed or 0) % 2**63,
        )
        job = _Job(asked, request.stops, should_stop)
        self._jobs.put(job)
        while True:
            piece = job.told.get()
            if isinstance(piece, ContextOverflow):
                raise RequestError(str(piece), "messages", code="context_length_exceeded")
            if isinstance(piece, Exception):
                raise piece
            yield piece
            if isinstance(piece, Done):
                return

    def close(self) -> None:
        """End the batch; jobs under way end where they are."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        waiting: list[_Job] = []
        live: dict[Row, _Job] = {}
        while True:
            with suppress(queue.Empty):
                while True:  # idle: wait for a job; busy: take those that are there
                    job = self._jobs.get(block=not (live or waiting))
                    if job is None:
                        for row, one in live.items():
                            self._end(row, one)
                        for one in waiting:
                            one.told.put(Done("stop", 0, 0))
                        return
                    waiting.append(job)
            while waiting and self._engine.free:
                job = waiting.pop(0)
                try:
                    live[self._engine.add(job.request)] = job
                except ContextOverflow as error:
                    job.told.put(error)
            try:
                if live:
                    self._engine.step()
                for row, job in list(live.items()):
                    if self._tell(row, job):
                        del live[row]
            except Exception as error:  # a thread that dies in silence would leave every client waiting
                for row, job in live.items():
                    self._engine.drop(row)
                    job.told.put(error)
                live.clear()

    def _tell(self, row: Row, job: _Job) -> bool:
        """Pass on what is new in a row; whether it is done."""
        if job.should_stop():
            self._engine.drop(row)
        own = row.ids[len(row.request.prompt) :]
        text = self.tokenizer.decode([i for i in own if i != self.chat.end])
        cuts = [text.index(stop) for stop in job.stops if stop in text]
        if cuts:
            text = text[: min(cuts)]
            self._engine.drop(row)
        over = row.state == "done"
        # What may be the beginning of a stop sequence, or half a character, is kept back.
        kept = 0 if over else max((len(stop) for stop in job.stops), default=1) - 1
        ready = text if over else text[: len(text) - kept].rstrip(REPLACEMENT)
        if len(ready) > len(job.sent) and ready.startswith(job.sent):
            job.told.put(Delta(ready[len(job.sent) :]))
            job.sent = ready
        if over:
            self._end(row, job)
        return over

    def _end(self, row: Row, job: _Job) -> None:
        self._engine.drop(row)
        reason: FinishReason = "length" if row.stop in ("tokens", "context") else "stop"
        job.told.put(Done(reason, len(row.request.prompt), len(row.logprobs)))
