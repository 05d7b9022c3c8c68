"""Quantities of stories get letters; formulas, lists and dates stay as they are."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks import stories
from tasks.generators import word_problems
from tasks.lettering import is_story, letter, lettered
from tasks.quantities import quantities


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?",
            "A baker makes A: 48 rolls, sells B: 29 of them in the morning and bakes C: 15 more. How many rolls does he have?",
        ),
        ("Tom has twenty-five apples and eats three of them now. How many are left?",
         "Tom has A: 25 apples and eats B: 3 of them now. How many are left?"),
        ("He ate 1/4 of 12 pies. How many pies did he eat?", "He ate A: 1/4 of B: 12 pies. How many pies did he eat?"),
        ("A $1,200.50 bike is 5 % off and Sam has twice that. How much is it?",
         "A A: 1200.5 dollars bike is B: 5% off and Sam has C: twice that. How much is it?"),
        ("He ran 3 laps on the third day and two thirds of 9 after. How many?",
         "He ran A: 3 laps on the third day and B: 2 C: thirds of D: 9 after. How many?"),
        ("Store A asks $240 for a bicycle and Store B takes 30% off. How much is it?",
         "Store A asks A: 240 dollars for a bicycle and Store B takes B: 30% off. How much is it?"),
        ("The rope is 26 m long and Ann cuts off 12 m of it. How long is it then?",
         "The rope is A: 26 m long and Ann cuts off B: 12 m of it. How long is it then?"),
    ],
)  # fmt: skip
def test_each_quantity_stands_behind_its_letter(question: str, asked: str) -> None:
    assert is_story(question) and lettered(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "What is 48 - 29 + 15?",
        "What is the sum of 48 and 29?",  # too few words to be a story
        "Let f(x) = 3*x + 4 and let g be twice as large. What is the value of f(2) plus g(3)?",
        "Please sort these numbers from the least to the greatest: 46, 52, 61, 12, 7.",
        "How many days are there between March 3 and April 5 of the same year, please?",
        "How many of the whole numbers up to fifty are there that are prime?",  # one number
        "Your task is to find 5/8 minus (7/2 minus 65) plus 37 as one fraction.",
        "Solve for x when 3 times x and 4 together make 19, please, if you can.",
        "",
    ],
)
def test_what_is_no_story_is_asked_as_it_stands(question: str) -> None:
    assert not is_story(question) and lettered(question) == question


def test_there_are_letters_for_any_number_of_quantities() -> None:
    assert [letter(place) for place in (0, 25, 26, 27, 52, 26 + 26 * 26)] == ["A", "Z", "AA", "AB", "BA", "AAA"]


@pytest.mark.parametrize("seed", range(60))
def test_a_story_with_letters_has_the_same_numbers(seed: int) -> None:
    rng = random.Random(seed)
    story = word_problems.generate(rng).question if seed % 3 else stories.generate(rng).question
    told = lettered(story)
    assert (told != story) == is_story(story)
    assert [q.value for q in quantities(told) if not q.implied] == [q.value for q in quantities(story) if not q.implied]


@given(st.text(max_size=300))
def test_any_text_may_be_asked(text: str) -> None:
    assert isinstance(lettered(text), str)
