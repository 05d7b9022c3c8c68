"""Sets of real numbers as trees: inequalities, R without some numbers, and unions, brought to one shape.

Ends are never put in order here, save where they are rational: what is written in another order is matched later.
"""

from __future__ import annotations

from itertools import pairwise

from verifier.parsing.canonical import canonical
from verifier.parsing.exact import rational
from verifier.parsing.node import Node, free_symbols
from verifier.shapes import interval, named, neg

_OO = Node("constant", name="oo")
REALS = Node("bracket", (neg(_OO), _OO), "()")


def all_reals(node: Node) -> bool:
    """Whether a node is the set of all real numbers, by its letter."""
    return node.kind == "symbol" and node.name == "ℝ"


def union_of(parts: list[Node]) -> Node:
    """One union of intervals and sets, those of single numbers as one set; a part alone as itself."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(_members(part))
    points = [point for part in flat if part.kind == "set" for point in part.args]
    ranges = [part for part in flat if part.kind != "set"]
    if points:
        ranges.append(Node("set", tuple(points)))
    if not ranges:
        return Node("set")
    node = ranges[0]
    for part in ranges[1:]:
        node = Node("union", (node, part))
    return node


def _members(node: Node) -> list[Node]:
    return [member for arg in node.args for member in _members(arg)] if node.kind == "union" else [node]


def tidied(node: Node) -> Node:
    """A union with its single numbers in one set, R without rational numbers as intervals, R as (-oo, oo)."""
    if all_reals(node):
        return REALS
    if node.kind == "union":
        return union_of([tidied(arg) for arg in node.args])
    if node.kind == "difference" and node.args[1].kind == "set" and tidied(node.args[0]) == REALS:
        without = holes(node.args[1].args)
        return node if without is None else without
    return node


def holes(points: tuple[Node, ...]) -> Node | None:
    """All real numbers but these, as a union of open intervals; None where their order is not known."""
    known = {canonical(point): (rational(point), point) for point in points}
    values = [value for value, _ in known.values()]
    if not points or (None in values and len(values) > 1):
        return None
    ordered = sorted(known.values(), key=lambda pair: pair[0] or 0)
    ends = [neg(_OO), *(point for _, point in ordered), _OO]
    return union_of([Node("bracket", pair, "()") for pair in pairwise(ends)])


def solution_set(node: Node) -> Node | None:
    """The numbers for which inequalities in one unknown hold, as far as that can be read off; None otherwise."""
    if node.kind == "list":
        unknowns = {name for item in node.args for name in free_symbols(item)}
        parts = [solution_set(item) for item in node.args]
        if len(unknowns) != 1 or any(part is None for part in parts) or node.name != "or":
            return None
        return union_of([part for part in parts if part is not None])
    if node.kind != "relation":
        return None
    if node.name == "!=" and named(node.args[0]) and not free_symbols(node.args[1]):
        return holes((node.args[1],))
    if node.name in (">", ">=") and (x := _absolute(node.args[0])) is not None and named(x):
        end, closed = node.args[1], node.name == ">="
        if free_symbols(end) or (value := rational(end)) is None or value < 0:
            return None
        lower = Node("bracket", (neg(_OO), neg(end)), "(]" if closed else "()")
        return union_of([lower, Node("bracket", (end, _OO), "[)" if closed else "()")])
    return interval(node)


def _absolute(node: Node) -> Node | None:
    return node.args[0] if node.kind == "call" and node.name == "abs" and len(node.args) == 1 else None
