"""`ponder train`: what reaches the run, and how progress reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest

import agent.training.learning_runs
import agent.training.runs
from tests.tui.conftest import Ponder
from tui.commands.train import measured, parse_changes
from tui.progress import duration


@pytest.mark.parametrize("name", ["tokenizer", "pretrain", "sft", "grpo", "dpo", "rejection"])
def test_a_run_gets_its_configuration(
    ponder: Ponder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    seen: list[object] = []

    def run(
        config: str, overrides: Mapping[str, str], out: Path, resume: bool, report: Callable[[dict[str, float]], None]
    ) -> None:
        seen.extend([config, overrides, out, resume])
        report({"step": 10, "steps": 10, "loss": 1.25, "tokens_per_second": 4000.0, "eta_seconds": 0.0})

    module = agent.training.learning_runs if name in ("grpo", "dpo", "rejection") else agent.training.runs
    monkeypatch.setattr(module, f"run_{name}", run)
    out = tmp_path / "run"
    outcome = ponder("train", name, "--config", "micro", "--set", "train.steps=10", "--out", str(out), "--resume")
    assert outcome.code == 0
    assert seen == ["micro", {"train.steps": "10"}, out, True]
    assert outcome.out == f"{out}\n"
    assert outcome.err == f"{name} 10/10  loss 1.2500  tokens/s 4,000  left 0 s\n"


def test_changes_are_key_and_value() -> None:
    assert parse_changes(["a.b = 1", "c=x=y"]) == {"a.b": "1", "c": "x=y"}


@pytest.mark.parametrize("change", ["steps", "=3"])
def test_a_change_without_key_or_value(change: str) -> None:
    with pytest.raises(click.UsageError):
        parse_changes([change])


def test_rewards_stand_beside_the_bar() -> None:
    line = {"step": 1, "steps": 2, "reward": 0.75, "reward/gold": 0.5}
    assert measured(line) == (1, 2, {"reward": "0.750", "right": "50%"})


def test_a_report_may_hold_steps_alone() -> None:
    assert measured({"step": 1, "steps": 2}) == (1, 2, {})


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "0 s"), (59.4, "59 s"), (185, "3 min 05 s"), (7620, "2 h 07 min")]
)
def test_duration(seconds: float, words: str) -> None:
    assert duration(seconds) == words
