"""The forms of a bare arithmetic question: each turns randomness into words, an expression, and a template's name."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

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
from tasks.generators.draws import Weighted, between, pick
from tasks.numbers import format_number


class Draft(NamedTuple):
    """A question before its last polish: the text, what it asks to calculate, and which phrasing it is."""

    text: str
    expression: Expression
    template: str


Form = Callable[[random.Random, int, bool], Draft]
_PERCENT_SIGNS = Weighted(("%", " percent", " %"), (80, 15, 5))
_SPACING = Weighted(("all", "none", "sums"), (60, 25, 15))
_MINUS = Weighted(("-", "−", "–"), (85, 10, 5))
_TIMES = Weighted(("*", "×", "x", "·"), (50, 28, 16, 6))
_OVER = Weighted(("/", "÷"), (60, 40))
_OVER_WORDS = Weighted(("divided by", "over"), (80, 20))
_POWER = Weighted(("**", "^", "²"), (40, 45, 15))
_PERCENT_SYMBOL = Weighted(("%", " %"), (95, 5))
_KINDS = tuple(
    Weighted(("whole", "decimal", "fraction", "negative"), weights) for weights in ((70, 20, 0, 10), (50, 25, 15, 10))
)
_WHOLE_OR_DECIMAL = Weighted(("whole", "decimal"), (75, 25))
_BASES = Weighted(("whole", "decimal"), (85, 15))
_CHAINED = Weighted("+-*/", (30, 28, 26, 16))
_NOUN_PHRASES = tuple(noun for noun in phrases.NOUNS.seen if noun[1].startswith("the "))
_PERCENT_KINDS = {unseen: tuple(sorted({kind for kind, _ in phrases.PERCENTS.of(unseen)})) for unseen in (False, True)}
_PERCENTS = {
    (unseen, kind): tuple(text for this, text in phrases.PERCENTS.of(unseen) if this == kind)
    for unseen, kinds in _PERCENT_KINDS.items()
    for kind in kinds
}


def number_style(rng: random.Random) -> Style:
    """How the numbers of a question in words are written."""
    return Style(commas=rng.random() < 0.2, spelled=rng.random() < 0.12, percent=_percent_sign(rng))


def _percent_sign(rng: random.Random) -> str:
    return _PERCENT_SIGNS.draw(rng)


def symbol_style(rng: random.Random) -> Style:
    """Operators as signs, as on a keyboard or as printed."""
    spacing = _SPACING.draw(rng)
    return Style(
        minus=_MINUS.draw(rng),
        times=_TIMES.draw(rng),
        over=_OVER.draw(rng),
        power=_POWER.draw(rng),
        spacing=spacing,
        percent=_PERCENT_SYMBOL.draw(rng),
        commas=rng.random() < 0.12,
        square_brackets=rng.random() < 0.08,
    )


def word_style(rng: random.Random) -> Style:
    """Operators as words."""
    return Style(
        plus="plus",
        minus="minus",
        times=pick(rng, ("times", "times", "multiplied by")),
        over=_OVER_WORDS.draw(rng),
        power="words",
        commas=rng.random() < 0.2,
        spelled=rng.random() < 0.3,
        percent=_percent_sign(rng),
        negative=pick(rng, ("", "negative ")),
    )


def _framed(
    rng: random.Random, inner: str, form: str, phrase: str, table: phrases.Split[str], unseen: bool
) -> tuple[str, str]:
    """`inner` in a frame, and the template's name."""
    frame = pick(rng, table.of(unseen))
    text = frame.replace("{}", inner).replace("{lower}", inner).replace("{name}", pick(rng, phrases.NAMES))
    return text, f"{form}: {frame}" + (f" <- {phrase}" if phrase else "")


def _choose(rng: random.Random, table: phrases.Split[phrases.T], unseen: bool) -> tuple[phrases.T, bool]:
    """A phrasing, and whether it is a held-out one: an unseen question holds out its phrase, its frame or both."""
    held_out = unseen and rng.random() < 0.6
    return pick(rng, table.of(held_out)), held_out


def infix(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`(17 + 5) * 3 - 8/4`, bare, in a frame, or with words for the operators."""
    kind = _KINDS[level > 1].draw(rng)
    few, most, digits = {1: (2, 2, 6), 2: (2, 3, 6), 3: (3, 5, 4), 4: (4, 6, 4)}[level]
    n = between(rng, few, most)
    if level == 4 and rng.random() < 0.5:  # a bracket within a bracket for certain
        n = max(n - 2, 2)
    expression = operands.tree(rng, n, kind, digits, powers=level > 1 and kind == "whole")
    if level == 4 and n <= 3:
        operator = pick(rng, "*-/")
        other = operands.tree(rng, 2, kind, 2)
        pair = (other, expression) if rng.random() < 0.5 and expression.value else (expression, other)
        expression = binary(operator, *pair)
    in_words = rng.random() < (0.22 if len(expression.tokens) <= 7 else 0.03)
    style = word_style(rng) if in_words else symbol_style(rng)
    # A bare expression is in words as well only now and then: people put "What is" before words.
    symbols = rng.random() < (0.1 if in_words else 0.5) and not (in_words and unseen)
    text, template = _framed(
        rng, render(expression, style), "words" if in_words else "infix", "",
        phrases.SYMBOL_FRAMES if symbols else phrases.FRAMES, unseen,
    )  # fmt: skip
    return Draft(text, expression, template)


def _nested(rng: random.Random, style: Style, digits: int) -> tuple[Expression, str, str]:
    """An operand that is a noun phrase itself: its value, its words, its phrasing."""
    operator, phrase = pick(rng, _NOUN_PHRASES)
    left, right = operands.pair(rng, operator, "whole", digits)
    if operator == "-" and left.value < right.value:
        left, right = right, left
    return binary(operator, left, right), phrase.format(a=render(left, style), b=render(right, style)), phrase


def noun(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`the sum of 3 and 4`; from level 3 with another noun phrase in last place or a tail (`, multiplied by 5`)."""
    (operator, phrase), held_out = _choose(rng, phrases.NOUNS, unseen)
    frames_unseen = unseen and (not held_out or rng.random() < 0.5)
    kind = _WHOLE_OR_DECIMAL.draw(rng)
    left, right = operands.pair(rng, operator, kind, 6 if level < 3 else 3)
    if operator == "-" and left.value < right.value:
        left, right = right, left
    style = number_style(rng)
    words = {"a": render(left, style), "b": render(right, style)}
    expression = binary(operator, left, right)
    name = phrase
    if level >= 3 and phrase.startswith("the "):
        if rng.random() < 0.55 or not phrase.endswith("{b}"):
            tail, text = pick(rng, phrases.TAILS)
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
    text, template = _framed(rng, inner, "noun", name, phrases.FRAMES, frames_unseen)
    return Draft(text, expression, template)


def imperative(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`Subtract 5 from 12`; from level 3 one of the two is a noun phrase."""
    (operator, phrase), held_out = _choose(rng, phrases.IMPERATIVES, unseen)
    frames_unseen = unseen and (not held_out or rng.random() < 0.5)
    kind = _WHOLE_OR_DECIMAL.draw(rng)
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
    text, template = _framed(rng, inner, "imperative", name, phrases.IMPERATIVE_FRAMES, frames_unseen)
    return Draft(text, binary(operator, left, right), template)


def listed(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`the sum of 4, 8 and 15`, `the average of ...`."""
    (operator, phrase), held_out = _choose(rng, phrases.LISTS, unseen)
    n = between(rng, 3, 3 if operator == "*" else 2 + level)
    kind = "decimal" if rng.random() < 0.2 else "whole"
    parts = [operands.operand(rng, kind, 2 if operator == "*" else 4) for _ in range(n)]
    expression = parts[0]
    for part in parts[1:]:
        expression = binary("*" if operator == "*" else "+", expression, part)
    if operator == "mean":
        expression = binary("/", expression, number(str(n)))
    plain = number_style(rng)._replace(commas=False)
    written = [render(part, plain) for part in parts]
    joint = pick(rng, (" and ", " and ", ", and "))
    inner = phrase.replace("{list}", ", ".join(written[:-1]) + joint + written[-1])
    frames_unseen = unseen and (not held_out or rng.random() < 0.5)
    text, template = _framed(rng, inner, "list", phrase, phrases.FRAMES, frames_unseen)
    return Draft(text, expression, template)


def single(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`half of 90`, `two thirds of 48`, `7 squared`."""
    (spec, phrase), held_out = _choose(rng, phrases.SINGLES, unseen)
    if "**" in spec:
        value = number(str(between(rng, 2, 30 if spec.endswith("**2") else 12)))
    elif spec.startswith("{a}/") or "/" in spec:
        divisor = int(spec.split("/")[1].split("*")[0])
        times = divisor if rng.random() < 0.8 else 1
        value = number(str(int(operands.whole(rng, 4)) * times))
    else:
        value = operands.operand(rng, pick(rng, ("whole", "whole", "decimal")), 5)
    if spec.startswith("{a}"):
        operator = "**" if "**" in spec else "/"
        expression = binary(operator, value, number(spec.removeprefix("{a}" + operator)))
    else:
        expression = binary("*", number(spec.removesuffix("*{a}")), value)
    inner = phrase.format(a=render(value, number_style(rng)))
    if level >= 2 and rng.random() < 0.6:
        operator, word = pick(rng, phrases.TAILS[:2])
        other = operands.operand(rng, "whole", 3)
        expression, inner = binary(operator, expression, other), f"{inner}, {word} {render(other, Style())}"
        phrase += f", {word}"  # the comma: `double 5, plus 3` is not `double 5 plus 3`
    frames_unseen = unseen and (not held_out or rng.random() < 0.5)
    text, template = _framed(rng, inner, "single", phrase, phrases.FRAMES, frames_unseen)
    return Draft(text, expression, template)


def part_of(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`2/3 of 90`, `15% of 240`; later `15% of (240 + 60)` and `2/3 of 90 + 7`."""
    if rng.random() < 0.5:
        share = number(operands.fraction(rng).split()[-1])
        base = share.value.denominator if rng.random() < 0.8 else 1
        whole = number(str(int(operands.whole(rng, 3)) * base))
    else:
        share = number(operands.percent(rng))
        whole = operands.operand(rng, pick(rng, ("whole", "whole", "decimal")), 4)
    if level >= 3 and rng.random() < 0.5:
        whole = grouped(binary(pick(rng, "+-"), whole, operands.operand(rng, "whole", 3)))
    expression = binary("of", share, whole)
    if level >= 2 and rng.random() < 0.5:
        other = operands.operand(rng, "whole", 3)
        operator = pick(rng, "+-")
        reverse = rng.random() < 0.4
        expression = binary(operator, other, expression) if reverse else binary(operator, expression, other)
    style = symbol_style(rng)._replace(spacing="all") if rng.random() < 0.7 or level >= 3 else word_style(rng)
    text, template = _framed(rng, render(expression, style), "part", "", phrases.FRAMES, unseen)
    return Draft(text, expression, template)


def percentage(rng: random.Random, level: int, unseen: bool) -> Draft:
    """Part of, increased by, decreased by, what percent, of what number, percent change."""
    kind = pick(rng, _PERCENT_KINDS[unseen])
    kind = pick(rng, ("of", "up", "down", "what")) if level == 1 else kind
    phrase = pick(rng, _PERCENTS[unseen, kind])
    share = number(operands.percent(rng))
    base = operands.operand(rng, _BASES.draw(rng), 5)
    if kind in ("what", "base", "rise", "fall") or rng.random() < 0.6:  # a base of which the share comes out even
        base = number(format_number((base.value.numerator % 900 + 1) * pick(rng, (4, 5, 10, 20, 25, 50, 100))))
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
    style = number_style(rng)._replace(spelled=False)
    words = {"p": render(share, style), "b": render(base, style), "a": render(part, style)}
    text = phrase.format(name=pick(rng, phrases.NAMES), **words)
    return Draft(text, expression, f"percent: {phrase}")


def _terminating(value: Fraction) -> Expression:
    text = format_number(value)
    if "/" in text or len(text) > 9:
        raise ValueError("the part would not be written like this")
    return number(text)


def chain(rng: random.Random, level: int, unseen: bool) -> Draft:
    """`Start with 12, add 5, and multiply by 3.`"""
    frame = pick(rng, phrases.CHAINS.of(unseen))
    style = number_style(rng)._replace(commas=False)
    value = operands.operand(rng, "whole", 3)
    start, expression = value, value
    steps: list[str] = []
    for _ in range(2 if level <= 3 else between(rng, 3, 4)):
        if rng.random() < 0.2 and (not steps or len(steps[-1]) > 9):
            operator, by, words = pick(rng, phrases.CHAIN_SINGLES)
            if operator == "**" and abs(expression.value) > 40:
                continue
            right = number(by)
        else:
            operator = _CHAINED.draw(rng)
            right = number(operands.whole(rng, 3 if operator in "+-" else 1, least=2))
            if operator == "/":
                found = [d for d in range(2, 13) if (expression.value / d).denominator == 1]
                if not found:
                    operator = "*"
                else:
                    right = number(str(pick(rng, found)))
            words = phrases.CHAIN_STEPS[operator].format(b=render(right, style))
        expression = binary(operator, expression, right)
        steps.append(words)
    if len(steps) < 2:
        raise ValueError("a chain of one step")
    text = frame.format(
        a=render(start, style), steps=", ".join(steps[:-1]), last=steps[-1], name=pick(rng, phrases.NAMES)
    )
    return Draft(text, expression, f"chain: {frame}")


FORMS: dict[int, tuple[tuple[Form, int], ...]] = {
    1: ((infix, 48), (noun, 14), (imperative, 14), (single, 10), (percentage, 9), (part_of, 5)),
    2: ((infix, 46), (noun, 4), (imperative, 4), (listed, 10), (single, 7), (percentage, 20), (part_of, 9)),
    3: ((infix, 52), (noun, 10), (imperative, 9), (listed, 7), (percentage, 8), (part_of, 6), (chain, 8)),
    4: ((infix, 80), (chain, 12), (listed, 8)),
}
"""The forms of a level with their weights."""
