"""The kind of an error, found by comparing an attempt's calls with those of the reference solution.

A rough sorting for reading twenty of each, not a judgement: the attempt may have gone another way than the reference.
The rules are tried in the order in which they stand here, and the first that fits names the kind.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Literal, get_args

from agent.analysis.calculation import Calculation, calculation, numbers_of
from agent.batch import right
from agent.events import StopReason
from tasks.numbers import parse_decimal
from tasks.refusal import is_refusal
from tasks.task import Observation, Solution, Task

Kind = Literal[
    "budget",  # steps, tokens, seconds or context ran out
    "format",  # no answer that can be read, or the right result written as something else
    "refused",  # said that there is no answer, and there is
    "not refused",  # answered what has no answer
    "tool error",  # the last call failed
    "copied number wrong",  # a number from nowhere in a call, or the right result copied wrongly as the answer
    "no reference",  # nothing to compare with
    "wrong conclusion",  # neither calls: the words are wrong
    "missing step",  # fewer operations than the reference
    "extra step",  # more
    "wrong operand",  # the reference's operations on other numbers, or on the same in another order
    "wrong operation",  # as many operations, others; or the same, put together differently
]
KINDS: tuple[Kind, ...] = get_args(Kind)
CONSTANTS = frozenset(map(Fraction, (0, 1, 2, 100)))
"""Numbers that a solution may bring along: for per cent and halves. Those of units come with the question's words."""


def kind_of_error(task: Task, reference: Solution | None, attempt: Solution, stop: StopReason) -> Kind:
    """Why a wrong attempt at a task is wrong."""
    early = _before_comparing(task, attempt, stop)
    if early is not None:
        return early
    if reference is None:
        return "no reference"
    given = numbers_of(task.question)
    wanted, made = calculation(reference, given), calculation(attempt, given)
    if not made.calls:
        return "missing step" if wanted.calls else "wrong conclusion"
    known = given | set(wanted.numbers) | CONSTANTS
    if not made.programs and not wanted.programs and any(number not in known for number in made.numbers):
        return "copied number wrong"
    return _compared(wanted, made)


def _before_comparing(task: Task, attempt: Solution, stop: StopReason) -> Kind | None:
    """The kinds that can be told without a reference."""
    if stop in ("steps", "tokens", "seconds", "tool_seconds", "context", "stopped"):
        return "budget"
    if stop == "malformed" or attempt.answer is None or not attempt.answer.strip():
        return "format"
    if is_refusal(task.answer) != is_refusal(attempt.answer):
        return "not refused" if is_refusal(task.answer) else "refused"
    seen = [step for step in attempt.steps if isinstance(step, Observation)]
    if seen and not seen[-1].ok:
        return "tool error"
    if seen and right(task.answer, seen[-1].text):
        return "copied number wrong" if _number(attempt.answer) else "format"
    return None


def _compared(wanted: Calculation, made: Calculation) -> Kind:
    same_operations = Counter(wanted.operations) == Counter(made.operations)
    if same_operations and Counter(wanted.numbers) == Counter(made.numbers):
        moved = wanted.operations == made.operations and wanted.numbers != made.numbers
        return "wrong operand" if moved else "wrong operation"
    if len(made.operations) < len(wanted.operations):
        return "missing step"
    if len(made.operations) > len(wanted.operations):
        return "extra step"
    return "wrong operand" if same_operations else "wrong operation"


def _number(text: str) -> bool:
    try:
        parse_decimal(text)
    except ValueError:
        return False
    return True
