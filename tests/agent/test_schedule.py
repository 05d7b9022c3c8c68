"""A full batch: rows go on while tools and the verifier work, and questions join as others leave."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from agent.events import Failed, Observed, Statistics, VerdictGiven
from agent.loop import Agent
from agent.policy import Ask, CoreModelPolicy, Rollout
from agent.scripted import ScriptedPolicy
from agent.strategies.registry import strategy
from agent.tools import ToolResult
from agent.trace import Trace
from tasks.task import Solution
from tests.agent.conftest import Stage
from tests.agent.table import answers
from verifier.verdict import Verdict

PATIENCE = 60.0
"""Seconds after which a wait counts as hanging; no test gets near it unless what it tests is broken."""


class Waiting:
    """A calculator that answers `slow` only once it is let go, and says when it has begun."""

    name = "calculator"

    def __init__(self) -> None:
        self.begun, self.free = threading.Event(), threading.Event()

    def run(self, text: str) -> ToolResult:
        if text != "slow":
            return ToolResult(text, True, 0.0)
        self.begun.set()
        return ToolResult("7", self.free.wait(PATIENCE), 0.0)


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    tool = Waiting()
    yield tool
    tool.free.set()


def content(question: str, solution: Solution, confidence: float | None) -> Verdict:
    return Verdict(status="verified", score=1.0, answer=solution.answer)


SCRIPTS = {"Slow?": ["call:slow", "answer:7"], "Quick?": ["call:3", "thought:so it is three.", "answer:3"]}


def test_rows_go_on_while_the_tool_of_another_works(stage: Stage, waiting: Waiting) -> None:
    done: list[int] = []

    def on_done(place: int, trace: Trace) -> None:
        done.append(place)
        if place == 1:  # the quick row has called its tool, thought on and answered
            assert waiting.begun.wait(60) and not waiting.free.is_set()
            waiting.free.set()

    agent = Agent(stage.policy(SCRIPTS), [waiting], content)
    traces = agent.ask_many(["Slow?", "Quick?"], attempts=1, on_done=on_done)
    assert done == [1, 0] and [trace.answer for trace in traces] == ["7", "3"]


def test_a_question_joins_when_another_leaves_although_a_tool_works(stage: Stage, waiting: Waiting) -> None:
    questions = ["Slow?", *["Quick?"] * 5]
    done: list[int] = []

    def on_done(place: int, trace: Trace) -> None:
        done.append(place)
        if len(done) == 5:
            assert not waiting.free.is_set()
            waiting.free.set()

    agent = Agent(stage.policy(SCRIPTS, slots=2), [waiting], content)  # all of the quick ones take turns in one slot
    traces = agent.ask_many(questions, attempts=1, on_done=on_done)
    assert sorted(done[:5]) == [1, 2, 3, 4, 5] and [trace.answer for trace in traces] == ["7", *["3"] * 5]


def test_rows_go_on_while_the_verifier_works(stage: Stage) -> None:
    judging, quick_done = threading.Event(), threading.Event()

    def judge(question: str, solution: Solution, confidence: float | None) -> Verdict:
        if question == "Slow?":
            judging.set()
            assert quick_done.wait(PATIENCE)
        return content(question, solution, confidence)

    def on_done(place: int, trace: Trace) -> None:
        if place == 1:
            assert judging.wait(PATIENCE)
            quick_done.set()

    scripts = {"Slow?": ["answer:7"], "Quick?": ["thought:" + "so " * 30, "answer:3"]}
    traces = Agent(stage.policy(scripts), [], judge).ask_many(["Slow?", "Quick?"], attempts=1, on_done=on_done)
    assert quick_done.is_set() and [trace.answer for trace in traces] == ["7", "3"]


def test_another_attempt_joins_while_a_first_one_still_runs(stage: Stage, waiting: Waiting) -> None:
    def judge(question: str, solution: Solution, confidence: float | None) -> Verdict:
        if question == "Quick?":
            return Verdict(status="refuted", score=0.0, answer=solution.answer)
        return content(question, solution, confidence)

    def on_done(place: int, trace: Trace) -> None:
        if place == 1:
            assert len(trace.attempts) == 3 and not waiting.free.is_set()
            waiting.free.set()

    agent = Agent(stage.policy(SCRIPTS), [waiting], judge)
    traces = agent.ask_many(["Slow?", "Quick?"], attempts=3, on_done=on_done)
    assert waiting.free.is_set() and [len(trace.attempts) for trace in traces] == [1, 3]


def test_more_questions_than_rows_fill_the_batch_to_the_end(stage: Stage) -> None:
    questions = {f"What is {n} + {n}?": [f"thought:{'so ' * 20}", f"answer:{2 * n}"] for n in range(100)}
    traces = Agent(stage.policy(questions, slots=4), [], content).ask_many(list(questions), attempts=1)
    assert [trace.answer for trace in traces] == [str(2 * n) for n in range(100)]
    sizes = [e.batch for trace in traces for e in trace.events if isinstance(e, Statistics)]
    assert len(sizes) == 100 and sum(sizes) / len(sizes) > 3.5  # of 4; the last ones leave nobody behind them


def test_a_stop_ends_every_question_even_while_a_tool_works(stage: Stage, waiting: Waiting) -> None:
    agent = Agent(stage.policy(SCRIPTS), [waiting], content)
    traces = agent.ask_many(["Slow?"] * 70, attempts=3, should_stop=waiting.begun.is_set)
    assert all(trace.attempts[-1].stop == "stopped" for trace in traces) and len(traces) == 70
    assert not waiting.free.is_set() and not any(isinstance(e, Observed) for t in traces for e in t.events)


def test_a_deadline_ends_a_question_while_its_tool_works(stage: Stage, waiting: Waiting) -> None:
    (trace,) = Agent(stage.policy(SCRIPTS), [waiting], content).ask_many(["Slow?"], max_seconds=0.3)
    assert [a.stop for a in trace.attempts] == ["seconds"] and trace.answer is None


def test_what_on_done_raises_reaches_the_caller(stage: Stage) -> None:
    def on_done(place: int, trace: Trace) -> None:
        raise OSError("the disk is full")

    agent = Agent(stage.policy(SCRIPTS), [], content)
    with pytest.raises(OSError, match="disk is full"):
        agent.ask_many(["Quick?"] * 3, attempts=1, on_done=on_done)


def test_a_policy_that_breaks_fails_the_asks_that_joined_it_too() -> None:
    class Breaking:
        name, joins = "breaking", True

        def attempts(self, asks: Any, tools: Any, should_stop: Any = None, joining: Any = None) -> Any:
            yield 0, Rollout("answered")
            while joining is not None and not (more := joining(idle=True)):
                assert more is not None
            raise RuntimeError("broken")

    traces = Agent(Breaking(), [], content).ask_many(["A?"] * 65, attempts=1)
    assert len(traces) == 65  # one joined after the first had left, and was open when the policy broke
    failed = [[e.message for e in t.events if isinstance(e, Failed)] for t in traces]
    assert (
        failed[0] == [] and failed[1:64] == [["RuntimeError: broken"]] * 63 and failed[64] == ["RuntimeError: broken"]
    )


def test_a_policy_that_nobody_can_join_is_asked_by_rounds() -> None:
    rounds: list[int] = []

    class Rounds(ScriptedPolicy):
        def attempts(self, asks: Any, *rest: Any) -> Any:
            rounds.append(len(asks))
            return super().attempts(asks, *rest)

    def judge(question: str, solution: Solution, confidence: float | None) -> Verdict:
        return Verdict(status="unsure", score=0.5, answer=solution.answer)

    asked = [f"What is {n}?" for n in range(40)]
    Agent(Rounds(dict.fromkeys(asked, Solution(answer="3"))), [], judge).ask_many(asked, attempts=3)
    assert rounds == [40, 40, 40]


def test_verdicts_of_a_round_stand_in_the_order_of_its_attempts_whichever_is_first() -> None:
    later = threading.Event()

    def judge(question: str, solution: Solution, confidence: float | None) -> Verdict:
        if solution.answer == "1":
            assert later.wait(PATIENCE)
            time.sleep(0.2)  # the other one is there to be taken
        else:
            later.set()
        return Verdict(status="unsure", score=0.5, answer=solution.answer)

    (trace,) = Agent(answers("1", "2"), {}, judge, strategy("majority")).ask_many(["What?"], attempts=2)
    assert [e.attempt for e in trace.events if isinstance(e, VerdictGiven)] == [0, 1]


def test_joined_asks_are_numbered_on(stage: Stage) -> None:
    class Two:
        most = 2

        def __init__(self) -> None:
            self.left: list[Ask] = [Ask("Quick?"), Ask("Slow?")]

        def __call__(self, idle: bool) -> list[Ask] | None:
            return [self.left.pop(0)] if self.left else None

    policy: CoreModelPolicy = stage.policy({"Quick?": ["answer:3"], "Slow?": ["answer:7"]})
    told = list(policy.attempts([Ask("Quick?")], {}, None, Two()))
    ends = {index: event for index, event in told if isinstance(event, Rollout)}
    assert sorted(ends) == [0, 1, 2] and ends[0].token_ids == ends[1].token_ids != ends[2].token_ids
