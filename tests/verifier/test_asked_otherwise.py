"""Right answers to questions that people put in ways the checks once took for another question: none is refuted."""

from __future__ import annotations

import pytest

from tasks.task import Call, Observation, Solution
from verifier.universal import judge

QUESTIONS = [
    ("Does anyone know 12 + 30?", "42"),
    ("Has anybody worked out the sum of 12 and 30?", "42"),
    ("The sum of 12 and 30. Do it.", "42"),
    ("Is there anyone who can add 12 and 30?", "42"),
    ("Do this addition: 12 + 30.", "42"),
    ("Do a base conversion of 12 to base 2.", "1100"),
    ("x = 31% of 50. What is x?", "15.5"),
    ("Solve x^4 = 16 for x > 0.", "2"),
    ("Read t as -12 in 3*t + 5*t and simplify to a number.", "-96"),
    ("Simplifying 3*x + 5*x + 2 to h*x + k gives what h?", "8"),
    ("Take 3*x + 5*x + 2 and collect it as w*x + k. What does w come to?", "8"),
    ("Read off y when 3*x + 5*x + 2 has been simplified to y*x + k.", "8"),
    ("Which d makes d*x + k the collected form of 3*x + 5*x + 2?", "8"),
    ("To which polynomial does d/dx (x**3 + 2*x) simplify?", "3*x**2 + 2"),
    ("What is the exact area below x**2 + 1, for x from 0 to 3?", "12"),
    ("The turning point of y = x**2 - 4*x + 7 has which y-coordinate?", "3"),
    ("What value does x**2 - 4*x + 7 have at its turning point?", "3"),
    ("Let j(x) = 2*x + 1 and z(x) = x**2. Find z of j(3).", "49"),
    ("If we call s(w) = w + 5 with p(2), where p(x) = 3*x, what does it return?", "11"),
]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS)
def test_a_right_answer_is_not_refuted(question: str, answer: str) -> None:
    solution = Solution(steps=(Call(input=answer), Observation(text=answer)), answer=answer)
    refuting = [
        check for check in judge(question, solution).checks if check.status == "fail" and check.name in ANSWER_CHECKS
    ]
    assert not refuting


ANSWER_CHECKS = {
    "kind",
    "rewriting",
    "stationary points",
    "function value",
    "coefficient",
    "derivative",
    "substitution",
}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is 91 a prime number?", "42"),
        ("Simplify 3*x + 5*x + 2.", "9*x + 2"),
        ("At which x does x**2 - 4*x + 7 have its turning point?", "3"),
        ("Let j(x) = 2*x + 1. Find j(3).", "8"),
    ],
)
def test_the_same_checks_still_see_wrong_answers(question: str, answer: str) -> None:
    solution = Solution(steps=(Call(input=answer), Observation(text=answer)), answer=answer)
    assert [c for c in judge(question, solution).checks if c.status == "fail" and c.name in ANSWER_CHECKS]
