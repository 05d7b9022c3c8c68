"""Ponder for other agents: an MCP server over standard input and output, with four tools. Extra `mcp`.

The agent's weights are read at the first `ask`; the other tools answer without them. Each call runs in a thread, so
that one long answer does not keep the others waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Annotated, Any

import anyio
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from agent.errors import AgentError
from agent.letters import put
from agent.loop import Agent
from agent.settings import MAX_QUESTION_CHARACTERS, check_question
from agent.tools import Calculator, Python, ToolResult
from verifier.universal import judge_text
from verifier.verdict import Status, Verdict

MAX_PROGRAM_CHARACTERS = 20_000
MAX_SECONDS = 300.0
READS_ONLY = ToolAnnotations(read_only_hint=True, open_world_hint=False)
INSTRUCTIONS = (
    "Ponder answers questions of school mathematics with a small model and checks every answer. `verify_answer` judges "
    "an answer of your own without knowing the right one; `calculate` is exact; `run_python` is a sandbox."
)


class Answer(BaseModel):
    """What `ask` found out. `status` is the verifier's: verified, unsure or refuted; `score` its probability."""

    answer: str | None
    status: Status
    score: float
    attempts: int
    asked_as: str
    """The question as the policy saw it: steps name its quantities by the letters here."""
    steps: list[str]
    """Thoughts, calls and observations of the attempt that gave the answer."""
    evidence: list[str]


class Judgement(BaseModel):
    """What the verifier says of an answer."""

    status: Status
    score: float
    evidence: list[str]


Question = Annotated[
    str, Field(max_length=MAX_QUESTION_CHARACTERS, description="In plain words, such as a pupil reads.")
]


def server(load: Callable[[], Agent]) -> MCPServer[Any]:
    """The MCP server; `load` makes the agent when it is first needed."""
    made: MCPServer[Any] = MCPServer("ponder", instructions=INSTRUCTIONS, log_level="ERROR")
    agent = lru_cache(maxsize=1)(load)
    loading = threading.Lock()
    calculator, python = Calculator(), Python()

    def ready() -> Agent:
        with loading:
            return agent()

    @made.tool(annotations=READS_ONLY)
    async def ask(
        question: Question,
        attempts: Annotated[int, Field(ge=1, le=16)] = 3,
        max_seconds: Annotated[float, Field(gt=0, le=MAX_SECONDS)] = 60.0,
    ) -> Answer:
        """Answer a question of arithmetic, algebra or a word problem, and check the answer. Trust `verified` alone."""
        text = _checked(question)
        stop = threading.Event()

        def answer() -> Answer:
            return _answer(ready(), text, attempts, max_seconds, stop.is_set)

        return await _cancellable(answer, stop)

    @made.tool(annotations=READS_ONLY)
    async def calculate(expression: Annotated[str, Field(max_length=2_000)]) -> str:
        """Exact arithmetic: 15/100*240, sqrt(2)*sqrt(8), 7!, gcd(12, 18)."""
        return _words(await anyio.to_thread.run_sync(calculator.run, expression))

    @made.tool(annotations=READS_ONLY)
    async def run_python(program: Annotated[str, Field(max_length=MAX_PROGRAM_CHARACTERS)]) -> str:
        """Run a Python program in a sandbox without network or files; gives what it prints, or its last value."""
        return _words(await anyio.to_thread.run_sync(python.run, program))

    @made.tool(annotations=READS_ONLY)
    async def verify_answer(
        question: Question,
        answer: Annotated[str, Field(max_length=2_000)],
        solution: Annotated[str, Field(max_length=MAX_QUESTION_CHARACTERS, description="The steps, as text.")] = "",
    ) -> Judgement:
        """Judge an answer without knowing the right one, from the question and, where given, the written solution."""
        text = _checked(question)
        verdict = await anyio.to_thread.run_sync(judge_text, text, answer, solution or None)
        return Judgement(status=verdict.status, score=verdict.score, evidence=_evidence(verdict))

    return made


async def _cancellable(work: Callable[[], Answer], stop: threading.Event) -> Answer:
    """Run in a thread; when the client cancels, the attempt ends at its next token."""
    try:
        return await anyio.to_thread.run_sync(work, abandon_on_cancel=True)
    except anyio.get_cancelled_exc_class():
        stop.set()
        raise


def _answer(agent: Agent, question: str, attempts: int, max_seconds: float, should_stop: Callable[[], bool]) -> Answer:
    trace = agent.ask(question, attempts=attempts, max_seconds=max_seconds, should_stop=should_stop)
    result = trace.result
    steps = [step.model_dump() for step in trace.solution(trace.given.attempt).steps]
    return Answer(
        answer=result.answer,
        status=result.status,
        score=result.score,
        attempts=result.attempts,
        asked_as=put(trace.started),
        steps=[_step(step) for step in steps],
        evidence=_evidence(trace.verdict),
    )


def _step(step: Mapping[str, Any]) -> str:
    if "tool" in step:
        return f"{step['tool']}: {step['input']}"
    return f"observation: {step['text']}" if "ok" in step else f"thought: {step['text']}"


def _evidence(verdict: Verdict) -> list[str]:
    return [f"{check.name}, {check.status}: {check.evidence}" for check in verdict.checks]


def _checked(question: str) -> str:
    try:
        return check_question(question)
    except AgentError as error:
        raise ToolError(str(error)) from None


def _words(result: ToolResult) -> str:
    if not result.ok:
        raise ToolError(result.text)
    return result.text
