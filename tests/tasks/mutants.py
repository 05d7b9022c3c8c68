"""Wrong answers close to a right one: off by one, another sign, swapped, turned round, nothing."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.task import Task
from verifier.calculator import CalculatorError, calculate

OPPOSITES = {"true": "False", "false": "True", "yes": "No", "no": "Yes"}
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:/\d+)?")


def mutants(task: Task) -> list[str]:
    """Answers to a task that are wrong, whatever its gold is."""
    gold = task.answer
    wrong = ["", "   ", "no idea"]
    if gold.lower() in OPPOSITES:
        return [*wrong, OPPOSITES[gold.lower()]]
    if re.fullmatch(r"[a-z]", gold):
        return [*wrong, chr(ord(gold) + 1)]
    if _PLAIN.fullmatch(gold):
        return wrong + _numbers(task)
    return wrong + _texts(gold)


def _numbers(task: Task) -> list[str]:
    gold, value = task.answer, Fraction(task.answer)
    wrong = [str(value + 1), str(value - 1), f"{gold} or 7"]
    if value.denominator == 1:  # behind decimals, one more is a rounding
        wrong.append(f"{gold}5")
    if value:
        wrong += [gold[1:] if gold.startswith("-") else f"-{gold}", str(value / 10)]
    if fraction := re.fullmatch(r"(-?)(\d+)/(\d+)", gold):
        wrong.append(f"{fraction[1]}{fraction[3]}/{fraction[2]}")
    calls = task.solution.calls if task.solution is not None else ()
    swapped = re.fullmatch(r"(\d+(?:\.\d+)?)([-/])(\d+(?:\.\d+)?)", calls[-1].input) if calls else None
    if swapped is not None:
        try:
            other = calculate(f"{swapped[3]}{swapped[2]}{swapped[1]}")
        except CalculatorError:  # a division by zero has no result
            other = gold
        if Fraction(other) != value:
            wrong.append(other)
    return wrong


def _texts(gold: str) -> list[str]:
    """Lists, assignments, formulas, dates, times, words."""
    wrong = [f"{gold} or not", f"not {gold}"]
    parts = gold.split(", ")
    if all(" = " in part for part in parts):  # assignments in another order say the same: other values are wrong
        names, values = zip(*(part.split(" = ") for part in parts), strict=True)
        if values != values[::-1]:
            wrong.append(", ".join(f"{name} = {value}" for name, value in zip(names, values[::-1], strict=True)))
    elif len(parts) > 1 and parts != parts[::-1]:
        wrong += [", ".join(parts[::-1]), ", ".join(parts[1:])]
    for number in (*re.finditer(r"\d+", gold),)[:2]:
        wrong.append(f"{gold[: number.start()]}{int(number[0]) + 1}{gold[number.end() :]}")
    if gold[-2:] in ("AM", "PM"):
        wrong.append(gold[:-2] + ("PM" if gold.endswith("AM") else "AM"))
    if gold.isalpha():
        wrong += [gold + gold[-1], gold[1:] or "x"]
    return wrong
