"""How a call is written in a transcript, whose tokenizer has markers for the calculator and for Python alone.

Any other tool is called in the calculator's place, by its name behind an at sign: `@units 3 km to miles`. Whatever
begins otherwise is a calculation, as it always was; so every policy can call every tool, and none has to.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from agent.tools.result import LimitedTool, Tool, ToolResult

if TYPE_CHECKING:
    from core_model.transcript import Transcript

DIRECT = ("calculator", "python")
"""Tools with a marker of their own (core_model.transcript.TOOLS)."""
_NAMED = re.compile(r"\s*@([a-z][a-z0-9_]{0,31})(?:\s(.*))?", re.DOTALL)


def read_call(place: str, text: str, tools: Container[str]) -> tuple[str, str]:
    """(the tool, its input) of a call that stands in the place of `place`. A name that no tool has is left alone."""
    match = _NAMED.fullmatch(text) if place == "calculator" else None
    if match is None or match[1] not in tools or match[1] in DIRECT:
        return place, text
    return match[1], match[2] or ""


def write_call(tool: str, text: str) -> tuple[str, str]:
    """(the place, the text) of a call; `read_call` reads it back."""
    return (tool, text) if tool in DIRECT else ("calculator", f"@{tool} {text}")


def banned_ids(transcript: Transcript, tools: Iterable[str]) -> frozenset[int]:
    """Markers that are not a policy's to write: it can neither ask itself, nor make up a result, nor call a tool that
    is not there."""
    places = {name if name in DIRECT else "calculator" for name in tools}  # where another tool's calls stand
    own = {"<|thought|>", "<|run|>", "<|answer|>", "<|end|>", *(f"<|{name}|>" for name in places)}
    return frozenset(i for marker, i in transcript.marker.items() if marker not in own)


def run_tool(tools: Mapping[str, Tool], name: str, text: str, seconds: float | None = None) -> ToolResult:
    """Run a call, in at most `seconds` where the tool can keep to that; an unknown tool is an error in words."""
    tool = tools.get(name)
    if tool is None:
        return ToolResult(f"there is no tool {name}; there are {', '.join(tools) or 'none'}", False, 0.0)
    if seconds is not None and isinstance(tool, LimitedTool):
        return tool.run_within(text, seconds)
    return tool.run(text)
