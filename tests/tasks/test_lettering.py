"""Quantities of stories get letters; formulas, lists and dates stay as they are."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks import stories
from tasks.generators import word_problems
from tasks.lettering import is_story, letter, lettered, letters
from tasks.quantities import quantities


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?",
            "A baker makes A: 48 rolls A, sells B: 29 of them in the morning and bakes C: 15 more. How many rolls does he have?",
        ),
        ("Tom has twenty-five apples and eats three of them now. How many are left?",
         "Tom has A: 25 apples A and eats B: 3 of them now. How many are left?"),
        ("He ate 1/4 of 12 pies. How many pies did he eat?", "He ate A: 1/4 of B: 12 pies B. How many pies did he eat?"),
        ("A $1,200.50 bike is 5 % off and Sam has twice that. How much is it?",
         "A A: 1200.5 dollars bike is B: 5% off and Sam has C: twice that. How much is it?"),
        ("He ran 3 laps on the third day and two thirds of 9 after. How many?",
         "He ran A: 3 laps A on the third day and B: 2 C: thirds of D: 9 after. How many?"),
        ("Store A asks $240 for a bicycle and Store B takes 30% off. How much is it?",
         "Store A asks A: 240 dollars for a bicycle and Store B takes B: 30% off. How much is it?"),
        ("Dan had $ 3 left and then spent $ 2 on a candy bar. How much is left?",
         "Dan had A: 3 dollars left and then spent B: 2 dollars on a candy bar. How much is left?"),
        ("Ana has €25 and buys bread for £ 3.50 and milk for 2 €. How much is left for her?",
         "Ana has A: 25 euros and buys bread for B: 3.5 pounds and milk for C: 2 euros. How much is left for her?"),
        ("Tom has US$25 and spends 12$ on a book at the shop. How much has he left?",
         "Tom has A: 25 dollars and spends B: 12 dollars on a book at the shop. How much has he left?"),
        ("Tom sold 12 T-shirts on Monday and 15 T-shirts on Tuesday. How many T-shirts did he sell?",
         "Tom sold A: 12 T-shirts A on Monday and B: 15 T-shirts B on Tuesday. How many T-shirts did he sell?"),
        ("The rope is 26 m long and Ann cuts off 12 m of it. How long is it then?",
         "The rope A is A: 26 m long and Ann cuts off B: 12 m of it. How long is it then?"),
    ],
)  # fmt: skip
def test_each_quantity_stands_behind_its_letter_and_its_word_before_it(question: str, asked: str) -> None:
    assert is_story(question) and lettered(question) == asked
    assert all(f"{name}: {number}" in asked for name, number in letters(question))


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
        "A train leaves the station at 3:05 PM and takes 45 minutes. When does it arrive?",
        "The one who drinks water lives in house 2, and David lives in house 3. Who lives next to them?",
        "A town has 12 000 people and 3 500 of them moved away. How many people remain?",
        "There were 1.5 million people and 200 thousand left. How many people are there now?",
        "The pie costs 3.50 and the cake costs 1,25 at the shop near the park. How much together?",
        "Agent 007 has 12 apples and eats 5 of them in the morning. How many are left?",
        "He lost $-5 and then gained $7 in the game. How much in all does he have?",
        "A baker makes A: 48 rolls A, sells B: 29 of them in the morning. How many rolls does he have?",
        "A display counts in base 3 and shows 1001. What would it show if it counted in base 6?",
        "",
    ],
)
def test_what_is_no_story_is_asked_as_it_stands(question: str) -> None:
    assert not is_story(question) and lettered(question) == question and letters(question) == []


def test_in_a_talk_letters_go_on() -> None:
    assert lettered("And if 5 more came?", 3) == "And if D: 5 more came?"


def test_there_are_letters_for_any_number_of_quantities() -> None:
    assert [letter(place) for place in (0, 25, 26, 27, 52, 26 + 26 * 26)] == ["A", "Z", "AA", "AB", "BA", "AAA"]


@pytest.mark.parametrize("seed", range(60))
def test_stories_are_told_from_calculations(seed: int) -> None:
    rng = random.Random(seed)
    story = word_problems.generate(rng).question if seed % 3 else stories.generate(rng).question
    if len(letters(story)) > 1:
        told = lettered(story)
        assert [q.value for q in quantities(told) if not q.implied] == [
            q.value for q in quantities(story) if not q.implied
        ]


@given(st.text(max_size=300), st.integers(0, 60))
def test_any_text_may_be_asked(text: str, told: int) -> None:
    assert isinstance(lettered(text, told), str)
