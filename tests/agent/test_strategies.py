"""Strategies: how many attempts each makes, what they are told, which answer is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.events import AttemptFinished, AttemptStarted
from agent.loop import Agent
from agent.policy import CoreModelPolicy
from agent.settings import Settings
from agent.strategies.choosing import best_scored, best_shared, voted
from agent.strategies.doubt import doubtful_step, step_logprobs
from agent.strategies.names import EVIDENCE, NAMES, STUDIED, Evidence, Name
from agent.strategies.protocol import Made
from agent.strategies.registry import strategy, studied
from agent.tools import Calculator
from agent.trace import Trace
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from tasks.task import Call, Observation, Solution
from tests.agent.table import TablePolicy, answers, scoring
from tests.core_model.conftest import make_model
from verifier.verdict import Verdict

MADE = ("1", "2", "2", "3")


def run(name: Name, policy: TablePolicy, attempts: int = 4, verified: tuple[str, ...] = (), **scores: float) -> Trace:
    """`_3=0.9` scores the answer 3."""
    judge = scoring({key[1:]: score for key, score in scores.items()}, verified)
    return Agent(policy, {}, judge, strategy(name)).ask("What?", attempts=attempts)


@pytest.mark.parametrize(
    "name, answer, attempts",
    [
        ("single", "1", 1),
        ("best-of", "3", 4),
        ("majority", "2", 4),
        ("weighted", "3", 4),
        ("adaptive", "3", 4),
        ("retry", "3", 4),
    ],
)
def test_what_each_makes_of_the_same_attempts(name: Name, answer: str, attempts: int) -> None:
    trace = run(name, answers(*MADE), _3=0.9, _2=0.3)
    assert (trace.answer, trace.result.attempts) == (answer, attempts)
    assert trace.started.strategy == name


def test_two_doubtful_votes_outweigh_a_better_one() -> None:
    assert run("weighted", answers(*MADE), _3=0.5, _2=0.3).answer == "2"


def test_answers_that_are_equal_vote_together() -> None:
    assert run("majority", answers("7", "1/2", "0.5", "7.5"), _7=0.9).answer == "1/2"


def test_a_vote_reports_the_verdict_of_an_attempt_that_won() -> None:
    trace = run("majority", answers(*MADE), _3=0.9, _2=0.3)
    assert trace.result.score == 0.3 and trace.verdict.answer == "2"


@pytest.mark.parametrize("name", ["retry", "adaptive"])
def test_the_first_verified_attempt_ends_the_run(name: Name) -> None:
    trace = run(name, answers(*MADE), verified=("2",), _2=0.9, _1=0.95)
    assert trace.result.attempts == 2


def test_of_equal_scores_the_more_probable_text_is_the_best() -> None:
    policy = answers("1", "2", "3", logprobs=(-0.5, -0.1, -0.3))
    assert run("best-of", policy, attempts=3).answer == "2"


@pytest.mark.parametrize(
    "evidence, told",
    [
        ("none", ""),
        ("status", "The answer 5 is doubtful."),
        ("step", "Step 1 is doubtful: 1+1 = 2."),
        ("check", "5 cannot be. Nor else."),
    ],
)
def test_what_a_retry_is_told(evidence: Evidence, told: str) -> None:
    agent = Agent(answers("5", "6"), {}, scoring({}), strategy("retry", evidence))
    started = [e for e in agent.ask("What?", attempts=2).events if isinstance(e, AttemptStarted)]
    assert [e.feedback for e in started] == ["", told]


def test_with_a_value_the_first_step_below_even_is_doubtful() -> None:
    steps = (Call(input="1+1"), Observation(text="2"), Call(input="2*9"), Observation(text="18"))
    solution = Solution(steps=steps, answer="18")
    made = Made("What?", solution, AttemptFinished(attempt=0, stop="answered", verdict=Verdict(status="unsure", score=0, answer="18")))  # fmt: skip
    assert doubtful_step(made, lambda q, s, p: 0.9 if len(s.steps) < 4 else 0.1) == "Step 2 is doubtful: 2*9 = 18."
    assert doubtful_step(made, lambda q, s, p: 0.9) == ""


def test_forced_ids_in_the_first_step_do_not_end_it() -> None:
    solution = Solution(steps=(Call(input="1+1"), Observation(text="2")), answer="2")
    finished = AttemptFinished(
        attempt=0, stop="answered", verdict=Verdict(status="unsure", score=0, answer="2"),
        sampled=(0, 1, 0, 0, 1, 0, 1), logprobs=(-1.0, -3.0, -0.5),
    )  # fmt: skip
    assert step_logprobs(Made("What?", solution, finished)) == [-2.0]


@pytest.mark.parametrize("name", NAMES)
def test_an_interrupted_run_ends_with_a_result(name: Name) -> None:
    agent = Agent(answers(*MADE), {}, scoring({}), strategy(name))
    trace = agent.ask("What?", attempts=4, should_stop=lambda: True)
    assert trace.finished and trace.result.answer is None and {a.stop for a in trace.attempts} == {"stopped"}


@pytest.mark.parametrize("name", ["retry", "adaptive"])
def test_no_attempt_begins_after_the_time_is_over(name: Name) -> None:
    agent = Agent(answers(*MADE), {}, scoring({}), strategy(name))
    assert agent.ask("What?", attempts=4, max_seconds=1e-9).result.attempts == 1


def told(trace: Trace) -> list[list[object]]:
    """What happened in each attempt: all of a trace but its name, its times, and the last bits of its
    log-probabilities. Attempts that are decoded together are told in the order of their times."""
    apart = {"seq", "at", "seconds", "trace_id", "logprobs", "verdict", "check"}
    apart |= {"tool_seconds", "tokens_per_second", "mean_logprob", "min_logprob", "batch"}
    attempts = sorted({getattr(e, "attempt", -1) for e in trace.events})
    return [[e.model_dump(exclude=apart) for e in trace.events if getattr(e, "attempt", -1) == a] for a in attempts]


@pytest.mark.parametrize("name", STUDIED)
def test_a_question_is_answered_the_same_whatever_is_asked_beside_it(
    tokenizer: SentencePieceTokenizer, name: str
) -> None:
    calculator = Calculator()
    agent = Agent(CoreModelPolicy(make_model(), tokenizer), {"calculator": calculator}, scoring({}), studied(name))
    settings = Settings(attempts=4, temperature=1.0, seed=3, max_tokens=12)
    try:
        together = agent.answer_all(["What is 1?", "And what is 12?"], settings)
        alone = [agent.answer_all([q], settings)[0] for q in ("What is 1?", "And what is 12?")]
    finally:
        calculator.pool.close()
    assert [told(trace) for trace in together] == [told(trace) for trace in alone]


SCORED = st.lists(
    st.tuples(st.sampled_from(("1", "2", "3", None)), st.sampled_from((0.1, 0.4, 0.9))), min_size=1, max_size=6
)


def made(attempts: list[tuple[str | None, float]]) -> list[Made]:
    return [
        Made("What?", Solution(answer=a), AttemptFinished(attempt=i, stop="answered", verdict=Verdict(status="unsure", score=s, answer=a)))
        for i, (a, s) in enumerate(attempts)
    ]  # fmt: skip


@given(SCORED)
def test_an_answer_is_given_wherever_there_is_one(attempts: list[tuple[str | None, float]]) -> None:
    any_answer = any(a is not None for a, _ in attempts)
    for choose in (
        best_scored,
        best_shared,
        lambda m: voted(m, lambda one: one.score),
        lambda m: voted(m, lambda one: 1.0),
    ):
        assert (attempts[choose(made(attempts))][0] is not None) == any_answer


@given(SCORED)
def test_no_answer_has_more_score_behind_it_than_the_elected_one(attempts: list[tuple[str | None, float]]) -> None:
    elected = attempts[voted(made(attempts), lambda one: one.score)][0]
    behind = {a: sum(s for b, s in attempts if a == b) for a, _ in attempts if a is not None}
    assert not behind or behind[elected] >= max(behind.values()) - 1e-9


def test_every_name_is_a_strategy() -> None:
    assert [strategy(name).name for name in NAMES] == list(NAMES)
    assert [studied(name).name for name in STUDIED] == list(STUDIED)
    assert {strategy("retry", e).name for e in EVIDENCE} <= set(STUDIED)
