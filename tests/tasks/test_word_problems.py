"""Stories: solvable from their text, right, varied, and split by phrasing."""

from __future__ import annotations

import random
import re
from fractions import Fraction

import pytest

from tasks.generators import word_problems
from tasks.quantities import quantities

TASKS = [word_problems.generate(random.Random(seed)) for seed in range(1500)]
UNSEEN = [word_problems.generate(random.Random(seed), unseen=True) for seed in range(500)]
_CALL = re.compile(r"(\d+(?:\.\d+)?)(%?)([-+*/])(\d+(?:\.\d+)?)")


def value(call: str) -> Fraction:
    """An independent reading of a one-operation call."""
    match = _CALL.fullmatch(call)
    assert match is not None, call
    a, b = Fraction(match.group(1)), Fraction(match.group(4))
    a = a / 100 if match.group(2) else a
    return {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else Fraction(0)}[match.group(3)]


def test_the_last_call_gives_the_answer() -> None:
    for task in TASKS + UNSEEN:
        assert task.solution is not None and task.solution.calls
        assert value(task.solution.calls[-1].input) == Fraction(task.answer), task.question


def test_every_number_comes_from_the_story_or_a_result() -> None:
    for task in TASKS + UNSEEN:
        assert task.solution is not None
        known = {q.value for q in quantities(task.question)} | {Fraction(2)}
        if "average" in task.question or "mean" in task.question:
            known |= {Fraction(n) for n in (2, 3, 4)}
        for call in task.solution.calls:
            numbers = {Fraction(n) for n in re.findall(r"\d+(?:\.\d+)?", call.input)}
            assert numbers <= known, (task.question, call.input)
            known.add(value(call.input))


def test_answers_are_positive_and_counts_whole() -> None:
    for task in TASKS + UNSEEN:
        answer = Fraction(task.answer)
        assert answer > 0
        if "$" not in task.question and "dollar" not in task.question:
            assert answer.denominator == 1, task.question


def test_text_is_well_formed() -> None:
    for task in TASKS + UNSEEN:
        text = task.question
        assert "  " not in text and "{" not in text and "}" not in text, text
        assert text[0].isupper() or text[0].isdigit() or text[0] == "$", text
        assert text[-1] in "?.", text
        assert not re.search(r"[.?] [a-z]", text), text
        assert not re.search(r"\b1 (?:[a-z]+ )?(?:apples|books|dogs|cookies|roses)\b", text), text


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_level_is_a_number_of_steps(level: int) -> None:
    made = [word_problems.generate(random.Random(seed), level=level) for seed in range(200)]
    steps = [len(t.solution.calls) for t in made if t.solution]
    assert sum(s == level for s in steps) > 100 and max(steps) <= 4


def test_the_same_seed_tells_the_same_story() -> None:
    assert word_problems.generate(random.Random(11)) == word_problems.generate(random.Random(11))
    assert word_problems.generate(random.Random(11)) != word_problems.generate(random.Random(12))


def test_no_unseen_phrasing_is_told_in_training() -> None:
    assert not {t.template for t in TASKS} & {t.template for t in UNSEEN}


def test_stories_are_varied() -> None:
    assert len({t.question for t in TASKS}) > 1490
    assert len({t.template for t in TASKS}) > 700
    assert len({t.template.split(":")[0] for t in TASKS}) >= 20
