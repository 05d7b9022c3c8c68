"""Checks are told as they are made, and the trace is what it is when they are told together."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from agent.events import AnyEvent, CheckMade, Failed, VerdictGiven
from agent.loop import Agent
from agent.scripted import ScriptedPolicy
from agent.tools.guard import AT_ONCE
from agent.trace import Trace
from tasks.task import Call, Observation, Solution
from verifier import universal
from verifier.verdict import Check, Verdict

PATIENCE = 20
NAMES = ("one", "two", "three")
ANSWER = Solution(answer="34")


@dataclass
class Slow:
    """Makes three checks; `made` are those of all attempts so far. It breaks at the one named `breaks`, and waits
    for `free` before the second."""

    breaks: str = ""
    free: threading.Event | None = None
    made: list[str] = field(default_factory=list)

    def steps(self, question: str, solution: Solution, confidence: float | None, /, **_: Any) -> Iterator[Any]:
        checks = []
        for name in NAMES:
            if name == self.breaks:
                raise ValueError("broke")
            if name == "two" and self.free is not None:
                assert self.free.wait(PATIENCE)
            self.made.append(name)
            checks.append(Check(name=name, status="pass", evidence=f"{name}."))
            yield checks[-1]
        yield Verdict(status="verified", score=0.9, answer=solution.answer, checks=tuple(checks))

    def __call__(self, *given: Any, **how: Any) -> Verdict:
        *_, verdict = self.steps(*given, **how)
        return verdict


def agent(judge: Any) -> Agent:
    return Agent(ScriptedPolicy({"What?": ANSWER}), [], judge)


def plain(events: Sequence[AnyEvent]) -> list[dict[str, Any]]:
    return [e.model_dump(exclude={"at", "trace_id", "seconds", "tokens_per_second"}) for e in events]


def names(events: Sequence[AnyEvent]) -> list[str]:
    return [e.check.name for e in events if isinstance(e, CheckMade)]


def test_a_check_is_told_before_the_next_one_is_made() -> None:
    judge = Slow()
    seen = [list(judge.made) for event in agent(judge).stream("What?") if isinstance(event, CheckMade)]
    assert seen == [["one"], ["one", "two"], ["one", "two", "three"]]


def test_an_asynchronous_stream_tells_of_a_check_while_the_next_one_works() -> None:
    judge = Slow(free=threading.Event())

    async def listen() -> list[str]:
        told = []
        async for event in agent(judge).astream("What?"):
            if isinstance(event, CheckMade):
                told.append(event.check.name)
                assert judge.free is not None
                judge.free.set()  # without the first check nobody would
        return told

    assert asyncio.run(asyncio.wait_for(listen(), PATIENCE)) == list(NAMES)


@pytest.mark.parametrize("breaks", ["", *NAMES])
def test_the_trace_is_the_same_however_checks_were_told(breaks: str) -> None:
    def at_once(*given: Any, **how: Any) -> Verdict:
        return Slow()(*given, **how)

    streamed = list(agent(Slow(breaks)).stream("What?", attempts=2))
    (batch,) = agent(Slow(breaks)).ask_many(["What?"], attempts=2)
    assert plain(streamed) == plain(batch.events)
    if not breaks:
        assert plain(streamed) == plain(agent(at_once).ask("What?", attempts=2).events)


@pytest.mark.parametrize("breaks", NAMES)
def test_a_verifier_that_breaks_on_its_way_keeps_the_checks_that_it_made(breaks: str) -> None:
    trace = agent(Slow(breaks)).ask("What?", attempts=1)
    made = list(NAMES[: NAMES.index(breaks)])
    assert names(trace.events) == [check.name for check in trace.verdict.checks] == made
    failed = [event for event in trace.events if isinstance(event, Failed)]
    assert [event.boundary for event in failed] == ["verifier"] and trace.result.status == "unsure"
    given = next(i for i, event in enumerate(trace.events) if isinstance(event, VerdictGiven))
    assert trace.events[given - 1] == failed[0]


def test_a_stream_that_nobody_reads_on_holds_no_other_up() -> None:
    shared = agent(Slow())
    paused = [shared.stream("What?") for _ in range(AT_ONCE + 1)]
    for stream in paused:
        assert any(isinstance(event, CheckMade) for event in stream)
    done: list[Trace] = []
    other = threading.Thread(target=lambda: done.append(shared.ask("What?")), daemon=True)
    other.start()
    other.join(PATIENCE)
    assert done and names(done[0].events) == list(NAMES)
    assert all(names(list(stream)) == ["two", "three"] for stream in paused)


def test_a_reader_that_raises_is_no_verdicts_problem() -> None:
    shared = agent(Slow())
    with pytest.raises(KeyError):
        for event in shared.stream("What?"):
            if isinstance(event, CheckMade):
                raise KeyError
    trace = shared.ask("What?")
    assert trace.result.status == "verified" and not [event for event in trace.events if isinstance(event, Failed)]


def test_what_else_failed_is_said_before_the_checks() -> None:
    class Broken:
        name = "broken"

        def values(self, *_: object) -> object:
            raise RuntimeError("learned")

    def routing(ids: Sequence[int]) -> None:
        raise RuntimeError("experts")

    for breaks, expected in (("", ["learned", "experts", *NAMES]), ("one", ["learned", "broke", "experts"])):
        made = agent(Slow(breaks))
        made.learned, made._routing = Broken(), routing  # type: ignore[assignment]
        told = [
            event.check.name if isinstance(event, CheckMade) else event.message.split(": ")[1]
            for event in made.stream("What?", attempts=1)
            if isinstance(event, (CheckMade, Failed))
        ]
        assert told == expected


@pytest.mark.parametrize("answer", ["34", "20", None])
def test_the_universal_verifier_tells_of_the_checks_that_its_verdict_holds(
    answer: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "A baker makes 48 rolls and sells 14 of them. How many rolls does he have?"
    attempt = Solution(steps=(Call(input="48-14"), Observation(text="34")), answer=answer)
    *checks, verdict = universal.judging(question, attempt, confidence=0.9)
    assert isinstance(verdict, Verdict) and tuple(checks) == verdict.checks

    def later(question: str, solution: Solution) -> Check:
        raise AssertionError("not asked for yet")

    monkeypatch.setattr(universal, "CHECKS", (universal.CHECKS[0], later))
    assert isinstance(next(universal.judging(question, attempt)), Check)
