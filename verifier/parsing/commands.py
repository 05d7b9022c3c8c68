"""LaTeX commands with arguments: fractions, roots, binomials, sums, floors, matrices."""

from __future__ import annotations

from verifier.parsing.atoms import Atoms
from verifier.parsing.limits import MAX_CELLS, ParseError, shown
from verifier.parsing.node import Node
from verifier.parsing.tokens import Token
from verifier.parsing.vocabulary import (
    ALIASES,
    BIG,
    BINOMIALS,
    FENCES,
    FRACTIONS,
    FUNCTIONS,
    NUMBER_SETS,
    SYSTEMS,
    WRAPPERS,
)


class Commands(Atoms):
    """The part of the descent that reads commands."""

    def argument(self) -> Node:
        """A LaTeX command's argument: a group, or the next digit or letter (`\\frac12`)."""
        if self.at >= len(self.tokens):
            raise ParseError("an argument is missing at the end")
        token = self.tokens[self.at]
        if token.kind == "op" and token.text == "{":
            self.at += 1
            bars, self.bars = self.bars, 0
            inner = self.relation()
            self.bars = bars
            self.expect("}")
            return inner
        if token.kind == "number" and token.text.isdigit() and len(token.text) > 1:
            self.tokens[self.at] = Token("number", token.text[1:])
            return self.number(token.text[0])
        return self.atom()

    def command(self, name: str) -> Node:
        self.deeper()
        if name in FRACTIONS:
            node = self.node("div", (self.argument(), self.argument()))
        elif name == "sqrt":
            node = self.root()
        elif name in BINOMIALS:
            node = self.node("call", (self.argument(), self.argument()), "binomial")
        elif name in BIG:
            node = self.big(BIG[name])
        elif name in FENCES:
            node = self.node("call", (self.sum(),), FENCES[name][1])
            if self.peek_kind() != "command" or self.tokens[self.at].text != FENCES[name][0]:
                raise ParseError(f"expected \\{FENCES[name][0]}")
            self.at += 1
        elif name in WRAPPERS:
            node = self.argument()
        elif name == "mathbb":
            inner = self.argument()
            node = (
                self.node("symbol", name=NUMBER_SETS.get(inner.name, inner.name)) if inner.kind == "symbol" else inner
            )
        elif name == "overline":
            inner = self.argument()
            segment = all(part.kind in ("mul", "symbol") and part.name == part.name.upper() for part in inner.walk())
            node = inner if segment else self.node("call", (inner,), "conjugate")
        elif name in ("emptyset", "varnothing"):
            node = self.node("set")
        elif name in FUNCTIONS or name in ALIASES:
            node = self.name(name)
        else:
            raise ParseError(f"unknown command {shown(name)}")
        self.depth -= 1
        return node

    def root(self) -> Node:
        index = None
        if self.peek() == "[":
            self.at += 1
            index = self.sum()
            self.expect("]")
        if self.peek() == "(":  # sqrt(2), as calculators write it
            arguments = self.arguments()
            inner = arguments[0]
            if len(arguments) != 1:
                raise ParseError("sqrt takes one argument")
        else:
            inner = self.argument()
        return self.node("call", (inner,) if index is None else (inner, index), "sqrt" if index is None else "root")

    def big(self, name: str) -> Node:
        lower = upper = None
        while self.peek() in ("_", "^"):
            mark = self.peek()
            self.at += 1
            if mark == "_":
                lower = self.power_argument()
            else:
                upper = self.power_argument()
        body = self.product()
        if name == "integral":
            raise ParseError("an integral is not an answer")
        if lower is None or upper is None or lower.kind != "relation" or lower.args[0].kind != "symbol":
            raise ParseError("a sum needs an index, a start and an end")
        return self.node("big", (lower.args[0], lower.args[1], upper, body), name)

    def matrix(self) -> Node:
        self.deeper()
        environment = self.tokens[self.at - 1].text
        rows: list[Node] = []
        cells: list[Node] = []
        count = 0
        while True:
            if self.peek_kind() == "end":
                if cells:
                    rows.append(self.node("list", tuple(cells)))
                self.at += 1
                self.depth -= 1
                break
            if self.peek() == "\\\\" or self.peek() == "&":
                if environment in SYSTEMS and self.peek() == "&":
                    raise ParseError("a system whose rows have columns")
                if self.peek() == "\\\\":
                    rows.append(self.node("list", tuple(cells)))
                    cells = []
                self.at += 1
                continue
            cells.append(self.relation())
            if environment in SYSTEMS | {"array"} and self.peek() in (",", ";", ".", "∧"):
                self.at += 1
            count += 1
            if count > MAX_CELLS:
                raise ParseError(f"more than {MAX_CELLS} cells")
        if not rows or len({len(row.args) for row in rows}) != 1:
            raise ParseError("rows of different lengths")
        lone = tuple(row.args[0] for row in rows)
        if environment in SYSTEMS or (environment == "array" and all(cell.kind == "relation" for cell in lone)):
            return lone[0] if len(lone) == 1 else self.node("list", lone, "and")
        if environment == "Vmatrix":
            raise ParseError("a norm of a matrix")
        matrix = self.node("matrix", tuple(rows))
        return self.determinant(matrix) if environment == "vmatrix" else matrix

    def determinant(self, matrix: Node) -> Node:
        """The determinant of a matrix of at most three rows, by its first row."""
        rows = [row.args for row in matrix.args]
        if len(rows) != len(rows[0]) or len(rows) > 3:
            raise ParseError("a determinant of more than three rows, or of a matrix that is not square")
        if len(rows) == 1:
            return rows[0][0]
        terms = []
        for k, cell in enumerate(rows[0]):
            minor = tuple(self.node("list", row[:k] + row[k + 1 :]) for row in rows[1:])
            term = self.node("mul", (cell, self.determinant(self.node("matrix", minor))))
            terms.append(self.node("neg", (term,)) if k % 2 else term)
        return self.node("add", tuple(terms))
