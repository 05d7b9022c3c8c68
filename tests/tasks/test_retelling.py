"""A story told otherwise: other people and things, the same numbers, and back again without a trace."""

from __future__ import annotations

import random

import pytest

from tasks.generators import word_problems
from tasks.generators.word_problems.vocabulary import FEMALE
from tasks.lettering import lettered
from tasks.listing import listed
from tasks.multiply.words import _ALSO_WORDS
from tasks.retelling import retold

COOKIES = "Tom has 12 cookies and an apple. Olivia gives him 5 more cookies. How many cookies does Tom have now?"


def test_people_and_things_are_others_and_numbers_stay() -> None:
    made = retold(COOKIES, random.Random(1))
    assert made is not None and "Tom" not in made.text and "cookies" not in made.text
    assert [number for _, number in listed(made.text)] == ["12", "5"]


@pytest.mark.parametrize("seed", range(40))
def test_words_about_the_retelling_come_back(seed: int) -> None:
    made = retold(COOKIES, random.Random(seed))
    if made is None:
        pytest.skip("this draw does not come back as it was")
    (thing,) = [new for new, old in made.way_back.things.items() if old == "cookies"]
    (name,) = [new for new, old in made.way_back.names.items() if old == "Tom"]
    assert made.back(made.text) == COOKIES
    assert made.back(f"{thing.capitalize()} of {name}. A: 12; B: 5.") == "Cookies of Tom. A: 12; B: 5."
    assert not set(made.way_back.names) & _ALSO_WORDS


def test_stories_of_the_grammar_come_back_as_they_were() -> None:
    told = 0
    for seed in range(300):
        question = word_problems.generate(random.Random(seed)).question
        if made := retold(question, random.Random(seed)):
            told += 1
            assert made.text != question and made.back(made.text) == question
            assert [n for _, n in listed(made.text)] == [n for _, n in listed(question)]
    assert told > 200


@pytest.mark.parametrize(
    "question",
    [
        "What is 12 + 5?",
        "Sort 3, 1 and 2.",
        "A train goes 60 miles an hour for 3 hours. How many miles does it go in all?",  # nobody, and nothing known
    ],
)
def test_what_cannot_be_told_otherwise_is_left(question: str) -> None:
    assert retold(question, random.Random(0)) is None


def test_more_people_than_names_and_letters_that_look_like_others_are_left() -> None:
    crowd = ", ".join(f"{name} has {n} cookies" for n, name in enumerate(FEMALE, 2))
    made = retold(f"{crowd}. How many cookies do all of them have together?", random.Random(0))
    assert made is None or "Amy" in made.text
    odd = retold("Tom has 12 cookies and 3 cookie\u017f and buys 5 more. How many has he now?", random.Random(0))
    assert odd is not None and "3 cookie\u017f" in odd.text


def test_a_retelling_comes_back_with_letters_too() -> None:
    question = "Dora gave Penny 53 apples and Penny 12 more of them. How many apples does Penny have in all now?"
    told = 0
    for seed in range(20):
        made = retold(question, random.Random(seed))
        if made is not None:
            told += 1
            assert made.back(lettered(made.text)) == lettered(question) and "Penny B B: 12" in lettered(question)
    assert told > 10


def test_a_person_with_two_names_stays_one_person() -> None:
    made = retold("Tom Smith has 12 cookies and buys 5 more. How many cookies does Tom have now?", random.Random(1))
    assert made is not None and made.text.startswith("Tom Smith has 12 ") and "does Tom have" in made.text


def test_a_verb_is_no_flower() -> None:
    question = "The price of a ticket rose by 5 dollars from 12 dollars last year. How much does a ticket cost now?"
    assert retold(question, random.Random(1)) is None


def test_a_thought_keeps_its_articles() -> None:
    made = retold(COOKIES, random.Random(1))
    assert made is not None and made.back("A 8 is too many; a A: 12.") == "A 8 is too many; a A: 12."
