"""The GPT trained here as a policy: it decodes inside the engine, many attempts in one batch.

A call pauses its row while the tool works in a thread; the other rows go on, rows that end leave, and asks that come
while others are decoded join (continuous batching: Yu et al. 2022, Orca).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

from pydantic import JsonValue

from agent.events import Failed
from agent.letters import ASKED, FORM, marked
from agent.policies.live import LiveRow
from agent.policies.writing import Spelling, Writing
from agent.policy import Ask, Joining, Rollout, ShouldStop, StepEvent
from agent.routing import TokenRouting
from agent.routing_reader import RoutingReader
from agent.tools import Tool
from agent.tools.calls import banned_ids
from agent.tools.guard import AT_ONCE
from core_model.cache import KVCache
from core_model.checkpoint import fingerprint, load_model, load_tokenizer, policy_folder
from core_model.engine import Engine, Request
from core_model.errors import ContextOverflow
from core_model.gpt import GPT
from core_model.sampling import Sampling
from core_model.tokenizers.protocol import Tokenizer
from core_model.transcript import Transcript
from tasks.lettering import lettered

STREAM_SINKS = 4
"""First tokens that a streaming dialogue keeps; four suffice in the paper's models (arXiv 2309.17453, table 2)."""
LOOK_SECONDS = 0.05
"""How often `should_stop` and deadlines are looked at while all rows wait for their tools."""
Happened = tuple[int, StepEvent | Rollout]


class CoreModelPolicy:
    """The GPT trained here, decoding inside the engine: a call pauses its row, the tool runs, the others go on."""

    joins = True
    in_turn = False
    """Whether all tools of a step are waited for before the next: then the same rows decode together at every run, and
    log-probabilities are the same to the last bit, however long a tool takes."""

    def __init__(
        self,
        model: GPT,
        tokenizer: Tokenizer,
        name: str = "custom",
        slots: int = 32,
        stream: bool = False,
        letters: bool = False,
    ) -> None:
        """With `letters`, stories are put to it with a letter to each quantity, as it was trained on them."""
        self.model, self.name, self.slots, self.stream = model, name, slots, stream
        self.weights_hash = ""
        self.transcript = Transcript(tokenizer, lettered if letters else str)
        self.config: dict[str, JsonValue] = {
            "model": model.config.model_dump(mode="json"), "slots": slots, "stream": stream,
            ASKED: FORM if letters else None, "top_p": Ask.top_p,
        }  # fmt: skip
        self._reader, self._spelling = RoutingReader(model), Spelling(self.transcript)

    @classmethod
    def load(cls, policy: str | Path | None = None, slots: int = 32, stream: bool = False) -> CoreModelPolicy:
        """A shipped policy by name, or a folder. With `stream`, a dialogue may be longer than the context: the cache
        keeps the first tokens and the newest. Raises WeightsError, saying which file is at fault."""
        folder = policy_folder(policy)
        made = cls(load_model(folder), load_tokenizer(folder), folder.name, slots, stream, letters=marked(folder))
        made.weights_hash = fingerprint(folder)
        return made

    def routing(self, token_ids: Sequence[int]) -> TokenRouting | None:
        """The experts that each of these ids goes to, found by reading them again; None for a model without any."""
        return self._reader.read(token_ids)

    def attempts(
        self,
        asks: Sequence[Ask],
        tools: Mapping[str, Tool],
        should_stop: ShouldStop | None = None,
        joining: Joining | None = None,
    ) -> Iterator[Happened]:
        """As the protocol says; asks of `joining` are numbered on from these."""
        threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="tool-call")
        try:
            yield from self._decode(asks, tools, should_stop, joining, threads)
        finally:  # a tool that still works for a row that was dropped is not waited for
            threads.shutdown(wait=False, cancel_futures=True)

    def _decode(
        self,
        asks: Sequence[Ask],
        tools: Mapping[str, Tool],
        should_stop: ShouldStop | None,
        joining: Joining | None,
        threads: ThreadPoolExecutor,
    ) -> Iterator[Happened]:
        waiting, known = deque(enumerate(asks)), len(asks)
        banned = banned_ids(self.transcript, tools)
        engine = self._engine(max(1, min(self.slots, joining.most if joining else len(asks))))
        live: list[LiveRow] = []
        while True:
            if joining is not None:
                more = joining(idle=not (waiting or live))
                waiting.extend(enumerate(more or (), known))
                known += len(more or ())
                joining = None if more is None else joining
            while waiting and engine.free:
                yield from self._begin(engine, *waiting.popleft(), banned, live)
            if not live and not waiting and joining is None:
                return
            if self.in_turn:
                _all_done(live, should_stop)
            for one in live:
                one.hold(engine)
            running = sum(one.row.state == "running" for one in live)
            changed = set(engine.step()) if running else set()
            if live and not running:
                calls = [one.working for one in live if one.working is not None]
                wait(calls, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
            now, stopped = time.monotonic(), should_stop is not None and should_stop()
            for one in list(live):
                row, late = one.row, one.late(now)
                if row in changed:
                    one.counted(running)
                    yield from ((one.index, event) for event in one.tell(tools))
                elif row.state == "running":
                    one.counted(running)
                    yield from ((one.index, event) for event in one.delta())
                more_to_come = False
                if row.state == "paused" and not (stopped or late):
                    if one.working is None:
                        yield from ((one.index, e) for e in one.call(engine, tools, threads.submit))
                    elif one.working.done():
                        yield from ((one.index, event) for event in one.observe(engine))
                        more_to_come = one.ask.one_step and row.state == "running"
                if more_to_come or (row.state != "done" and (stopped or late)):
                    if row.state == "running":  # the last words of a thought that breaks off here
                        yield from ((one.index, event) for event in one.delta(least=1))
                    one.drop(engine, "seconds" if late and not (stopped or more_to_come) else "stopped")
                if row.state == "done":
                    if row.stop == "context" and row not in changed:  # what was put in had no room
                        yield from ((one.index, event) for event in one.tell(tools))
                    live.remove(one)
                    yield one.index, one.rollout(more_to_come)
            if stopped:
                yield from ((index, Rollout("stopped")) for index, _ask in waiting)
                return

    def _begin(
        self, engine: Engine, index: int, ask: Ask, banned: frozenset[int], live: list[LiveRow]
    ) -> Iterator[Happened]:
        """Give an ask a row, unless its prompt is too long for one."""
        try:
            row = engine.add(self._request(ask, banned))
        except ContextOverflow as error:
            yield index, Failed(attempt=ask.attempt, boundary="budget", message=str(error))
            yield index, Rollout("context")
            return
        writing = Writing(self._spelling, row.ids)
        live.append(LiveRow(index, ask, row, self.transcript, len(row.ids), writing))

    def _engine(self, rows: int) -> Engine:
        if not self.stream:
            return Engine(self.model, slots=rows)
        config = self.model.config
        return Engine(self.model, cache=KVCache.sink(config, rows, config.context - STREAM_SINKS, STREAM_SINKS))

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


def _all_done(live: Sequence[LiveRow], should_stop: ShouldStop | None) -> None:
    """Wait for every tool that works, unless somebody asks to stop."""
    working = [one.working for one in live if one.working is not None]
    while any(not work.done() for work in working) and not (should_stop is not None and should_stop()):
        wait(working, timeout=LOOK_SECONDS)
