"""What a solution calculates, whatever it is cut into: its operations and its numbers in order.

    48-29, 19+15   ->   operations - +   numbers 48 29 15   (19 is a result and no number of its own)

So a solution in one call compares with one in three. Programs and symbolic calls have names as operations too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from agent.training.observe import observe
from tasks.quantities import quantities
from tasks.task import Call, Observation, Solution

_TOKEN = re.compile(
    r"(?:^|(?<=[-+*/(,]))\s*-(?P<negative>\d+(?:\.\d+)?)|(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<operation>\*\*|//|<=|>=|==|!=|[-+*/^%!=<>]|[A-Za-z_]\w*)"
)
_SIGNED = re.compile(r"-?\d+(?:\.\d+)?|-?\.\d+")
_DIGITS = re.compile(r"\d+(?:\.\d+)?|\.\d+")


@dataclass(frozen=True)
class Calculation:
    """Operations and numbers of all calls, in order; `calls` is how many there are."""

    operations: tuple[str, ...]
    numbers: tuple[Fraction, ...]
    calls: int
    programs: bool
    """Whether a call is a program, whose numbers may be anything."""


def numbers_of(question: str) -> frozenset[Fraction]:
    """Every number that a question brings: written in digits or words, or implied (`twice`)."""
    return frozenset([q.value for q in quantities(question)] + [Fraction(d) for d in _DIGITS.findall(question)])


def calculation(solution: Solution, given: frozenset[Fraction]) -> Calculation:
    """The calculation of a solution; `given` are the numbers of its question. A result of an earlier call is a link
    and no number. Reference solutions have no observations: their calls are run."""
    operations: list[str] = []
    numbers: list[Fraction] = []
    results: set[Fraction] = set()
    for i, step in enumerate(solution.steps):
        if not isinstance(step, Call):
            continue
        for token in _TOKEN.finditer(step.input):
            operation, written = token.group("operation"), token.group("number") or token.group("negative")
            value = Fraction(written) if written else None
            if token.group("negative") and value is not None and -value not in results:
                operation = "-"  # a sign of the solver's own; that of a negative result is copied with it
            if operation:
                operations.append({"^": "**"}.get(operation, operation))
            if value is not None and (value in given or not {value, -value} & results):
                numbers.append(value)
        after = solution.steps[i + 1] if i + 1 < len(solution.steps) else None
        seen = after.text if isinstance(after, Observation) else observe(step.tool, step.input)
        results |= _values(seen or "")
    return Calculation(
        tuple(operations),
        tuple(numbers),
        len(solution.calls),
        any(call.tool == "python" for call in solution.calls),
    )


def _values(text: str) -> set[Fraction]:
    """A result as the numbers that it may be copied as: `-3/4` as -3 and 4."""
    return {Fraction(part) for part in _SIGNED.findall(text)}
