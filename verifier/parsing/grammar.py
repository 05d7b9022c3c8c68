"""Tokens to a tree, by recursive descent.

    answer      := relation (("," | ";" | "∧" | "∨") relation)*
    relation    := union (relop union)*                 relop := = < > <= >= != ≈ ∈
    union       := sum (("∪" | "∩" | "∖") sum)*
    sum         := product (("+" | "-" | "±" | "∓") product)*
    product     := signed (("*" | "/" | ":" | "mod" | nothing) signed)*
    signed      := ("+" | "-" | "±")* power             power := postfix ("^" signed)?
    postfix     := atom ("!" | "%" | "°")*
Atoms (numbers, names, brackets, calls and LaTeX commands) are in atoms.py
and commands.py. A product without a sign binds as tightly
as one with a sign, except after `/`-less LaTeX functions (`\\sin 2x` is the sine of 2x).
"""

from __future__ import annotations

from fractions import Fraction

from verifier.parsing.commands import Commands
from verifier.parsing.limits import MAX_ARGUMENTS, ParseError, shown
from verifier.parsing.node import Node
from verifier.parsing.tokens import Token, tokenize
from verifier.parsing.vocabulary import FUNCTIONS

RELATIONS = {"=": "=", "==": "=", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "!=": "!=", "≈": "≈", "∈": "∈"}
_SEPARATORS = {",": "", ";": "", "∧": "and", "∨": "or"}
_UNIONS = {"∪": "union", "∩": "intersection", "∖": "difference"}


class Parser(Commands):
    """One input's descent."""

    def answer(self) -> Node:
        """Everything there is. Raises ParseError when something is left over."""
        node = self.sequence()
        if self.at < len(self.tokens):
            raise ParseError(f"did not expect {shown(self.peek())}")
        return node

    def sequence(self) -> Node:
        items, joints = [self.relation()], set()
        while self.peek() in _SEPARATORS:
            joints.add(_SEPARATORS[self.peek()])
            self.at += 1
            if self.at >= len(self.tokens) or self.peek() in _SEPARATORS:
                continue  # `1, 2, and 3`, or a comma at the end
            items.append(self.relation())
            if len(items) > MAX_ARGUMENTS:
                raise ParseError(f"more than {MAX_ARGUMENTS} items")
        if {"and", "or"} <= joints:
            raise ParseError("and beside or")
        name = max(joints, default="")
        return items[0] if len(items) == 1 else self.node("list", tuple(items), name)

    def relation(self) -> Node:
        members, operators = [self.union()], []
        while (token := self.peek()) in RELATIONS:
            self.at += 1
            operators.append(RELATIONS[token])
            members.append(self.union())
        return self.node("relation", tuple(members), " ".join(operators)) if operators else members[0]

    def union(self) -> Node:
        node = self.sum()
        while (token := self.peek()) in _UNIONS:
            self.at += 1
            node = self.node(_UNIONS[token], (node, self.sum()))
        return node

    def sum(self) -> Node:
        self.deeper()
        terms = [self.product()]
        while (sign := self.peek()) in ("+", "-", "±", "∓"):
            self.at += 1
            term = self.product()
            if sign in "±∓":
                left = terms[0] if len(terms) == 1 else self.node("add", tuple(terms))
                terms = [self.node("pm", (left, term), "+-" if sign == "±" else "-+")]
            else:
                terms.append(term if sign == "+" else self.node("neg", (term,)))
        self.depth -= 1
        return terms[0] if len(terms) == 1 else self.node("add", tuple(terms))

    def product(self) -> Node:
        node = self.signed()
        while True:
            token = self.peek()
            if token in ("*", "/"):
                self.at += 1
                right = self.signed()
                node = self.node("mul" if token == "*" else "div", (node, right))
            elif token == ":" and self.ratio:
                self.at += 1
                right = self.signed()
                if node.name in ("ratio", "::"):  # three parts are no quotient
                    node = self.node("bracket", (*node.args, right), "::")
                else:
                    node = self.node("div", (node, right), "ratio")
            elif token == "mod" and self.peek_kind() in ("name", "op"):
                self.at += 1
                node = self.node("call", (node, self.signed()), "mod")
            elif self.starts_factor():
                node = self.implicit(node)
            else:
                return node

    def implicit(self, left: Node) -> Node:
        """A factor without a sign: `2x`, `3 1/2` (a mixed number), `5 cm`, `f(x)`."""
        token = self.tokens[self.at]
        previous = self.tokens[self.at - 1]
        if token.kind == "words":
            self.at += 1
            unit = token.text
            if self.peek() == "^" and self.at + 1 < len(self.tokens):  # cm^2
                self.at += 1
                unit += "^" + self.plain(self.power_argument())
            return self.node("unit", (left,), unit)
        whole = previous.kind == "number" and left.kind == "number" and left.value.denominator == 1 and not left.places
        if token.kind == "number":
            if whole and token.space and (fraction := self.proper_fraction()) is not None:
                return self.node("number", value=left.value + fraction)
            raise ParseError("two numbers side by side")
        if whole and token.kind == "command" and token.text in ("frac", "dfrac", "tfrac"):
            right = self.power()
            top, bottom = (*right.args, right, right)[:2]
            if right.kind == "div" and top.kind == bottom.kind == "number" and 0 < top.value < bottom.value:
                return self.node("number", value=left.value + top.value / bottom.value)
            return self.node("mul", (left, right))
        return self.node("mul", (left, self.power()))

    def proper_fraction(self) -> Fraction | None:
        """`1/2` of `3 1/2`, taken; None when what follows is none."""
        three = self.tokens[self.at : self.at + 3]
        if len(three) < 3 or three[1].text != "/" or three[2].kind != "number":
            return None
        top, bottom = three[0].text, three[2].text
        if not (top.isdigit() and bottom.isdigit() and 0 < int(top) < int(bottom)):
            return None
        self.at += 3
        return Fraction(int(top), int(bottom))

    def signed(self) -> Node:
        token = self.peek()
        if token in ("+", "-", "±", "∓"):
            self.at += 1
            self.deeper()
            inner = self.signed()
            self.depth -= 1
            if token == "+":
                return inner
            if token == "-":
                return self.node("neg", (inner,))
            zero = self.node("number")
            return self.node("pm", (zero, inner), "+-" if token == "±" else "-+")
        return self.power()

    def power(self) -> Node:
        base = self.postfix()
        if self.peek() in ("^", "**"):
            self.at += 1
            self.deeper()
            base = self.node("pow", (base, self.power_argument()))
            self.depth -= 1
            base = self.marked(base)
        return base

    def postfix(self) -> Node:
        return self.marked(self.atom())

    def marked(self, node: Node) -> Node:
        while (mark := self.peek()) in ("!", "%", "°"):
            self.at += 1
            if mark == "!" and self.peek() == "!":
                self.at += 1
                if self.peek() == "!":
                    raise ParseError("a factorial of more than two marks")
                node = self.node("call", (node,), "factorial2")
                continue
            node = self.node({"!": "factorial", "%": "percent", "°": "degree"}[mark], (node,))
        return node


def parse_tokens(tokens: list[Token], known: frozenset[str] = FUNCTIONS) -> Node:
    """The tree of some tokens. Raises ParseError."""
    if not tokens:
        raise ParseError("nothing to read")
    try:
        return Parser(tokens, known).answer()
    except RecursionError:  # MAX_DEPTH is far below Python's limit; a caller may have used up most of that
        raise ParseError("nested too deep for the stack that is left") from None


def parse(text: str, known: frozenset[str] = FUNCTIONS, whole_words: bool = False) -> Node:
    """Text or LaTeX to a tree; nothing is evaluated. Raises ParseError for anything outside grammar or limits."""
    return parse_tokens(tokenize(text, known, whole_words), known)
