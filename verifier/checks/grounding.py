"""Every number in a calculation comes from the question, an earlier result, or a published constant."""

from __future__ import annotations

from fractions import Fraction
from itertools import zip_longest

from tasks.numbers import format_number
from tasks.quantities import quantities
from tasks.task import Call, Observation, Solution
from verifier.calculator import CalculatorError, evaluate, tokenize
from verifier.constants import CONSTANTS
from verifier.verdict import Check


def numbers_in(expression: str) -> list[Fraction]:
    """The numbers written in an expression; none when the calculator would not read it."""
    try:
        return [Fraction(text) for kind, text in tokenize(expression) if kind == "number"]
    except CalculatorError:
        return []


def grounding(question: str, solution: Solution) -> Check:
    """fail names the first number that came from nowhere; unknown when nothing was calculated."""
    known = {q.value for q in quantities(question)} | set(CONSTANTS)
    calls = 0
    for step, following in zip_longest(solution.steps, solution.steps[1:]):
        if isinstance(step, Call):
            if isinstance(following, Observation) and not following.ok:
                continue  # nothing came of it
            calls += 1
            for number in numbers_in(step.input):
                if number not in known:
                    return Check(
                        name="grounding", status="fail", evidence=f"{format_number(number)} is not in the question."
                    )
        elif isinstance(step, Observation) and step.ok:
            known |= set(numbers_in(step.text))
            try:
                known.add(abs(evaluate(step.text)))  # a result 5/6 may be used as a whole, a negative one by its size
            except CalculatorError:
                continue
    if not calls:
        return Check(name="grounding", status="unknown", evidence="nothing was calculated.")
    return Check(name="grounding", status="pass", evidence="every number comes from the question or a result.")
