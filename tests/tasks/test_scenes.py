"""Scenes: what they ask follows from what they tell, and their solutions say which number is which."""

from __future__ import annotations

import random
import re

import pytest

from agent.training.sources import drawing
from agent.training.transcripts import complete
from tasks.generators import scenes
from tasks.lettering import is_story, lettered
from verifier.universal import judge

KINDS = {make.__name__.strip("_") for make, _ in scenes._MAKERS}


@pytest.mark.parametrize("seed", range(200))
def test_a_scene_is_right_and_nothing_in_it_is_refuted(seed: int) -> None:
    task = scenes.generate(random.Random(seed))
    solution = complete(task)
    assert solution is not None and solution.steps[-1].text == task.answer and float(task.answer) > 0
    assert judge(task.question, solution).status != "refuted"
    written = re.findall(r"\d+(?:\.\d+)?", task.question)
    assert len(set(written)) == len(written)
    assert is_story(task.question) and "A:" in lettered(task.question)
    assert not re.search(r"[{}]|\b(\w+) \1\b|  | [.,?]", task.question), task.question
    assert task.question[0].isupper() or task.question[0].isdigit()


def numbers(text: str) -> set[float]:
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}


def test_every_number_of_a_solution_is_told_or_calculated() -> None:
    for seed in range(300):
        task = scenes.generate(random.Random(seed))
        known, solution = numbers(task.question), complete(task)
        assert solution is not None
        for step in solution.steps:
            if step.kind == "call":
                assert numbers(step.input) <= known, task.question
            elif step.kind == "observation":
                known |= numbers(step.text)


def test_the_source_of_a_mixture_draws_every_kind() -> None:
    draw = drawing("scenes")
    assert draw is not None
    rng = random.Random(0)
    tasks = [task for _ in range(400) if (task := draw(rng))]
    assert {task.template.removeprefix("scenes:") for task in tasks} == KINDS
    assert len({task.question for task in tasks}) > 390
    assert {task.level for task in tasks} == {1, 2, 3}
    first, again = (scenes.generate(random.Random(5)) for _ in range(2))
    assert first == again
