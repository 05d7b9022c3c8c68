"""Several questions about one story, told once: the story is read once, and each question costs a few tokens more.

They differ in a word and need other numbers, so each says what the others do not mean; a policy that sees them side by
side reads three questions in the tokens that two would take apart.
"""

from __future__ import annotations

import ast
import random
from dataclasses import dataclass

from tasks.multiply.words import articles, exchange
from tasks.stories import RESAMPLED_SHARE, Asked, as_task, new_values, numbers, story, with_values
from tasks.task import Task

MOST = 5
"""Questions asked about one story."""


@dataclass(frozen=True)
class Asking:
    """A question as it is asked after others about the same story, and the whole of it as a task."""

    ask: str
    task: Task


def talk(rng: random.Random, *, unseen: bool = False) -> list[Asking]:
    """Up to MOST questions about one story in random order, with the same numbers, people and things; the first one
    asked is its task's whole question."""
    while True:
        questions = list(story(rng.choice(numbers(unseen))))
        rng.shuffle(questions)
        if found := told(questions[:MOST], rng):
            return found


def told(questions: list[Asked], rng: random.Random) -> list[Asking]:
    """The questions with numbers that keep all their calculations sound; without those whose results on the way have
    no short decimal."""
    whole = _together(questions)
    values = new_values(whole, rng) if rng.random() < RESAMPLED_SHARE else {}
    change = exchange(with_values(whole.text, values), rng) if values else None

    def retold(text: str) -> str:
        text = with_values(text, values)
        return text if change is None else articles(change.told(text))

    found = []
    for question in questions:
        text, ask = retold(question.text), retold(question.ask)
        task = as_task(question, text, values)
        if task is not None and text.endswith(ask):
            found.append(Asking(ask, task))
    return found


def _together(questions: list[Asked]) -> Asked:
    """The story with all that is asked about it, as one question under all their calculations."""
    first, *rest = questions
    trees: tuple[ast.expr, ...] = tuple(question.tree for question in rest)
    return Asked(first.number, " ".join([first.text, *(question.ask for question in rest)]), first.tree, trees)
