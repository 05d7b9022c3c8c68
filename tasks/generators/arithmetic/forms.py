"""The forms of a bare arithmetic question: each turns randomness into words, an expression, and a template's name."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from tasks.generators.arithmetic import operands, phrases
from tasks.generators.arithmetic.expressions import (
    PRODUCT,
    Expression,
    Style,
    binary,
    grouped,
    number,
    render,
)
from tasks.numbers import format_number


@dataclass(frozen=True)
class Draft:
    """A question before its last polish: the text, what it asks to calculate, and which phrasing it is."""

    text: str
    expression: Expression
    template: str


Form = Callable[[random.Random, int, bool], Draft]


def number_style(rng: random.Random) -> Style:
    """How the numbers of a question in words are written."""
    return Style(commas=rng.random() < 0.2, spelled=rng.random() < 0.12, percent=_percent_sign(rng))


def _percent_sign(rng: random.Random) -> str:
    return rng.choices(("%", " percent", " %"), (80, 15, 5))[0]


def symbol_style(rng: random.Random) -> Style:
    """Operators as signs, as on a keyboard or as printed."""
    spacing = rng.choices(("all", "none", "sums"), (60, 25, 15))[0]
    return Style(
        minus=rng.choices(("-", "−", "–"), (85, 10, 5))[0],
        times=rng.choices(("*", "×", "x", "·"), (50, 28, 16, 6))[0],
        over=rng.choices(("/", "÷"), (60, 40))[0],
        power=rng.choices(("**", "^", "²"), (40, 45, 15))[0],
        spacing=spacing,
        percent=rng.choices(("%", " %"), (95, 5))[0],
        commas=rng.random() < 0.12,
        square_brackets=rng.random() < 0.08,
    )


def word_style(rng: random.Random) -> Style:
    """Operators as words."""
    return Style(
        plus="plus",
        minus="minus",
        times=rng.choice(("times", "times", "multiplied by")),
        over=rng.choices(("divided by", "over"), (80, 20))[0],
        power="words",
        commas=rng.random() < 0.2,
        spelled=rng.random() < 0.3,
        percent=_percent_sign(rng),
        negative=rng.choice(("", "negative ")),
    )


def _framed(rng: random.Random, inner: str, form: str, phrase: str, table: phrases.Split[str], unseen: bool) -> Draft:
    """`inner` in a frame; the expression is filled in by the caller."""
    frame = rng.choice(table.of(unseen))
    text = frame.replace("{}", inner).replace("{lower}", inner).replace("{name}", rng.choice(phrases.NAMES))
    return Draft(text, number("0"), f"{form}: {frame}" + (f" <- {phrase}" if phrase else ""))


def _choose(rng: random.Random, table: phrases.Split[phrases.T], unseen: bool) -> tuple[phrases.T, bool]:
    """A phrasing, and whether it is a held-out one: an unseen question holds out its phrase, its frame or both."""
    held_out = unseen and rng.random() < 0.6
    return rng.choice(table.of(held_out)), held_out


def infix(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`(17 + 5) * 3 - 8/4`, bare, in a frame, or with words for the operators."""
    kind = rng.choices(("whole", "decimal", "fraction", "negative"), ((70, 20, 0, 10), (50, 25, 15, 10))[level > 1])[0]
    few, most, digits = {1: (2, 2, 6), 2: (2, 3, 6), 3: (3, 5, 4), 4: (4, 6, 4)}[level]
    n = rng.randint(few, most)
    if level == 4 and rng.random() < 0.5:  # a bracket within a bracket for certain
        n = max(n - 2, 2)
    expression = operands.tree(rng, n, kind, digits, powers=level > 1 and kind == "whole")
    if level == 4 and n <= 3:
        operator = rng.choice("*-/")
        other = operands.tree(rng, 2, kind, 2)
        pair = (other, expression) if rng.random() < 0.5 and expression.value else (expression, other)
        expression = binary(operator, *pair)
    in_words = rng.random() < (0.22 if len(expression.tokens) <= 7 else 0.03)
    style = word_style(rng) if in_words else symbol_style(rng)
    # A bare expression is in words as well only now and then: people put "What is" before words.
    symbols = rng.random() < (0.1 if in_words else 0.5) and not (in_words and unseen)
    draft = _framed(
        rng, render(expression, style), "words" if in_words else "infix", "",
        phrases.SYMBOL_FRAMES if symbols else phrases.FRAMES, unseen,
    )  # fmt: skip
    return replace(draft, expression=expression)


def _nested(rng: random.Random, style: Style, digits: int) -> tuple[Expression, str, str]:
    """An operand that is a noun phrase itself: its value, its words, its phrasing."""
    operator, phrase = rng.choice([noun for noun in phrases.NOUNS.seen if noun[1].startswith("the ")])
    left, right = operands.pair(rng, operator, "whole", digits)
    if operator == "-" and left.value < right.value:
        left, right = right, left
    return binary(operator, left, right), phrase.format(a=render(left, style), b=render(right, style)), phrase


def noun(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`the sum of 3 and 4`; from level 3 with another noun phrase in last place or a tail (`, multiplied by 5`)."""
    (operator, phrase), held_out = _choose(rng, phrases.NOUNS, unseen)
    frames_unseen = unseen and (not held_out or rng.random() < 0.5)
    kind = rng.choices(("whole", "decimal"), (75, 25))[0]
    left, right = operands.pair(rng, operator, kind, 6 if level < 3 else 3)
    if operator == "-" and left.value < right.value:
        left, right = right, left
    style = number_style(rng)
    words = {"a": render(left, style), "b": render(right, style)}
    expression = binary(operator, left, right)
    name = phrase
    if level >= 3 and phrase.startswith("the "):
        if rng.random() < 0.55 or not phrase.endswith("{b}"):
            tail, text = rng.choice(phrases.TAILS)
            third = number(operands.whole(rng, 2, least=2))
            if tail == "/":
                third = number(operands.divisor(rng, expression.value) or third.tokens[0])
            expression = binary(tail, expression, third)
            inner = f"{phrase.format(**words)}, {text} {render(third, style)}"
            name = f"{phrase}, {text}"
        else:
            right, words["b"], inner_phrase = _nested(rng, style, 2)
            expression = binary(operator, left, right)
            inner, name = phrase.format(**words), f"{phrase}, b = {inner_phrase}"
    else:
        inner = phrase.format(**words)
    return replace(_framed(rng, inner, "noun", name, phrases.FRAMES, frames_unseen), expression=expression)


def imperative(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`Subtract 5 from 12`; from level 3 one of the two is a noun phrase."""
    (operator, phrase), held_out = _choose(rng, phrases.IMPERATIVES, unseen)
    frames_unseen = unseen and (not held_out or rng.random() < 0.5)
    kind = rng.choices(("whole", "decimal"), (75, 25))[0]
    left, right = operands.pair(rng, operator, kind, 6 if level < 3 else 3)
    if operator == "-" and left.value < right.value and rng.random() < 0.9:
        left, right = right, left
    style = number_style(rng)
    words = {"a": render(left, style), "b": render(right, style)}
    name = phrase
    if level >= 3:
        part, part_words, inner_phrase = _nested(rng, style, 3)
        place = "b" if operator in "-+" and rng.random() < 0.5 else "a"
        left, right = (part, right) if place == "a" else (left, part)
        if operator == "/":
            right = number(operands.divisor(rng, left.value) or right.tokens[0])
            words["b"] = render(right, style)
        words[place] = part_words
        name = f"{phrase}, {place} = {inner_phrase}"
    inner = phrase.format(**words)
    draft = _framed(rng, inner, "imperative", name, phrases.IMPERATIVE_FRAMES, frames_unseen)
    return replace(draft, expression=binary(operator, left, right))


def listed(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`the sum of 4, 8 and 15`, `the average of ...`."""
    (operator, phrase), held_out = _choose(rng, phrases.LISTS, unseen)
    n = rng.randint(3, 3 if operator == "*" else 2 + level)
    kind = "decimal" if rng.random() < 0.2 else "whole"
    parts = [operands.operand(rng, kind, 2 if operator == "*" else 4) for _ in range(n)]
    expression = parts[0]
    for part in parts[1:]:
        expression = binary("*" if operator == "*" else "+", expression, part)
    if operator == "mean":
        expression = binary("/", expression, number(str(n)))
    style = number_style(rng)
    written = [render(part, replace(style, commas=False)) for part in parts]
    joint = rng.choice((" and ", " and ", ", and "))
    inner = phrase.replace("{list}", ", ".join(written[:-1]) + joint + written[-1])
    frames_unseen = unseen and (not held_out or rng.random() < 0.5)
    return replace(_framed(rng, inner, "list", phrase, phrases.FRAMES, frames_unseen), expression=expression)


def single(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`half of 90`, `two thirds of 48`, `7 squared`."""
    (spec, phrase), held_out = _choose(rng, phrases.SINGLES, unseen)
    if "**" in spec:
        value = number(str(rng.randint(2, 30 if spec.endswith("**2") else 12)))
    elif spec.startswith("{a}/") or "/" in spec:
        divisor = int(spec.split("/")[1].split("*")[0])
        times = divisor if rng.random() < 0.8 else 1
        value = number(str(int(operands.whole(rng, 4)) * times))
    else:
        value = operands.operand(rng, rng.choice(("whole", "whole", "decimal")), 5)
    if spec.startswith("{a}"):
        operator = "**" if "**" in spec else "/"
        expression = binary(operator, value, number(spec.removeprefix("{a}" + operator)))
    else:
        expression = binary("*", number(spec.removesuffix("*{a}")), value)
    inner = phrase.format(a=render(value, number_style(rng)))
    if level >= 2 and rng.random() < 0.6:
        operator, word = rng.choice(phrases.TAILS[:2])
        other = operands.operand(rng, "whole", 3)
        expression, inner = binary(operator, expression, other), f"{inner}, {word} {render(other, Style())}"
        phrase += f", {word}"  # the comma: `double 5, plus 3` is not `double 5 plus 3`
    frames_unseen = unseen and (not held_out or rng.random() < 0.5)
    return replace(_framed(rng, inner, "single", phrase, phrases.FRAMES, frames_unseen), expression=expression)


def part_of(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`2/3 of 90`, `15% of 240`; later `15% of (240 + 60)` and `2/3 of 90 + 7`."""
    if rng.random() < 0.5:
        share = number(operands.fraction(rng).split()[-1])
        base = share.value.denominator if rng.random() < 0.8 else 1
        whole = number(str(int(operands.whole(rng, 3)) * base))
    else:
        share = number(operands.percent(rng))
        whole = operands.operand(rng, rng.choice(("whole", "whole", "decimal")), 4)
    if level >= 3 and rng.random() < 0.5:
        whole = grouped(binary(rng.choice("+-"), whole, operands.operand(rng, "whole", 3)))
    expression = binary("of", share, whole)
    if level >= 2 and rng.random() < 0.5:
        other = operands.operand(rng, "whole", 3)
        operator = rng.choice("+-")
        reverse = rng.random() < 0.4
        expression = binary(operator, other, expression) if reverse else binary(operator, expression, other)
    style = replace(symbol_style(rng), spacing="all") if rng.random() < 0.7 or level >= 3 else word_style(rng)
    draft = _framed(rng, render(expression, style), "part", "", phrases.FRAMES, unseen)
    return replace(draft, expression=expression)


def percentage(rng: random.Random, level: int, unseen: bool) -> Draft:
    """Part of, increased by, decreased by, what percent, of what number, percent change."""
    table = phrases.PERCENTS.of(unseen)
    kind = rng.choice(sorted({kind for kind, _ in table}))
    kind = rng.choice(("of", "up", "down", "what")) if level == 1 else kind
    phrase = rng.choice([text for this, text in table if this == kind])
    share = number(operands.percent(rng))
    base = operands.operand(rng, rng.choices(("whole", "decimal"), (85, 15))[0], 5)
    if kind in ("what", "base", "rise", "fall") or rng.random() < 0.6:  # a base of which the share comes out even
        base = number(format_number((base.value.numerator % 900 + 1) * rng.choice((4, 5, 10, 20, 25, 50, 100))))
    part = base
    one = number("1")
    if kind == "of":
        expression = binary("*", share, base)
    elif kind in ("up", "down"):
        if kind == "down" and share.value > 1:
            raise ValueError("a reduction by more than all")
        expression = binary("*", base, binary("+" if kind == "up" else "-", one, share))
    elif kind == "what":
        part = _terminating(share.value * base.value)
        expression = binary("*", binary("/", part, base), number("100"))
    elif kind == "base":
        part = _terminating(share.value * base.value)
        expression = Expression(part.value / share.value, (*part.tokens, "/", *share.tokens), PRODUCT)
    else:
        sign = 1 if kind == "rise" else -1
        part = _terminating(base.value * (1 + sign * share.value))
        change = binary("-", part, base) if kind == "rise" else binary("-", base, part)
        expression = binary("*", binary("/", change, base), number("100"))
        if part.value <= 0:
            raise ValueError("a fall to nothing")
    style = replace(number_style(rng), spelled=False)
    words = {"p": render(share, style), "b": render(base, style), "a": render(part, style)}
    text = phrase.format(name=rng.choice(phrases.NAMES), **words)
    return Draft(text, expression, f"percent: {phrase}")


def _terminating(value: Fraction) -> Expression:
    text = format_number(value)
    if "/" in text or len(text) > 9:
        raise ValueError("the part would not be written like this")
    return number(text)


def chain(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`Start with 12, add 5, and multiply by 3.`"""
    frame = rng.choice(phrases.CHAINS.of(unseen))
    style = replace(number_style(rng), commas=False)
    value = operands.operand(rng, "whole", 3)
    start, expression = value, value
    steps: list[str] = []
    for _ in range(2 if level <= 3 else rng.randint(3, 4)):
        if rng.random() < 0.2 and (not steps or len(steps[-1]) > 9):
            operator, by, words = rng.choice(phrases.CHAIN_SINGLES)
            if operator == "**" and abs(expression.value) > 40:
                continue
            right = number(by)
        else:
            operator = rng.choices("+-*/", (30, 28, 26, 16))[0]
            right = number(operands.whole(rng, 3 if operator in "+-" else 1, least=2))
            if operator == "/":
                found = [d for d in range(2, 13) if (expression.value / d).denominator == 1]
                if not found:
                    operator = "*"
                else:
                    right = number(str(rng.choice(found)))
            words = phrases.CHAIN_STEPS[operator].format(b=render(right, style))
        expression = binary(operator, expression, right)
        steps.append(words)
    if len(steps) < 2:
        raise ValueError("a chain of one step")
    text = frame.format(
        a=render(start, style), steps=", ".join(steps[:-1]), last=steps[-1], name=rng.choice(phrases.NAMES)
    )
    return Draft(text, expression, f"chain: {frame}")


FORMS: dict[int, tuple[tuple[Form, int], ...]] = {
    1: ((infix, 48), (noun, 14), (imperative, 14), (single, 10), (percentage, 9), (part_of, 5)),
    2: ((infix, 46), (noun, 4), (imperative, 4), (listed, 10), (single, 7), (percentage, 20), (part_of, 9)),
    3: ((infix, 52), (noun, 10), (imperative, 9), (listed, 7), (percentage, 8), (part_of, 6), (chain, 8)),
    4: ((infix, 80), (chain, 12), (listed, 8)),
}
"""The forms of a level with their weights."""
