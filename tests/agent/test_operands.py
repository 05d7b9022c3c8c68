"""Each call's numbers stand with their letters, or a result's label, in the thought before it."""

from __future__ import annotations

import random
import re

import pytest

from agent.training.operands import turned_round, with_operands
from agent.training.sources import practised
from agent.training.transcripts import complete, segments
from tasks import stories
from tasks.generators import word_problems
from tasks.task import Call, Observation, Solution, Step, Task, Thought
from tasks.wording import entries
from verifier.checks.naming import OTHER_WAY
from verifier.universal import judge

VANS = "9 trucks and 3 vans were in the lot, then 7 more vans arrived. How many vans were there then?"


def steps(*calls: tuple[str, str, str]) -> list[Step]:
    return [
        step
        for label, call, result in calls
        for step in ((Thought(text=label),) if label else ()) + (Call(input=call), Observation(text=result))
    ]


def thoughts(question: str, *calls: tuple[str, str, str]) -> list[str]:
    named = with_operands(steps(*calls), entries(question))
    return [step.text for step in named if isinstance(step, Thought)]


def test_a_call_follows_the_entries_that_its_numbers_were_read_from() -> None:
    assert thoughts(VANS, ("Vans then.", "3+7", "10")) == ["Vans then. vans B: 3; vans C: 7."]


def test_an_earlier_result_goes_by_the_label_it_was_calculated_under() -> None:
    question = "Mia has 4 red pens and 6 blue pens. She gives away 3. How many are left?"
    assert thoughts(question, ("Pens of Mia.", "4+6", "10"), ("Pens left.", "10-3", "7"))[1] == (
        "Pens left. Pens of Mia: 10; C: 3."
    )
    assert thoughts(question, ("", "4+6", "10"), ("", "10-3", "7"))[1] == "result: 10; C: 3."


def test_of_equal_numbers_the_one_that_the_label_speaks_of_is_meant_and_none_twice() -> None:
    question = "There are 5 cats and 5 dogs, and 2 dogs run off. How many dogs are left, and how many animals?"
    assert thoughts(question, ("Dogs left.", "5-2", "3")) == ["Dogs left. dogs B: 5; dogs C: 2."]
    assert "cats A: 5; dogs B: 5." in thoughts(question, ("Animals at first.", "5+5", "10"))[0]


@pytest.mark.parametrize(
    ("question", "call", "named"),
    [
        ("Jane has twice as many as Robert, who has 6. How many has Jane?", "6*2", "B: 6; A: twice."),
        ("He ate 1/4 of 12 pies. How many?", "1/4*12", "1/4; 12."),
        ("A 240 dollar bike is 15% off. How much is that?", "15%*240", "B: 15%; A: 240."),
        ("How many minutes are 3 hours?", "3*60", "3."),
    ],
)  # fmt: skip
def test_parts_multiples_and_constants(question: str, call: str, named: str) -> None:
    assert thoughts(question, ("It.", call, "1")) == [f"It. {named}"]


def test_what_has_no_source_stays_as_it_is() -> None:
    plain = steps(("Guess.", "17*19", "323"))
    assert with_operands(plain, entries(VANS)) == plain


@pytest.mark.parametrize("seed", range(40))
def test_every_number_of_a_generated_solution_is_named_and_nothing_else_changes(seed: int) -> None:
    task = word_problems.generate(random.Random(seed))
    solution = complete(task)
    assert solution is not None and task.solution is not None
    assert judge(task.question, solution).status != "refuted"
    listed, results = {str(e) for e in entries(task.question)}, set[str]()
    for thought, call, seen in zip(solution.steps, solution.steps[1:], solution.steps[2:], strict=False):
        if not isinstance(thought, Thought) or not isinstance(call, Call):
            continue
        named = thought.text
        label, _, operands = named.partition(". ")
        assert set(operands.rstrip(".").split("; ")) <= listed | results or not re.search(r": \S+", operands)
        results.add(f"{label}: {seen.text if isinstance(seen, Observation) else ''}")


def test_practice_draws_a_schema_more_often() -> None:
    rng = random.Random(0)
    plain = [word_problems.generate(rng).template.partition(":")[0] for _ in range(600)].count("holdings")
    draw = practised(word_problems.generate, {"holdings": 4.0})
    more = [draw(rng).template.partition(":")[0] for _ in range(600)].count("holdings")
    assert more > 2 * plain


def turned_story(seed: int) -> tuple[Task, Solution]:
    """A story whose solution takes a call back."""
    rng = random.Random(seed)
    while True:
        task = stories.generate(rng)
        solution = complete(task, rng)
        if solution and any(isinstance(s, Thought) and s.text.startswith(OTHER_WAY) for s in solution.steps):
            return task, solution


@pytest.mark.parametrize("seed", range(12))
def test_a_call_the_wrong_way_round_is_seen_to_be_impossible_and_taken_back(seed: int) -> None:
    task, solution = turned_story(seed)
    at = next(i for i, s in enumerate(solution.steps) if isinstance(s, Thought) and s.text.startswith(OTHER_WAY))
    _, wrong, seen, _, right, _ = solution.steps[at - 3 : at + 3]
    assert isinstance(wrong, Call) and isinstance(right, Call) and isinstance(seen, Observation)
    sign = "-" if "-" in wrong.input else "/"
    assert wrong.input.split(sign) == right.input.split(sign)[::-1]
    assert seen.text.startswith("-") or not seen.text.isdigit()
    plain = complete(task)
    assert plain is not None and plain.answer == solution.answer
    assert judge(task.question, solution).status != "refuted"


@pytest.mark.parametrize("seed", range(4))
def test_only_what_takes_back_is_learned_not_what_is_taken_back(seed: int) -> None:
    task, solution = turned_story(seed)
    dialogue = segments(task.question, solution)
    untrained = [s for s in dialogue if not s.trained]
    assert [s.role for s in untrained] == ["thought", "calculator"]
    at = dialogue.index(untrained[0])
    assert dialogue[at + 3].trained and dialogue[at + 3].text.startswith(OTHER_WAY)


@pytest.mark.parametrize("call, wrong", [("9-4", "4-9"), ("12/3", "3/12"), ("7/2", None), ("4-9", None), ("3+4", None)])
def test_a_call_is_turned_only_where_its_turn_cannot_be(call: str, wrong: str | None) -> None:
    found = turned_round(Call(input=call))
    assert (found[0].input if found else None) == wrong


def test_equal_numbers_that_are_all_used_stand_in_the_order_of_the_question() -> None:
    question = "Fatima has 6 screws, and Fatima's screws number 6 fewer than those of Mei. How many has Mei?"
    assert thoughts(question, ("Screws of Mei.", "6+6", "12"))[0].startswith("Screws of Mei. screws A: 6; ")
