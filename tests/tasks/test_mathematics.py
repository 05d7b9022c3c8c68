"""The generators of algebra, calculus, number theory and the wider arithmetic: right, varied, split by phrasing."""

from __future__ import annotations

import random
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.generators import algebra, calculus, number_theory
from tasks.generators.arithmetic import families as arithmetic
from tasks.generators.making import Generator
from tasks.generators.phrasing import HELD_OUT_EVERY, pool, wordings
from tasks.solvers.deepmind import solve
from tasks.task import Call, Task, Thought
from verifier.equivalence import compare

PACKAGES = {
    "arithmetic": arithmetic.GENERATORS,
    "algebra": algebra.GENERATORS,
    "calculus": calculus.GENERATORS,
    "number_theory": number_theory.GENERATORS,
}
GENERATORS = [generator for table in PACKAGES.values() for generator in table.values()]
each = pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: f"{g.family}/{g.name}")


def draw(generator: Generator, n: int, **settings: object) -> list[Task]:
    return [generator(random.Random(f"{generator.name}:{i}"), **settings) for i in range(n)]  # type: ignore[arg-type]


def calls(task: Task) -> list[str]:
    assert task.solution is not None
    return [call.input for call in task.solution.calls]


def test_python_prints_the_answers_of_bitwise_questions() -> None:
    tasks = draw(arithmetic.GENERATORS["bitwise"], 200)
    assert {call.tool for task in tasks for call in task.solution.calls} == {"python"}  # type: ignore[union-attr]
    programs = "\n".join(call for task in tasks for call in calls(task))
    printed = subprocess.run([sys.executable, "-I", "-c", programs], capture_output=True, text=True, check=True)
    assert printed.stdout.split() == [task.answer for task in tasks]


@each
def test_a_solver_that_reads_the_question_alone_agrees(generator: Generator) -> None:
    for task in draw(generator, 60):
        solution = solve(task.question)
        if solution is not None and solution.answer is not None:
            assert compare(task.answer, solution.answer).equal, (task.question, task.answer, solution.answer)


COPIED = ("diff(", "integrate(", "limit(", "expand(", "factor(", "simplify(", "solve(")


@each
def test_the_first_call_of_a_plain_question_is_copied_from_it(generator: Generator) -> None:
    if generator.name in ("nth_term", "compose", "linear_equation", "logarithm", "inequality"):
        pytest.skip("the call is put together, or its numbers have to be found first")
    for task in draw(generator, 40, level=1):
        call = calls(task)[0]
        if call.startswith(COPIED):
            inner = re.sub(r"(?:, [a-z])?(?:, -?\w+)*\)$", "", call[call.index("(") + 1 :])
            assert inner in task.question, task


@each
def test_a_solution_is_short(generator: Generator) -> None:
    for task in draw(generator, 40):
        assert task.solution is not None and task.solution.answer == task.answer
        steps = task.solution.steps
        assert all(isinstance(step, Thought) and len(step.text.split()) <= 10 for step in steps[::2])
        assert all(isinstance(step, Call) and len(step.input) <= 400 for step in steps[1::2])


@each
def test_phrasings_are_split_between_training_and_the_rest(generator: Generator) -> None:
    seen = {task.template for task in draw(generator, 300)}
    unseen = {task.template for task in draw(generator, 300, unseen=True)}
    assert seen and unseen and not seen & unseen
    for phrases in generator.pools.values():
        assert len(phrases.held_out) == len(phrases.phrases) // HELD_OUT_EVERY


@each
def test_text_is_well_formed(generator: Generator) -> None:
    for task in draw(generator, 60):
        assert not re.search(r"[{}]|\.\.|(?<!=) [,.?]|\?\?|\.\?", task.question.replace("...?", "")), task.question
        assert task.question == task.question.strip()


@each
def test_questions_vary_and_repeat_with_the_seed(generator: Generator) -> None:
    tasks = draw(generator, 200)
    assert tasks == draw(generator, 200)
    assert len({task.question for task in tasks}) > 100
    assert len({task.id for task in tasks}) == len({task.question for task in tasks})


@each
def test_a_level_that_does_not_exist_is_refused(generator: Generator) -> None:
    with pytest.raises(ValueError, match=f"{generator.name} has levels"):
        generator(random.Random(0), level=9)


def test_there_are_fifty_generators() -> None:
    assert len(GENERATORS) >= 50
    assert len({(g.family, g.name) for g in GENERATORS}) == len(GENERATORS)


def test_wordings_are_all_the_choices() -> None:
    assert wordings("[Find|Give] {e}[.| now.]") == ("Find {e}.", "Find {e} now.", "Give {e}.", "Give {e} now.")


def test_a_pool_without_a_phrase_to_hold_out_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 4"):
        pool("{e}?", "What is {e}?", "Find {e}.")


@given(st.sampled_from(GENERATORS), st.integers(0, 10**9), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_seed_makes_a_task(generator: Generator, seed: int, unseen: bool) -> None:
    task = generator(random.Random(seed), unseen=unseen)
    assert task.family == generator.family and task.question and task.answer
