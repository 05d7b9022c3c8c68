"""What draws quicker than the standard library draws the same, and what is made in one pass is the same record."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tasks.generators.draws import Weighted, between, pick
from tasks.generators.word_problems.grammar import runs
from tasks.task import Call, Solution, Task, Thought, call, task_of, thought

seeds = st.integers(0, 2**32)


def twins(seed: int) -> tuple[random.Random, random.Random]:
    return random.Random(seed), random.Random(seed)


@given(seeds, st.lists(st.integers(), min_size=1, max_size=300))
def test_pick_is_choice(seed: int, options: list[int]) -> None:
    ours, theirs = twins(seed)
    assert [pick(ours, options) for _ in range(20)] == [theirs.choice(options) for _ in range(20)]
    assert ours.getstate() == theirs.getstate()


@given(seeds, st.integers(-(10**20), 10**20), st.integers(0, 10**20))
def test_between_is_randint(seed: int, low: int, more: int) -> None:
    ours, theirs = twins(seed)
    assert [between(ours, low, low + more) for _ in range(20)] == [theirs.randint(low, low + more) for _ in range(20)]
    assert ours.getstate() == theirs.getstate()


@given(seeds, st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any))
def test_weighted_is_choices(seed: int, weights: list[int]) -> None:
    ours, theirs = twins(seed)
    options = range(len(weights))
    weighted = Weighted(options, weights)
    assert [weighted.draw(ours) for _ in range(20)] == [theirs.choices(options, weights)[0] for _ in range(20)]
    assert ours.getstate() == theirs.getstate()


def test_nothing_to_draw_from_is_an_error() -> None:
    rng = random.Random(0)
    with pytest.raises(IndexError):
        pick(rng, [])
    with pytest.raises(ValueError, match="between 3 and 2"):
        between(rng, 3, 2)
    with pytest.raises(ValueError, match="2 options have 1 weights"):
        Weighted("ab", [1])


@given(st.text(st.characters(max_codepoint=127), max_size=80))
def test_runs_are_what_a_pattern_finds(text: str) -> None:
    assert runs(text) == re.findall(r"\w+", text)


def test_a_task_of_rows_is_the_task_of_records() -> None:
    fields = {"id": "t", "question": "?", "family": "any", "level": 2}
    steps = (Thought(text="Add."), Call(input="1+2"), Call(tool="python", input="print(3)"))
    record = Task(**fields, answer="3", solution=Solution(steps=steps, answer="3"))  # type: ignore[arg-type]
    made = task_of([thought("Add."), call("1+2"), call("print(3)", "python")], "3", **fields)
    assert made == record and made.model_dump_json() == record.model_dump_json()


@pytest.mark.parametrize("fields", [{}, {"id": "t", "question": "?", "family": "any", "colour": "red"}])
def test_rows_are_validated_too(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        task_of([], "3", **fields)
