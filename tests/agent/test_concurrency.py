"""Many callers of one agent: threads, asynchronous tasks, and what becomes of those that are cancelled."""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any

import pytest

from agent.errors import QuestionError
from agent.loop import Agent
from agent.policy import Ask
from agent.scripted import ScriptedPolicy
from agent.tools import ToolResult
from agent.trace import Trace
from tasks.task import Call, Solution, Thought
from verifier.verdict import Verdict

MANY = 1000


class Doubled:
    """A tool."""

    name = "double"

    def run(self, text: str) -> ToolResult:
        return ToolResult(str(2 * int(text)), True, 0.0)


def script(ask: Ask) -> Solution:
    n = ask.question.split()[-1]
    return Solution(steps=(Thought(text="Twice."), Call(tool="double", input=n)), answer=str(2 * int(n)))


def right(question: str, solution: Solution, confidence: float | None) -> Verdict:
    """Doubles by itself, and believes nobody."""
    wanted = str(2 * int(question.split()[-1]))
    status: Any = "verified" if solution.answer == wanted and solution.steps[-1].text == wanted else "refuted"  # type: ignore[union-attr]
    return Verdict(status=status, score=float(status == "verified"), answer=solution.answer)


@pytest.fixture
def agent() -> Agent:
    return Agent(ScriptedPolicy(script), [Doubled()], right)


def own(traces: list[Trace]) -> bool:
    """Whether each trace is of its own question, and right; ids are all different."""
    return all(t.answer == str(2 * n) and t.result.status == "verified" for n, t in enumerate(traces)) and len(
        {t.result.trace_id for t in traces}
    ) == len(traces)


def test_a_thousand_asks_from_many_threads(agent: Agent) -> None:
    with ThreadPoolExecutor(64) as threads:
        assert own(list(threads.map(lambda n: agent.ask(f"double {n}"), range(MANY))))


def test_a_thousand_asks_from_one_event_loop(agent: Agent) -> None:
    async def ask_all() -> list[Trace]:
        return await asyncio.gather(*(agent.aask(f"double {n}") for n in range(MANY)))

    assert own(asyncio.run(ask_all()))


def test_a_thousand_questions_in_one_batch(agent: Agent) -> None:
    assert own(agent.ask_many([f"double {n}" for n in range(MANY)]))
    assert own(asyncio.run(agent.aask_many([f"double {n}" for n in range(20)])))


def test_an_asynchronous_stream_is_the_trace(agent: Agent) -> None:
    async def stream() -> list[str]:
        return [event.type async for event in agent.astream("double 4")]

    assert asyncio.run(stream()) == [event.type for event in agent.ask("double 4").events]


def test_errors_of_the_caller_reach_an_asynchronous_caller(agent: Agent) -> None:
    async def stream() -> None:
        async for _ in agent.astream(" "):
            pass

    with pytest.raises(QuestionError):
        asyncio.run(stream())
    with pytest.raises(QuestionError):
        asyncio.run(agent.aask(" "))


class Endless:
    """A policy that thinks until it is stopped; or for a minute, where nobody can stop it."""

    name = "endless"

    def __init__(self) -> None:
        self.begun, self.stopped = threading.Event(), threading.Event()

    def attempts(self, asks: Any, tools: Any, should_stop: Any = None) -> Any:
        from agent.events import ThoughtWritten
        from agent.policy import Rollout

        yield 0, ThoughtWritten(attempt=asks[0].attempt, text="Hm.")
        self.begun.set()
        pause = threading.Event()
        end = time.monotonic() + 60
        while not should_stop() and time.monotonic() < end:
            pause.wait(0.001)
        self.stopped.set()
        yield 0, Rollout("stopped")


def test_a_task_that_is_cancelled_stops_its_run() -> None:
    policy = Endless()

    async def cancel() -> None:
        task = asyncio.create_task(Agent(policy, [], right).aask("double 1"))
        await asyncio.to_thread(policy.begun.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    assert policy.stopped.wait(20)


def test_a_stream_that_is_closed_stops_its_run() -> None:
    policy = Endless()

    async def leave() -> None:
        async with aclosing(Agent(policy, [], right).astream("double 1")) as events:
            async for event in events:
                if event.type == "thought":
                    break

    asyncio.run(leave())
    assert policy.stopped.wait(20)


def test_the_event_loop_stays_free_while_an_agent_thinks() -> None:
    policy = Endless()

    async def both() -> bool:
        task = asyncio.create_task(Agent(policy, [], right).aask("double 1"))
        await asyncio.to_thread(policy.begun.wait, 20)
        for _ in range(100):
            await asyncio.sleep(0)
        thinking = not policy.stopped.is_set()  # the loop came here while it did
        task.cancel()
        return thinking

    assert asyncio.run(both())
    assert policy.stopped.wait(20)
