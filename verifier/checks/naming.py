"""A call uses the numbers that the thought before it names, and each by words, or the letter, that it was listed with."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tasks.numbers import format_number
from tasks.quantities import MULTIPLES
from tasks.task import Call, Observation, Solution, Step, Thought
from verifier.checks import shown, together
from verifier.checks.listing import NUMBER, opening
from verifier.verdict import Check

UNNAMED = "result"
"""What a result is called that was calculated under no words."""
OTHER_WAY = "That cannot be: the other way round."
"""How a thought begins that takes back the call before it; what that one was to find is found by the next."""
_LETTER = re.compile(r"\b[A-Z]{1,2}$")
"""A list may letter its entries: "vans in the lot A: 3"."""
_CALLED = re.compile(r"\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?%?")


@dataclass(frozen=True)
class Named:
    """An entry at the end of a thought: its words and number. The first has all that stands before in `words`."""

    words: str
    number: str
    first: bool

    def says(self, words: str) -> bool:
        """Whether the entry speaks of `words`; the first one may stand behind a label."""
        return self.words == words or (self.first and self.words.endswith(f" {words}"))

    def means(self, words: str) -> bool:
        """Whether it is the one that was listed with `words`: it has them all, or the letter that they end with."""
        letter = _LETTER.search(words)
        return self.says(words) or (letter is not None and self.says(letter.group()))


def named(thought: str) -> list[Named]:
    """The entries `words: number; words: number.` that a thought ends with; none when it ends otherwise."""
    found: list[Named] = []
    for part in thought.strip().removesuffix(".").split("; "):
        words, colon, number = part.rpartition(": ")
        if not NUMBER.match(number) or " " in number:
            return []
        found.append(Named(words.strip() if colon else "", number, not found))
    return found


def _as_called(written: str) -> str:
    value = MULTIPLES.get(written)
    return written if value is None else format_number(value)


def naming(question: str, solution: Solution) -> Check:
    """fail when a thought names a number with words that it was not listed with and that no earlier result has, or
    names one that its call does not use; unknown when no thought names numbers: other writers need not."""
    first = next((step for step in solution.steps if isinstance(step, Thought)), None)
    known, end = opening(first.text) if first is not None else ([], 0)
    results: list[tuple[str, str]] = []
    wrong: list[str] = []
    seen = 0
    for before, step, after in _calls(solution.steps):
        entries = named(before.text[end if before is first else 0 :]) if before is not None and known else []
        seen += len(entries)
        for entry in entries:
            listed = any(number == entry.number and entry.means(words) for words, number in known)
            if not listed and not any(_is_result(entry, label, value) for label, value in results):
                words = re.split(r"(?<=[.?!])\s", entry.words)[-1]
                wrong.append(f"{shown(words)}: {shown(entry.number)} is not in the list.")
        called = Counter(_CALLED.findall(step.input))
        unused = Counter(_as_called(entry.number) for entry in entries) - called
        for number in unused:
            if not all(part in step.input for part in number.split("/")):
                wrong.append(f"{shown(number)} is named and not calculated with.")
        if after is not None and after.ok:
            label = _label(before, entries)
            again = results and before is not None and before.text.startswith(OTHER_WAY)
            results.append((f"{results[-1][0]}. {label}" if again else label, after.text))
    if wrong:
        return Check(name="naming", status="fail", evidence=together(wrong))
    if not seen:
        return Check(name="naming", status="unknown", evidence="no numbers are named before a calculation.")
    return Check(name="naming", status="pass", evidence="each calculation uses the numbers that its words have.")


def _calls(steps: tuple[Step, ...]) -> list[tuple[Thought | None, Call, Observation | None]]:
    """Each call with the thought right before it and the observation right after, where there are such."""
    found = []
    for i, step in enumerate(steps):
        if isinstance(step, Call):
            before = steps[i - 1] if i else None
            after = steps[i + 1] if i + 1 < len(steps) else None
            found.append((
                before if isinstance(before, Thought) else None,
                step,
                after if isinstance(after, Observation) else None,
            ))  # fmt: skip
    return found


def _label(thought: Thought | None, entries: list[Named]) -> str:
    """What a thought says before its entries: a later entry names the result by the end of it."""
    if thought is None:
        return ""
    text = thought.text
    for entry in reversed(entries[1:]):
        text = text.removesuffix(".").removesuffix(
            f"; {entry.words}: {entry.number}" if entry.words else f"; {entry.number}"
        )
    return text.removesuffix(".")


def _is_result(entry: Named, label: str, value: str) -> bool:
    """Whether an entry names an earlier result: its value, by words of the thought that it was calculated under."""
    if entry.number != value:
        return False
    words = re.split(r"(?<=[.?!])\s", entry.words)[-1] if entry.first else entry.words
    return words == UNNAMED or f"{words}." in label or label.endswith(words)
