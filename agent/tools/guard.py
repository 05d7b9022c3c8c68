"""The guard around every tool that an agent uses: nothing it does reaches the loop but one bounded, printable text.

A tool that raises is an error observation and marked as broken. One that hangs is left behind after its time: a thread
cannot be killed, so that a tool of which several calls still hang is refused until one of them ends (a LimitedTool,
whose work is a process, ends by itself). Results are cut, and control characters, with which a text could steer a
terminal, become spaces.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from typing import Any

from agent.tools.function import DEFAULT_SECONDS
from agent.tools.result import LimitedTool, Tool, ToolResult
from verifier.sandbox.outcome import printable

MAX_RESULT_CHARACTERS = 1_000
"""What a policy is told at most: it has to fit into its context."""
MAX_HANGING = 4
"""Calls of one tool that may be left behind."""
AT_ONCE = max(4, 2 * (os.cpu_count() or 1))
"""Tool calls of one agent that run at the same time; each may be a process."""
CUT = " … (cut)"


class GuardedTool:
    """A tool that keeps to its time, never raises, and says at most MAX_RESULT_CHARACTERS printable characters."""

    def __init__(self, tool: Tool, at_once: threading.BoundedSemaphore | None = None) -> None:
        self.tool, self.name = tool, tool.name
        self.description: str = getattr(tool, "description", "")
        self.parameters: dict[str, Any] | None = getattr(tool, "parameters", None)
        self._limit: float = getattr(tool, "seconds", DEFAULT_SECONDS)
        self._at_once = at_once or threading.BoundedSemaphore(AT_ONCE)
        self._hanging = 0
        self._lock = threading.Lock()

    def run(self, text: str) -> ToolResult:
        return self.run_within(text, float("inf"))

    def run_within(self, text: str, seconds: float) -> ToolResult:
        """In at most `seconds`, or the tool's own limit if that is less. Waiting for other calls does not count."""
        with self._at_once:
            started = time.monotonic()
            try:
                result = self._run(text, seconds)
                return ToolResult(shortened(result.text), result.ok, result.seconds, result.broken)
            except Exception as error:
                told = shortened(f"{self.name} failed: {type(error).__name__}: {error}")
                return ToolResult(told, False, time.monotonic() - started, broken=True)

    def _run(self, text: str, seconds: float) -> ToolResult:
        if seconds <= 0:
            return ToolResult(f"no time is left for {self.name}", False, 0.0)
        if isinstance(self.tool, LimitedTool):
            return self.tool.run_within(text, seconds)
        return self._in_thread(text, min(seconds, self._limit))

    def _in_thread(self, text: str, seconds: float) -> ToolResult:
        with self._lock:
            if self._hanging >= MAX_HANGING:
                return ToolResult(f"{self.name} still hangs in earlier calls", False, 0.0, broken=True)
        outcome: list[ToolResult | BaseException] = []
        ended, left_behind = threading.Event(), threading.Event()

        def work() -> None:
            try:
                outcome.append(self.tool.run(text))
            except BaseException as error:  # SystemExit as well: it would end the thread without a word
                outcome.append(error)
            with self._lock:
                ended.set()
                self._hanging -= left_behind.is_set()

        started = time.monotonic()
        threading.Thread(target=work, name=f"tool {self.name}", daemon=True).start()
        ended.wait(seconds)
        with self._lock:
            if not ended.is_set():
                left_behind.set()
                self._hanging += 1
                told = f"{self.name} took longer than {seconds:.3g} s"
                return ToolResult(told, False, time.monotonic() - started, broken=True)
        result = outcome[0]
        if isinstance(result, BaseException):
            told = f"{self.name} failed: {type(result).__name__}: {result}"
            return ToolResult(told, False, time.monotonic() - started, broken=True)
        if not isinstance(result, ToolResult):
            told = f"{self.name} failed: it gave back no ToolResult"
            return ToolResult(told, False, time.monotonic() - started, broken=True)
        return result


def guarded(tools: Mapping[str, Tool]) -> dict[str, GuardedTool]:
    """Every tool guarded; together they run at most AT_ONCE calls at a time."""
    at_once = threading.BoundedSemaphore(AT_ONCE)
    return {name: tool if isinstance(tool, GuardedTool) else GuardedTool(tool, at_once) for name, tool in tools.items()}


def shortened(text: str) -> str:
    """The text as a policy, a terminal and a file can all hold it: printable, and cut if it is long."""
    cut = len(text) > MAX_RESULT_CHARACTERS
    kept = text[: MAX_RESULT_CHARACTERS - len(CUT)] if cut else text
    return printable(kept).strip() + CUT * cut
