"""Miswritten calls in training: the tool complains of them, the right call follows, and only that is learned."""

from __future__ import annotations

import random

import pytest

from agent.training import transcripts
from agent.training.slips import miswritten, slip
from agent.training.transcripts import complete, segments
from tasks.families import TABLES
from tasks.task import Call, Observation
from verifier.universal import judge


def alike(a: str, b: str) -> int:
    """How many characters two texts begin with that are the same."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@pytest.mark.parametrize("seed", range(30))
def test_a_slip_changes_one_place(seed: int) -> None:
    text = "expand(-7*(4*x + 5)**2 - 6)"
    wrong = miswritten(text, random.Random(seed))
    assert abs(len(wrong) - len(text)) <= 1
    assert alike(text, wrong) + alike(text[::-1], wrong[::-1]) >= min(len(text), len(wrong)) - 1


@pytest.mark.parametrize("text", ["gcd(12, 18)", "solve(x**2 - 4 = 0, x)", "(3+4)*2"])
def test_the_tool_complains_of_a_slip(text: str) -> None:
    found = [slip(Call(input=text), random.Random(seed)) for seed in range(6)]
    made = [pair for pair in found if pair is not None]
    assert made
    for call, said in made:
        assert call.input != text and not said.ok and said.text


def test_a_call_that_no_slip_spoils_stays_as_it_is() -> None:
    assert slip(Call(input="7"), random.Random(0)) is None


@pytest.mark.parametrize("name", ["gcd", "mean"])
def test_the_right_call_follows_and_only_that_is_learned(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcripts, "SLIP_SHARE", 1.0)
    table = next(table for table in TABLES.values() if name in table)
    seen = 0
    for seed in range(8):
        rng = random.Random(seed)
        task = table[name](rng)
        solution = complete(task, rng)
        assert solution is not None and solution.answer == task.answer
        errors = [i for i, s in enumerate(solution.steps) if isinstance(s, Observation) and not s.ok]
        dialogue = segments(task.question, solution)
        assert [i for i, s in enumerate(dialogue) if not s.trained] == errors  # one behind, for the question
        if errors:
            seen += 1
            assert isinstance(solution.steps[errors[0] + 1], Call)
            assert judge(task.question, solution).status != "refuted"
    assert seen >= 4
