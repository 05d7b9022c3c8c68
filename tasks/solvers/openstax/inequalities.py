"""Plans for inequalities in one unknown: linear, compound, with absolute values, quadratic, rational."""

from __future__ import annotations

import re

from tasks.solvers.openstax.notation import letters, translate
from tasks.solvers.plans import Plan

_SIGN = r"<=|>=|<|>|≤|≥"
_REFUSED = re.compile(r"system|translate|order |write as an|_|determine|word|check", re.IGNORECASE)
_SPOKEN = {"≤": "<=", "≥": ">="}
_INTERVAL = re.compile(r"([(\[])([^,\[\]]+), ([^,\[\]]+)([)\]])")


def _relation(text: str) -> tuple[list[str], list[str]] | None:
    """Sides and signs of `2x < 3` or `1 < x <= 4`."""
    parts = re.split(f"({_SIGN})", text)
    sides = [translate(part) for part in parts[::2]]
    if len(sides) not in (2, 3) or None in sides:
        return None
    return [str(side) for side in sides], [_SPOKEN.get(sign, sign) for sign in parts[1::2]]


def _body(question: str) -> str | None:
    """The inequality at the end of a question that says solve."""
    text = question.strip().rstrip(".").strip()
    if not re.search(r"[Ss]olve", text) or _REFUSED.search(text):
        return None
    starts = [
        m.end() for m in re.finditer(r"(?:[.:] ?|[Ss]olve(?: the inequality)? |notation )(?=[^a-z. ]|[a-z]\b)", text)
    ]
    for start in starts:
        tail = re.split(r" algebraically|[.,] ?(?:[Ww]rite|[Gg]raph|and )|, then", text[start:])[0].strip()
        if re.search(_SIGN, tail) and not re.search(r"[a-zA-Z]{3}", re.sub(r"sqrt|root| and | or ", "", tail)):
            return tail
    return None


def relation_of(x: str, said: str) -> str | None:
    """An interval as a relation: `[2, oo)` is `x >= 2`; None for more than one interval that is not two rays."""
    if said == "(-oo, oo)":
        return "all real numbers"
    found = [_INTERVAL.fullmatch(part) for part in said.split(" U ")]
    if len(found) > 2:
        return None
    out = []
    for match in found:
        if match is None:
            return None
        opening, low, high, closing = match.groups()
        left, right = "<" + "=" * (opening == "["), "<" + "=" * (closing == "]")
        if low == "-oo":
            out.append(f"{x} {right} {high}")
        elif high == "oo":
            out.append(f"{x} {left.replace('<', '>')} {low}")
        else:
            out.append(f"{low} {left} {x} {right} {high}")
    return " or ".join(out)


def interval_of(said: str) -> str | None:
    """The calculator's intervals with the signs of the books."""
    if said == "no solution" or re.search(r"\d[a-z]|[{]", said):
        return said if said == "no solution" else None
    return said.replace("oo", "∞").replace(" U ", " ∪ ")


def _answer(x: str, question: str, said: str) -> str | None:
    if said == "no solution" or "interval" in question or "∪" in question:
        return interval_of(said)
    return relation_of(x, said) or interval_of(said)


def inequality(question: str) -> Plan | None:
    """One inequality, as a relation or, if the question says so, as an interval."""
    body = _body(question)
    found = _relation(body) if body else None
    if not found:
        return None
    sides, signs = found
    names = letters(" ".join(sides))
    if len(names) != 1:
        return None
    x = names[0]
    if len(signs) == 1:
        call = f"solve({sides[0]} {signs[0]} {sides[1]}, {x})"
        return Plan(f"Solve for {x}.", call, "calculator", read=lambda said: _answer(x, question, said))
    return _both(x, [f"{sides[0]} {signs[0]} {sides[1]}", f"{sides[1]} {signs[1]} {sides[2]}"], "intersect", question)


def compound(question: str) -> Plan | None:
    """Two inequalities joined by `and` or `or`."""
    body = _body(question)
    halves = re.split(r" (?:and|or) ", body) if body else []
    found = [_relation(half) for half in halves]
    if len(found) != 2 or not body:
        return None
    texts = [f"{pair[0][0]} {pair[1][0]} {pair[0][1]}" for pair in found if pair and len(pair[1]) == 1]
    names = letters(" ".join(texts))
    if len(texts) != 2 or len(names) != 1:
        return None
    return _both(names[0], texts, "intersect" if " and " in body else "union", question)


def _both(x: str, texts: list[str], how: str, question: str) -> Plan:
    first, second = (
        re.sub(r"(?<![\w.])(\d+)/(\d+)", r"Rational(\1, \2)", text).replace("abs(", "Abs(") for text in texts
    )
    program = (
        f'from sympy import *\n{x} = symbols("{x}", real=True)\n'
        f"a = solve_univariate_inequality({first}, {x}, relational=False)\n"
        f"b = solve_univariate_inequality({second}, {x}, relational=False)\nprint(a.{how}(b))"
    )
    words = {"intersect": "Both must hold.", "union": "One of them must hold."}
    return Plan(words[how], program, read=lambda said: _answer(x, question, _plain(said.strip())))


def _plain(said: str) -> str:
    """Sympy's intervals in brackets: `Interval.Lopen(6, 9)` is `(6, 9]`."""
    if said in ("EmptySet", "Reals"):
        return "no solution" if said == "EmptySet" else "(-oo, oo)"
    out = []
    for kind, ends in re.findall(r"Interval(\.\w+)?\(([^()]+)\)", said):
        low = "(" if kind in (".open", ".Lopen") or "-oo" in ends else "["
        high = ")" if kind in (".open", ".Ropen") or re.search(r"(?<!-)\boo", ends) else "]"
        out.append(f"{low}{ends}{high}")
    return " U ".join(out)


PLANS = (inequality, compound)
