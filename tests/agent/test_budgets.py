"""Budgets: laws of their arithmetic, and what a run does when each of them ends."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from agent.budgets import KINDS, Budget, Budgets, Spent
from agent.events import AnyEvent, AttemptFinished, BudgetSpent, Failed
from agent.loop import Agent
from agent.scripted import ScriptedPolicy
from agent.settings import Settings
from agent.tools import ToolResult, tool
from agent.trace import Trace
from tasks.task import Call, Solution, Thought
from verifier.verdict import Verdict

whole = st.none() | st.integers(0, 10**6)
span = st.none() | st.floats(0, 1e6)
budgets = st.builds(Budget, tokens=whole, steps=whole, seconds=span, tool_seconds=span)
spents = st.builds(
    Spent,
    tokens=st.integers(0, 10**6),
    steps=st.integers(0, 99),
    seconds=st.floats(0, 1e6),
    tool_seconds=st.floats(0, 1e6),
)


def fits(inner: Budget, outer: Budget) -> bool:
    """Whether no limit of `outer` is looser than that of `inner`."""
    pairs = [(getattr(inner, kind), getattr(outer, kind)) for kind in KINDS]
    return all(o is None or (i is not None and i <= o) for i, o in pairs)


@given(budgets, budgets, budgets)
def test_nesting_is_a_meet(a: Budget, b: Budget, c: Budget) -> None:
    assert a.within(b) == b.within(a) and a.within(a) == a and a.within(Budget()) == a
    assert a.within(b).within(c) == a.within(b.within(c))
    assert fits(a.within(b), a) and fits(a.within(b), b)


@given(budgets, spents)
def test_what_is_left_is_never_more_and_never_less_than_nothing(budget: Budget, spent: Spent) -> None:
    left = budget.less(spent)
    assert fits(left, budget)
    assert all(getattr(left, kind) is None or getattr(left, kind) >= 0 for kind in KINDS)


@given(budgets, st.integers(1, 64))
def test_shares_together_are_no_more_than_the_whole(budget: Budget, n: int) -> None:
    share = budget.share(n)
    assert share.tokens is None or share.tokens * n <= (budget.tokens or 0)
    assert share.steps is None or share.steps * n <= (budget.steps or 0)
    assert share.tool_seconds is None or share.tool_seconds * n <= (budget.tool_seconds or 0) * (1 + 1e-12)
    assert share.seconds == budget.seconds


@pytest.mark.parametrize("bad", [{"tokens": -1}, {"seconds": -0.1}, {"seconds": float("nan")}, {"sceonds": 1}])
def test_a_budget_that_is_none_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Budget(**bad)


# --- a run, byte by byte ---------------------------------------------------------------------------------------------

SCORES = {"30": 0.3, "32": 0.6, "34": 0.9}


def score(question: str, solution: Solution, confidence: float | None) -> Verdict:
    """Never content: so that every attempt is made that the budgets allow."""
    return Verdict(status="unsure", score=SCORES.get(solution.answer or "", 0.0), answer=solution.answer)


def attempt(answer: str, calls: int = 0) -> Solution:
    steps = [Thought(text="Count."), *(Call(tool="wait", input="0") for _ in range(calls))]
    return Solution(steps=tuple(steps), answer=answer)


@tool
def wait(seconds: float) -> str:
    """Wait."""
    threading.Event().wait(seconds)
    return "waited"


class Clocked:
    """A tool that says that it worked for a minute, and did not."""

    name = "wait"

    def run(self, text: str) -> ToolResult:
        return ToolResult("waited", True, 60.0)


def run(limits: Budgets, scripts: list[Solution], how: dict[str, Any] | None = None) -> Trace:
    agent = Agent(ScriptedPolicy({"What?": scripts}), [Clocked()], score, budgets=limits)
    return agent.ask("What?", **(how or {}))


def limits(trace: Trace) -> list[tuple[str, str, float]]:
    return [(e.scope, e.kind, e.limit) for e in trace.events if isinstance(e, BudgetSpent)]


def stops(trace: Trace) -> list[str]:
    return [a.stop for a in trace.attempts]


def test_attempts_end_a_run_with_the_best_of_them() -> None:
    trace = run(Budgets(attempts=3), [attempt("30"), attempt("34"), attempt("32")])
    assert stops(trace) == ["answered"] * 3 and limits(trace) == []
    assert (trace.answer, trace.result.score) == ("34", 0.9)


def test_an_attempt_has_its_tokens_and_the_next_one_its_own() -> None:
    trace = run(Budgets(attempts=2, attempt=Budget(tokens=3)), [attempt("30")])
    assert stops(trace) == ["tokens", "tokens"] and trace.result.tokens == 6
    assert limits(trace) == [("attempt", "tokens", 3)] * 2


def test_the_tokens_of_a_run_end_it_with_the_best_attempt_so_far() -> None:
    one = len("Count.34")
    trace = run(Budgets(attempts=5, run=Budget(tokens=2 * one + 3)), [attempt("34"), attempt("30")])
    assert stops(trace) == ["answered", "answered", "tokens"]
    assert limits(trace) == [("run", "tokens", 3)]
    assert trace.answer == "34" and trace.result.tokens == 2 * one + 3


def test_tokens_that_end_with_an_attempt_are_told_of_too() -> None:
    trace = run(Budgets(attempts=5, run=Budget(tokens=len("Count.34"))), [attempt("34")])
    assert stops(trace) == ["answered"] and limits(trace) == [("run", "tokens", 8)] and trace.answer == "34"


def test_a_round_of_attempts_shares_what_the_run_has_left() -> None:
    trace = run(
        Budgets(attempts=4, run=Budget(tokens=len("Count.30") + 11)), [attempt("30")], {"samples": 3, "seed": 1}
    )
    assert stops(trace) == ["answered", "tokens", "tokens", "tokens"]
    assert [sum(a.sampled) for a in trace.attempts] == [8, 3, 3, 3]


def test_steps_of_an_attempt() -> None:
    trace = run(Budgets(attempts=1, attempt=Budget(steps=2)), [attempt("34", calls=3)])
    assert stops(trace) == ["steps"] and limits(trace) == [("attempt", "steps", 2)]


def test_steps_of_a_run_leave_later_attempts_without_tools() -> None:
    trace = run(Budgets(attempts=2, run=Budget(steps=2)), [attempt("34", calls=2), attempt("30", calls=1)])
    assert stops(trace) == ["answered", "steps"] and limits(trace) == [("run", "steps", 0)] and trace.answer == "34"


def test_tool_time_of_an_attempt() -> None:
    trace = run(Budgets(attempts=1, attempt=Budget(tool_seconds=120.0)), [attempt("34", calls=3)])
    assert stops(trace) == ["tool_seconds"] and limits(trace) == [("attempt", "tool_seconds", 120.0)]


def test_tool_time_of_a_run_is_what_its_attempts_leave() -> None:
    trace = run(Budgets(attempts=2, run=Budget(tool_seconds=180.0)), [attempt("34", calls=2), attempt("30", calls=3)])
    assert stops(trace) == ["answered", "tool_seconds"] and limits(trace) == [("run", "tool_seconds", 60.0)]
    assert trace.answer == "34"


def test_a_tool_is_ended_when_its_time_is_up() -> None:
    script = Solution(steps=(Call(tool="wait", input="60"),), answer="34")
    agent = Agent(
        ScriptedPolicy({"What?": script}), [wait], score, budgets=Budgets(attempts=1, run=Budget(tool_seconds=0.05))
    )
    started = time.monotonic()
    trace = agent.ask("What?")
    assert trace.answer == "34" and time.monotonic() - started < 30
    assert [e.boundary for e in trace.events if isinstance(e, Failed)] == ["tool"]


def test_seconds_of_an_attempt_leave_the_run_its_next_one() -> None:
    trace = run(Budgets(attempts=2, attempt=Budget(seconds=0.0)), [attempt("30")])
    assert stops(trace) == ["seconds", "seconds"] and limits(trace) == [("attempt", "seconds", 0.0)] * 2


def test_seconds_of_a_run_end_it() -> None:
    trace = run(Budgets(attempts=5, run=Budget(seconds=0.0)), [attempt("30")])
    assert stops(trace) == ["seconds"] and limits(trace) == [("run", "seconds", 0.0)]


def test_seconds_of_a_run_end_it_with_the_best_attempt_so_far() -> None:
    hanging = Solution(steps=(Call(tool="wait", input="600"),), answer="32")
    agent = Agent(
        ScriptedPolicy({"What?": [attempt("34"), hanging]}), [wait], score, budgets=Budgets(run=Budget(seconds=3.0))
    )
    trace = agent.ask("What?")
    assert stops(trace) == ["answered", "seconds"] and limits(trace) == [("run", "seconds", 3.0)]
    assert (trace.answer, trace.result.score) == ("34", 0.9)


def test_what_a_question_is_asked_with_tightens_the_agents_budgets() -> None:
    trace = run(Budgets(attempts=5, run=Budget(seconds=1000.0)), [attempt("30")], {"max_seconds": 0.0, "attempts": 2})
    assert stops(trace) == ["seconds"]
    loose = Settings(attempts=2, max_tokens=50, max_seconds=5000.0)
    agent = Agent(ScriptedPolicy({}), [], score, budgets=Budgets(run=Budget(seconds=1000.0), attempt=Budget(tokens=7)))
    (made,) = agent.answer_all(["What?"], loose)
    told = made.started.budgets
    assert told is not None and told.run.seconds == 1000.0 and told.attempt.tokens == 7 and told.attempts == 2


def test_a_limit_is_told_before_the_end_of_what_it_ended() -> None:
    trace = run(Budgets(attempts=1, attempt=Budget(tokens=3)), [attempt("30")])
    kinds = [event.type for event in trace.events]
    assert kinds == ["run_started", "attempt_started", "verdict", "budget", "statistics", "attempt_finished", "result"]
    assert Trace.from_json(trace.to_json()) == trace
    before: list[AnyEvent] = list(trace.events)
    assert isinstance(before[-2], AttemptFinished)
