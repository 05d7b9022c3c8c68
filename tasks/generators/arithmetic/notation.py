"""Ways of writing numbers: bases, scientific notation, rounding; and bitwise operations, with Python as the tool."""

from __future__ import annotations

import math
import random
from fractions import Fraction

from tasks.generators.arithmetic.notation_phrases import (
    BIT_COUNT,
    BITWISE,
    CONVERT,
    CONVERT_NAMED,
    ORDINARY,
    ROUND,
    SCIENTIFIC,
    SCIENTIFIC_PRODUCT,
    SUM,
)
from tasks.generators.making import Draft, Generator, Move
from tasks.generators.numerals import decimal
from tasks.generators.preamble import define
from tasks.numbers import format_number

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def in_base(n: int, base: int) -> str:
    """A whole number in base 2 to 36, with letters for digits above 9."""
    text, left = "", abs(n)
    while left:
        left, digit = divmod(left, base)
        text = _DIGITS[digit] + text
    return ("-" if n < 0 else "") + (text or "0")


_NAMES = {2: "binary", 8: "octal", 16: "hexadecimal"}


def _convert(rng: random.Random, level: int) -> Draft:
    n = rng.randint((2, 2, 2, 10**8 + 1)[level - 1], (60, 5000, 10**8, 10**12)[level - 1])
    if rng.random() < 0.25:
        base = rng.choice((2, 8, 16))
        moves: tuple[Move, ...] = ((f"From base 10 to base {base}.", f"base({n}, 10, {base})"),)
        return Draft(in_base(n, base), moves, {"n": n, "b": _NAMES[base]}, "named")
    n = n if rng.random() < 0.6 else -n
    a, b = rng.sample(range(2, 17), 2)
    if level == 1:
        a = 10 if b != 10 and rng.random() < 0.7 else a
    text = in_base(n, a)
    moves = ((f"From base {a} to base {b}.", f"base({text}, {a}, {b})"),)
    return Draft(in_base(n, b), moves, {"n": text, "a": a, "b": b}, "base")


def _sum_in_base(rng: random.Random, level: int) -> Draft:
    base = rng.choice((2, 8, 16)) if level == 1 else rng.choice([b for b in range(2, 17) if b != 10])
    least, most = (1, 1, 1, 10**6 + 1)[level - 1], (60, 900, 10**6, 10**10)[level - 1]
    x, y = rng.randint(least, most), rng.randint(least, most)
    if level > 1:
        x, y = (n if rng.random() < 0.7 else -n for n in (x, y))
    operator = rng.choice("+-")
    total = x + y if operator == "+" else x - y
    a, b = in_base(x, base), in_base(y, base)
    moves = ((f"Calculate in base {base}.", f"base({a} {operator} {b}, {base}, {base})"),)
    return Draft(in_base(total, base), moves, {"b": base, "x": a, "y": b, "o": operator})


def _scientific(rng: random.Random, level: int) -> Draft:
    mantissa, power = _mantissa(rng, level), rng.randint(-4 if level > 1 else 1, 5)
    value = Fraction(mantissa) * Fraction(10) ** power
    times = rng.choice(("*", " * ", " x ", " × "))
    if level == 3 and rng.random() < 0.5:
        other, k = _mantissa(rng, 1), rng.randint(-3, 4)
        operator = "*"
        product = value * Fraction(other) * Fraction(10) ** k
        call = f"{mantissa}*10**{_power(power)}*{other}*10**{_power(k)}"
        slots = {"s": f"{mantissa}{times}10^{power}", "t": f"{other}{times}10^{k}", "o": operator}
        return Draft(format_number(product), (("Calculate.", call),), slots, "product")
    if rng.random() < 0.5:
        call = f"{mantissa}*10**{_power(power)}"
        return Draft(format_number(value), (("Calculate.", call),), {"s": f"{mantissa}{times}10^{power}"}, "ordinary")
    shift = f"{format_number(value)}/10**{_power(power)}"
    return Draft(
        f"{mantissa}*10^{power}", ((f"Divide by 10^{power}.", shift),), {"n": format_number(value)}, "scientific"
    )


def _mantissa(rng: random.Random, level: int) -> str:
    text = f"{rng.randint(10, 99) / 10}" if level == 1 else f"{rng.randint(100, 9999) / 1000:.3f}"
    value = Fraction(text)
    while value >= 10 or value < 1:
        value = value / 10 if value >= 10 else value * 10
    return format_number(value)


def _power(k: int) -> str:
    return f"({k})" if k < 0 else str(k)


_PLACES = ("zero", "one", "two", "three", "four", "five", "six", "seven")
_UNITS = ("integer", "ten", "one hundred", "one thousand", "ten thousand", "one hundred thousand", "one million")


def _round(rng: random.Random, level: int) -> Draft:
    moves: tuple[Move, ...] = ()
    before = ""
    if rng.random() < 0.5 or level == 3:
        k = rng.randint(1 if level == 3 else 0, 2 if level == 1 else 6)
        n = rng.randint(1, 10 ** (k + rng.randint(1, 3)))
        number = str(-n if rng.random() < 0.3 else n)
        if k == 0 or (level == 2 and rng.random() < 0.4):
            number = f"{number}.{rng.randint(1, 9)}"
        unit = "the nearest " + (_UNITS[k] if rng.random() < 0.5 else "1" + "0" * k if k else "integer")
        places, called = -k, number
        if level == 3:
            called = rng.choice("abcdfghjkmnpqrstuvwxyz")
            before, moves = define(rng, called, int(number))
    else:
        places = rng.randint(0, 2 if level == 1 else 7)
        number = decimal(rng, places + rng.randint(1, 4), places + rng.randint(1, 3))
        called = number
        count = _PLACES[places] if rng.random() < 0.5 else str(places)
        unit = f"{count} {'dp' if rng.random() < 0.3 else 'decimal place'}{'' if places == 1 else 's'}"
    value = Fraction(number)
    rounded = math.floor(abs(value) * Fraction(10) ** places + Fraction(1, 2)) * (1 if value >= 0 else -1)
    answer = format_number(rounded / Fraction(10) ** places)
    moves += (("Round it.", f"round({number}, {places})" if places else f"round({number})"),)
    return Draft(answer, moves, {"n": called, "u": unit}, before=before)


_SIGNS = ("&", "|", "^", "<<", ">>")


def _bitwise(rng: random.Random, level: int) -> Draft:
    most = (31, 255, 10**5)[level - 1]
    if rng.random() < 0.25:
        n = rng.randint(2, most * 10)
        return Draft(
            str(bin(n).count("1")),
            (("Count the ones.", f"print(bin({n}).count('1'))"),),
            {"n": n},
            "count",
            tool="python",
        )
    a, sign = rng.randint(1, most), rng.choice(_SIGNS)
    b = rng.randint(1, 5) if sign in ("<<", ">>") else rng.randint(1, most)
    text, value = f"{a} {sign} {b}", _bits(a, sign, b)
    if level == 3:
        c, other = rng.randint(1, most), rng.choice("&|^")
        text, value = f"({text}) {other} {c}", _bits(value, other, c)
    return Draft(str(value), (("Calculate.", f"print({text})"),), {"e": text}, "value", tool="python")


def _bits(a: int, sign: str, b: int) -> int:
    return {"&": a & b, "|": a | b, "^": a ^ b, "<<": a << min(b, 64), ">>": a >> min(b, 64)}[sign]


BASES = Generator(
    "arithmetic", "base_conversion", (1, 2, 3), {"base": CONVERT, "named": CONVERT_NAMED}, _convert, beyond=(4,)
)
BASE_SUMS = Generator("arithmetic", "sum_in_base", (1, 2, 3), {"": SUM}, _sum_in_base, beyond=(4,))
SCIENTIFIC_NOTATION = Generator(
    "arithmetic",
    "scientific_notation",
    (1, 2, 3),
    {"ordinary": ORDINARY, "scientific": SCIENTIFIC, "product": SCIENTIFIC_PRODUCT},
    _scientific,
)
ROUNDING = Generator("arithmetic", "rounding", (1, 2, 3), {"": ROUND}, _round)
BITS = Generator("arithmetic", "bitwise", (1, 2, 3), {"value": BITWISE, "count": BIT_COUNT}, _bitwise)
