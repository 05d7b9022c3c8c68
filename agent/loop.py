"""The agent: attempt, verify, try again as the strategy says, and give an answer with its verdict.

Attempt 0 is greedy, the others are sampled; gold answers are never looked at. How many there are, what they are told
and which one is answered is for the strategy (agent.strategies); this module keeps its budgets.
"""

from __future__ import annotations

import math
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar, Unpack, cast

from agent.aio import AsyncAsking, How
from agent.boundary import attempted, told
from agent.budgets import Budget, Budgets, Spent
from agent.errors import QuestionError
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
from agent.judging import kept, read_attempt, shipped_judge
from agent.limits import limit_of_attempt, limit_of_run
from agent.policy import Ask, Policy, Rollout, ShouldStop, StepEvent
from agent.provenance import code_version
from agent.strategies.protocol import Made, Strategy
from agent.strategies.retry import Retry
from agent.tools import Tool, default_tools, guarded
from agent.tools.guard import AT_ONCE
from agent.trace import Trace, fold
from tasks.task import Solution
from verifier.learned_judge import Known, TokenJudge, Values
from verifier.universal import judge
from verifier.verdict import Verdict

MAX_QUESTION_CHARACTERS = 20_000
"""Longer questions are refused before they are tokenised; the model's context is the tighter limit."""
E = TypeVar("E", bound=AnyEvent)


class Judge(Protocol):
    """Gives the verdict on an attempt; `learned` is the learned judge's opinion on it, where there is one."""

    def __call__(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Verdict: ...


def _default_judge(
    question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
) -> Verdict:
    return judge(question, solution, confidence=confidence, learned=learned)


def check_question(question: str) -> str:
    """The question, stripped. Raises QuestionError when it is empty, too long or not text."""
    if not question.strip():
        raise QuestionError("the question is empty", 'try: ponder ask "What is 15% of 240?"')
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"the question has {len(question):,} characters; at most {MAX_QUESTION_CHARACTERS:,} are read", "shorten it"
        )
    if any(0xD800 <= ord(c) <= 0xDFFF for c in question) or "\x00" in question:
        raise QuestionError("the question is not text: it holds bytes that no character has", "pass UTF-8 text")
    return question.strip()


@dataclass(frozen=True)
class Settings:
    """Budgets and sampling of a run. A strategy that goes by rounds makes `samples` attempts in each after the first;
    1 retries one by one.

    `max_seconds` is a limit of the run, `max_steps` and `max_tokens` are limits of an attempt; `run` and `attempt` hold
    further ones, and the tightest counts."""

    attempts: int = 3
    samples: int = 1
    temperature: float = 0.7
    seed: int = 0
    max_steps: int = 8
    max_tokens: int = 256
    max_seconds: float | None = None
    run: Budget = field(default_factory=Budget)
    attempt: Budget = field(default_factory=Budget)

    @property
    def budgets(self) -> Budgets:
        """All limits together."""
        return Budgets(
            attempts=self.attempts,
            run=self.run.within(Budget(seconds=self.max_seconds)),
            attempt=self.attempt.within(Budget(steps=self.max_steps, tokens=self.max_tokens)),
        )


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
            verdict = judge(self.question, solution, confidence(rollout.logprobs), learned=known)
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
            values=kept(values.tokens), step_values=kept(values.steps), routing=rollout.routing,
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


def _asked_to_stop(should_stop: ShouldStop | None) -> bool:
    return should_stop is not None and should_stop()


class Agent(AsyncAsking):
    """A policy, its tools, a verifier, a strategy and budgets. Any number of threads may use one agent: a run shares
    nothing with another but the policy's weights and the tools."""

    def __init__(
        self,
        policy: Policy,
        tools: Mapping[str, Tool] | Sequence[Tool] | None = None,
        judge: Judge = _default_judge,
        strategy: Strategy | None = None,
        *,
        learned: TokenJudge | None = None,
        budgets: Budgets | None = None,
    ) -> None:
        """All shipped and installed tools, and verify and retry, unless others are given. `judge` is the verifier,
        `learned` the judge that is asked for its verdicts, if any. `budgets` are limits of every run; what a question
        is asked with can only tighten them, but for the number of attempts."""
        self.policy, self.judge, self.strategy, self.learned = policy, judge, strategy or Retry(), learned
        self.budgets = budgets or Budgets()
        given = default_tools() if tools is None else tools
        self.tools = dict(given) if isinstance(given, Mapping) else {tool.name: tool for tool in given}
        self._guarded = guarded(self.tools)
        self._judging = threading.BoundedSemaphore(AT_ONCE)

    @classmethod
    def default(
        cls, policy: str | Path | None = None, *, stream: bool = False, strategy: Strategy | None = None
    ) -> Agent:
        """The shipped policy, or another one by name or folder, with all tools, and the judge of these weights if it
        ships; with `stream`, dialogues may be longer than the policy's context."""
        from agent.chat_policy import load_policy

        loaded = load_policy(policy, stream)
        return cls(loaded, strategy=strategy, learned=shipped_judge(loaded))

    def ask(self, question: str, *, should_stop: ShouldStop | None = None, **how: Unpack[How]) -> Trace:
        """Answer a question. Raises QuestionError for one that cannot be asked; anything later is in the trace."""
        return Trace(events=tuple(self.stream(question, should_stop=should_stop, **how)))

    def stream(self, question: str, *, should_stop: ShouldStop | None = None, **how: Unpack[How]) -> Iterator[AnyEvent]:
        """The same, event by event, as it happens; the last one is the Result. `should_stop` is looked at after every
        token: where it says so, the run ends with the best attempt so far."""
        settings = self.settings(**how)
        run, policy = self._run(check_question(question), settings), self._decoding(settings)
        yield run.begin()
        while asks := run.asks():
            for ask in asks:
                yield run.open(ask)
            for index, event in attempted(policy, asks, self._guarded, should_stop):
                if isinstance(event, Rollout):
                    yield from run.close(asks[index], event, self._judge, self.learned)
                else:
                    yield run.step(event)
            run.cut = run.cut or _asked_to_stop(should_stop)
        yield from run.over()
        yield run.end()

    def ask_many(
        self,
        questions: Sequence[str],
        *,
        should_stop: ShouldStop | None = None,
        on_done: Callable[[int, Trace], None] | None = None,
        **how: Unpack[How],
    ) -> list[Trace]:
        """Answer many questions in one batch; a trace each, in order. Raises QuestionError, before any is asked, for
        one that cannot be."""
        checked = [check_question(question) for question in questions]
        return self.answer_all(checked, self.settings(**how), should_stop=should_stop, on_done=on_done)

    def answer_all(
        self,
        questions: Sequence[str],
        settings: Settings,
        *,
        should_stop: ShouldStop | None = None,
        on_done: Callable[[int, Trace], None] | None = None,
    ) -> list[Trace]:
        """Answer many questions in one batch, round by round; a trace each, in order. `on_done` hears of each end."""
        runs, policy = [self._run(q, settings) for q in questions], self._decoding(settings)
        traces: dict[int, Trace] = {}
        for run in runs:
            run.begin()
        while len(traces) < len(runs):
            round_: list[tuple[int, Ask]] = []
            for i, run in enumerate(runs):
                if i in traces:
                    continue
                asks = run.asks()
                if not asks:
                    run.over()
                    run.end()
                    traces[i] = Trace(events=tuple(run.events))
                    if on_done is not None:
                        on_done(i, traces[i])
                for ask in asks:
                    run.open(ask)
                    round_.append((i, ask))
            for index, event in attempted(policy, [ask for _, ask in round_], self._guarded, should_stop):
                i, ask = round_[index]
                if isinstance(event, Rollout):
                    runs[i].close(ask, event, self._judge, self.learned)
                else:
                    runs[i].step(event)
            if round_ and _asked_to_stop(should_stop):
                for run in runs:
                    run.cut = True
        return [traces[i] for i in range(len(runs))]

    def settings(self, **how: Unpack[How]) -> Settings:
        """What a question is asked with: the agent's budgets, where nothing else is said."""
        own = self.budgets
        chosen = {"attempts": own.attempts, **{name: value for name, value in how.items() if value is not None}}
        limits = {"max_steps": own.attempt.steps, "max_tokens": own.attempt.tokens}
        return Settings(**chosen, **{name: limit for name, limit in limits.items() if limit is not None})  # type: ignore[arg-type]

    def _judge(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Verdict:
        with self._judging:  # its checks start processes
            if learned is None:  # a verifier that knows of no judge is asked as ever
                return self.judge(question, solution, confidence)
            return self.judge(question, solution, confidence, learned=learned)

    def _run(self, question: str, settings: Settings) -> Run:
        nested = replace(
            settings, run=settings.run.within(self.budgets.run), attempt=settings.attempt.within(self.budgets.attempt)
        )
        weights = getattr(self.policy, "weights_hash", "")  # a scripted policy has none
        config = getattr(self.policy, "config", {})
        return Run(question, nested, self.policy.name, weights, tuple(self.tools), self.strategy, config=config)

    def _decoding(self, settings: Settings) -> Policy:
        return self.strategy.decoding(self.policy, settings.attempts, settings.temperature)
