"""A model behind a server: the real client, the real loop and tools, a server on loopback that plays a part."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from agent.events import Answered, CallMade, Failed, Observed
from agent.loop import Agent
from agent.policies.openai import OpenAIPolicy, PolicyError
from agent.tools import Calculator, Tool
from agent.trace import Trace
from tests.agent.policies.server import Says, chat_server, failed, said

pytest.importorskip("openai", reason="needs the `openai` extra")
QUESTION = "A baker makes 48 rolls and sells 29 of them. How many rolls are left?"


@pytest.fixture
def tools() -> Iterator[dict[str, Tool]]:
    calculator = Calculator()
    yield {"calculator": calculator}
    calculator.pool.close()


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def calls(text: str) -> Says:
    """One call first, then the answer that it came to."""

    def says(body: dict[str, Any]) -> tuple[int, Any]:
        last = body["messages"][-1]["content"]
        if "Observation: " in last:
            return said(f"Thought: that is left.\nAnswer: {last.split()[1]}")
        return said(text)

    return says


def asked(policy: OpenAIPolicy, tools: dict[str, Tool], **settings: Any) -> Trace:
    return Agent(policy, tools).ask(QUESTION, **settings)


def test_a_dialogue_in_text_calls_the_tool(tools: dict[str, Tool]) -> None:
    with chat_server(calls("Thought: rolls made: 48; rolls sold: 29.\ncalculator: 48 - 29")) as seen:
        trace = asked(OpenAIPolicy("m", seen.url), tools, attempts=1)
    assert trace.answer == "19" and trace.result.status == "unsure"  # nobody knows how sure a foreign model was
    assert [e.input for e in trace.events if isinstance(e, CallMade)] == ["48 - 29"]
    assert [e.text for e in trace.events if isinstance(e, Observed)] == ["19"]
    assert trace.result.tokens == 14 and trace.started.policy == "openai:m"
    first, second = seen.bodies
    assert first["stop"] == ["Observation:"] and "tools" not in first
    assert [m["role"] for m in second["messages"][-2:]] == ["assistant", "user"]
    assert second["max_tokens"] == first["max_tokens"] - 7


def test_native_calls_answer_the_calls_by_id(tools: dict[str, Tool]) -> None:
    def says(body: dict[str, Any]) -> tuple[int, Any]:
        if body["messages"][-1]["role"] == "tool":
            return said(f"Answer: {body['messages'][-1]['content']}")
        function = {"name": "calculator", "arguments": json.dumps({"input": "48 - 29"})}
        return said(None, "tool_calls", calls=[{"id": "one", "type": "function", "function": function}])

    with chat_server(says) as seen:
        trace = asked(OpenAIPolicy("m", seen.url, protocol="native"), tools)
    assert trace.answer == "19"
    (offered,) = seen.bodies[0]["tools"]
    assert offered["function"]["name"] == "calculator"
    assert seen.bodies[1]["messages"][-1] == {"role": "tool", "tool_call_id": "one", "content": "19"}


@pytest.mark.parametrize("arguments", ["48 - 29", '"48 - 29"', '{"expression": "48 - 29"}', '{"input": "48 - 29"}'])
def test_arguments_are_read_however_a_model_writes_them(arguments: str, tools: dict[str, Tool]) -> None:
    def says(body: dict[str, Any]) -> tuple[int, Any]:
        function = {"name": "calculator", "arguments": arguments}
        return said("", "tool_calls", calls=[{"id": "one", "type": "function", "function": function}])

    with chat_server(says) as seen:
        trace = asked(OpenAIPolicy("m", seen.url, protocol="native"), tools, attempts=1)
    assert {e.text for e in trace.events if isinstance(e, Observed)} == {"19"}
    assert trace.attempts[0].stop == "steps"


def test_an_unknown_tool_is_an_observation(tools: dict[str, Tool]) -> None:
    with chat_server(calls("Action: search\nInput: rolls")) as seen:
        trace = asked(OpenAIPolicy("m", seen.url), tools, attempts=1)
    (observed,) = [e for e in trace.events if isinstance(e, Observed)]
    assert not observed.ok and "there are: calculator" in observed.text


def test_plain_prose_has_no_tools(tools: dict[str, Tool]) -> None:
    with chat_server(lambda body: said("48 less 29 is 19. The answer is 19.")) as seen:
        trace = asked(OpenAIPolicy("m", seen.url, protocol="plain"), tools, attempts=1)
    assert trace.answer == "19" and trace.started.policy == "openai-plain:m"
    assert "calculator" not in json.dumps(seen.bodies)


def test_feedback_reaches_the_second_attempt(tools: dict[str, Tool]) -> None:
    def says(body: dict[str, Any]) -> tuple[int, Any]:
        retry = "An earlier attempt was wrong" in json.dumps(body)
        return said("Thought: 48 - 29 = 19\nAnswer: 19" if retry else "Thought: 48 - 29 = 21\nAnswer: 21")

    with chat_server(says) as seen:
        trace = Agent(OpenAIPolicy("m", seen.url), tools).ask("What is 48 - 29?", attempts=2)
    assert trace.answer == "19" and len(trace.attempts) == 2
    assert [body["temperature"] for body in seen.bodies] == [0.0, 0.7]


def test_an_answer_that_is_cut_off_is_a_spent_budget(tools: dict[str, Tool]) -> None:
    with chat_server(lambda body: said("Thought: so", "length", tokens=body["max_tokens"])) as seen:
        trace = asked(OpenAIPolicy("m", seen.url), tools, attempts=1)
    assert trace.attempts[0].stop == "tokens" and trace.answer is None


def test_tokens_are_estimated_where_the_server_counts_none(tools: dict[str, Tool]) -> None:
    with chat_server(lambda body: said("Answer: 19", tokens=None)) as seen:
        assert asked(OpenAIPolicy("m", seen.url), tools, attempts=1).result.tokens == 3


def test_a_server_that_recovers_is_asked_again(tools: dict[str, Tool]) -> None:
    replies = [failed(503, "busy"), said("Answer: 19")]
    with chat_server(lambda body: replies.pop(0)) as seen:
        trace = asked(OpenAIPolicy("m", seen.url, retries=1), tools, attempts=1)
    assert trace.answer == "19" and len(seen.bodies) == 2


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (failed(500, "out of order"), "out of order"),
        (failed(401, "wrong key sk-secret"), r"wrong key \*\*\*"),
        (failed(404, "no such model"), "no such model"),
        ((200, {"choices": []}), "cannot be read"),
        ((200, b"<html>"), "cannot be read"),
    ],
)
def test_a_failing_server_is_the_policys_failure_and_ends_the_run(
    reply: tuple[int, Any], words: str, tools: dict[str, Tool]
) -> None:
    with chat_server(lambda body: reply) as seen:
        trace = asked(OpenAIPolicy("m", seen.url, retries=0, api_key="sk-secret"), tools, attempts=3)
    (failure,) = [e for e in trace.events if isinstance(e, Failed)]
    assert failure.boundary == "policy" and len(trace.attempts) == 1
    assert re.search(words, failure.message)
    assert "sk-secret" not in trace.to_json()


def test_a_server_that_is_not_there_is_told_with_its_address(tools: dict[str, Tool]) -> None:
    with chat_server(lambda body: said("")) as seen:
        url = seen.url
    trace = asked(OpenAIPolicy("m", url, retries=0), tools)
    (failure,) = [e for e in trace.events if isinstance(e, Failed)]
    assert failure.boundary == "policy" and f"cannot reach {url}" in failure.message


def test_a_prompt_that_is_too_long_is_a_budget(tools: dict[str, Tool]) -> None:
    with chat_server(lambda body: failed(400, "too long", "context_length_exceeded")) as seen:
        trace = asked(OpenAIPolicy("m", seen.url), tools)
    assert [e.boundary for e in trace.events if isinstance(e, Failed)] == ["budget"]
    assert trace.attempts[0].stop == "context" and len(trace.attempts) == 1


def test_a_deadline_ends_the_request_and_closes_its_connection(tools: dict[str, Tool]) -> None:
    with chat_server(lambda body: said(""), hold=True) as seen:
        trace = asked(OpenAIPolicy("m", seen.url), tools, max_seconds=1.0)
        assert not seen.bodies or seen.gone.wait(60)  # a slow machine may not have come to asking
    assert trace.attempts[0].stop == "seconds"


def test_a_stop_ends_the_request_and_closes_its_connection(tools: dict[str, Tool]) -> None:
    with chat_server(lambda body: said(""), hold=True) as seen:
        trace = asked(OpenAIPolicy("m", seen.url), tools, should_stop=lambda: bool(seen.bodies))
        assert seen.gone.wait(60)
    assert trace.attempts[0].stop == "stopped"


def test_a_server_that_is_too_slow_is_given_up(tools: dict[str, Tool]) -> None:
    started = time.monotonic()
    with chat_server(lambda body: said(""), hold=True) as seen:
        trace = asked(OpenAIPolicy("m", seen.url, timeout_seconds=0.3, retries=0), tools)
    assert [e.boundary for e in trace.events if isinstance(e, Failed)] == ["policy"]
    assert time.monotonic() - started < 20


def test_many_questions_are_asked_side_by_side_and_keep_their_answers(tools: dict[str, Tool]) -> None:
    def says(body: dict[str, Any]) -> tuple[int, Any]:
        number = body["messages"][-1]["content"].split()[2]
        return said(f"Answer: {number}")

    from agent.settings import Settings

    with chat_server(says) as seen:
        traces = Agent(OpenAIPolicy("m", seen.url), tools).answer_all(
            [f"What is {n} ?" for n in range(40)], Settings(attempts=1)
        )
    assert [t.answer for t in traces] == [str(n) for n in range(40)]
    assert all(len([e for e in t.events if isinstance(e, Answered)]) == 1 for t in traces)


def test_the_key_comes_from_the_environment(tools: dict[str, Tool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    with chat_server(lambda body: said("Answer: 19")) as seen:
        trace = asked(OpenAIPolicy("m", seen.url), tools, attempts=1)
    assert seen.keys == ["Bearer sk-other"] and "sk-other" not in trace.to_json()


def test_without_a_key_or_a_server_of_ones_own_there_is_nobody_to_ask() -> None:
    with pytest.raises(PolicyError, match="OPENAI_API_KEY"):
        OpenAIPolicy("m")
    with pytest.raises(PolicyError, match="no model"):
        OpenAIPolicy("", "http://127.0.0.1:1/v1")
