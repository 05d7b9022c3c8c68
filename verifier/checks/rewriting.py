"""Rewritten expressions against the question's: factors multiplied, brackets removed, functions put in."""

from __future__ import annotations

import re

from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held, undecided
from verifier.checks.formulas import AMBIGUOUS, Formula, applied, read
from verifier.checks.polynomial import Polynomial, add, degree, names, polynomial, substitute, value
from verifier.comparing import worker
from verifier.equivalence import strip_dressing
from verifier.parsing.exact import rational
from verifier.parsing.grammar import parse
from verifier.parsing.node import Node, free_symbols

_FACTOR = re.compile(r"\bfactor(?:i[sz]e|ed)?\b|\bproduct\b|\bfactors of\b", re.IGNORECASE)
_EXPAND = re.compile(r"\bexpand|\bmultipl(?:y|ied) out|\bwithout brackets|\bbrackets\b|\bas a sum\b", re.IGNORECASE)
_SIMPLIFY = re.compile(
    r"\bsimpl|\bcollect|\bcombine|\bgather|\bput together|\badd up the terms|\bstandard form|\bshort(?:est)?\b|\breduce\b|"
    r"\bof the form\b|\bto the form\b|\bone power|\bexact",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(give|find|what is|state) [a-z]\b|\bcoefficient|\bderivative|\bintegra|\bprimes?\b|\bdivisors?\b|\bderive|"
    r"\bsolve|\bhow many|\blimit\b|\bwhole number|\bhighest\b|\bcommon\b|\bgreatest\b|\bd/d|\barea\b|\bto a number\b|"
    r"\b(?:what|which) [a-z]\b(?!')|\bdoes [a-z] (?:come|equal|become|amount|stand)\b|\bread (?:off )?[a-z]\b",
    re.IGNORECASE,
)
"""What asks for something else than the expression in another form: a letter of it, a value, a derivative."""
_LETTER_ASKED = re.compile(
    r"\b(?:give|find|is|state|determine|calculate|compute|name)\s+([a-z])(?=\s*(?:[.?]|$))", re.IGNORECASE
)
"""`which number is d?`: a letter of a form is asked for."""
_INSERTED = re.compile(
    r"\b(?:put|feed|insert|plug|substitute) ([a-z]\([^=]+?\)) (?:in|into|to) (?:the function )?([a-z])(?=[,.;?]|\s|$)(?!\()",
    re.IGNORECASE,
)
"""`Put g(z) into f`: f(g(z)) is meant."""
_CALLED = re.compile(r"([A-Za-z])\((.+)\)", re.DOTALL)


def same_polynomial(left: Node, right: Node) -> bool | None:
    """Whether two trees are the same expression: exactly for polynomials, else by a worker; None: cannot be told."""
    complex_ = any(n.kind == "constant" for side in (left, right) for n in side.walk())
    p, q = (None, None) if complex_ else (polynomial(left), polynomial(right))
    if p is not None and q is not None:
        return not add(p, q, -1)
    return worker().ask("same", left, right, 0)


MAX_WORDS = 14
"""A request to rewrite has few words beside its expression; a story has more."""
_WRITTEN = re.compile(r"(?=.*\d).*(?:[-+*/^]|sqrt)", re.DOTALL)


def _topic(question: str) -> Formula | None:
    """The longest expression with a letter or a root that a short question holds."""
    found = [f for f in read(question).formulas if f.node.kind in ("add", "mul", "pow", "div", "neg")]
    found = [f for f in found if any(n.kind in ("symbol", "call") for n in f.node.walk()) and _WRITTEN.match(f.text)]
    topic = max(found, key=lambda f: len(f.text), default=None)
    if topic is None or len(re.findall(r"[A-Za-z]{2,}", question.replace(topic.text, " "))) > MAX_WORDS:
        return None
    return topic


class Rewriting(AnswerCheck):
    """A pass shows that the answer is the question's expression in another form: the same at every value of its
    unknowns, and written as a product or without brackets where that was asked."""

    name = "rewriting"
    subject = "expression is to be rewritten"

    def examine(self, question: str, answer: str) -> Finding | None:
        factor, expand = _FACTOR.search(question) is not None, _EXPAND.search(question) is not None
        topic = _topic(question)
        if (
            topic is None
            or _LETTER_ASKED.search(question)
            or _OTHER.search(question)
            or not (factor or expand or _SIMPLIFY.search(question))
        ):
            return None
        reading = read(question)
        if reading.equations or reading.functions or reading.defined or not reading.complete:
            return None
        if AMBIGUOUS.search(answer):
            return None
        said = parse(strip_dressing(answer))
        if said.kind in ("relation", "list", "set", "bracket") or not free_symbols(said) <= free_symbols(topic.node):
            return None
        same = same_polynomial(topic.node, said)
        if not same and _rooted(topic.node):
            same = same_polynomial(_at_positive(topic.node), _at_positive(said))
            if same and not _POSITIVE.search(question):
                return undecided(
                    f"{shown(answer)} and {shown(topic.text)} are the same where no root is of a negative."
                )
        if same is None:
            return undecided(f"{shown(answer)} and {shown(topic.text)} could not be compared.")
        if not same:
            what = (
                "multiplied out" if factor else "at other values of its unknowns" if free_symbols(said) else "in value"
            )
            return broken(f"{shown(answer)} is not {shown(topic.text, 80)} {what}.")
        return _form(topic, said, factor, expand, answer)


_POSITIVE = re.compile(r"\bpositive\b|[a-z] ?> ?0(?!\.?\d)", re.IGNORECASE)


def _rooted(node: Node) -> bool:
    """Whether a root, or a power that is not whole, is taken of something unknown: rules for these hold for positive
    values."""
    return any(
        (n.kind == "call" or (n.kind == "pow" and ((k := rational(n.args[1])) is None or k.denominator != 1)))
        and bool(free_symbols(n))
        for n in node.walk()
    )


def _at_positive(node: Node) -> Node:
    """With the size of each unknown in its place."""
    if node.kind == "symbol":
        return Node("call", (node,), "abs")
    return Node(node.kind, tuple(_at_positive(arg) for arg in node.args), node.name, node.value, node.places)


def _form(topic: Formula, said: Node, factor: bool, expand: bool, answer: str) -> Finding:
    """An equal expression: whether it has the form that was asked for."""
    evidence = f"{shown(answer)} and {shown(topic.text, 80)} are the same"
    inner = said.args[0] if said.kind == "neg" else said
    if factor and inner.kind == "add":
        return undecided(f"{evidence}, but the answer is no product.")
    if expand and any(n.kind in ("mul", "pow") and any(a.kind == "add" for a in n.args) for n in said.walk()):
        return undecided(f"{evidence}, but the answer has brackets.")
    if len(answer) > len(topic.text) and not expand and not factor:
        return undecided(f"{evidence}, but the answer is no shorter.")
    if factor and degree(polynomial(topic.node) or {}) > 1 and not _split(inner):
        return undecided(f"{evidence}, but nothing was factored out.")
    return held(f"{evidence}{' when the factors are multiplied' if factor else ' for every value'}.")


def _split(node: Node) -> bool:
    """Whether every sum in a product is linear, so that no factor can be split further."""
    sums = [n for n in node.walk() if n.kind == "add"]
    return all(degree(polynomial(n) or {}) <= 1 for n in sums)


class FunctionValue(AnswerCheck):
    """A pass shows that the answer is what the question's functions give: `f(3)`, or `f(g(x))` as a formula."""

    name = "function value"
    subject = "value of a function is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        reading = read(question)
        asked = [
            f
            for f in reading.formulas
            if (match := _CALLED.fullmatch(f.text)) is not None and match.group(1) in reading.functions
        ]
        whole = {f.text.replace(" ", "") for f in asked}
        variables = {f"{name}({unknown})" for name, (unknown, _) in reading.functions.items()}
        wanted = whole - variables
        if put := _INSERTED.search(question):
            wanted = {f"{put[2]}({put[1].replace(' ', '')})"} if wanted == {put[1].replace(" ", "")} else set()
        elif _INTO.search(question):
            return None
        if (
            len(wanted) != 1
            or reading.equations
            or not reading.complete
            or "'" in question
            or (_OTHER_USE.search(question) and not put)
        ):
            return None
        body = applied(next(iter(wanted)), reading)
        said = polynomial(parse(strip_dressing(answer)))
        if body is None or said is None:
            return None
        if add(body, said, -1):
            number = value(body)
            return broken(
                f"{next(iter(wanted))[:40]} is {'another formula' if number is None else number}, not {shown(answer)}."
            )
        return held(f"{next(iter(wanted))[:40]} is {shown(answer)}.")


_INTO = re.compile(r"\b(?:put|feed|insert|plug|substitute)(?! together)\b|\binto\b", re.IGNORECASE)
_OTHER_USE = re.compile(
    r"\blet [a-z] (?:be|equal)|\bderivative|\bslope|\bremainder|\bdivi|\bprime|\bround|\bdigit|\bfactor|\bmultiple|"
    r"\bintegra|\bsolve|\bnearest|\bcommon|\bgreater|\bless\b|\broots?\b|\b[a-z] of [a-z]\(|\bcall(?:ed)? [a-z]\(",
    re.IGNORECASE,
)


class Coefficient(AnswerCheck):
    """A pass shows that the answer is the coefficient that stands at the letter's place in the expression."""

    name = "coefficient"
    subject = "coefficient of a form is asked for"

    def examine(self, question: str, answer: str) -> Finding | None:
        asked = {match.group(1) for match in _LETTER_ASKED.finditer(question)}
        pieces: list[Node] = []
        for formula in read(question).formulas:
            pieces += (
                formula.node.args if formula.node.kind == "relation" and formula.node.name == "=" else [formula.node]
            )
        forms = [p for p in (polynomial(n) for n in pieces) if p is not None and len(p) > 1]
        if len(asked) != 1 or len(forms) != 2:
            return None
        (letter,) = asked
        pattern, body = sorted(forms, key=lambda p: letter not in names(p))
        letters = names(pattern) - names(body)
        if letter not in letters or not names(pattern) & names(body) or not _is_form(pattern, letters):
            return None
        place = next(tuple((n, k) for n, k in m if n != letter) for m in pattern if letter in dict(m))
        said = value(substitute(polynomial(parse(strip_dressing(answer))) or {}, {}))
        wanted = body.get(place, 0)
        if said is None:
            return None
        if said != wanted:
            return broken(f"The coefficient that {letter} stands for is {wanted}, not {shown(answer)}.")
        return held(f"the coefficient that {letter} stands for is {shown(answer)}.")


def _is_form(pattern: Polynomial, letters: set[str]) -> bool:
    """Whether each term of a form has one letter of its own, once, and no number beside it."""
    if set(pattern.values()) != {1}:
        return False
    own = [[(n, k) for n, k in monomial if n in letters] for monomial in pattern]
    return all(len(o) == 1 and o[0][1] == 1 for o in own) and len({o[0][0] for o in own}) == len(own)
