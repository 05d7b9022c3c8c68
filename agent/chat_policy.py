"""A chat model as a policy: it thinks in one text, without tools, and its last line is read for the answer.

This is how an imported model (SmolLM2, Qwen) is asked before it has been trained on dialogues with tools: the peer
that the policies trained here are measured against, in the same loop, under the same verifier.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.events import Answered, Failed, StopReason, ThoughtWritten
from agent.policies.select import is_foreign, load_foreign
from agent.policy import Ask, CoreModelPolicy, Policy, Rollout, ShouldStop, StepEvent
from agent.tools import Tool
from core_model.chat import ChatML, speaks_chat
from core_model.checkpoint import fingerprint, load_model, load_tokenizer, policy_folder
from core_model.engine import Engine, Request, Row
from core_model.errors import ContextOverflow
from core_model.gpt import GPT
from core_model.sampling import Sampling
from core_model.tokenizers.protocol import Tokenizer

_SAID = re.compile(r".*answer(?:\s+is)?\s*[:=]?\s*([^\n]+)", re.IGNORECASE | re.DOTALL)
_BOXED = re.compile(r"\\boxed\{([^{}]{1,200})\}")
_NUMBER = re.compile(r"-?\$?\d[\d,]*(?:\.\d+)?(?:/\d+)?%?")


def final_answer(text: str) -> str | None:
    r"""What a solution in prose comes to: the last \boxed{}, else the number (or the words) after the last "answer
    is", else the last number; None when there is none of these."""
    boxed = _BOXED.findall(text)
    if boxed:
        return str(boxed[-1]).strip()
    said = _SAID.match(text)
    if said:
        end = said[1].rpartition("=")[2]
        number = _NUMBER.search(end)
        return number.group().rstrip(",") if number else end.strip(" .*:") or None
    numbers = _NUMBER.findall(text)
    return numbers[-1].rstrip(",") if numbers else None


@dataclass(eq=False)
class _Live:
    index: int
    ask: Ask
    started: float


class ChatPolicy:
    """An imported chat model in the engine; each attempt is one thought and the answer read from it."""

    def __init__(self, model: GPT, tokenizer: Tokenizer, name: str = "chat", slots: int = 16) -> None:
        self.model, self.tokenizer, self.name, self.slots = model, tokenizer, name, slots
        self.weights_hash = ""
        self.chat = ChatML(tokenizer)
        controls = {tokenizer.control(symbol) for symbol in tokenizer.control_symbols}
        self.banned = frozenset(controls - {self.chat.end})

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """As the protocol says; tools are not used."""
        waiting = deque(enumerate(asks))
        engine = Engine(self.model, slots=max(1, min(self.slots, len(asks))))
        live: dict[Row, _Live] = {}
        while waiting or live:
            while waiting and engine.free:
                index, ask = waiting.popleft()
                try:
                    live[engine.add(self._request(ask))] = _Live(index, ask, time.monotonic())
                except ContextOverflow as error:
                    yield index, Failed(attempt=ask.attempt, boundary="budget", message=str(error))
                    yield index, Rollout("context")
            if live:
                engine.step()
            now = time.monotonic()
            stopped = should_stop is not None and should_stop()
            for row, one in list(live.items()):
                late = one.ask.deadline is not None and now > one.ask.deadline
                if row.state == "done" or stopped or late:
                    engine.drop(row)
                    del live[row]
                    yield from self._finish(row, one, stopped)
            if stopped:
                for index, _ask in waiting:
                    yield index, Rollout("stopped")
                return

    def _request(self, ask: Ask) -> Request:
        return Request(
            prompt=tuple(self.chat.prompt(ask.question, ask.feedback)),
            max_tokens=ask.max_tokens,
            stop=frozenset({self.chat.end}),
            banned=self.banned,
            sampling=Sampling(temperature=ask.temperature, top_p=ask.top_p),
            seed=ask.seed,
        )

    def _finish(self, row: Row, one: _Live, stopped: bool) -> Iterator[tuple[int, StepEvent | Rollout]]:
        sampled = [i for i, own in zip(row.ids, row.sampled, strict=True) if own]
        text = self.tokenizer.decode(sampled).strip()
        ended = row.stop == "stop"
        if text:
            yield one.index, ThoughtWritten(attempt=one.ask.attempt, text=text)
        answer = final_answer(text) if ended else None
        reason: StopReason
        if answer is not None:
            yield one.index, Answered(attempt=one.ask.attempt, text=answer)
            reason = "answered"
        elif ended:
            reason = "malformed"
        elif row.stop == "tokens" or row.stop == "context":
            reason = row.stop
        else:
            reason = "stopped" if stopped else "seconds"
        seconds = time.monotonic() - one.started
        yield one.index, Rollout(reason, tuple(row.ids), tuple(row.sampled), tuple(row.logprobs), seconds)


def load_policy(policy: str | Path | None = None, stream: bool = False) -> Policy:
    """A shipped policy by name, or a folder: one that is marked as a chat model is asked as such. `openai:` and `hf:`
    name others (agent/policies/select.py).

    `stream` as in CoreModelPolicy.load. Raises WeightsError, saying which file is at fault.
    """
    if is_foreign(policy):
        return load_foreign(str(policy))
    folder = policy_folder(policy)
    if speaks_chat(folder):
        chat = ChatPolicy(load_model(folder), load_tokenizer(folder), folder.name)
        chat.weights_hash = fingerprint(folder)
        return chat
    return CoreModelPolicy.load(policy, stream=stream)
