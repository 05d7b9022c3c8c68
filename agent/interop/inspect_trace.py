"""A trace in Inspect's log: messages with tool calls, a span for each attempt, verdicts as info events."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any, TypeAlias

from anyio import to_thread
from inspect_ai.log import transcript
from inspect_ai.model import ChatMessageAssistant, ChatMessageTool, ChatMessageUser, ModelOutput, ModelUsage
from inspect_ai.solver import TaskState
from inspect_ai.tool import ToolCall, ToolCallError
from inspect_ai.util import span

from agent.events import (
    Answered,
    AttemptFinished,
    AttemptStarted,
    CallMade,
    Failed,
    Observed,
    ThoughtDelta,
    ThoughtWritten,
)
from agent.loop import Agent
from agent.trace import Trace

_ONE_AT_A_TIME = threading.Lock()
"""Samples run side by side in Inspect; a model on a processor is no quicker for it."""
Message: TypeAlias = ChatMessageUser | ChatMessageAssistant | ChatMessageTool


async def ask_in_thread(agent: Agent, question: str, **settings: Any) -> Trace:
    """`agent.ask` beside Inspect's event loop; when Inspect cancels the sample, the run ends at its next token."""
    gone = threading.Event()

    def ask() -> Trace:
        with _ONE_AT_A_TIME:
            return agent.ask(question, should_stop=gone.is_set, **settings)

    try:
        return await to_thread.run_sync(partial(ask), abandon_on_cancel=True)
    finally:
        gone.set()


async def tell(trace: Trace, state: TaskState) -> None:
    """Put a trace into a sample: its messages, its output, and a span with a verdict for each attempt."""
    transcript().info(trace.started.model_dump(mode="json"), source="ponder")
    for started in (e for e in trace.events if isinstance(e, AttemptStarted)):
        own = [e for e in trace.events if getattr(e, "attempt", None) == started.attempt]
        async with span(f"attempt {started.attempt + 1}", type="agent"):
            state.messages += messages(own)
            for event in own:
                if isinstance(event, ThoughtDelta):
                    continue  # the whole thought follows
                if not isinstance(event, AttemptFinished):
                    transcript().info(event.model_dump(mode="json"), source="ponder")
                    continue
                ended = {"stop": event.stop, "tokens": sum(event.sampled), "seconds": round(event.seconds, 3)}
                transcript().info({"verdict": event.verdict.model_dump(mode="json"), **ended}, source="ponder")
    answer = trace.answer or ""
    state.output = ModelOutput.from_content(model=f"ponder/{trace.started.policy}", content=answer)
    state.output.usage = _usage(trace)
    state.completed = True


def messages(events: list[Any]) -> list[Message]:
    """The steps of one attempt as a chat: the feedback it was given, thoughts with their calls, results, the answer."""
    said: list[Message] = []
    thoughts: list[str] = []
    for number, event in enumerate(events):
        if isinstance(event, AttemptStarted) and event.feedback:
            said.append(ChatMessageUser(content=event.feedback))
        elif isinstance(event, ThoughtWritten):
            thoughts.append(event.text)
        elif isinstance(event, CallMade):
            call = ToolCall(id=f"{event.attempt}-{number}", function=event.tool, arguments={"input": event.input})
            said.append(ChatMessageAssistant(content="\n".join(thoughts), tool_calls=[call], source="generate"))
            thoughts = []
        elif isinstance(event, Observed):
            made = [m.tool_calls[-1] for m in said if isinstance(m, ChatMessageAssistant) and m.tool_calls]
            error = None if event.ok else ToolCallError("unknown", event.text)
            last = made[-1] if made else None
            said.append(
                ChatMessageTool(
                    content=event.text, tool_call_id=last and last.id, function=last and last.function, error=error
                )
            )
        elif isinstance(event, Answered):
            said.append(ChatMessageAssistant(content="\n".join([*thoughts, event.text]), source="generate"))
            thoughts = []
        elif isinstance(event, Failed):
            thoughts.append(f"({event.boundary}: {event.message})")
    if thoughts:
        said.append(ChatMessageAssistant(content="\n".join(thoughts), source="generate"))
    return said


def _usage(trace: Trace) -> ModelUsage:
    given = sum(len(a.token_ids) - sum(a.sampled) for a in trace.attempts)
    return ModelUsage(input_tokens=given, output_tokens=trace.result.tokens, total_tokens=given + trace.result.tokens)
