"""How a call is written where the tokenizer has markers for the calculator and for Python alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.events import CallMade, Observed
from agent.loop import Agent
from agent.tools import Calculator, default_tools, units
from agent.tools.calls import read_call, run_tool, write_call
from agent.training.transcripts import segments
from tests.agent.conftest import Stage

NAMES = ("calculator", "python", "solve", "units", "calendar", "mine_2")


@given(st.sampled_from(NAMES), st.text())
def test_a_written_call_is_read_back(name: str, text: str) -> None:
    if name == "calculator" and text.lstrip().startswith("@"):
        return  # no calculation begins so
    assert read_call(*write_call(name, text), NAMES) == (name, text)


@given(st.sampled_from(("calculator", "python")), st.text().filter(lambda text: not text.lstrip().startswith("@")))
def test_what_does_not_begin_with_an_at_sign_is_what_it_always_was(place: str, text: str) -> None:
    assert read_call(place, text, NAMES) == (place, text)


@pytest.mark.parametrize("text", ["@nobody 3", "@", "@units3", "@python print(1)", "@UNITS 3 km to m", "@unit.s 3"])
def test_a_name_that_no_tool_has_is_left_to_the_calculator(text: str) -> None:
    assert read_call("calculator", text, NAMES) == ("calculator", text)


def test_a_decorator_in_a_program_names_no_tool() -> None:
    assert read_call("python", "@units\ndef f(): ...", NAMES)[0] == "python"


def test_an_unknown_tool_is_an_error_in_words() -> None:
    result = run_tool({"units": units}, "unit", "3 km to m")
    assert (result.text, result.ok) == ("there is no tool unit; there are units", False)


def test_a_policy_calls_any_tool_in_the_calculators_place(stage: Stage) -> None:
    policy = stage.policy({"How far?": ["call:@units 3 km to m", "answer:3000"]})
    trace = Agent(policy, {"units": units}).ask("How far?", attempts=1)
    assert [(e.tool, e.input) for e in trace.events if isinstance(e, CallMade)] == [("units", "3 km to m")]
    assert [(e.text, e.ok) for e in trace.events if isinstance(e, Observed)] == [("3000 m", True)]
    rendered = stage.transcript.render(segments("How far?", trace.solution(0)))
    assert rendered.ids == trace.attempts[0].token_ids


def test_shipped_tools_describe_themselves() -> None:
    for tool in default_tools().values():
        assert tool.description.endswith(".") and tool.parameters["type"] == "object"  # type: ignore[attr-defined]
        assert len(tool.parameters["properties"]) == 1  # type: ignore[attr-defined]
        if isinstance(tool, Calculator):
            tool.pool.close()
