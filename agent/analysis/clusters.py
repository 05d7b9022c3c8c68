"""Outcomes grouped by what a question is like: where do the errors sit?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from agent.analysis.kinds import Kind
from tasks.suites import SUITES
from tasks.task import Solution, Task
from verifier.metrics import wilson_interval
from verifier.verdict import Status

FAMILIAR_TASKS = 2000
"""Generated training tasks whose words count as met in training."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


@dataclass(frozen=True)
class Outcome:
    """A task, how it is solved, whether its final answer was right, and if not what kind of error it was."""

    task: Task
    reference: Solution | None
    first_right: bool
    right: bool
    status: Status
    """What the verifier said of the final answer."""
    kind: Kind | None


@dataclass(frozen=True)
class Cluster:
    """Outcomes that have one property in common; `ci95` is the interval of the share that is wrong."""

    by: str
    value: str
    n: int
    wrong: int
    ci95: tuple[float, float] | None
    kinds: dict[str, int]
    """Of those that are wrong, the most frequent kind first."""


@cache
def familiar_words() -> frozenset[str]:
    """Every word of a sample of generated training tasks."""
    tasks = SUITES["core"].sample(FAMILIAR_TASKS, split="train")
    return frozenset(word for task in tasks for word in _WORD.findall(task.question.lower()))


def unseen_words(question: str) -> int:
    """How many different words of a question generated training tasks do not hold."""
    return len(set(_WORD.findall(question.lower())) - familiar_words())


def _bucket(value: int, edges: Sequence[int]) -> str:
    """`value` as a range between edges: with 0, 1, 3, a 2 is `1-2`."""
    for low, high in pairwise(edges):
        if low <= value < high:
            return str(low) if high == low + 1 else f"{low}-{high - 1}"
    return f"{edges[-1]}+"


def _steps(outcome: Outcome) -> str:
    return "unknown" if outcome.reference is None else _bucket(len(outcome.reference.calls), (0, 1, 2, 3, 4, 5))


PROPERTIES: Mapping[str, Callable[[Outcome], str]] = {
    "family": lambda o: o.task.family or o.task.source,
    "schema": lambda o: o.task.template.partition(":")[0] or str(o.task.metadata.get("type", "")) or o.task.source,
    "steps": _steps,
    "words": lambda o: _bucket(len(o.task.question.split()), (0, 10, 20, 30, 40, 60, 80)),
    "verdict": lambda o: o.status,
    "unseen words": lambda o: _bucket(unseen_words(o.task.question), (0, 1, 3, 6)),
}
"""What questions are grouped by; `steps` are calls of the reference solution."""


def clusters(outcomes: Sequence[Outcome]) -> list[Cluster]:
    """All groups by each property, those with the most errors first where the property is a name."""
    made: list[Cluster] = []
    for by, value_of in PROPERTIES.items():
        groups: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            groups.setdefault(value_of(outcome), []).append(outcome)
        of_property = [_cluster(by, value, group) for value, group in groups.items()]
        if by in ("family", "schema"):
            made += sorted(of_property, key=lambda c: (-c.wrong, -c.n, c.value))
        else:
            made += sorted(of_property, key=lambda c: _rank(c.value))
    return made


def _rank(value: str) -> tuple[bool, int]:
    digits = re.match(r"\d+", value)
    return (digits is None, int(digits.group()) if digits else 0)


def _cluster(by: str, value: str, group: Sequence[Outcome]) -> Cluster:
    kinds = Counter(str(outcome.kind) for outcome in group if outcome.kind is not None)
    wrong = sum(not outcome.right for outcome in group)
    return Cluster(by, value, len(group), wrong, wilson_interval(wrong, len(group)), dict(kinds.most_common()))
