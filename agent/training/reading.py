"""The first thought of a solution: what is asked, and the quantities that matter, copied with their words.

    A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?
    -> "How many rolls does he have? 48 rolls; 29 of them; 15 more."

Small models pick the right operation and the wrong number: writing down each number they will use, with the words
that follow it, and before that what is asked, makes that choice explicit, learnable and readable in the trace.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.numbers import format_number
from tasks.quantities import Quantity, quantities
from tasks.task import Call

CONTEXT_WORDS = 3
"""Words copied after a number."""
MAX_ASKED_WORDS = 16

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASKS = re.compile(r"\b(how|what|which|find|calculate|determine)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def asked(question: str) -> str:
    """The clause that asks, without what leads up to it: "If ..., how many are left?" -> "how many are left?"."""
    sentences = [s for s in _SENTENCE.split(question.strip()) if s]
    asking = [s for s in sentences if s.endswith("?")] or [s for s in sentences if _ASKS.search(s)] or sentences[-1:]
    clause = asking[-1] if asking else question
    found = list(_ASKS.finditer(clause))
    if found and len(clause.split()) > MAX_ASKED_WORDS:
        clause = clause[found[-1].start() :]
    return " ".join(clause.split()[:MAX_ASKED_WORDS])


def _with_context(question: str, quantity: Quantity, following: Quantity | None) -> str:
    """The number in digits and the few words after it, up to punctuation or the next number."""
    stop = following.start if following else len(question)
    after = re.split(r"[.,;:?!]", question[quantity.end : stop])[0].split()[:CONTEXT_WORDS]
    if quantity.implied:
        return " ".join([quantity.text, *after])
    return " ".join([format_number(quantity.value), *after])


def used_quantities(question: str, calls: Sequence[Call]) -> list[tuple[Quantity, Quantity | None]]:
    """The question's quantities that `calls` use, in order of use, each with the next quantity in the text."""
    found = quantities(question)
    after = [*found[1:], None]
    taken: set[int] = set()
    used: list[tuple[Quantity, Quantity | None]] = []
    for call in calls:
        for match in _NUMBER.finditer(call.input):
            candidates = [
                i for i, q in enumerate(found) if i not in taken and format_number(q.value) == _plain(match.group())
            ]
            candidates.sort(key=lambda i: (found[i].implied, i))
            if candidates:
                taken.add(candidates[0])
                used.append((found[candidates[0]], after[candidates[0]]))
    return used


def _plain(number: str) -> str:
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return number.lstrip("0") or "0" if not number.startswith(("0.", ".")) else number


def reading(question: str, calls: Sequence[Call]) -> str:
    """The first thought for a question whose solution makes `calls`."""
    listed = "; ".join(_with_context(question, q, following) for q, following in used_quantities(question, calls))
    clause = asked(question)
    if not clause.endswith(("?", ".")):
        clause += "."
    return f"{clause} {listed}." if listed else clause
