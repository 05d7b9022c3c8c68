"""What scenes are made of: people, plurals, joined words, and steps that calculate as they are written."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tasks.generators.word_problems.vocabulary import FEMALE, MALE, ROLES, plural
from tasks.numbers import format_number
from tasks.task import call, thought

_IRREGULAR = {"man": "men", "woman": "women", "bottle of milk": "bottles of milk", "goose": "geese"}


def person(rng: random.Random) -> tuple[str, str, str]:
    """A name or a role, with the pronouns that stand for it and for what it owns."""
    he = rng.random() < 0.5
    if rng.random() < 0.12:
        return f"the {rng.choice(ROLES)}", *(("he", "his") if he else ("she", "her"))
    return (rng.choice(MALE), "he", "his") if he else (rng.choice(FEMALE), "she", "her")


def some(one: str) -> str:
    """The plural of a noun."""
    return _IRREGULAR.get(one) or plural(one)


def and_(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass
class Steps:
    """Thoughts and calls to the answer, with the value of the last call."""

    rows: list[dict[str, str]] = field(default_factory=list)
    value: Fraction = Fraction(0)

    def do(self, label: str, expression: str) -> Fraction:
        """A thought that names the result, and its call: numbers joined by one kind of operator."""
        self.rows += (thought(label), call(expression))
        for operator in "+*-/":
            parts = [Fraction(part) for part in expression.split(operator)] if operator in expression else []
            if not parts:
                continue
            value = parts[0]
            for part in parts[1:]:
                value = (
                    value + part
                    if operator == "+"
                    else value * part
                    if operator == "*"
                    else value - part
                    if operator == "-"
                    else value / part
                )
            self.value = value
            return value
        raise ValueError(f"{expression!r} has no operator")

    @property
    def last(self) -> str:
        return format_number(self.value)

    def gives(self, answer: int | Fraction) -> bool:
        """Whether the steps end at `answer`, which is positive and can be written exactly."""
        return bool(self.rows) and self.value == answer and answer > 0 and 1000 % Fraction(answer).denominator == 0


Made = tuple[list[str], str, Steps, int | Fraction]
"""Sentences, the question, the steps, the answer."""
Maker = Callable[[random.Random], Made | None]
"""Draws a scene; None when its numbers do not fit."""
