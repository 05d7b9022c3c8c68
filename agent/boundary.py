"""Where the loop meets a policy: whatever that does, every attempt that was asked for comes to an end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

from agent.events import Failed
from agent.policy import Ask, Policy, Rollout, ShouldStop, StepEvent
from agent.tools import Tool
from verifier.sandbox.outcome import printable

MAX_MESSAGE_CHARACTERS = 500


def attempted(
    policy: Policy, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
) -> Iterator[tuple[int, StepEvent | Rollout]]:
    """The policy's attempts. Those still open when it raises, or ends too early, fail at the boundary `policy`."""
    started = time.monotonic()
    unfinished = dict(enumerate(asks))
    message = "the policy ended without ending this attempt"
    try:
        for index, event in policy.attempts(asks, tools, should_stop):
            if index not in unfinished:
                raise IndexError(f"an event for attempt {index}, which is not open")
            if isinstance(event, Rollout):
                del unfinished[index]
            yield index, event
    except Exception as error:
        message = told(error)
    for index, ask in unfinished.items():
        yield index, Failed(attempt=ask.attempt, boundary="policy", message=message)
        yield index, Rollout("failed", seconds=time.monotonic() - started)


def told(error: BaseException) -> str:
    """An error in one bounded, printable line."""
    text = " ".join(printable(f"{type(error).__name__}: {error}"[:MAX_MESSAGE_CHARACTERS]).split())
    return text.rstrip(": ")
