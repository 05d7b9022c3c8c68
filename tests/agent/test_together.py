"""When the attempts at a question are over, the verifier looks at them together, and the trace tells what it saw."""

from __future__ import annotations

from collections.abc import Sequence

from agent.events import Failed
from agent.judging import WeighingJudge, default_judge
from agent.loop import Agent
from agent.strategies.retry import Retry
from agent.trace import Trace
from tasks.task import Solution
from tests.agent.conftest import Stage
from tui.state import fold
from verifier.learned_judge import Known
from verifier.verdict import Check, Verdict

QUESTION = "How many legs have 3 dogs?"
AGREES = Check(name="agreement", status="pass", evidence="3 of 3 attempts give 12.")


class Doubting:
    """Doubts each attempt by itself, and believes in what attempts share."""

    def __call__(
        self, question: str, solution: Solution, confidence: float | None, /, *, learned: Known | None = None
    ) -> Verdict:
        return Verdict(status="unsure", score=0.4, answer=solution.answer)

    def together(
        self, question: str, solutions: Sequence[Solution], verdicts: Sequence[Verdict], /
    ) -> Sequence[Verdict]:
        assert question == QUESTION and len(solutions) == len(verdicts)
        made = Verdict(status="verified", score=0.97, answer=solutions[0].answer, checks=(AGREES,))
        return [made] * len(verdicts)


class Breaking(Doubting):
    def together(
        self, question: str, solutions: Sequence[Solution], verdicts: Sequence[Verdict], /
    ) -> Sequence[Verdict]:
        raise RuntimeError("no opinion")


def agent(stage: Stage, judge: Doubting) -> Agent:
    return Agent(stage.policy({QUESTION: ["call:3*4", "answer:12"]}), judge=judge)


def test_the_verdict_is_what_the_attempts_together_are_worth(stage: Stage) -> None:
    trace = agent(stage, Doubting()).ask(QUESTION, attempts=3)
    assert (trace.result.status, trace.result.score, trace.result.attempts) == ("verified", 0.97, 3)
    assert [event.type for event in trace.events[-3:]] == ["check", "verdict", "result"]
    assert trace.verdict == Verdict(status="verified", score=0.97, answer="12", checks=(AGREES,))
    assert all(attempt.verdict.score == 0.4 for attempt in trace.attempts)  # each by itself, as it was found
    assert trace.given.attempt == 0 and Trace.from_json(trace.to_json()) == trace


def test_a_batch_and_a_stream_say_the_same(stage: Stage) -> None:
    made = agent(stage, Doubting())
    (trace,) = made.ask_many([QUESTION], attempts=2)
    streamed = list(made.stream(QUESTION, attempts=2))
    assert [e.type for e in streamed[-3:]] == [e.type for e in trace.events[-3:]] == ["check", "verdict", "result"]


def test_one_attempt_is_not_weighed(stage: Stage) -> None:
    trace = agent(stage, Doubting()).ask(QUESTION, attempts=1)
    assert (trace.result.status, trace.verdict.score) == ("unsure", 0.4)


def test_a_verifier_that_breaks_leaves_each_attempts_own_verdict(stage: Stage) -> None:
    policy = stage.policy({QUESTION: ["call:3*4", "answer:12"]})
    trace = Agent(policy, judge=Breaking(), strategy=Retry(otherwise=False)).ask(QUESTION, attempts=2)
    (failed,) = [event for event in trace.events if isinstance(event, Failed)]
    assert failed.boundary == "verifier" and "no opinion" in failed.message
    assert (trace.result.status, trace.result.score, trace.verdict.score) == ("unsure", 0.4, 0.4)


def test_the_shipped_verifier_weighs_attempts_together() -> None:
    assert isinstance(default_judge, WeighingJudge)


def test_the_app_shows_what_the_attempts_together_came_to(stage: Stage) -> None:
    state = fold(agent(stage, Doubting()).stream(QUESTION, attempts=2))
    assert state.phase == "done" and {attempt.phase for attempt in state.attempts} == {"done"}
    assert state.best is not None and (state.best.number, state.best.score) == (0, 0.97)
    assert next(n for n in state.best.nodes if n.kind == "verdict").children[-1].text == AGREES.evidence
