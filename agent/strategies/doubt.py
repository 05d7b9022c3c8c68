"""The first doubtful step of an attempt: where a retry should look."""

from __future__ import annotations

from dataclasses import dataclass

from agent.strategies.protocol import Made
from agent.strategies.value import Value
from tasks.task import Call, Observation, Solution

EVEN = 0.5
"""A value below it says that the solution is more likely wrong than right."""


@dataclass(frozen=True)
class CalledStep:
    """A call and what was observed; `end` is how many of the solution's steps there are up to it."""

    call: Call
    observation: Observation
    end: int


def doubtful_step(made: Made, value: Value | None = None) -> str:
    """A sentence on the first step after which the value is below even; with no value, on the step whose ids were the
    least probable. Empty when there is none."""
    steps = called_steps(made.solution)
    if not steps:
        return ""
    if value is None:
        means = step_logprobs(made)
        at = min(range(len(steps)), key=lambda i: (means[i], i)) if len(means) == len(steps) else None
    else:
        prefixes = (Solution(steps=made.solution.steps[: step.end]) for step in steps)
        # Log-probabilities of a prefix are not asked for: a learned value reads the text.
        at = next((i for i, p in enumerate(prefixes) if value(made.question, p, ()) < EVEN), None)
    if at is None:
        return ""
    return f"Step {at + 1} is doubtful: {steps[at].call.input} = {steps[at].observation.text}."


def called_steps(solution: Solution) -> list[CalledStep]:
    """The calls that were observed, in order."""
    found = []
    for i, (one, after) in enumerate(zip(solution.steps, solution.steps[1:], strict=False)):
        if isinstance(one, Call) and isinstance(after, Observation):
            found.append(CalledStep(one, after, i + 2))
    return found


def step_logprobs(made: Made) -> list[float]:
    """Mean log-probability of the ids sampled for each call, its thought included; empty where they cannot be told.

    A row is sampled up to a call, then ids are forced into it; ids that are forced inside a step are no end of it.
    """
    runs: list[list[float]] = []
    logprobs = iter(made.finished.logprobs)
    before = 0
    for own in made.finished.sampled:
        if own and not before:
            runs.append([])
        if own:
            runs[-1].append(next(logprobs, 0.0))
        before = own
    calls, answers = len(called_steps(made.solution)), int(made.solution.answer is not None)
    extra = len(runs) - calls - answers
    if extra < 0 or not calls:
        return []
    merged = [[p for run in runs[: extra + 1] for p in run], *runs[extra + 1 :]]
    return [sum(run) / len(run) for run in merged[:calls]]
