"""Where a judge begins to doubt, held against where an attempt goes wrong."""

from __future__ import annotations

import pytest

from agent.judging import remark
from agent.training.judge_steps import call_of_step, first_wrong, largest_fall, pointed_at
from tasks.task import Call, Observation, Solution, Thought
from verifier.learned_judge import Values


def solution(*calls: tuple[str, str], answer: str = "34") -> Solution:
    steps = [step for text, seen in calls for step in (Thought(text="Next."), Call(input=text), Observation(text=seen))]
    return Solution(steps=tuple(steps), answer=answer)


GOLD = solution(("48-29", "19"), ("19+15", "34"))


@pytest.mark.parametrize(
    ("attempt", "at"),
    [
        (solution(("48-15", "33"), ("33+15", "48"), answer="48"), 0),
        (solution(("48-29", "19"), ("19-15", "4"), answer="4"), 1),
        (solution(("48-29", "19.0"), ("19+15", "34"), answer="35"), 2),
        (solution(("48-29+15", "34")), None),
    ],
)
def test_the_first_wrong_call_is_the_first_whose_result_differs(attempt: Solution, at: int | None) -> None:
    assert first_wrong(GOLD, attempt) == at


def test_a_thought_belongs_to_the_call_after_it_and_a_result_to_the_one_before() -> None:
    assert [call_of_step(GOLD, step) for step in range(7)] == [0, 0, 0, 1, 1, 1, 2]


def test_a_judge_points_where_its_doubt_begins_for_good() -> None:
    values = Values((), (0.9, 0.4, 0.8, 0.8, 0.3, 0.2, 0.1))
    assert pointed_at(values, GOLD) == 1 and largest_fall(values, GOLD) == 1
    assert remark(values, GOLD) == " First doubtful: step 5, the call '19+15'."


def test_without_doubt_nothing_is_pointed_at() -> None:
    values = Values((), (0.9,) * 7)
    assert pointed_at(values, GOLD) is None and remark(values, GOLD) == ""
