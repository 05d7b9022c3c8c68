"""Numbers that a thought names are held against the list, earlier results and the call."""

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
LIST = "Matt has trucks: 9; vans: 3; Ann brings more vans: 7; vans leave: 2. How many vans are there then?"


def check(*steps: tuple[str, str, str]) -> tuple[str, str]:
    out: list[Step] = []
    for thought, call, seen in steps:
        out += [Thought(text=thought), Call(input=call), Observation(text=seen)]
    made = naming(QUESTION, Solution(steps=tuple(out), answer=steps[-1][2]))
    return made.status, made.evidence


def test_entries_of_the_list_and_of_results_pass() -> None:
    first = f"{LIST} Vans now. vans: 3; Ann brings more vans: 7."
    assert check((first, "3+7", "10"), ("Vans left. Vans now: 10; vans leave: 2.", "10-2", "8"))[0] == "pass"


@pytest.mark.parametrize(
    ("thought", "call", "said"),
    [
        ("Vans now. vans: 9; Ann brings more vans: 7.", "9+7", "vans: 9 is not in the list."),
        ("Vans now. vans: 3; Ann leaves: 2.", "3+2", "Ann leaves: 2 is not in the list."),
        ("Vans now. vans: 3; Ann brings more vans: 8.", "3+8", "Ann brings more vans: 8 is not in the list."),
        ("Vans now. vans: 3; Ann brings more vans: 7.", "3+9", "7 is named and not calculated with."),
        ("Vans now. trucks left: 5; vans: 3.", "5+3", "trucks left: 5 is not in the list."),
    ],
)
def test_another_entry_s_number_and_a_number_not_used_are_found(thought: str, call: str, said: str) -> None:
    status, evidence = check((f"{LIST} {thought}", call, "1"))
    assert status == "fail" and evidence.startswith(said)


def test_a_result_under_another_label_is_found() -> None:
    first = f"{LIST} Vans now. vans: 3; Ann brings more vans: 7."
    status, evidence = check((first, "3+7", "10"), ("Left. Trucks now: 10; vans leave: 2.", "10-2", "8"))
    assert status == "fail" and evidence.startswith("Trucks now: 10 is not in the list.")


def test_what_is_found_after_a_call_was_taken_back_goes_by_the_label_of_that_call() -> None:
    wrong = (f"{LIST} Vans left. vans leave: 2; vans: 3.", "2-3", "-1")
    right = ("That cannot be: the other way round. vans: 3; vans leave: 2.", "3-2", "1")
    assert check(wrong, right, ("Vans now. Vans left: 1; Ann brings more vans: 7.", "1+7", "8"))[0] == "pass"
    status, evidence = check(wrong, right, ("Vans now. Trucks left: 1; Ann brings more vans: 7.", "1+7", "8"))
    assert status == "fail" and evidence.startswith("Trucks left: 1 is not in the list.")


LETTERED = "Matt has trucks A: 9; vans B: 3; Ann brings more vans C: 7; vans leave D: 2. How many vans are there then?"


@pytest.mark.parametrize(
    ("thought", "call", "said"),
    [
        ("Vans now. B: 3; C: 7.", "3+7", ""),
        ("Vans now. vans B: 3; Ann brings more vans C: 7.", "3+7", ""),
        ("B: 3; C: 7.", "3+7", ""),
        ("Vans now. B: 9; C: 7.", "9+7", "B: 9 is not in the list."),
        ("Vans now. B: 3; A: 7.", "3+7", "A: 7 is not in the list."),
        ("Vans now. B: 3; E: 7.", "3+7", "E: 7 is not in the list."),
        ("Vans now. B: 3; C: 7.", "3+9", "7 is named and not calculated with."),
    ],
)
def test_a_lettered_list_is_named_by_its_letters(thought: str, call: str, said: str) -> None:
    status, evidence = check((f"{LETTERED} {thought}", call, "1"))
    assert status == ("fail" if said else "pass") and (not said or evidence.startswith(said))


@pytest.mark.parametrize("thought", [LIST, f"{LIST} Vans now.", "Vans: three and seven.", "It is 3: 7 more."])
def test_who_names_nothing_is_not_at_fault(thought: str) -> None:
    assert check((thought, "3+7", "10"))[0] == "unknown"


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
    assert isinstance(named(text), list) and check((f"{LIST} {text}", "3+7", "10"))[0] in ("pass", "fail", "unknown")


@pytest.mark.parametrize("seed", range(60))
def test_reference_solutions_pass_and_one_with_another_number_does_not(seed: int) -> None:
    task = word_problems.generate(random.Random(seed), unseen=seed % 2 == 0)
    solution = complete(task)
    assert solution is not None and naming(task.question, solution).status in ("pass", "unknown")
    at, first = next((i, s) for i, s in enumerate(solution.steps) if isinstance(s, Thought))
    entries = named(first.text)
    if entries:
        broken = first.text.removesuffix(".") + "7."
        steps = (*solution.steps[:at], Thought(text=broken), *solution.steps[at + 1 :])
        assert judge(task.question, Solution(steps=steps, answer=solution.answer)).status == "refuted"
