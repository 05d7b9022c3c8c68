"""Chat completions on the wire: the request as it is checked, and the objects that go back.

The fields are those of the OpenAI interface; `ponder` is ours. https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.errors import AgentError
from agent.settings import MAX_QUESTION_CHARACTERS

MAX_MESSAGES = 64
MAX_COMPLETION_TOKENS = 2048
FinishReason = Literal["stop", "length"]
Text = Annotated[str, Field(max_length=MAX_QUESTION_CHARACTERS)]


class RequestError(AgentError):
    """A request that this server cannot follow; `status` is HTTP's, `param` the field at fault."""

    kind = "invalid_request_error"

    def __init__(self, message: str, param: str | None = None, *, status: int = 400, code: str | None = None) -> None:
        super().__init__(message)
        self.status, self.param, self.code = status, param, code


class Part(BaseModel):
    """A part of a message; text is all that is read."""

    type: Literal["text"]
    text: Text


class ChatMessage(BaseModel):
    """One turn. A role is one of these words or the request is refused; text never becomes a role."""

    role: Literal["system", "developer", "user", "assistant"]
    content: Text | list[Part] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "".join(part.text for part in self.content)
        return self.content or ""


class PonderOptions(BaseModel):
    """What a client may ask of the loop, in the field `ponder`."""

    model_config = ConfigDict(extra="forbid")

    attempts: int = Field(3, ge=1, le=16)
    samples: int = Field(1, ge=1, le=16)
    trace: bool = True


class StreamOptions(BaseModel):
    include_usage: bool = False


class ChatRequest(BaseModel):
    """The body of POST /v1/chat/completions. Fields that change nothing here are let pass, as other servers do; those
    that would be disobeyed are refused: tools, several choices, log-probabilities."""

    messages: list[ChatMessage] = Field(min_length=1, max_length=MAX_MESSAGES)
    model: str = ""
    stream: bool = False
    stream_options: StreamOptions | None = None
    temperature: float | None = Field(None, ge=0.0, le=5.0)
    top_p: float | None = Field(None, gt=0.0, le=1.0)
    seed: int | None = Field(None, ge=-(2**63), lt=2**63)
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)
    stop: Text | list[Text] | None = None
    n: Literal[1] | None = None
    tools: Annotated[list[Any], Field(max_length=0)] | None = None
    logprobs: Literal[False] | None = None
    ponder: PonderOptions = PonderOptions()

    @property
    def token_limit(self) -> int:
        return min(self.max_completion_tokens or self.max_tokens or MAX_COMPLETION_TOKENS, MAX_COMPLETION_TOKENS)

    @property
    def stops(self) -> tuple[str, ...]:
        found = [self.stop] if isinstance(self.stop, str) else self.stop or []
        return tuple(text for text in found if text)


@dataclass(frozen=True)
class Delta:
    """A piece of the answer, or an event of the loop, as it comes."""

    text: str = ""
    event: dict[str, Any] | None = None


@dataclass(frozen=True)
class Done:
    """The end of a completion. `ponder` goes into the response beside the fields of the interface."""

    finish_reason: FinishReason
    prompt_tokens: int
    completion_tokens: int
    ponder: dict[str, Any] | None = None

    @property
    def usage(self) -> dict[str, int]:
        total = self.prompt_tokens + self.completion_tokens
        return {
            "prompt_tokens": self.prompt_tokens, "completion_tokens": self.completion_tokens, "total_tokens": total,
        }  # fmt: skip


Piece = Delta | Done


@dataclass(frozen=True)
class Completion:
    """One response: its id and time are shared by all chunks of a stream."""

    model: str
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, text: str, done: Done) -> dict[str, Any]:
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": done.finish_reason}
        body = {**self._head("chat.completion"), "choices": [choice], "usage": done.usage}
        return body if done.ponder is None else {**body, "ponder": done.ponder}

    def first(self) -> str:
        return self._chunk({"role": "assistant", "content": ""})

    def piece(self, delta: Delta) -> str:
        extra: dict[str, Any] = {} if delta.event is None else {"ponder": {"event": delta.event}}
        return self._chunk({"content": delta.text} if delta.text else {}, **extra)

    def last(self, done: Done) -> str:
        extra = {} if done.ponder is None else {"ponder": done.ponder}
        return self._chunk({}, done.finish_reason, **extra)

    def usage(self, done: Done) -> str:
        return sse({**self._head("chat.completion.chunk"), "choices": [], "usage": done.usage})

    def _chunk(self, delta: dict[str, Any], finish_reason: FinishReason | None = None, **extra: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        return sse({**self._head("chat.completion.chunk"), "choices": [choice], **extra})

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model}


def sse(data: dict[str, Any] | str) -> str:
    """A server-sent event. JSON holds no bare line break, so it is one `data` line."""
    return f"data: {data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)}\n\n"


def error_body(message: str, kind: str, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}
