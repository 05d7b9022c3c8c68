"""The numbers of each call with their words: what a thought says right before it calculates.

    thought "Vans now."  call `42+14`   ->   "Vans now. A: 42; C: 14."

To write `42+14` at once, a small model has to find the entry that its label speaks of and the number behind it in one
look. Naming is two easy ones: find the letter of the entry, then copy the number behind it. An earlier result goes by
the label it was calculated under.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.training import labels
from tasks.numbers import format_number
from tasks.quantities import MULTIPLES
from tasks.task import Call, Observation, Step, Thought
from tasks.wording import Entry
from verifier.calculator import calculate
from verifier.checks.naming import OTHER_WAY

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?%?")
UNNAMED_RESULT = "result"
_TURNABLE = re.compile(r"(\d+(?:\.\d+)?)([-/])(\d+(?:\.\d+)?)")


@dataclass
class _Known:
    """An entry, the number it stands for in a call, and how often a call has used it."""

    entry: Entry
    number: str
    used: int = 0


def with_operands(
    steps: Sequence[Step],
    entries: Sequence[Entry],
    turned: int | None = None,
    ask: str | None = None,
) -> list[Step]:
    """Steps whose calls follow a thought that names their numbers; a number without a source stays unnamed.

    `steps` hold observations; `entries` are the quantities of the question. The
    call at index `turned` is first made the wrong way round and then taken back, if that gives what no story has: less
    than nothing, or a part where a whole was meant. With the clause that asks, `ask`, a step without a label gets one.
    """
    known = [_Known(entry, _as_called(entry.written)) for entry in entries]
    out: list[Step] = []
    label = ""
    final = max((i for i, step in enumerate(steps) if isinstance(step, Call)), default=-1)
    for i, step in enumerate(steps):
        if isinstance(step, Call):
            label = out[-1].text if out and isinstance(out[-1], Thought) else ""
            chosen = _named(step.input, label.removesuffix("."), known)
            named = "; ".join(map(str, chosen)) + "." if chosen else ""
            if named:
                if label:
                    out.pop()
                if ask is not None and not label.removesuffix("."):
                    said = labels.label(ask, step.input, chosen, i == final)
                    label = f"{label} {said}.".strip() if said else label
                mistaken = turned_round(step) if i == turned else None
                if mistaken is not None:
                    backwards = "; ".join(reversed(named.removesuffix(".").split("; "))) + "."
                    out += [Thought(text=f"{label} {backwards}".strip()), *mistaken]
                    out.append(Thought(text=f"{OTHER_WAY} {named}"))
                else:
                    out.append(Thought(text=f"{label} {named}".strip()))
        elif isinstance(step, Observation) and step.ok:
            said = label.removesuffix(".") or UNNAMED_RESULT
            known.insert(0, _Known(Entry(said, step.text, name=said), step.text))
        out.append(step)
    return out


def turned_round(call: Call) -> tuple[Call, Observation] | None:
    """The call the wrong way round and what it gives, where that cannot be; None where it could be right as well."""
    found = _TURNABLE.fullmatch(call.input)
    if call.tool != "calculator" or found is None:
        return None
    right, wrong = calculate(call.input), f"{found[3]}{found[2]}{found[1]}"
    seen = calculate(wrong)
    impossible = not right.startswith("-") and (seen.startswith("-") or (right.isdigit() and not seen.isdigit()))
    return (Call(input=wrong), Observation(text=seen)) if impossible else None


def _named(call: str, label: str, known: list[_Known]) -> list[Entry]:
    wanted = _stems(label)
    written = _NUMBER.findall(call)
    parts = [p for n in written for p in ([n] if any(k.number == n for k in known) else n.split("/"))]
    chosen: list[Entry] = []
    for part in parts:
        fitting = [k for k in known if k.number == part]
        if fitting and len(fitting) == parts.count(part):  # all of them, so in the order of the question
            best = min(fitting, key=lambda k: k.used)
        elif fitting:
            best = max(fitting, key=lambda k: (-k.used, len(wanted & _stems(k.entry.words))))
        else:
            continue
        best.used += 1
        chosen.append(best.entry)
    return chosen


def _as_called(written: str) -> str:
    """A listed word as the number a call has for it: `twice` as 2."""
    value = MULTIPLES.get(written)
    return written if value is None else format_number(value)


def _stems(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z]{3,}", text.lower())}
