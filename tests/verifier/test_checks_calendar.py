"""Months, days and units by closed lists: what is proved and refuted, and what only looks like such a question."""

from __future__ import annotations

import time

import pytest

from tasks.task import Solution
from verifier.checks.answer_check import NOT_APPLICABLE
from verifier.checks.registry import ANSWER_CHECKS, PROVING
from verifier.verdict import Check

CHECKS = {check.name: check for check in ANSWER_CHECKS}
NAMES = ("calendar names", "units")


def said(name: str, question: str, answer: str) -> Check:
    return CHECKS[name](question, Solution(answer=answer))


CASES = [
    ("calendar names", "Saturday is today. Name the day right after it.", "Sunday", "Friday"),
    ("calendar names", "Friday is the day today, so what is it tomorrow?", "Saturday", "Thursday"),
    ("calendar names", "Complete the sentence: the month before October is which?", "September", "November"),
    ("calendar names", "When November is the month we are in, which month was last month?", "October", "December"),
    ("calendar names", "With January as 1 and December as 12, which month has 11?", "November", "October"),
    ("calendar names", "Out of January, February and so on, which is the 12th?", "December", "November"),
    ("calendar names", "The file is dated day 5 of month 11. Which month is it?", "November", "May"),
    ("calendar names", "In the list of days, what comes after Saturday?", "Sunday", "Friday"),
    ("calendar names", "Month number 4: which?", "April", "May"),
    ("calendar names", "Say month number 5 in letters.", "May", "June"),
    ("units", "Put a number in the gap: ___ millilitres is what a litre has.", "1000", "100"),
    ("units", "Just the number, please: years of a decade.", "10", "12"),
    ("units", "My sister wants to know how many hours a day has.", "24", "12"),
    ("units", "Exam, question 1: how many centimetres does a metre have?", "100", "10"),
    ("units", "A leap year, as everyone learns, has how many days?", "366", "365"),
]


@pytest.mark.parametrize("name, question, right, wrong", CASES, ids=[f"{c[0]}: {c[1][:40]}" for c in CASES])
def test_a_right_answer_is_proved_and_a_wrong_one_refuted(name: str, question: str, right: str, wrong: str) -> None:
    assert name in PROVING and said(name, question, right).status == "pass"
    assert said(name, question, wrong).status == "fail"


LEFT_ALONE = [
    ("How many days does February have?", "28"),
    ("How many days are there in April 2021?", "30"),
    ("How many days are there in April and June?", "61"),
    ("How many days in May did Ann work, if she rested for ten?", "21"),
    ("How many working days are there in August?", "22"),
    ("How many days are left in March after the first week?", "24"),
    ("What number may follow 3?", "4"),
    ("Which number has May in alphabetical order of the months?", "9"),
    ("Ben has a number of coins in June. How many days later is it May?", "334"),
    ("How many days of the month of May are Sundays?", "4"),
    ("how many minutes are there in 3 hours", "180"),
    ("How many hours does a cat sleep in a day?", "16"),
    ("How many working days are there in a week?", "5"),
    ("How many months of the year have an r in their name?", "8"),
    ("How many days of the week contain the letter r?", "3"),
    ("How many days in a week does Tom work, if he rests on Sunday?", "6"),
    ("How many hours are there in a day shift?", "8"),
    ("How many hours are there in a working week?", "40"),
    ("How many days does a year have?", "365"),
    ("What is the next working day after Friday?", "Monday"),
    ("Which month after March begins with J?", "June"),
    ("Which day after Monday has the most letters?", "Wednesday"),
    ("In alphabetical order, which day comes right after Monday?", "Saturday"),
    ("If tomorrow is the day after Monday, what is today?", "Monday"),
    ("Monday is which day's tomorrow?", "Sunday"),
]


@pytest.mark.parametrize("question, right", LEFT_ALONE)
def test_what_only_looks_like_such_a_question_is_left_alone(question: str, right: str) -> None:
    for name in NAMES:
        for answer in (right, "7", "Monday"):
            assert said(name, question, answer).evidence.startswith(NOT_APPLICABLE), (name, answer)


@pytest.mark.parametrize(
    "piece", ["how many days ", "May ", "7 ", "number of days in April ", "the month of ", "day after "]
)
def test_a_long_question_takes_no_time(piece: str) -> None:
    for length in (4_000, 100_000):
        question = (piece * length)[:length]
        started = time.process_time()
        for name in NAMES:
            said(name, question, "7")
            said(name, question, "Monday")
        assert time.process_time() - started < 0.5
