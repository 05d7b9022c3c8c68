"""Counting, measurement, logic, programs, plain language: reproducible, varied, split by phrasing, and right."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.generators import counting, logic, measurement, plain, programs
from tasks.generators.making import Generator
from tasks.task import Task

PACKAGES = {"counting": counting, "measurement": measurement, "logic": logic, "programs": programs, "plain": plain}
ALL: list[Generator] = [g for package in PACKAGES.values() for g in package.GENERATORS.values()]
each = pytest.mark.parametrize("generator", ALL, ids=lambda g: f"{g.family}/{g.name}")


def draw(generator: Generator, n: int, **settings: object) -> list[Task]:
    return [generator(random.Random(seed), **settings) for seed in range(n)]  # type: ignore[arg-type]


def test_there_are_enough_generators() -> None:
    assert len(ALL) >= 30 and len({(g.family, g.name) for g in ALL}) == len(ALL)


@each
def test_the_same_seed_gives_the_same_task(generator: Generator) -> None:
    assert draw(generator, 5) == draw(generator, 5)


@each
def test_an_unseen_question_has_a_phrase_that_training_never_shows(generator: Generator) -> None:
    seen = {task.template for task in draw(generator, 60)}
    assert not seen & {task.template for task in draw(generator, 20, unseen=True)}


@each
def test_there_is_no_level_nine(generator: Generator) -> None:
    with pytest.raises(ValueError, match="levels"):
        generator(random.Random(0), level=9)


@given(st.integers(0, 2**32), st.sampled_from(ALL), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_seed_gives_a_question_without_open_slots(seed: int, generator: Generator, unseen: bool) -> None:
    task = generator(random.Random(seed), unseen=unseen)
    assert (
        task.question.strip()
        and task.answer.strip()
        and "  " not in task.question.replace("\n", "").replace("    ", "")
    )
    assert not any(mark in task.question for mark in ("{list}", "{name}", "{n}", "|]"))


@pytest.mark.slow
def test_measurement_is_fast() -> None:
    started = time.process_time()  # other work on the machine does not count
    for generator in measurement.GENERATORS.values():
        draw(generator, 500)
    assert 500 * len(measurement.GENERATORS) / (time.process_time() - started) > 2500  # a tenth of what it made
