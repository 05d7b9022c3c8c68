"""`ponder rollouts` and `ponder train judge`: what reaches the work, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import agent.rollouts
import agent.training.judge
from tasks.task import Task
from tests.tui.conftest import Ponder, ScriptedAgent, events

SUMMARY = {"attempts": 8, "n": 2, "right": 5, "wrong": 2, "unscored": 1, "mixed": 1}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, script: Any) -> dict[str, Any]:
    """What `sample_rollouts` was given."""
    seen: dict[str, Any] = {}

    def sample(tasks: list[Task], agent: ScriptedAgent, **how: Any) -> dict[str, Any]:
        seen.update(how, tasks=tasks, policy=agent.policy)
        return SUMMARY

    script(events())
    monkeypatch.setattr(agent.rollouts, "sample_rollouts", sample)
    return seen


def test_rollouts_are_of_the_train_split_unless_told_otherwise(
    ponder: Ponder, asked: dict[str, Any], tmp_path: Path
) -> None:
    done = ponder("rollouts", "arithmetic", "--limit", "3", "--samples", "4", "--out", str(tmp_path / "r"))
    assert done.code == 0 and asked["samples"] == 4 and asked["temperature"] == 1.0 and not asked["resume"]
    assert [task.split for task in asked["tasks"]] == ["train"] * 3
    assert done.out.endswith(
        "8 attempts at 2 questions, 5 right, 2 wrong, 1 without a readable gold; 1 questions with both\n"
    )


def test_rollouts_as_json(ponder: Ponder, asked: dict[str, Any], tmp_path: Path) -> None:
    done = ponder("rollouts", "arithmetic", "--limit", "3", "--split", "test", "--json", "--out", str(tmp_path))
    assert json.loads(done.out) == SUMMARY and asked["split"] == "test"


def test_a_suite_that_there_is_not(ponder: Ponder, tmp_path: Path) -> None:
    done = ponder("rollouts", "nosuch", "--out", str(tmp_path / "r"))
    assert done.code == 2 and "no suite is called 'nosuch'" in done.err


def test_train_judge_shows_a_table_a_test(ponder: Ponder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: dict[str, Any] = {}
    row = {
        "scorer": "judge",
        "auroc": 0.9,
        "auroc_ci": (0.8, 1.0),
        "brier": 0.1,
        "ece": None,
        "less": None,
        "less_ci": None,
    }

    def train(rollouts: tuple[Path, ...], out: Path, **how: Any) -> dict[str, Any]:
        seen.update(how, rollouts=rollouts)
        how["report"]("10 attempts")
        return {"out": str(out), "tests": {"core: 7 attempts": [row]}}

    monkeypatch.setattr(agent.training.judge, "train_judge", train)
    done = ponder("train", "judge", "a", "b", "--out", "j.safetensors", "--hold-out", "logic", "--test", "t")
    assert done.code == 0 and done.err == "10 attempts\n" and seen["rollouts"] == (Path("a"), Path("b"))
    assert seen["hold_out"] == ("logic",) and seen["tests"] == (Path("t"),)
    title, _, figures, file = done.out.splitlines()
    assert title == "core: 7 attempts" and figures.split()[:2] == ["judge", "0.900"] and file == "j.safetensors"


def test_train_judge_without_a_run(ponder: Ponder, tmp_path: Path) -> None:
    done = ponder("train", "judge", str(tmp_path / "none"), "--out", str(tmp_path / "j"))
    assert done.code == 2 and "holds no run" in done.err and "ponder rollouts" in done.err
