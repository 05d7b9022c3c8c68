"""A calculation with what the question does not ask about is found, and only where words tell so."""

from __future__ import annotations

import random

import pytest

from agent.training.transcripts import complete
from tasks.generators import word_problems
from tasks.task import Call, Observation, Solution, Step, Thought
from verifier.checks.relevance import relevance_of
from verifier.universal import judge

KIWIS = "Owen had 10 apples and 4 kiwis. He gave some kiwis away and has 3 kiwis left. How many kiwis did he give away?"
PENS = "Mia has 12 pens and 7 books. She buys 5 more pens. How many pens does Mia have now?"


CHAIN = "Mia has 12 pens and 7 books. She buys 5 more pens and loses 2 pens. How many pens does Mia have now?"


def steps(*made: tuple[str, str, str]) -> Solution:
    out: list[Step] = []
    for thought, call, seen in made:
        out += [Thought(text=thought), Call(input=call), Observation(text=seen)]
    return Solution(steps=tuple(out), answer=made[-1][2])


def solution(thought: str, call: str, result: str) -> Solution:
    return Solution(steps=(Thought(text=thought), Call(input=call), Observation(text=result)), answer=result)


@pytest.mark.parametrize(
    ("question", "made", "status"),
    [
        (KIWIS, solution("Kiwis given away. A: 10; B: 4.", "10-4", "6"), "fail"),
        (KIWIS, solution("Kiwis given away. B: 4; C: 3.", "4-3", "1"), "pass"),
        (PENS, solution("Pens now. A: 12; B: 7.", "12+7", "19"), "fail"),
        (PENS, solution("Pens now. A: 12; C: 5.", "12+5", "17"), "pass"),
        (PENS, solution("Pens now. A: 12; B: 7; C: 5.", "12+7+5", "24"), "fail"),
        (CHAIN, steps(("Pens. A: 12; B: 7.", "12+7", "19"), ("Left. Pens: 19; D: 2.", "19-2", "17")), "fail"),
        (CHAIN, steps(("Pens. A: 12; C: 5.", "12+5", "17"), ("Left. Pens: 17; D: 2.", "17-2", "15")), "pass"),
        (CHAIN, steps(("Pens. A: 12; C: 5.", "12+5", "17"), ("All. Pens: 17; B: 7.", "17*7", "119")), "unknown"),
        (PENS, solution("Pens now. A: 12; B: 7.", "12*7", "84"), "unknown"),  # no sum
        (PENS, solution("Pens now. 12 and 7.", "12+7", "19"), "unknown"),  # no letters
        (PENS, solution("Pens now. A: 12; Q: 7.", "12+7", "19"), "unknown"),  # no such letter
        (PENS, Solution(answer="19"), "unknown"),
        ("What is 12 + 7?", solution("Sum. A: 12; B: 7.", "12+7", "19"), "unknown"),
    ],
)
def test_what_it_says(question: str, made: Solution, status: str) -> None:
    assert relevance_of(question, made).status == status


def test_its_evidence_names_both_quantities_and_the_verdict_is_refuted() -> None:
    made = solution("Kiwis given away. A: 10; B: 4.", "10-4", "6")
    verdict = judge(KIWIS, made, confidence=0.99)
    assert verdict.status == "refuted" and verdict.evidence_against[0].name == "relevance"
    said = relevance_of(KIWIS, made).evidence
    assert said == "A: 10 belongs to something that the question does not ask about; C: 3 is what it asks about."


def test_numbers_that_are_alike_are_not_told_apart() -> None:
    question = "Mia has 12 pens and 5 books. She buys 5 more pens. How many pens does Mia have now?"  # B is C
    assert relevance_of(question, solution("Pens now. A: 12; B: 5.", "12+5", "17")).status != "fail"


def test_reference_solutions_of_the_grammar_are_not_refuted() -> None:
    spoken = 0
    for seed in range(400):
        task = word_problems.generate(random.Random(seed))
        found = relevance_of(task.question, complete(task))
        assert found.status != "fail", task.question
        spoken += found.status == "pass"
    assert spoken > 20
