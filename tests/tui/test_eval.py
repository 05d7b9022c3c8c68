"""`ponder eval`: what is run, what is printed, when it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import agent.batch
from tests.tui.conftest import Ponder, events

SUMMARY: dict[str, Any] = {
    "suite": "mine",
    "n": 2,
    "policy": "fake",
    "seed": 0,
    "first": {"correct": 1, "accuracy": 0.5, "ci95": [0.09, 0.91]},
    "final": {"correct": 2, "accuracy": 1.0, "ci95": [0.34, 1.0]},
    "oracle": {"k": 3, "accuracy": 1.0},
    "majority": None,
    "verifier": {
        "accepted": 2, "accepted_accuracy": 1.0, "coverage": 1.0, "auroc": None, "auprc": None, "brier": 0.01,
        "ece": 0.02, "precision": 1.0, "recall": 1.0, "balanced_accuracy": None, "aurc": 0.0, "excess_aurc": 0.0,
        "coverage_at": {"0.9": 1.0, "0.95": 0.5, "0.99": 0.0},
    },
    "curves": {"reliability": [], "risk_coverage": [], "attempts": []},
    "by_source": {"book [a]": {"n": 1, "first": 0.0, "final": 1.0}, "book b": {"n": 1, "first": 1.0, "final": 1.0}},
    "tokens": 40,
    "seconds": 0.5,
    "questions_per_second": 4.0,
    "errors": {"tool": 1},
}  # fmt: skip


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, script: Any) -> list[dict[str, Any]]:
    """What `evaluate` was called with."""
    script(events())
    calls: list[dict[str, Any]] = []

    def evaluate(tasks: list[Any], _agent: Any, **settings: Any) -> dict[str, Any]:
        calls.append({"tasks": tasks, **settings})
        settings["progress"](len(tasks), len(tasks))
        return SUMMARY

    monkeypatch.setattr(agent.batch, "evaluate", evaluate)
    return calls


@pytest.fixture
def questions(tmp_path: Path) -> str:
    file = tmp_path / "mine.jsonl"
    rows = [{"question": "1 + 1?", "answer": "2"}, {"question": "2 + 2?", "answer": "4", "source": "book"}]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def test_json_is_the_summary_alone(ponder: Ponder, runs: list[dict[str, Any]], questions: str) -> None:
    outcome = ponder("eval", questions, "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out) == SUMMARY
    assert "answered 2/2" in outcome.err


def test_people_get_a_table(ponder: Ponder, runs: list[dict[str, Any]], questions: str) -> None:
    out = ponder("eval", questions).out
    for words in (
        "final    100.0 %  [34.0 %, 100.0 %]  2 right",
        "oracle",
        "auroc n/a",
        "book [a]: n 1",
        "tool 1",
        "50.0 % at 95 % precision",
    ):
        assert words in out
    assert "majority" not in out


def test_options_reach_the_run(ponder: Ponder, runs: list[dict[str, Any]], questions: str, tmp_path: Path) -> None:
    ponder("eval", questions, "--limit", "1", "--seed", "4", "--attempts", "2", "--samples", "2", "--out",
           str(tmp_path / "run"), "--resume")  # fmt: skip
    (call,) = runs
    assert [task.question for task in call["tasks"]] == ["1 + 1?"]
    assert (call["suite"], call["seed"], call["attempts"], call["samples"]) == ("mine", 4, 2, 2)
    assert (call["out"], call["resume"]) == (tmp_path / "run", True)


def test_a_suite_is_sampled_from_its_test_split(ponder: Ponder, runs: list[dict[str, Any]]) -> None:
    from tasks.suites import suite

    assert ponder("eval", "arithmetic", "--limit", "3", "--seed", "5").code == 0
    assert runs[0]["tasks"] == list(suite("arithmetic").sample(3, seed=5, split="test"))


def test_fail_under_met(ponder: Ponder, runs: list[dict[str, Any]], questions: str) -> None:
    assert ponder("eval", questions, "--fail-under", "1.0").code == 0


def test_fail_under_missed(
    ponder: Ponder, runs: list[dict[str, Any]], questions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SUMMARY, "final", {"correct": 1, "accuracy": 0.5, "ci95": [0.09, 0.91]})
    assert ponder("eval", questions, "--fail-under", "0.51").code == 1


def test_an_unknown_suite_is_told_with_the_known_ones(ponder: Ponder) -> None:
    outcome = ponder("eval", "arithmetics")
    assert outcome.code == 2
    assert "arithmetic" in outcome.err.replace("arithmetics", "")


def test_a_missing_file(ponder: Ponder, tmp_path: Path) -> None:
    assert ponder("eval", str(tmp_path / "none.jsonl")).code == 3


def test_plots_are_drawn_and_told_of_on_stderr(
    ponder: Ponder, runs: list[dict[str, Any]], questions: str, tmp_path: Path
) -> None:
    outcome = ponder("eval", questions, "--plots", str(tmp_path / "plots"), "--json")
    drawn = sorted(path.name for path in (tmp_path / "plots").iterdir())
    assert outcome.code == 0 and drawn == ["attempts.svg", "reliability.svg", "risk_coverage.svg"]
    assert json.loads(outcome.out) == SUMMARY and "reliability.svg" in outcome.err


def test_a_folder_for_plots_that_cannot_be_made_is_told_of_before_the_run(
    ponder: Ponder, runs: list[dict[str, Any]], questions: str
) -> None:
    outcome = ponder("eval", questions, "--plots", f"{questions}/plots")
    assert outcome.code == 2 and "cannot be written" in outcome.err and runs == []


def test_resume_needs_a_run_to_go_on_with(ponder: Ponder, questions: str) -> None:
    assert ponder("eval", questions, "--resume").code == 2
