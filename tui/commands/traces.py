"""`ponder traces`: what was asked before, and how each answer came about."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui import options
from tui.commands.traces_files import export, import_traces
from tui.commands.traces_filters import which
from tui.display import DISPLAYS, display
from tui.errors import DONE
from tui.text import json_line, one_line

if TYPE_CHECKING:
    from agent.store import Filters, TraceSummary

limit = click.option("--limit", type=click.IntRange(0), default=50, show_default=True, help="At most so many; 0: all.")
shown_by = click.option("--display", "display_name", type=click.Choice(DISPLAYS), default="auto", show_default=True)


@click.group("traces", short_help="Stored traces: list, search, show, export.", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int | None:
    """Traces that `ponder ask` stored. Without a subcommand: list them."""
    return ctx.invoke(list_traces) if ctx.invoked_subcommand is None else None


@command.command("list", short_help="One stored trace a line, newest first.")
@which
@limit
@options.as_json
def list_traces(filters: Filters, limit: int, as_json: bool) -> int:
    """One stored trace a line, newest first: id, status, answer, question."""
    from agent.store import Store

    store = Store.open()
    _print(store.list(filters, limit=limit or None), as_json, store.count(filters))
    return DONE


@command.command("search", short_help="The traces that hold some words, best first.")
@click.argument("words", nargs=-1, required=True)
@which
@limit
@options.as_json
def search(words: Sequence[str], filters: Filters, limit: int, as_json: bool) -> int:
    """The traces that hold all WORDS, or words that begin with them, in the question, the answer or a step; best first.

    Case and accents do not matter.
    """
    from agent.store import Store

    store, text = Store.open(), " ".join(words)
    total = store.count(filters.with_text(f"{filters.text} {text}"))
    _print(store.search(text, filters, limit=limit or None), as_json, total)
    return DONE


@command.command("show")
@click.argument("trace_id")
@shown_by
@options.as_json
def show(trace_id: str, display_name: str, as_json: bool) -> int:
    """Print a stored trace as it was printed live. The first digits of an id will do."""
    return _replay(trace_id, "json" if as_json else display_name, float("inf"))


@command.command("replay", short_help="Print a stored trace at the pace of the run, or any.")
@click.argument("trace_id")
@click.option(
    "--speed",
    type=click.FloatRange(min=0.0, min_open=True),
    default=1.0,
    show_default=True,
    help="How many times as fast as it happened: 0.5 takes twice as long, inf does not wait.",
)
@shown_by
@options.as_json
def replay(trace_id: str, speed: float, display_name: str, as_json: bool) -> int:
    """Print a stored trace at the pace at which it happened, or any other."""
    return _replay(trace_id, "json" if as_json else display_name, speed)


@command.command("delete")
@click.argument("trace_ids", nargs=-1, required=True, metavar="TRACE_ID...")
def delete(trace_ids: Sequence[str]) -> int:
    """Delete stored traces."""
    from agent.store import Store

    store = Store.open()
    for trace_id in trace_ids:
        store.delete(trace_id)
    return DONE


command.add_command(export)
command.add_command(import_traces)


def _replay(trace_id: str, display_name: str, speed: float) -> int:
    from agent.replay import pauses
    from agent.store import Store

    trace = Store.open().get(trace_id)
    with display(display_name) as shown:
        for pause, event in zip(pauses(trace, speed), trace.events, strict=True):
            if pause:
                time.sleep(pause)
            shown.show(event)
    return DONE


def _print(found: Sequence[TraceSummary], as_json: bool, total: int) -> None:
    for summary in found:
        if as_json:
            print(json_line(summary.model_dump(mode="json")))
            continue
        answer = "-" if summary.answer is None else one_line(summary.answer, 20)
        print(f"{summary.trace_id}  {summary.status:<8}  {answer:<20}  {one_line(summary.question, 70)}")
        if summary.excerpt and one_line(summary.excerpt) not in one_line(summary.question):
            print(f"{'':<12}  … {one_line(summary.excerpt, 90)}")
    if total > len(found):
        print(f"{len(found)} of {total:,} shown; --limit 0 shows all", file=sys.stderr)
