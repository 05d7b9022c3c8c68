"""The answer is what the last result says."""

from __future__ import annotations

import re

from tasks.task import Call, Observation, Solution
from verifier.checks import shown
from verifier.equivalence import compare, parse_answer
from verifier.verdict import Check

_PERCENT = re.compile(r"\bper ?cent|%", re.IGNORECASE)


def _as_percentage(question: str, result: str, answer: str) -> bool:
    """Whether a question about per cent has 20 for an answer to a result of 0.2."""
    value, said = parse_answer(result), parse_answer(answer)
    asked = _PERCENT.search(question) is not None and value.kind == said.kind == "number" and not said.percent
    return asked and value.value is not None and value.value * 100 == said.value


def follows(question: str, solution: Solution) -> Check:
    """fail when the answer differs from the last result, or that was an error; unknown when nothing was calculated or
    the last result is only stated, without a call."""
    if solution.answer is None or not solution.answer.strip():
        return Check(name="follows", status="fail", evidence="No answer was given.")
    results = [step for step in solution.steps if isinstance(step, Observation)]
    if not results:
        return Check(name="follows", status="unknown", evidence="the answer rests on no calculation.")
    if not results[-1].ok:
        return Check(name="follows", status="fail", evidence="The last calculation failed.")
    last, answer = shown(results[-1].text), shown(solution.answer)
    if compare(results[-1].text, solution.answer).equal or _as_percentage(question, results[-1].text, solution.answer):
        position = max(i for i, step in enumerate(solution.steps) if step is results[-1])
        if not position or not isinstance(solution.steps[position - 1], Call):
            return Check(name="follows", status="unknown", evidence=f"the last result, {last}, was not calculated.")
        return Check(name="follows", status="pass", evidence=f"the answer is the last result, {last}.")
    return Check(name="follows", status="fail", evidence=f"The answer {answer} is not the last result {last}.")
