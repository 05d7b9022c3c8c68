"""The agent: attempt, verify, try again with the evidence, and give the best answer with its verdict.

Attempt 0 is greedy. A refuted or unsure attempt leads to another one, sampled, that is told what was wrong where a
check said so; gold answers are never looked at. The run ends at the first verified attempt or when the budget does.
"""

from __future__ import annotations

import math
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from agent.errors import QuestionError
from agent.events import (
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    Failed,
    Placed,
    Result,
    RunStarted,
)
from agent.policy import Ask, Policy, Rollout, ShouldStop, StepEvent
from agent.provenance import code_version
from agent.tools import Calculator, Python, Tool
from agent.trace import Trace, fold
from tasks.task import Solution
from verifier.checks.agreement import groups
from verifier.universal import feedback, judge
from verifier.verdict import Verdict

MAX_QUESTION_CHARACTERS = 20_000
"""Longer questions are refused before they are tokenised; the model's context is the tighter limit."""
E = TypeVar("E", bound=AnyEvent)
Judge = Callable[[str, Solution, float | None], Verdict]


def _default_judge(question: str, solution: Solution, confidence: float | None) -> Verdict:
    return judge(question, solution, confidence=confidence)


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
    """Budgets and sampling of a run. `samples` attempts are made in a round after the first; 1 retries one by one."""

    attempts: int = 3
    samples: int = 1
    temperature: float = 0.7
    seed: int = 0
    max_steps: int = 8
    max_tokens: int = 256
    max_seconds: float | None = None


@dataclass
class Run:
    """One question on its way: its events so far, and what the next attempt has to know."""

    question: str
    settings: Settings
    policy: str
    weights_hash: str = ""
    tools: tuple[str, ...] = ()
    trace_id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    started: float = field(default_factory=time.monotonic)
    events: list[AnyEvent] = field(default_factory=list)
    finished: list[AttemptFinished] = field(default_factory=list)
    answers: list[str | None] = field(default_factory=list)
    steps: dict[int, list[StepEvent]] = field(default_factory=dict)
    tokens: int = 0
    cut: bool = False

    def begin(self) -> RunStarted:
        s = self.settings
        return self._keep(
            RunStarted(
                trace_id=self.trace_id, question=self.question, policy=self.policy, seed=s.seed, attempts=s.attempts,
                max_steps=s.max_steps, max_tokens=s.max_tokens, max_seconds=s.max_seconds, samples=s.samples,
                temperature=s.temperature, tools=self.tools, weights_hash=self.weights_hash,
                code_version=code_version(),
            )
        )  # fmt: skip

    def asks(self) -> list[Ask]:
        """The attempts of the next round: one greedy at first, then sampled ones; none when the run is over."""
        s, made = self.settings, len(self.finished)
        if made >= s.attempts or self.cut or any(a.verdict.status == "verified" for a in self.finished):
            return []
        deadline = None if s.max_seconds is None else self.started + s.max_seconds
        if deadline is not None and made and time.monotonic() > deadline:
            return []
        hint = feedback(self.finished[-1].verdict) if made else ""
        count = 1 if made == 0 else min(s.samples, s.attempts - made)
        return [
            Ask(
                question=self.question,
                attempt=made + i,
                feedback=hint,
                temperature=0.0 if made + i == 0 else s.temperature,
                seed=s.seed * 1_000_003 + made + i,
                max_steps=s.max_steps,
                max_tokens=s.max_tokens,
                deadline=deadline,
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

    def close(self, ask: Ask, rollout: Rollout, judge: Judge) -> list[AnyEvent]:
        """The attempt's verdict; a verifier that breaks is recorded, and its attempt counts as unsure."""
        solution = fold(self.steps[ask.attempt])
        made: list[AnyEvent] = []
        try:
            verdict = judge(self.question, solution, confidence(rollout.logprobs))
        except Exception as error:
            made.append(
                self._keep(Failed(attempt=ask.attempt, boundary="verifier", message=f"{type(error).__name__}: {error}"))
            )
            verdict = Verdict(status="unsure", score=0.0, answer=solution.answer)
        self.tokens += rollout.tokens or len(rollout.logprobs)
        unread = rollout.stop == "context" and not rollout.token_ids  # another attempt could not read it either
        self.cut = self.cut or unread or rollout.stop in ("stopped", "seconds")
        finished = AttemptFinished(
            attempt=ask.attempt, stop=rollout.stop, verdict=verdict, token_ids=rollout.token_ids,
            sampled=rollout.sampled, logprobs=rollout.logprobs, seconds=rollout.seconds,
        )  # fmt: skip
        self.finished.append(finished)
        self.answers.append(solution.answer)
        return [*made, self._keep(finished)]

    def end(self) -> Result:
        """The best-scored attempt's answer; of equals the one that more attempts give, then the earlier one."""
        shared = {i: len(g.attempts) for g in groups([Solution(answer=a) for a in self.answers]) for i in g.attempts}
        best = max(
            range(len(self.finished)),
            key=lambda i: (self.answers[i] is not None, self.finished[i].verdict.score, shared.get(i, 0), -i),
        )
        verdict = self.finished[best].verdict
        return self._keep(
            Result(
                question=self.question, answer=self.answers[best], status=verdict.status, score=verdict.score,
                attempts=len(self.finished), tokens=self.tokens, seconds=round(time.monotonic() - self.started, 4),
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


class Agent:
    """A policy, its tools and a judge."""

    def __init__(self, policy: Policy, tools: Mapping[str, Tool] | None = None, judge: Judge = _default_judge) -> None:
        self.policy, self.judge = policy, judge
        self.tools: Mapping[str, Tool] = (
            tools if tools is not None else {"calculator": Calculator(), "python": Python()}
        )

    @classmethod
    def default(cls, policy: str | Path | None = None, *, stream: bool = False) -> Agent:
        """The shipped policy, or another one by name or folder, with a calculator and Python in a sandbox; with
        `stream`, dialogues may be longer than the policy's context."""
        from agent.chat_policy import load_policy

        return cls(load_policy(policy, stream))

    def ask(
        self,
        question: str,
        *,
        attempts: int = 3,
        samples: int = 1,
        temperature: float = 0.7,
        seed: int = 0,
        max_seconds: float | None = None,
        should_stop: ShouldStop | None = None,
    ) -> Trace:
        """Answer a question. Raises QuestionError for one that cannot be asked; anything later is in the trace."""
        return Trace(
            events=tuple(
                self.stream(
                    question, attempts=attempts, samples=samples, temperature=temperature, seed=seed,
                    max_seconds=max_seconds, should_stop=should_stop,
                )
            )
        )  # fmt: skip

    def stream(
        self,
        question: str,
        *,
        attempts: int = 3,
        samples: int = 1,
        temperature: float = 0.7,
        seed: int = 0,
        max_seconds: float | None = None,
        should_stop: ShouldStop | None = None,
    ) -> Iterator[AnyEvent]:
        """The same, event by event, as it happens; the last one is the Result."""
        settings = Settings(attempts, samples, temperature, seed, max_seconds=max_seconds)
        run = self._run(check_question(question), settings)
        yield run.begin()
        while asks := run.asks():
            for ask in asks:
                yield run.open(ask)
            for index, event in self.policy.attempts(asks, self.tools, should_stop):
                if isinstance(event, Rollout):
                    yield from run.close(asks[index], event, self.judge)
                else:
                    yield run.step(event)
        yield run.end()

    def answer_all(
        self,
        questions: Sequence[str],
        settings: Settings,
        *,
        should_stop: ShouldStop | None = None,
        on_done: Callable[[int, Trace], None] | None = None,
    ) -> list[Trace]:
        """Answer many questions in one batch, round by round; a trace each, in order. `on_done` hears of each end."""
        runs = [self._run(q, settings) for q in questions]
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
                    run.end()
                    traces[i] = Trace(events=tuple(run.events))
                    if on_done is not None:
                        on_done(i, traces[i])
                for ask in asks:
                    run.open(ask)
                    round_.append((i, ask))
            for index, event in self.policy.attempts([ask for _, ask in round_], self.tools, should_stop):
                i, ask = round_[index]
                if isinstance(event, Rollout):
                    runs[i].close(ask, event, self.judge)
                else:
                    runs[i].step(event)
        return [traces[i] for i in range(len(runs))]

    def _run(self, question: str, settings: Settings) -> Run:
        weights = getattr(self.policy, "weights_hash", "")  # a scripted policy has none
        return Run(question, settings, self.policy.name, weights, tuple(self.tools))
