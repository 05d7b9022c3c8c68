"""Long sums and products with brackets and signs, fractions, powers, percentages in a row."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from tasks.generators.arithmetic.chains_phrases import (
    EXACT_ROOT,
    FRACTIONS,
    PAIR,
    PERCENT,
    PERCENT_OF,
    ROOT,
    SURD,
    VALUE,
)
from tasks.generators.making import Draft, Generator
from tasks.generators.numerals import decimal, fraction, nonzero, wrapped
from tasks.numbers import format_number
from tasks.symbolic.surds import Surd, square_root

Part = tuple[str, Fraction]


def _sum(rng: random.Random, terms: int, most: int, depth: int) -> Part:
    """A sum of signed numbers and of bracketed sums, as they come."""
    text, total = "", Fraction(0)
    for k in range(terms):
        if depth and rng.random() < 0.3:
            inner, value = _sum(rng, rng.randint(2, 3), most, depth - 1)
            part = f"({inner})"
        else:
            n = rng.randint(-most, most)
            part, value = str(n), Fraction(n)
        minus = k > 0 and rng.random() < 0.5
        text += part if not k else f" {'-' if minus else '+'} {part}"
        total += -value if minus else value
    return text, total


def _ratio(rng: random.Random, depth: int, most: int) -> Part:
    """A product or quotient of bracketed numbers: `(-12)/30*(4/(-6))`."""
    if depth == 0:
        n = nonzero(rng, most)
        return wrapped(n), Fraction(n)
    left, a = _ratio(rng, depth - 1, most)
    right, b = _ratio(rng, rng.randint(0, depth - 1), most)
    right = f"({right})" if "/" in right or "*" in right else right
    if rng.random() < 0.6:
        return f"{left}/{right}", a / b
    return f"{left}*{right}", a * b


def _small(value: Fraction) -> bool:
    return value.denominator <= 300 and abs(value.numerator) <= 10**5


def _long(rng: random.Random, level: int) -> Draft | None:
    if level <= 2:
        text, value = _sum(rng, rng.randint(3, 3 + level), (15, 90)[level - 1], level)
    elif level > 3:
        text, value = _sum(rng, rng.randint(9, 14), 90, 1)
    elif rng.random() < 0.5:
        text, value = _ratio(rng, rng.randint(2, 3), 30)
    else:
        text, value = _ratio(rng, 2, 20)
        for _ in range(rng.randint(1, 2)):
            other, more = _ratio(rng, rng.randint(0, 1), 20)
            minus = rng.random() < 0.5
            text, value = f"{text} {'-' if minus else '+'} {other}", value - more if minus else value + more
    if not _small(value):
        return None
    return Draft(format_number(value), (("Calculate.", text),), {"e": text})


def _number(rng: random.Random, level: int) -> str:
    digits = rng.randint((1, 1, 1, 12)[level - 1], (3, 6, 11, 15)[level - 1])
    return decimal(rng, digits, rng.choice((0, 0, 1, 2, 3, 5)) if digits > 1 else rng.choice((0, 0, 1)))


def _two_numbers(rng: random.Random, level: int) -> Draft | None:
    operator = rng.choice("+-|*/")
    a, b = _number(rng, level), _number(rng, level)
    x, y = Fraction(a), Fraction(b)
    if operator == "/":
        if x.denominator > 1 or y.denominator > 1 or y == 0:
            return None
        if rng.random() < 0.5:
            a, x = str(int(x * y)), x * y
        if (x / y).denominator > 10**7:
            return None
    value = {"+": x + y, "-": x - y, "|": abs(x - y), "*": x * y}.get(operator) if operator != "/" else x / y
    assert value is not None
    call = f"abs({a} - {b})" if operator == "|" else f"{a} {operator} {b}"
    return Draft(format_number(value), (("Calculate.", call),), {"a": a, "b": b}, operator)


def _fractions(rng: random.Random, level: int) -> Draft | None:
    if level == 1 and rng.random() < 0.5:
        value, k = fraction(rng, 15), rng.randint(2, 20)
        text = f"{value.numerator * k}/{value.denominator * k}"
    else:
        x, y = fraction(rng, (9, 20, 60)[level - 1]), fraction(rng, (9, 20, 60)[level - 1])
        operator = rng.choice("+-*/")
        shown = f"({y})" if y < 0 or operator == "/" else str(y)
        left = f"({x})" if operator == "/" else str(x)
        text = f"{left} {operator} {shown}"
        value = {"+": x + y, "-": x - y, "*": x * y, "/": x / y}[operator]
        if level == 3:
            z = fraction(rng, 30)
            text, value = f"{text} - {wrapped(z)}", value - z
    if "." in format_number(value):  # the tool would say 0.625, and a fraction was asked for
        return None
    return Draft(format_number(value), (("Calculate.", text),), {"e": text})


def _percent(rng: random.Random, level: int) -> Draft:
    n = rng.randint(2, 40) * (50 if level == 1 else 10)
    p, q = rng.randint(1, 19) * 5, rng.randint(1, 19) * 5
    if level == 2:
        p, q = rng.randint(1, 99), rng.randint(1, 99)
    if rng.random() < 0.5:
        value = n * Fraction(100 + p, 100) * Fraction(100 - q, 100)
        moves = (("After the rise.", f"{n}*(1 + {p}%)"),
                 ("After the fall.", f"{format_number(n * Fraction(100 + p, 100))}*(1 - {q}%)"))  # fmt: skip
        return Draft(format_number(value), moves, {"n": n, "p": p, "q": q}, "change")
    value = n * Fraction(p, 100) * Fraction(q, 100)
    return Draft(format_number(value), (("Calculate.", f"{p}%*{q}%*{n}"),), {"n": n, "p": p, "q": q}, "part")


def _surd(rng: random.Random, level: int) -> Draft | None:
    base = rng.choice((2, 3, 5, 6, 7, 10, 11, 13, 17, 19))
    text, total = "", Surd({})
    for k in range(rng.randint(2, 2 + level)):
        inner = base * rng.randint(1, 3 + 3 * level) ** 2
        value = square_root("sqrt", [Fraction(inner)])
        part, roll = f"sqrt({inner})", rng.random()
        if roll < 0.4:
            c = nonzero(rng, 9, 2)
            part, value = f"{wrapped(c)}*{part}", value * Fraction(c)
        elif roll < 0.55 and level > 1:
            shift = nonzero(rng, 6)
            part, value = f"({part} {'-' if shift < 0 else '+'} {abs(shift)})**2", (value + shift) ** Fraction(2)
        elif roll < 0.7:
            n = nonzero(rng, 12)
            part, value = wrapped(n), Surd({1: Fraction(n)})
        elif roll < 0.8 and level > 1:
            other = rng.choice((2, 3, 5))
            part = f"sqrt({inner * other})/sqrt({other})"
        minus = k > 0 and rng.random() < 0.5
        text += part if not k else f" {'-' if minus else '+'} {part}"
        total = total - value if minus else total + value
    if "sqrt" not in text:
        return None
    return Draft(str(total), (("Simplify.", f"simplify({text})"),), {"e": text})


_ORDINALS = dict(enumerate("square cube fourth fifth sixth seventh eighth ninth tenth".split(), 2))


def _root(rng: random.Random, level: int) -> Draft:
    k = rng.randint(2, (2, 4, 10)[level - 1])
    x = rng.randint(2, max(3, int((10 ** (2 + 2.5 * level)) ** (1 / k))))
    root = "sqrt({n})" if k == 2 else f"root({{n}}, {k})"
    slots = {"o": "third" if k == 3 and rng.random() < 0.3 else _ORDINALS[k], "k": k}
    if rng.random() < 0.35:
        n = x**k
        return Draft(str(x), (("Take the root.", root.format(n=n)),), slots | {"n": n}, "exact")
    n = rng.randint(math.ceil(Fraction(2 * x - 1, 2) ** k), math.floor(Fraction(2 * x + 1, 2) ** k))
    moves = (("Take the root and round it.", f"round({root.format(n=n)})"),)
    return Draft(str(x), moves, slots | {"n": n}, "nearest")


LONG = Generator("arithmetic", "long_expression", (1, 2, 3), {"": VALUE}, _long, beyond=(4,))
PAIRS = Generator("arithmetic", "two_numbers", (1, 2, 3), PAIR, _two_numbers, beyond=(4,))
FRACTION = Generator("arithmetic", "fractions", (1, 2, 3), {"": FRACTIONS}, _fractions)
PERCENTAGES = Generator("arithmetic", "percent_twice", (1, 2), {"change": PERCENT, "part": PERCENT_OF}, _percent)
SURDS = Generator("arithmetic", "surds", (1, 2, 3), {"": SURD}, _surd)
ROOTS = Generator("arithmetic", "roots", (1, 2, 3), {"nearest": ROOT, "exact": EXACT_ROOT}, _root)
