"""Every number in a calculation comes from the question, an earlier result, or a published constant."""

from __future__ import annotations

import contextlib
import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.quantities import Quantity, quantities
from tasks.task import Call, Observation, Solution
from verifier.calculator import CalculatorError, evaluate, tokenize
from verifier.checks import shown, together
from verifier.checks.literals import literals
from verifier.checks.sources import brought_in
from verifier.constants import CONSTANTS, coin_values
from verifier.verdict import Check

_NUMERAL = re.compile(r"(?<![\w.])(?:\d+(?:\.\d+)?|\.\d+)(?![\w])")
MAX_NUMERAL = 400
"""Digits; a longer numeral is not read."""


def numbers_in(expression: str) -> list[Fraction]:
    """The numbers written in an expression, also in one that exact arithmetic does not read."""
    try:
        return [Fraction(text) for kind, text in tokenize(expression) if kind == "number"]
    except CalculatorError:
        return [Fraction(text) for text in _NUMERAL.findall(expression[:2000]) if len(text) <= MAX_NUMERAL]


def _plain(expression: str) -> bool:
    """Whether exact arithmetic reads a call: of others, what is not found in the question proves nothing (a point
    that was tried, a coefficient of something worked out)."""
    try:
        return bool(tokenize(expression))
    except CalculatorError:
        return False


def is_percentage(question: str, quantity: Quantity) -> bool:
    """Whether a per cent sign or word stands right behind the quantity."""
    return bool(re.match(r"\s*-?(?:%|per ?cent)", question[quantity.end : quantity.end + 10], re.IGNORECASE))


def known_numbers(question: str) -> set[Fraction]:
    """What a calculation may use from the start: the question's quantities (80 % as 80 and as 0.8), the coins that it
    names in cents and in dollars, what its subject brings in, and the published constants."""
    found = quantities(question)
    fractions = {q.value / 100 for q in found if is_percentage(question, q)}
    return {q.value for q in found} | fractions | coin_values(question) | set(CONSTANTS) | brought_in(question)


def _values(text: str) -> set[Fraction]:
    """What a result may be used as: its numbers as written and, of -5 or 5/6, the size of the whole."""
    values = set(numbers_in(text))
    with contextlib.suppress(CalculatorError):
        values.add(abs(evaluate(text)))
    return values


def _untraced(program: str, question: str, known: set[Fraction]) -> str:
    """Why a program's input cannot be traced; empty when it can. A program may count on numbers of its own (the 101 of
    a range up to 100), so what is not found speaks neither for nor against it."""
    found = literals(program)
    if found is None:
        return "a program's numbers cannot be read."
    numbers, texts = found
    for number in numbers:
        if number and number not in known:
            return f"a program uses {shown(format_number(number))}, which is not in the question."
    for text in texts:
        if text.casefold() not in question.casefold():
            return f"a program uses {shown(repr(text))}, which is not in the question."
    return ""


def grounding(question: str, solution: Solution) -> Check:
    """fail names each number that came from nowhere; unknown when nothing was calculated, or when a number was only
    stated: an observation without a call, which a written solution may hold."""
    known, stated = known_numbers(question), set[Fraction]()
    strangers, unsupported = list[Fraction](), list[Fraction]()
    calls, untraced = 0, ""
    for before, step, following in zip(
        (None, *solution.steps), solution.steps, (*solution.steps[1:], None), strict=False
    ):
        if isinstance(step, Call):
            if isinstance(following, Observation) and not following.ok:
                continue  # nothing came of it
            calls += 1
            if step.tool == "python":
                untraced = untraced or _untraced(step.input, question, known)
                continue
            new = [n for n in numbers_in(step.input) if n not in known]
            if new and not _plain(step.input):
                untraced = untraced or f"{shown(format_number(new[0]))} in a symbolic call is not in the question."
                continue
            unsupported += [n for n in new if n in stated]
            strangers += [n for n in new if n not in stated and n not in strangers]
        elif isinstance(step, Observation) and step.ok:
            (known if isinstance(before, Call) else stated).update(_values(step.text))
    if strangers:
        sentences = [f"{shown(format_number(n))} is not in the question." for n in strangers]
        return Check(name="grounding", status="fail", evidence=together(sentences))
    if untraced:
        return Check(name="grounding", status="unknown", evidence=untraced)
    if unsupported:
        evidence = f"{shown(format_number(unsupported[0]))} was stated, not calculated."
        return Check(name="grounding", status="unknown", evidence=evidence)
    if not calls:
        return Check(name="grounding", status="unknown", evidence="nothing was calculated.")
    return Check(name="grounding", status="pass", evidence="every number comes from the question or a result.")
