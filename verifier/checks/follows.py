"""The answer is what the last result says."""

from __future__ import annotations

from tasks.task import Observation, Solution
from verifier.equivalence import compare
from verifier.verdict import Check


def follows(question: str, solution: Solution) -> Check:
    """fail when the answer differs from the last result, or that was an error; unknown when nothing was calculated."""
    if solution.answer is None or not solution.answer.strip():
        return Check(name="follows", status="fail", evidence="No answer was given.")
    results = [step for step in solution.steps if isinstance(step, Observation)]
    if not results:
        return Check(name="follows", status="unknown", evidence="the answer rests on no calculation.")
    if not results[-1].ok:
        return Check(name="follows", status="fail", evidence="The last calculation failed.")
    last = results[-1].text
    if compare(last, solution.answer).equal:
        return Check(name="follows", status="pass", evidence=f"the answer is the last result, {last}.")
    return Check(
        name="follows", status="fail", evidence=f"The answer {solution.answer[:40]} is not the last result {last}."
    )
