"""Prose before a story: it counts nothing, changes no step, and leaves long questions alone."""

from __future__ import annotations

import random

import pytest

from agent.training.prefaces import LONGEST_QUESTION, prefaced, prose
from agent.training.transcripts import complete
from tasks.generators import scenes, word_problems
from tasks.lettering import letters

TEXT = """Lily ran to the pond with her dog. Tom had two frogs in a jar. "Hello," said the frog, and it jumped.
The garden was quiet, and nobody was there. First they looked under the bridge. We went home. It rained
They walked along the river until the sun went down. Mrs. Brown waved from her window."""


def test_only_sentences_that_count_nothing_are_prose() -> None:
    assert prose(TEXT) == (
        "Lily ran to the pond with her dog.",
        "The garden was quiet, and nobody was there.",
        "They walked along the river until the sun went down.",
    )


@pytest.mark.parametrize("seed", range(60))
def test_a_preface_changes_neither_numbers_nor_steps(seed: int) -> None:
    rng = random.Random(seed)
    task = (scenes.generate if seed % 2 else word_problems.generate)(rng)
    told = prefaced(task, rng, prose(TEXT))
    assert told.question.endswith(f" {task.question}") and told.answer == task.answer
    assert letters(told.question) == letters(task.question)
    mine, before = complete(told), complete(task)
    assert mine is not None and before is not None
    assert [step for step in mine.steps if step.kind == "call"] == [s for s in before.steps if s.kind == "call"]


def test_a_long_question_is_left_as_it_is() -> None:
    task = word_problems.generate(random.Random(0))
    long = task.model_copy(update={"question": "It rained. " * 60 + task.question})
    assert len(long.question) > LONGEST_QUESTION and prefaced(long, random.Random(1)) is long


def test_without_public_data_the_preface_is_about_the_story() -> None:
    rng = random.Random(3)
    tasks = [prefaced(scenes.generate(rng), rng) for _ in range(50)]
    assert len({task.question.split(".")[0] for task in tasks}) > 20
    assert not any("{" in task.question for task in tasks)
