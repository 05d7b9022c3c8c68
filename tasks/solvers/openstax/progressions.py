"""What a question says of a sequence: its first term and step, the terms it lists, the formula of a term. No plans here."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.solvers.openstax.notation import translate
from tasks.solvers.openstax.numerals import number_of, ordinal_of

NUMBER = r"(?:-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:/\d+)?|-?\.\d+)"
COUNT = r"(\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|thirteen|fifteen|twenty)"
_START = re.compile(rf"(?:first term (?:is|of|a_1 =)?|a_1 =|a_\(1\) =) ?({NUMBER}|[a-z]+)(?![\w(])")
STEP = re.compile(
    rf"(?:difference|ratio)? ?(?:of|is|,)? ?\b(d|r) = ({NUMBER})|common (difference|ratio)(?: is| of|,)? ({NUMBER}|[a-z]+)\b"
)
_LIST = re.compile(rf"((?:{NUMBER})(?:, ?(?:{NUMBER})){{2,}}),? ?\.\.\.")


def number(text: str) -> Fraction | None:
    if re.fullmatch(NUMBER, text):
        return Fraction(text.replace(",", ""))
    value = number_of(text)
    return None if value is None else Fraction(value)


def text_of(value: Fraction) -> str:
    text = format_number(value)
    return f"({text})" if text.startswith("-") or "/" in text else text


def given_in(question: str) -> tuple[Fraction, str, Fraction] | None:
    """First term, d or r, and its value."""
    firsts = [value for m in _START.finditer(question) if (value := number(m[1])) is not None]
    for step in STEP.finditer(question):
        by = number(step[2] or step[4])
        if firsts and by is not None:
            return firsts[0], step[1] or ("d" if step[3] == "difference" else "r"), by
    return None


def listed_in(question: str) -> list[Fraction] | None:
    found = _LIST.search(re.sub(r"(?<=\d),(?=\d{3}\b)", "", question))
    return [Fraction(part) for part in found[1].replace(" ", "").split(",")] if found else None


def kind_of(terms: list[Fraction]) -> tuple[str, Fraction] | None:
    """d or r, and its value, of a list of terms; None for neither."""
    if len({b - a for a, b in itertools.pairwise(terms)}) == 1:
        return "d", terms[1] - terms[0]
    if 0 not in terms and len({b / a for a, b in itertools.pairwise(terms)}) == 1:
        return "r", terms[1] / terms[0]
    return None


def wanted_in(question: str) -> int | None:
    """The number of the term that is asked for."""
    for found in re.finditer(r"[Ff]ind (?:the )?(?:a_\(?(\d+)\)?|([a-z\-]+|\d+\^?[a-z]+) term)", question):
        n = int(found[1]) if found[1] else ordinal_of(found[2])
        if n and n > 1:
            return n
    return None


def formula_of(text: str, x: str) -> str | None:
    """A term's formula with factorials as calls and fractions exact."""
    text = re.sub(rf"\^{x}(?={x})", f"^{x} ", text)
    code = translate(text)
    if code is None:
        return None
    code = re.sub(rf"\(([^()]+)\)!|\b({x}|\d+)!", lambda m: f"factorial({m[1] or m[2]})", code)
    code = re.sub(r"(?<![\w.*])(\d+)/(\d+)(?![\w.])", r"Rational(\1, \2)", code)
    return None if "!" in code else re.sub(r"(?<!\w)\d*\.\d+", lambda m: f'Rational("{m.group()}")', code)


def shown(said: str, question: str) -> str:
    """A step as the terms are written: as a decimal only among decimals."""
    value = Fraction(said.strip())
    return format_number(value) if re.search(r"\d\.\d", question) else str(value)
