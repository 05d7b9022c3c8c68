"""`ponder traces`: what was asked before, and how each answer came about."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import click

from tui import options
from tui.display import DISPLAYS, display
from tui.errors import DONE
from tui.home import trace_store
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
    for summary in trace_store().list():
        fields = as_fields(summary)
        if as_json:
            print(json_line(fields))
        else:
            answer = "-" if fields.get("answer") is None else one_line(str(fields["answer"]), 20)
            question = one_line(str(fields.get("question", "")), 70)
            print(f"{fields['trace_id']}  {fields.get('status') or 'cut short':<9}  {answer:<20}  {question}")
    return DONE


@command.command("show")
@click.argument("trace_id")
@click.option("--display", "display_name", type=click.Choice(DISPLAYS), default="auto", show_default=True)
@options.as_json
def show(trace_id: str, display_name: str, as_json: bool) -> int:
    """Print a stored trace as it was printed live."""
    trace = trace_store().load(trace_id)
    with display("json" if as_json else display_name) as shown:
        for event in trace.events:
            shown.show(event)
    return DONE


@command.command("delete")
@click.argument("trace_ids", nargs=-1, required=True, metavar="TRACE_ID...")
def delete(trace_ids: Sequence[str]) -> int:
    """Delete stored traces."""
    store = trace_store()
    for trace_id in trace_ids:
        store.delete(trace_id)
    return DONE


def as_fields(summary: Any) -> dict[str, Any]:
    """A summary as JSON values, whether it is a pydantic object or a dataclass."""
    if dataclasses.is_dataclass(summary) and not isinstance(summary, type):
        return {name: value if _plain(value) else str(value) for name, value in dataclasses.asdict(summary).items()}
    fields: dict[str, Any] = summary.model_dump(mode="json")
    return fields


def _plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool)
