"""Sums, products, quotients, roots, rounding, bases: `What is 3 less than 8?`, `In base 4, what is 11 - -1221?`"""

from __future__ import annotations

import math
import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.solvers.deepmind.registry import asks
from tasks.solvers.deepmind.work import Unsolved, Work, number, plain, whole
from tasks.symbolic.formulas import FormulaError, evaluate, parse
from tasks.symbolic.surds import Surd, square_root

_N = r"(-?\d+(?:\.\d+)?)"
ORDINAL_ROOTS = {
    "square": 2, "cube": 3, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_PLACES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_POWERS = {
    "integer": 0, "ten": 1, "one hundred": 2, "one thousand": 3, "ten thousand": 4, "one hundred thousand": 5,
    "one million": 6, "ten million": 7,
}  # fmt: skip
DIGITS = ("units", "tens", "hundreds", "thousands", "ten thousands", "hundred thousands", "millions",
          "ten millions", "hundred millions", "billions", "ten billions")  # fmt: skip


def _calculated(work: Work, call: str) -> str:
    value = number(call.removeprefix("abs")) if call.startswith("abs") else number(call)
    work.step("Calculate.", call)
    return format_number(abs(value) if call.startswith("abs") else value)


@asks(rf"Sum {_N} and {_N}\.", rf"Total of {_N} and {_N}\.", rf"Put together {_N} and {_N}\.",
      rf"Add (?:together )?{_N} and {_N}\.", rf"What is {_N} plus {_N}\?")  # fmt: skip
def plus(work: Work, a: str, b: str) -> str:
    return _calculated(work, f"{a} + {b}")


@asks(rf"What is {_N} (?:minus|take away) {_N}\?")
def minus(work: Work, a: str, b: str) -> str:
    return _calculated(work, f"{a} - {b}")


@asks(rf"What is {_N} less than {_N}\?", rf"Subtract {_N} from {_N}\.")
def taken_from(work: Work, a: str, b: str) -> str:
    return minus(work, b, a)


@asks(rf"What is the (?:difference|distance) between {_N} and {_N}\?")
def distance(work: Work, a: str, b: str) -> str:
    return _calculated(work, f"abs({a} - {b})")


@asks(rf"Product of {_N} and {_N}\.", rf"Multiply {_N} and {_N}\.", rf"What is the product of {_N} and {_N}\?",
      rf"(?:What is )?{_N} times {_N}\??")  # fmt: skip
def times(work: Work, a: str, b: str) -> str:
    return _calculated(work, f"{a} * {b}")


@asks(rf"(?:Calculate |What is )?{_N} divided by {_N}[.?]?", rf"Divide {_N} by {_N}\.")
def over(work: Work, a: str, b: str) -> str:
    return _calculated(work, f"{a} / {b}")


@asks(r"(?:What is the value of |What is |Work out |Calculate |Evaluate )?([-+*/() .\d]*\d[-+*/() .\d]*?)[.?]?")
def expression(work: Work, text: str) -> str:
    return _calculated(work, text.strip())


@asks(r"In base (\d+), what is (-?)([0-9a-f]+) ([-+]) (-?)([0-9a-f]+)\?")
def sum_in_base(work: Work, base: str, sign: str, a: str, operator: str, other_sign: str, b: str) -> str:
    try:
        left, right = (int(f"{minus}{digits}", int(base)) for minus, digits in ((sign, a), (other_sign, b)))
    except ValueError:
        raise Unsolved("a digit that the base does not have") from None
    total = left + right if operator == "+" else left - right
    work.step(f"Calculate in base {base}.", f"base({sign}{a} {operator} {other_sign}{b}, {base}, {base})")
    return in_base(total, int(base))


def in_base(n: int, base: int) -> str:
    """A whole number in base 2 to 36, with letters for digits above 9."""
    digits, left = "", abs(n)
    while left:
        left, digit = divmod(left, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return ("-" if n < 0 else "") + (digits or "0")


@asks(r"(?:What is |Convert )?(-?)([0-9a-f]+) \(base (\d+)\) (?:in|to) base (\d+)[.?]?")
def convert_base(work: Work, sign: str, digits: str, base: str, target: str) -> str:
    value = int(digits, int(base)) * (-1 if sign else 1)
    work.step(f"From base {base} to base {target}.", f"base({sign}{digits}, {base}, {target})")
    return in_base(value, int(target))


@asks(r"What is the (\w+) root of (\d+) to the nearest integer\?")
def named_root(work: Work, ordinal: str, n: str) -> str:
    return _nearest_root(work, n, ORDINAL_ROOTS.get(ordinal, 0))


@asks(r"What is (\d+) to the power of 1/(\d+), to the nearest integer\?")
def root_as_power(work: Work, n: str, order: str) -> str:
    return _nearest_root(work, n, int(order))


def _nearest_root(work: Work, n: str, order: int) -> str:
    if order < 2:
        raise Unsolved("no such root")
    root = f"sqrt({n})" if order == 2 else f"root({n}, {order})"
    work.step("Take the root and round it.", f"round({root})")
    below = round(int(n) ** (1 / order)) + 2
    while (2 * below - 1) ** order > int(n) * 2**order:  # the number lies below the middle of below - 1 and below
        below -= 1
    return str(below)


@asks(r"Simplify (.*sqrt.*)\.")
def surd(work: Work, text: str) -> str:
    try:
        value = evaluate(parse(text), _no_name, square_root)
    except FormulaError as error:
        raise Unsolved(str(error)) from None
    work.step("Simplify.", f"simplify({text})")
    return str(value if isinstance(value, Surd) else format_number(value))


def _no_name(name: str) -> Fraction:
    raise FormulaError(f"{name} is unknown")


@asks(r"Round (\S+) to the nearest (.+)\.", r"What is (\S+) rounded to the nearest (.+)\?")
def round_nearest(work: Work, x: str, unit: str) -> str:
    if unit in _POWERS:
        return _rounded(work, x, -_POWERS[unit])
    if not re.fullmatch("10+", unit):
        raise Unsolved(f"no such unit: {unit}")
    return _rounded(work, x, 1 - len(unit))


@asks(r"Round (\S+) to (\w+) (?:decimal places?|dps?)\.", r"What is (\S+) rounded to (\w+) (?:decimal places?|dps?)\?")
def round_places(work: Work, x: str, places: str) -> str:
    n = _PLACES.get(places, int(places) if places.isdigit() else None)
    if n is None:
        raise Unsolved(f"how many places is {places}?")
    return _rounded(work, x, n)


def _rounded(work: Work, x: str, places: int) -> str:
    value, settled = work.number(x, "Calculate."), work.settle(x).strip("()")
    shown = settled if plain(settled) else format_number(value)
    work.step("Round it.", f"round({shown}, {places})" if places else f"round({shown})")
    scaled = abs(value) * Fraction(10) ** places
    rounded = math.floor(scaled + Fraction(1, 2)) * (1 if value >= 0 else -1)
    return format_number(rounded / Fraction(10) ** places)


@asks(r"What is the ((?:\w+ )?\w+) digit of (.+)\?")
def place_value(work: Work, place: str, text: str) -> str:
    n = whole(work.number(text, "Calculate."))
    if place not in DIGITS or n < 0:
        raise Unsolved("no such digit")
    power = 10 ** DIGITS.index(place)
    work.step(f"The {place} digit.", f"mod(floor({n}/10**{len(str(power)) - 1}), 10)")
    return str(n // power % 10)
