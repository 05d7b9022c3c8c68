"""A thought names each of a question's quantities once, and with its own number."""

from __future__ import annotations

import pytest

from agent.policies.entries import Entries

ROLLS = "A baker makes A: 48 rolls A, sells B: 29 of them and bakes C: 1.5 dozen D: double E: 15% as of F: 1/2 now."
PAUL = "Brian has A: 4 more plums than Paul B. Paul has B: 7 plums B."


def asked(question: str) -> Entries:
    entries = Entries()
    entries.know(question)
    return entries


@pytest.mark.parametrize(
    "thought, rest",
    [
        ("Rolls left. rolls A:", " 48"),
        ("A:", " 48"),
        ("Rolls now. Rolls left: 19; C:", " 1.5"),
        ("Rolls left. rolls A: 4", ""),  # begun already
        ("Rolls left. D:", ""),  # a number in words
        ("Rolls left. E:", ""),  # a sign behind it
        ("Rolls left. F:", ""),
        ("Rolls left. X:", ""),
        ("Vitamin BA:", ""),
        ("Rolls left:", ""),
    ],
)
def test_the_number_of_a_letter_is_copied(thought: str, rest: str) -> None:
    assert asked(ROLLS).rest(thought) == rest


@pytest.mark.parametrize(
    "thought, whole",
    [
        ("Rolls left. rolls A: 48", True),
        ("Rolls left. rolls A: 4", False),
        ("Rolls left. C: 1.5", True),
        ("Rolls left. D: double", False),
        ("Rolls left: 48", False),
    ],
)
def test_nothing_is_put_behind_a_whole_number(thought: str, whole: bool) -> None:
    assert asked(ROLLS).whole(thought) is whole


@pytest.mark.parametrize("begun", ["", " plums", " Paul"])
def test_a_quantity_is_named_once(begun: str) -> None:
    barred = asked(PAUL.replace("Brian", "Ann")).barred(f"Plums of Ann. Paul B: 7;{begun}")
    assert "B" in barred
    assert "A" not in barred


def test_each_thought_may_name_it_again() -> None:
    entries = asked(PAUL)
    entries.say("Plums of Brian. Paul B: 7; A: 4.")
    assert "B" not in entries.barred("Plums in all. Paul")
    assert "B" not in entries.barred("That cannot be: the other way round. Paul")


def test_a_word_may_begin_with_a_letter() -> None:
    entries = asked(PAUL)
    assert "B" not in entries.barred("Plums in all. Paul B: 7;")  # Brian B: 7, in one id each
    assert "B" in entries.barred("Plums in all. Paul B: 7; Paul")
    assert "B" not in entries.barred("Plums in all. Paul B: 7; Plums of")  # Plums of Brian: 11
    assert "P" not in entries.barred("Plums in all. B: 7;")
    assert "T" not in asked("Ann A has A: 5 T-shirts and Ben B has B: 2.").barred("T-shirts in all. Ann A: 5; green")
    assert "C" in entries.barred("Plums in all. B: 7;")  # no such quantity, and no such word
    entries.say("Cost of the plums. B: 7; A: 4.")
    assert "C" not in entries.barred("Plums in all. B: 7;")  # Cost of the plums: 28


@pytest.mark.parametrize("thought", ["", "Plums", "Plums of B", "Paul B: "])
def test_labels_are_free(thought: str) -> None:
    assert not asked(PAUL).barred(thought)


def test_without_letters_nothing_is_held() -> None:
    entries = asked("A baker makes 48 rolls, and 29 are sold. How many are left?")
    assert not entries.barred("Rolls left. rolls A: 48;")
    assert not entries.rest("Rolls left. rolls A:")
    many = asked(" ".join(f"{a}: 1 thing" for a in ("A", "B", "AA")))
    assert not many.barred("Things. A: 1;")
