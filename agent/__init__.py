"""The agent floor: a policy, tools and a verifier in a ReAct loop. `Agent.default().ask("...")` gives a Trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.loop import Agent
    from agent.trace import Trace

__all__ = ["Agent", "Trace"]


def __getattr__(name: str) -> Any:
    """Import on first use: `import agent.events` must not cost the seconds that torch takes."""
    if name == "Agent":
        from agent.loop import Agent

        return Agent
    if name == "Trace":
        from agent.trace import Trace

        return Trace
    raise AttributeError(f"module 'agent' has no attribute {name!r}")
