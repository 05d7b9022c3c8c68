"""Two batch runs held against each other, item by item: which is better, by how much, and which items flipped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from agent.events import Answered
from agent.paired import mcnemar_exact, paired_interval
from agent.rundir import TRACES, Row, RunFolderError, read_rows, read_settings

What = Literal["final", "first"]


@dataclass(frozen=True)
class Difference:
    """Paired accuracies on `n` items. `difference` is B less A, `only_a` what A alone got right, `p` McNemar's."""

    n: int
    accuracy_a: float | None
    accuracy_b: float | None
    difference: float | None
    ci95: tuple[float, float] | None
    only_a: int
    only_b: int
    p: float


@dataclass(frozen=True)
class Flip:
    """An item that one run got right and the other wrong; `gained` when B did."""

    id: str
    family: str
    question: str
    gold: str
    answer_a: str | None
    answer_b: str | None
    trace_a: str
    trace_b: str
    gained: bool


@dataclass(frozen=True)
class Comparison:
    """What came of it. `only_in_a` and `only_in_b` count items that the other run does not have (yet); `unscored` those
    whose gold answer could not be read."""

    a: dict[str, Any]
    b: dict[str, Any]
    what: What
    total: Difference
    by_family: dict[str, Difference]
    flips: tuple[Flip, ...]
    only_in_a: int
    only_in_b: int
    unscored: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True)
class _Item:
    row: Row
    answer: str | None
    correct: bool | None


def compare(a: Path, b: Path, what: What = "final") -> Comparison:
    """Pair the items of two run folders by question and gold answer, and compare their `final` answers, or those of
    the `first` attempts. Raises RunFolderError where a folder holds no run, or they have no item in common."""
    items_a, items_b = _items(a, what), _items(b, what)
    common = [key for key in items_a if key in items_b]
    if not common:
        raise RunFolderError(f"{a} and {b} have no question in common", "compare runs of the same suite and seed")
    pairs = [(items_a[key], items_b[key]) for key in common]
    scored = [(one, other) for one, other in pairs if one.correct is not None and other.correct is not None]
    families: dict[str, list[tuple[_Item, _Item]]] = defaultdict(list)
    for pair in scored:
        families[_family(pair)].append(pair)
    return Comparison(
        a={"folder": str(a), **read_settings(a)},
        b={"folder": str(b), **read_settings(b)},
        what=what,
        total=difference(scored),
        by_family={name: difference(families[name]) for name in sorted(families)},
        flips=tuple(_flip(one, other) for one, other in scored if one.correct != other.correct),
        only_in_a=len(items_a) - len(common),
        only_in_b=len(items_b) - len(common),
        unscored=len(pairs) - len(scored),
    )


def difference(
    pairs: Sequence[tuple[_Item, _Item]],
    test: Callable[[int, int], float] = mcnemar_exact,
    interval: Callable[[int, int, int], tuple[float, float] | None] = paired_interval,
) -> Difference:
    """The paired figures of scored items; accuracies are None without any."""
    n, counts = len(pairs), Counter((one.correct, other.correct) for one, other in pairs)
    both, only_a, only_b = counts[True, True], counts[True, False], counts[False, True]
    bounds = interval(n, only_a, only_b)
    return Difference(
        n=n,
        accuracy_a=round((both + only_a) / n, 4) if n else None,
        accuracy_b=round((both + only_b) / n, 4) if n else None,
        difference=round((only_b - only_a) / n, 4) if n else None,
        ci95=(round(bounds[0], 4), round(bounds[1], 4)) if bounds else None,
        only_a=only_a,
        only_b=only_b,
        p=test(only_a, only_b),
    )


def _items(folder: Path, what: What) -> dict[tuple[str, str, int], _Item]:
    """A run's items by question, gold answer, and which of several equal ones it is."""
    read_settings(folder)  # says what is wrong where this is no run folder
    file = folder / TRACES
    if not file.exists():
        raise RunFolderError(f"{folder} holds no finished item yet", "let the run go on: ponder eval ... --resume")
    found: dict[tuple[str, str, int], _Item] = {}
    seen: Counter[tuple[str, str]] = Counter()
    rows = {row.index: row for _, row in read_rows(file) if row is not None}
    for _, row in sorted(rows.items()):
        key = (row.trace.result.question, row.answer)
        found[*key, seen[key]] = _item(row, what)
        seen[key] += 1
    return found


def _item(row: Row, what: What) -> _Item:
    if what == "final":
        return _Item(row, row.trace.answer, row.correct)
    from agent.batch import right  # with the agent comes torch, which only this needs

    said = [e.text for e in row.trace.events if isinstance(e, Answered) and e.attempt == 0]
    answer = said[-1] if said else None
    return _Item(row, answer, None if row.correct is None else right(row.answer, answer))


def _family(pair: tuple[_Item, _Item]) -> str:
    return next((item.row.family for item in pair if item.row.family), "not recorded")


def _flip(one: _Item, other: _Item) -> Flip:
    return Flip(
        id=one.row.id, family=_family((one, other)), question=one.row.trace.result.question, gold=one.row.answer,
        answer_a=one.answer, answer_b=other.answer, trace_a=one.row.trace.result.trace_id,
        trace_b=other.row.trace.result.trace_id, gained=bool(other.correct),
    )  # fmt: skip
