"""Which limit ended an attempt or a run, as an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from agent.budgets import KINDS, Budgets, Spent
from agent.events import AnyEvent, AttemptFinished, BudgetSpent, StopReason
from agent.policy import Ask


def limit_of_attempt(ask: Ask, stop: StopReason, budgets: Budgets, used: Spent, run_used: Spent) -> BudgetSpent | None:
    """The limit that an attempt ran into, if that is why it stopped: one of its own or, where that was less when it
    began, what was left of the run's. `used` is what the attempt has spent, `run_used` the run with it."""
    kind = next((kind for kind in KINDS if kind == stop), None)
    if kind is None:
        return None
    own, whole = getattr(budgets.attempt, kind), getattr(budgets.run, kind)
    if kind == "seconds":
        of_run = own is None or (whole is not None and run_used.seconds >= whole)
        limit, spent = (whole, run_used.seconds) if of_run else (own, used.seconds)
    else:
        granted = {"tokens": ask.max_tokens, "steps": ask.max_steps, "tool_seconds": ask.tool_seconds}[kind]
        of_run = granted != own
        limit, spent = granted, getattr(used, kind)
    scope: Literal["run", "attempt"] = "run" if of_run else "attempt"
    return BudgetSpent(attempt=ask.attempt, scope=scope, kind=kind, limit=limit or 0, used=spent)


def limit_of_run(events: Sequence[AnyEvent], budgets: Budgets, used: Spent) -> BudgetSpent | None:
    """The limit of the run that keeps it from another attempt, unless it needs none or an event has told of it."""
    finished = [event for event in events if isinstance(event, AttemptFinished)]
    kind = budgets.run.less(used).exhausted
    if kind is None or len(finished) >= budgets.attempts or finished[-1].stop == "stopped":
        return None
    if any(event.verdict.status == "verified" for event in finished):
        return None
    if any(isinstance(event, BudgetSpent) and (event.scope, event.kind) == ("run", kind) for event in events):
        return None
    return BudgetSpent(
        attempt=finished[-1].attempt, scope="run", kind=kind, limit=getattr(budgets.run, kind), used=getattr(used, kind)
    )
