"""Do independent attempts at one question agree? Self-consistency (Wang et al. 2022) as a check with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.task import Solution
from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import NOT_APPLICABLE
from verifier.equivalence import compare
from verifier.verdict import Check


@dataclass(frozen=True)
class Group:
    """Attempts, by number, whose answers are equal: the first one's words stand for all."""

    answer: str
    attempts: tuple[int, ...]


def groups(solutions: Sequence[Solution]) -> list[Group]:
    """Equal answers together, the largest group first and the earlier of equals; attempts without one are left out.

    Answers of one reading are equal at once; only others are compared (verifier.equivalence).
    """
    found: list[tuple[str, list[int]]] = []
    for i, solution in enumerate(solutions):
        answer = (solution.answer or "").strip()
        if not answer:
            continue
        for words, members in found:
            if words == answer or _equal(words, answer):
                members.append(i)
                break
        else:
            found.append((answer, [i]))
    made = [Group(words, tuple(members)) for words, members in found]
    return sorted(made, key=lambda group: (-len(group.attempts), group.attempts[0]))


def _equal(one: str, other: str) -> bool:
    """Two plain numbers differ without a worker's help; anything else is for the comparer."""
    first, second = parse_answer(one), parse_answer(other)
    plain = first.kind == second.kind == "number" and not (first.places or second.places)
    return not (plain and first.value != second.value) and compare(one, other).equal


class Agreement:
    """A pass shows that most of several independent attempts gave one attempt's answer: wrong ways seldom meet."""

    name = "agreement"

    def __call__(self, solutions: Sequence[Solution], attempt: int) -> Check:
        """pass when more than half agree with that attempt, fail when more than half agree on another answer and
        nobody shares its own, unknown otherwise. Raises IndexError when there is no such attempt."""
        own = (solutions[attempt].answer or "").strip()
        if len(solutions) < 2 or not own:
            reason = "one attempt alone." if len(solutions) < 2 else "an attempt without an answer."
            return Check(name=self.name, status="unknown", evidence=f"{NOT_APPLICABLE}{reason}")
        made = groups(solutions)
        ours = next(group for group in made if attempt in group.attempts)
        most, count = made[0], len(solutions)
        evidence = f"{len(ours.attempts)} of {count} attempts give {shown(own)}"
        if 2 * len(ours.attempts) > count:
            return Check(name=self.name, status="pass", evidence=f"{evidence}.")
        if 2 * len(most.attempts) > count and len(ours.attempts) == 1:
            evidence = f"{len(most.attempts)} of {count} attempts give another answer, and none gives this one again."
            return Check(name=self.name, status="fail", evidence=evidence)
        return Check(name=self.name, status="unknown", evidence=f"{evidence}, and no answer has a clear majority.")


agreement = Agreement()
