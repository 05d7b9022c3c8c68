"""The learning commands from configuration to a policy on disk, on a small model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.errors import TrainingError
from agent.policy import CoreModelPolicy
from agent.training.collect import read_lines
from agent.training.learning_runs import run_dpo, run_grpo, run_rejection
from core_model.checkpoint import load_model, save_policy
from tests.agent.learner import DRAWS

SMALL = {"problems": "{arithmetic = 1.0}", "train.steps": "2"}


@pytest.fixture
def init(learner: CoreModelPolicy, tmp_path: Path) -> dict[str, str]:
    """What makes a shipped configuration small, beginning with the learner."""
    save_policy(tmp_path / "init", learner.model, learner.transcript.tokenizer)
    return SMALL | {"init": str(tmp_path / "init")}


def trained(out: Path, init: dict[str, str]) -> bool:
    """Whether a policy lies in `out`, and is another than the one begun with."""
    before, after = load_model(Path(init["init"])), load_model(out)
    return any((a != b).any() for a, b in zip(before.parameters(), after.parameters(), strict=True))


def test_grpo_writes_a_policy_and_what_it_was_asked_for(init: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "run"
    changes = init | {
        "train.problems": "6", "train.min_level": "1", "train.max_tokens": "12",
        "reward.format": "0.5", "validation.problems": "0",
    }  # fmt: skip
    run_grpo("micro", changes, out)
    lines = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [1, 2]
    assert sum(line["updates"] for line in lines) > 0 and trained(out, init)
    assert "format" in (out / "run.toml").read_text()
    with pytest.raises(TrainingError, match="holds a run already"):
        run_grpo("micro", changes, out)


@pytest.fixture
def picks(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Problems that the learner can solve."""
    monkeypatch.setattr("agent.training.learning_runs.problem_sources", lambda _problems: DRAWS)
    return {"collect.problems": "12", "collect.samples": "6", "collect.min_level": "1", "collect.max_tokens": "12"}


def test_rejection_keeps_its_attempts_and_writes_a_policy(
    init: dict[str, str], picks: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "run"
    changes = init | picks | {"train.length": "96", "train.rows": "4"}
    run_rejection("micro", changes, out)
    kept = read_lines(out / "attempts.jsonl")
    assert kept and {line["kind"] for line in kept} <= {"attempt", "correction"}
    assert trained(out, init)


def test_a_mixture_with_letters_is_not_for_a_policy_that_is_asked_without(
    init: dict[str, str], picks: dict[str, str], tmp_path: Path
) -> None:
    changes = init | picks | {"collect.own_share": "0.5", "mixture.arithmetic": "1.0"}
    with pytest.raises(TrainingError, match="asked without letters"):
        run_rejection("micro", changes, tmp_path / "run")


def test_dpo_keeps_its_pairs_and_takes_them_up_again(
    init: dict[str, str], picks: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "run"
    run_dpo("micro", init | picks, out)
    kept = (out / "pairs.jsonl").read_text()
    assert kept and trained(out, init)
    run_dpo("micro", init | picks | {"train.steps": "3", "collect.seed": "1"}, out, resume=True)
    assert (out / "pairs.jsonl").read_text() == kept
    assert [json.loads(line)["step"] for line in (out / "log.jsonl").read_text().splitlines()] == [1, 2, 3]
