"""An attempt along its tokens: how sure the policy was of each, what the learned judge thought, where steps end."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.glyphs import Glyphs

if TYPE_CHECKING:
    from agent.events import AttemptFinished
    from tui.state import Attempt

STEPS = ("thought", "call", "observation", "answer")
"""Kinds of nodes that a judge gives a value to (`step_values`)."""


def turn_start(finished: AttemptFinished) -> int | None:
    """The place where the policy's turn begins: its first sampled id. None for a row without."""
    return finished.sampled.index(1) if 1 in finished.sampled else None


def values_by_place(finished: AttemptFinished) -> dict[int, float]:
    """The judge's value at each place of the row: a trace has one an id of the turn, tool results included
    (`agent.judging.read_attempt`). Empty where they do not fit: at the wrong token a value would mislead."""
    start = turn_start(finished)
    if start is None or len(finished.values) != len(finished.token_ids) - start:
        return {}
    return dict(enumerate(finished.values, start))


def turn_probabilities(finished: AttemptFinished) -> list[float | None]:
    """Of each id of the turn, None for those that were given; of the sampled ids alone where they do not fit."""
    start = turn_start(finished)
    if start is None or sum(finished.sampled) != len(finished.logprobs):
        return [math.exp(logprob) for logprob in finished.logprobs]
    logprobs = iter(finished.logprobs)
    return [math.exp(next(logprobs)) if own else None for own in finished.sampled[start:]]


def step_ends(values: Sequence[float], step_values: Sequence[float]) -> tuple[int, ...]:
    """Where in `values` each step ends; empty where there is no such place for one.

    A trace does not say, but the value of a step is that of its last id. From the last step to the first, the latest
    id with that value is taken; where the judge's mind does not move at all, that may be some ids late.
    """
    ends, before = [], len(values)
    for value in reversed(step_values):
        before = next((i for i in range(before - 1, -1, -1) if values[i] == value), -1)
        if before < 0:
            return ()
        ends.append(before)
    return tuple(reversed(ends))


def lines(attempt: Attempt, columns: int, glyphs: Glyphs) -> dict[str, str]:
    """The lines to draw one under another, by name: `p(token)`, `value`, and `steps`, which has the mark of each step's
    kind in the column where it ends. Those that nobody recorded are left out."""
    finished = attempt.finished
    if finished is None:
        return {}
    drawn: dict[str, str] = {}
    if finished.logprobs:
        drawn["p(token)"] = curve(turn_probabilities(finished), columns, glyphs)
    if finished.values:
        drawn["value"] = curve(finished.values, columns, glyphs, _last)
        ends = step_ends(finished.values, finished.step_values)
        if ends:
            drawn["steps"] = _under(ends, step_marks(attempt, glyphs), len(finished.values), columns)
    return drawn


def step_marks(attempt: Attempt, glyphs: Glyphs) -> list[str]:
    """A glyph for each of `step_values`: that of the step's kind, if the steps that are shown are as many."""
    kinds = [node.kind for node in attempt.by_key.values() if node.kind in STEPS]
    n = len(attempt.finished.step_values) if attempt.finished is not None else 0
    return [glyphs.of(kind) for kind in kinds] if len(kinds) == n else ["^"] * n


def curve(
    shares: Sequence[float | None], columns: int, glyphs: Glyphs, of: Callable[[Sequence[float]], float] = min
) -> str:
    """Shares along the tokens, first to last; a column that stands for several shows the least, or what `of` says. It
    is blank where there are none."""
    n = len(shares)
    columns = max(1, min(columns, n))
    groups = ([s for s in shares[n * i // columns : n * (i + 1) // columns] if s is not None] for i in range(columns))
    return "".join(glyphs.bar(of(group)) if group else " " for group in groups)


def _last(group: Sequence[float]) -> float:
    return group[-1]


def _under(places: Sequence[int], marks: Sequence[str], n: int, columns: int) -> str:
    """Marks in the columns that `curve` gives to their places of `n`; of several in one column, the last."""
    columns = max(1, min(columns, n))
    line = [" "] * columns
    for place, mark in zip(places, marks, strict=True):
        line[((place + 1) * columns - 1) // n] = mark
    return "".join(line).rstrip()
