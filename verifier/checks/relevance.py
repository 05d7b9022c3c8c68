"""Whether sums and differences are of what the question asks about, and of nothing else.

Only a story whose quantities are told apart by plain words is looked at (tasks.relevance), and only a solution that
does nothing but add and take away quantities named by their letters: what is multiplied may count anything. Of first
attempts that failed it nearly all were wrong (docs/verifier.md has the figures).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.lettering import letters
from tasks.relevance import Relevance, narrowed, relevance
from tasks.task import Solution, Thought
from verifier.checks import shown
from verifier.checks.answer_check import NOT_APPLICABLE
from verifier.checks.naming import named
from verifier.verdict import Check

NAME = "relevance"
_SUM = re.compile(r"-?\d+(?:\.\d+)?(?:[-+]\d+(?:\.\d+)?)+")


def relevance_of(question: str, solution: Solution) -> Check:
    """fail when a quantity was used that plainly belongs to something else, while one about what is asked was not, or
    beside two that are; pass when all that was used are about it; else unknown."""
    used = _used(question, solution)
    found = relevance(question) if used else None
    numbers = dict(letters(question)) if found else {}
    if found is None or len(used) < 2 or not used <= numbers.keys():
        return Check(name=NAME, status="unknown", evidence=f"{NOT_APPLICABLE}no words tell its numbers apart.")
    left = [letter for letter in found.about if letter not in used]
    wrong = _foreign(found, used, left, steps=len(solution.calls))
    alike = {numbers[letter] for letter in wrong} & {of for letter, of in numbers.items() if letter not in used}
    if wrong and not alike and narrowed(question):
        told = f"{_told(left[0], numbers)} is what it asks about" if left else "the others do not"
        evidence = f"{_told(wrong[0], numbers)} belongs to something that the question does not ask about; {told}."
        return Check(name=NAME, status="fail", evidence=evidence)
    if used <= set(found.about):
        return Check(name=NAME, status="pass", evidence="the numbers are those of what is asked about.")
    return Check(name=NAME, status="unknown", evidence=f"{NOT_APPLICABLE}no words tell its numbers apart.")


def _foreign(found: Relevance, used: set[str], left: Sequence[str], steps: int) -> list[str]:
    """The quantities that should not have been used. One sum has room for as many as are asked about, so a foreign one
    stands for one that is left. Several may work out another person's share on the way, but not add another thing;
    nor does a sum of two things that are asked about take in a third."""
    if steps == 1 and left and len(used) <= len(found.about):
        return sorted(used & set(found.foreign))
    about = len(used & set(found.about))
    return sorted(used & set(found.others)) if about >= 2 or (about and left and steps > 1) else []


def _told(letter: str, numbers: dict[str, str]) -> str:
    return f"{letter}: {shown(numbers.get(letter, '?'))}"


def _used(question: str, solution: Solution) -> set[str]:
    """The letters of quantities in the calculations; none where one is no sum or difference, or names none."""
    if any(call.tool != "calculator" or not _SUM.fullmatch(call.input) for call in solution.calls):
        return set()
    entries = [entry for step in solution.steps if isinstance(step, Thought) for entry in named(step.text, question)]
    first = next((step for step in solution.steps if isinstance(step, Thought)), None)
    if first is None or not all(entry.letter for entry in named(first.text, question)):
        return set()
    return {entry.letter for entry in entries if entry.letter}
