"""A call uses the numbers that the thought before it names, and each is named by its letter in the question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tasks.lettering import letters, words_by_letter
from tasks.numbers import format_number
from tasks.quantities import MULTIPLES
from tasks.task import Call, Observation, Solution, Step, Thought
from verifier.checks import shown, together
from verifier.verdict import Check

UNNAMED = "result"
"""What a result is called that was calculated under no words."""
OTHER_WAY = "That cannot be: the other way round."
"""How a thought begins that takes back the call before it; what that one was to find is found by the next."""
GENERAL = frozenset("animal child children item kid people person student thing toy".split())
"""Stems of what counts things or people of any kind, boys as well as girls."""
_NUMBER = re.compile(
    r"(?:-?\d|half|twice|double|tri|thri|pair|couple|doz|quarter|third|fourth|fifth|sixth|eighth|tenth)"
)
_LETTER = re.compile(r"(?:^|[.?!]\s)(?:((?:(?:Mrs?|Ms|Dr|St)\.|[^.?!;:])+) )?([A-Z]{1,2})$")
"""A letter by itself or behind words of the question, and both perhaps behind a label."""
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_CALLED = re.compile(r"\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?%?")


@dataclass(frozen=True)
class Named:
    """An entry at the end of a thought: its words and number. The first has all that stands before in `words`."""

    words: str
    number: str
    first: bool
    letter: str = ""
    """The letter that it names a quantity of the question by."""
    referent: str = ""
    """The words of the question that stand before that letter."""


def named(thought: str, question: str) -> list[Named]:
    """The entries `words: number; words: number.` that a thought ends with; none when it ends otherwise."""
    found: list[Named] = []
    asked = " ".join(question.split())
    for part in thought.strip().removesuffix(".").split("; "):
        words, colon, number = part.rpartition(": ")
        if not _NUMBER.match(number) or " " in number:
            return []
        words = words.strip() if colon else ""
        letter = _LETTER.search(words) if not found else _LETTER.fullmatch(words)
        said = letter[1] or "" if letter else ""
        if letter and (not said or re.search(rf"(?<!\w){re.escape(said)}(?!\w)", asked)):
            found.append(Named(words, number, not found, letter[2], said))
        else:
            found.append(Named(words, number, not found))
    return found


def _as_called(written: str) -> str:
    value = MULTIPLES.get(written)
    return written if value is None else format_number(value)


def _divided(number: str, called: str) -> bool:
    """Whether the call divides by the number that goes with a half, a quarter or a tenth."""
    part = Fraction(number if _DIGITS.fullmatch(number) else 0)
    return part > 0 and part.numerator == 1 and re.search(rf"/{part.denominator}(?![\d.])", called) is not None


def naming(question: str, solution: Solution) -> Check:
    """fail when a thought names a number by a letter that another one has in the question, or by the word that another
    one goes by there, or by words that no earlier result has, or names one that its call does not use; unknown when none is named by a letter: other writers need
    not, nor where such a letter is the name of a thing in the question."""
    known = letters(question)
    calls = [
        (before, step, after, named(before.text, question) if before else [])
        for before, step, after in _calls(solution)
    ]
    results: list[tuple[str, str]] = []
    wrong: list[str] = []
    if not known or not any(entry.letter for *_, entries in calls for entry in entries):
        return Check(name="naming", status="unknown", evidence="no numbers are named before a calculation.")
    words_of = words_by_letter(question) if any(entry.referent for *_, entries in calls for entry in entries) else {}
    for before, step, after, entries in calls:
        for entry in entries:
            words = shown(re.split(r"(?<=[.?!])\s", entry.words)[-1])
            if entry.letter and (entry.letter, entry.number) not in known:
                wrong.append(f"{entry.letter}: {shown(entry.number)} is not in the question.")
            elif entry.letter and (right := _other_referent(entry, words_of)):
                wrong.append(
                    f"{entry.letter}: {shown(entry.number)} goes with {shown(right)}, not {shown(entry.referent)}."
                )
            elif not entry.letter and not any(_is_result(entry, label, value) for label, value in results):
                wrong.append(f"{words}: {shown(entry.number)} was not calculated.")
        called, numbers = Counter(_CALLED.findall(step.input)), _DIGITS.findall(step.input)
        unused = Counter(_as_called(entry.number) for entry in entries) - called
        for number in unused:
            if not all(part in numbers for part in number.split("/")) and not _divided(number, step.input):
                wrong.append(f"{shown(number)} is named and not calculated with.")
        if after is not None and after.ok:
            label = _label(before, entries)
            again = results and before is not None and before.text.startswith(OTHER_WAY)
            results.append((f"{results[-1][0]}. {label}" if again else label, after.text))
    if wrong and any(entry.letter and _is_name(question, entry.letter) for *_, entries in calls for entry in entries):
        return Check(name="naming", status="unknown", evidence="the question has things that go by such a letter.")
    if wrong:
        return Check(name="naming", status="fail", evidence=together(wrong))
    return Check(name="naming", status="pass", evidence="each calculation uses the numbers that its letters have.")


def _other_referent(entry: Named, words_of: Mapping[str, tuple[str, str, str]]) -> str:
    """What the entry's quantity counts, or whose it is, where it is named by what another one counts, or whose that is;
    "" where it may go by these words, as by a part or the plural of its own or by others of its clause."""
    *own, clause = words_of.get(entry.letter, ("", "", ""))
    said = _stems(entry.referent)
    if not said or said <= GENERAL or said <= _stems(clause) or any(_alike(said, _stems(word)) for word in own):
        return ""
    kinds = [kind for kind in (0, 1) if any(words[kind] == entry.referent for words in words_of.values())]
    return next((own[kind] for kind in kinds), "")


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _stems(words: str) -> frozenset[str]:
    plain = re.sub(r"['’]s?(?!\w)", "", words.lower())
    return frozenset(word.removesuffix("s") for word in re.findall(r"[^\W\d_]+", plain))


def _is_name(question: str, letter: str) -> bool:
    """Whether a letter names a thing in the question: store B, team A; not "A baker" where a sentence begins."""
    return re.search(rf"(?<!^)(?<![.?!]\s)\b{letter}\b", question) is not None


def _calls(solution: Solution) -> list[tuple[Thought | None, Call, Observation | None]]:
    """Each call with the thought right before it and the observation right after, where there are such."""
    found = []
    steps: tuple[Step, ...] = solution.steps
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
    return words == UNNAMED or re.search(rf"(?<!\w){re.escape(words)}(?:\.|$)", label) is not None
