"""`ponder compare`: what is printed of two runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.agent.test_compare import items, run
from tests.tui.conftest import Ponder


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str]:
    return str(run(tmp_path / "a", items("1101"))), str(run(tmp_path / "b", items("1011")))


def test_figures_families_and_flips_are_printed(ponder: Ponder, folders: tuple[str, str]) -> None:
    outcome = ponder("compare", *folders)
    assert outcome.code == 0
    for words in (
        "4 common items, in per cent",
        "all",
        "sums",
        "words",
        "+1 -1",
        "gained by B: 1",
        "lost by B: 1",
        "q2",
        "0 -> 1",
    ):
        assert words in outcome.out


def test_flips_can_be_cut(ponder: Ponder, folders: tuple[str, str]) -> None:
    assert "q2" not in ponder("compare", *folders, "--flips", "0").out


def test_json_is_one_object(ponder: Ponder, folders: tuple[str, str]) -> None:
    told = json.loads(ponder("compare", *folders, "--json").out)
    assert told["total"] == {
        "n": 4, "accuracy_a": 0.75, "accuracy_b": 0.75, "difference": 0.0, "ci95": told["total"]["ci95"],
        "only_a": 1, "only_b": 1, "p": 1.0,
    }  # fmt: skip
    assert [flip["gained"] for flip in told["flips"]] == [False, True]


def test_a_folder_without_a_run_is_one_line(ponder: Ponder, folders: tuple[str, str], tmp_path: Path) -> None:
    outcome = ponder("compare", folders[0], str(tmp_path / "none"))
    assert outcome.code == 2 and outcome.err.count("\n") == 1 and "holds no run" in outcome.err
