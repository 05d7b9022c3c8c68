"""Tools as the policy meets them: a call's text goes in, a line of plain words comes out, and nothing is raised."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent.events import CallMade, Failed, Observed
from agent.loop import Agent
from agent.tools import Calculator, Python
from agent.trace import Trace
from tests.agent.conftest import Stage
from verifier.sandbox.layers import LINUX
from verifier.sandbox.limits import Limits
from verifier.sandbox.pool import SandboxPool
from verifier.sandbox.shared import TOOL_LIMITS, shared_pool

LETTERS = "How many times is the letter r in strawberry?"
PROGRAM = 'word = "strawberry"\nprint(word.count("r"))'
PATIENT = Limits(seconds=20.0, printed_characters=TOOL_LIMITS.printed_characters)


@pytest.fixture(scope="module")
def python() -> Iterator[Python]:
    with SandboxPool(PATIENT) as pool:
        yield Python(pool)


def script(program: str, *after: str) -> list[str]:
    return [f"python:{program}", "raw:<|run|>", *after]


def observed(trace: Trace) -> list[tuple[str, bool]]:
    return [(e.text, e.ok) for e in trace.events if isinstance(e, Observed)]


@pytest.mark.parametrize(
    "program, text, ok",
    [
        (PROGRAM, "3", True),
        ("sorted([3, 1, 2])", "[1, 2, 3]", True),
        ("print(1)\n1 / 0", "ZeroDivisionError: division by zero (line 2)", False),
        ("x = 3", "the program printed nothing", False),
        ("print('a' * 1001)", "printed more than 1,000 characters", False),
    ],
)
def test_python_says_what_the_program_said_or_why_it_did_not(python: Python, program: str, text: str, ok: bool) -> None:
    result = python.run(program)
    assert (result.text, result.ok, result.broken) == (text, ok, False) and result.seconds > 0


def test_a_sandbox_that_cannot_run_is_a_result_and_marked_as_broken() -> None:
    with SandboxPool(strict=True, layers=LINUX[:-1]) as pool:
        result = Python(pool).run("1 + 1")
    assert not result.ok and result.broken and result.text.startswith("python cannot be run: the sandbox lacks seccomp")


def test_the_tool_and_the_verifier_share_one_sandbox() -> None:
    assert Python().pool is shared_pool() and shared_pool().limits == TOOL_LIMITS


def test_an_agent_can_calculate_and_program(stage: Stage) -> None:
    agent = stage.agent({})
    assert set(agent.tools) == {"calculator", "python", "solve", "units", "calendar"}
    assert isinstance(agent.tools["calculator"], Calculator) and isinstance(agent.tools["python"], Python)


def test_a_program_in_a_dialogue_is_run_and_its_words_are_read(stage: Stage, python: Python) -> None:
    policy = stage.policy({LETTERS: script(PROGRAM, "answer:3")})
    trace = Agent(policy, {"python": python}).ask(LETTERS, attempts=1)
    calls = [(e.tool, e.input) for e in trace.events if isinstance(e, CallMade)]
    assert calls == [("python", PROGRAM)] and observed(trace) == [("3", True)] and trace.answer == "3"
    assert {check.name: check.status for check in trace.verdict.checks}["execution"] == "pass"
    assert trace.result.status == "verified"


def test_a_program_that_fails_is_an_observation_and_the_row_goes_on(stage: Stage, python: Python) -> None:
    policy = stage.policy({LETTERS: [*script("1 / 0"), *script("2 * 3", "answer:6")]})
    trace = Agent(policy, {"python": python}).ask(LETTERS, attempts=1)
    assert observed(trace) == [("ZeroDivisionError: division by zero (line 1)", False), ("6", True)]


def test_a_tool_that_is_not_there_cannot_be_called(stage: Stage) -> None:
    policy = stage.policy({LETTERS: script(PROGRAM, "answer:3")})
    with Calculator().pool as pool:
        trace = Agent(policy, {"calculator": Calculator(pool)}).ask(LETTERS, attempts=1)
    assert not [e for e in trace.events if isinstance(e, CallMade)]
    assert stage.transcript.marker["<|python|>"] not in trace.attempts[0].token_ids


def test_a_sandbox_that_cannot_run_is_recorded_at_its_boundary(stage: Stage) -> None:
    with SandboxPool(strict=True, layers=LINUX[:-1]) as pool:
        policy = stage.policy({LETTERS: script(PROGRAM, "answer:3")})
        trace = Agent(policy, {"python": Python(pool)}).ask(LETTERS, attempts=1)
    assert [e.boundary for e in trace.events if isinstance(e, Failed)] == ["sandbox"]
    assert trace.answer == "3" and trace.result.status != "verified"
