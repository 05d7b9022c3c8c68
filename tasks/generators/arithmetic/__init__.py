"""Bare arithmetic: an expression in symbols or words, answered with one calculation.

Levels: 1 two operands; 2 three, fractions and percentages; 3 brackets, powers and nested phrases; 4 long and nested.
What is hard for a small model here is copying: every digit of the question has to reach the calculator.
"""

from __future__ import annotations

import hashlib
import random

from tasks.generators.arithmetic.forms import FORMS
from tasks.generators.arithmetic.operands import sane
from tasks.generators.draws import Weighted
from tasks.numbers import format_number
from tasks.task import Task, call, task_of

FAMILY = "arithmetic"
LEVELS = (1, 2, 3, 4)
LEVEL_WEIGHTS = (32, 30, 24, 14)
MAX_INPUT_CHARS = 60
_LEVELS = Weighted(LEVELS, LEVEL_WEIGHTS)
_FORMS = {
    level: Weighted([form for form, _ in table], [weight for _, weight in table]) for level, table in FORMS.items()
}


def generate(rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task:
    """A random task; `unseen` words it in a way that training never shows. Raises ValueError for no such level."""
    if level is None:
        level = _LEVELS.draw(rng)
    elif level not in LEVELS:
        raise ValueError(f"arithmetic has levels {LEVELS[0]} to {LEVELS[-1]}, not {level}")
    forms = _FORMS[level]
    while True:
        try:
            draft = forms.draw(rng)(rng, level, unseen)
        except (ValueError, ZeroDivisionError):  # this draw cannot be asked; the next one can
            continue
        expression = draft.expression
        if sane(expression.value) and len(expression.tokens) > 1:
            formula = expression.canonical
            if len(formula) <= MAX_INPUT_CHARS:
                break
    question = _polished(rng, draft.text)
    answer = format_number(expression.value)
    return task_of(
        [call(formula)],
        answer,
        id=f"{FAMILY}-{hashlib.sha256(question.encode()).hexdigest()[:12]}",
        question=question,
        family=FAMILY,
        source=FAMILY,
        level=level,
        template=draft.template,
    )


def _polished(rng: random.Random, text: str) -> str:
    """As people type: mostly a capital and a full stop, at times neither."""
    roll = rng.random()
    if roll < 0.80:
        text = text[:1].upper() + text[1:]
    elif roll < 0.95:
        text = text[:1].lower() + text[1:]
    else:
        text = text.lower()
    if rng.random() < 0.12 and text[-1] in ".?":
        text = text[:-1]
    return text
