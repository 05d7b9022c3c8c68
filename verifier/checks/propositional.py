"""Propositional formulas: read from text without evaluation, where they stand in it, and the worlds they hold in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from verifier.parsing.limits import ParseError

MAX_NAMES = 10
"""A truth table has at most 1,024 lines."""
_OPERATORS = {
    "and": "and", "∧": "and", "&": "and", "or": "or", "∨": "or", "|": "or", "implies": "implies", "→": "implies",
    "->": "implies", "xor": "xor", "⊕": "xor", "^": "xor", "iff": "iff", "↔": "iff", "<->": "iff",
}  # fmt: skip
_NOT = frozenset(("not", "¬", "~"))
_TOKEN = re.compile(r"<->|->|[A-Za-z]+|[¬~∧&∨|→⊕^↔()]|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Formula:
    """An operator with its parts; a name has the operator ""."""

    operator: str
    parts: tuple[Formula, ...] = ()
    name: str = ""

    def value(self, world: Mapping[str, bool]) -> bool:
        if not self.operator:
            return world[self.name]
        values = [part.value(world) for part in self.parts]
        if self.operator == "not":
            return not values[0]
        if self.operator in ("and", "or"):
            return all(values) if self.operator == "and" else any(values)
        if self.operator == "xor":
            return sum(values) % 2 == 1
        return not values[0] or values[1] if self.operator == "implies" else values[0] == values[1]

    @property
    def names(self) -> frozenset[str]:
        own = frozenset((self.name,)) if self.name else frozenset()
        return own.union(*(part.names for part in self.parts))


def parse_formula(text: str) -> Formula:
    """Raises ParseError; two different operators side by side need brackets, since conventions differ."""
    tokens = [t for t in _TOKEN.findall(text) if not t.isspace()]
    node, at = _binary(tokens, 0, 0)
    if at < len(tokens):
        raise ParseError("something is left over")
    return node


def _binary(tokens: list[str], at: int, depth: int) -> tuple[Formula, int]:
    first, at = _unary(tokens, at, depth)
    parts, operator = [first], ""
    while at < len(tokens) and tokens[at] in _OPERATORS:
        found = _OPERATORS[tokens[at]]
        if operator and (found != operator or operator in ("implies", "iff")):
            raise ParseError("brackets are missing")
        operator = found
        part, at = _unary(tokens, at + 1, depth)
        parts.append(part)
    return (Formula(operator, tuple(parts)) if operator else first), at


def _unary(tokens: list[str], at: int, depth: int) -> tuple[Formula, int]:
    if at >= len(tokens) or depth > 30:
        raise ParseError("a part is missing")
    if tokens[at] in _NOT:
        part, after = _unary(tokens, at + 1, depth + 1)
        return Formula("not", (part,)), after
    if tokens[at] == "(":
        part, after = _binary(tokens, at + 1, depth + 1)
        if after >= len(tokens) or tokens[after] != ")":
            raise ParseError("a bracket is missing")
        return part, after + 1
    if len(tokens[at]) == 1 and tokens[at].isalpha():
        return Formula("", name=tokens[at]), at + 1
    raise ParseError("a name is missing")


@dataclass(frozen=True)
class Span:
    """A piece of a question that may be a formula, and where it stands."""

    text: str
    start: int
    end: int


def spans(question: str) -> list[Span]:
    """Operands and operators in turn with balanced brackets; other words end a span."""
    found: list[Span] = []
    start, end, depth, wants = -1, -1, 0, True

    def close() -> None:
        nonlocal start, end, depth, wants
        if start >= 0 and end > start:
            found.append(Span(question[start:end], start, end))
        start, end, depth, wants = -1, -1, 0, True

    for match in _TOKEN.finditer(question):
        token, at = match.group(), match.start()
        if token.isspace() and "\n" not in token:
            continue
        name = len(token) == 1 and token.isalpha() and token.isascii()
        begins = name or token in _NOT or token == "("
        if not wants and begins:
            close()
        if begins and wants:
            start = at if start < 0 else start
            depth += token == "("
            wants = not name
            end = match.end() if name and not depth else end
        elif token in _OPERATORS and not wants:
            wants = True
        elif token == ")" and depth and not wants:
            depth -= 1
            end = match.end() if not depth else end
        else:
            close()
    close()
    return found


def worlds(names: frozenset[str]) -> Iterator[dict[str, bool]]:
    """Every assignment of truth values to the names. Raises ParseError for too many."""
    if len(names) > MAX_NAMES:
        raise ParseError("too many names")
    ordered = sorted(names)
    for values in product((True, False), repeat=len(ordered)):
        yield dict(zip(ordered, values, strict=True))
