"""Comparing two run folders: pairs, figures, flips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.compare import compare
from agent.rundir import Row, RunFolderError
from tests.agent.making import trace
from verifier import metrics

Item = tuple[str, str, str | None]
"""Question, gold, given answer."""


def run(folder: Path, items: list[Item], families: tuple[str, ...] = ("sums", "words")) -> Path:
    folder.mkdir()
    (folder / "config.toml").write_text('suite = "test"\npolicy = "p"\nseed = 0\n')
    rows = [
        Row(
            index=i, id=f"t{i}", answer=gold, correct=None if gold == "?" else given == gold,
            family=families[i % len(families)], trace=trace(i, question=question, answer=given),
        )
        for i, (question, gold, given) in enumerate(items)
    ]  # fmt: skip
    (folder / "traces.jsonl").write_text("".join(row.line() for row in rows))
    return folder


def items(right: str) -> list[Item]:
    """A question each; `1` where it is answered right."""
    return [(f"q{i}", "1", mark) for i, mark in enumerate(right)]


def test_the_figures_of_two_runs(tmp_path: Path) -> None:
    found = compare(run(tmp_path / "a", items("11010000")), run(tmp_path / "b", items("10111110")))
    total = found.total
    assert (total.n, total.accuracy_a, total.accuracy_b, total.difference) == (8, 0.375, 0.75, 0.375)
    assert (total.only_a, total.only_b, total.p) == (1, 4, metrics.mcnemar_exact(1, 4))
    assert total.ci95 is not None and total.ci95[0] < 0.375 < total.ci95[1]
    assert {name: (d.n, d.only_a, d.only_b) for name, d in found.by_family.items()} == {
        "sums": (4, 0, 3), "words": (4, 1, 1),
    }  # fmt: skip
    json.dumps(found.as_dict())


def test_the_items_that_flipped_are_named_with_both_answers(tmp_path: Path) -> None:
    found = compare(run(tmp_path / "a", items("110")), run(tmp_path / "b", items("101")))
    assert [(f.question, f.gained, f.answer_a, f.answer_b) for f in found.flips] == [
        ("q1", False, "1", "0"), ("q2", True, "0", "1"),
    ]  # fmt: skip
    assert found.flips[0].trace_a == f"{1:012x}"


def test_a_run_equals_itself(tmp_path: Path) -> None:
    folder = run(tmp_path / "a", items("1011"))
    found = compare(folder, folder)
    assert (found.total.difference, found.total.p, found.flips) == (0.0, 1.0, ())


def test_order_and_unfinished_items_do_not_matter(tmp_path: Path) -> None:
    found = compare(run(tmp_path / "a", items("1011")), run(tmp_path / "b", items("101")[::-1]))
    assert (found.total.n, found.total.difference, found.only_in_a, found.only_in_b) == (3, 0.0, 1, 0)


def test_equal_questions_are_paired_in_order(tmp_path: Path) -> None:
    twice: list[Item] = [("q", "1", "1"), ("q", "1", "0")]
    found = compare(run(tmp_path / "a", twice), run(tmp_path / "b", twice))
    assert (found.total.n, found.flips) == (2, ())


def test_unreadable_gold_is_left_out(tmp_path: Path) -> None:
    some: list[Item] = [("q0", "1", "1"), ("q1", "?", "1")]
    found = compare(run(tmp_path / "a", some), run(tmp_path / "b", some))
    assert (found.total.n, found.unscored) == (1, 1)


def test_first_attempts_are_read_from_the_traces(tmp_path: Path) -> None:
    found = compare(run(tmp_path / "a", items("10")), run(tmp_path / "b", items("11")), "first")
    assert (found.total.accuracy_a, found.total.accuracy_b) == (0.5, 1.0)


def test_rows_of_earlier_versions_have_no_family(tmp_path: Path) -> None:
    found = compare(run(tmp_path / "a", items("10"), ("",)), run(tmp_path / "b", items("11"), ("",)))
    assert list(found.by_family) == ["not recorded"]


def test_folders_that_cannot_be_compared(tmp_path: Path) -> None:
    a = run(tmp_path / "a", items("10"))
    with pytest.raises(RunFolderError, match="no question in common"):
        compare(a, run(tmp_path / "b", [("other", "1", "1")]))
    with pytest.raises(RunFolderError, match="holds no run"):
        compare(a, tmp_path / "none")
    (tmp_path / "b" / "traces.jsonl").unlink()
    with pytest.raises(RunFolderError, match="no finished item"):
        compare(a, tmp_path / "b")
