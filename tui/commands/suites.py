"""`ponder suites`: the questions that ship, as names, samples or a file."""

from __future__ import annotations

from pathlib import Path

import click

from tui import options
from tui.errors import DONE
from tui.text import json_line, one_line


@click.group("suites", short_help="Suites of questions: list, show, export.", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int | None:
    """Suites of questions with known answers. Without a subcommand: list them."""
    return ctx.invoke(list_suites) if ctx.invoked_subcommand is None else None


@command.command("list")
@options.as_json
def list_suites(as_json: bool) -> int:
    """Names and what they hold."""
    from tasks.suites import SUITES

    width = max(map(len, SUITES), default=0)
    for name, suite in SUITES.items():
        described = {"name": name, "description": suite.description}
        print(json_line(described) if as_json else f"{name:<{width}}  {one_line(suite.description)}")
    return DONE


@command.command("show")
@click.argument("name")
@click.option("-n", "count", type=click.IntRange(min=1), default=5, show_default=True, help="How many.")
@options.seed
@options.as_json
def show(name: str, count: int, seed: int, as_json: bool) -> int:
    """A few tasks of a suite's test split, with their answers."""
    from tasks.suites import suite

    for task in suite(name).sample(count, seed=seed, split="test"):
        if as_json:
            print(json_line(task.model_dump(mode="json")))
        else:
            print(f"{one_line(task.question)}\n  = {one_line(task.answer)}")
    return DONE


@command.command("export")
@click.argument("name")
@click.option("--n", "count", type=click.IntRange(min=1), required=True, help="How many.")
@options.seed
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="JSONL.")
def export_suite(name: str, count: int, seed: int, out: Path) -> int:
    """Write tasks of a suite's test split to a file that `ponder eval` reads."""
    from tasks.suites import export

    export(name, count, seed, out)
    print(out)
    return DONE
