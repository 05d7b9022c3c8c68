"""`ponder strategies`: what does each way of spending attempts buy, and at how many tokens?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agent.strategies.names import STUDIED
from tui import options
from tui.commands.eval import load_tasks
from tui.errors import DONE, CommandError
from tui.progress import Progress
from tui.text import json_line, one_line

if TYPE_CHECKING:
    from agent.trace import Trace
    from tasks.task import Task

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("strategies", short_help="Measure accuracy against tokens for every strategy.")
@click.argument("source", metavar="RUN|SUITE|FILE.jsonl")
@click.option("--limit", type=click.IntRange(min=1), help="How many questions. Default: as in `eval`.")
@click.option("--family", "families", multiple=True, help="Only questions of this family; may be given again.")
@click.option(
    "--strategy", "names", type=click.Choice(STUDIED), multiple=True, help="Only this one; may be given again."
)
@click.option("--budget", "budgets", type=click.IntRange(1, 64), multiple=True, default=(1, 2, 4, 8), show_default=True,
              help="Attempts allowed; may be given again.")  # fmt: skip
@click.option("--temperature", type=click.FloatRange(0.0, 5.0), default=0.7, show_default=True,
              help="Of sampled attempts; the first one is greedy.")  # fmt: skip
@options.seed
@options.policy
@click.option("--out", type=FOLDER, metavar="DIR", help="Where draws, study.json and the plot are kept; goes on with"
              " what is there.")  # fmt: skip
@options.as_json
def command(
    source: str,
    limit: int | None,
    families: Sequence[str],
    names: Sequence[str],
    budgets: Sequence[int],
    temperature: float,
    seed: int,
    policy: str | None,
    out: Path | None,
    as_json: bool,
) -> int:
    """Answer the questions with every strategy at every budget, and print what it cost and what it bought.

    Attempts are drawn once and shared by all strategies that ask for them, which is exact. SOURCE may be the --out of
    an `eval`, whose attempts need not be drawn again. `gap` is the part of the way from the first attempt to the
    oracle that is closed; `vote` compares with the smallest majority that had at least as many tokens.
    """
    tasks, known = _questions(source, limit, families, seed)
    from agent import Agent
    from agent.plots import draw_study, open_folder
    from agent.strategies.figures import figures
    from agent.strategies.registry import studied
    from agent.strategies.study import run_study

    if out is not None:
        open_folder(out)
    agent = Agent.default(policy)
    with Progress("studied") as bar:
        study = run_study(
            tasks, agent.policy, agent.tools, agent.judge, [studied(name) for name in names or STUDIED], budgets,
            temperature=temperature, seed=seed, draws=None if out is None else out / "draws.jsonl", known=known,
            progress=bar.update,
        )  # fmt: skip
    told = {"suite": Path(source).name, "policy": agent.policy.name, "seed": seed, "temperature": temperature}
    told |= figures(study)
    if out is not None:
        (out / "study.json").write_text(json_line(told) + "\n", encoding="utf-8")
        draw_study(told, out)
    print(json_line(told) if as_json else "\n".join(table(told)))
    return DONE


def _questions(source: str, limit: int | None, families: Sequence[str], seed: int) -> tuple[list[Task], list[Trace]]:
    """The tasks, and traces of theirs where the source is a run."""
    if Path(source).is_dir():
        from agent.rundir import TRACES, read_rows, read_settings
        from tasks.task import Task

        read_settings(Path(source))  # says what is wrong where this is no run folder
        rows = [row for _, row in read_rows(Path(source) / TRACES) if row is not None]
        rows.sort(key=lambda row: row.index)
        known = [row.trace for row in rows]
        tasks = [
            Task(id=r.id, question=r.trace.result.question, answer=r.answer, family=r.family, source=r.source)
            for r in rows
        ]
    else:
        known, tasks = [], load_tasks(source, None if families else limit, seed)[1]
    kept = [task for task in tasks if not families or task.family in families][:limit]
    if not kept:
        there = ", ".join(sorted({task.family for task in tasks}))
        raise CommandError(f"{source} has no such question", "families: " + there, kind="suite")
    return kept, known


def table(told: Mapping[str, Any]) -> list[str]:
    """The study as lines for a person."""
    first = told["first"]
    lines = [f"{one_line(told['suite'])}  policy {one_line(told['policy'])}  n {told['n']}  seed {told['seed']}"]
    if not told["n"]:
        return [*lines, "no answer could be scored"]
    oracle = ", ".join(f"{k}: {100 * part['accuracy']:.1f}" for k, part in told["oracle"].items())
    lines.append(f"first attempt {100 * first['accuracy']:.1f} %, {first['tokens']:.0f} tokens; oracle of N: {oracle}")
    width = max(len(line["strategy"]) for line in told["lines"])
    lines.append(f"{'':<{width}}  {'N':>2}  {'right %':<19}{'tokens':>7}  {'times':>5}  {'gap':>6}  {'p first':>7}"
                 f"  {'vote':<16}  p")  # fmt: skip
    for line in told["lines"]:
        low, high = (100 * x for x in line["ci95"])
        gap = "" if line["gap_closed"] is None else f"{100 * line['gap_closed']:.0f} %"
        vote = line["over_majority"]
        flips = f"{100 * vote['difference']:+.1f} (+{vote['gained']} -{vote['lost']})"
        lines.append(
            f"{line['strategy']:<{width}}  {line['n']:>2}  {100 * line['accuracy']:>5.1f} [{low:4.1f}, {high:5.1f}]"
            f"{line['tokens']:>8.0f}  {line['times']:>5.2f}  {gap:>6}  {line['over_first']['p']:>7.3g}"
            f"  N={line['majority_n']}: {flips}  {vote['p']:.3g}"
        )
    return lines
