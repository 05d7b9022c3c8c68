"""`ponder mcp`: the agent, its tools and its verifier for other agents, over the Model Context Protocol."""

from __future__ import annotations

import click

from tui import options
from tui.errors import DONE, CommandError


@click.command("mcp", short_help="Serve ask, calculate, run_python and verify_answer over MCP.")
@options.policy
def command(policy: str | None) -> int:
    """Speak the Model Context Protocol on standard input and output; another agent starts this command.

    Tools: ask, calculate, run_python, verify_answer.
    """
    try:
        from agent.serving.mcp import server
    except ImportError as error:
        raise CommandError(f"`ponder mcp` needs {error.name}", 'pip install "ponder[mcp]"') from None
    from agent.loop import Agent

    server(lambda: Agent.default(policy)).run("stdio")
    return DONE
