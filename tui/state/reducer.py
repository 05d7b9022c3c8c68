"""The reducer: the run after one more event.

`reduce` never changes a Run: it gives the next one, and whatever did not change is the same object as before, so that
a screen finds what to redraw by identity. A node's key is never given to another node, and no node goes away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.state.run import Attempt, Node, Phase, Run
from tui.state.steps import broken_off, step

if TYPE_CHECKING:
    from agent.events import AnyEvent


def fold(events: Iterable[AnyEvent]) -> Run:
    """The run that a trace amounts to."""
    run = Run()
    for event in events:
        run = reduce(run, event)
    return run


def reduce(run: Run, event: AnyEvent) -> Run:
    """The run after one more event. Events of one attempt come in their order; attempts may interleave at will. An
    event of a type that this version does not know is kept and changes nothing else."""
    run = replace(run, events=(*run.events, event))
    if event.type == "run_started":
        return replace(run, started=event, phase="thinking")
    if event.type == "result":
        stopped = any(a.finished is not None and a.finished.stop == "stopped" for a in run.attempts)
        return replace(run, result=event, phase="interrupted" if stopped else "done")
    number = getattr(event, "attempt", None)
    if not isinstance(number, int):
        return run
    before = run.attempt(number)
    known = before or Attempt(number)
    after = step(known, event)
    if after is known:
        return run
    others = [a for a in run.attempts if a is not before]
    attempts = tuple(sorted((*others, after), key=lambda a: a.number))
    phase, current = _phase(after, others)
    return replace(run, attempts=attempts, phase=phase, current=current, newest=_newest(run.newest, before, after))


def interrupted(run: Run) -> Run:
    """The run whose agent is not heard of again: what is open has broken off, and all of it stays."""
    return replace(run, attempts=tuple(broken_off(attempt) for attempt in run.attempts), phase="interrupted")


def _phase(after: Attempt, others: Iterable[Attempt]) -> tuple[Phase, int]:
    """What the run is at, and with which attempt: the one that just moved, or one that still runs; judged until the
    next event says."""
    if after.finished is None:
        return after.phase, after.number
    return next(((a.phase, a.number) for a in others if a.finished is None), ("verifying", after.number))


def _newest(known: str, before: Attempt | None, after: Attempt) -> str:
    """The key that `after` has and `before` had not, or else that of the node which changed."""
    if len(after.nodes) > (len(before.nodes) if before else 0):
        return _last(after.nodes[-1])
    if before is None:
        return after.key
    pairs = zip(reversed(before.nodes), reversed(after.nodes), strict=True)
    return next((_last(new) for old, new in pairs if new is not old), known)


def _last(node: Node) -> str:
    """An observation counts, and so does a check until there is a verdict, which stands for its checks."""
    told = node.kind == "call" or node.state == "verifying"
    return node.children[-1].key if told and node.children else node.key
