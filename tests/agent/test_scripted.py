"""The loop without weights: every order of events, every boundary, and cancellation at every token."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.batch import summarize
from agent.boundary import attempted
from agent.errors import QuestionError
from agent.events import AnyEvent, AttemptFinished, AttemptStarted, Failed, Placed, Result, RunStarted
from agent.loop import Agent
from agent.policy import Ask, Rollout
from agent.scripted import ReplayPolicy, Script, ScriptedPolicy
from agent.tools import Tool, ToolResult
from agent.trace import Trace
from tasks.task import Call, Solution, Task, Thought
from verifier.verdict import Verdict


class Echo:
    """A tool that says its input."""

    def __init__(self, name: str = "echo", broken: bool = False) -> None:
        self.name, self.broken = name, broken

    def run(self, text: str) -> ToolResult:
        return ToolResult(f"<{text}>", not self.broken, 0.001, self.broken)


def score(question: str, solution: Solution, confidence: float | None) -> Verdict:
    """34 is verified, any other answer unsure, none refuted."""
    if solution.answer == "34":
        return Verdict(status="verified", score=0.9, answer="34")
    return Verdict(
        status="unsure" if solution.answer else "refuted", score=0.5 if solution.answer else 0.0, answer=solution.answer
    )


def agent(scripts: Any, tools: Sequence[Tool] = (Echo(), Echo("python", broken=True)), verifier: Any = score) -> Agent:
    return Agent(ScriptedPolicy(scripts), tools, verifier)


def kinds(trace: Trace) -> list[str]:
    return [event.type for event in trace.events]


JUDGED = ["verdict", "statistics", "attempt_finished"]


def boundaries(trace: Trace) -> list[str]:
    return [event.boundary for event in trace.events if isinstance(event, Failed)]


TWO = Solution(
    steps=(Thought(text="So."), Call(tool="echo", input="a"), Thought(text="Then."), Call(tool="echo", input="b")),
    answer="34",
)
STEPS = ["thought", "call", "observation", "thought", "call", "observation", "answer"]


def test_a_script_is_acted_out_and_its_tools_run() -> None:
    trace = agent({"What?": TWO}).ask("What?")
    assert kinds(trace) == ["run_started", "attempt_started", *STEPS, *JUDGED, "result"]
    assert [e.text for e in trace.events if e.type == "observation"] == ["<a>", "<b>"]
    (end,) = trace.attempts
    assert bytes(i for i, own in zip(end.token_ids, end.sampled, strict=True) if own) == b"So.aThen.b34"
    assert trace.result.tokens == sum(end.sampled) == 12
    assert trace.started.config == {"tokens": "bytes"}


step = st.one_of(
    st.builds(Thought, text=st.text("ab ", max_size=4)),
    st.builds(Call, tool=st.sampled_from(["echo", "python", "nobody"]), input=st.text("xy", max_size=3)),
)
script = st.builds(
    Solution, steps=st.lists(step, max_size=4).map(tuple), answer=st.sampled_from([None, "", "30", "34"])
)
anything = st.one_of(script, st.none(), st.builds(RuntimeError, st.text(max_size=5)))


def lawful(trace: Trace, attempts: int) -> None:
    """What every trace has in common, whatever happened in it."""
    events: Sequence[AnyEvent] = trace.events
    assert isinstance(events[0], RunStarted) and isinstance(events[-1], Result)
    assert sum(isinstance(e, RunStarted | Result) for e in events) == 2
    assert [e.seq for e in events[:-1] if isinstance(e, Placed)] == list(range(len(events) - 1))
    begun = [e.attempt for e in events if isinstance(e, AttemptStarted)]
    ended = [e.attempt for e in events if isinstance(e, AttemptFinished)]
    assert begun == sorted(begun) == sorted(ended) == list(range(len(begun))) and 1 <= len(begun) <= attempts
    for n in begun:
        own = [e.type for e in events if getattr(e, "attempt", None) == n]
        assert own[own[0] == "retry"] == "attempt_started" and own.count("attempt_finished") == 1
        assert own[-3:] == JUDGED or own[-4:] == [JUDGED[0], "budget", *JUDGED[1:]]
        for before, after in itertools.pairwise(own):
            assert after != "observation" or before == "call"
            assert before != "answer" or after in ("verdict", "check", "failed")
    assert trace.result.status == trace.verdict.status or trace.answer is None
    assert Trace.from_json(trace.to_json()) == trace


@settings(max_examples=60, deadline=None)
@given(scripts=st.lists(anything, min_size=1, max_size=3), samples=st.integers(1, 3), attempts=st.integers(1, 4))
def test_events_come_in_a_lawful_order_whatever_a_policy_does(
    scripts: list[Script], samples: int, attempts: int
) -> None:
    lawful(agent({"What?": scripts}).ask("What?", attempts=attempts, samples=samples), attempts)


def test_a_run_can_be_stopped_at_every_token() -> None:
    scripts = [TWO.model_copy(update={"answer": "30"}), TWO]
    asked = agent({"What?": scripts})
    whole = asked.ask("What?")
    assert whole.result.tokens == 24
    for k in range(1, 25):  # it is looked at after each token, and once more before the second attempt
        looks = iter(range(1, 100))
        trace = asked.ask("What?", should_stop=lambda looks=looks, k=k: next(looks) >= k)  # type: ignore[misc]
        lawful(trace, 3)
        assert trace.result.tokens == k - (k > 12), "no token after the look at which it was stopped"
        for cut, full in zip(trace.attempts, whole.attempts, strict=False):
            assert full.token_ids[: len(cut.token_ids)] == cut.token_ids
        assert trace.attempts[-1].stop in ("stopped", "answered")
        assert trace.answer == ("30" if k >= 12 else None), "the best attempt so far is answered"


def test_a_stream_that_is_left_early_goes_no_further() -> None:
    asked: list[str] = []

    class Noted(Echo):
        def run(self, text: str) -> ToolResult:
            asked.append(text)
            return super().run(text)

    stream = agent({"What?": TWO}, [Noted()]).stream("What?")
    for event in stream:
        if event.type == "observation":
            stream.close()  # type: ignore[attr-defined]
            break
    assert asked == ["a"]


def test_attempts_of_a_batch_take_turns() -> None:
    policy = ScriptedPolicy({"A": TWO, "B": TWO})
    order = [
        index
        for index, event in policy.attempts([Ask("A"), Ask("B")], {"echo": Echo()})
        if not isinstance(event, Rollout)
    ]
    assert order[:4] == [0, 1, 0, 0] or order[:2] == [0, 1]
    many = agent({"A": TWO, "B": Solution(answer="30")}).ask_many(["A", "B"], attempts=2)
    assert [(t.answer, len(t.attempts)) for t in many] == [("34", 1), ("30", 2)]
    for trace in many:
        lawful(trace, 2)


# --- every boundary ------------------------------------------------------------------------------------------------------


def test_a_policy_that_raises_fails_at_its_boundary_and_is_asked_again() -> None:
    trace = agent({"What?": [RuntimeError("\x1b[31mno weights"), TWO]}).ask("What?")
    assert boundaries(trace) == ["policy"] and trace.answer == "34"
    assert [e.message for e in trace.events if isinstance(e, Failed)] == ["RuntimeError: [31mno weights"]
    assert [a.stop for a in trace.attempts] == ["failed", "answered"]


def test_a_policy_that_forgets_an_attempt_fails_at_its_boundary() -> None:
    class Forgetful:
        name = "forgetful"

        def attempts(self, asks: Any, tools: Any, should_stop: Any = None) -> Any:
            yield 0, Rollout("answered")

    told = list(attempted(Forgetful(), [Ask("A"), Ask("B", attempt=1)], {}))
    assert [(i, type(e).__name__) for i, e in told] == [(0, "Rollout"), (1, "Failed"), (1, "Rollout")]


def test_a_policy_that_speaks_after_the_end_fails_at_its_boundary() -> None:
    class Talkative:
        name = "talkative"

        def attempts(self, asks: Any, tools: Any, should_stop: Any = None) -> Any:
            yield 0, Rollout("answered")
            yield 0, Rollout("answered")

    told = list(attempted(Talkative(), [Ask("A"), Ask("B", attempt=1)], {}))
    assert [type(e).__name__ for _, e in told] == ["Rollout", "Failed", "Rollout"]


def test_a_call_that_does_not_parse_fails_at_the_parser() -> None:
    trace = agent({"What?": Solution(steps=(Call(tool="nobody", input="x"),), answer="34")}).ask("What?", attempts=1)
    assert boundaries(trace) == ["parser"] and trace.attempts[0].stop == "malformed"


def test_a_broken_tool_and_a_broken_sandbox_have_a_boundary_each() -> None:
    steps = (Call(tool="echo", input="x"), Call(tool="python", input="y"))
    trace = agent({"What?": Solution(steps=steps, answer="34")}, [Echo(broken=True), Echo("python", broken=True)]).ask(
        "What?"
    )
    assert boundaries(trace) == ["tool", "sandbox"] and trace.answer == "34"


def test_a_verifier_that_raises_fails_at_its_boundary() -> None:
    def broken(*_: object) -> Verdict:
        raise ZeroDivisionError("no")

    trace = agent({"What?": TWO}, verifier=broken).ask("What?", attempts=2)
    assert boundaries(trace) == ["verifier"] * 2 and trace.result.status == "unsure" and trace.answer == "34"


def test_an_unreadable_gold_answer_is_the_tasks_failure() -> None:
    task = Task(id="t", family="f", question="What?", answer="")
    trace = agent({"What?": TWO}).ask("What?")
    assert summarize([task], [trace], suite="s", policy="p", seed=0, seconds=1.0)["errors"] == {"task": 1}


def test_a_question_that_cannot_be_asked_stops_a_batch_before_it_begins() -> None:
    asked: list[Ask] = []

    def scripts(ask: Ask) -> Script:
        asked.append(ask)
        return TWO

    with pytest.raises(QuestionError):
        agent(scripts).ask_many(["What?", "  "])
    assert not asked


# --- replay --------------------------------------------------------------------------------------------------------------


def plain(trace: Trace) -> list[dict[str, Any]]:
    """The steps without what differs from run to run."""
    return [
        e.model_dump(exclude={"at", "seq", "trace_id", "seconds", "policy", "config", "code_version", "tools"})
        for e in trace.events
    ]


def test_a_stored_trace_is_acted_out_again() -> None:
    first = agent({"What?": [Solution(steps=(Call(tool="python", input="y"),), answer="30"), TWO]}).ask("What?")
    stored = Trace.from_json(first.to_json())
    again = Agent(ReplayPolicy([stored]), [], score).ask("What?")
    assert plain(again) == plain(first) and again.started.policy == "scripted"


def test_a_replay_has_no_more_than_was_stored() -> None:
    first = agent({"What?": TWO}).ask("What?")
    trace = Agent(ReplayPolicy([first]), [], score).ask("Who?", attempts=1)
    assert boundaries(trace) == ["policy"] and trace.answer is None
    stopped = Agent(ReplayPolicy([first]), [], score).ask("What?", should_stop=lambda: True)
    assert stopped.attempts[0].stop == "stopped" and stopped.answer is None
