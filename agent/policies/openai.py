"""A model behind an OpenAI-compatible server, in our loop with our tools: extra `openai`.

Attempts run side by side in one event loop in a thread of its own, so that cancelling an attempt closes its
connection and a server can stop generating. Whatever the server does wrong is a failure of the policy boundary and
ends the run with what it has; a prompt that is too long for the server's model is one of the budget.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from agent.errors import AgentError
from agent.events import Failed
from agent.policies.dialogue import CHARACTERS_A_TOKEN, Dialogue, FunctionCall, Message, Reply
from agent.policies.protocol import OBSERVATION, Protocol, describe
from agent.policy import Ask, Rollout, ShouldStop, StepEvent
from agent.tools import Tool

if TYPE_CHECKING:
    from openai import AsyncOpenAI

KEY_VARIABLE, URL_VARIABLE = "OPENAI_API_KEY", "OPENAI_BASE_URL"
NO_KEY = "none"
"""Sent where no key is set: the client insists on one, a server of one's own ignores it."""
LOOK_SECONDS = 0.05
"""How often `should_stop` is asked while the server thinks."""
MAX_MESSAGE_CHARACTERS = 300
Happened = tuple[int, StepEvent | Rollout]


class PolicyError(AgentError):
    """A policy that cannot be set up as it was named."""

    kind = "policy"


class OpenAIPolicy:
    """Chat completions of `model` at `base_url`, by the text protocol, native tool calls, or plain prose."""

    def __init__(
        self,
        model: str,
        base_url: str | None = None,
        *,
        protocol: Protocol = "text",
        api_key: str | None = None,
        timeout_seconds: float = 120.0,
        retries: int = 2,
        concurrency: int = 8,
    ) -> None:
        """The key is read from OPENAI_API_KEY unless given; a server named by `base_url` may need none. `retries` are
        the client's, with growing pauses, after connection errors and the statuses 408, 409, 429 and 5xx. Raises
        PolicyError without the extra, without a model, or without a key where one is needed."""
        try:
            import openai
        except ImportError:
            raise PolicyError(
                "policies behind a server need the extra `openai`", 'pip install "ponder[openai]"'
            ) from None
        if not model:
            raise PolicyError("no model is named", "--policy openai:MODEL@URL")
        self._openai = openai
        self.base_url = base_url or os.environ.get(URL_VARIABLE)
        key = api_key or os.environ.get(KEY_VARIABLE)
        if not key and not self.base_url:
            raise PolicyError(f"{KEY_VARIABLE} is not set", "set it, or name a server of your own: openai:MODEL@URL")
        self._key = key or NO_KEY
        self.model, self.protocol = model, protocol
        self.name = f"{'openai' if protocol == 'text' else f'openai-{protocol}'}:{model}"
        self.timeout_seconds, self.retries, self.concurrency = timeout_seconds, retries, concurrency

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[Happened]:
        """As the protocol says: events of all asks as they come, each ask's ended by its Rollout."""
        told: queue.SimpleQueue[Happened] = queue.SimpleQueue()
        work = _Work(self._all(asks, tools, told))
        open_asks = set(range(len(asks)))
        try:
            while open_asks:
                if should_stop is not None and should_stop():
                    work.cancel()
                    for index in sorted(open_asks):
                        yield index, Rollout("stopped")
                    return
                try:
                    index, event = told.get(timeout=LOOK_SECONDS)
                except queue.Empty:
                    work.check()
                    continue
                if isinstance(event, Rollout):
                    open_asks.discard(index)
                yield index, event
        finally:
            work.cancel()

    async def _all(self, asks: Sequence[Ask], tools: Mapping[str, Tool], told: queue.SimpleQueue[Happened]) -> None:
        gate = asyncio.Semaphore(self.concurrency)
        async with self._openai.AsyncOpenAI(
            api_key=self._key, base_url=self.base_url, timeout=self.timeout_seconds, max_retries=self.retries
        ) as client:

            async def one(index: int, ask: Ask) -> None:
                async with gate:
                    await self._attempt(client, index, ask, tools, told)

            await asyncio.gather(*(one(i, ask) for i, ask in enumerate(asks)))

    async def _attempt(
        self,
        client: AsyncOpenAI,
        index: int,
        ask: Ask,
        tools: Mapping[str, Tool],
        told: queue.SimpleQueue[Happened],
    ) -> None:
        dialogue = Dialogue(ask, {} if self.protocol == "plain" else tools, self.protocol)
        left = None if ask.deadline is None else ask.deadline - time.monotonic()
        try:
            async with asyncio.timeout(left):
                while dialogue.stop is None:
                    steps = dialogue.take(await self._complete(client, dialogue))
                    while (step := await asyncio.to_thread(next, steps, None)) is not None:
                        told.put((index, step))
        except TimeoutError:
            dialogue.stop = "seconds"
        except self._openai.OpenAIError as error:
            too_long = _too_long(error)
            boundary: Literal["budget", "policy"] = "budget" if too_long else "policy"
            told.put((index, Failed(attempt=ask.attempt, boundary=boundary, message=self._explain(error))))
            # Nothing is gained by asking a server again that has failed through all retries: the run ends here.
            dialogue.stop = "context" if too_long else "stopped"
        told.put((index, dialogue.rollout()))

    async def _complete(self, client: AsyncOpenAI, dialogue: Dialogue) -> Reply:
        ask = dialogue.ask
        extra: dict[str, Any] = {}
        if self.protocol == "text":
            extra["stop"] = [OBSERVATION]
        elif self.protocol == "native" and dialogue.tools:
            extra["tools"] = [_function(name, tool) for name, tool in dialogue.tools.items()]
        messages: list[Any] = dialogue.messages
        create: Any = client.chat.completions.create  # its overloads do not know optional fields in a dictionary
        try:
            done = await create(
                model=self.model,
                messages=messages,
                max_tokens=dialogue.tokens_left,
                temperature=ask.temperature,
                top_p=ask.top_p if ask.temperature > 0 else 1.0,
                seed=ask.seed,
                **extra,
            )
            return _reply(done)
        except (
            ValueError,
            TypeError,
            AttributeError,
            IndexError,
        ) as error:  # what the client makes of no JSON, or other
            told = f"its reply cannot be read ({type(error).__name__}): is this an OpenAI-compatible endpoint?"
            raise self._openai.OpenAIError(told) from None

    def _explain(self, error: Exception) -> str:
        """What went wrong in one line, without the key."""
        server = self.base_url or "the default server"
        if isinstance(error, self._openai.APITimeoutError):
            text = f"{server} did not answer within {self.timeout_seconds:g} s, {self.retries + 1} times"
        elif isinstance(error, self._openai.APIConnectionError):
            text = f"cannot reach {server}: {error.__cause__ or error}"
        else:
            text = f"{server}: {error}"
        return (text if self._key == NO_KEY else text.replace(self._key, "***"))[:MAX_MESSAGE_CHARACTERS]


class _Work:
    """A coroutine in an event loop in a thread of its own, which can be cancelled from here."""

    def __init__(self, work: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(work)
        self._thread = threading.Thread(target=self._run, name="openai-policy", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(asyncio.wait([self._task]))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()

    def check(self) -> None:
        """Raise what the work raised; it should raise nothing."""
        if not self._thread.is_alive() and not self._task.cancelled() and (error := self._task.exception()):
            raise error

    def cancel(self) -> None:
        """Cancel what is under way and wait until its connections are closed."""
        with contextlib.suppress(RuntimeError):  # the loop is closed: there is nothing left to cancel
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join()


def _reply(done: Any) -> Reply:
    """What a completion holds. Raises what reading an object of another shape raises."""
    choice = done.choices[0]
    text = choice.message.content or ""
    calls = tuple(
        FunctionCall(call.id or f"call_{i}", call.function.name, call.function.arguments)
        for i, call in enumerate(choice.message.tool_calls or ())
        if call.type == "function"
    )
    tokens = done.usage.completion_tokens if done.usage else len(text) // CHARACTERS_A_TOKEN + 1
    return Reply(text, choice.finish_reason != "length", tokens, calls)


def _function(name: str, tool: Tool) -> Message:
    """A tool as a function of one text."""
    text = {"type": "string", "description": "What the tool is given."}
    parameters = {"type": "object", "properties": {"input": text}, "required": ["input"]}
    return {"type": "function", "function": {"name": name, "description": describe(tool), "parameters": parameters}}


def _too_long(error: Exception) -> bool:
    return getattr(error, "code", None) == "context_length_exceeded"
