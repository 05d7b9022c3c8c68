"""Polynomials: expand, collect, factor, evaluate, compose, name a coefficient."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from tasks.generators.algebra.polynomials_phrases import COEFFICIENT, COLLECT, COMPOSE, EVALUATE, EXPAND, FACTOR
from tasks.generators.making import Draft, Generator
from tasks.generators.numerals import LETTERS, at, letters, nonzero, polynomial, signed, times


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


def _evaluate(rng: random.Random, level: int) -> Draft:
    f, x = rng.sample(LETTERS, 2)
    coefficients = _bracket(rng, (9, 30, 99, 400)[level - 1], level)
    a = nonzero(rng, (9, 20, 40, 90)[level - 1])
    text = polynomial(coefficients, x)
    moves = ((f"Put in {a}.", f"subs({text}, {x}, {a})"),)
    return Draft(str(at(coefficients, a)), moves, {"f": f, "x": x, "e": text, "a": a})


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
    call = f"subs({e}, {x}, {polynomial(inner, z)})"
    slots = {"f": f, "g": g, "x": x, "y": y, "z": z, "e": e, "h": h}
    return Draft(polynomial(total, z), ((f"Put {g}({z}) into {f}.", call),), slots)


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
    terms = [names[i] if i == 0 else f"{names[i]}*{x}" if i == 1 else f"{names[i]}*{x}**{i}" for i in order]
    k_at = rng.randrange(degree + 1)
    slots = {"e": text, "form": " + ".join(terms), "k": names[k_at], "x": x}
    term = terms[order.index(k_at)]
    moves = ((f"The term {term}: the coefficient of {x}**{k_at}.", f"coeff({text}, {x}, {k_at})"),)
    return Draft(str(coefficients[k_at]), moves, slots)


EXPANDING = Generator("algebra", "expand", (1, 2, 3), {"": EXPAND}, _expand)
COLLECTING = Generator("algebra", "collect", (1, 2, 3), {"": COLLECT}, _collect, beyond=(4,))
FACTORING = Generator("algebra", "factor", (1, 2, 3), {"": FACTOR}, _factor)
EVALUATION = Generator("algebra", "evaluate", (1, 2, 3), {"": EVALUATE}, _evaluate, beyond=(4,))
COMPOSITION = Generator("algebra", "compose", (1, 2, 3), {"": COMPOSE}, _compose)
COEFFICIENTS = Generator("algebra", "coefficient", (1, 2, 3), {"": COEFFICIENT}, _coefficient, beyond=(4,))
