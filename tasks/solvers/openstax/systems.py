"""Plans for systems of equations, linear or not, in two or three unknowns: one call of solve."""

from __future__ import annotations

import re

from tasks.solvers.openstax.notation import equation, letters
from tasks.solvers.plans import Plan

_ASKED = re.compile(r"[Ss]olve|[Ff]ind the solution|intersection|[Cc]lassify")
_REFUSED = re.compile(r"graph|inequal|[Dd]ecide whether|more convenient|classify|<|>|in terms of", re.IGNORECASE)


def _equations(question: str) -> list[str] | None:
    """The equations that semicolons separate, the instruction cut off the first."""
    parts = [part.strip() for part in question.strip().rstrip(".; ").split(";")]
    head = re.split(r"[.:] (?=\S)|(?:equations|system|[Ss]olve)\b:? ", parts[0])[-1]
    found = [equation(part) for part in ([head] if head.strip() else []) + parts[1:] if part]
    return [e for e in found if e] if len(found) > 1 and all(found) else None


def _pairs(names: list[str], said: str) -> str | None:
    """`x = 1, y = 2; x = 3, y = 4` as `(1, 2), (3, 4)`; free unknowns as what the books say of them."""
    if said == "no solution":
        return said
    if len(names) > 2 and len(re.findall(r"[a-z] = ", said)) < len(names):
        return None  # the books give a family of triples, each in its own way
    rows = []
    for row in said.split("; "):
        values = dict(part.split(" = ") for part in re.split(r", (?=[a-z] = )", row))
        if set(values) != set(names) or any(letters(v) for v in values.values() if "sqrt" not in v):
            return "infinitely many solutions" if ";" not in said and len(values) < len(names) else None
        if any(re.search(r"\bi\b", v) for v in values.values()):
            continue  # the books ask for real solutions
        if any(re.search(r"sqrt\([^()]*sqrt", v) for v in values.values()):
            return None
        rows.append("(" + ", ".join(values[name] for name in names) + ")")
    return ", ".join(rows) or "no solution"


def system(question: str) -> Plan | None:
    """Two or three equations, as ordered pairs or triples."""
    if ";" not in question or not _ASKED.search(question) or _REFUSED.search(question):
        return None
    found = _equations(question)
    names = letters(" ".join(found)) if found else []
    if not found or not 2 <= len(names) <= 3 or len(names) != len(found):
        return None
    call = f"solve({', '.join([*found, *names])})"
    return Plan("Solve both together." if len(found) == 2 else "Solve all three together.", call, "calculator",
                read=lambda said: _pairs(names, said))  # fmt: skip


PLANS = (system,)
