"""`ponder tui`: the full-screen app."""

from __future__ import annotations

import sys

import click

from tui import options
from tui.errors import CommandError


@click.command("tui", short_help="Ask, browse traces and run suites in a full-screen app.")
@options.policy
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII alone. PONDER_ASCII=1 does the same.")
def command(policy: str | None, ascii_only: bool) -> int:
    """Open the app: Ask, Traces, Suites and Model. F1 helps, ctrl+p finds every command, ctrl+q quits."""
    return open_app(policy, ascii_only)


def open_app(policy: str | None = None, ascii_only: bool = False) -> int:
    """Run the app to its end. Raises CommandError where there is no terminal."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):  # it draws on stderr
        raise CommandError("the app needs a terminal", '`ponder ask "..."` works in a pipe')
    from tui.app import run_app
    from tui.glyphs import Glyphs, preferred
    from tui.services.agents import loader
    from tui.services.all import Services

    glyphs = Glyphs(ascii=True) if ascii_only else preferred()
    return run_app(Services(load=loader(policy), glyphs=glyphs))
