"""The weights that ship answer what the README promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent import Agent
from agent.batch import evaluate
from agent.training.transcripts import segments
from core_model.checkpoint import policy_folder
from tasks.suites import suite


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    made = Agent.default()
    yield made
    made.tools["calculator"].pool.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "question, answer, status",
    [
        (
            "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?",
            "34",
            "unsure",  # 0.70, where stories are verified from 0.955 on
        ),
        ("(17 + 5) * 3 - 8/4", "64", "verified"),
        ("What is 15% of 240?", "36", "verified"),
    ],
)
def test_the_questions_of_the_readme(agent: Agent, question: str, answer: str, status: str) -> None:
    trace = agent.ask(question)
    assert trace.answer == answer and trace.result.status == status


def test_the_engine_saw_the_ids_that_training_would_render(agent: Agent) -> None:
    trace = agent.ask("Tom has 12 apples. He gives 5 of them to Ann. How many apples are left?", attempts=1)
    rendered = agent.policy.transcript.render(segments(trace.started.question, trace.solution(0)))  # type: ignore[attr-defined]
    assert rendered.ids == trace.attempts[0].token_ids


@pytest.mark.parametrize("name, at_least", [("arithmetic", 0.85), ("word_problems", 0.6)])
def test_a_small_sample_is_answered(agent: Agent, name: str, at_least: float) -> None:
    """A guard against broken weights, not a measurement: docs/training.md has those, with their intervals."""
    summary = evaluate(suite(name).sample(16), agent, suite=name, attempts=1)
    assert summary["first"]["accuracy"] >= at_least


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(p.stat().st_size for p in Path(policy_folder()).iterdir()) <= 40_000_000
