"""Batch runs: three accuracies kept apart, run folders that resume, unscorable gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.batch import RunFolderError, evaluate
from tasks.task import Task
from tests.agent.conftest import Stage, by_checks


def task(n: int, answer: str) -> Task:
    return Task(
        id=str(n),
        question=f"A grid is {n} by 2. How many cells has it?",
        answer=answer,
        family="test",
        source="even" if n % 2 == 0 else "odd",
    )


def scripts(n: int) -> dict[str, list[str]]:
    """1 is right at once; 2 answers something else than its result, and is right when told; 3 is confidently wrong."""
    told = "The answer 9 is not the last result 4."
    return {
        "A grid is 1 by 2. How many cells has it?": ["call:1*2", "answer:2"],
        "A grid is 2 by 2. How many cells has it?": ["call:2*2", "answer:9"],
        f"A grid is 2 by 2. How many cells has it?|{told}": ["call:2*2", "answer:4"],
        "A grid is 3 by 2. How many cells has it?": ["call:3+2", "answer:5"],
    }


def test_first_final_and_oracle_are_kept_apart(stage: Stage) -> None:
    tasks = [task(1, "2"), task(2, "4"), task(3, "6")]
    summary = evaluate(tasks, stage.agent(scripts(3), judge=by_checks), suite="test", attempts=2)
    assert summary["n"] == 3
    assert summary["first"]["correct"] == 1 and summary["final"]["correct"] == 2
    assert summary["oracle"] == {"k": 2, "accuracy": round(2 / 3, 4)}
    assert summary["verifier"]["accepted"] == 3 and summary["verifier"]["accepted_accuracy"] == round(2 / 3, 4)
    assert summary["by_source"]["odd"] == {"n": 2, "first": 0.5, "final": 0.5}
    lo, hi = summary["final"]["ci95"]
    assert 0 < lo < 2 / 3 < hi < 1
    json.dumps(summary)


def test_the_curve_over_attempts_is_what_smaller_budgets_give(stage: Stage) -> None:
    tasks = [task(1, "2"), task(2, "4"), task(3, "6")]
    whole = evaluate(tasks, stage.agent(scripts(3), judge=by_checks), suite="test", attempts=3)
    for row in whole["curves"]["attempts"]:
        alone = evaluate(tasks, stage.agent(scripts(3), judge=by_checks), suite="test", attempts=row["k"])
        assert row["final"] == alone["final"]
        assert row["oracle"]["accuracy"] == alone["oracle"]["accuracy"]
    assert [row["final"]["correct"] for row in whole["curves"]["attempts"]] == [1, 2]


def test_unreadable_gold_is_unscored_not_wrong(stage: Stage) -> None:
    summary = evaluate([task(1, "2"), task(2, " ")], stage.agent(scripts(2)), suite="test", attempts=1)
    assert summary["n"] == 1 and summary["errors"]["task"] == 1 and summary["final"]["accuracy"] == 1.0


def test_a_run_resumes_with_what_is_missing(stage: Stage, tmp_path: Path) -> None:
    tasks = [task(n, str(2 * n)) for n in (1, 2, 3)]
    whole = evaluate(tasks, stage.agent(scripts(3)), suite="test", attempts=2, out=tmp_path / "run")
    lines = (tmp_path / "run" / "traces.jsonl").read_text().splitlines()
    (tmp_path / "run" / "traces.jsonl").write_text(lines[0] + "\n" + lines[1][: len(lines[1]) // 2])
    seen: list[tuple[int, int]] = []
    agent = stage.agent(scripts(3))
    again = evaluate(
        tasks,
        agent,
        suite="test",
        attempts=2,
        out=tmp_path / "run",
        resume=True,
        progress=lambda d, n, _: seen.append((d, n)),
    )
    assert seen == [(2, 3), (3, 3)]
    assert {k: again[k] for k in ("first", "final", "oracle", "n")} == {
        k: whole[k] for k in ("first", "final", "oracle", "n")
    }
    kept = [
        json.loads(line)["trace"]["events"][0]["trace_id"]
        for line in (tmp_path / "run" / "traces.jsonl").read_text().splitlines()
    ]
    assert len(kept) == 3 and kept[0] == json.loads(lines[0])["trace"]["events"][0]["trace_id"]


def test_a_folder_is_not_overwritten_nor_mixed(stage: Stage, tmp_path: Path) -> None:
    evaluate([task(1, "2")], stage.agent(scripts(1)), suite="test", out=tmp_path / "run")
    with pytest.raises(RunFolderError, match="holds a run"):
        evaluate([task(1, "2")], stage.agent(scripts(1)), suite="test", out=tmp_path / "run")
    with pytest.raises(RunFolderError, match="other settings"):
        evaluate([task(1, "2")], stage.agent(scripts(1)), suite="test", seed=5, out=tmp_path / "run", resume=True)
