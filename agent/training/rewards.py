"""What an attempt earns, part by part: right by gold, believed by the verifier, well formed, tools used well, short.

Gold and verifier are measured on every attempt, whichever of the two is learned from. Where the verifier's figure
rises and gold's does not, the verifier is being gamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.batch import right
from agent.judging import confidence
from agent.training.attempts import Tried
from verifier.universal import judge
from verifier.verdict import Verdict

Signal = Literal["gold", "verifier"]


class RewardConfig(BaseModel):
    """Weights of the parts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    signal: Signal = "gold"
    """What is learned from: whether the answer equals gold, or the verifier's score, for problems without gold."""
    right: float = Field(1.0, ge=0)
    format: float = Field(0.1, ge=0)
    """For an attempt that ends with an answer."""
    tool_error: float = Field(0.1, ge=0)
    """Taken off for each call that failed, up to MOST_ERRORS."""
    length: float = Field(0.0, ge=0)
    """Taken off in proportion to what an attempt has beyond `free_tokens`, in full at the budget."""
    free_tokens: int = Field(128, ge=0)


MOST_ERRORS = 3


@dataclass(frozen=True)
class Reward:
    """The parts of one attempt, unweighted, and their weighted sum."""

    gold: float
    """1 when the answer equals gold."""
    verdict: Verdict
    """What the verifier says, which never looks at gold."""
    format: float
    tool_error: float
    length: float
    total: float

    @property
    def fooled(self) -> bool:
        """Verified, and wrong."""
        return self.verdict.status == "verified" and self.gold == 0


def reward(tried: Tried, config: RewardConfig, max_tokens: int) -> Reward | None:
    """None when the task's gold answer cannot be read: that is no fault of the attempt."""
    correct = right(tried.task.answer, tried.solution.answer)
    if correct is None:
        return None
    verdict = judge(tried.task.question, tried.solution, confidence=confidence(tried.confidence))
    gold = float(correct)
    answered = float(tried.stop == "answered")
    errors = min(tried.tool_errors, MOST_ERRORS)
    beyond = max(0, tried.tokens - config.free_tokens) / max(1, max_tokens - config.free_tokens)
    # An attempt without an answer has nothing that could be believed.
    learned = gold if config.signal == "gold" else verdict.score * (tried.solution.answer is not None)
    total = (
        config.right * learned
        + config.format * answered
        - config.tool_error * errors
        - config.length * min(1.0, beyond)
    )
    return Reward(gold, verdict, answered, float(errors), min(1.0, beyond), total)


def reward_figures(rewards: Sequence[Reward]) -> dict[str, float]:
    """Means of the parts over a batch, apart; `verified_wrong` is the share that fools the verifier."""
    n = max(1, len(rewards))
    return {
        "reward": sum(r.total for r in rewards) / n,
        "reward/gold": sum(r.gold for r in rewards) / n,
        "reward/verifier": sum(r.verdict.score for r in rewards) / n,
        "reward/verified": sum(r.verdict.status == "verified" for r in rewards) / n,
        "reward/verified_wrong": sum(r.fooled for r in rewards) / n,
        "reward/format": sum(r.format for r in rewards) / n,
        "reward/tool_errors": sum(r.tool_error for r in rewards) / n,
        "reward/length": sum(r.length for r in rewards) / n,
    }
