"""Trace: everything that happened while a question was answered, as the events themselves."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from agent.events import (
    Answered,
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    CallMade,
    CheckMade,
    Observed,
    Result,
    RunStarted,
    ThoughtWritten,
    VerdictGiven,
)
from agent.trace_forms import brought_up
from tasks.task import Call, Observation, Solution, Step, Thought
from verifier.verdict import Verdict


class Trace(BaseModel):
    """The events of one run, first to last. `Trace.from_json(trace.to_json()) == trace`, exactly."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    events: tuple[AnyEvent, ...]

    @property
    def started(self) -> RunStarted:
        first = self.events[0]
        assert isinstance(first, RunStarted)
        return first

    @property
    def result(self) -> Result:
        last = self.events[-1]
        assert isinstance(last, Result)
        return last

    @property
    def finished(self) -> bool:
        """Whether it begins and ends as a run does, so that `started` and `result` can be read."""
        return bool(self.events) and isinstance(self.events[0], RunStarted) and isinstance(self.events[-1], Result)

    @property
    def answer(self) -> str | None:
        return self.result.answer

    @property
    def attempts(self) -> tuple[AttemptFinished, ...]:
        return tuple(e for e in self.events if isinstance(e, AttemptFinished))

    @property
    def verdict(self) -> Verdict:
        """The verdict on the answer that was given: its attempt's, or what that became beside the other attempts."""
        made, verdict = self.given, self.given.verdict
        told = self._weighed
        if not told:
            return verdict
        checks = tuple(event.check for event in told if isinstance(event, CheckMade))
        new = {"status": self.result.status, "score": self.result.score, "checks": (*made.verdict.checks, *checks)}
        return verdict.model_copy(update=new)

    @property
    def given(self) -> AttemptFinished:
        """The attempt whose answer was given."""
        weighed = next((event.attempt for event in self._weighed if isinstance(event, VerdictGiven)), None)
        answer = self.result.answer  # a vote may give another answer than the best-scored one
        return max(self.attempts, key=lambda a: (a.attempt == weighed, a.verdict.answer == answer, a.verdict.score))

    @property
    def _weighed(self) -> tuple[CheckMade | VerdictGiven, ...]:
        """What was told of the attempts together, after the last of them had ended."""
        last = max((i for i, e in enumerate(self.events) if isinstance(e, AttemptFinished)), default=len(self.events))
        return tuple(e for e in self.events[last + 1 :] if isinstance(e, CheckMade | VerdictGiven))

    def asked(self, attempt: int) -> str:
        """The question as it was put for one attempt, which may have been told otherwise."""
        started = (e for e in self.events if isinstance(e, AttemptStarted) and e.attempt == attempt)
        return next((e.question for e in started if e.question), self.result.question)

    def solution(self, attempt: int) -> Solution:
        """The steps of one attempt, in the type that reference solutions have."""
        return fold(e for e in self.events if getattr(e, "attempt", None) == attempt)

    def to_json(self) -> str:
        return self.model_dump_json()

    @classmethod
    def from_json(cls, text: str | bytes) -> Trace:
        """Read a trace back; one of an earlier form comes in today's. Raises pydantic.ValidationError if it is none."""
        read = cls.model_validate_json(text)
        return read.model_copy(update={"events": brought_up(read.events)})


def fold(events: Iterable[object]) -> Solution:
    """The solution that a run of step events amounts to."""
    steps: list[Step] = []
    answer = None
    for event in events:
        if isinstance(event, ThoughtWritten):
            steps.append(Thought(text=event.text))
        elif isinstance(event, CallMade):
            steps.append(Call(tool=event.tool, input=event.input))
        elif isinstance(event, Observed):
            steps.append(Observation(text=event.text, ok=event.ok))
        elif isinstance(event, Answered):
            answer = event.text
    return Solution(steps=tuple(steps), answer=answer)
