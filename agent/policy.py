"""Policies: what decides the next thought, call or answer. The loop knows only this protocol.

`CoreModelPolicy`, the model trained here, is in agent.policies.core_model; it can be imported from here as well, and
costs the seconds that torch takes only then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from agent.events import Answered, CallMade, Failed, Observed, StopReason, ThoughtDelta, ThoughtWritten, Turn
from agent.tools.result import Tool

if TYPE_CHECKING:
    from agent.policies.core_model import CoreModelPolicy

__all__ = ["Ask", "CoreModelPolicy", "JoinedPolicy", "Joining", "Policy", "Rollout", "ShouldStop", "StepEvent"]

DELTA_TOKENS = 8
"""Ids between two events of a thought that is being written: a word or two each, and few beside the ids of a trace."""
ShouldStop = Callable[[], bool]
StepEvent = ThoughtDelta | ThoughtWritten | CallMade | Observed | Answered | Failed


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
    max_tokens: int = 320
    deadline: float | None = None
    """time.monotonic() after which the attempt ends."""
    tool_seconds: float | None = None
    """How long its tools may work in all."""
    prefix: tuple[int, ...] = ()
    """The ids of a row to go on with, its prompt included; empty for an attempt from the beginning."""
    one_step: bool = False
    """Whether to stop after the first observation, so that somebody can choose between steps."""
    original: str = ""
    """The question as its user asked it, where `question` tells it otherwise (tasks.retelling)."""
    turn: Turn | None = None
    """Where to leave the way of an earlier attempt, for a policy that samples ids."""
    way: tuple[int, ...] = ()
    """What that attempt sampled up to there."""

    @property
    def asked(self) -> str:
        """The question as its user asked it."""
        return self.original or self.question


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
    batch: float = 0.0
    """Rows decoded together with this one and itself, on average over its steps; 0 where nobody counts them."""


class Policy(Protocol):
    """Makes attempts, many at a time, each a stream of steps that ends with its Rollout."""

    name: str

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """Yield (index of the ask, what happened), in the order it happens."""
        ...


class Joining(Protocol):
    """Asks that join while others are decoded. See JoinedPolicy."""

    @property
    def most(self) -> int:
        """Rows that there can be at a time."""
        ...

    def __call__(self, idle: bool) -> Sequence[Ask] | None:
        """The asks that come now, numbered on from those before; None when no more will come. A policy that is `idle`
        has nothing else to do, and may be kept waiting for a moment."""
        ...


class JoinedPolicy(Policy, Protocol):
    """A policy that takes more asks while it decodes: its `joins` is true."""

    joins: bool

    def attempts(
        self,
        asks: Sequence[Ask],
        tools: Mapping[str, Tool],
        should_stop: ShouldStop | None = None,
        joining: Joining | None = None,
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        """As a policy does, and until `joining` has no more."""
        ...


def __getattr__(name: str) -> Any:
    if name == "CoreModelPolicy":
        from agent.policies.core_model import CoreModelPolicy

        return CoreModelPolicy
    raise AttributeError(f"module 'agent.policy' has no attribute {name!r}")
