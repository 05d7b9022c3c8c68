"""The agent: attempt, verify, try again as the strategy says, and give an answer with its verdict.

Attempt 0 is greedy, the others are sampled; gold answers are never looked at. How many there are, what they are told
and which one is answered is for the strategy (agent.strategies); a run (agent.run) keeps its budgets.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from agent.aio import AsyncAsking, How
from agent.boundary import attempted
from agent.budgets import Budgets
from agent.events import AnyEvent
from agent.judging import Failure, Judge, Opinion, RoutingOf, default_judge, opinion, shipped_judge
from agent.policy import Ask, Policy, Rollout, ShouldStop
from agent.run import Run
from agent.schedule import Schedule
from agent.settings import Settings, check_question
from agent.strategies.protocol import Strategy
from agent.strategies.retry import Retry
from agent.tools import Tool, default_tools, guarded
from agent.tools.guard import AT_ONCE
from agent.trace import Trace
from tasks.task import Solution
from verifier.learned_judge import TokenJudge
from verifier.verdict import Check


def _asked_to_stop(should_stop: ShouldStop | None) -> bool:
    return should_stop is not None and should_stop()


class Agent(AsyncAsking):
    """A policy, its tools, a verifier, a strategy and budgets. Any number of threads may use one agent: a run shares
    nothing with another but the policy's weights and the tools."""

    def __init__(
        self,
        policy: Policy,
        tools: Mapping[str, Tool] | Sequence[Tool] | None = None,
        judge: Judge = default_judge,
        strategy: Strategy | None = None,
        *,
        learned: TokenJudge | None = None,
        budgets: Budgets | None = None,
        routing: bool = False,
    ) -> None:
        """All shipped and installed tools, and verify and retry, unless others are given. `judge` is the verifier,
        `learned` the judge that is asked for its verdicts, if any. `budgets` are limits of every run; what a question
        is asked with can only tighten them, but for the number of attempts. With `routing`, traces say which experts
        each token went to; every attempt is read once more for that. Raises ValueError where a policy cannot tell."""
        self.policy, self.judge, self.strategy, self.learned = policy, judge, strategy or Retry(), learned
        self.budgets = budgets or Budgets()
        given = default_tools() if tools is None else tools
        self.tools = dict(given) if isinstance(given, Mapping) else {tool.name: tool for tool in given}
        self._guarded = guarded(self.tools)
        self._routing: RoutingOf | None = getattr(policy, "routing", None) if routing else None
        if routing and self._routing is None:
            raise ValueError(f"the policy {policy.name} cannot tell which experts its tokens go to: leave routing out")
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
        run, policy = self.new_run(check_question(question), settings), self._decoding(settings)
        yield run.begin()
        while asks := run.asks():
            yield from self.play([(run, ask) for ask in asks], policy, should_stop)
            run.cut = run.cut or _asked_to_stop(should_stop)
        yield from run.over()
        yield from run.weigh()
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
        """Answer many questions in one batch (agent.schedule); a trace each, in order. `on_done` hears of each end."""
        schedule = Schedule(questions, lambda q: self.new_run(q, settings), self._opinion, should_stop, on_done)
        return schedule.run(self._decoding(settings), self._guarded)

    def play(
        self, round_: Sequence[tuple[Run, Ask]], policy: Policy, should_stop: ShouldStop | None = None
    ) -> Iterator[AnyEvent]:
        """One round of attempts, of one run or of many, in one batch; their events as they happen, which their runs
        keep."""
        for run, ask in round_:
            yield from run.open(ask)
        for index, event in attempted(policy, [ask for _, ask in round_], self._guarded, should_stop):
            run, ask = round_[index]
            if isinstance(event, Rollout):
                for told in self._opinion(run.question, run.solution(ask.attempt), event, ask.question):
                    yield from run.judged(ask, event, told)
            elif (kept := run.step(event)) is not None:
                yield kept

    def settings(self, **how: Unpack[How]) -> Settings:
        """What a question is asked with: the agent's budgets, where nothing else is said."""
        own = self.budgets
        chosen = {"attempts": own.attempts, **{name: value for name, value in how.items() if value is not None}}
        limits = {"max_steps": own.attempt.steps, "max_tokens": own.attempt.tokens}
        return Settings(**chosen, **{name: limit for name, limit in limits.items() if limit is not None})  # type: ignore[arg-type]

    def _opinion(
        self, question: str, solution: Solution, rollout: Rollout, asked: str
    ) -> Iterator[Failure | Check | Opinion]:
        steps = opinion(self.judge, question, solution, rollout, self.learned, self._routing, asked)
        while True:
            with self._judging:  # checks start processes; who listens to a run may pause it between two of them
                told = next(steps, None)
            if told is None:
                return
            yield told

    def new_run(self, question: str, settings: Settings) -> Run:
        """A run that has not begun: this agent's policy, tools, strategy and limits."""
        nested = replace(
            settings, run=settings.run.within(self.budgets.run), attempt=settings.attempt.within(self.budgets.attempt)
        )
        weights = getattr(self.policy, "weights_hash", "")  # a scripted policy has none
        config = getattr(self.policy, "config", {})
        return Run(
            question,
            nested,
            self.policy.name,
            weights,
            tuple(self.tools),
            self.strategy,
            config=config,
            judge=self.judge,
        )

    def _decoding(self, settings: Settings) -> Policy:
        return self.strategy.decoding(self.policy, settings.attempts, settings.temperature)
