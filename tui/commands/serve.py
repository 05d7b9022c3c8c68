"""`ponder serve`: the policy as an OpenAI-compatible endpoint."""

from __future__ import annotations

import os
import sys

import click

from tui import options
from tui.errors import DONE, CommandError
from tui.text import one_line

TOKEN_VARIABLE = "PONDER_TOKEN"


@click.command("serve", short_help="Serve the policy as an OpenAI-compatible endpoint.")
@options.policy
@click.option("--host", default="127.0.0.1", show_default=True, help="Beyond loopback a token is needed.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--concurrent", type=click.IntRange(1, 256), default=4, show_default=True, help="More get status 429.")
@click.option("--max-seconds", type=click.FloatRange(min=0.0, min_open=True), default=300.0, show_default=True,
              help="Of one answer.")  # fmt: skip
@click.option("--bare", is_flag=True, help="An imported chat model's own words: no loop, no tools, no verifier.")
def command(policy: str | None, host: str, port: int, concurrent: int, max_seconds: float, bare: bool) -> int:
    """Serve chat completions at http://HOST:PORT/v1 until interrupted.

    A client that names the variable PONDER_TOKEN's value as its bearer token may ask; without the variable everybody
    on this machine may. Each response has the trace and the verdict in the field `ponder`.
    """
    try:
        from agent.serving.app import Server
        from agent.serving.run import backend, bind, serve
    except ImportError as error:
        raise CommandError(f"`ponder serve` needs {error.name}", 'pip install "ponder[serve]"') from None
    token = os.environ.get(TOKEN_VARIABLE, "")
    listening = bind(host, port, token)
    with listening:
        served = backend(policy, bare=bare, max_seconds=max_seconds, slots=concurrent)
        name, place = one_line(served.name), listening.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        print(f"ponder: {name} at http://{shown}:{place}/v1; ctrl+c stops", file=sys.stderr, flush=True)
        serve(Server(served, token=token, max_concurrent=concurrent), listening, host)
    return DONE
