"""A list of quantities that differs from the question's is found; no list is no fault."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.reading import reading
from agent.training.transcripts import complete
from tasks.generators import word_problems
from tasks.listing import listed
from tasks.task import Solution, Thought
from verifier.checks.listing import items, listing

ROLLS = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"


def check(question: str, thought: str) -> tuple[str, str]:
    made = listing(question, Solution(steps=(Thought(text=thought),), answer="1"))
    return made.status, made.evidence


def test_the_list_of_a_reading_is_that_of_the_question() -> None:
    assert items(reading(ROLLS)) == ["48", "29", "15"]
    assert check(ROLLS, reading(ROLLS))[0] == "pass"


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("29", "48", "48 is listed and not in the question."),
        ("15", "16", "16 is listed and not in the question."),
        ("; bakes more C: 15", "", "15 is not listed."),
        ("15.", "15; bakes more C: 15.", "15 is listed and not in the question."),
    ],
)
def test_a_number_changed_doubled_or_left_out_is_found(old: str, new: str, said: str) -> None:
    status, evidence = check(ROLLS, reading(ROLLS).replace(old, new, 1))
    assert status == "fail" and evidence.startswith(said)


def test_a_list_ends_at_its_full_stop_whatever_comes_after() -> None:
    question = "Calculate the average of 46, 52 and 61."
    said = f"{reading(question)} Sum. Calculate the average of: 46; 52; 61."
    assert items(said) == ["46", "52", "61"] and check(question, said)[0] == "pass"


@pytest.mark.parametrize("thought", ["Rolls left.", "He sells 29 of 48.", "Note: he bakes more.", "", "What? 48: 29."])
def test_a_thought_without_a_list_is_no_fault(thought: str) -> None:
    assert check(ROLLS, thought)[0] == "unknown"


def test_fractions_percent_and_words_are_listed_as_written() -> None:
    question = "A $1,200.50 bike is 5 % off, 1/4 of 12 are sold and Sam has twice that. How much?"
    assert items(reading(question)) == ["1200.5", "5%", "1/4", "12", "twice"]
    assert check(question, reading(question))[0] == "pass"


def test_every_reference_solution_passes() -> None:
    for seed in range(400):
        task = word_problems.generate(random.Random(seed), unseen=seed % 2 == 0)
        solution = complete(task)
        assert solution is not None
        assert listing(task.question, solution).status in ("pass", "unknown"), (task.question, solution.steps[0])


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_judged(question: str, thought: str) -> None:
    assert check(question, thought)[0] in ("pass", "fail", "unknown")


@pytest.mark.parametrize(
    "question, numbers",
    [
        ("Tim has 7 quarters and 31 dimes.", ["7", "31"]),
        ("He ate three quarters of 12 pies.", ["3", "quarters", "12"]),
        ("18 closets of 20 pairs of shoes", ["18", "20"]),
        ("She bought 5 dozen eggs and half a pie.", ["5", "dozen", "half"]),
    ],
)
def test_coins_and_pairs_are_things_and_no_numbers(question: str, numbers: list[str]) -> None:
    assert [written for _, written in listed(question)] == numbers
