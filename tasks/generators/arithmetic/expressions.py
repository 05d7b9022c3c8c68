"""An arithmetic expression: its exact value, its canonical text for the calculator, and the ways people write it.

An Expression is a row of tokens that already carries every bracket it needs. Canonical text joins the tokens
(`(17+5)*3-8/4`); `render` writes the same tokens in a Style (`(17 + 5) × 3 − 8 ÷ 4`), so that what a question
shows and what the solution calculates cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from operator import add, mul, sub
from typing import NamedTuple

from tasks.numbers import parse_decimal

SUM, PRODUCT, NEGATIVE, POWER, ATOM = range(1, 6)
"""How tightly an expression holds together: brackets are set around a part looser than its surroundings."""

SOFT = {"soft(": "(", "soft)": ")"}
"""Brackets around the fractions of a quotient: (3/4)/(5/6), but 3/4 ÷ 5/6 without them, as everybody writes it."""
_CANONICAL = SOFT | {"of": "*"}
OPERATORS = frozenset(("+", "-", "*", "/", "**", "of"))
_BEFORE_SIGN = OPERATORS | {"(", "soft(", "["}
"""What stands before the sign of a number, and never before an operator."""
_RANKS = {"+": SUM, "-": SUM, "*": PRODUCT, "of": PRODUCT, "/": PRODUCT, "**": POWER}

_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_WORDS += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


class Expression(NamedTuple):
    """Tokens with their exact value; `rank` is how tightly the outermost operation binds."""

    value: Fraction
    tokens: tuple[str, ...]
    rank: int = ATOM

    @property
    def canonical(self) -> str:
        """What the calculator is given: ASCII, no spaces."""
        return "".join(map(_canonical, self.tokens))

    @property
    def is_fraction(self) -> bool:
        return len(self.tokens) == 1 and "/" in self.tokens[0]


def _canonical(token: str) -> str:
    if " " in token:  # a mixed number, 2 1/2
        return "({}+{})".format(*token.split())
    return _CANONICAL.get(token, token)


def number(text: str) -> Expression:
    """A leaf: `48`, `-7`, `0.05`, `15%`, `3/4` or the mixed number `2 1/2`, as it is to be written."""
    if " " in text:
        whole, part = text.split()
        return Expression(Fraction(whole) + Fraction(part), (text,))
    if "/" in text:
        return Expression(Fraction(text), (text,), PRODUCT)
    if text.endswith("%"):
        return Expression(parse_decimal(text[:-1]) / 100, (text,))
    return Expression(parse_decimal(text), (text,), NEGATIVE if text.startswith("-") else ATOM)


def grouped(inner: Expression, soft: bool = False) -> Expression:
    """The same value in brackets."""
    left, right = ("soft(", "soft)") if soft else ("(", ")")
    return Expression(inner.value, (left, *inner.tokens, right))


def negated(inner: Expression) -> Expression:
    """Minus a bracket: `-(3+4)`."""
    return Expression(-inner.value, ("-", *grouped(inner).tokens), NEGATIVE)


_OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {"+": add, "-": sub}


def binary(operator: str, left: Expression, right: Expression, bare_negative: bool = False) -> Expression:
    """`left operator right`, with the brackets that the standard order of operations needs.

    A negative number on the right is bracketed unless `bare_negative`: `5-(-3)` or `5--3`. Raises
    ZeroDivisionError for a division by zero.
    """
    rank = _RANKS[operator]
    if operator == "**":
        if right.value.denominator != 1:
            raise ValueError("the exponent of a generated power is a whole number")
        value = left.value**right.value.numerator
        left = grouped(left) if left.rank < ATOM else left
        return Expression(value, (*left.tokens, operator, *right.tokens), rank)
    both = False
    if operator == "/":
        value = left.value / right.value
        both = left.is_fraction and right.is_fraction
        left = grouped(left, soft=True) if both and left.rank < ATOM else left
    else:
        value = _OPERATIONS.get(operator, mul)(left.value, right.value)
    left = grouped(left) if left.rank < rank else left
    if right.tokens[0].startswith("-"):
        right = right if bare_negative and len(right.tokens) == 1 else grouped(right)
    elif right.is_fraction:
        right = grouped(right, soft=both) if operator == "/" and right.rank < ATOM else right
    elif right.rank <= rank:
        right = grouped(right)
    return Expression(value, (*left.tokens, operator, *right.tokens), rank)


class Style(NamedTuple):
    """How one question writes its numbers and operators."""

    plus: str = "+"
    minus: str = "-"
    times: str = "*"
    over: str = "/"
    power: str = "**"
    """`**`, `^`, `²` (where there is such a sign) or `words`."""
    spacing: str = "all"
    """Spaces round every operator (`all`), round sums only (`sums`), or `none`; word operators need `all`."""
    percent: str = "%"
    commas: bool = False
    spelled: bool = False
    """Small whole numbers in words."""
    negative: str = ""
    """What stands before a negative number instead of the minus sign: `negative `."""
    square_brackets: bool = False
    """Outer brackets as `[ ]`, where brackets are nested."""

    def symbol(self, operator: str) -> str:
        return {"+": self.plus, "-": self.minus, "*": self.times, "/": self.over, "of": "of"}[operator]


def spell(n: int) -> str:
    """0 to 99 in words: `twenty-five`."""
    if n < 20:
        return _WORDS[n]
    return _TENS[n // 10 - 2] + (f"-{_WORDS[n % 10]}" if n % 10 else "")


def write_number(token: str, style: Style) -> str:
    """A leaf as a question shows it."""
    if token.endswith("%"):
        return token[:-1] + style.percent
    if token.startswith("-"):
        return (style.negative or _sign(style)) + write_number(token[1:], style)
    if token.isdigit():
        if style.spelled and int(token) <= 20:
            return spell(int(token))
        if style.commas and len(token) > 3:
            return f"{int(token):,}"
    return token


def _sign(style: Style) -> str:
    return style.minus if len(style.minus) == 1 else "-"


def render(expression: Expression, style: Style) -> str:
    """The tokens written out in a style."""
    if len(expression.tokens) == 1:
        return write_number(expression.tokens[0], style)
    tokens = list(expression.tokens)
    if style.square_brackets:
        tokens = _square_outer_brackets(tokens)
    hide = style.over != "/"
    out: list[str] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        binary_here = token in OPERATORS and i > 0 and tokens[i - 1] not in _BEFORE_SIGN
        if token == "**":
            out.append(_power(tokens[i + 1], style))
            i += 1
        elif binary_here:
            symbol = style.symbol(token)
            wide = (symbol.isalpha() and symbol != "x") or " " in symbol or style.spacing == "all"
            wide = wide or (style.spacing == "sums" and token in "+-")
            out.append(f" {symbol} " if wide else symbol)
        elif token == "-":
            out.append(_sign(style))
        elif token in SOFT:
            out.append("" if hide else SOFT[token])
        elif token in ("(", ")", "[", "]"):
            out.append(token)
        else:
            out.append(write_number(token, style))
        i += 1
    return "".join(out)


def _power(exponent: str, style: Style) -> str:
    if style.power == "words":
        return {"2": " squared", "3": " cubed"}.get(exponent, f" to the power of {exponent}")
    if style.power == "²":
        return {"2": "²", "3": "³"}.get(exponent, f"^{exponent}")
    return f" {style.power} {exponent}" if style.spacing == "all" and style.power == "**" else style.power + exponent


def _square_outer_brackets(tokens: list[str]) -> list[str]:
    """Brackets that hold other brackets become square."""
    out = list(tokens)
    open_at: list[int] = []
    holds: set[int] = set()
    for i, token in enumerate(tokens):
        if token == "(":
            holds.update(open_at)
            open_at.append(i)
        elif token == ")":
            start = open_at.pop()
            if start in holds:
                out[start], out[i] = "[", "]"
    return out
