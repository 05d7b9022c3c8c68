"""`ponder rollouts`: labelled attempts in bulk, to train a judge or a policy on."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from tui import options
from tui.errors import DONE, CommandError
from tui.progress import Progress
from tui.text import json_line, one_line


@click.command("rollouts", short_help="Sample labelled attempts at a suite's questions.")
@click.argument("source", metavar="SUITE|FILE.jsonl")
@click.option("--samples", type=click.IntRange(1, 256), default=4, show_default=True, help="Attempts at each question.")
@click.option(
    "--temperature", type=click.FloatRange(0.0, 5.0), default=1.0, show_default=True, help="Of every attempt."
)
@click.option("--limit", type=click.IntRange(min=1), help="How many questions. Default: the suite's size, or the file.")
@click.option(
    "--split", type=click.Choice(["train", "valid", "test"]), default="train", show_default=True, help="Of a suite."
)
@options.seed
@options.policy
@click.option("--turned", is_flag=True, help="The first attempt greedy, each other one off its way at another place.")
@options.out_folder(required=True)
@click.option("--resume", is_flag=True, help="Make only what --out does not hold yet.")
@options.as_json
def command(
    source: str,
    samples: int,
    temperature: float,
    limit: int | None,
    split: str,
    seed: int,
    policy: str | None,
    turned: bool,
    out: Path,
    resume: bool,
    as_json: bool,
) -> int:
    """Make SAMPLES attempts at each question and keep them as traces with token ids, log-probabilities and labels.

    A label says whether the attempt's answer equals gold. `ponder train judge` reads such folders.
    """
    from agent import Agent
    from agent.rollouts import draw_tasks, sample_rollouts
    from tasks.suites import Split

    name, tasks = draw_tasks(source, limit, seed, cast("Split", split))
    if not tasks:
        raise CommandError(f"{source} holds no tasks")
    with Progress("asked") as bar:
        made = sample_rollouts(
            tasks, Agent.default(policy), suite=name, out=out, samples=samples, temperature=temperature, seed=seed,
            split=split, resume=resume, turned=turned, progress=bar.update,
        )  # fmt: skip
    if as_json:
        print(json_line(made))
    else:
        print(
            f"{one_line(str(out))}: {made['attempts']} attempts at {made['n']} questions, {made['right']} right, "
            f"{made['wrong']} wrong, {made['unscored']} without a readable gold; {made['mixed']} questions with both"
        )
    return DONE
