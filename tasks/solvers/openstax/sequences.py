"""Plans for the terms of sequences: the first ones, one of them, the formula behind two of them."""

from __future__ import annotations

import re

from tasks.solvers.openstax.notation import letters
from tasks.solvers.openstax.numerals import ordinal_of
from tasks.solvers.openstax.progressions import (
    COUNT,
    NUMBER,
    STEP,
    formula_of,
    given_in,
    kind_of,
    listed_in,
    number,
    text_of,
    wanted_in,
)
from tasks.solvers.plans import Plan

_LABELLED = re.compile(r"terms of the sequence\. |Use the explicit formula")


def terms(question: str) -> Plan | None:
    """The first terms, from a formula or from the first term and the step."""
    wanted = re.search(rf"(?:[Ww]rite|[Ll]ist|are) the first {COUNT} terms", question)
    count = number(wanted[1]) if wanted else None
    if not count or re.search(r"piecewise|given any two| if n|sum of", question):
        return None
    given = given_in(question)
    if given and "a_n" not in question and "a_(n" not in question:
        first, kind, by = given
        thought = "Add d each time." if kind == "d" else "Times r each time."
        return Plan(thought, f"from fractions import Fraction as F\na = F({str(first)!r})\nfor k in range({count}):\n    print(a, end=', ')\n    a {'+' if kind == 'd' else '*'}= F({str(by)!r})",
                    read=lambda said: said.strip().rstrip(","))  # fmt: skip
    found = re.search(r"[a-z]_n = ([^=;]+)$", question.rstrip(". ").strip())
    if not found or "_" in found[1]:
        return _recursive(question, int(count), wanted[1] if wanted else "")
    code = formula_of(found[1], "n")
    if not code or letters(code) != ["n"]:
        return None
    program = f'from sympy import *\nn = symbols("n")\na = {code}\nprint(*[a.subs(n, k) for k in range(1, {count + 1})], sep=", ")'
    label = f"First {wanted[1]} terms: " if wanted and _LABELLED.search(question) else ""
    return Plan(f"Put in n = 1 to {count}.", program, read=lambda said: label + said.strip())


def _recursive(question: str, count: int, word: str) -> Plan | None:
    """a_1 and a rule for a_n in terms of a_(n - 1)."""
    found = re.search(rf"a_1 = ({NUMBER}),?(?: and)? a_n = ([^=;]+?)(?:, ?(?:for )?n >= 2)?$", question.rstrip(". "))
    if not found or found[2].count("a_(n - 1)") != 1 or re.search(r"a_\(n - 2\)", found[2]):
        return None
    code = formula_of(found[2].replace("a_(n - 1)", "A"), "n")
    if not code or not set(letters(code)) <= {"A", "n"}:
        return None
    program = f"from sympy import *\nA = S({found[1]!r})\nfor n in range(2, {count + 2}):\n    print(A, end=', ')\n    A = {code}"
    label = f"First {word} terms: " if _LABELLED.search(question) else ""
    return Plan("Each term from the one before.", program, read=lambda said: label + said.strip().rstrip(","))


def nth(question: str) -> Plan | None:
    """One term, from the first and the step or from a list."""
    n = wanted_in(question)
    if not n or re.search(r"[Ff]ormula|general term|sum", question):
        return None
    given = given_in(question)
    if not given and (listed := listed_in(question)) and (kind := kind_of(listed)):
        given = (listed[0], *kind)
    if not given:
        return None
    first, kind_, by = given
    label = f"a_{n} = " if "specified" in question or "a_n =" in question else ""
    if kind_ == "d":
        return Plan(
            f"{n - 1} steps of d.",
            f"{text_of(first)} + ({n} - 1)*{text_of(by)}",
            "calculator",
            read=lambda said: label + said.strip(),
        )
    return Plan(
        f"{n - 1} times by r.",
        f"{text_of(first)}*{text_of(by)}**({n} - 1)",
        "calculator",
        read=lambda said: label + said.strip(),
    )


def nth_and_general(question: str) -> Plan | None:
    """One term and the formula, from a list or from another term and the difference."""
    n, listed = wanted_in(question), listed_in(question)
    if not n or "general term" not in question:
        return None
    kind = kind_of(listed) if listed else None
    if listed and kind and kind[0] == "r" and listed[0].denominator == kind[1].denominator == 1:
        a, r = listed[0], kind[1]
        return Plan(f"{n - 1} times by r.", f"{text_of(a)}*{text_of(r)}**({n} - 1)", "calculator",
                    read=lambda said: f"a_{n} = {int(said):,}. The general term is a_n = {a}({r})^(n - 1)")  # fmt: skip
    other = re.search(rf"(?:where the|whose) ([a-z\-]+) term is ({NUMBER}|[a-z]+)", question)
    step = next((m for m in STEP.finditer(question) if m[3] == "difference"), None)
    place = ordinal_of(other[1]) if other else None
    value, d = (number(m) if m else None for m in (other and other[2], step and step[4]))
    if not place or value is None or d is None or value.denominator != 1 or d.denominator != 1:
        return None
    rule = _rule(int(d), int(value - place * d))
    return Plan(f"{n - place} steps of d.", f"{text_of(value)} + ({n} - {place})*{text_of(d)}", "calculator",
                read=lambda said: f"a_{n} = {said.strip()}. The general term is a_n = {rule}")  # fmt: skip


def _rule(d: int, c: int) -> str:
    """d*n + c as the books print it."""
    rest = f" {'+' if c > 0 else '-'} {abs(c)}" if c else ""
    return f"{ {1: '', -1: '-'}.get(d, d) }n{rest}".replace(" n", "n")


def two_terms(question: str) -> Plan | None:
    """First term, difference and formula from two terms."""
    found = re.search(rf"[Tt]he ([a-z\-]+) term is ({NUMBER}) and the ([a-z\-]+) term is ({NUMBER})", question)
    if not found or "difference" not in question or "general term" not in question:
        return None
    i, j = ordinal_of(found[1]), ordinal_of(found[3])
    if not i or not j or i == j:
        return None
    call = f"solve(a + {i - 1}*d = {found[2]}, a + {j - 1}*d = {found[4]}, a, d)"

    def read(said: str) -> str | None:
        values = dict(part.split(" = ") for part in said.split(", "))
        if any(not re.fullmatch(r"-?\d+", v) for v in values.values()) or set(values) != {"a", "d"}:
            return None
        a, d = int(values["a"]), int(values["d"])
        return f"a_1 = {a}, d = {d}. The general term is a_n = {_rule(d, a - d)}"

    return Plan("Two equations for a_1 and d.", call, "calculator", read=read)


PLANS = (terms, nth, nth_and_general, two_terms)
