"""Budgets: limits of a run and of each attempt in it, and what has been spent.

Budgets nest by arithmetic: an attempt gets the least of its own limits and of what the run has left, and attempts of
one round divide what is left in equal shares. So an attempt's limits are known before it begins, whatever runs beside
it, and the same seed gives the same run. Seconds are not divided: attempts of a round pass them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["tokens", "steps", "seconds", "tool_seconds"]
KINDS: tuple[Kind, ...] = ("tokens", "steps", "seconds", "tool_seconds")
T = TypeVar("T", int, float)
Whole = Annotated[int, Field(ge=0)]
Span = Annotated[float, Field(ge=0, allow_inf_nan=False)]


@dataclass(frozen=True)
class Spent:
    """What a run or an attempt has used so far: sampled tokens, calls, wall time, and the time of its tools."""

    tokens: int = 0
    steps: int = 0
    seconds: float = 0.0
    tool_seconds: float = 0.0


class Budget(BaseModel):
    """Limits; None is no limit. `tokens` are sampled ones, `steps` are tool calls, `tool_seconds` are those in which a
    tool worked. Raises pydantic.ValidationError for a negative one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tokens: Whole | None = None
    steps: Whole | None = None
    seconds: Span | None = None
    tool_seconds: Span | None = None

    def within(self, outer: Budget) -> Budget:
        """The tighter of both, limit by limit."""
        return Budget(
            tokens=least(self.tokens, outer.tokens), steps=least(self.steps, outer.steps),
            seconds=least(self.seconds, outer.seconds), tool_seconds=least(self.tool_seconds, outer.tool_seconds),
        )  # fmt: skip

    def less(self, spent: Spent) -> Budget:
        """What is left."""
        return Budget(
            tokens=_rest(self.tokens, spent.tokens), steps=_rest(self.steps, spent.steps),
            seconds=_rest(self.seconds, spent.seconds), tool_seconds=_rest(self.tool_seconds, spent.tool_seconds),
        )  # fmt: skip

    def share(self, n: int) -> Budget:
        """What each of `n` attempts made at the same time may use."""
        return Budget(
            tokens=None if self.tokens is None else self.tokens // n,
            steps=None if self.steps is None else self.steps // n,
            seconds=self.seconds,
            tool_seconds=None if self.tool_seconds is None else self.tool_seconds / n,
        )

    @property
    def exhausted(self) -> Kind | None:
        """The first limit of which nothing is left, in the order of KINDS. Without `steps` or `tool_seconds` an attempt
        can still think and answer: these two exhaust no run."""
        return next((kind for kind in ("tokens", "seconds") if getattr(self, kind) == 0), None)


class Budgets(BaseModel):
    """Limits of a run: how many attempts, what all of them may use together, and what each may."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    attempts: Annotated[int, Field(ge=1)] = 3
    run: Budget = Budget()
    attempt: Budget = Budget()


def least(one: T | None, other: T | None) -> T | None:
    """The smaller limit, where None is none."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _rest(limit: T | None, used: T) -> T | None:
    return None if limit is None else max(limit - used, limit - limit)
