"""One question on its way: attempts as the strategy plans them, budgets, verdicts, and the events of all that."""

from __future__ import annotations

import math
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

from agent.boundary import told
from agent.budgets import Spent
from agent.events import (
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    BudgetSpent,
    Failed,
    Observed,
    Placed,
    Result,
    RunStarted,
)
from agent.judging import kept, read_attempt
from agent.limits import limit_of_attempt, limit_of_run
from agent.policy import Ask, Rollout, StepEvent
from agent.provenance import code_version
from agent.settings import Settings
from agent.strategies.protocol import Made, Strategy
from agent.strategies.retry import Retry
from agent.trace import fold
from tasks.task import Solution
from verifier.learned_judge import Known, TokenJudge, Values
from verifier.universal import judge
from verifier.verdict import Verdict

E = TypeVar("E", bound=AnyEvent)


class Judge(Protocol):
    """Gives the verdict on an attempt; `learned` is the learned judge's opinion on it. It is left out where there is
    none, so that a verifier need not know of judges (`verdict_of`)."""

    def __call__(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Verdict: ...


def default_judge(
    question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
) -> Verdict:
    """The universal verifier."""
    return judge(question, solution, confidence=confidence, learned=learned)


def verdict_of(
    judge: Judge, question: str, solution: Solution, confidence: float | None, learned: Known | None
) -> Verdict:
    """The verdict of a verifier that may know of no judge."""
    if learned is None:
        return judge(question, solution, confidence)
    return judge(question, solution, confidence, learned=learned)


@dataclass
class Run:
    """One question on its way: its events so far, and what the next attempt has to know."""

    question: str
    settings: Settings
    policy: str
    weights_hash: str = ""
    tools: tuple[str, ...] = ()
    strategy: Strategy = Retry()  # noqa: RUF009 - it is frozen
    trace_id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    started: float = field(default_factory=time.monotonic)
    events: list[AnyEvent] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    steps: dict[int, list[StepEvent]] = field(default_factory=dict)
    config: Mapping[str, Any] = field(default_factory=dict)
    tokens: int = 0
    calls: int = 0
    tool_seconds: float = 0.0
    cut: bool = False

    @property
    def spent(self) -> Spent:
        return Spent(self.tokens, self.calls, time.monotonic() - self.started, self.tool_seconds)

    def begin(self) -> RunStarted:
        s = self.settings
        return self._keep(
            RunStarted(
                trace_id=self.trace_id, question=self.question, policy=self.policy, seed=s.seed, attempts=s.attempts,
                max_steps=s.max_steps, max_tokens=s.max_tokens, max_seconds=s.max_seconds, samples=s.samples,
                temperature=s.temperature, tools=self.tools, weights_hash=self.weights_hash,
                code_version=code_version(), budgets=s.budgets, config=dict(self.config), strategy=self.strategy.name,
            )
        )  # fmt: skip

    def asks(self) -> list[Ask]:
        """The attempts of the strategy's next round, the very first one greedy; none when the run is over."""
        s, made = self.settings, len(self.made)
        if made >= s.attempts or self.cut:
            return []
        budgets, left = s.budgets, s.budgets.run.less(self.spent)
        if made and left.exhausted:
            return []
        planned = self.strategy.plan(self.made, s.attempts - made, s.samples)
        count = min(planned.attempts, s.attempts - made)
        count = min(count, max(1, left.tokens)) if left.tokens is not None else count
        granted = budgets.attempt.within(left.share(max(1, count)))
        deadline = None if granted.seconds is None else time.monotonic() + granted.seconds
        return [
            Ask(
                question=self.question,
                attempt=made + i,
                feedback=planned.feedback,
                temperature=0.0 if made + i == 0 else s.temperature,
                seed=s.seed * 1_000_003 + made + i,
                max_steps=granted.steps or 0,
                max_tokens=granted.tokens or 1,
                deadline=deadline,
                tool_seconds=granted.tool_seconds,
            )
            for i in range(count)
        ]

    def open(self, ask: Ask) -> AttemptStarted:
        self.steps[ask.attempt] = []
        return self._keep(
            AttemptStarted(attempt=ask.attempt, temperature=ask.temperature, seed=ask.seed, feedback=ask.feedback)
        )

    def step(self, event: StepEvent) -> StepEvent:
        self.steps[event.attempt].append(event)
        return self._keep(event)

    def close(self, ask: Ask, rollout: Rollout, judge: Judge, learned: TokenJudge | None = None) -> list[AnyEvent]:
        """The attempt's verdict; a verifier that breaks is recorded, and its attempt counts as unsure. A learned judge
        that breaks is recorded too, and the verdict does without it."""
        solution = fold(self.steps[ask.attempt])
        made: list[AnyEvent] = []
        values, known = Values((), ()), None
        try:
            if learned is not None:
                values, known = read_attempt(learned, self.question, solution, rollout)
        except Exception as error:
            made.append(self._broken(ask, error))
        try:
            verdict = verdict_of(judge, self.question, solution, confidence(rollout.logprobs), known)
        except Exception as error:
            made.append(self._broken(ask, error))
            verdict = Verdict(status="unsure", score=0.0, answer=solution.answer)
        seen = [step for step in self.steps[ask.attempt] if isinstance(step, Observed)]
        generated = rollout.tokens or sum(rollout.sampled)
        used = Spent(generated + rollout.discarded, len(seen), rollout.seconds, sum(step.seconds for step in seen))
        self.tokens += used.tokens
        self.calls += used.steps
        self.tool_seconds += used.tool_seconds
        limit = limit_of_attempt(ask, rollout.stop, self.settings.budgets, used, self.spent)
        if limit is not None:
            made.append(self._keep(limit))
        unread = rollout.stop == "context" and not rollout.token_ids  # another attempt could not read it either
        late = limit is not None and limit.kind == "seconds" and limit.scope == "run"
        self.cut = self.cut or unread or late or rollout.stop == "stopped"
        finished = AttemptFinished(
            attempt=ask.attempt, stop=rollout.stop, verdict=verdict, token_ids=rollout.token_ids,
            sampled=rollout.sampled, logprobs=rollout.logprobs, seconds=rollout.seconds,
            values=kept(values.tokens), step_values=kept(values.steps),
        )  # fmt: skip
        self.made.append(Made(self.question, solution, finished))
        return [*made, self._keep(finished)]

    def _broken(self, ask: Ask, error: Exception) -> Failed:
        return self._keep(Failed(attempt=ask.attempt, boundary="verifier", message=told(error)))

    def over(self) -> list[BudgetSpent]:
        """The limit that ended the run before its attempts did, if one did and no event has told of it."""
        limit = limit_of_run(self.events, self.settings.budgets, self.spent)
        return [] if limit is None else [self._keep(limit)]

    def end(self) -> Result:
        """The answer of the attempt that the strategy chooses."""
        chosen = self.made[self.strategy.choose(self.made)]
        verdict = chosen.finished.verdict
        return self._keep(
            Result(
                question=self.question, answer=chosen.solution.answer, status=verdict.status, score=verdict.score,
                attempts=len(self.made), tokens=self.tokens, seconds=round(time.monotonic() - self.started, 4),
                trace_id=self.trace_id,
            )
        )  # fmt: skip

    def _keep(self, event: E) -> E:
        now = round(time.monotonic() - self.started, 4)
        place = {"seq": len(self.events), "at": now} if isinstance(event, Placed) else {}
        kept = cast("E", event.model_copy(update=place))
        self.events.append(kept)
        return kept


def confidence(logprobs: Sequence[float]) -> float | None:
    """Geometric mean probability of the sampled ids; None when there are none."""
    return math.exp(sum(logprobs) / len(logprobs)) if logprobs else None
