"""English phrases as algebra in book notation: `twice the difference of x and 5` is `2(x - 5)`. A small grammar.

    phrase := "the sum of" phrase "and" phrase | phrase "more than" phrase | "twice" phrase | number | letter | ...

Each function returns None for words that it does not know.
"""

from __future__ import annotations

import re
from functools import cache

from tasks.solvers.openstax.numerals import digits_for_words, part_of

_PAIRS = (
    ("sum", "+", "and"), ("total", "+", "and"), ("difference", "-", "and"), ("difference between", "-", "and"), ("product", "*", "and"),
    ("quotient", "/", "and"), ("ratio", "/", "and"), ("ratio", "/", "to"),
)  # fmt: skip
_TURNED = {
    "more than": "+",
    "greater than": "+",
    "added to": "+",
    "larger than": "+",
    "less than": "-",
    "fewer than": "-",
    "subtracted from": "-",
}
_INFIX = {
    "plus": "+",
    "increased by": "+",
    "minus": "-",
    "decreased by": "-",
    "times": "*",
    "multiplied by": "*",
    "divided by": "/",
}
_ATOM = re.compile(r"-?\$?\d[\d,]*(?:\.\d+)?[a-z]?|-?[a-z]|\(-\d+(?:\.\d+)?\)|-?\d+/\d+|-?\d+[a-z]\^\d|[a-z]\^\d")
_SUM = re.compile(r" [+-] (?![^(]*\))")
_PART = re.compile(
    r"\b(?:\w+[- ])?(?:half|halves|thirds?|fourths?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?)\b"
)
_RELATIONS = (
    (" is greater than or equal to ", ">="), (" is less than or equal to ", "<="), (" is at least ", ">="), (" is no less than ", ">="),
    (" is at most ", "<="), (" is no more than ", "<="), (" is equal to ", "="), (" is the same as ", "="), (" is greater than ", ">"),
    (" is less than ", "<"), (" gives ", "="), (" equals ", "="), (" results in ", "="), (" is ", "="),
)  # fmt: skip


def _wrapped(text: str) -> str:
    return f"({text})" if _SUM.search(text) or text.startswith("-") or "/" in text else text


def _join(a: str, sign: str, b: str) -> str:
    """Two pieces of book notation under a sign, with the brackets that it needs."""
    if sign == "+":
        return f"{a} + {f'({b})' if b.startswith('-') else b}"
    if sign == "-":
        return f"{a} - {f'({b})' if b.startswith('-') or _SUM.search(b) else b}"
    if sign == "/":
        left = f"({a})" if _SUM.search(a) else a
        return f"{left}/{b if re.fullmatch(r'[a-z]|[0-9.]+', b) else f'({b})'}"
    left = f"({a})" if _SUM.search(a) else a
    if re.fullmatch(r"[a-z]", b) and re.fullmatch(r"-?[\d./]+|[a-z]", left):
        return f"{left}{b}"
    return f"{left}({b})" if re.fullmatch(r"-?[\d./a-z]+", left) else f"{left} · {_wrapped(b)}"


def tidy(text: str) -> str:
    """Number words as digits and fractions, small letters, no articles before numbers."""
    text = text.replace("“", "").replace("”", "").replace('"', "").replace("'", "").strip().rstrip(".,?").lower()
    text = _PART.sub(lambda m: part_of(m.group()) or m.group(), text)
    return digits_for_words(text).replace("a half of", "1/2 of").replace("negative ", "-")


@cache
def phrase(text: str) -> str | None:
    """A tidy phrase as an expression in book notation."""
    text = text.strip().removeprefix("the ").strip(", ")
    if _ATOM.fullmatch(text):
        return text.replace("$", "").replace(",", "").strip("()")
    for word, sign in _INFIX.items():  # after a comma: all before it is one piece
        head, _, tail = text.rpartition(f", {word} ")
        if head and (a := phrase(head)) and (b := phrase(tail)):
            return _join(a, sign, b)
    for word, sign in _TURNED.items():
        for found in re.finditer(rf" {word} ", text):
            a, b = text[: found.start()], text[found.end() :]
            if not re.search(r" and | of ", a) and (x := phrase(a)) and (y := phrase(b)):
                return _join(y, sign, x)
    if taken := re.fullmatch(r"subtract (.+) from (.+)", text):
        x, y = phrase(taken[1]), phrase(taken[2])
        return _join(y, "-", x) if x and y else None
    for word, sign, middle in _PAIRS:
        if text.startswith(f"{word} of "):
            rest = text[len(word) + 4 :]
            for found in re.finditer(f" {middle} ", rest):
                if (a := phrase(rest[: found.start()])) and (b := phrase(rest[found.end() :])):
                    return _join(a, sign, b)
            return None
    return _factor(text) or _infix(text)


def _factor(text: str) -> str | None:
    """Twice, three times, half of, squared, the opposite of."""
    if found := re.fullmatch(r"(?:twice|double) (.+)", text):
        return (
            _join("2", "*", x)
            if (x := phrase(found[1])) and not re.search(r" (?:plus|minus|increased|decreased)", text)
            else None
        )
    if found := re.fullmatch(r"(-?[\d.]+) times (?!.* (?:plus|minus|increased by|decreased by) )(.+)", text):
        return _join(found[1], "*", x) if (x := phrase(found[2])) else None
    if found := re.fullmatch(r"(-?\d+/\d+) of (.+)", text):
        return _join(found[1], "*", x) if (x := phrase(found[2])) else None
    if found := re.fullmatch(r"square of (.+)|(.+) squared", text):
        x = phrase(found[1] or found[2])
        return f"{_wrapped(x)}^2" if x else None
    if found := re.fullmatch(r"opposite of (.+)", text):
        return f"-{_wrapped(x)}" if (x := phrase(found[1])) and not x.startswith("-") else None
    return None


def _infix(text: str) -> str | None:
    for word, sign in _INFIX.items():
        for found in re.finditer(rf" {word} ", text):
            if (a := phrase(text[: found.start()])) and (b := phrase(text[found.end() :])):
                return _join(a, sign, b)
    return None


def sentence(text: str) -> str | None:
    """A tidy sentence as an equation or inequality: `the sum of x and 3 is 9` is `x + 3 = 9`."""
    for words, sign in _RELATIONS:
        left, found, right = text.partition(words)
        if found and (a := phrase(left)) and (b := phrase(right)):
            return f"{a} {sign} {b}"
    return None
