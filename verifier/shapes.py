"""Shapes of answers as trees: names and their values, both signs of ±, calculations, inequalities, intervals."""

from __future__ import annotations

from fractions import Fraction

from verifier.parsing.canonical import canonical
from verifier.parsing.exact import rational
from verifier.parsing.limits import ParseError
from verifier.parsing.node import Node, free_symbols, number

_ARITHMETIC = {"number", "neg", "percent", "add", "mul", "div", "pow", "call", "factorial"}
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def neg(node: Node) -> Node:
    return Node("neg", (node,))


def sub(a: Node, b: Node) -> Node:
    return Node("add", (a, neg(b)))


def named(node: Node) -> bool:
    """Whether a side of an equation is a name: x, f(x), |AB|, A:B, (p, q)."""
    if node.kind == "bracket":
        return node.name == "()" and all(named(arg) for arg in node.args)
    if node.kind == "mul":
        return len(canonical(node)) <= 4 and all(part[0] == "symbol" for part in canonical(node)[1:])
    if node.kind == "call":
        return (len(node.name) == 1 or node.name == "abs") and all(named(arg) for arg in node.args)
    return node.kind == "symbol" or (node.kind == "div" and node.name == "ratio" and all(map(named, node.args)))


def assigned(node: Node) -> tuple[Node | None, Node]:
    """`x = 1/3 ≈ 0.33` as the name x and 1/3; anything but a name and values as (None, itself)."""
    operators = node.name.split()
    if node.kind != "relation" or not set(operators) <= {"=", "≈", "∈"}:
        return None, node
    members = list(node.args)
    while len(members) > 2 and operators[-1] == "≈":
        members.pop()
        operators.pop()
    first, last = members[0], members[-1]
    if operators == ["="] and named(last) and not named(first):
        first, last = last, first
    if not named(first) or len(members) > 4:
        return None, node
    defined = first.kind == "call" and not any(n.kind == "call" and n.name == first.name for n in last.walk())
    if not defined and free_symbols(first) & free_symbols(last):
        return None, node  # x = x + 1 names nothing; f(x) = x + 1 does
    if len(members) > 2 and any(_plain(m) != _plain(last) or _plain(m) is None for m in members[1:]):
        return None, node
    return first, last


def _plain(node: Node) -> Fraction | None:
    try:
        return rational(node)
    except ParseError:
        return None


def signs(node: Node) -> list[Node]:
    """`a ± b` as its two values; a node without ± as itself."""
    if not any(n.kind == "pm" for n in node.walk()):
        return [node]

    def with_sign(n: Node, plus: bool) -> Node:
        args = tuple(with_sign(arg, plus) for arg in n.args)
        if n.kind != "pm":
            return Node(n.kind, args, n.name, n.value, n.places)
        return Node("add", args) if plus == (n.name == "+-") else sub(*args)

    return [with_sign(node, True), with_sign(node, False)]


def grouped(items: list[Node]) -> list[Node]:
    """`p = 5, q = 2, p = 7, q = 2` as the pairs (5, 2) and (7, 2): names that come round again; others as they are."""
    pairs = [assigned(item) for item in items]
    names = [None if name is None else canonical(name) for name, _ in pairs]
    period = next((i for i in range(1, len(names)) if names[i] == names[0]), 0)
    if period < 2 or len(names) % period or None in names or names != names[:period] * (len(names) // period):
        return items
    values = [value for _, value in pairs]
    return [Node("bracket", tuple(values[i : i + period]), "()") for i in range(0, len(values), period)]


def calculation(node: Node) -> bool:
    """Whether numbers are still to be added, multiplied and so on; a fraction is no calculation, nor is 5*10^3."""
    while node.kind == "unit":
        node = node.args[0]
    if not {n.kind for n in node.walk()} <= _ARITHMETIC:
        return False
    while node.kind in ("neg", "percent"):
        node = node.args[0]
    if node.kind == "mul" and len(node.args) == 2 and node.args[0].kind == "number":
        node = node.args[1]  # scientific notation, or a product
        return not (node.kind == "pow" and node.args[0] == number(10))
    if node.kind == "div":
        top, bottom = (part.args[0] if part.kind == "neg" else part for part in node.args)
        whole = all(part.kind == "number" and part.value.denominator == 1 for part in (top, bottom))
        return not whole or bottom.value == 0 or (top.value / bottom.value).denominator == 1
    return node.kind != "number" and not (node.kind == "pow" and node.args[0] == number(10))


def written(node: Node) -> str:
    """A fraction as `a/b` and an integer as itself; other forms have no text."""
    if node.kind == "div" and all(arg.kind == "number" and not arg.places for arg in node.args):
        return "/".join(str(arg.value.numerator) for arg in node.args)
    return ""


def constraints(node: Node) -> list[tuple[Node, str]] | None:
    """`a < b <= c` as expressions that are positive or not negative; None for other relations.

    A list of inequalities that hold together is all of theirs, and |a| < b is -a < b and a < b.
    """
    found: list[tuple[Node, str]] = []
    if node.kind == "list":
        parts = [constraints(arg) if arg.kind == "relation" else None for arg in node.args]
        return None if None in parts else [pair for part in parts for pair in part or []]
    if node.name in ("<", "<=") and node.args[0].kind == "call" and node.args[0].name == "abs":
        inner, end = node.args[0].args[0], node.args[1]
        kind = ">=" if "=" in node.name else ">"
        return [(sub(end, inner), kind), (Node("add", (end, inner)), kind)]
    for left, operator, right in zip(node.args, node.name.split(), node.args[1:], strict=False):
        if operator not in ("<", ">", "<=", ">=", "="):
            return None
        larger, smaller = (left, right) if ">" in operator else (right, left)
        found.append((sub(larger, smaller), "=" if operator == "=" else ">=" if "=" in operator else ">"))
    return found


def interval(node: Node) -> Node | None:
    operators = node.name.split()
    if not set(operators) <= set(_FLIPPED):
        return None
    members = list(node.args)
    if operators[0] in (">", ">="):
        members.reverse()
        operators = [_FLIPPED[o] for o in reversed(operators)]
    if any(o not in ("<", "<=") for o in operators):
        return None
    oo = Node("constant", name="oo")
    if len(members) == 2:
        members, operators = ([*members, oo], [*operators, "<"]) if named(members[1]) else (
            [neg(oo), *members], ["<", *operators])  # fmt: skip
    if len(members) != 3 or not named(members[1]) or free_symbols(members[0]) | free_symbols(members[2]):
        return None
    brackets = ("[" if operators[0] == "<=" else "(") + ("]" if operators[1] == "<=" else ")")
    return Node("bracket", (members[0], members[2]), brackets)
