"""Stories written by hand: every question of every line, as its author wrote it and with numbers drawn afresh."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest

import tasks.stories
from tasks.leaks import Index, files_of, questions_of
from tasks.quantities import quantities
from tasks.readers.expressions import evaluate, value_of
from tasks.stories import Asked, asked, generate, numbers, story, told
from tasks.suites import SUITES
from tasks.task import Call, Task

LINES = (Path(tasks.stories.__file__).parent / "stories.jsonl").read_text(encoding="utf-8").splitlines()
NAMES = [*numbers(False), *numbers(True)]


def questions(names: Iterable[str]) -> list[Asked]:
    return [question for name in names for question in story(name)]


def texts(names: Iterable[str]) -> Iterator[str]:
    """Stories and questions as they are written, which needs no reading of the numbers."""
    wanted = set(names)
    for number, line in enumerate(LINES, 1):
        row = json.loads(line)
        if f"story-{number:04}" in wanted:
            yield from (f"{row['story']} {question}".strip() for question, _ in row["ask"])


def calls(task: Task) -> list[str]:
    assert task.solution is not None
    return [step.input for step in task.solution.steps if isinstance(step, Call)]


FEW = NAMES[::80]
EIGHTHS = [pytest.param(NAMES[n::8], marks=pytest.mark.slow, id=f"{n + 1} of 8") for n in range(8)]


@pytest.mark.parametrize("names", [pytest.param(FEW, id="a few"), *EIGHTHS])
def test_every_question_can_be_told_and_its_calls_lead_to_its_answer(names: list[str]) -> None:
    """Each call is computed here from its text; a number in a call stands in the question, is a small or usual
    constant, or was computed before."""
    usual = {Fraction(n) for n in (*range(1, 13), 24, 30, 52, 60, 100, 365, 1000)}
    for question in questions(names):
        for seed in range(2 if names is FEW else 1):
            task = told(question, random.Random(seed))
            assert task is not None, question.text
            known = {q.value for q in quantities(task.question)} | usual
            result = Fraction(0)
            for call in calls(task):
                for number in re.findall(r"\d+(?:\.\d+)?", call):
                    assert Fraction(number) in known, (task.question, call)
                result = evaluate(call)
                assert result > 0, (task.question, call)
                known.add(result)
            assert result == Fraction(task.answer), task.question


def test_no_number_stands_twice_in_a_question() -> None:
    for question in questions(FEW):
        task = told(question, random.Random(7))
        assert task is not None
        digits = [q.value for q in quantities(task.question) if not q.implied and q.text[-1].isdigit()]
        assert len(set(digits)) == len(digits), task.question


def test_numbers_are_drawn_afresh_for_nearly_every_question() -> None:
    some = questions(FEW)
    same = [q for q in some if all(_numbers(told(q, random.Random(s))) == _numbers_of(q.text) for s in range(4))]
    assert len(same) < 0.03 * len(some), [q.text for q in same[:5]]


def _numbers(task: Task | None) -> list[Fraction]:
    assert task is not None
    return _numbers_of(task.question)


def _numbers_of(text: str) -> list[Fraction]:
    return [q.value for q in quantities(text)]


ROW = {"story": "Ann had 24 pens, Bo 9.", "ask": [["How many more had Ann?", "24-9"], ["If 30 go, who?", "90-30"]]}


def test_what_the_other_questions_ask_stays_true_too() -> None:
    """Ann keeps more pens than Bo, also where their sum is asked for; a number of another question binds nothing."""
    row = {"story": ROW["story"], "ask": [*ROW["ask"], ["How many in all?", "24+9"]]}
    last: Asked = asked("s", row)[2]
    assert [value_of(tree) for tree in last.others] == [15]
    for seed in range(200):
        task = told(last, random.Random(seed))
        assert task is not None
        ann, bo = _numbers_of(task.question)[:2]
        assert ann > bo and Fraction(task.answer) == ann + bo


def test_levels_are_numbers_of_operations() -> None:
    for level in (1, 2, 3):
        assert all(generate(random.Random(s), level=level).level == level for s in range(20))


def test_held_out_stories_share_no_thirteen_words_with_those_of_training() -> None:
    index = Index.of(Task(id="", question=text, answer="", family="") for text in texts(numbers(True)))
    for text in texts(numbers(False)):
        assert index.leak(Task(id="", question=text, answer="", family="")) is None, text


def test_the_suites_draw_from_their_own_stories() -> None:
    held = set(numbers(True))
    assert {t.template[:10] for t in SUITES["stories_templates"].sample(60)} <= held
    assert not {t.template[:10] for t in SUITES["stories"].sample(200)} & held


@pytest.mark.skipif("PONDER_DATA" not in os.environ, reason="needs the public data, PONDER_DATA")
def test_no_story_shares_thirteen_words_with_a_public_question_that_measures() -> None:
    folder = Path(os.environ["PONDER_DATA"])
    index = Index.of(
        t for path in [*files_of(folder)[1], *(folder / "nc").rglob("*.jsonl")] for t in questions_of(path)
    )
    for text in texts(NAMES):
        assert index.leak(Task(id="", question=text, answer="", family="")) is None, text
