"""The MCP server, asked by the SDK's own client: in memory with a scripted agent, and as a process over stdio."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp", reason="needs the `mcp` extra")

import anyio  # noqa: E402
from mcp.client.stdio import StdioServerParameters  # noqa: E402

from agent.serving.mcp import server  # noqa: E402
from tests.agent.conftest import Stage  # noqa: E402

QUESTION = "What is 48 - 29?"
ROOT = Path(__file__).parents[3]


def call(where: Any, name: str, **arguments: Any) -> Any:
    """One call, from a client of its own."""

    async def ask() -> Any:
        async with mcp.Client(where) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(ask)


@pytest.fixture
def ponder(stage: Stage) -> Any:
    return server(lambda: stage.agent({QUESTION: ["thought:subtract", "call:48-29", "thought:done", "answer:19"]}))


def test_a_question_is_answered_with_its_steps_and_evidence(ponder: Any) -> None:
    found = call(ponder, "ask", question=QUESTION)
    assert not found.is_error
    answer = found.structured_content
    assert (answer["answer"], answer["status"], answer["attempts"]) == ("19", "verified", 1)
    assert answer["asked_as"] == QUESTION  # this policy was not trained on letters
    assert answer["steps"] == ["thought: subtract", "calculator: 48-29", "observation: 19", "thought: done"]
    assert any(line.startswith("recompute") for line in answer["evidence"])


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("calculate", {"expression": "15/100*240"}, "36"),
        ("run_python", {"program": "print(sum(range(10)))"}, "45"),
    ],
)
def test_tools_say_what_they_compute(name: str, arguments: dict[str, str], words: str, ponder: Any) -> None:
    found = call(ponder, name, **arguments)
    assert not found.is_error and found.content[0].text == words


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("calculate", {"expression": "1/0"}, "zero"),
        ("calculate", {"expression": "__import__('os')"}, ""),
        ("run_python", {"program": "1/0"}, "ZeroDivisionError"),
        ("ask", {"question": "   "}, "empty"),
        ("ask", {"question": "x" * 20_001}, "20000"),
        ("ask", {"question": QUESTION, "attempts": 0}, "attempts"),
        ("verify_answer", {"question": QUESTION}, "answer"),
    ],
)
def test_what_cannot_be_done_is_a_tools_error(name: str, arguments: dict[str, Any], words: str, ponder: Any) -> None:
    found = call(ponder, name, **arguments)
    assert found.is_error and words in found.content[0].text
    assert "Traceback" not in found.content[0].text


@pytest.mark.parametrize(("answer", "status"), [("19", "verified"), ("21", "refuted")])
def test_an_answer_of_someone_elses_is_judged(answer: str, status: str, ponder: Any) -> None:
    found = call(ponder, "verify_answer", question=QUESTION, answer=answer, solution=f"48 - 29 = {answer}")
    assert found.structured_content["status"] == status and found.structured_content["evidence"]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the SDK leaves its pipe to the collector
def test_the_command_speaks_over_stdio_and_lists_four_tools(tmp_path: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "tui.cli", "mcp"],
        cwd=ROOT,
        env={
            "PYTHONPATH": str(ROOT),
            "PONDER_HOME": str(tmp_path),
            "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", ""),
        },
    )

    async def talk() -> tuple[list[str], Any]:
        async with mcp.Client(command) as client:
            tools = await client.list_tools()
            return [tool.name for tool in tools.tools], await client.call_tool("calculate", {"expression": "6*7"})

    names, product = anyio.run(talk)
    gc.collect()
    assert names == ["ask", "calculate", "run_python", "verify_answer"]
    assert product.content[0].text == "42"
