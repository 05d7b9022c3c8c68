"""Ends of integration and places on a curve, as questions write them; numbers that a reading leaves over."""

from __future__ import annotations

import re
from fractions import Fraction

from verifier.checks.formulas import Reading
from verifier.parsing.node import free_symbols

_NUMBER = r"-?\d+(?:/\d+)?"
_LAST = rf"({_NUMBER})(?![\d/]|\.\d)"
_SIGN = re.compile(rf"∫ ?_ ?(?:\{{ ?({_NUMBER}) ?\}}|({_NUMBER})) ?\^ ?(?:\{{ ?({_NUMBER}) ?\}}|({_NUMBER}))(?![\d/])")
AWAITS = re.compile(r"\s*=\s*\?\s*$")
_CALL = re.compile(rf"\bint ?\((.+), ?([a-z]), ?({_NUMBER}), ?({_NUMBER})\)")
_ENDS = re.compile(
    rf"(?:\bfrom|\bbetween|\blimits|\blower limit) (?:[a-z] = )?({_NUMBER}) (?:(?:up )?to|and)(?: (?:an )?upper limit)? (?:[a-z] = )?{_LAST}"
    rf"|(?<!\S)({_NUMBER}) <= [a-z] <= {_LAST}"
    rf"|\[ ?({_NUMBER}), ?({_NUMBER}) ?\]",
    re.IGNORECASE,
)
_AFTER = r"(?![\d/.]*\s*[-+*/^])"
_VARIABLE = re.compile(rf"\b([a-z]) (?:=|is|equals) ({_NUMBER}){_AFTER}")
_BARE = re.compile(rf"\bat (?:the point )?({_NUMBER})(?=\s*(?:[,.;?]|$))|\bput ({_NUMBER}) for [a-z]\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b")


def with_words(question: str) -> str:
    """`∫_0^2` and `int(2*x, x, 0, 2)` with their ends in words, and no equals sign that waits for the answer."""
    question = AWAITS.sub("?", question)
    question = _CALL.sub(r"integral from \3 to \4 of (\1) d\2", question)
    return _SIGN.sub(lambda m: f"∫ from {m[1] or m[2]} to {m[3] or m[4]} of ", question)


def ends(question: str) -> tuple[Fraction, Fraction] | None:
    """The two ends that a question in words names; None when it names none, or more than two."""
    found = [tuple(Fraction(g) for g in match.groups() if g is not None) for match in _ENDS.finditer(question)]
    return (found[0][0], found[0][1]) if len(found) == 1 else None


def places(question: str, letter: str) -> list[Fraction]:
    """The values of the letter that a question names: `at x = 4`, `when x is 4`, `the derivative at 4`."""
    found = [Fraction(m[2]) for m in _VARIABLE.finditer(question) if m[1] == letter]
    return found + [Fraction(m[1] or m[2]) for m in _BARE.finditer(question)]


def left_over(question: str, reading: Reading) -> bool:
    """Whether a digit stands outside all formulas with letters: a number whose use is not known."""
    read_at = {
        i
        for formula in reading.formulas
        if formula.node.kind == "applied" or free_symbols(formula.node)
        for i in range(formula.start, formula.end)
    }
    ordinals = {i for match in _ORDINAL.finditer(question) for i in range(*match.span())}
    return any(c.isdigit() and i not in read_at | ordinals for i, c in enumerate(question))
