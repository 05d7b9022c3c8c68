"""Polynomials: expand, collect, factor, evaluate, compose, name a coefficient."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from tasks.generators.making import Draft, Generator
from tasks.generators.numerals import LETTERS, at, letters, nonzero, polynomial, signed, times
from tasks.generators.phrasing import pool

EXPAND = pool(
    "Expand {e}.",
    "[Multiply out|Expand and simplify] {e}.",
    "Write {e} [without brackets|as a sum].",
    "[What is|What do you get for] {e} multiplied out?",
    "[Remove the brackets in|Expand the brackets in] {e}.",
    "Expand {e} and collect like terms.",
    "Expand the [product|expression] {e}.",
    "[Please expand {e}.|Could you expand {e}?]",
)
COLLECT = pool(
    "Collect the terms in {e}.",
    "[Collect like terms|Combine like terms]: {e}",
    "Simplify {e}.",
    "[Gather|Put together] the like terms of {e}.",
    "Write {e} [as short as possible|in its simplest form].",
    "[Combine|Add up] the terms of {e}.",
    "What is {e}, simplified?",
    "Bring {e} [into standard form|to its shortest form].",
)


def _bracket(rng: random.Random, most: int, degree: int) -> list[int]:
    coefficients = [rng.randint(-most, most) for _ in range(degree)]
    return [*coefficients, nonzero(rng, most)]


def _scrambled(rng: random.Random, coefficients: list[int], name: str, extra: int) -> str:
    """The polynomial with its terms split and shuffled: `3*x - 4 - x + 7*x`."""
    terms: list[tuple[int, int]] = [(i, c) for i, c in enumerate(coefficients) if c]
    for _ in range(extra):
        i = rng.randrange(len(coefficients))
        part = nonzero(rng, 60)
        terms += [(i, part), (i, -part)] if rng.random() < 0.4 else [(i, part)]
        if terms[-1] == (i, part):
            k = next((k for k, (j, _) in enumerate(terms[:-1]) if j == i), None)
            if k is None:
                terms.append((i, -part))
            else:
                terms[k] = (i, terms[k][1] - part)
    terms = [term for term in terms if term[1]] or [(0, coefficients[0])]
    rng.shuffle(terms)
    text = ""
    for i, c in terms:
        part_text = polynomial([0] * i + [c], name)
        text = text + signed(part_text) if text else part_text
    return text


def _expand(rng: random.Random, level: int) -> Draft:
    (x,) = letters(rng, 1)
    left, right = _bracket(rng, 9, 1 if level < 3 else 2), _bracket(rng, 9 if level < 3 else 30, 1)
    total = times(left, right)
    text = f"({polynomial(left, x)})*({polynomial(right, x)})"
    if level == 1:
        k = nonzero(rng, 9, 2)
        total = [k * c for c in right]
        text = f"{k}*({polynomial(right, x)})"
    elif rng.random() < 0.25:
        total, text = times(left, left), f"({polynomial(left, x)})**2"
    elif rng.random() < 0.4:
        more = _bracket(rng, 20, 1)
        total = [c + (more[i] if i < 2 else 0) for i, c in enumerate(total)]
        text += signed(polynomial(more, x))
    return Draft(polynomial(total, x), (("Expand and collect.", f"expand({text})"),), {"e": text})


def _collect(rng: random.Random, level: int) -> Draft:
    (x,) = letters(rng, 1)
    degree = level
    coefficients = [rng.randint(-30, 30) for _ in range(degree)] + [nonzero(rng, 30 if level < 3 else 999)]
    text = _scrambled(rng, coefficients, x, level + 1)
    return Draft(polynomial(coefficients, x), (("Expand and collect.", f"expand({text})"),), {"e": text})


FACTOR = pool(
    "Factor {e}.",
    "[Factorise|Factorize] {e}.",
    "Write {e} as a product[.| of factors.]",
    "[What are the factors of {e}?|Which product equals {e}?]",
    "Factor {e} [completely|as far as possible].",
    "Find the factors of {e}.",
    "[Please factor {e}.|Can you factor {e}?]",
    "[Express|Put] {e} in factored form.",
)


def _factor(rng: random.Random, level: int) -> Draft | None:
    (x,) = letters(rng, 1)
    content = Fraction(nonzero(rng, 1 if level == 1 else 4), rng.choice((1, 1, 2, 3, 5)) if level == 3 else 1)
    factors: dict[tuple[int, int], int] = {}
    coefficients = [1]
    for _ in range((2, 2, 3)[level - 1]):
        lead, constant = rng.choice((1, 1, 1, 2, 3)) if level > 1 else 1, rng.randint(-12, 12)
        shared = math.gcd(lead, constant)
        factor = (lead // shared, constant // shared)
        factors[factor] = factors.get(factor, 0) + 1
        coefficients = times(coefficients, [factor[1], factor[0]])
    text = polynomial([content * c for c in coefficients], x)
    answer = _product(content, factors, x)
    if answer == text:
        return None
    return Draft(answer, (("Factor.", f"factor({text})"),), {"e": text})


def _product(content: Fraction, factors: dict[tuple[int, int], int], name: str) -> str:
    """Factors `lead*x + constant` with their exponents: the bare variable first, then by coefficients."""
    parts = [str(abs(content.numerator))] if abs(content.numerator) != 1 else []
    for (lead, constant), power in sorted(factors.items(), key=lambda f: (f[0][1] != 0, f[0])):
        text = f"({polynomial([constant, lead], name)})" if constant else name
        parts.append(text if power == 1 else f"{text}**{power}")
    sign, divisor = "-" if content < 0 else "", f"/{content.denominator}" if content.denominator > 1 else ""
    return sign + "*".join(parts) + divisor


EVALUATE = pool(
    "Let {f}({x}) = {e}. [What is|Determine|Calculate|Give] {f}({a}).",
    "[What is the value of|Evaluate] {e} [at|for] {x} = {a}?",
    "If {f}({x}) = {e}, [what is|find] {f}({a})?",
    "Put {x} = {a} into {e}. [What comes out?|What do you get?]",
    "[Find|Work out] {f}({a}) for {f}({x}) = {e}.",
    "{f}({x}) = {e}. {f}({a}) = ?",
    "Substitute {x} = {a} in {e}.",
    "The function {f} is given by {f}({x}) = {e}. [What is|Find] {f}({a})?",
)


def _evaluate(rng: random.Random, level: int) -> Draft:
    f, x = rng.sample(LETTERS, 2)
    coefficients = _bracket(rng, (9, 30, 99, 400)[level - 1], level)
    a = nonzero(rng, (9, 20, 40, 90)[level - 1])
    text = polynomial(coefficients, x)
    moves = ((f"Put in {a}.", f"subs({text}, {x}, {a})"),)
    return Draft(str(at(coefficients, a)), moves, {"f": f, "x": x, "e": text, "a": a})


COMPOSE = pool(
    "Let {f}({x}) = {e}. Let {g}({y}) = {h}. [What is|Calculate|Determine|Give] {f}({g}({z})).",
    "If {f}({x}) = {e} and {g}({y}) = {h}, what is {f}({g}({z}))?",
    "{f}({x}) = {e}, {g}({y}) = {h}. [Find|Work out] {f}({g}({z})).",
    "Apply {g}({y}) = {h} first and then {f}({x}) = {e}. [What is|Give] {f}({g}({z}))?",
    "Given {f}({x}) = {e} and {g}({y}) = {h}, [find|compute] {f}({g}({z})).",
    "[Compose|Put together] {f}({x}) = {e} with {g}({y}) = {h}: what is {f}({g}({z}))?",
    "Two functions: {f}({x}) = {e} and {g}({y}) = {h}. [Write out|Expand] {f}({g}({z})).",
    "With {f}({x}) = {e} and {g}({y}) = {h}, find {f}({g}({z})).",
)


def _compose(rng: random.Random, level: int) -> Draft:
    f, g, x, y, z = rng.sample(LETTERS, 5)
    outer = _bracket(rng, 9, 1 if level == 1 else 2)
    inner = _bracket(rng, 9 if level < 3 else 40, 1 if level < 3 else rng.choice((1, 2)))
    outer = [0, *outer[1:]] if rng.random() < 0.3 else outer
    total, power = [0], [1]
    for c in outer:
        total = [
            (total[i] if i < len(total) else 0) + c * (power[i] if i < len(power) else 0)
            for i in range(max(len(total), len(power)))
        ]
        power = times(power, inner)
    e, h = polynomial(outer, x), polynomial(inner, y)
    inside = polynomial(inner, z)
    call = "expand(" + e.replace(x, f"({inside})") + ")"
    slots = {"f": f, "g": g, "x": x, "y": y, "z": z, "e": e, "h": h}
    return Draft(polynomial(total, z), ((f"Put {g}({z}) into {f}.", call),), slots)


COEFFICIENT = pool(
    "[Rearrange|Express] {e} [to the form|in the form] {form} and give {k}.",
    "Express {e} as {form} and give {k}.",
    "[Rearrange|Bring] {e} to {form} and give {k}.",
    "Write {e} as {form}. [What is {k}?|Give {k}.]",
    "{e} = {form}. [What is {k}?|Find {k}.]",
    "Put {e} in the form {form}. What is {k}?",
    "Compare {e} with {form} and [give|find] {k}.",
    "If {e} equals {form} for every {x}, what is {k}?",
)


def _coefficient(rng: random.Random, level: int) -> Draft:
    degree = level
    x, *names = rng.sample(LETTERS, degree + 2)
    coefficients = [rng.randint(-40, 40) for _ in range(degree)] + [nonzero(rng, 40)]
    text = _scrambled(rng, coefficients, x, level)
    if rng.random() < 0.4:
        k, left = nonzero(rng, 9, 2), _bracket(rng, 9, 1)
        bracket = f"({polynomial(left, x)})"
        text = f"{k}*{bracket}{signed(text)}" if k > 0 else f"{text}{signed(k)}*{bracket}"
        coefficients = [c + (k * left[i] if i < 2 else 0) for i, c in enumerate(coefficients)]
    order = rng.sample(range(degree + 1), degree + 1)
    form = " + ".join(names[i] if i == 0 else f"{names[i]}*{x}" if i == 1 else f"{names[i]}*{x}**{i}" for i in order)
    k_at = rng.randrange(degree + 1)
    slots = {"e": text, "form": form, "k": names[k_at], "x": x}
    return Draft(str(coefficients[k_at]), (("Expand and collect.", f"expand({text})"),), slots)


EXPANDING = Generator("algebra", "expand", (1, 2, 3), {"": EXPAND}, _expand)
COLLECTING = Generator("algebra", "collect", (1, 2, 3), {"": COLLECT}, _collect, beyond=(4,))
FACTORING = Generator("algebra", "factor", (1, 2, 3), {"": FACTOR}, _factor)
EVALUATION = Generator("algebra", "evaluate", (1, 2, 3), {"": EVALUATE}, _evaluate, beyond=(4,))
COMPOSITION = Generator("algebra", "compose", (1, 2, 3), {"": COMPOSE}, _compose)
COEFFICIENTS = Generator("algebra", "coefficient", (1, 2, 3), {"": COEFFICIENT}, _coefficient, beyond=(4,))
