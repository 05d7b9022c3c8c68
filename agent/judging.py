"""An attempt before its verifier, and before the learned judge: it shares the policy's trunk, reads each attempt once,
and says where it doubts. Nothing here touches a run, so that attempts are judged in other threads than they are made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from agent.boundary import told
from agent.events import Boundary
from agent.routing import TokenRouting
from tasks.task import Call, Solution
from verifier.learned_judge import Known, TokenJudge, Values
from verifier.universal import judge as universal
from verifier.verdict import Verdict

if TYPE_CHECKING:
    from agent.policy import Policy, Rollout

MAX_STEP_CHARACTERS = 40
DIGITS = 4
"""Decimals of a value that a trace keeps."""


class Judge(Protocol):
    """Gives the verdict on an attempt; `learned` is the learned judge's opinion on it. It is left out where there is
    none, so that a verifier need not know of judges (`verdict_of`)."""

    def __call__(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Verdict: ...


RoutingOf = Callable[[Sequence[int]], TokenRouting | None]
"""What a policy says of the experts that the ids of a row went to."""


@dataclass(frozen=True)
class Opinion:
    """The verdict on an attempt, the learned judge's values, the experts of its tokens if they are asked for, and what
    went wrong on the way, with the boundary where it did."""

    verdict: Verdict
    values: Values = field(default_factory=lambda: Values((), ()))
    routing: TokenRouting | None = None
    failures: tuple[tuple[Boundary, str], ...] = ()


def opinion(
    judge: Judge,
    question: str,
    solution: Solution,
    rollout: Rollout,
    learned: TokenJudge | None = None,
    routing: RoutingOf | None = None,
) -> Opinion:
    """Judge an attempt. A verifier that breaks is told of, and its attempt counts as unsure; a learned judge that
    breaks is told of too, and the verdict does without it."""
    failures: list[tuple[Boundary, str]] = []
    values, known, experts = Values((), ()), None, None
    try:
        if learned is not None:
            values, known = read_attempt(learned, question, solution, rollout)
    except Exception as error:
        failures.append(("verifier", told(error)))
    try:
        verdict = verdict_of(judge, question, solution, confidence(rollout.logprobs), known)
    except Exception as error:
        failures.append(("verifier", told(error)))
        verdict = Verdict(status="unsure", score=0.0, answer=solution.answer)
    try:
        experts = routing(rollout.token_ids) if routing is not None else None
    except Exception as error:
        failures.append(("policy", told(error)))
    return Opinion(verdict, values, experts, tuple(failures))


def default_judge(
    question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
) -> Verdict:
    """The universal verifier."""
    return universal(question, solution, confidence=confidence, learned=learned)


def verdict_of(
    judge: Judge, question: str, solution: Solution, confidence: float | None, learned: Known | None
) -> Verdict:
    """The verdict of a verifier that may know of no judge."""
    if learned is None:
        return judge(question, solution, confidence)
    return judge(question, solution, confidence, learned=learned)


def confidence(logprobs: Sequence[float]) -> float | None:
    """Geometric mean probability of the sampled ids; None when there are none."""
    return math.exp(sum(logprobs) / len(logprobs)) if logprobs else None


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
