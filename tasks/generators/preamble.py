"""Sentences that define a number before it is asked about: `Suppose 3*h + 4 = 25.`, `Let h be f(5).`

This is the style of composed questions: the value has to be found first, by a call of its own.
"""

from __future__ import annotations

import random

from tasks.generators.making import Move
from tasks.generators.numerals import LETTERS, at, nonzero, polynomial, signed, wrapped
from tasks.symbolic.polynomials import write


def define(rng: random.Random, name: str, value: int) -> tuple[str, tuple[Move, ...]]:
    """A sentence (with a space after it) that gives `name` its value, and the moves that find it."""
    kind = rng.random()
    if kind < 0.3:
        return _sum(rng, name, value)
    if kind < 0.6:
        return _equation(rng, name, value)
    if kind < 0.75:
        return _quotient(rng, name, value)
    if kind < 0.9:
        return _function(rng, name, value)
    return _system(rng, name, value)


def stated(name: str, moves: tuple[Move, ...]) -> str | None:
    """What a sentence of `define` states, as equations: from the call that finds the value. None for a function."""
    called = moves[-1][1]
    if called.startswith("subs("):
        return None
    return (
        called.removeprefix("solve(").removesuffix(f", {name})")
        if called.startswith("solve(")
        else f"{name} = {called}"
    )


def _sum(rng: random.Random, name: str, value: int) -> tuple[str, tuple[Move, ...]]:
    a = nonzero(rng, max(20, 2 * abs(value)))
    text = f"{a} - {wrapped(a - value)}" if rng.random() < 0.5 else f"{a} + {value - a}"
    verb = "=" if rng.random() < 0.7 else "be"
    return f"Let {name} {verb} {text}. ", ((f"Find {name}.", text),)


def _equation(rng: random.Random, name: str, value: int) -> tuple[str, tuple[Move, ...]]:
    a, b = nonzero(rng, 12, 2), nonzero(rng, 60)
    equation = f"{a}*{name}{signed(b)} = {a * value + b}"
    if rng.random() < 0.4:
        c = nonzero(rng, 9)
        equation = f"{polynomial([b, a + c], name)} = {polynomial([a * value + b, c], name)}" if a + c else equation
    return f"Suppose {equation}. ", ((f"Find {name}.", f"solve({equation}, {name})"),)


def _quotient(rng: random.Random, name: str, value: int) -> tuple[str, tuple[Move, ...]]:
    a, b = nonzero(rng, 9, 2), nonzero(rng, 6, 2)
    c = rng.choice([n for n in range(-9, 10) if n != value])
    text = f"({(value - c) * a * b})/{wrapped(a)}/{wrapped(b)}" + (signed(c) if c else "")
    return f"Let {name} be {text}. ", ((f"Find {name}.", text),)


def _function(rng: random.Random, name: str, value: int) -> tuple[str, tuple[Move, ...]]:
    function, variable = rng.sample([letter for letter in LETTERS if letter != name], 2)
    coefficients = [0, nonzero(rng, 9), rng.choice((-2, -1, 0, 1, 1, 2, 3))]
    x = nonzero(rng, 9)
    coefficients[0] = value - at(coefficients, x)
    body = polynomial(coefficients, variable)
    text = f"Let {function}({variable}) = {body}. Let {name} be {function}({x}). "
    return text, ((f"Find {function}({x}).", f"subs({body}, {variable}, {x})"),)


def _system(rng: random.Random, name: str, value: int) -> tuple[str, tuple[Move, ...]]:
    other = rng.choice([letter for letter in LETTERS if letter != name])
    y, equations = rng.randint(-9, 9), []
    a, b = nonzero(rng, 6), nonzero(rng, 6)
    c, d = nonzero(rng, 6), nonzero(rng, 6)
    if a * d == b * c:
        d += 1 if d != -1 else 2
    for p, q in ((a, b), (c, d)):
        left = write([(((name, 1),), p), (((other, 1),), q)])
        equations.append(f"{left} = {p * value + q * y}")
    if a * d == b * c:
        return _sum(rng, name, value)
    text = ", ".join(equations)
    return f"Suppose {text}. ", ((f"Find {name}.", f"solve({text}, {name})"),)
