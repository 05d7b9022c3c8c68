"""The learned judge beside the policy: it shares the trunk, reads each attempt once, and says where it doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.task import Call, Solution
from verifier.learned_judge import Known, TokenJudge, Values

if TYPE_CHECKING:
    from agent.policy import Policy, Rollout

MAX_STEP_CHARACTERS = 40
DIGITS = 4
"""Decimals of a value that a trace keeps."""


def shipped_judge(policy: Policy) -> TokenJudge | None:
    """The judge that ships, over the trunk of this policy; None when it belongs to other weights. Raises
    JudgeFileError when its file is broken."""
    from agent.policy import CoreModelPolicy
    from verifier.judge import shipped_for

    if not isinstance(policy, CoreModelPolicy):
        return None
    return shipped_for(policy.model, policy.transcript, policy.weights_hash)


def read_attempt(learned: TokenJudge, question: str, solution: Solution, rollout: Rollout) -> tuple[Values, Known]:
    """What the judge thinks of an attempt at each id of the policy's turn, and its opinion as a verdict takes it."""
    turn: tuple[int, ...] = ()
    if 1 in rollout.sampled:
        turn = rollout.token_ids[rollout.sampled.index(1) :]  # what stands before is the prompt
    values = learned.values(question, solution, turn)
    return values, Known(learned.name, values.probability, remark(values, solution), values.unusual)


def remark(values: Values, solution: Solution) -> str:
    """The first doubtful step in words; empty where there is none, or where steps and values do not match."""
    told = [(step.kind, step.input if isinstance(step, Call) else step.text) for step in solution.steps]
    steps: list[tuple[str, str]] = [*told, *([("answer", solution.answer)] if solution.answer is not None else [])]
    at = values.first_doubtful
    if at is None or len(steps) != len(values.steps):
        return ""
    kind, words = steps[at]
    shown = " ".join(words.split())
    cut = f"{shown[:MAX_STEP_CHARACTERS]}..." if len(shown) > MAX_STEP_CHARACTERS else shown
    return f" First doubtful: step {at + 1}, the {kind} {cut!r}."


def kept(values: tuple[float, ...]) -> tuple[float, ...]:
    """Values as a trace keeps them."""
    return tuple(round(value, DIGITS) for value in values)
