"""Plans for functions: values, domains, inverses, compositions, rates of change."""

from __future__ import annotations

import itertools
import re

from tasks.solvers.openstax.inequalities import interval_of
from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.plans import Plan

_DEFINED = r"([a-zA-Z])\(([a-z])\) = ([^;,]+?)"


def value(question: str) -> Plan | None:
    """f at one or more numbers."""
    text = question.rstrip(". ")
    found = re.search(
        rf"(?:[.:] |function |[Ff]or |If |Let ){_DEFINED}[,;.]? (?:find|for|evaluate|Find|Evaluate)? ?((?:(?:and )?[a-zA-Z]\(-?\d+(?:/\d+)?\)(?:, )?(?: and)? ?)+)$",
        text,
    )
    if not found or "solve" in question.lower() or "round" in question.lower():
        return None
    f, x, body, asked = found.groups()
    code = translate(body)
    calls = re.findall(r"([a-zA-Z])\((-?\d+(?:/\d+)?)\)", asked)
    if code is None or letters(code) != [x] or len(calls) != 1 or calls[0][0] != f or "root(" in code:
        return None
    at = calls[0][1]
    call = re.sub(rf"(?<![a-z]){x}(?![a-z])", f"({at})", code)
    label = f"{f}({at}) = " if "for " in text or ("Find" in text and "Evaluate" not in text) else ""
    return Plan(f"Put in {at}.", call, "calculator", read=lambda said: f"{label}{said.strip()}")


def domain(question: str) -> Plan | None:
    """Where a root or a quotient is defined, as an interval."""
    if not re.search(r"[Ff]ind the domain|Determine the domain", question) or re.search(
        r"range|asymptot|piecewise|\{|rational functions|each function\. R", question
    ):
        return None
    found = re.search(
        r"(?:of (?:the )?(?:function|rational function)?[:,.]? ?|[.:] |notation\.? )([a-zA-Z])\(([a-z])\) = ([^.:;]+?)(?: (?:using|in) interval notation)?$",
        question.rstrip(". "),
    )
    code = translate(found[3]) if found else None
    if not found or not code or letters(code) != [found[2]]:
        return None
    x, name = found[2], found[1]
    if root := re.fullmatch(r"(?:[\d -+*]*)?sqrt\(([^()]+)\)(?: [-+] \d+)?", code):
        return Plan(
            "Nothing negative under the root.",
            f"solve({root[1]} >= 0, {x})",
            "calculator",
            read=lambda said: interval_of(said.strip()),
        )
    bottom = re.fullmatch(r"(?:\([^()]*\)|[^()/]+)/\(([^()]*)\)(?: [-+] \d+)?", code)
    if not bottom or "sqrt" in code:
        return None

    def read(said: str) -> str | None:
        roots = said.strip().split(", ")
        if "i" in said.replace("no solution", "") or "sqrt" in said:
            return None
        if "R(x)" in question and said.strip() != "no solution":
            return f"The domain of {name}({x}) is all real numbers where " + " and ".join(
                f"{x} != {r}" for r in reversed(roots)
            )
        if said.strip() == "no solution":
            return "(-∞, ∞)"
        ends = ["-∞", *roots, "∞"]
        return "∪".join(f"({a}, {b})" for a, b in itertools.pairwise(ends))

    return Plan("Nothing over zero.", f"solve({bottom[1]} = 0, {x})", "calculator", read=read)


def undefined(question: str) -> Plan | None:
    """Where a rational expression is undefined."""
    found = re.search(
        r"values for which the rational expression is undefined[.:] .+/\(([^()]+)\)$|for which .* is undefined[.:] .+/\(([^()]+)\)$",
        question.rstrip(". "),
    )
    code = translate(found[1] or found[2]) if found else None
    if not code or len(letters(code)) != 1:
        return None
    x = letters(code)[0]
    return Plan("Nothing over zero.", f"solve({code} = 0, {x})", "calculator",
                read=lambda said: ", ".join(f"{x} != {r}" for r in said.strip().split(", ")) if "sqrt" not in said and "no" not in said else None)  # fmt: skip


def inverse(question: str) -> Plan | None:
    """The inverse of a function without a choice of sign, or of a set of pairs."""
    if (
        not re.search(r"[Ff]ind (?:the inverse|f\^\(-1\)\(x\))", question)
        or "Verify" in question
        or "logarithmic" in question
    ):
        return None
    if pairs := re.findall(r"\((-?\d+), (-?\d+)\)", question):
        if "{" not in question or "Determine the domain" not in question:
            return None
        turned, first, second = (
            "{" + ", ".join(items) + "}"
            for items in (
                [f"({b}, {a})" for a, b in pairs],
                sorted((b for _, b in pairs), key=int),
                sorted((a for a, _ in pairs), key=int),
            )
        )
        return Plan("Each pair turned.", answer=f"Inverse function: {turned}. Domain: {first}. Range: {second}")
    found = re.search(r"f\(x\) = ([^.:;,]+)(, (?:x >= |\[)(-?\d+).*)?$", question.rstrip(". "))
    code = translate(found[1]) if found else None
    if not found or not code or letters(code) != ["x"] or re.search(r"log|ln|\*\*x|abs", code):
        return None
    if root := re.fullmatch(r"root\(([^()]+), (\d)\)", code):
        call = f"solve(x = y**{root[2]}, y)"
        inner = re.sub(r"(?<![a-z])x(?![a-z])", "y", root[1])
        call = f"solve(x**{root[2]} = {inner}, y)"
        if int(root[2]) % 2 == 0:
            return None
    elif "sqrt" in code or found[2]:
        return None
    elif power := re.search(r"x\*\*(\d)", code):
        rest = re.fullmatch(r"(\d+\*)?x\*\*([357])(?: ([-+]) (\d+))?", code)
        if not rest or not power:
            return None
        shift = f"x {'+' if rest[3] == '-' else '-'} {rest[4]}" if rest[3] else "x"
        inner = f"({shift})/{rest[1][:-1]}" if rest[1] else shift
        return Plan("Undo the last step first.", answer=f"f^(-1)(x) = root({inner}, {rest[2]})")
    else:
        call = f"solve(x = {re.sub(r'(?<![a-z])x(?![a-z])', 'y', code)}, y)"
    return Plan(
        "Swap x and y, solve for y.",
        call,
        "calculator",
        read=lambda said: f"f^(-1)(x) = {_books(said.strip())}" if "," not in said and "sqrt" not in said else None,
    )


def _books(text: str) -> str:
    """`(x + 11)/6` for `x/6 + 11/6`."""
    found = re.fullmatch(r"(-?)x/(\d+) ([-+]) (?:(\d+)|(\d+)/\2)", text)
    if found and found[5]:
        return f"({found[1]}x {found[3]} {found[5]})/{found[2]}"
    if found:
        return f"({found[1]}x {found[3]} {int(found[4]) * int(found[2])})/{found[2]}"
    if found := re.fullmatch(r"(\d+)/(\d+) - x/\2", text):
        return f"({found[1]} - x)/{found[2]}"
    return text.replace("**", "^").replace("*", "")


def combined(question: str) -> Plan | None:
    """R(x) = f(x) op g(x), compositions f(g(x))."""
    text = question.rstrip(". ")
    found = re.search(
        r"R\(x\) = (?:\(f\(x\)\)/\(g\(x\)\)|f\(x\) ([·+-]) g\(x\)) where f\(x\)(?: and g\(x\) are given\. f\(x\))? = (.+?),? ?(?:and )?g\(x\) = (.+)$",
        text,
    )
    if not found:
        return None
    f, g = translate(found[2].strip(", ")), translate(found[3])
    if not f or not g or letters(f + g) != ["x"]:
        return None
    sign = {"·": "*", "+": "+", "-": "-", None: "/"}[found[1]]
    return Plan(
        "One fraction, in lowest terms.",
        f"factor(({f}) {sign} ({g}))",
        "calculator",
        read=lambda said: f"R(x) = {said.strip()}",
    )


def composed(question: str) -> Plan | None:
    """f(g(x)) and g(f(x)) of two functions."""
    found = re.search(r"f\(x\) = ([^,;]+),? (?:and )?g\(x\) = ([^,;]+)$", question.rstrip(". "))
    if not found or not re.search(r"to find f\(g\(x\)\) and g\(f\(x\)\)", question):
        return None
    f, g = translate(found[1]), translate(found[2])
    if not f or not g or not (set(letters(f)) == set(letters(g)) == {"x"}):
        return None
    program = f'from sympy import *\nx = symbols("x")\nf, g = {f}, {g}\nprint(f.subs(x, g))\nprint(g.subs(x, f))'

    def read(said: str) -> str:
        a, b = (line.replace("**", "^").replace("*", "") for line in said.strip().split("\n"))
        return f"f(g(x)) = {a}, g(f(x)) = {b}"

    return Plan("One into the other.", program, read=read)


def change(question: str) -> Plan | None:
    """Average rate of change over an interval."""
    found = re.search(
        r"average rate of change of .*?([a-z])\(([a-z])\) = (.+?),? (?:on|from|over|between)(?: the interval)? (?:\[|x = )(-?\d+)(?:, | to x = )(-?\d+)\]?$",
        question.rstrip(". "),
    )
    code = translate(found[3]) if found else None
    if not found or not code or letters(code) != [found[2]]:
        return None
    a, b = found[4], found[5]
    high, low = (re.sub(rf"(?<![a-z]){found[2]}(?![a-z])", f"({v})", code) for v in (b, a))
    return Plan("Change over the length.", f"(({high}) - ({low}))/({b} - ({a}))", "calculator")


PLANS = (value, domain, undefined, inverse, combined, composed, change)
