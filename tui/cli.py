"""The command line's door: finds the command, runs it, and turns whatever comes out into an exit code.

Importing this module, and `ponder --help`, costs click alone; each command imports what it needs when it runs.
"""

from __future__ import annotations

import contextlib
import difflib
import errno
import importlib
import itertools
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

from tui.errors import DONE, CommandError, describe
from tui.options import negative_sum
from tui.text import json_line, printable

COMMANDS = (
    "ask", "eval", "rollouts", "compare", "strategies", "verify", "suites", "data", "train", "model", "traces", "tui",
    "serve", "mcp", "bench", "lab", "doctor",
)  # fmt: skip
"""In the order of the help page; each is `command` in the module of the same name under `tui.commands`."""


class Ponder(click.Group):
    """Loads a command when it is called for, and takes a first argument that is no command for a question."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"tui.commands.{name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, ["ask", *args] if args and negative_sum(args[0]) else args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if first in COMMANDS:
            return super().resolve_command(ctx, args)
        meant = difflib.get_close_matches(first, COMMANDS, n=1, cutoff=0.75)
        if meant:
            raise click.UsageError(f"no command is called {first!r}; did you mean `ponder {meant[0]}`?", ctx)
        return super().resolve_command(ctx, ["ask", *args])


@click.command(cls=Ponder, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, wanted: show_version(ctx) if wanted else None,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Ask a question; get an answer that was checked, and how it came about.

    `ponder "QUESTION"` is `ponder ask "QUESTION"`; `ponder` alone on a terminal opens the
    app. The answer or the data goes to stdout, everything else to stderr.

    \b
    Exit codes: 0 done, and for `ask` the answer was accepted
                1 finished but not accepted, or below --fail-under
                2 usage or configuration
                3 a model or data file is missing or broken
                4 a budget or deadline ran out
                130 interrupted
    """
    if ctx.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            from tui.commands.tui import open_app

            return open_app()
        click.echo(ctx.get_help())
    return DONE


def show_version(ctx: click.Context) -> None:
    from importlib import metadata

    with contextlib.suppress(metadata.PackageNotFoundError):
        click.echo(f"ponder {metadata.version('ponder')}")
        ctx.exit()
    raise CommandError("ponder runs from its sources and is not installed", "pip install -e .")


def run(args: Sequence[str]) -> int:
    """Run one command line and return its exit code; nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter must not lose the answer
            stream.reconfigure(errors="backslashreplace")
    try:
        outcome = _invoke(args)
        sys.stdout.flush()
        return outcome if isinstance(outcome, int) else DONE
    except SystemExit as exit_:  # of the completion script
        return exit_.code if isinstance(exit_.code, int) else DONE
    except BaseException as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            _discard_stdout()  # its reader left, as `head` does: not a failure of ours
            return DONE
        return _report(error, args)


def main() -> None:
    """The `ponder` command."""
    sys.exit(run(sys.argv[1:]))


def _invoke(args: Sequence[str]) -> Any:
    """What the command returned. click's own `main` would turn a reader that left into exit code 1."""
    if "_PONDER_COMPLETE" in os.environ:  # the shell asks for completions
        cli.main(list(args), prog_name="ponder")
    try:
        with cli.make_context("ponder", list(args)) as context:
            return cli.invoke(context)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code


def _report(error: BaseException, args: Sequence[str]) -> int:
    if os.environ.get("PONDER_DEBUG") == "1":
        traceback.print_exception(error)
    failure = describe(error)
    options = list(args)[: args.index("--")] if "--" in args else list(args)
    with contextlib.suppress(BrokenPipeError):
        if "--json" in options or "--display=json" in options or _follows(options, "--display", "json"):
            print(json_line(failure.as_json()), flush=True)
        hint = f" ({failure.hint})" if failure.hint else ""
        print(printable(f"ponder: {failure.message}{hint}"), file=sys.stderr, flush=True)
    return failure.exit_code


def _follows(words: Sequence[str], option: str, value: str) -> bool:
    return (option, value) in itertools.pairwise(words)


def _discard_stdout() -> None:
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
