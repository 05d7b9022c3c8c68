"""Programs beside their question: the words copied into them, and the examples that they are to follow."""

from __future__ import annotations

import pytest

from tasks.task import Call, Observation, Solution
from verifier.checks.answer_check import applies
from verifier.checks.copied_words import copied_words
from verifier.checks.examples import examples
from verifier.universal import feedback, judge


def program(text: str, result: str = "1") -> Solution:
    return Solution(steps=(Call(tool="python", input=text), Observation(text=result)), answer=result)


SORTED = "How should blanket, doctor, purple be arranged, if alphabetical order is required?"


@pytest.mark.parametrize(
    "question, text, status",
    [
        (SORTED, 'print(*sorted("blanket, doctor, purple".split(", ")), sep=", ")', "pass"),
        (SORTED, 'print(*sorted("rept, doctor, purple".split(", ")), sep=", ")', "fail"),
        ("Two letters of noyoqcnyy: nq?", 'bag, p = Counter("noyoqcnyy"), 1', "pass"),
        ("Two letters of noyoqcnyy: nq?", 'bag, p = Counter("niceoqcnyy"), 1', "fail"),
        ("Is gjggjjggj a palindrome?", 'w = "ggggjjggj"\nprint(w == w[::-1])', "fail"),
        ("How many vowels has 'calm lake'?", 'print(sum(c in "aeiou" for c in "calm lake"))', "pass"),
        ("Charlie is nice. Is Charlie big?", 'facts = {"charlie nice"}\nprint("not " + "charlie")', "pass"),
        ("Is 2024-02-30 a date?", 'from datetime import date\nprint("Wednesday")', "unknown"),
        ("What weekday is 2024-02-29?", 'days = ["Tuesday", "Wednesday", "Thursday"]\nprint(days[2])', "unknown"),
        ("What is 2 + 2?", "print(2 + 2)", "unknown"),
        (SORTED, 'print("broken', "unknown"),
    ],
)
def test_words_of_a_program_are_those_of_the_question(question: str, text: str, status: str) -> None:
    found = copied_words(question, program(text))
    assert (found.status, applies(found)) == (status, status != "unknown")


def test_a_slip_is_what_a_retry_is_told_of() -> None:
    slip = program('print(*sorted("rept, doctor, purple".split(", ")), sep=", ")', "doctor, purple, rept")
    verdict = judge(SORTED, slip, sampled=True)
    assert verdict.status == "refuted" and feedback(verdict) == "'rept' stands in the program, not in the question."


RULE = "Input 1: [3, 1]\nOutput 1: [1, 3]\nInput 2: [5, 4, 9]\nOutput 2: [4, 5, 9]\nProcess [8, 2] in that way."


@pytest.mark.parametrize(
    "text, status",
    [
        ("x = [8, 2]\nprint(sorted(x))", "pass"),
        ("x = [8, 2]\nprint(sorted(x, reverse=True))", "fail"),
        ("x = [8, 2]\ny = x[::-1]\nprint(y)", "fail"),
        ("x = [8, 2]\nprint(x[5])", "unknown"),
        ("print(sorted([8, 2]))", "unknown"),
        ("x = [8, 2]", "unknown"),
        ("x = [8, 2", "unknown"),
    ],
)
def test_a_program_is_put_through_the_examples(text: str, status: str) -> None:
    assert examples(RULE, program(text)).status == status


def test_the_example_that_differs_is_named() -> None:
    found = examples(RULE, program("x = [8, 2]\nprint(x[::-1])"))
    assert found.evidence == "On Input 2 the program gives [9, 4, 5], not [4, 5, 9]."


def test_without_examples_nothing_is_run() -> None:
    assert not applies(examples("Sort [3, 1].", program("x = [3, 1]\nprint(sorted(x))")))
    assert not applies(examples(RULE, Solution(steps=(Call(input="1+1"),), answer="2")))
