"""Beyond what training shows: the same families, longer and larger than any level they train on.

Arithmetic: 5 has seven to nine operands, 6 ten to twelve, 7 numbers of seven to nine digits. Word problems: stories of
five, six and seven steps. Phrasings are those of training, so that only the length is new.
"""

from __future__ import annotations

import hashlib
import random

from tasks.generators import word_problems
from tasks.generators.arithmetic import FAMILY as ARITHMETIC
from tasks.generators.arithmetic import forms, operands, phrases
from tasks.generators.arithmetic.expressions import Expression, binary, number, render
from tasks.generators.word_problems.distractors import distract
from tasks.generators.word_problems.story import Story
from tasks.generators.word_problems.telling import agree, compose
from tasks.numbers import format_number
from tasks.task import Call, Solution, Task, task_of

LEVELS = (5, 6, 7)
OPERANDS = {5: (7, 9), 6: (10, 12)}
MAX_INPUT_CHARS = 120
TRIES = 6
_LONG = tuple(
    (schema, weight)
    for schema, _, most, weight in word_problems.SCHEMAS
    if most == max(word_problems.LEVELS) and schema.__name__ in ("result", "holdings", "purchases", "wallet", "average")
)
"""Schemas that go on for as many steps as they are asked for."""


def arithmetic(rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task:
    """An expression longer, or of larger numbers, than any of training. Raises ValueError for no such level."""
    level = _level(rng, level)
    while True:
        try:
            expression = _large(rng) if level == 7 else operands.tree(rng, rng.randint(*OPERANDS[level]), "whole", 4)
        except ZeroDivisionError:  # this draw cannot be asked; the next one can
            continue
        if len(expression.canonical) <= MAX_INPUT_CHARS and operands.sane(expression.value / 10**6):
            break
    table = phrases.FRAMES if rng.random() < 0.5 else phrases.SYMBOL_FRAMES
    frame = rng.choice(table.of(unseen))
    question = frame.replace("{}", render(expression, forms.symbol_style(rng))).replace(
        "{name}", rng.choice(phrases.NAMES)
    )
    answer = format_number(expression.value)
    return Task(
        id=f"{ARITHMETIC}-beyond-{hashlib.sha256(question.encode()).hexdigest()[:12]}",
        question=question,
        answer=answer,
        family=ARITHMETIC,
        source=f"{ARITHMETIC}_beyond",
        level=level,
        template=f"infix: {frame}",
        solution=Solution(steps=(Call(input=expression.canonical),), answer=answer),
    )


def _large(rng: random.Random) -> Expression:
    def long() -> Expression:
        digits = rng.randint(7, 9)
        return number(str(rng.randint(10 ** (digits - 1), 10**digits - 1)))

    operator = rng.choice("+-*")
    right = number(str(rng.randint(12, 9999))) if operator == "*" else long()
    return binary(operator, long(), right)


def words(rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task:
    """A story of more steps than any of training. Raises ValueError for no such level."""
    level = _level(rng, level)
    ident = f"word_problems-beyond-{rng.getrandbits(48):012x}"
    schemas, weights = zip(*_LONG, strict=True)
    tries = 0
    while True:
        if tries % TRIES == 0:
            schema = rng.choices(schemas, weights)[0]
        tries += 1
        story = Story(rng, unseen)
        draft = schema(story, level)
        value = draft.answer
        if value <= 0 or 1000 % value.denominator or len(story.steps) != 2 * level or story.held_out != unseen:
            continue
        question = compose(story, distract(story, draft), draft.question)
        question = (agree(question) or "") if story.plural else question
        if question:
            break
    answer = format_number(value)
    return task_of(
        story.steps,
        answer,
        id=ident,
        question=question,
        family="word_problems",
        source="word_problems_beyond",
        level=level,
        template=f"{schema.__name__}:{'-'.join(story.template)}",
    )


def _level(rng: random.Random, level: int | None) -> int:
    if level is None:
        return rng.choice(LEVELS)
    if level not in LEVELS:
        raise ValueError(f"beyond training there are levels {LEVELS[0]} to {LEVELS[-1]}, not {level}")
    return level
