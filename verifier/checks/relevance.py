"""Whether a calculation adds or takes away what the question asks about, and nothing else.

Only a story whose quantities are told apart by plain words is looked at (tasks.relevance), and only one sum or
difference of quantities named by their letters: what several steps use may come to matter on the way. Of 71 first
attempts that failed it on nine suites 70 were wrong (docs/verifier.md).
"""

from __future__ import annotations

import re

from tasks.lettering import letters
from tasks.relevance import narrowed, relevance
from tasks.task import Solution, Thought
from verifier.checks import shown
from verifier.checks.answer_check import NOT_APPLICABLE
from verifier.checks.naming import named
from verifier.verdict import Check

NAME = "relevance"
_SUM = re.compile(r"\d+(?:\.\d+)?(?:[-+]\d+(?:\.\d+)?)+")


def relevance_of(question: str, solution: Solution) -> Check:
    """fail when a quantity was used that plainly belongs to something else, while one about what is asked was not;
    pass when all that was used are about it; else unknown."""
    used = _used(solution)
    found = relevance(question) if used else None
    if found is None or len(used) < 2 or not set(used) <= dict(letters(question)).keys():
        return Check(name=NAME, status="unknown", evidence=f"{NOT_APPLICABLE}no words tell its numbers apart.")
    wrong = [letter for letter in used if letter in found.foreign]
    left = [letter for letter in found.about if letter not in used]
    numbers = dict(letters(question))
    alike = {numbers[letter] for letter in wrong} & {numbers[letter] for letter in left}
    if wrong and left and not alike and len(used) <= len(found.about) and narrowed(question):
        told = f"{_told(left[0], numbers)} is what it asks about"
        evidence = f"{_told(wrong[0], numbers)} belongs to something that the question does not ask about; {told}."
        return Check(name=NAME, status="fail", evidence=evidence)
    if set(used) <= set(found.about):
        return Check(name=NAME, status="pass", evidence="the numbers are those of what is asked about.")
    return Check(name=NAME, status="unknown", evidence=f"{NOT_APPLICABLE}no words tell its numbers apart.")


def _told(letter: str, numbers: dict[str, str]) -> str:
    return f"{letter}: {shown(numbers.get(letter, '?'))}"


def _used(solution: Solution) -> list[str]:
    """The letters of the one sum or difference that was calculated; none where there is another or none."""
    calls = solution.calls
    if len(calls) != 1 or calls[0].tool != "calculator" or not _SUM.fullmatch(calls[0].input):
        return []
    thoughts = [step for step in solution.steps if isinstance(step, Thought)]
    entries = named(thoughts[0].text) if thoughts else []
    return [entry.letter for entry in entries] if all(entry.letter for entry in entries) else []
