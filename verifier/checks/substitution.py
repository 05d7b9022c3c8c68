"""Solutions put back into the equations of the question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from tasks.numbers import format_number
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.formulas import AMBIGUOUS, Formula, Reading, read
from verifier.checks.polynomial import (
    Polynomial,
    constant,
    degree,
    distinct_roots,
    names,
    polynomial,
    solved,
    substitute,
    value,
)
from verifier.comparing import worker
from verifier.equivalence import strip_dressing
from verifier.parsing.grammar import parse
from verifier.parsing.node import ONE, Node

MAX_CANDIDATES = 12
ELSEWHERE = re.compile(
    r"\b(remainder|modul|mod\b|divid|divis|factor|multiple|prime|composite|digit|round|nearest|closest|decimal|least|"
    r"largest|smallest|biggest|greatest|lowest|highest|bigger|smaller|greater|less|order|sort|ascending|descending|"
    r"gcd|lcm|hcf|common|derivative|differentiate|slope|steep|form|coefficient|rearrange|compare|area|integra|limit|"
    r"maximum|minimum|tangent|critical|stationary|base\b|squared|cubed|sum of|product of|difference|average|mean of|"
    r"positive|negative|one solution|a solution|a root|integer|whole|natural|twice|half|double|same number|true or false|how many|where i|expression|d/d[a-z])|[<>≤≥]|% ?of\b",
    re.IGNORECASE,
)
"""Words of questions that ask for more than the unknowns: their answers are not put into the equations."""
_NAMES = r"[a-z](?:(?:\s*,\s*(?:and\s+)?|\s+and\s+)[a-z])*"
_ASKED = (
    re.compile(
        rf"\b(?:find|determine|calculate|compute|give|state|evaluate|me|out|is|are|can|which|what|for|value of|values of|"
        rf"all|every|does|must|obtain|get)\s+(?:the value of |the values of )?({_NAMES})(?=\s*(?:$|[.?!,;:]|if\b|such\b|"
        rf"given\b|so\b|from\b|using\b|in\b|satisf|with\b|when\b|where\b|equal|be\b|is\b|that\b|=\s*\?))",
        re.IGNORECASE,
    ),
    re.compile(r"\bbe said of ([a-z])\b", re.IGNORECASE),
    re.compile(r"\b([a-z])\s*=\s*\?"),
)
_SOLVE = re.compile(r"\b(solve|solutions?|roots?|what are they)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|every|solutions|roots|solve|which|what are|values)\b", re.IGNORECASE)


def asked(question: str, unknowns: set[str]) -> set[str]:
    """The unknowns that a question asks for; empty when that is not plain."""
    if ELSEWHERE.search(question):
        return set()
    found = {
        name
        for pattern in _ASKED
        for match in pattern.finditer(question)
        for name in re.findall(r"\b[a-z]\b", match.group(1))
        if name in unknowns
    }
    if not found and _SOLVE.search(question):
        return unknowns
    return found


def candidates(answer: str, wanted: set[str]) -> list[dict[str, Node]] | None:
    """What an answer gives the unknowns as: one assignment, or several values of one unknown. None: neither; empty: an
    assignment that leaves some out."""
    text = strip_dressing(answer)
    if AMBIGUOUS.search(text):
        return None
    node = parse(text)
    parts = list(node.args) if node.kind in ("list", "set") else [node]
    if all(part.kind == "relation" and part.name == "=" and part.args[0].kind == "symbol" for part in parts):
        given: dict[str, list[Node]] = {}
        for part in parts:
            given.setdefault(part.args[0].name, []).append(part.args[1])
        if set(given) != wanted:
            return [] if set(given) < wanted else None
        if len(given) == 1:
            (name, values), *_ = given.items()
            return [{name: each} for each in values]
        return (
            [{name: values[0] for name, values in given.items()}] if all(len(v) == 1 for v in given.values()) else None
        )
    if len(wanted) != 1 or not 1 <= len(parts) <= MAX_CANDIDATES:
        return None
    if any(n.kind in ("relation", "symbol", "pm", "list", "unit", "bracket") for part in parts for n in part.walk()):
        return None
    return [{next(iter(wanted)): part} for part in parts]


class Substitution(AnswerCheck):
    """A pass shows that the answer solves the question's equations: put in, both sides of each are equal, and there
    are as many solutions as there can be, or the equations leave no other."""

    name = "substitution"
    subject = "equation is asked about"

    def examine(self, question: str, answer: str) -> Finding | None:
        reading = read(question)
        unknowns = {name for _, zero in reading.equations for name in names(zero)}
        wanted = asked(question, unknowns)
        if not wanted or reading.functions or not reading.complete:
            return None
        found = candidates(answer, wanted)
        if found is None:
            return None
        if not found:
            return broken(f"The answer does not give all of {', '.join(sorted(wanted))}.")
        for given in found:
            finding = _put_in(reading, given)
            if finding is not None:
                return finding
        return _complete(reading, wanted, found, answer, _ALL.search(question) is not None)


def _put_in(reading: Reading, given: Mapping[str, Node]) -> Finding | None:
    """The first equation that the values break, or that cannot be told; None when all hold."""
    exact = {name: polynomial(node) for name, node in given.items()}
    known = {name: p for name, p in exact.items() if p is not None}
    if len(known) < len(given):
        return _put_in_roots(reading, given)
    left = [substitute(zero, known) for _, zero in reading.equations]
    others = solved([*left, *(substitute(zero, known) for zero in reading.defined)])
    where = ", ".join(f"{name} = {format_number(value(p) or Fraction(0))}" for name, p in known.items())
    if others is None:
        at = {**{name: constant(v) for name, v in reading.values.items()}, **known}
        for formula, zero in reading.equations:
            if names(zero) <= set(at) and value(substitute(zero, at)):
                there = ", ".join(f"{n} = {format_number(value(at[n]) or Fraction(0))}" for n in sorted(names(zero)))
                return broken(_difference(formula, at, there))
        return broken(f"With {where} the equations contradict each other: {_first(reading, left)}.")
    rest = {name: constant(number) for name, number in others.items()}
    for (formula, _), partly in zip(reading.equations, left, strict=True):
        gap = value(substitute(partly, rest))
        if gap is None:
            return undecided(f"{shown(formula.text, 80)} holds other unknowns.")
        if gap:
            return broken(_difference(formula, {**rest, **known}, where))
    return None


def _first(reading: Reading, left: list[Polynomial]) -> str:
    """The equation that is plainly false once the values are in, or the last one."""
    for (formula, _), partly in zip(reading.equations, left, strict=True):
        if value(partly):
            return shown(formula.text, 80)
    return shown(reading.equations[-1][0].text, 80)


def _difference(formula: Formula, at: Mapping[str, Polynomial], where: str) -> str:
    both = []
    for arg in formula.node.args:
        side = polynomial(arg)
        number = None if side is None else value(substitute(side, at))
        both.append("?" if number is None else format_number(number))
    return f"{where} put into {shown(formula.text, 80)} gives {shown(both[0])} = {shown(both[1])}."


def _put_in_roots(reading: Reading, given: Mapping[str, Node]) -> Finding | None:
    """With values that are not rational: a worker compares both sides of each equation."""
    for formula, zero in reading.equations:
        if not names(zero) <= set(given) | set(reading.values):
            return undecided(f"{shown(formula.text)} holds other unknowns.")
        nodes = {**{n: Node("number", value=v) for n, v in reading.values.items()}, **given}
        left, right = (_replaced(arg, nodes) for arg in formula.node.args)
        # One more on both sides: two values that are zero but for rounding are hard to call equal.
        same = worker().ask("same", Node("add", (left, ONE)), Node("add", (right, ONE)), 0)
        if same is None:
            return undecided(f"the sides of {shown(formula.text)} could not be compared.")
        if not same:
            return broken(f"The answer put into {shown(formula.text, 80)} gives two different sides.")
    return None


def _replaced(node: Node, at: Mapping[str, Node]) -> Node:
    if node.kind == "symbol" and node.name in at:
        return at[node.name]
    return Node(node.kind, tuple(_replaced(arg, at) for arg in node.args), node.name, node.value, node.places)


def _complete(
    reading: Reading, wanted: set[str], found: list[dict[str, Node]], answer: str, all_of_them: bool
) -> Finding:
    """All values hold: whether they are all there are."""
    texts = shown("; ".join(formula.text for formula, _ in reading.equations), 80)
    evidence = f"{shown(answer)} put into {texts}: both sides are equal."
    if all(degree(zero) <= 1 for _, zero in reading.equations):
        return (
            held(evidence) if wanted <= set(reading.values) else undecided(f"{evidence} Other values would do as well.")
        )
    (name,) = wanted if len(wanted) == 1 else ("",)
    rest = {n: constant(v) for n, v in reading.values.items() if n != name}
    alone = [p for p in (substitute(zero, rest) for _, zero in reading.equations) if names(p) == {name}]
    if len(alone) != 1:
        return undecided(evidence)
    number = distinct_roots(alone[0], name)
    different = len({repr(polynomial(given[name]) or given[name]) for given in found})
    if different < number:
        short = f"{different} of {number} solutions"
        return broken(f"Only {short} are given.") if all_of_them else undecided(f"{evidence} But {short} are given.")
    return held(f"{evidence} There are no more than {number}.")
