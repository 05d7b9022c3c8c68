"""The lab of forms: every form holds the same calculations, and what it measures is what it says."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from agent.errors import TrainingError
from agent.tools import default_tools
from agent.training.form_lab import KINDS, compare, problem
from agent.training.forms import FORMS, written
from core_model.checkpoint import load_tokenizer, policy_folder
from core_model.training.config import TrainConfig
from tasks.quantities import quantities
from tasks.task import Call, Solution, Task, Thought

TINY = TrainConfig(steps=2, rows=2, length=256, accumulate=1, warmup=1, device="cpu", precision="fp32")


@pytest.mark.parametrize("form", FORMS)
def test_a_form_leads_from_the_question_to_the_answer(form: str) -> None:
    tools = default_tools()
    for seed in range(12):
        task = problem(random.Random(seed))
        dialogue = written(form, task)
        assert dialogue is not None
        asked, *rest, answer = dialogue
        assert asked.role == "user" and (asked.text == task.question) != form.startswith("letters")
        assert answer.role == "answer" and answer.text.split()[0] == task.answer
        assert rest[-1].role == "result" and rest[-1].text == task.answer
        for call, seen in pairwise(rest):
            if call.role in ("calculator", "python"):
                assert tools[call.role].run(call.text).text == seen.text


def test_forms_differ_and_say_what_they_are_called_after() -> None:
    task = problem(random.Random(0))
    texts = {name: [segment.text for segment in written(name, task) or ()] for name in FORMS}
    assert len({tuple(text) for text in texts.values()}) == len(FORMS)
    assert texts["question again"][1].startswith(task.question)
    assert " A: " in texts["letters"][0] and " A: " not in task.question
    assert texts["unit"][-1].startswith(f"{task.answer} ")


def test_of_equal_numbers_the_letter_is_that_of_the_one_the_label_speaks_of() -> None:
    question = (
        "Ann has 7 red marbles, Bob has 7 blue marbles and 2 green marbles. How many more blue than green has Bob?"
    )
    steps = (Thought(text="Blue marbles minus green marbles."), Call(input="7-2"))
    task = Task(id="t", family="t", question=question, answer="5", solution=Solution(steps=steps, answer="5"))
    for form in ("letters", "list, letters", "question again, letters"):
        dialogue = written(form, task)
        assert dialogue is not None and dialogue[1].text.endswith("blue marbles B: 7; green marbles C: 2.")


def test_problems_are_of_the_kinds_asked_for_and_whole() -> None:
    for seed in range(40):
        task = problem(random.Random(seed))
        assert task.template.partition(":")[0] in KINDS and task.answer.isdigit()
        assert all(q.value.denominator == 1 for q in quantities(task.question))


def test_what_is_measured_is_a_share_of_the_tests_with_its_interval() -> None:
    said: list[str] = []
    tokenizer = load_tokenizer(policy_folder(None))
    (learned,) = compare(tokenizer, TINY, range(2), tested=3, forms=["bare"], report=said.append)
    assert learned.form == "bare" and len(learned.each_seed) == len(said) == 2
    assert 0 <= learned.low <= learned.accuracy <= learned.high <= 100
    assert learned.problems_seen > 0 and learned.tokens_a_problem > 20 and learned.loss > 0
    assert compare(tokenizer, TINY, range(2), tested=3, forms=["bare"]).__next__() == learned


def test_a_form_that_there_is_not_is_named() -> None:
    with pytest.raises(TrainingError, match="no form 'verse'"):
        next(compare(load_tokenizer(policy_folder(None)), TINY, [0], 1, ["verse"]))
