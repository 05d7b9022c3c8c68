"""Arithmetic: expressions and short phrasings of them, which the solution hands to the calculator."""

from __future__ import annotations

import random
from fractions import Fraction

from tasks.numbers import format_number
from tasks.task import Call, Solution, Task

SEEN_FRAMES = (
    "What is {e}?", "Calculate {e}.", "Work out {e}.", "Compute {e}", "Evaluate {e}.", "Find the value of {e}.",
    "How much is {e}?", "{e} = ?", "{e}", "{e} =", "Solve: {e}", "Please calculate {e}.", "what is {e}", "what's {e}?",
    "Can you work out {e}?", "Find {e}.", "What does {e} equal?", "Give the result of {e}.", "Simplify {e}.",
    "Tell me {e}", "I need the value of {e}.", "What do you get for {e}?", "{e}?", "Use the calculator: {e}",
    "calculate {e}", "Determine {e}.", "What is the value of {e}?", "How much does {e} make?",
)  # fmt: skip
UNSEEN_FRAMES = (
    "What is the result of {e}?", "Could you compute {e} for me?", "Please evaluate {e}.", "The value of {e} is what?",
    "What number equals {e}?", "Work this out: {e}", "Let me know what {e} comes to.", "compute {e} please",
)  # fmt: skip

_SYMBOLS = {"+": ("+",), "-": ("-", "-", "-", "−"), "*": ("*", "*", "*", "×", "x"), "/": ("/", "/", "÷")}
_WORDS = {"+": ("plus",), "-": ("minus",), "*": ("times", "multiplied by"), "/": ("divided by", "over")}
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()

SEEN_PHRASES: dict[str, tuple[str, ...]] = {
    "a+b": ("the sum of {a} and {b}", "{a} added to {b}", "the total of {a} and {b}", "{b} more than {a}"),
    "a-b": ("the difference between {a} and {b}", "{a} take away {b}", "{b} less than {a}", "{b} subtracted from {a}"),
    "a*b": ("the product of {a} and {b}", "{a} lots of {b}", "{a} groups of {b}"),
    "a/b": ("the quotient of {a} and {b}", "{a} split by {b}", "{a} shared among {b}"),
}
UNSEEN_PHRASES: dict[str, tuple[str, ...]] = {
    "a+b": ("{a} increased by {b}",),
    "a-b": ("{a} decreased by {b}",),
    "a*b": ("the result of multiplying {a} by {b}",),
    "a/b": ("the result of dividing {a} by {b}",),
}
SEEN_ORDERS: dict[str, tuple[str, ...]] = {
    "a+b": ("Add {b} to {a}.", "Add {a} and {b}."),
    "a-b": ("Subtract {b} from {a}.", "Take {b} away from {a}."),
    "a*b": ("Multiply {a} by {b}.", "Multiply {a} and {b}."),
    "a/b": ("Divide {a} by {b}.", "How many times does {b} go into {a}?"),
}
UNSEEN_ORDERS: dict[str, tuple[str, ...]] = {
    "a+b": ("If you add {a} to {b}, what do you get?",),
    "a-b": ("If you take {b} from {a}, what is left?",),
    "a*b": ("If you multiply {a} by {b}, what do you get?",),
    "a/b": ("If you divide {a} by {b}, what do you get?",),
}


def _integer(rng: random.Random, digits: int | None = None) -> int:
    """Whole numbers by length, with the patterns that are hard to copy: repeated digits and inner zeros."""
    digits = digits or rng.choices((1, 2, 3, 4, 5, 6), (22, 30, 20, 14, 8, 6))[0]
    pattern = rng.random()
    if digits > 1 and pattern < 0.07:
        return int(str(rng.randint(1, 9)) * digits)
    if digits > 2 and pattern < 0.16:
        return int(str(rng.randint(1, 9)) + "0" * (digits - 2) + str(rng.randint(0, 9)))
    return rng.randint(0 if digits == 1 else 10 ** (digits - 1), 10**digits - 1)


def _number(rng: random.Random, decimals: bool) -> str:
    if decimals and rng.random() < 0.7:
        places = rng.choice((1, 1, 2, 2, 3))
        return f"{rng.choice((0, 0, _integer(rng, rng.randint(1, 3))))}.{rng.randrange(1, 10**places):0{places}d}"
    return str(_integer(rng))


class _Expression:
    """A random tree, written twice: as the call, and as it stands in the question."""

    def __init__(self, rng: random.Random, operands: int) -> None:
        self.rng, self.decimals = rng, rng.random() < 0.25
        self.operators = "+-*/" if rng.random() < 0.7 else rng.choice(("+", "+-", "*", "+-*", "-", "/"))
        self.style = rng.choices(("tight", "spaced", "sums", "words"), (30, 45, 10, 15))[0]
        self.call, self.shown, self.value = self._node(operands, top=True)

    def _leaf(self) -> tuple[str, str, Fraction]:
        rng = self.rng
        text = _number(rng, self.decimals)
        value = Fraction(text)
        chance = rng.random()
        if chance < 0.03 and "." not in text:
            power = rng.randint(2, 4)
            base = rng.randint(2, 15)
            return f"{base}**{power}", f"{base}{rng.choice(('^', '**'))}{power}", Fraction(base) ** power
        if chance < 0.06:
            return f"(-{text})", f"(-{text})", -value
        if self.style == "words" and value.denominator == 1 and value < 13 and chance < 0.5:
            return text, _SMALL[int(value)], value
        if chance < 0.2 and len(text) > 3 and "." not in text:
            return text, f"{int(text):,}", value
        return text, text, value

    def _node(self, operands: int, top: bool = False) -> tuple[str, str, Fraction]:
        if operands == 1:
            return self._leaf()
        rng = self.rng
        left_size = rng.randint(1, operands - 1)
        operator = rng.choice(self.operators)
        left, right = self._node(left_size), self._node(operands - left_size)
        if operator == "/" and (right[2] == 0 or abs(right[2]) > 10**4):
            operator = "*"
        if operator == "*" and abs(left[2] * right[2]) > 10**11:
            operator = "+"
        left = self._bracket(left, left_size, operator, False)
        right = self._bracket(right, operands - left_size, operator, True)
        value = {
            "+": left[2] + right[2], "-": left[2] - right[2], "*": left[2] * right[2],
            "/": left[2] / right[2] if right[2] else Fraction(0),
        }[operator]  # fmt: skip
        return f"{left[0]}{operator}{right[0]}", f"{left[1]}{self._symbol(operator)}{right[1]}", value

    def _bracket(self, part: tuple[str, str, Fraction], size: int, operator: str, right: bool) -> tuple[str, str, Fraction]:
        """Brackets where precedence needs them; a sum under a sum on the left needs none."""
        inner = _lowest(part[0])
        need = (operator in "*/" and inner in "+-") or (right and operator in "-/" and inner != " ")
        need = need or (right and operator == "*" and inner == "/")
        if size > 1 and (need or (inner != " " and self.rng.random() < 0.08)):
            return f"({part[0]})", f"({part[1]})", part[2]
        return part

    def _symbol(self, operator: str) -> str:
        if self.style == "words":
            return f" {self.rng.choice(_WORDS[operator])} "
        symbol = self.rng.choice(_SYMBOLS[operator])
        spaced = self.style == "spaced" or (self.style == "sums" and operator in "+-") or symbol == "x"
        return f" {symbol} " if spaced else symbol


def _lowest(call: str) -> str:
    """The loosest operator outside brackets, a space when there is none."""
    depth, found = 0, " "
    for i, c in enumerate(call):
        depth += (c == "(") - (c == ")")
        if depth == 0 and i > 0 and c in "+-*/":
            if c in "+-":
                return c
            found = c
    return found


def _phrase(rng: random.Random, unseen: bool) -> tuple[str, str, Fraction, str]:
    operator = rng.choice("+-*/")
    a, b = Fraction(_number(rng, rng.random() < 0.15)), Fraction(_number(rng, rng.random() < 0.15))
    if operator == "/":
        b = b or Fraction(4)
        if a.denominator == b.denominator == 1 and rng.random() < 0.7:
            a = b * rng.randint(1, 60)
    if operator == "*" and a * b > 10**10:
        a = a % 997
    key = f"a{operator}b"
    orders, phrases = (UNSEEN_ORDERS, UNSEEN_PHRASES) if unseen else (SEEN_ORDERS, SEEN_PHRASES)
    value = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else Fraction(0)}[operator]
    call = f"{format_number(a)}{operator}{format_number(b)}"
    if rng.random() < 0.5:
        text = rng.choice(orders[key])
        return text.format(a=format_number(a), b=format_number(b)), call, value, text
    text = rng.choice(phrases[key])
    frame = rng.choice(UNSEEN_FRAMES if unseen else SEEN_FRAMES[:7])
    return frame.format(e=text.format(a=format_number(a), b=format_number(b))), call, value, text


_PERCENT = (
    ("{p}% of {n}", "{p}%*{n}"), ("{p} percent of {n}", "{p}%*{n}"), ("{n} increased by {p}%", "{n}*(1+{p}%)"),
    ("{n} decreased by {p}%", "{n}*(1-{p}%)"), ("{n} plus {p}%", "{n}*(1+{p}%)"), ("{n} minus {p}%", "{n}*(1-{p}%)"),
    ("{p}% of {n}", "{p}%*{n}"), ("{p} % of {n}", "{p}%*{n}"),
)  # fmt: skip
_FRACTION = (
    ("{a}/{b} of {n}", "{a}/{b}*{n}"), ("{a}/{b} + {c}/{d}", "{a}/{b}+{c}/{d}"), ("{a}/{b} - {c}/{d}", "{a}/{b}-{c}/{d}"),
    ("{a}/{b} * {c}/{d}", "{a}/{b}*{c}/{d}"), ("{a}/{b} of {n}", "{a}/{b}*{n}"), ("half of {n}", "{n}/2"),
    ("double {n}", "2*{n}"), ("{n} squared", "{n}**2"), ("the square of {n}", "{n}**2"), ("{a} cubed", "{a}**3"),
    ("twice {n}", "2*{n}"), ("a third of {n}", "{n}/3"), ("a quarter of {n}", "{n}/4"), ("three quarters of {n}", "3/4*{n}"),
    ("{a}/{b} plus {c}/{d}", "{a}/{b}+{c}/{d}"),
)  # fmt: skip


def _special(rng: random.Random, unseen: bool) -> tuple[str, str, str]:
    names = {
        "p": rng.choice([str(rng.randint(1, 99)), "5", "10", "15", "20", "25", "50", "75", "12.5", "2.5"]),
        "n": rng.choice([str(rng.randint(2, 100)), str(_integer(rng, 3)), str(rng.randint(1, 40) * 20)]),
        "a": str(rng.randint(1, 12)), "b": str(rng.randint(2, 12)), "c": str(rng.randint(1, 12)), "d": str(rng.randint(2, 12)),
    }  # fmt: skip
    if rng.random() < 0.1:
        frames = ("{a} is what percentage of {b}?",) if unseen else (
            "What percent of {b} is {a}?", "What percentage of {b} is {a}?", "{a} is what percent of {b}?",
        )  # fmt: skip
        whole = rng.choice((10, 20, 25, 40, 50, 80, 100, 200, 250))
        part = rng.randint(1, whole)
        frame = rng.choice(frames)
        return frame.format(a=part, b=whole), f"{part}/{whole}*100", frame
    shown, call = rng.choice(_PERCENT if rng.random() < 0.5 else _FRACTION)
    frame = rng.choice(UNSEEN_FRAMES if unseen else SEEN_FRAMES)
    return frame.format(e=shown.format(**names)), call.format(**names), f"{frame}|{shown}"


def generate(rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task:
    """A task of 2 (level 1) to 7 (level 4) operands; `unseen` frames it in words that training never shows."""
    ident = f"arithmetic-{rng.getrandbits(48):012x}"
    level = level or rng.choices((1, 2, 3, 4), (30, 35, 25, 10))[0]
    kind = rng.random()
    if level <= 2 and kind < 0.2:
        question, call, value, template = _phrase(rng, unseen)
    elif level <= 2 and kind < 0.42:
        question, call, template = _special(rng, unseen)
        value = _value(call)
    else:
        tree = _Expression(rng, {1: 2, 2: 3, 3: rng.randint(4, 5), 4: rng.randint(6, 7)}[level])
        template = rng.choice(UNSEEN_FRAMES if unseen else SEEN_FRAMES)
        question, call, value = template.format(e=tree.shown), tree.call, tree.value
    if question[0].isalpha() and question[0].islower() and rng.random() < 0.5:
        question = question[0].upper() + question[1:]
    return Task(
        id=ident, question=question, answer=format_number(value), family="arithmetic", source="arithmetic", level=level,
        template=template, solution=Solution(steps=(Call(input=call),), answer=format_number(value)),
    )  # fmt: skip


def _value(call: str) -> Fraction:
    """The value of the few call shapes of _PERCENT and _FRACTION, by their own left-to-right rule."""
    if "(1" in call:
        n, rest = call.split("*(1")
        sign, p = rest[0], rest[1:-2]
        return Fraction(n) * (1 + (1 if sign == "+" else -1) * Fraction(p) / 100)
    if "**" in call:
        base, power = call.split("**")
        return Fraction(base) ** int(power)
    for operator in "+-":
        if operator in call:
            left, right = call.split(operator)
            return _value(left) + (1 if operator == "+" else -1) * _value(right)
    value, operator = Fraction(1), "*"
    part = ""
    for c in call + "*":
        if c in "*/":
            x = Fraction(part[:-1]) / 100 if part.endswith("%") else Fraction(part)
            value = value * x if operator == "*" else value / x
            operator, part = c, ""
        else:
            part += c
    return value
