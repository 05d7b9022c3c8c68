"""What a strategy decides: how many attempts come next, what they are told, and which answer is given.

A strategy does no input or output and keeps no state: all that it knows is the attempts made so far. The loop keeps
the budgets: it stops asking when the attempts are used up, the time is over or somebody interrupts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from agent.events import AttemptFinished, Turn
from tasks.task import Solution

if TYPE_CHECKING:
    from agent.policy import Policy


@dataclass(frozen=True)
class Made:
    """A finished attempt as strategies see it. No gold answer comes near it."""

    question: str
    solution: Solution
    finished: AttemptFinished
    turn: Turn | None = None

    @property
    def score(self) -> float:
        """The verdict's probability that the answer is right."""
        return self.finished.verdict.score

    @property
    def verified(self) -> bool:
        return self.finished.verdict.status == "verified"

    @property
    def logprob(self) -> float:
        """Mean log-probability of the sampled ids; minus infinity without any."""
        own = self.finished.logprobs
        return sum(own) / len(own) if own else float("-inf")


@dataclass(frozen=True)
class Round:
    """The attempts to make next, all told the same; none ends the run. A `retold` story is put to each of them in
    other words, where it can be; `shorter`, first without the numbers of what is not asked about, then so in other
    words."""

    attempts: int
    feedback: str = ""
    retold: bool = False
    shorter: bool = False
    turns: tuple[Turn, ...] = ()
    """Where each of them leaves the way of the first, as far as there are any."""


OVER = Round(0)


class Strategy(Protocol):
    """One way of spending attempts. The methods are functions of their arguments alone."""

    @property
    def name(self) -> str:
        """What traces and run folders call it."""
        ...

    def plan(self, made: Sequence[Made], left: int, samples: int) -> Round:
        """The next round: at most `left` attempts, `samples` at once where the strategy goes by rounds."""
        ...

    def choose(self, made: Sequence[Made]) -> int:
        """Which attempt's answer is given, of at least one."""
        ...

    def decoding(self, policy: Policy, width: int, temperature: float) -> Policy:
        """How an attempt is decoded, when `width` attempts are allowed: as the policy does it, but for a search."""
        return policy
