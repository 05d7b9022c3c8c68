"""Checks of steps: symbolic calls, another tool's word, numbers that a subject brings in, answers read off a result."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.events import AttemptFinished
from agent.run import Run
from agent.settings import Settings
from agent.strategies.protocol import Made
from tasks.task import Call, Observation, Solution, Step
from verifier.calculator import CalculatorError, calculate, evaluate
from verifier.checks.agreement import agreement, groups
from verifier.checks.answer_check import NOT_APPLICABLE
from verifier.checks.follows import follows
from verifier.checks.grounding import grounding
from verifier.checks.recompute import recompute
from verifier.checks.rederivation import as_python, in_decimals, rederivation, rederivation_in_sandbox
from verifier.checks.sources import brought_in
from verifier.verdict import Verdict


def solution(answer: str | None, *pairs: tuple[str, str], tool: str = "calculator") -> Solution:
    steps: list[Step] = []
    for call, seen in pairs:
        steps += [Call(tool=tool, input=call), Observation(text=seen)]
    return Solution(steps=tuple(steps), answer=answer)


def test_symbolic_calls_are_computed_again() -> None:
    assert recompute("", solution("2", ("solve(2*x + 3 = 7, x)", "2"))).status == "pass"
    wrong = recompute("", solution("3", ("solve(2*x + 3 = 7, x)", "3")))
    assert wrong.status == "fail" and wrong.evidence == "solve(2*x + 3 = 7, x) is 2, not 3."
    assert recompute("", solution("3", ("frobnicate(2)", "3"))).status == "fail"


EXPRESSIONS = st.recursive(
    st.one_of(st.integers(0, 999).map(str), st.integers(1, 9999).map(lambda n: f"{n / 100:.2f}"), st.integers(1, 99).map("{}%".format)),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
    max_leaves=6,
)  # fmt: skip


@given(EXPRESSIONS)
def test_decimals_agree_with_fractions(text: str) -> None:
    try:
        exact = evaluate(text)
    except CalculatorError:
        assert in_decimals(text) is None  # a division by zero
        return
    found = in_decimals(text)
    assert found is not None and abs(found - (exact.numerator / type(found)(exact.denominator))) <= abs(found) * type(
        found
    )("1e-20")
    assert rederivation("", solution(None, (text, calculate(text)))).status == "pass"


def test_another_tool_finds_a_wrong_result() -> None:
    found = rederivation("", solution("5", ("1/3 + 1/6", "1/2"), ("2 + 2", "5")))
    assert found.status == "fail" and found.evidence == "2 + 2 is not 5 when worked out in decimals."
    assert rederivation("", solution("4", ("print(2 + 2)", "4"), tool="python")).status == "pass"
    assert rederivation("", solution("5", ("print(2 + 2)", "5"), tool="python")).status == "fail"
    assert rederivation("", solution("2", ("solve(x = 2, x)", "2"))).evidence.startswith(NOT_APPLICABLE)


def test_the_calculator_is_held_against_python_in_the_sandbox() -> None:
    calls = ("50/20%", "comb(5, 2) + 1/3", "gcd(12, 18)*2**-1", "mod(-7, 3)")
    right = solution(None, *((call, calculate(call)) for call in calls))
    assert rederivation_in_sandbox("", right).status == "pass"
    wrong = rederivation_in_sandbox("", solution("11", ("comb(5, 2)", "11")))
    assert wrong.status == "fail" and wrong.evidence == "comb(5, 2) is not 11 in Python."


def test_python_text_is_built_from_tokens_alone() -> None:
    assert as_python("50/20%") == 'F("50")/(F("20")/100)'
    assert as_python("__import__('os')") is None and as_python("round(2.5)") is None and as_python("(1+2)%") is None


@pytest.mark.parametrize(
    "question, numbers",
    [
        ("What is 20 degrees Celsius in Fahrenheit?", {5, 9, 32}), ("How many ounces are 3 pounds?", {16}),
        ("Take the sixth root of 64.", {6}), ("In how many ways can 3 of 5 be placed?", {4}),
        ("How many legs have 2 spiders?", {8}), ("From 3:10 PM to 4:00 PM, how many minutes?", {15, 16}),
        ("What comes next: 1, 4, 9, 16?", {6}), ("What is (7)x9?", {9}),
        ("On an abacus showing 6852, how many beads are counted on the units rod?", {0, 10}),
    ],
)  # fmt: skip
def test_a_subject_brings_its_numbers_in(question: str, numbers: set[int]) -> None:
    assert numbers <= {int(n) for n in brought_in(question) if n.denominator == 1}


def test_a_story_brings_nothing_in() -> None:
    assert not brought_in(
        "Tom picks 12 apples, places 5 in a row at the next tree and gives 3 letters to Ann. How many apples?"
    )
    story = "A baker makes 48 rolls and sells 29. How many are left?"
    assert grounding(story, solution("20", ("48-28", "20"))).status == "fail"


def test_numbers_of_a_symbolic_call_are_looked_for() -> None:
    assert grounding("Solve 5*x = 10.", solution("2", ("solve(5*x = 10, x)", "2"))).status == "pass"
    assert grounding("Solve 5*x = 10.", solution("2", ("solve(17*x = 34, x)", "2"))).status == "unknown"


@pytest.mark.parametrize(
    "question, result, answer, status",
    [
        ("x = 7 - y, y = 5. What is y?", "x = 2, y = 5", "5", "unknown"), ("Find (1 + 2i) + (3 - i).", "1", "4 + i", "unknown"),
        ("Integrate 2*x, the integral.", "x**2", "x**2 + C", "pass"), ("Write 480000 in scientific notation.", "4.8", "4.8*10^5", "pass"),
        ("Which is smaller: 3 or 7?", "true", "3", "unknown"), ("How many are left?", "34", "35", "fail"),
        ("How many are left?", "34", "3\x1b[31m5", "fail"), ("What day is it?", "Monday", "Tuesday", "fail"),
    ],
)  # fmt: skip
def test_an_answer_repeats_a_result_or_may_be_read_from_it(
    question: str, result: str, answer: str, status: str
) -> None:
    assert follows(question, solution(answer, ("1+1", result))).status == status


def attempts(*answers: str | None) -> list[Solution]:
    return [Solution(answer=a) for a in answers]


def test_a_majority_of_independent_attempts_speaks_for_an_answer() -> None:
    five = attempts("1/2", "0.5", "3/6", "2", None)
    assert agreement(five, 0).status == "pass" and agreement(five, 0).evidence == "3 of 5 attempts give 1/2."
    assert agreement(five, 3).status == "fail"
    assert agreement(attempts("1", "2", "3"), 0).status == "unknown"
    for alone in (agreement(attempts("1"), 0), agreement(attempts("1", None), 1)):
        assert alone.status == "unknown" and alone.evidence.startswith(NOT_APPLICABLE)


@given(st.lists(st.sampled_from(("1", "2", "3", "yes")), min_size=1, max_size=7))
def test_groups_do_not_depend_on_the_order_of_attempts(answers: list[str]) -> None:
    sizes = sorted(len(g.attempts) for g in groups(attempts(*answers)))
    assert sizes == sorted(answers.count(a) for a in set(answers))
    assert sizes == sorted(len(g.attempts) for g in groups(attempts(*reversed(answers))))


def test_of_attempts_with_equal_scores_the_shared_answer_is_given() -> None:
    run = Run("How many?", Settings(attempts=3), "a policy")
    for attempt, answer in enumerate(("5", "7", "7.0")):
        verdict = Verdict(status="unsure", score=0.2, answer=answer)
        finished = AttemptFinished(attempt=attempt, stop="answered", verdict=verdict)
        run.made.append(Made("How many?", Solution(answer=answer), finished))
    assert run.end().answer == "7"


@pytest.mark.parametrize(
    "words", ["letters and numbers ", "round ", "how many different ", "a probable letter ", "cards "]
)
def test_a_long_question_brings_in_its_numbers_in_time(words: str) -> None:
    started = time.process_time()
    brought_in((words * 20_000)[:20_000])
    assert time.process_time() - started < 0.5
