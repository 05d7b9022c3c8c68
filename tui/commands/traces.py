"""`ponder traces`: what was asked before, and how each answer came about."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tui import options
from tui.display import DISPLAYS, display
from tui.errors import DONE
from tui.text import json_line, one_line


@click.group("traces", short_help="Stored traces: list, show, delete.", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int | None:
    """Traces that `ponder ask` stored. Without a subcommand: list them."""
    return ctx.invoke(list_traces) if ctx.invoked_subcommand is None else None


@command.command("list")
@options.as_json
def list_traces(as_json: bool) -> int:
    """One stored trace a line: id, status, answer, question."""
    from agent.store import Store

    for summary in Store.open().list():
        if as_json:
            print(json_line(summary.model_dump(mode="json")))
        else:
            answer = "-" if summary.answer is None else one_line(summary.answer, 20)
            print(f"{summary.trace_id}  {summary.status:<8}  {answer:<20}  {one_line(summary.question, 70)}")
    return DONE


@command.command("show")
@click.argument("trace_id")
@click.option("--display", "display_name", type=click.Choice(DISPLAYS), default="auto", show_default=True)
@options.as_json
def show(trace_id: str, display_name: str, as_json: bool) -> int:
    """Print a stored trace as it was printed live."""
    from agent.store import Store

    trace = Store.open().get(trace_id)
    with display("json" if as_json else display_name) as shown:
        for event in trace.events:
            shown.show(event)
    return DONE


@command.command("delete")
@click.argument("trace_ids", nargs=-1, required=True, metavar="TRACE_ID...")
def delete(trace_ids: Sequence[str]) -> int:
    """Delete stored traces."""
    from agent.store import Store

    store = Store.open()
    for trace_id in trace_ids:
        store.delete(trace_id)
    return DONE
