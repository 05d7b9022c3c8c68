"""Numbers that a thought names are held against the question, earlier results and the call."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.training.transcripts import complete
from tasks.generators import word_problems
from tasks.task import Call, Observation, Solution, Step, Thought
from verifier.checks.naming import named, naming
from verifier.universal import judge

QUESTION = "Matt has 9 trucks and 3 vans. Ann brings 7 more vans, and 2 vans leave. How many vans are there then?"


def check(*steps: tuple[str, str, str]) -> tuple[str, str]:
    out: list[Step] = []
    for thought, call, seen in steps:
        out += [Thought(text=thought), Call(input=call), Observation(text=seen)]
    made = naming(QUESTION, Solution(steps=tuple(out), answer=steps[-1][2]))
    return made.status, made.evidence


def test_letters_of_the_question_and_labels_of_results_pass() -> None:
    assert check(("Vans now. B: 3; C: 7.", "3+7", "10"), ("Vans left. Vans now: 10; D: 2.", "10-2", "8"))[0] == "pass"
    assert check(("B: 3; C: 7.", "3+7", "10"), ("result: 10; D: 2.", "10-2", "8"))[0] == "pass"
    assert (
        check(("Vans now. vans B: 3; vans C: 7.", "3+7", "10"), ("Vans now: 10; vans D: 2.", "10-2", "8"))[0] == "pass"
    )
    assert check(("Vans of Ann. Matt B: 3; Ann C: 7.", "3+7", "10"))[0] == "pass"


@pytest.mark.parametrize(
    ("thought", "call", "said"),
    [
        ("Vans now. B: 9; C: 7.", "9+7", "B: 9 is not in the question."),
        ("Vans now. B: 3; A: 7.", "3+7", "A: 7 is not in the question."),
        ("Vans now. B: 3; E: 7.", "3+7", "E: 7 is not in the question."),
        ("Vans now. B: 3; C: 7.", "3+9", "7 is named and not calculated with."),
        ("Vans now. trucks left: 5; B: 3.", "5+3", "trucks left: 5 was not calculated."),
        ("Vans now. B: 3; D: 2.", "3+12", "2 is named and not calculated with."),
        ("Vans now. vans A: 9; vans C: 7.", "9+7", "A: 9 goes with trucks, not vans."),
        ("Vans now. vans B: 9; vans C: 7.", "9+7", "B: 9 is not in the question."),
        ("trucks B: 3; vans C: 7.", "3+7", "B: 3 goes with vans, not trucks."),
    ],
)
def test_another_letter_s_number_and_a_number_not_used_are_found(thought: str, call: str, said: str) -> None:
    status, evidence = check((thought, call, "1"))
    assert status == "fail" and evidence.startswith(said)


def test_half_a_per_cent_is_not_a_half() -> None:
    question = "A bank with 36 branches closes 0.5% of them. How many branches does it close?"
    steps = (Thought(text="Branches closed. B: 0.5%; A: 36."), Call(input="36/2"), Observation(text="18"))
    assert naming(question, Solution(steps=steps, answer="18")).status == "fail"


def test_half_of_it_may_be_calculated_by_dividing() -> None:
    question = "Matt has 36 trucks and Ann has half as many. How many trucks does Ann have?"
    for call, status in (("36/2", "pass"), ("36*0.5", "pass"), ("36*1/2", "pass"), ("36/20", "fail"), ("36-2", "fail")):
        steps = (Thought(text="Trucks of Ann. A: 36; B: half."), Call(input=call), Observation(text="1"))
        assert naming(question, Solution(steps=steps, answer="1")).status == status


def test_letters_that_name_things_in_the_question_are_not_ours() -> None:
    question = "Store A sells 4 pens in a box and has 5 boxes. Store B has 6 such boxes. How many boxes are there?"
    steps = (Thought(text="A: 5; B: 6."), Call(input="5+6"), Observation(text="11"))
    assert naming(question, Solution(steps=steps, answer="11")).status == "unknown"


def test_a_part_of_a_word_is_no_label() -> None:
    assert check(("Vans now. B: 3; C: 7.", "3+7", "10"), ("Left. w: 10; D: 2.", "10-2", "8"))[0] == "fail"


def test_a_result_under_another_label_is_found() -> None:
    status, evidence = check(("Vans now. B: 3; C: 7.", "3+7", "10"), ("Left. Trucks now: 10; D: 2.", "10-2", "8"))
    assert status == "fail" and evidence.startswith("Trucks now: 10 was not calculated.")


def test_what_is_found_after_a_call_was_taken_back_goes_by_the_label_of_that_call() -> None:
    wrong = ("Vans left. D: 2; B: 3.", "2-3", "-1")
    right = ("That cannot be: the other way round. B: 3; D: 2.", "3-2", "1")
    assert check(wrong, right, ("Vans now. Vans left: 1; C: 7.", "1+7", "8"))[0] == "pass"
    status, evidence = check(wrong, right, ("Vans now. Trucks left: 1; C: 7.", "1+7", "8"))
    assert status == "fail" and evidence.startswith("Trucks left: 1 was not calculated.")


@pytest.mark.parametrize(
    "thought",
    [
        "Vans now.",
        "Vans: three and seven.",
        "It is 3: 7 more.",
        "vans: 3; more vans: 7.",
        "A: 9 trucks.",
        "Vitamin C: 5; pills: 3.",
        "Vans of team A: 3; vans of team B: 7.",
        "",
    ],
)
def test_who_names_no_letter_is_not_at_fault(thought: str) -> None:
    assert check((thought, "3+7", "10"))[0] == "unknown"


def test_a_question_without_letters_has_none_to_be_wrong() -> None:
    steps = (Thought(text="Sum. A: 5; B: 4."), Call(input="3+4"), Observation(text="7"))
    assert naming("What is 3 + 4?", Solution(steps=steps, answer="7")).status == "unknown"


def test_words_for_numbers_parts_and_constants() -> None:
    question = "Jane has twice as many as Robert, who has 6. She sells 1/4 of them. How many are sold in dozens?"
    steps = complete(
        word_problems.generate(random.Random(0)).model_copy(
            update={
                "question": question,
                "solution": Solution(
                    steps=(Thought(text="Jane"), Call(input="6*2"), Thought(text="Sold"), Call(input="12*1/4")), answer="3"
                ),
            }
        )
    )  # fmt: skip
    assert steps is not None and naming(question, steps).status == "pass"


@given(st.text(alphabet="ab: ;.?17", max_size=60))
def test_any_thought_can_be_read(text: str) -> None:
    assert isinstance(named(text, QUESTION), list) and check((text, "3+7", "10"))[0] in ("pass", "fail", "unknown")


@pytest.mark.parametrize("seed", range(60))
def test_reference_solutions_pass_and_one_with_another_number_does_not(seed: int) -> None:
    task = word_problems.generate(random.Random(seed), unseen=seed % 2 == 0)
    solution = complete(task)
    assert solution is not None and naming(task.question, solution).status in ("pass", "unknown")
    at, first = next((i, s) for i, s in enumerate(solution.steps) if isinstance(s, Thought))
    entries = named(first.text, task.question)
    if entries:
        broken = first.text.removesuffix(".") + "7."
        steps = (*solution.steps[:at], Thought(text=broken), *solution.steps[at + 1 :])
        assert judge(task.question, Solution(steps=steps, answer=solution.answer)).status == "refuted"
