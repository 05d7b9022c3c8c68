"""Atoms of the grammar: numbers, names with subscripts, brackets, calls, and the LaTeX commands with arguments."""

from __future__ import annotations

from fractions import Fraction

from verifier.parsing.limits import MAX_ARGUMENTS, MAX_DEPTH, MAX_NODES, ParseError, shown
from verifier.parsing.node import Node
from verifier.parsing.tokens import Token
from verifier.parsing.vocabulary import ALIASES, CONSTANTS, FENCES, FUNCTIONS

_USER_FUNCTIONS = frozenset("fghFGHP")
"""One letter before a bracket: a function of its own, not a factor."""
_CLOSING = frozenset(closing for closing, _ in FENCES.values())


class Atoms:
    """The part of the descent that reads what operators join; `sequence`, `relation` and so on are the grammar's."""

    def __init__(self, tokens: list[Token], known: frozenset[str] = FUNCTIONS) -> None:
        self.tokens, self.known = tokens, known
        self.at = self.depth = self.count = self.bars = 0
        self.ratio = True

    def sequence(self) -> Node:
        raise NotImplementedError

    def relation(self) -> Node:
        raise NotImplementedError

    def sum(self) -> Node:
        raise NotImplementedError

    def product(self) -> Node:
        raise NotImplementedError

    def signed(self) -> Node:
        raise NotImplementedError

    def power(self) -> Node:
        raise NotImplementedError

    def command(self, name: str) -> Node:
        raise NotImplementedError

    def matrix(self) -> Node:
        raise NotImplementedError

    def determinant(self, matrix: Node) -> Node:
        raise NotImplementedError

    def node(
        self, kind: str, args: tuple[Node, ...] = (), name: str = "", value: Fraction | None = None, places: int = 0
    ) -> Node:
        self.count += 1
        if self.count > MAX_NODES:
            raise ParseError(f"more than {MAX_NODES} parts")
        return Node(kind, args, name, value if value is not None else Fraction(0), places)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ParseError(f"nested more than {MAX_DEPTH} deep")

    def peek(self) -> str:
        """The next operator or name; a word or a number is never mistaken for one."""
        if self.at >= len(self.tokens):
            return ""
        token = self.tokens[self.at]
        return token.text if token.kind in ("op", "name") else ""

    def peek_kind(self, ahead: int = 0) -> str:
        return self.tokens[self.at + ahead].kind if self.at + ahead < len(self.tokens) else ""

    def expect(self, symbol: str) -> None:
        if self.peek() != symbol or self.peek_kind() != "op":
            raise ParseError(f"expected {symbol!r}" + ("" if self.at < len(self.tokens) else " at the end"))
        self.at += 1

    def starts_factor(self) -> bool:
        kind = self.peek_kind()
        if kind == "command" and self.tokens[self.at].text in _CLOSING:
            return False
        if kind in ("number", "name", "command", "words", "begin"):
            return True
        text = self.peek()
        return text in ("(", "{", "\\{", "[", "⟨") or (text == "|" and not self.bars)

    def atom(self) -> Node:
        if self.at >= len(self.tokens):
            raise ParseError("something is missing at the end")
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "number":
            return self.number(token.text)
        if token.kind == "name":
            return self.name(token.text)
        if token.kind == "command":
            return self.command(token.text)
        if token.kind == "begin":
            return self.matrix()
        if token.kind == "op" and token.text in ("(", "[", "{", "\\{", "⟨"):
            return self.bracket(token.text)
        if token.kind == "op" and token.text in ("|", "‖"):
            self.bars += 1
            inner = self.sum()
            self.bars -= 1
            self.expect(token.text)
            if inner.kind == "matrix":
                return self.determinant(inner)
            return self.node("call", (inner,), "abs")
        raise ParseError(f"did not expect {shown(token.text)}")

    def number(self, text: str) -> Node:
        mantissa, _, exponent = text.lower().partition("e")
        if exponent and abs(int(exponent)) > 400:
            raise ParseError("an exponent beyond 400")
        places = len(mantissa.partition(".")[2])
        return self.node("number", value=Fraction(text.rstrip(".") if not exponent else text), places=places)

    def name(self, name: str) -> Node:
        name = ALIASES.get(name, name)
        if name in self.known or name == "log10":
            return self.function(name)
        if name in CONSTANTS and self.peek() != "_":
            return self.node("constant", name=CONSTANTS[name])
        if self.peek() == "_":
            self.at += 1
            name += "_" + self.plain(self.subscript())
        if name[0] in _USER_FUNCTIONS and self.peek() == "(":
            return self.node("call", self.arguments(), name)
        return self.node("symbol", name=name)

    def subscript(self) -> list[Token]:
        """The tokens of `_1`, `_{12}`."""
        if self.peek() == "{":
            start, depth = self.at + 1, 0
            while self.at < len(self.tokens):
                text = self.peek()
                depth += (text == "{") - (text == "}")
                self.at += 1
                if depth == 0:
                    return self.tokens[start : self.at - 1]
            raise ParseError("expected '}' at the end")
        self.at += 1
        return self.tokens[self.at - 1 : self.at]

    def plain(self, what: list[Token] | Node) -> str:
        """A subscript's or a unit exponent's text without blanks."""
        if isinstance(what, Node):
            return str(what.value)
        if not what or len(what) > 20:
            raise ParseError("a subscript that is empty or too long")
        return "".join(token.text for token in what)

    def function(self, name: str) -> Node:
        exponent = base = None
        while self.peek() in ("^", "_", "**"):
            mark = self.peek()
            self.at += 1
            if mark == "_":
                base = self.power_argument()
            else:
                exponent = self.power_argument()
        if exponent is not None and exponent.kind == "neg" and name in ("sin", "cos", "tan"):
            name, exponent = "a" + name, None
        if self.peek() == "(":
            args = self.arguments()
        elif self.peek() == "{":
            self.at += 1
            args = (self.relation(),)
            self.expect("}")
        else:
            args = (self.bare_argument(),)
        if base is not None:
            args = (*args, base)
        node = self.node("call", args, name)
        return node if exponent is None else self.node("pow", (node, exponent))

    def bare_argument(self) -> Node:
        """`\\sin 2x`, `\\ln 5`: factors up to the next sign or function."""
        self.deeper()
        node = self.signed()
        while self.starts_factor() and self.peek_kind() in ("name", "command") and not self.at_function():
            node = self.node("mul", (node, self.power()))
        self.depth -= 1
        return node

    def at_function(self) -> bool:
        name = self.tokens[self.at].text
        return name in self.known or name in ALIASES

    def arguments(self) -> tuple[Node, ...]:
        self.expect("(")
        self.deeper()
        bars, self.bars = self.bars, 0
        found = [self.relation()]
        while self.peek() in (",", ";"):
            self.at += 1
            found.append(self.relation())
            if len(found) > MAX_ARGUMENTS:
                raise ParseError(f"more than {MAX_ARGUMENTS} arguments")
        self.expect(")")
        self.depth, self.bars = self.depth - 1, bars
        return tuple(found)

    def bracket(self, opening: str) -> Node:
        self.deeper()
        bars, self.bars = self.bars, 0
        closings = {"(": ")]", "[": "])", "{": "}", "\\{": ("\\}", "}"), "⟨": "⟩"}[opening]
        if opening in ("{", "\\{") and self.peek() in closings and self.peek():
            self.at += 1
            self.depth, self.bars = self.depth - 1, bars
            return self.node("set")
        inner = self.sequence()
        closing = self.peek()
        if not closing or closing not in closings:
            raise ParseError(f"expected {closings[0]!r}")
        self.at += 1
        self.depth, self.bars = self.depth - 1, bars
        items = inner.args if inner.kind == "list" else (inner,)
        if opening == "⟨":
            return self.node("bracket", items, "⟨⟩")
        if opening == "\\{" or (opening == "{" and inner.kind == "list"):
            return self.node("set", items)
        if inner.kind == "list" and inner.name and opening == "(":
            return inner  # (p or q)
        if inner.kind == "list":
            return self.node("bracket", items, opening + closing)
        if opening + closing == "[]" and inner.kind in ("matrix", "list"):
            return inner
        if opening + closing in ("(]", "[)"):
            raise ParseError("brackets that do not match")
        return inner

    def power_argument(self) -> Node:
        """What stands after `^`: a group, or one signed atom; in LaTeX one digit (`x^23` is x² times 3)."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is not None and token.text == "{" and token.kind == "op":
            self.at += 1
            inner = self.relation()
            self.expect("}")
            return inner
        return self.signed()
