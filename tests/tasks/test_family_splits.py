"""What keeps tests of the families apart from training: seed, phrasing, level. (Names and things: test_leaks.)"""

from __future__ import annotations

import random
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.training.families import generate
from tasks.families import FAMILIES, TABLES
from tasks.held import belongs, kept_for_tests
from tasks.leaks import Index, body, ngrams, words
from tasks.speed import families, rate
from tasks.suites import FAMILY_SUITES, Suite, suite
from tasks.task import Task

TRAINED = 600
FLOOR = 1000
"""Tasks a second, however busy the machine: the bar of 5,000 is for a core of its own (python -m tasks.speed)."""
ROWS = {"calculus": 0.3, "logic": 0.2, "counting": 0.05, "programs": 0.06}
"""Share of test questions that have thirteen words in a row with a training question, other than words of their form:
signs count as words, so that thirteen of them are three terms of a polynomial; and logic is told in a small stock of
sentences (`Statement 2: the number of true statements is even`). Of any other family
at most 2 % (a phrase so rare that its words do not come again in the sample)."""
each_table = pytest.mark.parametrize("table", TABLES)


@cache
def training(table: str) -> tuple[Task, ...]:
    """What a mixture draws of a family."""
    return tuple(generate(table, random.Random(f"train:{table}:{i}")) for i in range(TRAINED))


def same_questions(table: str, tests: list[Task]) -> list[str]:
    leaks = Index.of(tests).leaks(training(table))
    return [leak.shared for leak in leaks if leak.kind == "question"]


@each_table
def test_another_seed_asks_other_questions(table: str) -> None:
    tests = suite(table).sample(150)
    assert not {words(t.question) for t in tests} & {words(t.question) for t in training(table)}
    assert same_questions(table, tests) == []


@each_table
def test_held_out_phrasings_are_never_trained_on(table: str) -> None:
    tests = Suite(table, "", tuple(TABLES[table].values()), unseen=True).sample(150)
    assert not {task.template for task in tests} & {task.template for task in training(table)}
    assert same_questions(table, tests) == []


def rows_of(task: Task) -> set[tuple[str, ...]]:
    return set(ngrams(words(body(task.question))))


def form_of(table: str) -> set[tuple[str, ...]]:
    """Rows of words that come again and again whatever is asked: in three of 150 other tasks of a generator."""
    form: set[tuple[str, ...]] = set()
    for generator in TABLES[table].values():
        levels = (*generator.levels, *generator.beyond)
        seen = Counter(
            row
            for i in range(150)
            for row in rows_of(generator(random.Random(f"form:{i}"), i % 4 == 3, levels[i % len(levels)]))
        )
        form |= {row for row, times in seen.items() if times >= 3}
    return form


@each_table
def test_no_split_shares_thirteen_words_in_a_row_with_training(table: str) -> None:
    trained = {row for task in training(table) for row in rows_of(task)} - form_of(table)
    held_out = Suite(table, "", tuple(TABLES[table].values()), unseen=True)
    for split in (suite(table), suite(f"{table}_extrapolate"), held_out):
        tests = split.sample(150)
        shared = [task.question for task in tests if rows_of(task) & trained]
        assert len(shared) <= ROWS.get(table, 0.02) * len(tests), (split.name, shared[:3])


@each_table
def test_levels_beyond_training_are_never_trained_on(table: str) -> None:
    name = f"{table}_extrapolate"
    tests = suite(name).sample(100)
    trained = {task.source: 0 for task in (*tests, *training(table))}
    for task in training(table):
        trained[task.source] = max(trained[task.source], task.level)
    assert all(task.level > trained[task.source] for task in tests)
    assert same_questions(table, tests) == []
    assert len(FAMILY_SUITES[name].generators) >= 3


@each_table
def test_a_level_beyond_is_above_all_of_training(table: str) -> None:
    for generator in TABLES[table].values():
        assert all(level > max(generator.levels) for level in generator.beyond)
        assert {generator(random.Random(seed)).level for seed in range(30)} <= set(generator.levels)
        if not generator.beyond:
            with pytest.raises(ValueError, match="no level beyond"):
                generator.extrapolate(random.Random(0))


def test_extrapolate_draws_what_is_beyond_every_family_of_core() -> None:
    families = {task.family for task in suite("core").sample(40)}
    assert len(families) == len(TABLES) + len(FAMILIES) - 1  # further arithmetic is arithmetic
    assert {task.family for task in suite("extrapolate").sample(60)} == families


@pytest.mark.parametrize("name, draws", list(families()), ids=[name for name, _ in families()])
def test_generation_is_fast(name: str, draws: list) -> None:  # type: ignore[type-arg]
    assert rate(draws, n=20) > FLOOR * (0.3 if name == "logic" else 1)  # puzzles are drawn until one has one answer


def test_a_question_of_short_talk_belongs_to_tests_or_to_training() -> None:
    tests = {words(task.question) for seed in (0, 1) for task in suite("plain").sample(400, seed)}
    trained = (
        *suite("plain").sample(400, split="train"),
        *suite("core").sample(400, split="train"),
        *(generate("plain", random.Random(seed)) for seed in range(3000)),
    )
    assert len(tests) > 500 and not tests & {words(task.question) for task in trained}


@given(st.integers(0, 2**32))
def test_dressing_does_not_move_a_question_to_the_other_side(seed: int) -> None:
    task = generate("plain", random.Random(seed))
    shouted = task.model_copy(update={"question": f"  {task.question.upper()}!!"})
    assert not kept_for_tests(task) and not kept_for_tests(shouted)
    assert belongs(task, "train") and not belongs(task, "test")


@each_table
def test_every_generator_has_questions_for_both(table: str) -> None:
    if table == "further_arithmetic":  # whose tasks are of the family `arithmetic`, too large to meet again
        return
    for generator in TABLES[table].values():
        drawn = [generator(random.Random(seed)) for seed in range(200)]
        share = sum(map(kept_for_tests, drawn)) / len(drawn)
        assert 0.08 < share < 0.45, (generator.name, share)
