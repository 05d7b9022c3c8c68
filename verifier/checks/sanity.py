"""What no sensible solution does: a negative or broken count, a number taken from or divided by itself."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.quantities import quantities
from tasks.task import Call, Observation, Solution
from verifier.calculator import CalculatorError, evaluate
from verifier.checks import shown
from verifier.checks.grounding import numbers_in
from verifier.verdict import Check

_MEASURED = re.compile(
    r"\b(how many (more |of )?(hours?|minutes?|seconds?|days?|weeks?|months?|years?|miles?|kilomet\w+|met\w+|inch\w*|"
    r"feet|foot|yards?|acres?|pounds?|ounces?|grams?|kilograms?|tons?|gallons?|\w+bytes?|liters?|litres?|cups?|quarts?|pints?|dollars?|"
    r"cents?|percent|times|degrees)|average|mean|temperature|balance|half|third|quarter)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow many\b", re.IGNORECASE)


_SELF = re.compile(r"([0-9]+(?:\.[0-9]+)?)([-/])\1")


def _cancelled(question: str, solution: Solution) -> str:
    """A call that takes or divides one number by itself, when the question names that number just once."""
    seen = [q.value for q in quantities(question)]
    for step in solution.steps:
        if isinstance(step, Observation) and step.ok:
            seen += numbers_in(step.text)
        match = _SELF.fullmatch(step.input.replace(" ", "")) if isinstance(step, Call) else None
        if match is not None and seen.count(Fraction(match.group(1))) < 2:
            return match.group()
    return ""


def sanity(question: str, solution: Solution) -> Check:
    """fail for a number cancelled against itself, and for "how many" of things that can be counted answered by a
    negative number or, when every number in the question is whole, by a fraction; unknown where no rule applies."""
    if call := _cancelled(question, solution):
        return Check(name="sanity", status="fail", evidence=f"{call[:60]} uses one number twice.")
    unknown = Check(name="sanity", status="unknown", evidence="no sanity rule applies.")
    if solution.answer is None or not _COUNT.search(question) or _MEASURED.search(question):
        return unknown
    try:
        value = evaluate(solution.answer.strip())
    except CalculatorError:
        return unknown
    if value < 0:
        return Check(name="sanity", status="fail", evidence=f"A count cannot be {shown(solution.answer)}.")
    if value.denominator != 1 and all(q.value.denominator == 1 for q in quantities(question)):
        return Check(name="sanity", status="fail", evidence=f"A count cannot be {shown(solution.answer)}.")
    return Check(name="sanity", status="pass", evidence="the answer is a possible count.")
