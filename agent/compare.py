"""Two batch runs held against each other, item by item: which is better, by how much, and which items flipped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from agent.events import Answered
from agent.rundir import TRACES, Row, RunFolderError, read_rows, read_settings
from verifier.metrics import paired_difference

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


def difference(pairs: Sequence[tuple[_Item, _Item]]) -> Difference:
    """The paired figures of scored items; accuracies are None without any."""
    found = paired_difference([bool(one.correct) for one, _ in pairs], [bool(other.correct) for _, other in pairs])
    if found is None:
        return Difference(0, None, None, None, None, 0, 0, 1.0)
    return Difference(
        n=found.n,
        accuracy_a=round((found.both + found.only_first) / found.n, 4),
        accuracy_b=round((found.both + found.only_second) / found.n, 4),
        difference=round(found.difference, 4),
        ci95=(round(found.low, 4), round(found.high, 4)),
        only_a=found.only_first,
        only_b=found.only_second,
        p=found.p_exact,
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
