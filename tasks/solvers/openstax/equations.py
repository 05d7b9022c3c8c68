"""Plans for one equation: solved for its unknown, or a formula solved for a letter that is named."""

from __future__ import annotations

import re

from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.plans import Plan

_REFUSED = (
    "system",
    "round",
    "graph",
    "translate",
    "approx",
    "interval",
    "exact",
    "decimal",
    "complex",
    "factoring:",
    "grouping",
    "excluded",
    "matri",
    "slope",
    "do not",
    "descartes",
)
_FORMULA = re.compile(
    r"(?:formula|equation|[Ss]olve|variable[.:]|for y[.:]|for the specified variable[.:]|inequality) ([^.:]*?=[^.:]*?),? (?:for|to solve for) (?:the variable )?([a-zA-Zπ](?:_\d)?)\.?$"
)
_FOR = re.compile(r"[Ss]olve for ([a-z])(?:,|:|\.| in terms of [a-z][:.]?) ([^.:,]*?=[^.:,]*)$")
_MAX_ANSWER = 120


def _code(side: str) -> str | None:
    """One side; a letter with an index keeps it as a second letter is not one."""
    return None if "_" in side else translate(side)


def formula(question: str) -> Plan | None:
    """An equation in several letters, solved for one of them."""
    text = question.rstrip(". ")
    found, of = _FORMULA.search(text), _FOR.search(text)
    if found:
        stated, x = found[1], found[2]
    elif of:
        stated, x = of[2].partition(" for ")[0], of[1]
    else:
        return None
    sides = [_code(re.sub(r"^.*(?:formula|solve|for|Solve) ", "", side)) for side in stated.split("=")]
    if len(sides) != 2 or None in sides:
        return None
    names = letters(" ".join(map(str, sides)))
    pi = x == "π" and "pi" in "".join(map(str, sides))
    if (x not in names and not pi) or len(names) + pi < 2 or "log" in stated or "ln" in stated:
        return None
    call = f"solve({sides[0]} = {sides[1]}, {x})"
    if pi:
        return None
    return Plan(f"Get {x} alone.", call, "calculator", read=lambda said: _alone(x, said.strip()))


def _alone(x: str, said: str) -> str | None:
    """The one value; a product of letters below the line is left out, since the books drop its brackets."""
    return None if "," in said or re.search(r"/\((?:\w\*)+\w\)$", said) else f"{x} = {said}"


def _parts(question: str) -> tuple[str, str] | None:
    text = re.sub(r"(?<=[Ss]olve):(?=\S)", ": ", question.rstrip(". ").strip())
    text = re.sub(
        r"^(Solve|Solve the equation|Solve the radical equation) (?=[^a-z.]*=|[a-z]?\S* ?[-+=])", r"\1: ", text
    )
    found = re.match(r"(.*?(?:[Ss]olve|[Ff]ind).*?)[.:] ([^.:]*(?:\.\d[^.:]*)*=[^=]*)$", text)
    return (found[1].lower(), found[2]) if found else None


def equation(question: str) -> Plan | None:
    """One equation in one unknown."""
    parts = _parts(question)
    if not parts or any(word in parts[0] for word in _REFUSED) or "log" in question or "ln" in parts[1]:
        return None
    text = re.sub(r" by (?:completing the square|factoring|using .*)$", "", parts[1])
    sides = [translate(side) for side in text.split("=")]
    if len(sides) != 2 or None in sides:
        return None
    left, right = map(str, sides)
    names = letters(f"{left} {right}")
    if len(names) != 1 or _unsure(text, names[0]):
        return None
    x = names[0]
    if re.search(r"\*\*\(-?\d+/\d*[13579]\)", left + right):
        return None  # an odd root of a negative number is real in the books and complex in sympy
    if "sqrt" in text or "root" in text or "**(" in left + right:
        return _radical(x, left, right)
    if "abs(" in left + right:
        exact = (re.sub(r"(?<![\w.])(\d+)/(\d+)", r"Rational(\1, \2)", side) for side in (left, right))
        program = "print(solve({} - ({}), {}))".format(*exact, x).replace("abs(", "Abs(")
        program = f'from sympy import *\n{x} = symbols("{x}", real=True)\n{program}'
        return Plan(
            "With either sign.", program, read=lambda said: _roots(x, said.strip().strip("[]") or "no solution")
        )
    return Plan(f"Solve for {x}.", f"solve({left} = {right}, {x})", "calculator", read=lambda said: _roots(x, said))


def _unsure(text: str, x: str) -> bool:
    """Whether `2/3x` may be 2/(3x): beside a denominator that holds the unknown it is."""
    if re.search(r"(?<![a-z)])(?:\d|\be)\^\d+[a-z]", text):
        return True  # 5^2x may be 5^(2x)
    coefficient = re.search(rf"\d/\d+{x}", text)
    return bool(coefficient and (re.search(rf"/\([^()]*{x}|/{x}", text) or re.search(rf"= ?\d+/\d+{x}$", text)))


def _radical(x: str, left: str, right: str) -> Plan:
    """Roots may bring solutions that do not hold: those are tried."""
    left, right = (
        re.sub(r"(?<![\w.])(\d+)/(\d+)", r"Rational(\1, \2)", side).replace("root(", "real_root(")
        for side in (left, right)
    )
    left, right = (side.replace("abs(", "Abs(") for side in (left, right))
    program = (
        f'from sympy import *\n{x} = symbols("{x}")\nleft, right = {left}, {right}\n'
        f"print([r for r in solve(left - right, {x}) if r.is_real and abs(N((left - right).subs({x}, r))) < 1e-9 and N(left.subs({x}, r)).is_real])"
    )
    return Plan(
        "Solve, then try each.", program, read=lambda said: _roots(x, said.strip().strip("[]") or "no solution")
    )


def _roots(x: str, said: str) -> str | None:
    """`-3, 5` as `x = -3, x = 5`; nothing for complex or long ones."""
    if said == "no solution" or said.startswith("every"):
        return said if said == "no solution" else "all real numbers"
    if len(said) > _MAX_ANSWER or re.search(r"\bi\b|\bI\b|Piecewise|LambertW|Eq|conjugate|re\(|arg|CRoot", said):
        return None
    roots, depth, part = [], 0, ""
    for c in said + ",":
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0:
            roots.append(part.strip())
            part = ""
        else:
            part += c
    return ", ".join(f"{x} = {root}" for root in roots)


PLANS = (formula, equation)
