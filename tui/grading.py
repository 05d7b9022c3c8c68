"""Rows of {"gold", "pred"} and how well the grades agree with what people expected."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.errors import BROKEN_FILE, CommandError
from tui.reading import read_text

if TYPE_CHECKING:
    from verifier.equivalence import Grade


@dataclass(frozen=True)
class Row:
    """One line of the file; `expected` is None when the line does not say what is right."""

    line: int
    gold: str
    pred: str
    preset: str
    expected: bool | None


def read_rows(file: Path, preset: str) -> list[Row]:
    """All rows; empty lines are passed over. Raises CommandError (exit code 3) naming the first bad line."""
    lines = read_text(file).split("\n")
    return [_row(file, number, line, preset) for number, line in enumerate(lines, 1) if line.strip()]


def grade_rows(rows: Sequence[Row]) -> Iterator[Grade]:
    """A grade a row, in order."""
    from verifier.equivalence import PRESETS, compare

    for row in rows:
        yield compare(row.gold, row.pred, PRESETS[row.preset])


def totals(rows: Sequence[Row], equal: Sequence[bool]) -> dict[str, Any] | None:
    """Agreement on the rows that say what is expected; None when no row does.

    `balanced_accuracy` is the mean of the recalls of the classes that occur.
    """
    pairs = [(row.expected, graded) for row, graded in zip(rows, equal, strict=True) if row.expected is not None]
    if not pairs:
        return None
    positives = sum(expected for expected, _ in pairs)
    negatives = len(pairs) - positives
    false_positives = sum(graded and not expected for expected, graded in pairs)
    false_negatives = sum(expected and not graded for expected, graded in pairs)
    recalls = []
    if positives:
        recalls.append(1 - false_negatives / positives)
    if negatives:
        recalls.append(1 - false_positives / negatives)
    return {
        "n": len(pairs),
        "accuracy": 1 - (false_positives + false_negatives) / len(pairs),
        "balanced_accuracy": sum(recalls) / len(recalls),
        "false_positives": false_positives,
        "false_negatives": false_negatives,
    }


def _row(file: Path, number: int, line: str, preset: str) -> Row:
    def broken(reason: str) -> CommandError:
        hint = 'a line is {"gold": ..., "pred": ...}, with "preset" and "expected" if wanted'
        return CommandError(f"{file}, line {number}: {reason}", hint, kind="file", exit_code=BROKEN_FILE)

    try:
        row = json.loads(line, parse_int=str, parse_float=str, parse_constant=str)  # numbers stay as written
    except (ValueError, RecursionError):
        raise broken("not JSON") from None
    if not isinstance(row, dict):
        raise broken("not an object")
    texts = {}
    for key in ("gold", "pred"):
        if key not in row:
            raise broken(f"no {key!r}")
        texts[key] = _as_text(row[key])
        if texts[key] is None:
            raise broken(f"{key!r} is not text")
    expected = row.get("expected")
    if not (expected is None or isinstance(expected, bool)):
        raise broken("'expected' is not true or false")
    chosen = row.get("preset", preset)
    if not isinstance(chosen, str):
        raise broken("'preset' is not text")
    return Row(number, texts["gold"] or "", texts["pred"] or "", chosen, expected)


def _as_text(value: Any) -> str | None:
    """Null is an answer that was never given; None for what is no answer, a list or an object."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return value if isinstance(value, str) else None
