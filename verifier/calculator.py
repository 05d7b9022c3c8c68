"""The calculator: an allow-list parser to exact arithmetic. It evaluates nothing but the grammar written here.

    expression := term (("+" | "-") term)*          term := unary (("*" | "/") unary)*
    unary := ("-" | "+") unary | power              power := postfix (("**" | "^") unary)?
    postfix := atom "%"*
    atom := number | name "(" expression ("," expression)* ")" | "(" expression ")"

Numbers are read exactly as written (`0.1` is one tenth); every result is a Fraction. Each limit below is checked
before the work that it bounds is done, so hostile input costs microseconds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tasks.numbers import format_number

MAX_CHARACTERS = 400
MAX_DIGITS = 1000
"""Decimal digits of any numerator or denominator, intermediate results included."""
MAX_EXPONENT = 1000
MAX_DEPTH = 50
MAX_FACTORIAL = 300
_MAX_BITS = int(MAX_DIGITS * math.log2(10))


class CalculatorError(ValueError):
    """Input that the calculator refuses; the message says why, in one line that is safe to print."""


_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)|(?P<name>[a-z]+)(?=\s*\()|(?P<op>\*\*|[-+*/^%(),]))"
)
_THOUSANDS = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_CALL = re.compile(r"[a-z]\s*\(")
_SAME = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-"})


def _quote(text: str) -> str:
    """At most 20 printable characters of the input."""
    return repr("".join(c if c.isascii() and c.isprintable() else "?" for c in text[:20]))


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MAX_BITS:
        raise CalculatorError(f"the result has more than {MAX_DIGITS} digits")
    return value


@dataclass
class _Parser:
    """Recursive descent over the tokens of one input; computes as it goes."""

    tokens: list[tuple[str, str]]
    at: int = 0
    depth: int = 0

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def expect(self, symbol: str) -> None:
        if self.peek() != symbol:
            raise CalculatorError(
                f"expected {symbol!r} " + (f"before {_quote(self.peek())}" if self.peek() else "at the end")
            )
        self.at += 1

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise CalculatorError(f"nested more than {MAX_DEPTH} deep")

    def expression(self) -> Fraction:
        value = self.term()
        while self.peek() in ("+", "-"):
            sign = 1 if self.take()[1] == "+" else -1
            value = _bounded(value + sign * self.term())
        return value

    def term(self) -> Fraction:
        value = self.unary()
        while self.peek() in ("*", "/"):
            if self.take()[1] == "*":
                value = _bounded(value * self.unary())
                continue
            divisor = self.unary()
            if divisor == 0:
                raise CalculatorError("division by zero")
            value = _bounded(value / divisor)
        return value

    def unary(self) -> Fraction:
        sign = 1
        while self.peek() in ("+", "-"):
            sign = -sign if self.take()[1] == "-" else sign
        return sign * self.power()

    def power(self) -> Fraction:
        base = self.postfix()
        if self.peek() not in ("**", "^"):
            return base
        self.take()
        self.deeper()
        exponent = self.unary()  # right-associative: the exponent may be a power itself
        self.depth -= 1
        return _power(base, exponent)

    def postfix(self) -> Fraction:
        value = self.atom()
        while self.peek() == "%":
            self.take()
            value = _bounded(value / 100)
        return value

    def atom(self) -> Fraction:
        if self.at >= len(self.tokens):
            raise CalculatorError("a number is missing at the end")
        kind, text = self.take()
        if kind == "number":
            return _bounded(Fraction(text))
        if kind == "name" or text == "(":
            self.deeper()
            arguments = self.arguments() if kind == "name" else [self.expression()]
            self.expect(")")
            self.depth -= 1
            return _apply(text, arguments) if kind == "name" else arguments[0]
        raise CalculatorError(f"a number is missing before {_quote(text)}")

    def arguments(self) -> list[Fraction]:
        self.expect("(")
        found = [self.expression()]
        while self.peek() == ",":
            self.take()
            found.append(self.expression())
        return found


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1:
        raise CalculatorError("the exponent is not a whole number")
    n = exponent.numerator
    if abs(n) > MAX_EXPONENT:
        raise CalculatorError(f"the exponent is larger than {MAX_EXPONENT}")
    if base == 0 and n < 0:
        raise CalculatorError("division by zero")
    if max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(n) > _MAX_BITS + MAX_EXPONENT:
        raise CalculatorError(f"the result has more than {MAX_DIGITS} digits")
    return _bounded(base**n)


def _whole(name: str, values: list[Fraction]) -> list[int]:
    if any(v.denominator != 1 for v in values):
        raise CalculatorError(f"{name} takes whole numbers")
    return [v.numerator for v in values]


def _factorial(values: list[Fraction]) -> Fraction:
    (n,) = _whole("factorial", values)
    if not 0 <= n <= MAX_FACTORIAL:
        raise CalculatorError(f"factorial takes 0 to {MAX_FACTORIAL}")
    return Fraction(math.factorial(n))


def _comb(values: list[Fraction]) -> Fraction:
    n, k = _whole("comb", values)
    if not 0 <= k <= n <= MAX_EXPONENT:
        raise CalculatorError(f"comb takes 0 <= k <= n <= {MAX_EXPONENT}")
    return Fraction(math.comb(n, k))


def _perm(values: list[Fraction]) -> Fraction:
    n, k = _whole("perm", values)
    if not 0 <= k <= n <= MAX_EXPONENT:
        raise CalculatorError(f"perm takes 0 <= k <= n <= {MAX_EXPONENT}")
    return Fraction(math.perm(n, k))


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _median(values: list[Fraction]) -> Fraction:
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _sqrt(values: list[Fraction]) -> Fraction:
    (x,) = values
    if x < 0:
        raise CalculatorError("sqrt of a negative number")
    root = Fraction(math.isqrt(x.numerator), math.isqrt(x.denominator))
    if root * root != x:
        raise CalculatorError("sqrt is exact only, and this is not a perfect square")
    return root


def _mod(values: list[Fraction]) -> Fraction:
    a, b = values
    if b == 0:
        raise CalculatorError("division by zero")
    return a % b


def _round(values: list[Fraction]) -> Fraction:
    """To the nearest whole number or, with a second argument, that many places; a half goes away from zero."""
    x, places = values[0], 0
    if len(values) == 2:
        (places,) = _whole("round", values[1:])
    if abs(places) > 50:
        raise CalculatorError("round takes at most 50 places")
    scaled = abs(x) * Fraction(10) ** places
    return (1 if x >= 0 else -1) * Fraction(math.floor(scaled + Fraction(1, 2))) / Fraction(10) ** places


FUNCTIONS: dict[str, tuple[int, int, Callable[[list[Fraction]], Fraction]]] = {
    "abs": (1, 1, lambda v: abs(v[0])),
    "min": (1, 50, min),
    "max": (1, 50, max),
    "gcd": (2, 50, lambda v: Fraction(math.gcd(*_whole("gcd", v)))),
    "lcm": (2, 50, lambda v: Fraction(math.lcm(*_whole("lcm", v)))),
    "floor": (1, 1, lambda v: Fraction(math.floor(v[0]))),
    "ceil": (1, 1, lambda v: Fraction(math.ceil(v[0]))),
    "round": (1, 2, _round),
    "factorial": (1, 1, _factorial),
    "comb": (2, 2, _comb),
    "perm": (2, 2, _perm),
    "mean": (1, 50, _mean),
    "median": (1, 50, _median),
    "sqrt": (1, 1, _sqrt),
    "mod": (2, 2, _mod),
}
"""The functions there are: fewest and most arguments, and what they do."""


def _apply(name: str, arguments: list[Fraction]) -> Fraction:
    if name not in FUNCTIONS:
        raise CalculatorError(f"unknown function {_quote(name)}")
    fewest, most, function = FUNCTIONS[name]
    if not fewest <= len(arguments) <= most:
        raise CalculatorError(f"{name} takes {fewest}" + (f" to {most}" if most != fewest else "") + " arguments")
    return _bounded(function(arguments))


def tokenize(text: str) -> list[tuple[str, str]]:
    """(kind, text) of each token. Raises CalculatorError at the first character that starts none."""
    if len(text) > MAX_CHARACTERS:
        raise CalculatorError(f"longer than {MAX_CHARACTERS} characters")
    text = text.translate(_SAME).rstrip()
    if not _CALL.search(text):  # in a function's arguments a comma separates: gcd(12,100) has two
        text = _THOUSANDS.sub(lambda m: m.group().replace(",", ""), text)
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise CalculatorError(f"cannot read {_quote(text[at:].lstrip())}")
        kind = str(match.lastgroup)
        tokens.append((kind, match.group(kind)))
        at = match.end()
    return tokens


def evaluate(text: str) -> Fraction:
    """The exact value of an expression. Raises CalculatorError for anything outside the grammar or the limits."""
    parser = _Parser(tokenize(text))
    if not parser.tokens:
        raise CalculatorError("nothing to calculate")
    try:
        value = parser.expression()
    except RecursionError:  # MAX_DEPTH is far below Python's limit; a caller may have used up most of that
        raise CalculatorError("nested too deep for the stack that is left") from None
    if parser.at < len(parser.tokens):
        raise CalculatorError(f"did not expect {_quote(parser.peek())}")
    return value


def calculate(text: str) -> str:
    """The value as text: `34`, `2.5` or `5/6`."""
    return format_number(evaluate(text))
