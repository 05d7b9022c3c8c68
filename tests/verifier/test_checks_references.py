"""A right solution is never refuted: the generators' own answers and steps, on tasks of every family."""

from __future__ import annotations

import random

import pytest

from tasks.task import Call, Observation, Solution, Step, Task
from verifier.calculator import CalculatorError, calculate
from verifier.checks.execution import execution
from verifier.checks.follows import follows
from verifier.checks.grounding import grounding
from verifier.checks.measure import generators, measure
from verifier.checks.mutants import implausible, misobserved, ungrounded, wrong_answer, wrong_kind
from verifier.checks.recompute import recompute
from verifier.checks.registry import ANSWER_CHECKS, PROVING
from verifier.checks.sanity import sanity
from verifier.equivalence import compare

GENERATORS = list(generators())
EACH = 3


def tasks(seed: str) -> list[tuple[str, Task]]:
    return [
        (name, generate(random.Random(f"{seed}:{name}:{i}"), unseen=i == 0))
        for name, generate, _ in GENERATORS
        for i in range(EACH)
    ]


def with_exact_results(solution: Solution) -> Solution | None:
    """Observations of what exact arithmetic computes; None where a call needs a worker or the sandbox."""
    steps: list[Step] = []
    for step in solution.steps:
        steps.append(step)
        if isinstance(step, Call):
            try:
                steps.append(Observation(text=calculate(step.input)))
            except CalculatorError:
                return None
    return Solution(steps=tuple(steps), answer=solution.answer)


def test_no_check_refutes_a_right_answer_of_any_family() -> None:
    refuted = []
    for name, task in tasks("answers"):
        for check in ANSWER_CHECKS:
            found = check(task.question, Solution(answer=task.answer))
            if found.status == "fail":
                refuted.append((name, task.question, task.answer, found))
    assert len(GENERATORS) > 100 and not refuted


def test_no_check_refutes_right_steps_of_any_family() -> None:
    seen = 0
    for name, task in tasks("steps"):
        solution = with_exact_results(task.solution) if task.solution is not None else None
        if solution is None:
            continue
        seen += 1
        for check in (recompute, grounding, follows, sanity):
            assert check(task.question, solution).status != "fail", (
                name,
                task.question,
                check(task.question, solution),
            )
    assert seen > 100


def test_a_check_that_proves_never_passes_a_wrong_answer_of_these() -> None:
    passed, refuted = [], 0
    for name, task in tasks("wrong"):
        wrong = wrong_answer(task.question, task.answer, random.Random(task.question))
        if wrong is None:
            continue
        for check in ANSWER_CHECKS:
            found = check(task.question, Solution(answer=wrong))
            refuted += found.status == "fail"
            if found.status == "pass" and check.name in PROVING and not wrong.endswith(("C", "c")):
                passed.append((name, task.question, wrong, found))
    assert refuted > 80 and not passed


@pytest.mark.parametrize(
    "answer", ["34", "-3/4", "True", "1, 2, 4", "x > 3", "Ava is a knight, Ben is a knave", "x**2 + 3*x"]
)
def test_a_mutant_is_wrong(answer: str) -> None:
    for seed in range(20):
        rng = random.Random(seed)
        wrong = wrong_answer("Ava and Ben are asked.", answer, rng)
        assert wrong is None or not compare(answer, wrong).equal
        assert not compare(answer, wrong_kind(answer, rng)).equal
    out = implausible("34", random.Random(0), True)
    assert out is not None and (out.startswith("-") or float(out) > 1000)


def test_a_misread_result_and_a_number_from_nowhere_are_caught() -> None:
    right = Solution(steps=(Call(input="48-29"), Observation(text="19")), answer="19")
    for seed in range(10):
        misread, strange = misobserved(right, "calculator", random.Random(seed)), ungrounded(right, random.Random(seed))
        assert misread is not None and recompute("", misread).status == "fail"
        assert strange is not None and grounding("48 and 29", strange).status == "fail"
    assert misobserved(right, "python", random.Random(0)) is None and execution("", right).status == "unknown"


@pytest.mark.slow
def test_no_right_solution_of_any_family_is_refuted() -> None:
    """The whole judge, with workers and the sandbox: `python -m verifier.checks.measure` with more tasks."""
    table, verdicts, _ = measure(each=2, mutants=1, seed=7)
    assert verdicts.total() > 200 and not table.refuted
