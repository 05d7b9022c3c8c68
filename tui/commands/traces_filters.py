"""Options of `ponder traces` that say which traces are meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from agent.store import Filters

NAMES = ("status", "min_score", "max_score", "suite", "policy", "text")


def which(command: Callable[..., int]) -> Callable[..., int]:
    """Adds the options; the command gets them as one argument, `filters`."""

    @wraps(command)
    def filtered(**values: Any) -> int:
        from agent.store import Filters

        return command(filters=Filters(**{name: values.pop(name) for name in NAMES}), **values)

    chosen = (
        click.option("--status", type=click.Choice(("verified", "unsure", "refuted")), help="Only with this verdict."),
        click.option("--min-score", type=click.FloatRange(0.0, 1.0), help="Only with at least this score."),
        click.option("--max-score", type=click.FloatRange(0.0, 1.0), help="Only with at most this score."),
        click.option("--suite", help="Only of this suite (run in the app, or imported); - for none."),
        click.option("--policy", help="Only by this policy."),
        click.option("--text", default="", help="Only with all of these words, or words that begin with them."),
    )
    for option in reversed(chosen):
        filtered = option(filtered)
    return filtered


def stored(trace_ids: tuple[str, ...], filters: Filters) -> list[str]:
    """The ids that a command is to work on: those given, or else those that pass the filters, oldest first."""
    from agent.store import Store

    if trace_ids:
        return list(trace_ids)
    return [summary.trace_id for summary in reversed(Store.open().list(filters))]
