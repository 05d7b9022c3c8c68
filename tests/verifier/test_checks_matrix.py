"""The trace of the one matrix that a question writes: in which words it is read, and what is another question."""

from __future__ import annotations

import time

import pytest

from tasks.task import Solution
from verifier.checks.answer_check import NOT_APPLICABLE
from verifier.checks.registry import ANSWER_CHECKS
from verifier.verdict import Check

MATRIX = next(check for check in ANSWER_CHECKS if check.name == "matrix")


def said(question: str, answer: str) -> Check:
    return MATRIX(question, Solution(answer=answer))


ROW = "[1, 2, 3, 4, 5]"
TRACES = [
    ("Kindly add the diagonal entries of [[5, -9], [-2, -6]].", "-1", "11"),
    ("What is tr([[1, 2], [3, 4]])?", "5", "10"),
    ("A = [[1, 2], [3, 4]]. tr(A) = ?", "5", "-2"),
    ("What is the trace of [[1/2, 2], [3, 0.5]]?", "1", "6"),
    ("Which sum do you get from the diagonal of [[1, 2], [3, 4]], top left to bottom right?", "5", "4"),
    ("What is the sum of the eigenvalues of [[27, 1], [-1, -13]]?", "14", "-350"),
    (
        "Add the first entry of the first row of [[1, 6], [1, 3]], the second of the second, and so on. Total?",
        "4",
        "11",
    ),
    (f"What is the trace of [{', '.join([ROW] * 5)}]?", "15", "75"),
]


@pytest.mark.parametrize("question, right, wrong", TRACES, ids=[case[0][:50] for case in TRACES])
def test_a_trace_is_proved_and_another_number_refuted(question: str, right: str, wrong: str) -> None:
    assert said(question, right).status == "pass" and said(question, wrong).status == "fail"


@pytest.mark.parametrize(
    "question",
    [
        "What is the largest diagonal entry of [[1, 2], [3, 4]]?",
        "Which entries are on the diagonal of [[1, 2], [3, 4]]?",
        "What is the mean of the diagonal of [[1, 2], [3, 4]]?",
        "What is the product of the diagonal entries of [[1, 2], [3, 4]]?",
        "What is the sum of the diagonal of [[1, 2], [3, 4]] from top right to bottom left?",
        "What is the sum of the secondary diagonal of [[1, 2], [3, 4]]?",
        "What is the sum of all entries of [[1, 2], [3, 4]] off the diagonal?",
        "Add the diagonal of [[1, 2], [3, 4]] and subtract one. What is it?",
        "If A = [[1, 2], [3, 4]], what is tr(-A)?",
        "If A = [[1, 2], [3, 4]], what is tr(AA)?",
        "Swap the rows of [[1, 2], [3, 4]]. What is the trace now?",
        "What is the sum of the squares of the eigenvalues of [[1, 2], [3, 4]]?",
        "What is the trace of [[1, 2], [3, 4]] + [[1, 0], [0, 1]]?",
        "What is the trace of [[1, 2, 3], [3, 4, 5]]?",
        "What do the trace and the determinant of [[1, 2], [3, 4]] add up to?",
    ],
)
def test_another_question_about_a_matrix_is_left_alone(question: str) -> None:
    assert said(question, "7").evidence.startswith(NOT_APPLICABLE)


@pytest.mark.parametrize("piece", ["[[1, ", "[1, 2], ", "trace ", "1", "first entry of the first row ", "tr(", "A "])
def test_a_long_question_takes_no_time(piece: str) -> None:
    for length in (4_000, 100_000):
        question = (piece * length)[:length]
        started = time.process_time()
        said(question, "7")
        assert time.process_time() - started < 0.5
