"""One question on its way: attempts as the strategy plans them, budgets, verdicts, and the events of all that."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from agent.boundary import told
from agent.budgets import Spent
from agent.events import (
    Answered,
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    BudgetSpent,
    CheckMade,
    Failed,
    Observed,
    Placed,
    Result,
    Retried,
    RunStarted,
    ThoughtDelta,
    ThoughtWritten,
)
from agent.judging import Failure, Judge, Opinion, WeighingJudge, confidence, kept
from agent.limits import limit_of_attempt, limit_of_run
from agent.policy import Ask, Rollout, StepEvent
from agent.provenance import code_version
from agent.settings import Settings
from agent.statistics import statistics, verdict_given
from agent.strategies.protocol import Made, Strategy
from agent.strategies.retry import Retry
from agent.strategies.turns import along
from agent.trace import fold
from tasks.retelling import Retelling, retold, told_shorter
from tasks.task import Solution
from verifier.verdict import Check, Verdict

__all__ = ["Run", "confidence"]

E = TypeVar("E", bound=AnyEvent)
RETELLINGS = 4
"""Tries to tell a story in words that no attempt had before."""


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
    planned: int = 0
    """Attempts in the round under way."""
    judge: Judge | None = None
    """Asked at the end what the attempts together are worth, where it can tell."""
    retold: dict[int, Retelling] = field(default_factory=dict)
    """The story as it is told for some attempts, by their numbers."""
    weighed: tuple[int, Verdict] | None = None
    """The attempt whose answer is given, and what its verdict is beside the other attempts."""

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
        self.planned = count
        for attempt in range(made, made + count) if planned.retold else ():
            if (way := self._told_otherwise(attempt, planned.shorter)) is not None:
                self.retold[attempt] = way
        greedy = {0, *range(made, made + len(planned.turns)), *self.retold}
        deadline = None if granted.seconds is None else time.monotonic() + granted.seconds
        asks = [
            Ask(
                question=self.retold[made + i].text if made + i in self.retold else self.question,
                attempt=made + i,
                feedback=planned.feedback,
                temperature=0.0 if made + i in greedy else s.temperature,
                seed=s.seed * 1_000_003 + made + i,
                max_steps=granted.steps or 0,
                max_tokens=granted.tokens or 1,
                deadline=deadline,
                tool_seconds=granted.tool_seconds,
                original=self.question if made + i in self.retold else "",
            )
            for i in range(count)
        ]
        for i, turn in enumerate(planned.turns[:count]):
            first = self.made[0].finished
            asks[i] = along(asks[i], turn, first.token_ids, first.sampled)
        return asks

    def _told_otherwise(self, attempt: int, shorter: bool) -> Retelling | None:
        """The story for that attempt in words that no attempt had before, if it can be told so."""
        known = {self.question, *(way.text for way in self.retold.values())}
        short = told_shorter(self.question) if shorter else None
        if short is not None and short.text not in known:
            return short
        rng = random.Random(f"{self.settings.seed}/{attempt}")
        ways = (retold(self.question if short is None else short.text, rng) for _ in range(RETELLINGS))
        way = next((way for way in ways if way is None or way.text not in known), None)
        return way if way is None or short is None else replace(way, letters=short.letters)

    def open(self, ask: Ask) -> list[AnyEvent]:
        """An attempt begins; the first of another round says that there is one."""
        begun: list[AnyEvent] = []
        if ask.attempt and ask.attempt == len(self.made):
            attempts = self.planned
            begun.append(self._keep(Retried(attempt=ask.attempt, attempts=attempts, feedback=ask.feedback)))
        self.steps[ask.attempt] = []
        started = AttemptStarted(
            attempt=ask.attempt, temperature=ask.temperature, seed=ask.seed, feedback=ask.feedback,
            question=ask.question if ask.attempt in self.retold else "", turn=ask.turn,
        )  # fmt: skip
        return [*begun, self._keep(started)]

    def step(self, event: StepEvent) -> StepEvent | None:
        """Keep what the policy did; of a story told otherwise, in the words of the question, and without the parts of
        a thought, which may end within a word: None for these."""
        if way := self.retold.get(event.attempt):
            if isinstance(event, ThoughtDelta):
                return None
            if isinstance(event, ThoughtWritten | Answered):
                event = event.model_copy(update={"text": way.back(event.text)})
        self.steps[event.attempt].append(event)
        return self._keep(event)

    def solution(self, attempt: int) -> Solution:
        """What an attempt has come to so far."""
        return fold(self.steps[attempt])

    def judged(self, ask: Ask, rollout: Rollout, heard: Failure | Check | Opinion) -> list[AnyEvent]:
        """The attempt is with the verifier, which tells of something (agent.judging.opinion); its opinion ends it."""
        if isinstance(heard, Opinion):
            return self._close(ask, rollout, heard)
        if isinstance(heard, Failure):
            return [self._keep(Failed(attempt=ask.attempt, boundary=heard.boundary, message=heard.message))]
        return [self._keep(CheckMade(attempt=ask.attempt, check=heard))]

    def _close(self, ask: Ask, rollout: Rollout, judged: Opinion) -> list[AnyEvent]:
        made: list[AnyEvent] = [self._keep(verdict_given(ask.attempt, judged.verdict))]
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
            attempt=ask.attempt, stop=rollout.stop, verdict=judged.verdict, token_ids=rollout.token_ids,
            sampled=rollout.sampled, logprobs=rollout.logprobs, seconds=rollout.seconds,
            values=kept(judged.values.tokens), step_values=kept(judged.values.steps), routing=judged.routing,
        )  # fmt: skip
        made.append(self._keep(statistics(finished, used, rollout.batch)))
        self.made.append(Made(self.question, self.solution(ask.attempt), finished, ask.turn))
        return [*made, self._keep(finished)]

    def over(self) -> list[BudgetSpent]:
        """The limit that ended the run before its attempts did, if one did and no event has told of it."""
        limit = limit_of_run(self.events, self.settings.budgets, self.spent)
        return [] if limit is None else [self._keep(limit)]

    def weigh(self) -> list[AnyEvent]:
        """Look at the attempts together, where there are several: what that adds to the verdict on the one whose answer
        is given. A verifier that breaks is told of, and each attempt's own verdict stands."""
        if len(self.made) < 2 or not isinstance(self.judge, WeighingJudge):
            return []
        place = self.strategy.choose(self.made)
        chosen = self.made[place].finished
        try:
            verdict = self.judge.together(
                self.question, [one.solution for one in self.made], [one.finished.verdict for one in self.made]
            )[place]
        except Exception as error:
            last = self.made[-1].finished.attempt
            return [self._keep(Failed(attempt=last, boundary="verifier", message=told(error)))]
        self.weighed = place, verdict
        if verdict == chosen.verdict:
            return []
        added = verdict.checks[len(chosen.verdict.checks) :]
        checks = [self._keep(CheckMade(attempt=chosen.attempt, check=check)) for check in added]
        return [*checks, self._keep(verdict_given(chosen.attempt, verdict))]

    def end(self) -> Result:
        """The answer of the attempt that the strategy chooses."""
        place, verdict = self.weighed or (self.strategy.choose(self.made), None)
        chosen = self.made[place]
        verdict = verdict or chosen.finished.verdict
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
