"""Refusals: told from answers, and a suite that asks both what has an answer and what has none."""

from __future__ import annotations

import random

import pytest

from tasks.families import TABLES
from tasks.generators import arithmetic, word_problems
from tasks.generators.plain.unanswerable import IMPOSSIBLE, MISSING, UNKNOWABLE
from tasks.refusal import is_refusal
from tasks.suites import suite
from verifier.calculator import calculate


@pytest.mark.parametrize(
    "answer",
    [
        MISSING, IMPOSSIBLE, UNKNOWABLE, "It cannot be determined from the text.", "I don't know.", "I don’t know",
        "There is not enough information.", "That is not possible to say.", "Nobody knows.", "The price is not given.",
        "I can't tell.", "unanswerable",
    ],
)  # fmt: skip
def test_a_refusal_is_told(answer: str) -> None:
    assert is_refusal(answer)


@pytest.mark.parametrize(
    "answer", [None, "", "34", "-2.5", "x = 3", "yes", "no", "False", "unknown", "Knight", "not Ann", "12 pens"]
)
def test_an_answer_is_none(answer: str | None) -> None:
    assert not is_refusal(answer)


def test_the_suite_asks_both_kinds() -> None:
    tasks = suite("unanswerable").sample(100)
    refusals = sum(is_refusal(task.answer) for task in tasks)
    assert 50 <= refusals <= 80
    for task in tasks:
        calls = task.solution.calls if task.solution else ()
        taken = bool(calls) and calculate(calls[-1].input).startswith("-")  # more was taken than there is
        assert is_refusal(task.answer) == (taken or not calls), task.question


@pytest.mark.parametrize("family", ["arithmetic", "word_problems", *(name for name in TABLES if name != "plain")])
def test_no_other_family_has_a_gold_answer_that_reads_as_a_refusal(family: str) -> None:
    makers = {"arithmetic": [arithmetic.generate], "word_problems": [word_problems.generate]}
    for make in makers.get(family) or TABLES[family].values():
        for seed in range(5):
            assert not is_refusal(make(random.Random(seed)).answer)  # type: ignore[operator]
