"""Programs are run again, and what they were given is traced to the question as far as that can be."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.task import Call, Observation, Solution, Step
from tests.verifier.sandbox_arena import PATIENT
from verifier.checks.execution import MAX_RUNS, execution
from verifier.checks.grounding import grounding
from verifier.checks.literals import literals
from verifier.sandbox.layers import LINUX
from verifier.sandbox.pool import SandboxPool
from verifier.universal import judge

LETTERS = "How many times is the letter r in strawberry?"


@pytest.fixture(scope="module")
def pool() -> Iterator[SandboxPool]:
    with SandboxPool(PATIENT) as made:
        yield made


def solution(answer: str, *pairs: tuple[str, str], ok: bool = True) -> Solution:
    steps: list[Step] = []
    for program, seen in pairs:
        steps += [Call(tool="python", input=program), Observation(text=seen, ok=ok)]
    return Solution(steps=tuple(steps), answer=answer)


COUNT = ('print("strawberry".count("r"))', "3")
FORGED = ('print("strawberry".count("r"))', "2")


@pytest.mark.parametrize(
    "given_, status, evidence",
    [
        (solution("3", COUNT), "pass", "1 program run again."),
        (solution("3", COUNT, ("2 + 2", "4")), "pass", "2 programs run again."),
        (solution("2", FORGED), "fail", "The program gives 3, not 2."),
        (solution("2", FORGED, ("2 + 2", "5")), "fail", "The program gives 3, not 2. Also: The program gives 4, not 5."),
        (solution("2", ("1 / 0", "2")), "fail", "The program fails: ZeroDivisionError: division by zero (line 1)."),
        (solution("3", COUNT, ok=False), "fail", "The program gives 3, not an error."),
        (solution("2", ("1 / 0", "ZeroDivisionError: division by zero (line 1)"), ok=False), "unknown", "no program had a result."),
        (solution("4"), "unknown", "no program was run."),
        (Solution(steps=(Call(input="2 + 2"), Observation(text="5")), answer="5"), "unknown", "no program was run."),
        (solution("1", ("import time\nprint(time.perf_counter_ns())", "17")), "unknown", "a program does not give the same twice."),
        (solution("x", ("print(['b', 'a'])", "['a', 'b']")), "unknown", "a program's result comes in another order."),
        (solution("12", ("3 * 4", "21")), "fail", "The program gives 12, not 21."),
        (solution("4", *[("2 + 2", "4")] * (MAX_RUNS + 1)), "unknown", f"more than {MAX_RUNS} programs were run."),
    ],
)  # fmt: skip
def test_a_program_that_is_run_again_gives_what_was_observed(
    pool: SandboxPool, given_: Solution, status: str, evidence: str
) -> None:
    check = execution(LETTERS, given_, pool)
    assert (check.status, check.evidence) == (status, evidence)


def test_a_sandbox_that_cannot_run_leaves_it_unknown() -> None:
    with SandboxPool(strict=True, layers=LINUX[:-1]) as strict:
        check = execution(LETTERS, solution("3", COUNT), strict)
    assert check.status == "unknown" and "lacks seccomp" in check.evidence


def test_an_answer_that_rests_on_a_program_is_verified_when_the_program_is() -> None:
    verdict = judge(LETTERS, solution("3", COUNT))
    assert verdict.status == "verified" and "execution" in [c.name for c in verdict.checks]
    assert judge(LETTERS, solution("2", FORGED)).status == "refuted"
    assert judge(LETTERS, solution("4", COUNT)).status == "refuted"  # it does not follow


def test_a_wrong_calculation_beside_a_right_program_is_still_refuted() -> None:
    steps = (Call(input="2+2"), Observation(text="5"), *solution("3", COUNT).steps)
    assert judge(LETTERS, Solution(steps=steps, answer="3")).status == "refuted"


def test_a_solution_without_programs_is_not_asked_about_them() -> None:
    checks = judge(LETTERS, Solution(steps=(Call(input="2+2"), Observation(text="4")), answer="4")).checks
    assert "execution" not in {check.name for check in checks}


@pytest.mark.parametrize(
    "program, evidence",
    [
        ("print('banana'.count('r'))", "a program uses 'banana', which is not in the question."),
        ("print(77 + 88)", "a program uses 77, which is not in the question."),
        ("print(0x10)", "a program's numbers cannot be read."),
        ("print((", "a program's numbers cannot be read."),
    ],
)
def test_what_a_program_brings_itself_is_neither_for_nor_against_it(program: str, evidence: str) -> None:
    check = grounding(LETTERS, solution("3", (program, "3")))
    assert (check.status, check.evidence) == ("unknown", evidence)


def test_a_program_may_use_the_question_and_what_came_of_earlier_programs() -> None:
    question = "What is 17 times 23, doubled?"
    assert grounding(question, solution("782", ("17 * 23", "391"), ("x = 391\nx * 2", "782"))).status == "pass"


@given(st.lists(st.integers(0, 10**12) | st.decimals(0, 10**6, places=3).map(lambda d: f"{d:f}")))
def test_numbers_of_a_program_are_read_exactly(numbers: list[int | str]) -> None:
    assert literals(f"x = [{', '.join(map(str, numbers))}]  # 99") == ([Fraction(n) for n in numbers], [])


@given(st.text(max_size=300))
def test_any_text_has_literals_or_none(text: str) -> None:
    found = literals(text)
    assert found is None or all(isinstance(n, Fraction) for n in found[0])
