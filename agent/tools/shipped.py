"""The shipped tools: thin faces over what the verifier floor computes, and two that need no worker."""

from __future__ import annotations

import time
from dataclasses import replace

from agent.tools.dates import DateError, reckon
from agent.tools.function import ToolError, tool
from agent.tools.measures import UnitError, convert
from agent.tools.result import ToolResult, text_parameter
from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError
from verifier.parsing.node import Node
from verifier.parsing.vocabulary import FUNCTIONS, OPERATIONS
from verifier.sandbox.outcome import SandboxError
from verifier.sandbox.pool import SandboxPool
from verifier.sandbox.shared import shared_pool
from verifier.worker import CalculatorPool, SymbolicPool


class Calculator:
    """Exact arithmetic, in a worker process that is killed when it overruns `timeout_seconds`."""

    name = "calculator"
    description = (
        "Exact arithmetic: + - * / ** ( ), percent, sqrt, gcd, lcm, factorial, comb, perm, mean, median, round, "
        "floor, ceil."
    )
    parameters = text_parameter("expression", "one calculation, such as (48 - 29) * 15%")

    def __init__(self, pool: CalculatorPool | None = None, timeout_seconds: float = 1.0) -> None:
        self.pool = pool or CalculatorPool()
        self.timeout_seconds = timeout_seconds

    def run(self, text: str) -> ToolResult:
        return self.run_within(text, self.timeout_seconds)

    def run_within(self, text: str, seconds: float) -> ToolResult:
        started = time.monotonic()
        answer, ok = self.pool.run(text, timeout_seconds=min(self.timeout_seconds, seconds))
        return ToolResult(answer, ok, time.monotonic() - started)


class Python:
    """A program in the sandbox: what it printed, or the value of its last expression, or its error in one line."""

    name = "python"
    description = "Run a Python program in a sandbox without network or files; says what it prints."
    parameters = text_parameter("program", "a whole program; print what you want to know")

    def __init__(self, pool: SandboxPool | None = None) -> None:
        """The pool that this process shares, unless another is given."""
        self.pool = pool or shared_pool()

    def run(self, text: str) -> ToolResult:
        return self.run_within(text, self.pool.limits.seconds)

    def run_within(self, text: str, seconds: float) -> ToolResult:
        started = time.monotonic()
        limits = replace(self.pool.limits, seconds=min(self.pool.limits.seconds, seconds))
        try:
            outcome = self.pool.run(text, limits)
        except SandboxError as error:
            return ToolResult(f"python cannot be run: {error}", False, time.monotonic() - started, broken=True)
        return ToolResult(outcome.text, outcome.ok, time.monotonic() - started)


class Solve:
    """Algebra and calculus by allow-list, in a worker with sympy that is killed when it overruns `timeout_seconds`.

    An equation, or several, is solved; other texts are what the symbolic calculator reads: `diff(x**3, x)`,
    `integrate(x**2, x, 0, 1)`, `factor(x**2 - 1)`, `limit(sin(x)/x, x, 0)`.
    """

    name = "solve"
    description = (
        "Algebra and calculus: an equation or several with commas between them, or one of solve, diff, integrate, "
        "limit, factor, expand, simplify, subs, such as integrate(x**2, x, 0, 1)."
    )
    parameters = text_parameter("problem", "x**2 - 5*x + 6 = 0, or diff(x**3, x)")

    def __init__(self, pool: SymbolicPool | None = None, timeout_seconds: float = 5.0) -> None:
        self.pool = pool or SymbolicPool()
        self.timeout_seconds = timeout_seconds

    def run(self, text: str) -> ToolResult:
        return self.run_within(text, self.timeout_seconds)

    def run_within(self, text: str, seconds: float) -> ToolResult:
        started = time.monotonic()
        try:
            asked = posed(text)
        except ParseError as error:
            return ToolResult(str(error), False, time.monotonic() - started)
        answer, ok = self.pool.run(asked, timeout_seconds=min(self.timeout_seconds, seconds))
        return ToolResult(answer, ok, time.monotonic() - started)


def posed(text: str) -> str:
    """What the symbolic calculator is asked: equations with an unknown are wrapped in `solve(...)`. Raises ParseError
    for what it could not read, so that no worker is needed to refuse."""
    node = parse(text, FUNCTIONS | OPERATIONS, whole_words=True)
    parts = node.args if node.kind == "list" else (node,)
    if all(part.kind == "relation" and _unknown(part) for part in parts):
        return f"solve({text.strip().rstrip(',;')})".replace(";", ",")
    return text


def _unknown(node: Node) -> bool:
    return any(part.kind == "symbol" for part in node.walk())


@tool(seconds=1.0)
def units(conversion: str) -> str:
    """Convert units exactly: `3 km to miles`, `5 ft 7 in to cm`, `100 min to h and min`, `60 km/h to m/s`,
    `20 C to F`; the number alone: `how many metres in 3 km`."""
    try:
        return convert(conversion)
    except UnitError as error:
        raise ToolError(str(error)) from None


@tool(seconds=1.0)
def calendar(question: str) -> str:
    """Reckon with dates: `2024-01-31 + 30 days`, `days from 1 May 2024 to 2024-12-24`, `weekday 2024-02-29`,
    `working days from ... to ...`, `leap 2100`, `days in February 2024`, `Monday + 100 days`."""
    try:
        return reckon(question)
    except DateError as error:
        raise ToolError(str(error)) from None
