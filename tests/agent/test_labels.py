"""Steps of hand-written solutions say what they are to find, by rule."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.training.labels import asked_thing, label
from agent.training.transcripts import complete
from tasks import stories
from tasks.task import Call, Solution, Task, Thought
from tasks.wording import Entry, entries
from verifier.universal import judge


@pytest.mark.parametrize(
    ("ask", "thing"),
    [
        ("How many more action figures than books were on his shelf?", "action figures"),
        ("How many cups of chocolate chips will be needed?", "cups of chocolate chips"),
        ("How much money did Sally spend?", "money"),
        ("How many did she pick?", ""),
        ("What is left?", ""),
        ("Find how many pages of the book remain.", "pages of"),
    ],
)
def test_what_a_clause_asks_for(ask: str, thing: str) -> None:
    assert asked_thing(ask) == thing.removesuffix(" of")


@pytest.mark.parametrize(
    ("ask", "call", "said"),
    [
        ("How many books are there in all?", "3+4", "Books in all"),
        ("How many more books than pens has he?", "7-4", "Difference in books"),
        ("How many books are left?", "7-4", "Books left"),
        ("How many books did she buy?", "7-4", "Books by difference"),
        ("How many books are on the shelves?", "3*4", "Books in all groups"),
        ("How many books does each child get?", "12/4", "Books for each"),
        ("How many shelves are full?", "12/4", "Number of shelves"),
        ("How far did he walk?", "3.5+4", "Sum"),
        ("How far did he walk?", "3*4-2", ""),
        ("How much is it?", "15%*240", "Product"),
        ("How much is it?", "5-(-2)", "Difference"),
    ],
)
def test_the_last_step_speaks_of_what_is_asked(ask: str, call: str, said: str) -> None:
    assert label(ask, call, [Entry("a b", "3"), Entry("c d", "4")], last=True) == said


def test_an_earlier_step_speaks_of_what_its_numbers_share_or_count() -> None:
    found = entries("Mia has 4 red pens and buys 6 blue pens, then 5 caps fall. How many pens are left?")
    assert label("How many are left?", "4+6", found[:2], last=False) == "Pens in all"
    apart = entries("A shop had 40 candles at dawn, and 8 burnt. It sold the rest at 5 dollars. How much was that?")
    assert label("How much was that?", "40-8", apart[:2], last=False) == "Candles at dawn left"
    assert label("How much was that?", "40*8", apart[:2], last=False) == "Product"


def solved(question: str, *calls: str, answer: str) -> list[str]:
    task = Task(
        id="t", question=question, answer=answer, family="mawps",
        solution=Solution(steps=tuple(Call(input=c) for c in calls), answer=answer),
    )  # fmt: skip
    made = complete(task)
    assert made is not None and judge(question, made).status != "refuted"
    return [step.text for step in made.steps if isinstance(step, Thought)]


def test_a_bare_solution_gets_labels_that_later_steps_call_its_results_by() -> None:
    question = "Sam has 4 red pens and 6 blue pens. He gives away 3 pens. How many pens has he now?"
    assert solved(question, "4+6", "10-3", answer="7") == [
        "Pens in all. red pens A: 4; blue pens B: 6.",
        "Pens left. Pens in all: 10; pens C: 3.",
    ]


def test_hundredths_and_tenths_are_divided_by_numbers_that_a_question_may_leave_out() -> None:
    assert solved("What is 15 percent of 240?", "15*0.01", "0.15*240", answer="36")[0].startswith("15*") is False
    task = Task(
        id="t", question="A bike of 240 dollars is 15% off. How much is that?", answer="36", family="mawps",
        solution=Solution(steps=(Call(input="15*0.01"), Call(input="0.15*240")), answer="36"),
    )  # fmt: skip
    made = complete(task)
    assert made is not None
    assert [step.input for step in made.steps if isinstance(step, Call)] == ["15/100", "0.15*240"]


@pytest.mark.parametrize("seed", range(30))
def test_every_step_of_a_story_has_words_of_its_own(seed: int) -> None:
    rng = random.Random(seed)
    made = complete(stories.generate(rng), rng)
    assert made is not None
    thoughts = [step.text for step in made.steps if isinstance(step, Thought)]
    assert thoughts and not any("result: " in text for text in thoughts)


@given(st.text(max_size=80), st.text(alphabet="0123456789+-*/(). %", max_size=20), st.booleans())
def test_any_clause_and_call_has_a_label_or_none(ask: str, call: str, last: bool) -> None:
    assert isinstance(label(ask, call, entries(ask), last), str)
