"""Notations as people and models write them: each row was given its verdict, and the reason, before it was graded."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from verifier.equivalence import PRESETS, compare

with (Path(__file__).parent / "notations.tsv").open(encoding="utf-8", newline="") as _lines:
    ROWS = list(csv.DictReader(_lines, delimiter="\t", quoting=csv.QUOTE_NONE))
ONE_WAY = {"reward", "transcript", "any_number"}
"""Presets that treat gold and answer differently."""


def test_each_kind_has_rows_of_both_verdicts_and_none_stands_twice() -> None:
    verdicts = Counter((row["kind"], row["equal"]) for row in ROWS)
    kinds = {kind for kind, _ in verdicts} - {"spacing"}
    assert all(verdicts[kind, "T"] and verdicts[kind, "F"] for kind in kinds)
    assert len({(row["preset"], row["gold"], row["answer"]) for row in ROWS}) == len(ROWS) > 400


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}: {row['gold'][:24]} | {row['answer'][:24]}")
def test_a_notation_is_read_as_it_is_meant(row: dict[str, str]) -> None:
    gold, answer, equal = row["gold"], row["answer"], row["equal"] == "T"
    assert compare(gold, answer, PRESETS[row["preset"]]).equal is equal, row["reason"]
    if row["preset"] not in ONE_WAY:
        assert compare(answer, gold, PRESETS[row["preset"]]).equal is equal, row["reason"]
