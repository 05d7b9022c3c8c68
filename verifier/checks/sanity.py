"""A count of things is neither negative nor broken."""

from __future__ import annotations

import re

from tasks.quantities import quantities
from tasks.task import Solution
from verifier.calculator import CalculatorError, evaluate
from verifier.verdict import Check

_MEASURED = re.compile(
    r"\b(how many (more |of )?(hours?|minutes?|seconds?|days?|weeks?|months?|years?|miles?|kilomet\w+|met\w+|inch\w*|feet|"
    r"foot|yards?|acres?|pounds?|ounces?|grams?|kilograms?|tons?|gallons?|liters?|litres?|cups?|quarts?|pints?|dollars?|cents?|"
    r"percent|times|degrees)|average|mean|temperature|balance|half|third|quarter)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\bhow many\b", re.IGNORECASE)


def sanity(question: str, solution: Solution) -> Check:
    """fail for "how many" of things that can be counted, answered by a negative number or, when every number in the
    question is whole, by a fraction; unknown otherwise."""
    unknown = Check(name="sanity", status="unknown", evidence="no sanity rule applies.")
    if solution.answer is None or not _COUNT.search(question) or _MEASURED.search(question):
        return unknown
    try:
        value = evaluate(solution.answer.strip())
    except CalculatorError:
        return unknown
    if value < 0:
        return Check(name="sanity", status="fail", evidence=f"A count cannot be {solution.answer[:40]}.")
    if value.denominator != 1 and all(q.value.denominator == 1 for q in quantities(question)):
        return Check(name="sanity", status="fail", evidence=f"A count cannot be {solution.answer[:40]}.")
    return Check(name="sanity", status="pass", evidence="the answer is a possible count.")
