"""What a tool is, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True)
class ToolResult:
    """A tool's words, whether they are a result or an error, and how long it took. `broken` when the tool could not
    work at all, whatever the input."""

    text: str
    ok: bool
    seconds: float
    broken: bool = False


class Tool(Protocol):
    """Something that turns an input text into a ToolResult.

    It may have a `description` and, as `parameters`, a JSON schema of its arguments: policies that are not trained on a
    tool are told these.
    """

    name: str

    def run(self, text: str) -> ToolResult: ...


@runtime_checkable
class LimitedTool(Protocol):
    """A tool that ends by itself when its time is up, because its work can be killed."""

    name: str

    def run(self, text: str) -> ToolResult: ...

    def run_within(self, text: str, seconds: float) -> ToolResult:
        """As `run`, in at most `seconds` (and no more than the tool's own limit)."""
        ...


def text_parameter(name: str, description: str) -> dict[str, object]:
    """The JSON schema of a tool with one text as its argument."""
    return {
        "type": "object",
        "properties": {name: {"type": "string", "description": description}},
        "required": [name],
        "additionalProperties": False,
    }
