"""Several questions about one story: told once, with numbers under which each of them is sound."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tasks.quantities import quantities
from tasks.readers.expressions import evaluate
from tasks.stories import numbers, story
from tasks.stories.talk import MOST, Asking, talk, told
from tasks.task import Call


def story_of(asking: Asking) -> str:
    return asking.task.question.removesuffix(asking.ask).strip()


@pytest.mark.parametrize("seed", range(40))
def test_a_talk_is_about_one_story(seed: int) -> None:
    found = talk(random.Random(seed))
    assert 1 <= len(found) <= MOST
    assert len({story_of(asking) for asking in found}) == 1
    assert len({asking.ask for asking in found}) == len(found)
    assert found == talk(random.Random(seed))
    assert {asking.task.template.rsplit("-", 1)[0] for asking in found} <= set(numbers(False))


@pytest.mark.parametrize("seed", range(40))
def test_every_answer_follows_from_its_calls(seed: int) -> None:
    for asking in talk(random.Random(seed)):
        solution = asking.task.solution
        assert solution is not None
        *_, last = [step.input for step in solution.steps if isinstance(step, Call)]
        assert evaluate(last) == Fraction(asking.task.answer)


def test_numbers_are_drawn_afresh_and_shared() -> None:
    """The story as told differs from its author's, and a number stands in each question that its author put it in."""
    name = numbers(False)[0]
    questions = list(story(name))
    tellings = [told(questions, random.Random(seed)) for seed in range(20)]
    assert len({story_of(found[0]) for found in tellings}) > 10
    for found in tellings:
        assert len({tuple(q.value for q in quantities(story_of(asking))) for asking in found}) == 1


def test_held_out_stories_stay_apart() -> None:
    for seed in range(20):
        names = {asking.task.template.rsplit("-", 1)[0] for asking in talk(random.Random(seed), unseen=True)}
        assert names <= set(numbers(True))
