"""Tools: thin faces over what the verifier floor computes. A tool never raises for bad input: it says what is wrong."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

from verifier.worker import CalculatorPool


@dataclass(frozen=True)
class ToolResult:
    """A tool's words, whether they are a result or an error, and how long it took."""

    text: str
    ok: bool
    seconds: float


class Tool(Protocol):
    """Something that turns an input text into a ToolResult."""

    name: str

    def run(self, text: str) -> ToolResult: ...


class Calculator:
    """Exact arithmetic, in a worker process that is killed when it overruns `timeout_seconds`."""

    name = "calculator"

    def __init__(self, pool: CalculatorPool | None = None, timeout_seconds: float = 1.0) -> None:
        self.pool = pool or CalculatorPool()
        self.timeout_seconds = timeout_seconds

    def run(self, text: str) -> ToolResult:
        started = time.monotonic()
        answer, ok = self.pool.run(text, timeout_seconds=self.timeout_seconds)
        return ToolResult(answer, ok, time.monotonic() - started)
