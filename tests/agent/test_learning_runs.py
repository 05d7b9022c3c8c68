"""The learning commands from configuration to a policy on disk, on a small model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.errors import TrainingError
from agent.policy import CoreModelPolicy
from agent.training.collect import read_lines, write_lines
from agent.training.dpo import Pair, lines_of
from agent.training.learning_runs import run_dpo, run_grpo, run_rejection
from agent.training.transcripts import segments
from core_model.checkpoint import load_model, save_policy
from tests.agent.learner import solution

QUESTION = "Tom has 12 apples. How many?"
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


def test_rejection_keeps_its_attempts_and_writes_a_policy(init: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "run"
    changes = init | {
        "collect.problems": "48", "collect.min_level": "1", "collect.keep": "gold", "collect.max_tokens": "12",
        "train.length": "96", "train.rows": "4",
    }  # fmt: skip
    run_rejection("micro", changes, out)
    kept = read_lines(out / "attempts.jsonl")
    assert kept and {line["kind"] for line in kept} <= {"attempt", "correction"}
    assert trained(out, init)


def test_dpo_takes_up_the_pairs_it_has_collected(
    init: dict[str, str], learner: CoreModelPolicy, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    right, wrong = (learner.transcript.render(segments(QUESTION, solution(answer))) for answer in "31")
    write_lines(out / "pairs.jsonl", lines_of([Pair(QUESTION, right, wrong, -5.0, -5.0)]))
    run_dpo("micro", init, out, resume=True)
    assert trained(out, init)
