"""The first thought of a solution: what is asked, and the quantities that matter, copied with their words.

    A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?
    -> "How many rolls does he have? baker makes 48 rolls; sells 29 of them in; and bakes 15 more."

Small models pick the right operation and the wrong number: writing down each number they will use, with the words
around it, and before that what is asked, makes that choice explicit, learnable and readable in the trace.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.numbers import format_number
from tasks.quantities import Quantity, quantities
from tasks.task import Call

WORDS_BEFORE, WORDS_AFTER = 2, 3
"""Words copied with a number: who or what it belongs to often stands before it."""
MAX_ASKED_WORDS = 16

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASKS = re.compile(r"\b(how|what|which|find|calculate|determine)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,;:?!(]")
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


def _with_context(question: str, at: int, found: Sequence[Quantity]) -> str:
    """The number in digits and the few words around it, up to punctuation or the neighbouring numbers."""
    quantity = found[at]
    start = found[at - 1].end if at else 0
    stop = found[at + 1].start if at + 1 < len(found) else len(question)
    before = _CLAUSE.split(question[start : quantity.start].replace("$", " "))[-1].split()[-WORDS_BEFORE:]
    after = _CLAUSE.split(question[quantity.end : stop])[0].split()[:WORDS_AFTER]
    written = quantity.text if quantity.implied else format_number(quantity.value)
    return " ".join([*before, written, *after])


def used_quantities(found: Sequence[Quantity], calls: Sequence[Call]) -> list[int]:
    """Indices of the quantities that `calls` use, in order of use."""
    taken: list[int] = []
    for call in calls:
        for match in _NUMBER.finditer(call.input):
            candidates = [
                i for i, q in enumerate(found) if i not in taken and format_number(q.value) == _plain(match.group())
            ]
            candidates.sort(key=lambda i: (found[i].implied, i))
            if candidates:
                taken.append(candidates[0])
    return taken


def _plain(number: str) -> str:
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return number.lstrip("0") or "0" if not number.startswith(("0.", ".")) else number


def reading(question: str, calls: Sequence[Call]) -> str:
    """The first thought for a question whose solution makes `calls`."""
    found = quantities(question)
    listed = "; ".join(_with_context(question, at, found) for at in used_quantities(found, calls))
    clause = asked(question)
    if not clause.endswith(("?", ".")):
        clause += "."
    return f"{clause} {listed}." if listed else clause
