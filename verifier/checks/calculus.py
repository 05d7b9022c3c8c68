"""Derivatives and integrals of polynomials, turned round: the derivative of the answer is the integrand, and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from tasks.numbers import format_number
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.formulas import Formula, Reading, asking, read, resolved
from verifier.checks.interval import ends, left_over, places, with_words
from verifier.checks.polynomial import (
    Polynomial,
    add,
    antiderivative,
    constant,
    degree,
    derivative,
    distinct_roots,
    names,
    polynomial,
    substitute,
    value,
)
from verifier.equivalence import strip_dressing
from verifier.parsing.grammar import parse

_ORDERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "once": 1, "twice": 2, "three times": 3}
_ORDER = re.compile(r"\b(first|second|third|fourth|fifth|once|twice|three times|four times)\b", re.IGNORECASE)
_DERIVATIVE = re.compile(r"\bderivative\b|\bdifferentiate\b|\bd/d[a-z]\b|\b[a-z]'{1,3}\(", re.IGNORECASE)
_SLOPE = re.compile(r"\bslope\b|\bgradient\b|\bhow steep\b|\brate of change\b", re.IGNORECASE)
_FLAT = re.compile(
    r"\bvanish|\bminimum\b|\bmaximum\b|\bd[a-z]?/d[a-z]\b.*= 0|"
    r"\bstationary\b|\bcritical (?:points?|values?)\b|\bhorizontal tangent|\bturning points?\b|\bflat\b|\bstop rising or falling|"
    r"\btangents?\b.*\b(?:horizontal|level|parallel to the [a-z]-axis)|"
    r"\b(?:derivative|slope|gradient|rate of change) of\b.*\bzero\b|\bzeros? of (?:the|its) (?:first )?(?:derivative|slope|gradient)\b|"
    r"\b(?:derivative|slope|gradient) (?:of )?(?:zero|0)\b|\b(?:derivative|slope|gradient)\b.*\b(?:equals?|equal to|is) (?:zero|0)(?![\d./])|"
    r"\bdifferentiate\b.*\bzeros?\b|\b[a-z]'(?:\([a-z]\))? = 0",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"\bas a function of\b|\bformula for\b|\bgradient function\b", re.IGNORECASE)
_NO_SLOPE = re.compile(
    r"\bzeros?\b|\b(?:equation|normal|vertex|turns?|increas\w+|decreas\w+|roots?|level|parallel)\b", re.IGNORECASE
)
"""What is asked of a derivative beside its formula and its value."""
_VALUE = re.compile(
    r"\bhow (?:high|low)\b|\bminimum\b|\bmaximum\b|\bas a value of\b|\by-(?:coordinate|value)\b|\bwhat value (?:does|has)\b",
    re.IGNORECASE,
)
"""What asks for the height of a point, not for its place."""
_INTEGRAL = re.compile(r"\bintegra(?:l|te|ting)\b|∫|\bantiderivative\b", re.IGNORECASE)
_INVERSE = re.compile(
    r"\b(?:has|have) the derivative\b|\bthe derivative of which\b|\b of which function\b", re.IGNORECASE
)
_AREA = re.compile(r"\barea\b", re.IGNORECASE)
_OF_INTEGRAL = re.compile(r"\b(?:average|mean|volume|half|double|twice|times|solid)\b", re.IGNORECASE)
"""What makes something else of an integral."""
_WITH = re.compile(r"(?:\bwrt|\bwith respect to|\bin|\bover|\bd/d|\)\s*d|\bd) ?([a-z])\b")
_PRIMED = re.compile(r"([a-z])('{1,3})\((-?\d+(?:/\d+)?|[a-z])\)", re.IGNORECASE)


def _curve(reading: Reading) -> Polynomial | None:
    """The one function or expression in letters that a question is about; of `y = ...` the right side. None as well
    when a definition was not read."""
    if not reading.complete:
        return None
    known = {n: constant(v) for n, v in reading.values.items()}
    bodies = [substitute(body, known) for _, body in reading.functions.values()]
    for formula in reading.formulas:
        found = _expressions(formula, reading.values)
        if found and not names(found[0]):  # `at x = 4` names a place, and x stays free
            found = _expressions(formula, {})
        if formula.node.kind in ("add", "mul", "pow", "div", "neg") and not found:
            return None
        bodies += [p for p in found if names(p)]
    bodies = [b for b in bodies if degree(b) > 1 or len(b) > 1 or set(b.values()) != {1}]
    bodies = [b for i, b in enumerate(bodies) if b not in bodies[:i]]
    return bodies[0] if len(bodies) == 1 else None


def _expressions(formula: Formula, values: Mapping[str, Fraction]) -> list[Polynomial]:
    node = resolved(formula.node, values) if formula.node.kind != "relation" else formula.node
    if node.kind == "relation":
        if node.name != "=" or node.args[0].kind != "symbol":
            return []
        node = resolved(node.args[1], values)
    found = polynomial(node) if node.kind != "applied" else None
    return [] if found is None else [found]


def _letter(question: str, body: Polynomial) -> str | None:
    """The unknown that is differentiated or integrated in."""
    said = {match.group(1) for match in _WITH.finditer(question)} & names(body)
    found = said or names(body)
    return next(iter(found)) if len(found) == 1 else None


def _order(question: str) -> int | None:
    match = _ORDER.search(question)
    return 1 if match is None else _ORDERS.get(match.group(1).lower())


def _said(answer: str) -> Polynomial | None:
    return polynomial(parse(strip_dressing(answer)))


class Derivative(AnswerCheck):
    """A pass shows that the answer is the derivative of the question's polynomial, or its value at the place named,
    by the rule for powers, applied here."""

    name = "derivative"
    subject = "derivative of a polynomial is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        reading = read(question)
        if not (_DERIVATIVE.search(asking(question)) or _SLOPE.search(asking(question))) or _INTEGRAL.search(question):
            return None
        if _FLAT.search(question) or _INVERSE.search(question) or _NO_SLOPE.search(question):
            return None
        body, times, said = _curve(reading), _order(question), _said(answer)
        if body is None or times is None or said is None:
            return None
        letter = _letter(question, body)
        if letter is None:
            return None
        place: Fraction | None = None
        if match := _PRIMED.search(question):
            times = len(match.group(2))
            place = Fraction(match.group(3)) if not match.group(3).isalpha() else None
        elif len(at := places(question, letter)) == 1:
            place = at[0]
        elif at or left_over(question, reading):
            return None
        slope = body
        for _ in range(times):
            slope = derivative(slope, letter)
        wanted = slope if place is None else substitute(slope, {letter: constant(place)})
        if (_SLOPE.search(question) and place is None and not _FORMULA.search(question)) or (
            names(said) and not names(said) <= names(body)
        ):
            return None
        where = "" if place is None else f" at {letter} = {format_number(place)}"
        if add(wanted, said, -1):
            number = value(wanted)
            right = "another formula" if number is None else format_number(number)
            return broken(f"The derivative{where} is {right}, not {shown(answer)}.")
        return held(f"the rule for powers gives {shown(answer)}{where} as well.")


class Antiderivative(AnswerCheck):
    """A pass shows that the derivative of the answer is the function that the question integrates."""

    name = "antiderivative"
    subject = "antiderivative of a polynomial is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        question = with_words(question)
        if not (_INTEGRAL.search(question) or _INVERSE.search(question)) or ends(question) or _AREA.search(question):
            return None
        reading = read(question)
        body, said = _curve(reading), _said(answer)
        if body is None or said is None or left_over(question, reading):
            return None
        letter = _letter(question, body)
        if letter is None:
            return None
        if add(derivative(said, letter), body, -1):
            return broken(f"The derivative of {shown(answer)} is not the function to be integrated.")
        return held(f"the derivative of {shown(answer)} is the function to be integrated.")


class DefiniteIntegral(AnswerCheck):
    """A pass shows that the answer is the difference of an antiderivative's values at both ends."""

    name = "definite integral"
    subject = "integral of a polynomial between two ends is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        question = with_words(question)
        borders, area = ends(question), _AREA.search(question)
        if borders is None or _OF_INTEGRAL.search(question) or not (_INTEGRAL.search(question) or area):
            return None
        body, said = _curve(read(question)), _said(answer)
        if body is None or said is None or len(names(body)) != 1:
            return None
        (letter,) = names(body)
        whole = antiderivative(body, letter)
        low, high = (value(substitute(whole, {letter: constant(end)})) or Fraction(0) for end in borders)
        if area and not _stays_above(body, letter, *borders):
            return undecided("the curve goes below the axis, so that area and integral may differ.")
        if value(said) != high - low:
            return broken(f"The antiderivative grows by {format_number(high - low)}, not by {shown(answer)}.")
        return held(f"the antiderivative grows by {shown(answer)} from end to end.")


def _stays_above(body: Polynomial, letter: str, low: Fraction, high: Fraction) -> bool:
    """Whether a line or a parabola is nowhere negative between the ends; False where that is not told."""
    places = [low, high]
    slope = derivative(body, letter)
    if degree(slope) == 1 and (turn := slope.get((), Fraction(0)) / -slope[((letter, 1),)]):
        places += [turn] if low < turn < high else []
    values = [value(substitute(body, {letter: constant(place)})) or Fraction(0) for place in places]
    return degree(body) <= 2 and min(values) >= 0


class StationaryPoints(AnswerCheck):
    """A pass shows that the derivative is zero at every value of the answer, and that it is zero nowhere else."""

    name = "stationary points"
    subject = "stationary point of a polynomial is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        if not _FLAT.search(question) or _VALUE.search(question) or _order(question) != 1:
            return None
        body, node = _curve(read(question)), parse(strip_dressing(answer))
        if body is None or len(names(body)) != 1:
            return None
        (letter,) = names(body)
        parts = list(node.args) if node.kind in ("list", "set") else [node]
        parts = [p.args[1] if p.kind == "relation" and p.name == "=" else p for p in parts]
        values = [polynomial(part) for part in parts]
        slope = derivative(body, letter)
        for part in values:
            if part is None or names(part):
                return None
            if number := value(substitute(slope, {letter: part})):
                return broken(
                    f"At {format_number(value(part) or Fraction(0))} the derivative is {format_number(number)}."
                )
        number_of = distinct_roots(slope, letter)
        if len({value(part or {}) for part in values}) < number_of:
            return broken(f"The derivative has {number_of} different zeros, and not all are given.")
        return held(f"the derivative is zero at {shown(answer)} and nowhere else.")
