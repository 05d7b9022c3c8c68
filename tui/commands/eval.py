"""`ponder eval`: how often is the answer right, at first and in the end, and is the verifier to be trusted?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui import error_report, options, sandbox
from tui.errors import BROKEN_FILE, DONE, NOT_ACCEPTED, CommandError
from tui.progress import Progress
from tui.text import json_line, one_line

if TYPE_CHECKING:
    from agent import Trace
    from agent.strategies.names import Evidence, Name
    from tasks.task import Task


@click.command("eval", short_help="Measure accuracy on a suite or a file of questions.")
@click.argument("source", metavar="SUITE|FILE.jsonl")
@click.option(
    "--limit", type=click.IntRange(min=1), help="How many tasks. Default: the suite's size, or the whole file."
)
@options.seed
@options.sampling
@options.spending
@options.policy
@options.out_folder(required=False)
@click.option("--resume", is_flag=True, help="Run only what --out does not hold yet.")
@click.option("--fail-under", type=click.FloatRange(0.0, 1.0), help="Exit code 1 when final accuracy is below.")
@click.option(
    "--plots",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Draw reliability, risk-coverage and accuracy against attempts there, as SVG.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where errors are sorted for reading.",
)
@options.strict_sandbox
@options.as_json
def command(
    source: str,
    limit: int | None,
    seed: int,
    attempts: int,
    samples: int,
    temperature: float,
    strategy: Name,
    evidence: Evidence,
    policy: str | None,
    out: Path | None,
    resume: bool,
    fail_under: float | None,
    plots: Path | None,
    report: Path | None,
    strict_sandbox: bool,
    as_json: bool,
) -> int:
    """Answer every task of a suite's test split, or of a file with {"question", "answer"} a line.

    `first` is one greedy attempt with no verifier, `final` what `ponder ask` would answer, `oracle` whether any
    attempt was right. Intervals are at 95 %.
    """
    if resume and out is None:
        raise click.UsageError("--resume needs the --out of the run to go on with")
    suite, tasks = load_tasks(source, limit, seed)
    from agent import Agent
    from agent.batch import evaluate
    from agent.strategies.registry import strategy as strategy_of

    if strict_sandbox:
        sandbox.require_all_layers()
    if plots is not None:
        from agent.plots import draw, open_folder

        open_folder(plots)
    agent = Agent.default(policy, strategy=strategy_of(strategy, evidence))
    traces: list[Trace] = []
    with Progress("answered") as bar:
        summary = evaluate(
            tasks,
            agent,
            suite=suite,
            attempts=options.attempts_of(strategy, attempts, samples),
            samples=samples,
            temperature=temperature,
            seed=seed,
            out=out,
            resume=resume,
            progress=bar.update,
            told=traces.extend,
        )
    sandbox.tell_what_was_missing()
    if plots is not None:
        written = [str(path) for path in draw(summary, plots)]
        click.echo(f"plots: {', '.join(map(one_line, written))}", err=True)
    if report is not None:
        error_report.write(report, suite, tasks, traces)
    print(json_line(summary) if as_json else "\n".join(table(summary)))
    if report is not None and not as_json:
        print(f"{'report':<9}{one_line(str(report / 'report.txt'))}")
    accuracy = summary["final"]["accuracy"]  # None when no gold answer could be read
    return NOT_ACCEPTED if fail_under is not None and (accuracy is None or accuracy < fail_under) else DONE


def load_tasks(source: str, limit: int | None, seed: int) -> tuple[str, list[Task]]:
    """The name to report and the tasks of a file or a suite's test split."""
    from tasks.suites import suite
    from tasks.user_suites import FileSuite

    found = suite(source)
    if not isinstance(found, FileSuite):
        return source, found.sample(limit or found.size, seed=seed, split="test")
    if not found.tasks:
        raise CommandError(f"{source} holds no tasks", kind="file", exit_code=BROKEN_FILE)
    return found.name, list(found.tasks[:limit])


def table(summary: Mapping[str, Any]) -> list[str]:
    """The summary as lines for a person."""
    names = f"{one_line(summary['suite'])}  policy {one_line(summary['policy'])}"
    lines = [f"{names}  n {summary['n']}  seed {summary['seed']}"]
    for name in ("first", "final"):
        part = summary[name]
        interval = ", ".join(map(_percent, part["ci95"] or (None, None)))
        lines.append(f"{name:<9}{_percent(part['accuracy'])}  [{interval}]  {part['correct']} right")
    for name in ("oracle", "majority"):
        if summary[name] is not None:
            lines.append(f"{name:<9}{_percent(summary[name]['accuracy'])}  of {summary[name]['k']}")
    verifier = summary["verifier"]
    lines.append(
        f"{'accepted':<9}{_percent(verifier['accepted_accuracy'])} right of {verifier['accepted']} accepted, "
        f"coverage {_percent(verifier['coverage'])}"
    )
    scores = ("auroc", "auprc", "aurc", "brier", "ece", "precision", "recall", "balanced_accuracy")
    lines.append(f"{'verifier':<9}" + "  ".join(f"{name} {_number(verifier[name])}" for name in scores))
    reached = ", ".join(
        f"{_percent(share)} at {100 * float(p):.0f} % precision" for p, share in verifier["coverage_at"].items()
    )
    lines.append(f"{'coverage':<9}{reached}")
    if len(summary["by_source"]) > 1:
        lines += [
            f"  {one_line(name)}: n {part['n']}, first {_percent(part['first'])}, final {_percent(part['final'])}"
            for name, part in summary["by_source"].items()
        ]
    speed = f"{_number(summary['questions_per_second'], 2)} questions/s"
    lines.append(f"{'cost':<9}{summary['tokens']} tokens, {summary['seconds']:.1f} s, {speed}")
    refusal = summary.get("refusal")
    if refusal is not None and (refusal["unanswerable"]["n"] or refusal["answerable"]["refused"]):
        parts = (f"{name} {_percent(part['share'])} of {part['n']}" for name, part in refusal.items())
        lines.append(f"{'refused':<9}{', '.join(parts)}")
    errors = ", ".join(f"{name} {count}" for name, count in summary["errors"].items() if count)
    lines.append(f"{'errors':<9}{errors or 'none'}")
    return lines


def _percent(value: float | None) -> str:
    return "n/a" if value is None else f"{100 * value:.1f} %"


def _number(value: float | None, digits: int = 3) -> str:
    return "n/a" if value is None else f"{value:.{digits}f}"
