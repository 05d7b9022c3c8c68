"""`ponder train`: the tokenizer, the model from random weights, the fine-tuned policy, the judge of its answers."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from tui import options
from tui.errors import DONE
from tui.progress import Progress, duration
from tui.text import json_line, printable
from tui.training_details import details
from tui.training_details import notes as step_notes


@click.group("train", short_help="Train the tokenizer or a model.")
def command() -> None:
    """Train from a configuration that ships, by name, or from a TOML file. An interrupted run goes on with --resume."""


def _register(name: str, summary: str, module: str = "runs") -> None:
    """One subcommand: they differ in name alone, and `run_<name>` of a module of agent.training does the work."""

    @command.command(name, help=summary)
    @click.option("--config", required=True, metavar="NAME|FILE", help="A shipped configuration or a TOML file.")
    @click.option("--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change one setting; may be repeated.")
    @options.out_folder(required=True)
    @click.option("--resume", is_flag=True, help="Go on with the run in --out.")
    def train(config: str, changes: Sequence[str], out: Path, resume: bool) -> int:
        overrides = parse_changes(changes)
        run: Callable[..., Any] = getattr(importlib.import_module(f"agent.training.{module}"), f"run_{name}")
        with Progress(name) as bar:
            run(config, overrides, out, resume, lambda report: bar.update(*measured(report), details(report)))
        print(out)
        return DONE


_register("tokenizer", "Train a tokenizer on text and human-written questions.")
_register("pretrain", "Train a model from random weights on text and tasks.")
_register("sft", "Fine-tune a model on solutions in the form the agent runs.")
_register("grpo", "Reinforce a model by what its own attempts earn.", "learning_runs")
_register("dpo", "Prefer right attempts of a model over its wrong ones.", "learning_runs")
_register("rejection", "Fine-tune a model on its own verified attempts.", "learning_runs")


@command.command("judge", short_help="Fit the learned judge on rollouts.")
@click.argument("rollouts", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ROLLOUTS...")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="The judge's file."
)
@options.policy
@click.option("--test", "tests", multiple=True, type=click.Path(path_type=Path), help="A run to measure on.")
@click.option("--hold-out", multiple=True, metavar="FAMILY", help="A family to keep out of training.")
@options.seed
@options.as_json
def judge(
    rollouts: Sequence[Path],
    out: Path,
    policy: str | None,
    tests: Sequence[Path],
    hold_out: Sequence[str],
    seed: int,
    as_json: bool,
) -> int:
    """Fit a probe over the policy's trunk on folders that `ponder rollouts` wrote, and measure it on others.

    The file belongs to the policy's weights: with other weights it is not used, and this command makes it anew.
    """
    from agent.training.judge import train_judge
    from agent.training.judge_report import Worth, table

    made = train_judge(
        rollouts, out, policy=policy, tests=tests, hold_out=hold_out, seed=seed,
        report=lambda line: click.echo(printable(line), err=True),
    )  # fmt: skip
    if as_json:
        print(json_line(made))
        return DONE
    for name, rows in made["tests"].items():
        print(printable(name))
        print("\n".join(table([Worth(**row) for row in rows])))
    print(printable(made["out"]))
    return DONE


def parse_changes(changes: Sequence[str]) -> dict[str, str]:
    """`key=value` words as a dictionary. Raises UsageError for a word without `=` or without a key."""
    parsed: dict[str, str] = {}
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals or not key.strip():
            raise click.UsageError(f"--set takes KEY=VALUE, not {change!r}")
        parsed[key.strip()] = value.strip()
    return parsed


def measured(report: Mapping[str, float]) -> tuple[int, int, dict[str, str]]:
    """Steps done, steps in all, and the rest as words."""
    notes: dict[str, str] = {}
    if "loss" in report:
        notes["loss"] = f"{report['loss']:.4f}"
    if "reward" in report:
        notes["reward"] = f"{report['reward']:.3f}"
        notes["right"] = f"{report['reward/gold']:.0%}"
    notes |= step_notes(report)
    if "tokens_per_second" in report:
        notes["tokens/s"] = f"{report['tokens_per_second']:,.0f}"
    if "eta_seconds" in report:
        notes["left"] = duration(report["eta_seconds"])
    return int(report["step"]), int(report["steps"]), notes
