"""An attempt before its verifier, and before the learned judge: it shares the policy's trunk, reads each attempt once,
and says where it doubts. Nothing here touches a run, so that attempts are judged in other threads than they are made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from agent.boundary import told
from agent.events import Boundary
from agent.routing import TokenRouting
from tasks.task import Call, Solution
from verifier import several, universal
from verifier.learned_judge import Known, TokenJudge, Values
from verifier.verdict import Check, Verdict

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


@runtime_checkable
class TellingJudge(Judge, Protocol):
    """A verifier that can also tell of its checks on the way; its verdict holds the same."""

    def steps(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Iterator[Check | Verdict]:
        """Each check as soon as it is made, and the verdict last."""


@runtime_checkable
class WeighingJudge(Judge, Protocol):
    """A verifier that looks at the attempts at one question together, once all are made."""

    def together(
        self, question: str, solutions: Sequence[Solution], verdicts: Sequence[Verdict], /
    ) -> Sequence[Verdict]:
        """The verdict on each attempt in the light of the others."""


class Row(Protocol):
    """The ids of an attempt as the engine saw them, and which of them (1) the policy chose."""

    @property
    def token_ids(self) -> tuple[int, ...]: ...

    @property
    def sampled(self) -> tuple[int, ...]: ...


RoutingOf = Callable[[Sequence[int]], TokenRouting | None]
"""What a policy says of the experts that the ids of a row went to."""


@dataclass(frozen=True)
class Failure:
    """Something went wrong while an attempt was judged, at a named boundary."""

    boundary: Boundary
    message: str


@dataclass(frozen=True)
class Opinion:
    """The verdict on an attempt, the learned judge's values, and the experts of its tokens if they are asked for."""

    verdict: Verdict
    values: Values = field(default_factory=lambda: Values((), ()))
    routing: TokenRouting | None = None


def opinion(
    judge: Judge,
    question: str,
    solution: Solution,
    rollout: Rollout,
    learned: TokenJudge | None = None,
    routing: RoutingOf | None = None,
    asked: str | None = None,
) -> Iterator[Failure | Check | Opinion]:
    """Judge an attempt, telling of what goes wrong and of each check as they come; the opinion comes last. `asked` is
    the question as the policy was asked it, where that is another: the learned judge reads what the policy read.

    A verifier that breaks is told of, and its attempt counts as unsure; a learned judge that breaks is told of too, and
    the verdict does without it. Whoever listens may take its time or leave: nothing is held in between.
    """
    values, known, experts = Values((), ()), None, None
    unrouted: list[Failure] = []
    try:
        if learned is not None:
            values, known = read_attempt(learned, asked or question, solution, rollout)
    except Exception as error:
        yield Failure("verifier", told(error))
    try:
        experts = routing(rollout.token_ids) if routing is not None else None
    except Exception as error:
        unrouted.append(Failure("policy", told(error)))
    checks: list[Check] = []
    verdict: Verdict | None = None
    steps = verdict_steps(judge, question, solution, confidence(rollout.logprobs), known)
    while verdict is None:
        try:
            step = next(steps)
        except Exception as error:
            yield Failure("verifier", told(error))
            step = Verdict(status="unsure", score=0.0, answer=solution.answer, checks=tuple(checks))
        yield from unrouted  # said before the checks, and after a verifier that made none
        unrouted.clear()
        if isinstance(step, Verdict):
            verdict = step
        else:
            checks.append(step)
            yield step
    yield from verdict.checks[len(checks) :]
    yield Opinion(verdict, values, experts)


class UniversalJudge:
    """The universal verifier, of answers that a policy sampled."""

    def __call__(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Verdict:
        return universal.judge(question, solution, confidence=confidence, learned=learned, sampled=True)

    def steps(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Iterator[Check | Verdict]:
        return universal.judging(question, solution, confidence=confidence, learned=learned, sampled=True)

    def together(
        self, question: str, solutions: Sequence[Solution], verdicts: Sequence[Verdict], /
    ) -> Sequence[Verdict]:
        return several.together(question, solutions, verdicts)


default_judge = UniversalJudge()


def verdict_of(
    judge: Judge, question: str, solution: Solution, confidence: float | None, learned: Known | None
) -> Verdict:
    """The verdict of a verifier that may know of no judge."""
    if learned is None:
        return judge(question, solution, confidence)
    return judge(question, solution, confidence, learned=learned)


def verdict_steps(
    judge: Judge, question: str, solution: Solution, confidence: float | None, learned: Known | None
) -> Iterator[Check | Verdict]:
    """The checks of a verifier that tells of them, and in any case its verdict."""
    if isinstance(judge, TellingJudge):
        yield from judge.steps(question, solution, confidence, learned=learned)
    else:
        yield verdict_of(judge, question, solution, confidence, learned)


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


def read_attempt(learned: TokenJudge, question: str, solution: Solution, rollout: Row) -> tuple[Values, Known]:
    """What the judge thinks of an attempt at each id of the policy's turn, and its opinion as a verdict takes it.
    `question` is as the policy was asked it."""
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
