"""Calls from an infix equation that came with a problem, or from the one operation that gives its answer."""

from __future__ import annotations

import ast
import re
from fractions import Fraction

from tasks.numbers import format_number, parse_decimal
from tasks.quantities import quantities
from tasks.readers.expressions import as_written, clean, evaluate, operations, parse, plain_decimals, value_of
from tasks.task import Call, Solution, Task

MAX_PLACES = 5
CLOSE = Fraction(1, 10**9)
"""Longer decimals are fractions that a machine wrote out, and rounded each by itself: 0.166666666667 and 0.666666666667
make 0.833333333334, where the answer says 0.833333333333. So near is the same there."""
_SPEED = re.compile(r"\d (?:miles|kilometers|km|meters|feet) (?:per|an) hour\b.*\bhow (?:long|far)\b", re.I | re.S)


def solved(task: Task, family: str) -> Task:
    """The task with a solution from `metadata["equation"]`; without one when none can be derived soundly."""
    inputs = calls(task.question, task.metadata.get("equation"), task.answer)
    made = with_calls(task, inputs, family)
    if made.solution is None or not _written_out(task.question):
        return made
    reached = format_number(evaluate(inputs[-1]))
    if "/" in reached:
        return with_calls(task, [], family)
    return made.model_copy(update={"solution": made.solution.model_copy(update={"answer": reached})})


def with_calls(task: Task, inputs: list[str], family: str) -> Task:
    """The task with a solution that makes these calls; without one when there are none."""
    solution = Solution(steps=tuple(Call(input=text) for text in inputs), answer=task.answer) if inputs else None
    return task.model_copy(update={"family": family, "level": max(1, len(inputs)), "solution": solution})


def calls(question: str, equation: object, answer: str) -> list[str]:
    """Calculator inputs for a problem, or none when they cannot be derived soundly."""
    rounded = CLOSE if _written_out(question) else Fraction(0)
    try:
        wanted = parse_decimal(answer)
        if not isinstance(equation, str) or not equation:
            return _only_operation(question, wanted, rounded)
        expression = clean(equation)
        tree = parse(expression)
        if abs(value_of(tree) - wanted) > rounded or not isinstance(tree, ast.BinOp) or _mixes_speed(question, tree):
            return []
    except ValueError:  # an ExpressionError is one
        return []
    return operations(tree, as_written(question)) or [plain_decimals(expression)]


def _written_out(question: str) -> bool:
    return re.search(rf"\.\d{{{MAX_PLACES + 1},}}", question) is not None


def _mixes_speed(question: str, tree: ast.BinOp) -> bool:
    """Whether a speed is added to something else: `4 - 3` for 4 miles at 3 miles an hour is an error of the data."""
    single = not any(isinstance(side, ast.BinOp) for side in (tree.left, tree.right))
    return single and isinstance(tree.op, ast.Add | ast.Sub) and bool(_SPEED.search(question))


def _only_operation(question: str, wanted: Fraction, rounded: Fraction) -> list[str]:
    """`a+b`, `a-b`, `b-a`, `a*b`, `a/b` or `b/a`: the one that gives the answer, if exactly one does."""
    named = [q for q in quantities(question) if not q.implied]
    digits = [q for q in named if any(c.isdigit() for c in q.text)]
    found = digits if len(digits) == 2 else named  # "two pumpkins: one of 4 pounds, ..." is about the digits
    if len(found) != 2:
        return []
    a, b = (q.value for q in found)
    names = as_written(question)
    first, second = (names.get(v, format_number(v)) for v in (a, b))
    values = {
        f"{first}+{second}": a + b,
        f"{first}-{second}": a - b,
        f"{second}-{first}": b - a,
        f"{first}*{second}": a * b,
    }
    if b:
        values[f"{first}/{second}"] = a / b
    if a:
        values[f"{second}/{first}"] = b / a
    matching = [text for text, value in values.items() if abs(value - wanted) <= rounded]
    return matching if len(matching) == 1 else []
