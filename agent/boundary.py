"""Where the loop meets a policy: whatever that does, every attempt that was asked for comes to an end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from agent.events import Failed
from agent.policy import Ask, JoinedPolicy, Joining, Policy, Rollout, ShouldStop, StepEvent
from agent.tools import Tool
from verifier.sandbox.outcome import printable

MAX_MESSAGE_CHARACTERS = 500


def attempted(
    policy: Policy,
    asks: Sequence[Ask],
    tools: Mapping[str, Tool],
    should_stop: ShouldStop | None = None,
    joining: Joining | None = None,
) -> Iterator[tuple[int, StepEvent | Rollout]]:
    """The policy's attempts, and those of the asks that join them. What is still open when the policy raises, or ends
    too early, fails at the boundary `policy`."""
    started = time.monotonic()
    unfinished = dict(enumerate(asks))
    joined = None if joining is None else _Counted(joining, unfinished)
    message = "the policy ended without ending this attempt"
    try:
        for index, event in _attempts(policy, asks, tools, should_stop, joined):
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


class _Counted:
    """Passes on the asks that join, and notes that they are open."""

    def __init__(self, joining: Joining, unfinished: dict[int, Ask]) -> None:
        self.most = joining.most
        self._joining, self._unfinished, self._count = joining, unfinished, len(unfinished)

    def __call__(self, idle: bool) -> Sequence[Ask] | None:
        asks = self._joining(idle)
        self._unfinished.update(enumerate(asks or (), self._count))
        self._count += len(asks or ())
        return asks


def _attempts(
    policy: Policy,
    asks: Sequence[Ask],
    tools: Mapping[str, Tool],
    should_stop: ShouldStop | None,
    joining: Joining | None,
) -> Iterator[tuple[int, StepEvent | Rollout]]:
    if joining is None:
        return policy.attempts(asks, tools, should_stop)
    return cast("JoinedPolicy", policy).attempts(asks, tools, should_stop, joining)


def told(error: BaseException) -> str:
    """An error in one bounded, printable line."""
    text = " ".join(printable(f"{type(error).__name__}: {error}"[:MAX_MESSAGE_CHARACTERS]).split())
    return text.rstrip(": ")
