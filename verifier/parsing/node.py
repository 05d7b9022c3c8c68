"""The tree: one frozen type for every kind of expression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Node:
    """An expression.

    kind: number (value, places) · symbol, constant (name: pi e i oo) · add, mul (args) · neg · div, pow (two args) ·
    call (name, args) · factorial · percent · degree · pm (name: "+-" or "-+", the last term) · relation (args, name:
    the operators with a blank between) · list (name: "and", "or" or ""), set (args) ·
    bracket (args, name: "()", "[)", ...) · union, intersection, difference · matrix (args: rows, each
    a list) · big (name sum, product, integral; args: variable, lower, upper, body) · unit (args: value, name: its
    words).
    """

    kind: str
    args: tuple[Node, ...] = ()
    name: str = ""
    value: Fraction = Fraction(0)
    places: int = 0

    def walk(self) -> Iterator[Node]:
        """The node and all below it."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(node.args)


ZERO, ONE = Node("number", value=Fraction(0)), Node("number", value=Fraction(1))


def number(value: Fraction | int, places: int = 0) -> Node:
    """A number, with how many decimals were written."""
    return Node("number", value=Fraction(value), places=places)


def free_symbols(node: Node) -> set[str]:
    """Names of the symbols, without the index of a sum or product."""
    if node.kind == "symbol":
        return {node.name}
    found = set().union(*(free_symbols(arg) for arg in node.args)) if node.args else set()
    return found - {node.args[0].name} if node.kind == "big" else found
