"""How many of the question's numbers the calculations used. Never a fail: a question may hold numbers not needed."""

from __future__ import annotations

from tasks.quantities import Quantity, quantities
from tasks.task import Solution
from verifier.checks import MAX_NAMED, shown
from verifier.checks.grounding import is_percentage, numbers_in
from verifier.verdict import Check


def coverage(question: str, solution: Solution) -> Check:
    """pass when every number that the question writes out was used; else unknown, naming those left over."""
    written, unused = _written(question, solution)
    if not written or not solution.calls:
        return Check(name="coverage", status="unknown", evidence="there was nothing to use, or nothing calculated.")
    if not unused:
        return Check(name="coverage", status="pass", evidence="every number of the question was used.")
    names = ", ".join(shown(q.text) for q in unused[:MAX_NAMED]) + (", ..." if len(unused) > MAX_NAMED else "")
    return Check(
        name="coverage",
        status="unknown",
        evidence=f"{len(written) - len(unused)} of {len(written)} numbers used; not used: {names}.",
    )


def use(question: str, solution: Solution) -> float:
    """The share of the question's numbers that the calculations used, drawn towards one half as if one more had been
    half used: a signal of how well the question was read, in (0, 1)."""
    written, unused = _written(question, solution)
    return (len(written) - len(unused) + 0.5) / (len(written) + 1)


def _written(question: str, solution: Solution) -> tuple[list[Quantity], list[Quantity]]:
    """The numbers that the question writes out, and those of them that no call has."""
    written = [q for q in quantities(question) if not q.implied]
    used = {number for call in solution.calls for number in numbers_in(call.input)}
    unused = [q for q in written if q.value not in used and not (is_percentage(question, q) and q.value / 100 in used)]
    return written, unused
