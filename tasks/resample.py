"""A fresh problem from a human-written one: new numbers, new names, the same story, the answer recomputed.

The problem's equation says which of its numbers matter and how. Each is replaced wherever it stands by one of the
same kind and size, under the constraints that keep the story true: a whole part stays whole, what was positive
stays positive, a price keeps its two places. What cannot be done soundly is not done: the result is None.
"""

from __future__ import annotations

import ast
import hashlib
import random
import re
from collections.abc import Mapping
from fractions import Fraction

from tasks.multiply import multiply
from tasks.multiply.names import BOYS, GIRLS
from tasks.multiply.numbers import LONG_PLACES, MAX_PLACES, decimals, is_fixed, similar, write
from tasks.multiply.words import articles
from tasks.numbers import format_number
from tasks.quantities import Quantity, quantities
from tasks.readers import ExpressionError, apply, as_written, clean, operations, parse, value_of
from tasks.task import Call, Solution, Task

TRIES = 120
NAME_SHARE = 0.8
"""How often the people are renamed as well."""

_GIRLS, _BOYS = frozenset(GIRLS), frozenset(BOYS)
_NAME = re.compile(
    r"(?<!\w)(?<!Mr\. )(?<!Mrs\. )(?<!Ms\. )(?:" + "|".join(sorted(_GIRLS | _BOYS, key=len, reverse=True)) + r")(?!\w)"
)

_CONSTANTS = frozenset(map(Fraction, ("1/2", "1/4", "0.01", *map(str, (1, 2, 5, 7, 10, 12, 24, 25, 60, 100)))))
"""Numbers that an equation may use without the question naming them: half, cents, dozens, minutes."""


def resample(task: Task, rng: random.Random) -> Task | None:
    """A task of the same story with other numbers and names, or None when that cannot be done soundly.

    MAWPS is taken by its infix equation or its single calculation; every other family by `multiply`, which follows the
    numbers through a solution of several calls.
    """
    if task.family != "mawps":
        return multiply(task, rng)
    if task.solution is None:
        return None
    equation = _equation(task)
    try:
        tree = parse(clean(equation)) if equation else None
        if not isinstance(tree, ast.BinOp):
            return None
        found = quantities(task.question)
        kinds = _replaceable(task.question, found, tree)
        values = _new_values(tree, kinds, {q.value for q in found}, rng) if kinds else None
        if not values:
            return None
        return _rewritten(task, tree, found, values, rng)
    except ExpressionError:
        return None


def _equation(task: Task) -> str:
    written = task.metadata.get("equation")
    if isinstance(written, str) and written:
        return written
    steps = task.solution.steps if task.solution else ()
    return steps[0].input if len(steps) == 1 and isinstance(steps[0], Call) else ""


# --- which numbers ----------------------------------------------------------------------------------------------


def _leaves(tree: ast.expr) -> list[Fraction]:
    return [value_of(node) for node in ast.walk(tree) if isinstance(node, ast.Constant)]


def _replaceable(question: str, found: list[Quantity], tree: ast.expr) -> dict[Fraction, list[str]]:
    """The values to replace and each way they are written. Raises ExpressionError for a number from nowhere."""
    written: dict[Fraction, list[str]] = {}
    fixed: set[Fraction] = set()
    for q in found:
        if is_fixed(question, q):
            fixed.add(q.value)
        written.setdefault(q.value, []).append(q.text)
    percent = "%" in question or "percent" in question
    chosen: dict[Fraction, list[str]] = {}
    for value in _leaves(tree):
        if value in written and value not in fixed:
            chosen[value] = written[value]
        elif value not in fixed and value not in _CONSTANTS:
            if not (percent and value * 100 in written):
                raise ExpressionError("a number that the question does not name")
            raise ExpressionError("a percentage written as a decimal")  # its two forms would have to change together
    return chosen


# --- which values -----------------------------------------------------------------------------------------------


def _new_values(
    tree: ast.BinOp, kinds: dict[Fraction, list[str]], present: set[Fraction], rng: random.Random
) -> dict[Fraction, Fraction] | None:
    """New values under which every operation still gives the same kind of result."""
    if len({id(n) for n in ast.walk(tree)}) > 60:
        return None
    old = results_of(tree, {})
    percents = {value for value in kinds if value < 100 and _used_as_percent(tree, value)}
    for _ in range(TRIES):
        values = {value: similar(value, texts, rng) for value, texts in kinds.items()}
        for value in percents:
            values[value] = Fraction(rng.choice((5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 80)))
        even_out(tree, kinds, values, rng)
        new = list(values.values())
        if len(set(new)) < len(new) or any(v in present and v != old_v for old_v, v in values.items()):
            continue
        if all(v == old_v for old_v, v in values.items()) or any(v >= 1 > old_v for old_v, v in values.items()):
            continue  # nothing new, or a part of something grew to more than the whole
        try:
            results = results_of(tree, values)
        except ExpressionError:
            continue
        if all(_same_kind(a, b) for a, b in zip(old, results, strict=True)):
            return values
    return None


def _used_as_percent(tree: ast.expr, value: Fraction) -> bool:
    """Whether `value` stands beside * 0.01 or / 100."""
    return any(
        isinstance(node, ast.BinOp)
        and {value_of(side) for side in (node.left, node.right) if isinstance(side, ast.Constant)}
        in ({value, Fraction(1, 100)}, {value, Fraction(100)})
        for node in ast.walk(tree)
    )


def even_out(
    tree: ast.BinOp, kinds: dict[Fraction, list[str]], values: dict[Fraction, Fraction], rng: random.Random
) -> None:
    """Where two replaced whole numbers are divided evenly, make the dividend a multiple: chance would not."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)):
            continue
        if not (isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant)):
            continue
        a, b = value_of(node.left), value_of(node.right)
        if a in values and (a / b).denominator == 1 and a != b:
            quotient = similar(a / b, [format_number(a / b)], rng)
            made = quotient * values.get(b, b)
            if _fits(made, kinds[a]):
                values[a] = made


def _fits(value: Fraction, texts: list[str]) -> bool:
    return (value * 10 ** max(map(decimals, texts))).denominator == 1


def results_of(tree: ast.expr, values: Mapping[Fraction, Fraction]) -> list[Fraction]:
    """The result of every operation, parts before wholes, with numbers replaced. Raises ExpressionError."""
    found: list[Fraction] = []

    def walk(node: ast.expr) -> Fraction:
        if isinstance(node, ast.BinOp):
            found.append(apply(node.op, walk(node.left), walk(node.right)))
            return found[-1]
        if isinstance(node, ast.UnaryOp):
            raise ExpressionError("a sign is left alone")
        value = value_of(node)
        return values.get(value, value)

    walk(tree)
    return found


def _same_kind(old: Fraction, new: Fraction) -> bool:
    """Whole stays whole, the sign stays, and a decimal stays a short one."""
    if (old > 0) != (new > 0) or (old == 0) != (new == 0):
        return False
    if old.denominator == 1:
        return new.denominator == 1
    if decimals(format_number(old)) >= LONG_PLACES:
        return decimals(format_number(new)) >= LONG_PLACES
    places = min(max(2, decimals(format_number(old))), MAX_PLACES)
    return (new * 10**places).denominator == 1


# --- the new task -----------------------------------------------------------------------------------------------


def _rewritten(
    task: Task, tree: ast.BinOp, found: list[Quantity], values: dict[Fraction, Fraction], rng: random.Random
) -> Task | None:
    question, at = "", 0
    for q in found:
        if q.value in values and any(c.isdigit() for c in q.text):
            question += task.question[at : q.start] + write(values[q.value], q.text)
            at = q.end
    question += task.question[at:]
    if rng.random() < NAME_SHARE:
        question = rename(question, rng)
    question = articles(question)
    answer = format_number(results_of(tree, values)[-1])
    equation = _text(tree, values)
    inputs = operations(parse(equation), as_written(question)) or [equation]
    digest = hashlib.sha256(question.encode()).hexdigest()[:8]
    return task.model_copy(
        update={
            "id": f"{task.id}~{digest}",
            "question": question,
            "answer": answer,
            "solution": Solution(steps=tuple(Call(input=text) for text in inputs), answer=answer),
            "metadata": {**task.metadata, "equation": equation, "resampled_from": task.id},
        }
    )


def _text(node: ast.expr, values: dict[Fraction, Fraction]) -> str:
    """The tree as text with numbers replaced; every part that is an operation in brackets."""
    if not isinstance(node, ast.BinOp):
        value = value_of(node)
        return format_number(values.get(value, value))
    symbol = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}[type(node.op)]
    parts = (f"({_text(n, values)})" if isinstance(n, ast.BinOp) else _text(n, values) for n in (node.left, node.right))
    return symbol.join(parts)


def rename(text: str, rng: random.Random) -> str:
    """Other first names for those on the lists: one for one, a girl's name for a girl's."""
    present = set(_NAME.findall(text))
    new: dict[str, str] = {}
    for name in sorted(present):
        pool = GIRLS if name in _GIRLS else BOYS
        free = [other for other in pool if other not in present and other not in new.values()]
        new[name] = rng.choice(free)
    return _NAME.sub(lambda m: new[m.group()], text)
