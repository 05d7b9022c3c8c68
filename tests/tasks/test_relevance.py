"""Which quantities of a story are about what is asked, and the story without the others."""

from __future__ import annotations

import random

import pytest

from tasks.lettering import letters
from tasks.relevance import Relevance, narrowed, relevance
from tasks.retelling import retold, told_shorter

KIWIS = "Owen had 10 apples and 4 kiwis. He gave some kiwis away and has 3 kiwis left. How many kiwis did he give away?"


@pytest.mark.parametrize(
    ("question", "about", "foreign"),
    [
        (KIWIS, "BC", "A"),  # another thing
        ("Mia has 12 pens and 7 books. She buys 5 more pens. How many pens does Mia have now?", "AC", "B"),
        # another person, and another day
        ("Tom has 8 balls. Olivia has 3 balls. Tom finds 4 balls. How many balls does Tom have now?", "AC", "B"),
        ("On Monday 30 cars came. On Tuesday 12 cars came. How many cars came on Tuesday?", "B", "A"),
        ("Tom has 8 red balls and 9 blue balls. He loses 2 red balls. How many red balls are left?", "AC", "B"),
    ],
)  # fmt: skip
def test_another_thing_person_or_time_is_foreign(question: str, about: str, foreign: str) -> None:
    found = relevance(question)
    assert found is not None and (found.about, found.foreign) == (tuple(about), tuple(foreign))


def test_what_counts_another_thing_is_told_from_what_belongs_to_another() -> None:
    story = "Tom has 8 balls and 4 hats. Olivia has 3 balls. Tom finds 4 balls. How many balls does Tom have now?"
    assert relevance(story) == Relevance(("A", "D"), ("B", "C"), ("B",))


@pytest.mark.parametrize(
    "question",
    [
        "What is 12 + 5?",
        "Tom has 8 balls and Ann has 3 more balls than Tom. How many balls does Ann have?",  # one speaks of the other
        "Tom has 3 bags with 8 balls in each bag. How many balls does he have?",
        "There are 12 cats and 7 dogs. How many animals are there?",  # no word of the question is in the story
        "A shop had 12 pens. It sold 5 pens. How many pens are left?",  # all numbers are of what is asked
    ],
)
def test_where_words_do_not_tell_nothing_is_said(question: str) -> None:
    found = relevance(question)
    assert found is None or not found.foreign


@pytest.mark.parametrize(
    "question",
    [
        "A school sent 20 parents and 35 pupils. How many people went?",
        "Tom has 5 cats and 3 dogs. He buys 2 more cats. How many pets does he have now?",
        "Ann paid 3 dollars for pens and 4 dollars for books. How many dollars did she pay for pens and books?",
        "Tom gave 3 pens to Ann and has 4 pens left. How many pens did Tom have?",
        "Mia picked 5 roses and 6 tulips. She gave 2 roses to Ann. How many roses and tulips does she have?",
        "Martha had stones. Wade left with 10 of Martha's stones. Martha has 11 stones. How many stones did Martha have?",
        "How many things were found if Amy found 9 cards and 3 stamps, and Amy has 21 cards and 6 stamps now?",
        "9 blue ties and 8 red ties were lost. How many more blue ties are needed to have as many blue ties as red ties?",
    ],
)
def test_what_has_two_names_is_not_foreign(question: str) -> None:
    found = relevance(question)
    assert found is None or not found.foreign


def test_the_shorter_story_keeps_the_other_numbers_and_tells_which_they_were() -> None:
    assert narrowed(KIWIS) == (KIWIS.replace("10 apples", "some apples"), {"A": "B", "B": "C"})


def test_only_what_counts_another_thing_is_left_out_where_something_does() -> None:
    story = (
        "Tom has 8 balls and 4 hats. Olivia gives 3 balls to him. Tom finds 4 balls. How many balls does Tom have now?"
    )
    found = narrowed(story)
    assert found == (story.replace("4 hats", "some hats"), {"A": "A", "B": "C", "C": "D"})


def test_a_story_that_begins_with_what_is_foreign() -> None:
    question = "12 cats sat on a wall with 9 birds. 5 birds flew away. How many birds are left?"
    found = narrowed(question)
    assert found is not None and found[0].startswith("Some cats sat on a wall with 9 birds.")


@pytest.mark.parametrize(
    "question", ["Mia has 12 pens and 7 books. How many pens does Mia have?", "What is 12 + 5?", "", "How many?"]
)
def test_a_story_is_not_made_shorter_than_two_numbers(question: str) -> None:
    assert narrowed(question) is None and told_shorter(question) is None


def test_letters_of_the_shorter_story_come_back_as_those_of_the_story() -> None:
    made = told_shorter(KIWIS)
    assert made is not None and dict(letters(made.text)) == {"A": "4", "B": "3"}
    assert made.back("Kiwis given away. A: 4; B: 3.") == "Kiwis given away. B: 4; C: 3."
    assert made.back("Plan A is best. kiwis left: 1.") == "Plan A is best. kiwis left: 1."


@pytest.mark.parametrize("seed", range(20))
def test_what_is_foreign_stays_so_in_other_words(seed: int) -> None:
    """Kiwis may be exchanged for plums, but what counts them is still what is asked about."""
    made = retold(
        "Tom has 12 pens and 7 books. He buys 5 more pens. How many pens does Tom have now?", random.Random(seed)
    )
    found = relevance(made.text) if made else None
    assert found is None or (found.about, found.foreign) == (("A", "C"), ("B",))
