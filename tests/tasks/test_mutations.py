"""What a suite calls right is right, what is nearly right is wrong: gold answers pass, mutants of them fail."""

from __future__ import annotations

import random
import re
import time
from fractions import Fraction

import pytest

from tasks.families import FAMILIES, Family
from tasks.numbers import format_number
from tasks.suites import SUITES, suite
from tasks.task import Task
from verifier.calculator import calculate
from verifier.equivalence import PRESETS, compare

PER_SUITE = 60
TOLD = re.compile("(?:arithmetic|word_problems|stories)(?:_beyond|_words)?")
LEAST_PER_SECOND = 300
"""A floor that only a mistake falls below: on the machine it was set on, every generator made thousands a second."""


def value(answer: str) -> Fraction:
    return Fraction(answer)


def off_by_one(task: Task) -> str:
    return format_number(value(task.answer) + 1)


def other_sign(task: Task) -> str | None:
    return format_number(-value(task.answer)) if value(task.answer) else None


def a_tenth(task: Task) -> str | None:
    return format_number(value(task.answer) / 10) if value(task.answer) else None


def swapped_operands(task: Task) -> str | None:
    """The last calculation with its two numbers exchanged, where that is another result."""
    assert task.solution is not None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([-/])(\d+(?:\.\d+)?)", task.solution.calls[-1].input)
    if match is None or not Fraction(match.group(1)):
        return None
    swapped = calculate(f"{match.group(3)}{match.group(2)}{match.group(1)}")
    return swapped if Fraction(swapped) != value(task.answer) else None


def empty(_: Task) -> str:
    return ""


def drawn(name: str, seed: int) -> list[Task]:
    """Tasks of the families that are told by numbers alone; tests/tasks/test_all_families.py has the others."""
    return [task for task in suite(name).sample(PER_SUITE, seed=seed) if TOLD.fullmatch(task.source)]


MUTANTS = (off_by_one, other_sign, a_tenth, swapped_operands, empty)


@pytest.mark.parametrize("name", SUITES)
@pytest.mark.parametrize("preset", ["default", "strict", "reward"])
def test_gold_passes(name: str, preset: str) -> None:
    for task in suite(name).sample(PER_SUITE, seed=11):
        assert compare(task.answer, task.answer, PRESETS[preset]).equal, task


@pytest.mark.parametrize("name", SUITES)
def test_mutants_fail(name: str) -> None:
    tried = dict.fromkeys(MUTANTS, 0)
    for task in drawn(name, seed=11):
        assert task.answer_kind == "number"
        for mutate in MUTANTS:
            mutant = mutate(task)
            if mutant is not None:
                tried[mutate] += 1
                assert not compare(task.answer, mutant).equal, (task.question, task.answer, mutant)
    assert all(count > 3 for mutate, count in tried.items() if mutate is not swapped_operands)


@pytest.mark.parametrize("name", SUITES)
def test_an_echoed_question_earns_nothing(name: str) -> None:
    """Not even a bare sum, which has the value of its answer, where the answer has to be worked out."""
    tasks = drawn(name, seed=11)
    assert not any(compare(task.answer, task.question, PRESETS["reward"]).equal for task in tasks)
    stories = [task for task in tasks if task.family == "word_problems"]
    assert not any(compare(task.answer, task.question).equal for task in stories)


@pytest.mark.parametrize("name", [n for n in SUITES if "arithmetic" not in n])
def test_an_answer_in_another_unit_fails_where_units_count(name: str) -> None:
    units = PRESETS["reward"]
    for task in suite(name).sample(20, seed=12):
        assert compare(f"{task.answer} meters", f"{task.answer} meters", units).equal
        assert not compare(f"{task.answer} meters", f"{task.answer} dollars", units).equal


@pytest.mark.parametrize("name", SUITES)
def test_the_reference_solution_computes_the_answer(name: str) -> None:
    for task in drawn(name, seed=13):
        assert task.solution is not None
        assert (
            Fraction(calculate(task.solution.calls[-1].input))
            == value(task.answer)
            == value(task.solution.answer or "")
        )


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_generation_is_fast(family: Family) -> None:
    family.generate(random.Random(0))  # tables are made once
    start, count = time.process_time(), 150
    for seed in range(count):
        family.generate(random.Random(seed))
    assert count / (time.process_time() - start) > LEAST_PER_SECOND
