"""Whatever a tool does, the loop gets one bounded, printable text in time, and the run goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from agent.events import Failed, Observed
from agent.loop import Agent
from agent.scripted import ScriptedPolicy
from agent.tools import ToolResult, default_tools, guarded, registry, tool
from agent.tools.guard import MAX_HANGING, MAX_RESULT_CHARACTERS, GuardedTool
from tasks.task import Call, Solution, Thought
from verifier.verdict import Verdict

release = threading.Event()


@pytest.fixture(autouse=True)
def released() -> Iterator[None]:
    release.clear()
    yield
    release.set()


class Bare:
    """A tool that is a class of its own, not made from a function."""

    name = "bare"

    def __init__(self, does: Callable[[str], Any]) -> None:
        self.does = does
        self.seconds = 0.05 if does is hangs else 60.0  # on a busy machine 0.05 s pass before a call ends

    def run(self, text: str) -> ToolResult:
        return self.does(text)  # type: ignore[no-any-return]


def raises(text: str) -> ToolResult:
    raise RuntimeError(f"no {text}")


def leaves(text: str) -> ToolResult:
    raise SystemExit(3)


def hangs(text: str) -> ToolResult:
    release.wait(60)
    return ToolResult("late", True, 0.0)


def floods(text: str) -> ToolResult:
    return ToolResult("x" * 10_000_000, True, 0.0)


def escapes(text: str) -> ToolResult:
    return ToolResult("\x1b]0;title\x07\x1b[2Jred\u202e\x00", True, 0.0)


@pytest.mark.parametrize(
    "does, said, broken",
    [
        (raises, "bare failed: RuntimeError: no input", True),
        (leaves, "bare failed: SystemExit: 3", True),
        (hangs, "bare took longer than 0.05 s", True),
        (lambda text: None, "bare failed: it gave back no ToolResult", True),
        (lambda text: ToolResult(3, True, 0.0), "bare failed: TypeError: object of type 'int' has no len()", True),  # type: ignore[arg-type]
        (escapes, "]0;title  [2Jred", False),
    ],
)
def test_a_tool_that_misbehaves_is_an_observation(does: Callable[[str], Any], said: str, broken: bool) -> None:
    result = GuardedTool(Bare(does)).run("input")
    assert (result.text, result.broken) == (said, broken)


def test_ten_megabytes_are_cut_and_say_so() -> None:
    result = GuardedTool(Bare(floods)).run("")
    assert len(result.text) == MAX_RESULT_CHARACTERS and result.text.endswith("xx … (cut)") and result.ok


def test_a_tool_that_hangs_again_and_again_is_refused_until_it_ends() -> None:
    begun = threading.Semaphore(0)

    def stays(text: str) -> ToolResult:
        begun.release()
        return hangs(text)

    bare = Bare(hangs)
    bare.does = stays
    held = GuardedTool(bare)
    for _ in range(MAX_HANGING):
        assert "took longer" in held.run("").text and begun.acquire(timeout=60)
    bare.does = raises
    refused = held.run("")
    assert refused.text == "bare still hangs in earlier calls" and refused.broken  # at once: it was not called
    release.set()
    for thread in [t for t in threading.enumerate() if t.name == "tool bare"]:
        thread.join(60)
    bare.does, held._limit = lambda text: ToolResult("well again", True, 0.0), 60.0
    assert held.run("").text == "well again"


def test_calls_that_only_take_their_time_are_not_taken_for_hanging_ones() -> None:
    n = 3 * MAX_HANGING
    together = threading.Barrier(n)

    def meets(text: str) -> ToolResult:
        together.wait(20)
        return ToolResult("met", True, 0.0)

    held = GuardedTool(Bare(meets), threading.BoundedSemaphore(n))
    with ThreadPoolExecutor(n) as threads:
        assert [result.text for result in threads.map(held.run, [""] * n)] == ["met"] * n


def test_no_time_is_no_call() -> None:
    assert GuardedTool(Bare(raises)).run_within("", 0).text == "no time is left for bare"


def test_tools_of_one_agent_share_their_places() -> None:
    most, now, lock = 0, 0, threading.Lock()

    def counts(text: str) -> ToolResult:
        nonlocal most, now
        with lock:
            now += 1
            most = max(most, now)
        release.wait(0.01)
        with lock:
            now -= 1
        return ToolResult("", True, 0.0)

    a, b = Bare(counts), Bare(counts)
    both = guarded({"a": a, "b": b})
    threads = [threading.Thread(target=both["ab"[i % 2]].run, args=("",)) for i in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    from agent.tools.guard import AT_ONCE

    assert 1 <= most <= AT_ONCE


def believe(question: str, solution: Solution, confidence: float | None) -> Verdict:
    return Verdict(status="verified", score=1.0, answer=solution.answer)


@pytest.mark.parametrize("does", [raises, leaves, hangs, floods, escapes])
def test_the_run_goes_on_after_a_tool_that_misbehaves(does: Callable[[str], Any]) -> None:
    script = Solution(steps=(Thought(text="Try."), Call(tool="bare", input="x")), answer="34")
    agent = Agent(ScriptedPolicy({"What?": script}), [Bare(does)], believe)
    trace = agent.ask("What?")
    assert trace.answer == "34"
    (seen,) = [e for e in trace.events if isinstance(e, Observed)]
    assert len(seen.text) <= MAX_RESULT_CHARACTERS and seen.text.isprintable()
    failed = [e.boundary for e in trace.events if isinstance(e, Failed)]
    assert failed == ([] if does in (floods, escapes) else ["tool"])


class Entry:
    """An entry point as importlib.metadata gives it."""

    def __init__(self, name: str, loaded: Callable[[], Any]) -> None:
        self.name, self.value, self.load = name, f"somewhere:{name}", loaded


def test_installed_tools_are_found_and_broken_ones_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    @tool
    def dice(sides: int) -> int:
        """Roll a die."""
        return sides

    @tool(name="units")
    def mine(text: str) -> str:
        """Take the name of a shipped tool."""
        return text

    def missing() -> Any:
        raise ImportError("no module named nowhere")

    found = [Entry("dice", lambda: dice), Entry("units", lambda: mine), Entry("gone", missing), Entry("odd", lambda: 3)]
    monkeypatch.setattr(registry.metadata, "entry_points", lambda group: found if group == "ponder.tools" else [])
    with pytest.warns(UserWarning, match=r"gone|odd") as warned:
        tools = default_tools()
    assert len(warned) == 2
    assert set(tools) == {"calculator", "python", "solve", "units", "calendar", "dice"}
    assert tools["units"].run("1 km to m").text == "1000 m" and tools["dice"].run("6").text == "6"
