"""Options that several commands share, each with one meaning and one help text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from agent.strategies.names import EVIDENCE, FIXED, NAMES, Name

F = TypeVar("F", bound=Callable[..., Any])

policy = click.option(
    "--policy", metavar="NAME|PATH", help="Weights: a shipped name or a folder. Default: the ones that ship."
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line, on stdout.")
strict_sandbox = click.option(
    "--strict-sandbox", is_flag=True, help="Refuse to start where the Python sandbox lacks a layer of isolation."
)
seed = click.option("--seed", type=int, default=0, show_default=True, help="Fixes every random choice.")


def negative_sum(word: str) -> bool:
    """Whether a word that looks like an option is a question such as `-3 + 5`; a bare `-3` is an option's value."""
    if not re.match(r"-[\d.(]", word):
        return False
    try:
        float(word)
    except ValueError:
        return True
    return False


def sampling(command: F) -> F:
    """How many attempts are made and how they differ; `ask` and `eval` alike."""
    options = (
        click.option(
            "--attempts",
            type=click.IntRange(1, 64),
            default=3,
            show_default=True,
            help="Tries in all: a refuted answer is tried again with the evidence as feedback.",
        ),
        click.option(
            "--samples",
            type=click.IntRange(1, 64),
            default=1,
            show_default=True,
            help="Solutions drawn at once in an attempt.",
        ),
        click.option(
            "--temperature",
            type=click.FloatRange(0.0, 5.0),
            default=0.7,
            show_default=True,
            help="Of sampled attempts; the first single one is greedy.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def spending(command: F) -> F:
    """How attempts are spent; `ask` and `eval` alike."""
    options = (
        click.option(
            "--strategy",
            type=click.Choice(NAMES),
            default=NAMES[0],
            show_default=True,
            help="How attempts are spent. best-of, majority, weighted and beam draw --samples of them at once.",
        ),
        click.option(
            "--evidence",
            type=click.Choice(EVIDENCE),
            default=EVIDENCE[0],
            show_default=True,
            help="What a retry is told: what the failed check found, nothing, the status, a doubtful step.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def attempts_of(strategy: Name, attempts: int, samples: int) -> int:
    """How many attempts a strategy may make: one that draws all at once takes --samples for it, where it is given."""
    if strategy == "single":
        return 1
    return samples if strategy in FIXED and samples > 1 else attempts


def out_folder(required: bool) -> Callable[[F], F]:
    """`--out DIR`."""
    folder = click.Path(path_type=Path, file_okay=False)
    return click.option("--out", type=folder, required=required, metavar="DIR", help="Where the run is kept.")
