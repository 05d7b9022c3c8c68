"""The formulas, equations and functions that a question writes down, read from its text; nothing is evaluated."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from verifier.checks.polynomial import Polynomial, add, constant, names, polynomial, solved, substitute, value, variable
from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError
from verifier.parsing.node import Node

MAX_FORMULAS = 60
CACHED = 64
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|(?P<word>[A-Za-z]+)"
    r"|(?P<operator>\*\*|<=|>=|[-+*/^=<>×·÷−≤≥])|(?P<open>\()|(?P<close>\))|(?P<prime>'{1,3}(?=\())|(?P<space>\s+)|."
    , re.DOTALL,
)  # fmt: skip
_LET = re.compile(r"\blet [a-z](?:\([a-z]\))? (?:be|equal|denote)\b", re.IGNORECASE)
_FUNCTION = re.compile(r"([A-Za-z])\(([A-Za-z])\)\s*=\s*(.+)", re.DOTALL)
_APPLIED = re.compile(r"([A-Za-z])\((.+)\)", re.DOTALL)
_DEFINED = re.compile(r"\blet ([a-z]) (?:be|equal|denote) (?:the value of )?$", re.IGNORECASE)
ROUNDS = 8
"""Definitions that rest on each other are followed so far."""


@dataclass(frozen=True)
class Formula:
    """A piece of a question that reads as a formula: its text, tree and place."""

    text: str
    node: Node
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """What a question writes down: its formulas in order, the sides of its equations as one polynomial that is zero,
    its functions `f(x) = ...` by name, and the values of the letters that its equations and `let` sentences fix."""

    formulas: tuple[Formula, ...]
    equations: tuple[tuple[Formula, Polynomial], ...] = ()
    functions: Mapping[str, tuple[str, Polynomial]] = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    defined: tuple[Polynomial, ...] = ()
    """What `let` sentences define, as polynomials that are zero."""
    complete: bool = True
    """Whether each equals sign of the question stands in an equation or function that was read, and each `let`
    sentence and equation fixes its letters but one: else a letter may mean something that is not known here."""


def spans(text: str) -> list[tuple[int, int]]:
    """Where formulas may stand: operands and operators in turn, brackets balanced; words end them."""
    found: list[tuple[int, int]] = []
    start, end, depth, wants, last = -1, -1, 0, True, ""  # wants: an operand is due
    opened: list[int] = []

    def close() -> None:
        nonlocal start, end, depth, wants, last
        if start >= 0 and end > start:
            found.append((start, end))
        start, end, depth, wants, last = -1, -1, 0, True, ""
        opened.clear()

    for token in _TOKEN.finditer(text):
        kind, written, at = token.lastgroup or "other", token.group(), token.start()
        if kind == "space":
            last = "space"
            continue
        operand = kind == "number" or (kind == "word" and (len(written) == 1 or written == "sqrt"))
        joined = last == "number" and operand and kind == "word"
        opens = kind == "open" and last in ("word", "prime", "number", "close")
        if operand and not wants and not joined:
            close()
        if kind == "prime" and last != "word":
            kind = "other"
        if operand or kind == "prime":
            start = at if start < 0 else start
            wants = written == "sqrt"
            end = token.end() if not depth and not wants else end
        elif kind == "operator" and (not wants or written in "-+−") and not (start < 0 and written not in "-−"):
            start = at if start < 0 else start
            wants = True
        elif kind == "open" and (wants or opens):
            start = at if start < 0 else start
            depth, wants = depth + 1, True
        elif kind == "close" and depth and not wants:
            depth -= 1
            end = token.end() if not depth else end
        else:
            close()
            last = ""
            if operand:  # after a break the operand itself may begin a formula
                start, end, wants = at, token.end(), False
        last = kind
    close()
    return found


AMBIGUOUS = re.compile(r"/\s*(?:\d+(?:\.\d+)?|[a-z])\s*(?:[a-z]\b|\()")
"""`2/3x`: textbooks mean 2/(3x), programs (2/3)x."""
_CUT_BEFORE = re.compile(r"[\w^_\\√|]$|\w['’]$|[*+/^=<>·×]\s*$")
_CUT_AFTER = re.compile(r"[\w^_\\√|(!°]|\s*[*+/^<>·×√]|\s*=(?!\s*(?:[.?]|$))|\s*-[\s\d(]")


_DASHES = str.maketrans("–−", "--")
"""What is typed for a minus."""


def formulas(text: str) -> tuple[Formula, ...]:
    """Each span that the grammar reads, at most MAX_FORMULAS; none that is a part of something longer."""
    found = []
    text = text.translate(_DASHES)
    for start, end in spans(text)[:MAX_FORMULAS]:
        piece = text[start:end].strip()
        if _CUT_BEFORE.search(text, 0, start) or _CUT_AFTER.match(text, end) or AMBIGUOUS.search(piece):
            continue
        if "'" in piece:
            found.append(Formula(piece, Node("applied"), start, end))
            continue
        try:
            found.append(Formula(piece, parse(piece), start, end))
        except ParseError:
            continue
    return tuple(found)


def sides(node: Node) -> Polynomial | None:
    """Left less right side of an equation; None when it is none between polynomials."""
    if node.kind != "relation" or node.name != "=":
        return None
    left, right = (polynomial(arg) for arg in node.args)
    return None if left is None or right is None else add(left, right, -1)


def resolved(node: Node, values: Mapping[str, Fraction]) -> Node:
    """A tree with the letters whose values are known replaced by them, also in exponents."""
    if node.kind in ("symbol", "constant") and node.name in values:
        return Node("number", value=values[node.name])
    return Node(node.kind, tuple(resolved(arg, values) for arg in node.args), node.name, node.value, node.places)


def applied(text: str, reading: Reading) -> Polynomial | None:
    """`f(g(z))` or `f(-3)` worked out with the functions of a reading; any other formula as it is."""
    match = _APPLIED.fullmatch(text.strip())
    if match is None:
        return polynomial(resolved(parse(text), reading.values))
    if match.group(1) not in reading.functions:
        return None
    name, body = reading.functions[match.group(1)]
    inner = applied(match.group(2), reading)
    return None if inner is None else substitute(body, {name: inner})


@functools.lru_cache(CACHED)
def read(question: str) -> Reading:
    """Everything that a question writes down."""
    found = formulas(question)
    functions: dict[str, tuple[str, Polynomial]] = {}
    equations: list[tuple[Formula, Polynomial]] = []
    signs = 0
    for formula in found:
        if match := _FUNCTION.fullmatch(formula.text):
            body = _quietly(match.group(3))
            if body is not None:
                functions[match.group(1)] = (match.group(2), body)
                signs += 1
        elif (zero := _zero(formula.node)) is not None:
            equations.append((formula, zero))
            signs += 1
    reading = Reading(found, tuple(equations), functions)
    for _ in range(ROUNDS):  # a definition may rest on letters that others define
        values = {name: constant(v) for name, v in reading.values.items()}
        defined = tuple(add(variable(name), body, -1) for name, body in _defined(question, reading))
        known = solved([substitute(p, values) for p in (*defined, *(zero for _, zero in equations))])
        if known is None or not set(known) - set(reading.values):
            break
        reading = Reading(found, tuple(equations), functions, {**reading.values, **known}, defined)
    lets = len(_LET.findall(question))
    complete = signs == question.count("=") - 2 * question.count("==") and lets == len(reading.defined)
    return Reading(found, tuple(equations), functions, reading.values, reading.defined, complete)


def open_letters(reading: Reading) -> set[str]:
    """Letters of equations whose values are not known."""
    return {name for _, zero in reading.equations for name in names(zero)} - set(reading.values)


def _zero(node: Node) -> Polynomial | None:
    try:
        return sides(node)
    except ParseError:
        return None


def _quietly(text: str) -> Polynomial | None:
    try:
        return polynomial(parse(text))
    except ParseError:
        return None


def _defined(question: str, reading: Reading) -> list[tuple[str, Polynomial]]:
    """Letters that a sentence such as `Let u be -7 - (-23)` or `Let z be k(-3)` defines."""
    found = []
    for formula in reading.formulas:
        match = _DEFINED.search(question, 0, formula.start)
        try:
            body = applied(formula.text, reading) if match else None
        except ParseError:
            body = None
        if match and body is not None:
            found.append((match.group(1), body))
    return found


def number(text: str, reading: Reading) -> Fraction | None:
    """The value of a formula of the question, its letters replaced by what the question defines."""
    try:
        body = applied(text, reading)
    except ParseError:
        return None
    return None if body is None else value(body)


def asking(question: str) -> str:
    """The sentence that asks: the last one."""
    bare = question.rstrip(" .?!")
    return question[max(bare.rfind(". "), bare.rfind("? ")) + 1 :]
