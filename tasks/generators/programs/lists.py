"""Lists of numbers: filtering, sorting, picking, bases and bits."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from functools import cache

from tasks.generators.making import Draft, Generator
from tasks.generators.programs.lists_phrases import (
    BASE,
    BITS,
    FACTORS,
    FILTER,
    HEX,
    PICK,
    PRIMES,
    SIGNED_HEX,
    SORT,
)

FAMILY = "programs"
LARGEST = 110_000
"""More than the end of any range in which primes are counted."""
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _numbers(rng: random.Random, level: int) -> list[str]:
    """Numbers as text: whole at first, then with decimals of different lengths."""
    texts = []
    for _ in range(rng.randint(14 if level > 3 else 4, 4 + 3 * level + 4 * (level > 3))):
        places = 0 if level == 1 else rng.randint(0, 2 * level - 2)
        texts.append(f"{rng.uniform(-100, 100):.{places}f}")
    return [t.removeprefix("-") if float(t) == 0 else t for t in texts]


def _filter(rng: random.Random, level: int) -> Draft:
    texts = _numbers(rng, level)
    k = f"{rng.uniform(-60, 60):.{rng.randint(0, level)}f}"
    keep, larger = rng.random() < 0.5, rng.random() < 0.5
    left = [t for t in texts if ((float(t) > float(k)) if larger else (float(t) < float(k))) == keep]
    verb, word = "Keep" if keep else "Remove", "larger" if larger else "smaller"
    test = f"{'' if keep else 'not '}float(n) {'>' if larger else '<'} {k}"  # as the question says it
    program = f"x = {texts}\nprint([n for n in x if {test}])"
    slots = {"verb": verb, "lower": verb.lower(), "word": word, "k": k, "list": str(texts)}
    return Draft(str(left), ((f"{verb} those {word} than {k}.", program),), slots, tool="python")


def _sort(rng: random.Random, level: int) -> Draft | None:
    texts = _numbers(rng, level)
    if len({float(t) for t in texts}) < len(texts):
        return None
    down = rng.random() < 0.5
    listed = ", ".join(texts)
    program = f'x = "{listed}".split(", ")\nprint(sorted(x, key=float{", reverse=True" if down else ""}))'
    order = "descending" if down else "ascending"
    slots = {"order": order, "list": listed, "example": "['-69', '-13', '1']"}
    answer = str(sorted(texts, key=float, reverse=down))
    return Draft(answer, ((f"Sort in {order} order.", program),), slots, tool="python")


def _pick(rng: random.Random, level: int) -> Draft | None:
    base = rng.randint(10**9 + 1 if level > 3 else 1, 10 ** (3 * level))
    values = [base * 1000 + rng.randint(-9000, 9000) for _ in range(rng.randint(3, 3 + level))]
    if len(set(values)) < len(values):
        return None
    largest = rng.random() < 0.5
    forms = ("{:.3f}", "{:,.3f}", "{:.15e}")
    texts = [forms[rng.randrange(3) if level > 1 else 0].format(v / 1000) for v in values]
    answer = (max if largest else min)(values) / 1000
    listed = " ".join(texts)
    program = f'print({"max" if largest else "min"}(map(float, "{listed}".replace(",", "").split())))'
    which = "largest" if largest else "smallest"
    slots = {"which": which, "list": listed}
    return Draft(str(answer), ((f"Find the {which} number.", program),), slots, tool="python")


def in_base(n: int, base: int) -> str:
    """A whole number's digits in a base from 2 to 36."""
    text = ""
    while n:
        n, digit = divmod(n, base)
        text = DIGITS[digit] + text
    return text or "0"


def _base(rng: random.Random, level: int) -> Draft:
    choices = ((2, 10), (2, 8, 10, 16), tuple(range(2, 17)))[min(level, 3) - 1]
    a, b = rng.sample(choices, 2)
    n = rng.randint((5, 5, 5, 10**5)[level - 1], (63, 999, 99999, 10**9)[level - 1])
    text, answer = in_base(n, a), in_base(n, b)
    return Draft(answer, ((f"From base {a} to base {b}.", f"base({text}, {a}, {b})"),), {"n": text, "a": a, "b": b})


def _bits(rng: random.Random, level: int) -> Draft:
    n = rng.randint((3, 3, 3, 2**32)[level - 1], (255, 10**5, 2**31, 2**60)[level - 1])
    bit = 1 if rng.random() < 0.8 else 0
    zeros = f"{n:b}".count(str(bit))
    return Draft(str(zeros), (("Write it in binary.", f'print(format({n}, "b").count("{bit}"))'),), {"n": n, "bit": bit}, tool="python")  # fmt: skip


def _hex(rng: random.Random, level: int) -> Draft:
    def term(depth: int) -> tuple[str, int]:
        if depth == 0:
            n = rng.randint(16, 0xFFFF if level > 1 else 0xFF)
            return hex(n), n
        sign = rng.choice("+-*&|^<>" if level > 1 else "+-*&|^")
        left, a = term(depth - 1)
        if sign in "<>":
            k = rng.randint(0, 3)
            return f"({left} {sign * 2} {hex(k)})", a << k if sign == "<" else a >> k
        right, b = term(depth - 1)
        value = {"+": a + b, "-": a - b, "*": a * b, "&": a & b, "|": a | b, "^": a ^ b}[sign]
        return f"({left} {sign} {right})", value

    text, value = term((1, 2, 2, 3)[level - 1])
    return Draft(hex(value), (("Calculate, then write in hexadecimal.", f"print(hex({text}))"),), {"e": text}, tool="python")  # fmt: skip


def _signed_hex(rng: random.Random, level: int) -> Draft:
    """Two brackets joined by a sign, one bracket or the whole shifted: negative values are as frequent as differences."""

    def bracket(depth: int) -> tuple[str, int]:
        if depth == 0:
            n = rng.randint(0x100 if level == 1 else 0x10, 0xFFF if level == 1 else 0xFFFF)
            return hex(n), n
        left, a = bracket(depth - 1)
        sign = rng.choice(("+", "-", "*", "&", "|", "^", "<<", ">>"))
        right, b = (hex(k := rng.randint(0, 3)), k) if sign in ("<<", ">>") else bracket(depth - 1)
        value = {"+": a + b, "-": a - b, "*": a * b, "&": a & b, "|": a | b, "^": a ^ b}.get(sign)
        if value is None:
            value = a << b if sign == "<<" else a >> b
        return f"({left} {sign} {right})", value

    text, value = bracket((1, 2, 2, 3)[level - 1])
    return Draft(hex(value), (("Calculate, then write in hexadecimal.", f"print(hex({text}))"),), {"e": text}, tool="python")  # fmt: skip


@cache
def _primes_below() -> tuple[int, ...]:
    """The primes below LARGEST, by the sieve of Eratosthenes."""
    sieve = bytearray([1]) * LARGEST
    for n in range(2, int(LARGEST**0.5) + 1):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, LARGEST, n)))
    return tuple(n for n in range(2, LARGEST) if sieve[n])


def _primes(rng: random.Random, level: int) -> Draft:
    a = rng.randint((1, 1, 1, 10**4)[level - 1], (60, 800, 9000, 10**5)[level - 1])
    b = a + rng.randint((5, 5, 5, 501)[level - 1], (40, 200, 500, 3000)[level - 1])
    count = bisect_right(_primes_below(), b) - bisect_left(_primes_below(), a)
    program = f"print(sum(n > 1 and all(n % d for d in range(2, int(n**0.5) + 1)) for n in range({a}, {b} + 1)))"
    return Draft(str(count), (("Test each number.", program),), {"a": a, "b": b}, tool="python")


def factors(n: int) -> list[int]:
    """Prime factors, smallest first."""
    found, d = [], 2
    while n > 1:
        while n % d == 0:
            found.append(d)
            n //= d
        d += 1 if d * d < n else max(1, n - d)
    return found


def _factors(rng: random.Random, level: int) -> Draft:
    n = rng.randint((4, 4, 4, 20001)[level - 1], (60, 1000, 20000, 10**6)[level - 1])
    program = (
        f"n, d, f = {n}, 2, []\nwhile n > 1:\n    if n % d == 0:\n        f.append(d)\n        n //= d\n"
        '    else:\n        d += 1\nprint(*f, sep=" × ")'
    )
    return Draft(" × ".join(map(str, factors(n))), (("Divide by 2, 3 and so on.", program),), {"n": n}, tool="python")


LEVELS, BEYOND = (1, 2, 3), (4,)
FILTERING = Generator(FAMILY, "number_filtering", LEVELS, {"": FILTER}, _filter, BEYOND)
SORTING = Generator(FAMILY, "number_sorting", LEVELS, {"": SORT}, _sort, BEYOND)
PICKING = Generator(FAMILY, "number_format", LEVELS, {"": PICK}, _pick, BEYOND)
BASES = Generator(FAMILY, "bases", LEVELS, {"": BASE}, _base, BEYOND)
BIT_COUNTS = Generator(FAMILY, "bit_counts", LEVELS, {"": BITS}, _bits, BEYOND)
BITWISE = Generator(FAMILY, "bitwise", LEVELS, {"": HEX}, _hex, BEYOND)
SIGNED_BITWISE = Generator(FAMILY, "signed_bitwise", LEVELS, {"": SIGNED_HEX}, _signed_hex, BEYOND)
PRIME_COUNTS = Generator(FAMILY, "prime_counts", LEVELS, {"": PRIMES}, _primes, BEYOND)
PRIME_FACTORS = Generator(FAMILY, "prime_factors", LEVELS, {"": FACTORS}, _factors, BEYOND)
