"""What holds of every generator of every family, at every level and in both wordings: gold passes, mutants of it fail,
the solution runs, and a second way from the words of the question leads to the same answer."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from agent.tools.registry import default_tools
from agent.training.observe import observe
from tasks.families import FAMILIES, TABLES
from tasks.generators.making import Generator
from tasks.task import Call, Task
from tests.tasks import certify_counting, certify_logic, certify_measurement, certify_programs
from tests.tasks.certificates import certified, told
from tests.tasks.mutants import mutants
from tests.tasks.read_back import read_back
from tests.tasks.tool_calls import performed
from verifier import symbolic
from verifier.calculator import CalculatorError, calculate
from verifier.equivalence import PRESETS, compare
from verifier.sandbox.pool import SandboxPool

MANY = 4
MATHEMATICS = ("further_arithmetic", "algebra", "calculus", "number_theory")
CERTIFICATES = {
    name: check
    for module in (certify_counting, certify_measurement, certify_logic, certify_programs)
    for name, check in module.CERTIFICATES.items()
}
GENERATORS = [(table, generator) for table, named in TABLES.items() for generator in named.values()]
each = pytest.mark.parametrize(
    "table, generator",
    [pytest.param(t, g, marks=[pytest.mark.slow] if i % 5 else []) for i, (t, g) in enumerate(GENERATORS)],
    ids=[f"{t}/{g.name}" for t, g in GENERATORS],
)
"""Every fifth by default: the rest are slow by their number."""
each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
of_each = pytest.mark.parametrize("n", [1, pytest.param(MANY, marks=pytest.mark.slow)])


def drawn(generator: Generator, n: int) -> Iterator[Task]:
    """Tasks of every level, those beyond training too, in words that training shows and in words held out."""
    for level in (*generator.levels, *generator.beyond):
        for unseen in (False, True):
            for i in range(n):
                yield generator(random.Random(f"{generator.name}:{level}:{unseen}:{i}"), unseen, level)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxPool]:
    with SandboxPool() as pool:
        yield pool


def afresh(call: Call, sandbox: SandboxPool) -> str:
    """The tool's result in a place of its own: nothing of what training keeps or shares is asked."""
    if call.tool == "python":
        outcome = sandbox.run(call.input)
        assert outcome.ok, (call.input, outcome.text)
        return outcome.text
    if call.tool != "calculator":
        return default_tools()[call.tool].run(call.input).text
    try:
        return calculate(call.input)
    except CalculatorError:
        return str(symbolic.calculate(call.input))


def graded(task: Task) -> None:
    for preset in ("default", "reward"):
        assert compare(task.answer, task.answer, PRESETS[preset]).equal, task
        for wrong in mutants(task):
            assert not compare(task.answer, wrong, PRESETS[preset]).equal, (preset, task.question, task.answer, wrong)
    assert not compare(task.answer, task.question, PRESETS["reward"]).equal, task  # an echo, a bare `3 + 4` too


@of_each
@each
def test_gold_passes_and_its_mutants_fail(table: str, generator: Generator, n: int) -> None:
    for task in drawn(generator, n):
        graded(task)


@of_each
@each_family
def test_gold_of_the_practised_families_passes_and_its_mutants_fail(family: Any, n: int) -> None:
    for level in family.levels:
        for unseen in (False, True):
            for seed in range(2 * n):
                graded(family.generate(random.Random(seed), level=level, unseen=unseen))


@each
def test_an_answer_in_another_unit_fails(table: str, generator: Generator) -> None:
    task = next(drawn(generator, 1))
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", task.answer):
        pytest.skip("no answer that has a unit")
    one, other = f"{task.answer} metres", f"{task.answer} kilograms"
    assert compare(one, one).equal and not compare(one, other).equal


@of_each
@each
def test_calls_run_and_the_last_says_the_answer(table: str, generator: Generator, n: int, sandbox: SandboxPool) -> None:
    for task in drawn(generator, n):
        assert task.solution is not None and task.solution.answer is not None
        if generator.name != "countdown":  # of many right ones, the one found
            assert compare(task.answer, task.solution.answer, PRESETS["reward"]).equal
        shown = [observe(call.tool, call.input) for call in task.solution.calls]
        if n == 1 or task.level == max(generator.levels):  # each in its own place is dear
            assert shown == [afresh(call, sandbox) for call in task.solution.calls], task
        assert None not in shown, (task, shown)
        if not shown:
            assert table == "plain", task
            continue
        last = str(shown[-1]).strip()
        if table in MATHEMATICS and task.solution.calls[-1].tool == "calculator":
            assert certified(task, told(last, task.source)), (task, shown)
        elif generator.name == "countdown":
            assert last == task.solution.answer and compare(last, task.answer).equal
        elif generator.name == "too_many_taken" and Fraction(last) < 0:
            assert task.answer.startswith("This cannot be answered"), (task, shown)
        else:
            assert last == task.solution.answer, (task, shown)


@of_each
@each_family
def test_calls_of_the_practised_families_run(family: Any, n: int) -> None:
    for level in family.levels:
        for seed in range(5 * n):
            task = family.generate(random.Random(seed), level=level)
            shown = [observe(call.tool, call.input) for call in task.solution.calls]
            assert shown and Fraction(str(shown[-1])) == Fraction(task.answer), task


@of_each
@each
def test_a_second_way_leads_to_the_answer(table: str, generator: Generator, n: int) -> None:
    if table in MATHEMATICS:
        if generator.name == "bitwise":
            pytest.skip("test_mathematics runs these in another Python")
        for task in drawn(generator, n):
            assert task.solution is not None
            assert certified(task, performed(task.solution.calls[-1])), task
        return
    if table == "plain" and generator.name in certify_programs.NOT_COMPUTED:
        pytest.skip("nothing in the question leads to the answer")
    check = CERTIFICATES[f"{generator.family}/{generator.name}"]
    for task in drawn(generator, n):
        asked = read_back(generator, task)
        assert check(asked, task.answer), (task.question, task.answer, asked)


@pytest.mark.parametrize("table", [name for name in TABLES if name not in MATHEMATICS])
def test_a_second_way_sees_a_wrong_answer(table: str) -> None:
    """A certificate that would sign everything certifies nothing."""
    for generator in TABLES[table].values():
        check = CERTIFICATES.get(f"{generator.family}/{generator.name}")
        if check is None:
            continue
        tasks = [generator(random.Random(seed)) for seed in range(12)]
        others = {task.answer for task in tasks}
        signed = [
            (task.question, other)
            for task in tasks
            for other in others - {task.answer}
            if fits(check, read_back(generator, task), other)
        ]
        assert not signed, (generator.name, signed)


def fits(check: Any, asked: Any, answer: str) -> bool:
    """Whether a certificate signs; an answer that it cannot even read, it does not."""
    try:
        return bool(check(asked, answer))
    except (ValueError, KeyError, AssertionError, AttributeError, IndexError, ArithmeticError):
        return False


@pytest.mark.parametrize("table", TABLES)
def test_a_family_has_hundreds_of_phrasings(table: str) -> None:
    assert sum(generator.phrasings for generator in TABLES[table].values()) >= 190


@each
def test_every_wording_finds_its_slots(table: str, generator: Generator) -> None:
    for level in (*generator.levels, *generator.beyond):
        for seed in range(12):
            rng, draft = random.Random(seed), None
            while draft is None:
                draft = generator.drafting(rng, level)
            for texts in generator.pools[draft.pool].texts:
                for text in texts:
                    filled = draft.before + text.format_map(draft.slots)
                    assert filled.strip() == filled and not re.search(r"\[|\|\]|<[a-z]+>", text), text


@each
def test_no_wording_is_trained_on_here_and_held_out_there(table: str, generator: Generator) -> None:
    pools = generator.pools.values()
    trained = {text for pool in pools for i in pool.trained for text in pool.texts[i]}
    held_out = {text for pool in pools for i in pool.held_out for text in pool.texts[i]}
    assert not trained & held_out
