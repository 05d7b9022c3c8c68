"""Draws that are remembered: nothing twice, nothing of other weights, and a study that is what the agent would do."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.loop import Agent
from agent.policy import Ask, Rollout
from agent.settings import Settings
from agent.strategies.draws import DrawsError, RememberingPolicy
from agent.strategies.figures import figures
from agent.strategies.names import STUDIED
from agent.strategies.registry import studied
from agent.strategies.study import run_study
from tasks.task import Task
from tests.agent.table import TablePolicy, answers, scoring

JUDGE = scoring({"2": 0.5, "3": 0.9}, verified=("3",))


def varied() -> TablePolicy:
    """Answers 1, 2 or 3 by the question, the seed and what was told."""
    return TablePolicy(
        lambda ask: (str((len(ask.question) + ask.seed * 7 + len(ask.feedback)) % 3 + 1), -0.1 * (ask.seed % 5))
    )


def tasks(n: int = 5) -> list[Task]:
    return [Task(id=str(i), question="What" + "?" * i, answer=str(i % 3 + 1), family="test") for i in range(1, n + 1)]


def rollouts(policy: RememberingPolicy, *asks: Ask) -> list[Rollout]:
    return [event for _, event in policy.attempts(asks, {}) if isinstance(event, Rollout)]


def test_the_same_ask_is_drawn_once_whichever_attempt_it_is() -> None:
    inner = answers("1", "2")
    policy = RememberingPolicy(inner)
    ask = Ask("What?", temperature=1.0, seed=4)
    together = list(policy.attempts([ask, Ask("What?", attempt=1, temperature=1.0, seed=4, deadline=9.0)], {}))
    assert [e.attempt for _, e in together if not isinstance(e, Rollout)] == [0, 0, 0, 1, 1, 1]
    rollouts(policy, ask)
    assert len(inner.asked) == 1 and policy.drawn == 3


def test_another_seed_is_another_draw_unless_nothing_is_drawn() -> None:
    inner = answers("1")
    policy = RememberingPolicy(inner)
    rollouts(policy, Ask("What?", temperature=1.0, seed=4), Ask("What?", temperature=1.0, seed=5))
    assert len(inner.asked) == 2
    rollouts(policy, Ask("What?", seed=4), Ask("What?", seed=5))
    assert len(inner.asked) == 3


def test_an_interrupted_attempt_is_not_remembered() -> None:
    inner = answers("1")
    policy = RememberingPolicy(inner)
    list(policy.attempts([Ask("What?")], {}, lambda: True))
    assert rollouts(policy, Ask("What?"))[0].stop == "answered"


def test_a_file_keeps_draws_and_a_line_cut_short_is_drawn_again(tmp_path: Path) -> None:
    file = tmp_path / "draws.jsonl"
    first = rollouts(RememberingPolicy(answers("1"), file), Ask("What?"), Ask("Why?"))
    file.write_bytes(file.read_bytes()[:-9])
    inner = answers("1")
    again = rollouts(RememberingPolicy(inner, file), Ask("What?"), Ask("Why?"))
    assert again == first and [ask.question for ask in inner.asked] == ["Why?"]
    inner = answers("1")
    rollouts(RememberingPolicy(inner, file), Ask("What?"), Ask("Why?"))
    assert inner.asked == []


def test_draws_of_other_weights_are_refused(tmp_path: Path) -> None:
    rollouts(RememberingPolicy(answers("1"), tmp_path / "draws.jsonl"), Ask("What?"))
    other = answers("1")
    other.weights_hash = "other"
    with pytest.raises(DrawsError, match="other weights"):
        RememberingPolicy(other, tmp_path / "draws.jsonl")


def test_attempts_of_a_trace_need_not_be_drawn() -> None:
    trace = Agent(varied(), {}, JUDGE, studied("retry")).ask("What?", attempts=3)
    inner = varied()
    policy = RememberingPolicy(inner)
    policy.remember(trace)
    again = Agent(policy, {}, JUDGE, studied("retry")).ask("What?", attempts=3)
    assert inner.asked == [] and again.answer == trace.answer
    assert [a.token_ids for a in again.attempts] == [a.token_ids for a in trace.attempts]


def test_a_study_finds_what_the_agent_alone_would_have_answered() -> None:
    study = run_study(tasks(), varied(), {}, JUDGE, [studied(name) for name in STUDIED], (1, 3))
    for cell in study.cells:
        agent = Agent(varied(), {}, JUDGE, studied(cell.strategy))
        traces = agent.answer_all([t.question for t in tasks()], Settings(cell.n, 1))
        assert [s.right for s in cell.spent] == [t.answer == r.answer for t, r in zip(tasks(), traces, strict=True)]
        assert [s.tokens for s in cell.spent] == [trace.result.tokens for trace in traces]


def test_a_study_draws_every_attempt_once() -> None:
    inner = varied()
    run_study(tasks(), inner, {}, JUDGE, [studied(name) for name in ("best-of", "majority", "adaptive")], (1, 2, 4))
    assert len(inner.asked) == 4 * 5


def test_no_strategy_does_better_than_the_oracle() -> None:
    names = ("best-of", "majority", "weighted", "adaptive", "retry-none")
    study = run_study(tasks(9), varied(), {}, JUDGE, [studied(name) for name in names], (1, 2, 4))
    for cell in study.cells:
        assert all(o or not s.right for o, s in zip(study.oracle[cell.n], cell.spent, strict=True))


def test_figures_are_against_the_first_attempt_the_oracle_and_a_vote_of_as_many_tokens() -> None:
    two = [Task(id=str(i), question=q, answer="3", family="test") for i, q in enumerate(("What?", "Why?"))]
    said = {"What?": ("1", "1", "3", "1"), "Why?": ("1", "1", "1", "1")}
    policy = TablePolicy(lambda ask: (said[ask.question][ask.attempt], -0.5))
    told = figures(run_study(two, policy, {}, JUDGE, [studied("best-of"), studied("adaptive")], (4,)))
    assert told["first"]["correct"] == 0 and told["oracle"][4]["correct"] == 1
    best, adaptive = told["lines"]
    assert (best["correct"], best["gap_closed"], best["tokens"], best["times"]) == (1, 1.0, 12.0, 4.0)
    assert best["majority_n"] == 4 and best["over_majority"]["gained"] == 1
    assert adaptive["tokens"] == (9 + 12) / 2 and adaptive["majority_n"] == 4


def test_gold_that_cannot_be_read_is_left_out() -> None:
    unreadable = [Task(id="0", question="What?", answer=" ", family="test")]
    study = run_study(unreadable, varied(), {}, JUDGE, [studied("single")], (1,))
    told = figures(study)
    assert (told["n"], told["unscored"], told["lines"]) == (0, 1, [])
