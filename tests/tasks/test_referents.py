"""The word that each quantity of a story goes by, and stories in which nothing else tells numbers apart."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.training.sources import drawing
from agent.training.transcripts import complete
from tasks.generators import inventories
from tasks.lettering import is_story, lettered, letters
from tasks.listing import listed
from tasks.referents import NONE, candidates, counted, referents
from tasks.wording import entries
from verifier.universal import judge


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("There are 9 trucks and 3 vans. Then 7 more vans come. How many vans are there?", "trucks|vans|vans"),
        ("Ann has 5 apples and Ben has 7. How many more apples than Ann does Ben have?", "Ann|Ben"),
        ("Ann has 5 apples and Ben has 7 pears. How many fruits do they have together?", "apples|pears"),
        ("Last week, Leila's box had 14 pens in it and Emily's 13. How many has Emily?", "Leila's|Emily's"),
        ("A tie costs 30 dollars and the price of a wool cap is 7 dollars. What do both cost?", "tie|wool cap"),
        ("If 3 bananas belonged to Molly and 9 to Marco, how many more did Marco have?", "Molly|Marco"),
        ("On Monday Tom sold 12 red T-shirts and 8 of his colored pencils. How many is that?",
         "red T-shirts|colored pencils"),
        ("She used 2 cups of flour and 3 cups of the sugar, and 4 of them were lost. How many?", "cups of flour|cups|"),
        ("The rope was 26 m long and Tom cut off 12 m of it. How long is it then?", "rope|"),
        ("In 3 years and 5 weeks they drove 7 times to school. How often in 1 year?", "|||"),
        ("5 sheep, 6 geese and 7 children were in the field. How many were there in all?", "sheep|geese|children"),
        ("He ran two thirds of 9 miles and three of them were wet. How many were dry?", "|||"),
        ("Luke got 5 eggs from Ann, and thanks to Ben 8 from Tom. How many more did Tom give than Ann?", "eggs|"),
        ("A store has 7 shirts that were 3 dollars each. How much are all the shirts?", "shirts|"),
    ],
)  # fmt: skip
def test_a_quantity_goes_by_what_it_counts_or_whose_it_is(question: str, words: str) -> None:
    found = [quantity for quantity, _ in listed(question)]
    assert "|".join(referent.word for referent in referents(question, found)) == words


def test_a_letter_stands_behind_the_word_where_it_ends() -> None:
    assert lettered("A cap is $7 and Ann has 12 pairs of blue socks. How much is there in all now?") == (
        "A cap A is A: 7 dollars and Ann has B: 12 pairs of blue socks B. How much is there in all now?"
    )
    assert "B: 7 more of the green cups B are" in lettered(
        "He had 9 red cups, and 7 more of the green cups are gone. How many?"
    )


@given(st.text(alphabet="aAs .,?'B3719$%\n", max_size=80))
def test_any_text_has_its_words_where_they_are_said_to_be(text: str) -> None:
    quantities = [quantity for quantity, _ in listed(text)]
    for referent in (*referents(text, quantities), *(word for both in candidates(text, quantities) for word in both)):
        if referent is not NONE:
            assert text[: referent.end].split()[-len(referent.word.split()) :] == referent.word.split()
    assert isinstance(lettered(text), str)


@given(st.text(alphabet="abs ofthe-'", max_size=40))
def test_what_is_counted_ends_in_a_plural_or_says_of_what(behind: str) -> None:
    found = counted(f"5 {behind}", 1, 9**9)
    assert found is NONE or re.search(r"s$| of [a-z-]+$", found.word)


@pytest.mark.parametrize("seed", range(60))
def test_each_entry_stands_in_the_question_as_asked(seed: int) -> None:
    task = inventories.generate(random.Random(seed))
    asked = lettered(task.question)
    assert is_story(task.question)
    for entry, (name, number) in zip(entries(task.question), letters(task.question), strict=True):
        assert str(entry).endswith(f"{name}: {number}") and f"{name}: {number}" in asked
        assert not entry.referent or f"{entry.referent} {name}" in asked


@pytest.mark.parametrize("seed", range(150))
def test_inventories_are_right_and_their_answer_is_calculated_last(seed: int) -> None:
    task = inventories.generate(random.Random(seed))
    solution = complete(task)
    assert solution is not None and task.solution is not None
    assert solution.steps[-1].kind == "observation" and solution.steps[-1].text == task.answer
    verdict = judge(task.question, solution)
    assert verdict.status != "refuted" and float(task.answer) > 0
    numbers = [number for _, number in letters(task.question)]
    assert len(set(numbers)) == len(numbers)


def test_the_source_of_a_mixture_draws_all_three_kinds() -> None:
    draw = drawing("inventories")
    assert draw is not None
    rng = random.Random(0)
    kinds = {task.template for _ in range(80) if (task := draw(rng))}
    assert kinds == {"inventories:things", "inventories:people", "inventories:prices"}
    first, again = (inventories.generate(random.Random(5)) for _ in range(2))
    assert first == again
