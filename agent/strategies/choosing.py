"""Which of several attempts is answered: by score, or by a vote of equal answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agent.strategies.protocol import Made
from verifier.checks.agreement import Group, groups
from verifier.several import best_of

Weight = Callable[[Made], float]


def best_scored(made: Sequence[Made]) -> int:
    """The highest score; of equals the most probable text, then the earlier one. Any answer goes before none."""
    return max(range(len(made)), key=lambda i: (_answered(made[i]), made[i].score, made[i].logprob, -i))


def best_shared(made: Sequence[Made]) -> int:
    """The highest score; of equals the one whose answer more attempts give, then the earlier one."""
    return best_of([one.solution for one in made], [one.finished.verdict for one in made])


def voted(made: Sequence[Made], weight: Weight) -> int:
    """The best-scored attempt of the heaviest group of equal answers; of equals the larger group, then the earlier.

    Answers are equal where the verifier says so (verifier.equivalence). Source: Wang et al. 2022, self-consistency;
    with scores as weights Li et al. 2022, making language models better reasoners with step-aware verifier.
    """
    found = _groups(made)
    if not found:
        return 0

    def rank(group: Group) -> tuple[float, int, int]:
        return sum(weight(made[i]) for i in group.attempts), len(group.attempts), -group.attempts[0]

    return max(max(found, key=rank).attempts, key=lambda i: (made[i].score, -i))


def _groups(made: Sequence[Made]) -> list[Group]:
    return groups([one.solution for one in made])


def _answered(one: Made) -> bool:
    return one.solution.answer is not None
