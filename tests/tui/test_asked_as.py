"""Where a policy is asked with letters, people see the letters that its steps use."""

from __future__ import annotations

import pytest

from agent.events import AnyEvent, RunStarted
from agent.letters import FORM
from tests.tui.conftest import events
from tui.detail import question_detail
from tui.display.lines import Narrator
from tui.glyphs import Glyphs
from tui.state import fold

ROLLS = "A baker makes 48 rolls and sells 29 of them in the morning. How many rolls does he have?"
ASKED = "A baker makes A: 48 rolls A and sells B: 29 of them in the morning. How many rolls does he have?"


def told(question: str, letters: int | None) -> list[AnyEvent]:
    first, *others = events(question)
    assert isinstance(first, RunStarted)
    return [first.model_copy(update={"config": {"letters": letters}}), *others]


@pytest.mark.parametrize(("question", "letters", "seen"), [
    (ROLLS, FORM, True), (ROLLS, None, False), (ROLLS, FORM - 1, False), ("What is 48 - 29?", FORM, False),
])  # fmt: skip
def test_the_question_is_shown_as_it_was_put(question: str, letters: int | None, seen: bool) -> None:
    narrator = Narrator()
    said = [text for event in told(question, letters) for _, text in narrator.lines(event)]
    assert (f"asked as: {ASKED}" in said) == seen
    shown = "".join(text for _, text in question_detail(fold(told(question, letters)), Glyphs()))
    assert (f"asked as\n{ASKED}" in shown) == seen
