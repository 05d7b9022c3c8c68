"""The solution of an inequality, held against its bound and its side."""

from __future__ import annotations

from tasks.numbers import format_number
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held
from verifier.checks.formulas import read
from verifier.checks.polynomial import Polynomial, add, constant, degree, names, polynomial, solved, substitute, value
from verifier.equivalence import strip_dressing
from verifier.parsing.grammar import parse
from verifier.parsing.node import Node

_SIGNS = frozenset(("<", ">", "<=", ">="))


class InequalitySolution(AnswerCheck):
    """A pass shows that a linear inequality turns into an equation at the answer's bound, and holds on the side that
    the answer names and not on the other."""

    name = "inequality"
    subject = "inequality is asked about"

    def examine(self, question: str, answer: str) -> Finding | None:
        asked_for = [f for f in read(question).formulas if f.node.kind == "relation" and f.node.name in _SIGNS]
        said = parse(strip_dressing(answer))
        if len(asked_for) != 1 or said.kind != "relation" or said.name not in _SIGNS:
            return None
        given = _gap(asked_for[0].node)
        claim = _gap(said)
        if given is None or claim is None or len(names(given)) != 1 or names(given) != names(claim):
            return None
        if degree(given) != 1 or degree(claim) != 1:
            return None
        (name,) = names(given)
        bound = solved([claim])
        assert bound is not None
        at = bound[name]
        text = shown(asked_for[0].text, 80)
        strict = {asked_for[0].node.name in "<>", said.name in "<>"}
        if value(substitute(given, {name: constant(at)})) != 0:
            return broken(f"The sides of {text} are not equal at {name} = {format_number(at)}.")
        if len(strict) == 2:
            return broken(f"Whether {name} may be {format_number(at)} itself is not as in {text}.")
        beside = constant(at + 1)
        both = [(value(substitute(p, {name: beside})) or 0) < 0 for p in (given, claim)]
        if both[0] != both[1]:
            return broken(f"{shown(answer)} is the wrong side of {text}.")
        return held(f"{text} turns at {name} = {format_number(at)}, and holds on the side that is named.")


def _gap(node: Node) -> Polynomial | None:
    """Smaller less larger side: an inequality says that it is below zero, or not above."""
    left, right = (polynomial(arg) for arg in node.args)
    if left is None or right is None:
        return None
    return add(left, right, -1) if node.name in ("<", "<=") else add(right, left, -1)
