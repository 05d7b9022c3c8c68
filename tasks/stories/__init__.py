"""Stories written by hand, each with several questions about it, told with numbers and names drawn afresh.

A story's questions share its numbers, so which of them an answer needs is a matter of reading. Numbers in digits are
drawn anew together, under every question's calculation at once, so that the story stays true whichever is asked;
numbers in words stay.
"""

from __future__ import annotations

import ast
import hashlib
import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files

from tasks.multiply.draw import PERCENTS, same_kind
from tasks.multiply.numbers import is_fixed, similar, write
from tasks.multiply.words import articles, exchange
from tasks.numbers import format_number
from tasks.quantities import Quantity, quantities
from tasks.readers.expressions import ExpressionError, as_written, clean, operations, parse, value_of
from tasks.resample import even_out, results_of
from tasks.task import Call, Solution, Task

FAMILY = "stories"
RESAMPLED_SHARE = 0.9
"""How often a story is told with other numbers than its author's."""
HELD_OUT = 0.1
"""Share of the stories that training never sees, chosen by a digest of their text."""
TRIES = 40
READ = 8192
"""Stories whose questions are kept once they have been read: reading one takes milliseconds."""
STEPS = 12

Values = dict[Fraction, Fraction]


@dataclass(frozen=True)
class Asked:
    """One question about a story: its whole text, its own calculation, those of the story's other questions that use no
    number from outside this text, and how it is asked, without the story."""

    number: str
    text: str
    tree: ast.expr
    others: tuple[ast.expr, ...]
    ask: str = ""


@cache
def numbers(unseen: bool) -> tuple[str, ...]:
    """Names of the stories in the order of the file: those to train on, or those held out."""
    return tuple(number for number, row in _rows().items() if held_out(row) == unseen)


@lru_cache(READ)
def story(number: str) -> tuple[Asked, ...]:
    """A story's questions. Raises KeyError for a name that none has."""
    return asked(number, _rows()[number])


@cache
def _rows() -> dict[str, dict[str, object]]:
    lines = (files(__package__) / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"story-{n:04}": json.loads(line) for n, line in enumerate(lines, 1) if line.strip()}


def held_out(row: Mapping[str, object]) -> bool:
    """Whether a story is kept from training."""
    digest = hashlib.sha256(json.dumps([row["story"], row["ask"]]).encode()).digest()
    return int.from_bytes(digest[:4], "big") < HELD_OUT * 2**32


def asked(number: str, row: Mapping[str, object]) -> tuple[Asked, ...]:
    """A line of the file as its questions. Raises ExpressionError for a calculation that is none."""
    story, ask = str(row["story"]), row["ask"]
    assert isinstance(ask, list)
    found = [(f"{story} {question}".strip(), parse(clean(calculation)), question) for question, calculation in ask]
    made = []
    for n, (text, tree, question) in enumerate(found):
        known = {q.value for q in quantities(text)}
        others = tuple(t for m, (_, t, _) in enumerate(found) if m != n and _leaves(t) <= known)
        made.append(Asked(f"{number}-{n + 1}", text, tree, others, question))
    return tuple(made)


def generate(rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task:
    """A question about a story; `level` is its number of operations, `unseen` takes a story held out from training."""
    while True:
        question = rng.choice(story(rng.choice(numbers(unseen))))
        if level is not None and _size(question.tree) != level:
            continue
        if (task := told(question, rng)) is not None:
            return task


def told(question: Asked, rng: random.Random) -> Task | None:
    """A question as a task, most often with numbers, people and things of its own; None when a result on the way has
    no short decimal to be copied."""
    values = new_values(question, rng) if rng.random() < RESAMPLED_SHARE else {}
    text = with_values(question.text, values)
    if values:
        text = articles(exchange(text, rng).told(text))
    return as_task(question, text, values)


def with_values(text: str, values: Values) -> str:
    """The text with its numbers in digits replaced."""
    out, at = "", 0
    for q in quantities(text):
        if q.value in values and _digits(q):
            out += text[at : q.start] + write(values[q.value], q.text)
            at = q.end
    return out + text[at:]


def as_task(question: Asked, text: str, values: Values) -> Task | None:
    """The question as `text` tells it, answered with these values; None as for `told`."""
    tree = _with(question.tree, values)
    inputs = operations(tree, as_written(text))
    if inputs is None:
        return None
    answer = format_number(value_of(tree))
    return Task(
        id=f"{question.number}~{hashlib.sha256(text.encode()).hexdigest()[:8]}",
        question=text,
        answer=answer,
        family=FAMILY,
        source=FAMILY,
        level=len(inputs),
        template=question.number,
        solution=Solution(steps=tuple(Call(input=text) for text in inputs), answer=answer),
    )


def new_values(question: Asked, rng: random.Random) -> Values:
    """Other values for the numbers in digits under which every calculation's results stay of their kind; as they are
    where none were found."""
    kinds: dict[Fraction, list[str]] = {}
    for q in quantities(question.text):
        if _digits(q) and not is_fixed(question.text, q):
            kinds.setdefault(q.value, []).append(q.text)
    percents = {q.value for q in quantities(question.text) if _percent(question.text, q)}
    trees = (question.tree, *question.others)
    before = [result for tree in trees for result in results_of(tree, {})]
    present = {q.value for q in quantities(question.text)}

    def fresh(value: Fraction) -> Fraction:
        return Fraction(rng.choice(PERCENTS)) if value in percents else similar(value, kinds[value], rng)

    def holds(values: Values) -> bool:
        new = list(values.values())
        if len(set(new)) < len(new) or any(b in present and a != b for a, b in values.items()):
            return False
        try:
            after = [result for tree in trees for result in results_of(tree, values)]
        except ExpressionError:
            return False
        given = {*new, *(present - set(values))}
        own = results_of(question.tree, values)
        return all(same_kind(a, b) for a, b in zip(before, after, strict=True)) and not given & set(own)

    for _ in range(TRIES):
        values = {value: fresh(value) for value in kinds}
        for tree in trees:
            if isinstance(tree, ast.BinOp):
                even_out(tree, kinds, values, rng)
        if holds(values):
            return values
    values = {value: value for value in kinds}  # few combinations fit: one number at a time
    for value in rng.sample(sorted(kinds), len(kinds)) * 2:
        for _ in range(STEPS):
            tried = {**values, value: fresh(value)}
            if holds(tried):
                values = tried
                break
    return values


def _digits(q: Quantity) -> bool:
    return not q.implied and any(c.isdigit() for c in q.text)


def _percent(text: str, q: Quantity) -> bool:
    return text[q.end :].lstrip(" ").startswith(("%", "percent"))


def _leaves(tree: ast.expr) -> set[Fraction]:
    """The numbers of a calculation that a text has to name: small ones and constants may come from words."""
    return {v for node in ast.walk(tree) if isinstance(node, ast.Constant) and (v := value_of(node)) > 12 and v != 100}


def _size(tree: ast.expr) -> int:
    return sum(isinstance(node, ast.BinOp) for node in ast.walk(tree))


def _with(tree: ast.expr, values: Mapping[Fraction, Fraction]) -> ast.expr:
    """The calculation with its numbers replaced."""
    if isinstance(tree, ast.BinOp):
        return ast.BinOp(_with(tree.left, values), tree.op, _with(tree.right, values))
    value = value_of(tree)
    return parse(format_number(values[value])) if value in values else tree
