"""Are two trees the same answer? Numbers exactly, collections member by member, relations by what they say."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from verifier.answers import NOT_A_UNIT, ParsedAnswer
from verifier.matrices import as_matrix, worked
from verifier.numbersets import solution_set, tidied
from verifier.parsing.canonical import canonical
from verifier.parsing.exact import rational
from verifier.parsing.limits import ParseError
from verifier.parsing.node import Node, free_symbols
from verifier.policy import EquivalencePolicy
from verifier.shapes import assigned, constraints, grouped, signs, written
from verifier.units import same_unit


def _bound(node: Node) -> bool:
    return node.kind == "relation" and bool(set(node.name.split()) & {"<", ">", "<=", ">=", "!="})


Ask = Callable[[str, Node, Node, int], bool | None]
"""(what, a, b, places) -> what a worker found, None when it could not tell."""
NumbersAgree = Callable[[ParsedAnswer, ParsedAnswer, EquivalencePolicy], tuple[bool, str]]
_COLLECTIONS = ("list", "set", "bracket", "union", "intersection", "difference")
MAX_EXPANDED = 64


class Comparison:
    """One comparison under one policy; `ask` reaches the worker, and only where nothing simpler decides."""

    def __init__(self, policy: EquivalencePolicy, ask: Ask, numbers: NumbersAgree) -> None:
        self.policy, self.ask, self.numbers = policy, ask, numbers

    def same(self, gold: Node, answer: Node) -> bool:
        """Whether two answers are equal."""
        if "matrix" in {n.kind for side in (gold, answer) for n in side.walk()}:
            gold, answer = worked(as_matrix(gold)), worked(as_matrix(answer))
        gold, gold_unit = self.measured(gold)
        answer, unit = self.measured(answer)
        if self.policy.units == "match" and not same_unit(gold_unit, unit):
            return False
        if canonical(gold) == canonical(answer):
            return True
        if self.policy.assignment_unwrap:
            (name, value), (other, given) = assigned(gold), assigned(answer)
            if name is not None or other is not None:
                if name is not None and other is not None:
                    if name.kind == other.kind == "bracket" or canonical(name) == canonical(other):
                        return canonical(name) == canonical(other) and self.same(value, given)
                elif "relation" not in (value.kind, given.kind) or {"list", "bracket", "union", "difference"} & {
                    value.kind,
                    given.kind,
                }:
                    return self.same(value, given)
        elif "relation" in (gold.kind, answer.kind) and gold.kind != answer.kind:
            return False
        gold, answer = tidied(gold), tidied(answer)
        if gold.kind == answer.kind == "relation" or self.together(gold, answer):
            return self.relations(gold, answer)
        if "relation" in (gold.kind, answer.kind) or self.range_beside_inequalities(gold, answer):
            return self.relation_and_set(gold, answer)
        if self.expands(gold) or self.expands(answer):
            return self.collections(gold, answer)
        if gold.kind == "matrix" or answer.kind == "matrix":
            shapes = [[len(row.args) for row in n.args] for n in (gold, answer)]
            if gold.kind != answer.kind or shapes[0] != shapes[1]:
                return False
            cells = [[cell for row in n.args for cell in row.args] for n in (gold, answer)]
            return all(self.same(a, b) for a, b in zip(*cells, strict=True))
        return self.values(gold, answer)

    def together(self, gold: Node, answer: Node) -> bool:
        """`1 < x < 3` beside `x > 1 and x < 3`."""
        lists = [side for side in (gold, answer) if side.kind == "list"]
        return (
            len(lists) == 1
            and lists[0].name == "and"
            and "relation" in (gold.kind, answer.kind)
            and all(map(_bound, lists[0].args))
        )

    def range_beside_inequalities(self, gold: Node, answer: Node) -> bool:
        """`(-oo, 2) U (3, oo)` beside `x < 2 or x > 3`."""
        lists = [
            side for side in (gold, answer) if side.kind == "list" and side.name == "or" and all(map(_bound, side.args))
        ]
        return len(lists) == 1 and bool({"union", "bracket"} & {gold.kind, answer.kind})

    def measured(self, node: Node) -> tuple[Node, str]:
        """A value and the unit written beside it. Raises ParseError when the words are no unit."""
        unit = ""
        while node.kind in ("unit", "degree") or (node.kind == "div" and node.args[1].kind == "unit"):
            words = "degrees" if node.kind == "degree" else node.name
            if node.kind == "div":
                raise ParseError("a quotient of measures")
            if NOT_A_UNIT.match(words) or len(words.split()) > 6:
                raise ParseError("words that are no unit")
            unit = unit or words
            node = node.args[0]
        if any(n.kind == "unit" for n in node.walk()) and node.kind not in (*_COLLECTIONS, "relation"):
            raise ParseError("words within an expression")
        return node, unit

    def expands(self, node: Node) -> bool:
        return node.kind in _COLLECTIONS or any(n.kind == "pm" for n in node.walk())

    def items(self, node: Node) -> list[Node]:
        """Members of a list or set, with ± written out and names taken off when all have the same one."""
        if node.kind in ("union",):
            return [item for arg in node.args for item in (self.items(arg) if arg.kind in ("union", "set") else [arg])]
        members = node.args if node.kind in ("list", "set") or node.kind == "bracket" else (node,)
        found: list[Node] = []
        for member in members:
            name, value = assigned(member)
            if value.kind == "list":
                value = Node("list", value.args)
            for signed in signs(value):
                found.append(Node("relation", (name, signed), "=") if name is not None else signed)
        if len(found) > MAX_EXPANDED:
            raise ParseError(f"more than {MAX_EXPANDED} members")
        return grouped(found)

    def collections(self, gold: Node, answer: Node) -> bool:
        if {"intersection", "difference"} & {gold.kind, answer.kind}:
            return gold.kind == answer.kind and all(map(self.same, gold.args, answer.args))
        brackets = gold.kind == "bracket", answer.kind == "bracket"
        if all(brackets) and gold.name != answer.name:
            return False
        if "union" in (gold.kind, answer.kind) and gold.kind != answer.kind:
            return False
        if any(brackets) and not all(brackets) and "[" in gold.name + answer.name:
            return False
        if {gold.name, answer.name} == {"and", "or"} and not self.solutions(gold, answer):
            return False
        ours, theirs = self.items(gold), self.items(answer)
        if len(ours) != len(theirs) or len(ours) < 1:
            return False
        if not all(brackets) and len(ours) == 1 and (gold.kind in _COLLECTIONS) != (answer.kind in _COLLECTIONS):
            lone = answer if gold.kind == "set" else gold
            return lone.kind not in _COLLECTIONS and self.same(ours[0], theirs[0])
        if any(brackets):
            return all(map(self.same, ours, theirs))
        free = (
            (gold.name == answer.name != "" and (gold.name == "or" or self.equations(gold, answer)))
            or "set" in (gold.kind, answer.kind)
            or "union" in (gold.kind, answer.kind)
            or not self.policy.ordered
        )
        pm = any(n.kind == "pm" for side in (gold, answer) for n in side.walk())
        all_named = all(assigned(i)[0] is not None for i in ours) and all(assigned(i)[0] is not None for i in theirs)
        if not (free or pm or all_named):
            return all(map(self.same, ours, theirs))
        return self.matched(ours, theirs)

    def equations(self, gold: Node, answer: Node) -> bool:
        """Whether the members are equations and no named values, so that only all of them together say something."""
        return all(item.kind == "relation" and assigned(item)[0] is None for s in (gold, answer) for item in s.args)

    def solutions(self, gold: Node, answer: Node) -> bool:
        """Whether the members are values or named values, between which people write `and` or `or` alike."""
        return not any(_bound(item) or item.kind == "symbol" for side in (gold, answer) for item in side.args)

    def matched(self, ours: list[Node], theirs: list[Node]) -> bool:
        """Whether each of ours is one of theirs, in any order. Equality is transitive: taking the first is safe."""
        left = list(theirs)
        for item in ours:
            for i, other in enumerate(left):
                if self.same(item, other):
                    del left[i]
                    break
            else:
                return False
        return True

    def relations(self, gold: Node, answer: Node) -> bool:
        ours, theirs = constraints(gold), constraints(answer)
        if ours is None or theirs is None:
            flat = [(n.name, [canonical(arg) for arg in n.args]) for n in (gold, answer)]
            return flat[0] == flat[1]
        if len(ours) != len(theirs):
            return False
        left = list(theirs)
        for expression, kind in ours:
            for i, (other, other_kind) in enumerate(left):
                if kind == other_kind and self.proportional(expression, other, kind != "="):
                    del left[i]
                    break
            else:
                return False
        return True

    def proportional(self, a: Node, b: Node, positive: bool) -> bool:
        if canonical(a) == canonical(b):
            return True
        if not self.policy.symbolic:
            return False
        return bool(self.ask("positive" if positive else "any", a, b, 0))

    def relation_and_set(self, gold: Node, answer: Node) -> bool:
        """`-2 <= x < 7` and `[-2, 7)`."""
        swapped = answer.kind in ("relation", "list")
        if self.policy.relation_or_set == "never" or (swapped and self.policy.relation_or_set == "gold_relation"):
            return False
        relation, other = (answer, gold) if swapped else (gold, answer)
        name, _value = assigned(relation)
        if name is not None:
            return False  # an assignment, unless it was unwrapped before
        found = solution_set(relation)
        if found is None or found.kind != other.kind:
            return False
        return self.collections(found, other)

    def values(self, gold: Node, answer: Node) -> bool:
        """Two expressions by value."""
        percents = [any(n.kind == "percent" for n in side.walk()) for side in (gold, answer)]
        if percents[0] != percents[1] and not self.policy.percent:
            return False
        a, b = rational(gold), rational(answer)
        if a is not None and b is not None:
            parsed = [self.as_number(n, v, p) for n, v, p in zip((gold, answer), (a, b), percents, strict=True)]
            return self.numbers(parsed[0], parsed[1], self.policy)[0]
        if not self.policy.symbolic or any(n.kind == "bracket" for s in (gold, answer) for n in s.walk()):
            return False
        if any(n.kind == "constant" and n.name == "oo" for s in (gold, answer) for n in s.walk()):
            return False
        digits = self.policy.float_digits
        for exact, value, other, known in ((gold, a, answer, b), (answer, b, gold, a)):
            written = self.decimal(other)
            if digits is not None and value is None and known is not None and written is not None and written >= digits:
                number = Node("number", value=known, places=written)
                return not free_symbols(exact) and bool(self.ask("rounds", exact, number, written))
        return bool(self.ask("same", gold, answer, 0))

    def decimal(self, node: Node) -> int | None:
        """The places of a decimal, signed or not."""
        while node.kind == "neg":
            node = node.args[0]
        return node.places if node.kind == "number" else None

    def as_number(self, node: Node, value: Fraction, percent: bool) -> ParsedAnswer:
        inner = node.args[0] if node.kind in ("neg", "percent") else node
        places = inner.places if inner.kind == "number" else 0
        return ParsedAnswer("number", written(node), value, places, percent and node.kind == "percent")
