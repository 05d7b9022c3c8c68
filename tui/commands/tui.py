"""`ponder tui`: the full-screen app."""

from __future__ import annotations

import os
import sys

import click

from tui import options
from tui.errors import DONE, CommandError


@click.command("tui", short_help="Ask, browse traces and run suites in a full-screen app.")
@options.policy
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with ASCII alone. PONDER_ASCII=1 does the same.")
@click.option("--serve", "served", is_flag=True, help="In a browser instead, on this machine alone.")
@click.option("--port", type=click.IntRange(1024, 65535), default=8765, show_default=True, help="With --serve.")
def command(policy: str | None, ascii_only: bool, served: bool, port: int) -> int:
    """Open the app: Ask, Traces, Suites and Model. F1 helps, ctrl+p finds every command, ctrl+q quits."""
    if not served:
        return open_app(policy, ascii_only)
    from tui.serve import serve

    serve([*(["--policy", policy] if policy else []), *(["--ascii"] if ascii_only else [])], port)
    return DONE


def open_app(policy: str | None = None, ascii_only: bool = False) -> int:
    """Run the app to its end. Raises CommandError where there is no terminal."""
    in_a_page = "TEXTUAL_DRIVER" in os.environ  # `--serve` runs it without a terminal of its own
    if not in_a_page and not all(
        stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)
    ):  # it draws on stderr
        raise CommandError("the app needs a terminal", '`ponder ask "..."` works in a pipe')
    from tui.app import run_app
    from tui.glyphs import Glyphs, preferred
    from tui.services.all import Services

    glyphs = Glyphs(ascii=True) if ascii_only else preferred()
    return run_app(Services(policy=policy, glyphs=glyphs))
