"""The numbers of each call with their words: what a thought says right before it calculates.

    thought "Vans now."  call `42+14`   ->   "Vans now. vans in the lot: 42; Roger picked more vans: 14."

To write `42+14` at once, a small model has to find the entry that its label speaks of and the number behind it in one
look. Naming is two easy ones: find the words, then copy on to the number; and the words that decide the operation
("more than", "gave to Elena") stand right before it. Entries are copied as the reading or an earlier step has them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.reading import Entry
from tasks.numbers import format_number
from tasks.quantities import MULTIPLES
from tasks.task import Call, Observation, Step, Thought

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?%?")
UNNAMED_RESULT = "result"


@dataclass
class _Known:
    """An entry, the number it stands for in a call, and how often a call has used it."""

    entry: Entry
    number: str
    used: int = 0


def with_operands(steps: Sequence[Step], entries: Sequence[Entry], opening: str = "") -> list[Step]:
    """Steps whose calls follow a thought that names their numbers; a number without a source stays unnamed.

    `steps` hold observations; `entries` are those of the question's reading, with which the first thought opens.
    """
    known = [_Known(entry, _as_called(entry.written)) for entry in entries]
    out: list[Step] = []
    label = ""
    for step in steps:
        if isinstance(step, Call):
            label = out[-1].text if out and isinstance(out[-1], Thought) else ""
            named = _named(step.input, _label(label, opening), known)
            if named:
                if label:
                    out.pop()
                out.append(Thought(text=f"{label} {named}".strip()))
        elif isinstance(step, Observation) and step.ok:
            entry = Entry(_label(label, opening) or UNNAMED_RESULT, step.text)
            known.insert(0, _Known(entry, step.text))
        out.append(step)
    return out


def _named(call: str, label: str, known: list[_Known]) -> str:
    wanted = _stems(label)
    chosen: list[Entry] = []
    for number in _NUMBER.findall(call):
        for part in [number] if any(k.number == number for k in known) else number.split("/"):
            fitting = [k for k in known if k.number == part]
            if fitting:
                best = max(fitting, key=lambda k: (-k.used, len(wanted & _stems(k.entry.words))))
                best.used += 1
                chosen.append(best.entry)
    return "; ".join(map(str, chosen)) + "." if chosen else ""


def _label(thought: str, opening: str) -> str:
    """What a thought says after the reading that it may open with."""
    return thought.removeprefix(opening).strip().removesuffix(".") if opening else thought.removesuffix(".")


def _as_called(written: str) -> str:
    """A listed word as the number a call has for it: `twice` as 2."""
    value = MULTIPLES.get(written)
    return written if value is None else format_number(value)


def _stems(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z]{3,}", text.lower())}
