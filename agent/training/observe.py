"""What a tool answers to a call of a reference solution: what is trained on is the tool's own words."""

from __future__ import annotations

from functools import cache, lru_cache

from agent.tools.result import Tool
from agent.tools.shipped import Solve, calendar, units
from verifier.calculator import CalculatorError, calculate
from verifier.sandbox.shared import shared_pool
from verifier.worker import CalculatorPool

REMEMBERED = 4096
"""Calls whose answers are kept: a small call comes again and again."""


@cache
def _calculator() -> CalculatorPool:
    return CalculatorPool()


@cache
def _by_name() -> dict[str, Tool]:
    by_name: tuple[Tool, ...] = (Solve(), units, calendar)
    return {tool.name: tool for tool in by_name}


@lru_cache(REMEMBERED)
def answered(tool: str, text: str) -> tuple[str, bool]:
    """What the tool says, and whether that is a result rather than its complaint.

    Exact arithmetic is done here; symbolic calls run in a worker, programs in the sandbox. Raises SandboxError when no
    program can run, ValueError for a tool that there is not.
    """
    if tool == "python":
        outcome = shared_pool().run(text)
        return outcome.text, outcome.ok
    if tool != "calculator":
        found = _by_name().get(tool)
        if found is None:
            raise ValueError(f"no tool is called {tool!r}")
        result = found.run(text)
        return result.text, result.ok
    try:
        return calculate(text), True
    except CalculatorError:
        return _calculator().run(text)


def observe(tool: str, text: str) -> str | None:
    """The tool's result; None when it reports an error. Raises as `answered` does."""
    said, ok = answered(tool, text)
    return said if ok else None
