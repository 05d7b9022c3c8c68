"""Plans for sums of sequences, in words or in sigma notation, and for what kind of sequence a list is."""

from __future__ import annotations

import re
from fractions import Fraction

from tasks.numbers import format_number
from tasks.solvers.openstax.notation import letters
from tasks.solvers.openstax.progressions import (
    COUNT,
    NUMBER,
    formula_of,
    kind_of,
    listed_in,
    number,
    shown,
    text_of,
)
from tasks.solvers.plans import Plan

_SIMPLE_SUM = re.compile(r"∑([a-z]) = (\d)(\d)(?=[^\d])(.+)$")


def sum_of_first(question: str) -> Plan | None:
    """The sum of the first terms of a list, or of a general term."""
    wanted = re.search(rf"sum of the first {COUNT} terms", question)
    count = number(wanted[1]) if wanted else None
    if not count:
        return None
    if found := re.search(r"a_n = ([^=]+)$", question.rstrip(". ")):
        code = formula_of(found[1], "n")
        if not code or letters(code) != ["n"]:
            return None
        return Plan("Add them up.", f'from sympy import *\nn = symbols("n")\nprint(summation({code}, (n, 1, {count})))')
    listed = listed_in(question)
    kind = kind_of(listed) if listed and len(listed) > 2 else None
    if not kind or not listed:
        return None
    first, by = listed[0], kind[1]
    if kind[0] == "d":
        return Plan(
            "n/2 times first plus last.",
            f"{count}/2*({text_of(first)} + {text_of(first)} + ({count} - 1)*{text_of(by)})",
            "calculator",
        )
    return Plan(
        "a(1 - r^n)/(1 - r).", f"{text_of(first)}*(1 - {text_of(by)}**{count})/(1 - {text_of(by)})", "calculator"
    )


def sigma(question: str) -> Plan | None:
    """A short sum in sigma notation whose ends are one digit each."""
    found = _SIMPLE_SUM.search(question.rstrip(". "))
    code = formula_of(found[4], found[1]) if found else None
    if (
        not found
        or not code
        or letters(code) != [found[1]]
        or not re.search(r"[Ee]xpand|[Ff]ind|[Ee]valuate", question)
    ):
        return None
    x, low, high = found[1], int(found[2]), int(found[3])
    if low >= high:
        return None
    program = f'from sympy import *\n{x} = symbols("{x}")\nt = [({code}).subs({x}, value) for value in range({low}, {high + 1})]\nprint(*t, sep=", ")\nprint(sum(t))'

    def read(said: str) -> str | None:
        items, total = said.strip().split("\n")
        shown = [f"({t})" if t.startswith("-") and i else t for i, t in enumerate(items.split(", "))]
        return f"{' + '.join(shown)} = {total}" if "xpand" in question else total

    return Plan(f"{x} from {low} to {high}.", program, read=read)


def classify(question: str) -> Plan | None:
    """Whether a sequence is arithmetic or geometric, and its step."""
    asked = re.search(
        r"(?:[Dd]etermine|[Ii]s the (?:given )?sequence).*?(arithmetic, geometric|arithmetic|geometric)", question
    )
    listed = listed_in(question)
    if not asked or not listed or len(listed) < 3 or re.search("formula|sum", question):
        return None
    kind = kind_of(listed)
    names = {"d": ("arithmetic", "difference"), "r": ("geometric", "ratio")}
    kinds = [asked[1]] if "," not in asked[1] else ["arithmetic", "geometric"]
    if not kind or names[kind[0]][0] not in kinds:
        if "because" in question or len(kinds) > 1 or "if so, indicate" not in question:
            return None
        return Plan("The steps differ.", answer=f"The sequence is not {asked[1]}")
    word, step = names[kind[0]]
    call = f"{text_of(listed[1])} {'-' if kind[0] == 'd' else '/'} {text_of(listed[0])}"
    if ". If so" in question or "? If so" in question:
        symbol = (
            " d ="
            if "Is the sequence" in question and kind[0] == "d" and "{" not in question and len(question) < 130
            else ""
        )
        return Plan("Every step is the same.", call, "calculator",
                    read=lambda said: f"The sequence is {word}. The common {step} is{symbol} {shown(said, question)}")  # fmt: skip
    return Plan("Every step is the same.", call, "calculator",
                read=lambda said: f"The sequence is {word} with common {step} {kind[0]} = {shown(said, question)}")  # fmt: skip


def step_of(question: str) -> Plan | None:
    """The common difference or ratio, or the number of terms, of a list."""
    listed = listed_in(question)
    kind = kind_of(listed) if listed and len(listed) > 2 else None
    if not listed or not kind or " then " in question:
        return None
    if re.search(r"[Ff]ind the common (difference|ratio) (?:for|of) the", question):
        sign = "-" if kind[0] == "d" else "/"
        start = "The common difference is " if kind[0] == "d" else "r = "
        return Plan(
            "From one term to the next.",
            f"{text_of(listed[1])} {sign} {text_of(listed[0])}",
            "calculator",
            read=lambda said: start + shown(said, question),
        )
    last = re.search(rf"\.\.\., ({NUMBER})\}}", question)
    if "number of terms" in question and last and kind[0] == "d":
        call = f"({number(last[1])} - {text_of(listed[0])})/{text_of(kind[1])} + 1"
        return Plan("Steps from the first to the last, and one.", call, "calculator",
                    read=lambda said: f"There are {said.strip()} terms in the sequence")  # fmt: skip
    if re.search(r"explicit formula", question):
        return _explicit(listed[0], *kind)
    if "recursive formula" in question:
        first, by = shown(str(listed[0]), question), shown(str(abs(kind[1]) if kind[0] == "d" else kind[1]), question)
        if kind[0] == "r":
            return Plan("Each is the one before, times r.", answer=f"a_1 = {first}, a_n = {by}a_(n - 1)")
        sign = "+" if kind[1] > 0 else "-"
        end = ("; ", " n >= 2") if "for each arithmetic" in question else (", ", "")
        return Plan(
            "Each is the one before, and d.", answer=f"a_1 = {first}{end[0]}a_n = a_(n - 1) {sign} {by}{end[1]}"
        )
    return None


def _explicit(first: Fraction, kind: str, by: Fraction) -> Plan:
    if kind == "d":
        return Plan(
            "a_1 + (n - 1)d.",
            f"expand({text_of(first)} + (n - 1)*{text_of(by)})",
            "calculator",
            read=lambda said: f"a_n = {said.strip()}",
        )
    head = "" if first == 1 else f"{format_number(first)} * "
    return Plan("a_1 times r^(n - 1).", answer=f"a_n = {head}{text_of(by)}^(n - 1)")


PLANS = (sum_of_first, sigma, classify, step_of)
