"""Units: lengths, masses, volumes, durations, temperatures; conversions are exact."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.generators.making import Draft, Generator, Move
from tasks.generators.measurement.units_phrases import (
    CONVERT,
    MIXED,
    PART,
    SPLIT,
    TEMPERATURE,
)
from tasks.numbers import format_number

FAMILY = "measurement"
SCALES: tuple[tuple[tuple[str, str, int], ...], ...] = (
    (("millimetres", "mm", 1), ("centimetres", "cm", 10), ("metres", "m", 1000), ("kilometres", "km", 10**6)),
    (("milligrams", "mg", 1), ("grams", "g", 1000), ("kilograms", "kg", 10**6), ("tonnes", "t", 10**9)),
    (("millilitres", "ml", 1), ("litres", "l", 1000)),
    (("seconds", "s", 1), ("minutes", "min", 60), ("hours", "h", 3600), ("days", " days", 86400)),
    (("inches", "in", 1), ("feet", "ft", 12), ("yards", "yd", 36), ("miles", "mi", 63360)),
    (("ounces", " oz", 1), ("pounds", " lb", 16), ("tons", " tons", 32000)),
    (("cups", " cups", 1), ("pints", " pt", 2), ("quarts", " qt", 4), ("gallons", " gal", 16)),
    (("days", " days", 1), ("weeks", " weeks", 7)),
    (
        ("months", " months", 1),
        ("years", " years", 12),
        ("decades", " decades", 120),
        ("centuries", " centuries", 1200),
    ),
    (("bytes", "B", 1), ("kilobytes", "kB", 1000), ("megabytes", "MB", 10**6), ("gigabytes", "GB", 10**9)),
    (("items", " items", 1), ("dozens", " dozens", 12)),
)
"""Scales of units: name, how it is written after a number, and its size in the smallest."""
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()
SINGULAR = {"inches": "inch", "feet": "foot", "centuries": "century"}
PARTS = ((1, 2, "half"), (1, 4, "a quarter"), (3, 4, "three quarters"), (1, 5, "one fifth"), (2, 5, "two fifths"),
         (1, 3, "a third"), (1, 8, "one eighth"), (1, 10, "a tenth"), (3, 5, "3/5"), (3, 8, "3/8"), (7, 10, "7/10"))  # fmt: skip


def _amount(rng: random.Random, level: int) -> Fraction:
    if level == 1:
        return Fraction(rng.randint(2, 99))
    if level == 2:
        return Fraction(rng.randint(1, 9999), rng.choice((1, 10, 100)))
    n = Fraction(rng.randint(1, 999999), rng.choice((1, 10, 100, 1000, 10000)))
    return n if level == 3 else n + rng.randint(1, 999) * 10**6


def _convert(rng: random.Random, level: int) -> Draft | None:
    (a, short_a, size_a), (b, _, size_b) = rng.sample(rng.choice(SCALES), 2)
    n = _amount(rng, level)
    value = n * size_a / size_b
    if size_a < size_b and level == 1:  # whole numbers at first
        n = n * (size_b // size_a) if size_b // size_a < 10**4 else n
        value = n * size_a / size_b
    text = format_number(value)
    if "/" in text or len(text) > 15 + 3 * (level > 3) or n == 1:
        return None
    amount = format_number(n)

    def moves(wording: str) -> tuple[Move, ...]:
        unit = short_a if "{short_a}" in wording else f" {a}"
        return (("Convert the units.", f"how many {b} in {amount}{unit}"),)

    slots = {"n": amount, "a": a, "b": b, "short_a": short_a, "name": rng.choice(NAMES)}
    return Draft(text, moves, slots, tool="units")


def _one(unit: str) -> str:
    return SINGULAR.get(unit, unit[:-1])


def _part(rng: random.Random, level: int) -> Draft | None:
    (a, _, size_a), (b, _, size_b) = rng.sample(rng.choice(SCALES), 2)
    top, bottom, words = rng.choice(PARTS[: 4 + 4 * level])
    if size_a < size_b:
        a, b, size_a, size_b = b, a, size_b, size_a
    ratio = size_a // size_b
    if ratio * top % bottom and level < 3:
        return None
    one = _one(a)
    whole = f"{'an' if one[0] in 'aio' or one == 'hour' else 'a'} {one}"
    slots = {"part": words, "a": whole, "b": b, "name": rng.choice(NAMES)}
    move = ("Convert the units.", f"how many {b} in {words} of {whole}")
    return Draft(format_number(Fraction(ratio * top, bottom)), (move,), slots, tool="units")


LADDERS = (("hours", "minutes", 60), ("minutes", "seconds", 60), ("days", "hours", 24), ("weeks", "days", 7),
           ("years", "months", 12), ("feet", "inches", 12), ("pounds", "ounces", 16), ("metres", "centimetres", 100),
           ("kilograms", "grams", 1000))  # fmt: skip


def _mixed(rng: random.Random, level: int) -> Draft:
    big, small, ratio = rng.choice(LADDERS)
    n = rng.randint((2, 2, 2, 400)[level - 1], (9, 40, 300, 9999)[level - 1])
    m = rng.randint(2, ratio - 1)
    slots = {"big": big, "small": small, "n": n, "m": m, "name": rng.choice(NAMES)}
    total = n * ratio + m
    if rng.random() < 0.5:
        call = f"how many {small} in {n} {big} and {m} {small}"
        return Draft(str(total), (("Convert the units.", call),), slots, pool="mixed", tool="units")
    slots["m"] = total
    call = f"how many {big} and {small} in {total} {small}"
    answer = f"{n} {big} {m} {small}"
    return Draft(answer, (("Convert the units.", call),), slots, pool="split", tool="units")


def _temperature(rng: random.Random, level: int) -> Draft:
    to_celsius = rng.random() < 0.5
    if level == 1:
        c = Fraction(5 * rng.randint(-8, 40))
        f = c * 9 / 5 + 32
    else:
        c = Fraction(rng.randint(-400, 2000), 10 if level == 3 else 1) / (1 if level == 3 else 10)
        f = c * 9 / 5 + 32
    n, answer = (f, c) if to_celsius else (c, f)
    text = format_number(n)
    given, wanted = ("Fahrenheit", "Celsius") if to_celsius else ("Celsius", "Fahrenheit")

    def moves(wording: str) -> tuple[Move, ...]:
        unit = f"°{given[0]}" if "°{A}" in wording else f"degrees {given}"
        return (("Convert the units.", f"how many degrees {wanted} in {text} {unit}"),)

    slots = {"n": text, "a": given, "A": given[0], "b": wanted}
    return Draft(format_number(answer), moves, slots, tool="units")


LEVELS, BEYOND = (1, 2, 3), (4,)
CONVERSION = Generator(FAMILY, "conversion", LEVELS, {"": CONVERT}, _convert, BEYOND)
FRACTIONS_OF_UNITS = Generator(FAMILY, "part_of_unit", LEVELS, {"": PART}, _part)
MIXED_UNITS = Generator(FAMILY, "mixed_units", LEVELS, {"mixed": MIXED, "split": SPLIT}, _mixed, BEYOND)
TEMPERATURES = Generator(FAMILY, "temperature", LEVELS, {"": TEMPERATURE}, _temperature)
