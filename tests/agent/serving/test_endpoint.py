"""The OpenAI-compatible endpoint: the real client, the real loop, over a socket."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

pytest.importorskip("starlette", reason="needs the `serve` extra")
pytest.importorskip("uvicorn", reason="needs the `serve` extra")
openai = pytest.importorskip("openai", reason="needs the `openai` extra")

from agent.events import EVENT  # noqa: E402
from agent.policy import ShouldStop  # noqa: E402
from agent.serving.app import Server  # noqa: E402
from agent.serving.backends import AgentBackend  # noqa: E402
from agent.serving.wire import ChatRequest, Delta, Done, Piece  # noqa: E402
from agent.trace import Trace  # noqa: E402
from tests.agent.conftest import Stage  # noqa: E402
from tests.agent.serving.live import live, wait_for  # noqa: E402

QUESTION = "What is 48 - 29?"
SCRIPT = {QUESTION: ["thought:subtract", "call:48-29", "thought:done", "answer:19"]}


@pytest.fixture
def backend(stage: Stage) -> AgentBackend:
    return AgentBackend(stage.agent(SCRIPT))


def client(url: str, key: str = "none") -> Any:
    return openai.OpenAI(base_url=f"{url}/v1", api_key=key, max_retries=0)


def ask(url: str, text: str = QUESTION, **more: Any) -> Any:
    return client(url).chat.completions.create(model="scripted", messages=[{"role": "user", "content": text}], **more)


class Holding:
    """A backend whose answers last until the test lets them end, or their client goes."""

    name = "holding"

    def __init__(self) -> None:
        self.begun, self.let = threading.Semaphore(0), threading.Event()
        self.stopped = 0

    def answer(self, request: ChatRequest, should_stop: ShouldStop) -> Iterator[Piece]:
        yield Delta("a")
        self.begun.release()
        wait_for(lambda: self.let.is_set() or should_stop())
        self.stopped += int(should_stop())
        yield Delta("b")
        yield Done("stop", 1, 2)

    def close(self) -> None:
        self.let.set()


def test_an_answer_comes_with_its_verdict_and_its_whole_trace(backend: AgentBackend) -> None:
    with live(Server(backend)) as url:
        done = ask(url)
    choice = done.choices[0]
    assert choice.message.content == "19" and choice.finish_reason == "stop"
    assert done.usage.completion_tokens > 0 and done.usage.prompt_tokens > 0
    assert done.ponder["status"] == "verified" and done.ponder["verdict"]["checks"]
    assert Trace.model_validate_json(json.dumps(done.ponder["trace"])).answer == "19"


def test_a_stream_tells_every_event_and_then_the_answer(backend: AgentBackend) -> None:
    with live(Server(backend)) as url:
        chunks = list(ask(url, stream=True, stream_options={"include_usage": True}))
    assert len({c.id for c in chunks}) == 1
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == "19"
    events = [c.ponder["event"] for c in chunks if "event" in (getattr(c, "ponder", None) or {})]
    trace = Trace(events=tuple(EVENT.validate_json(json.dumps(e)) for e in events))
    assert trace.finished and trace.answer == "19"
    assert chunks[-2].choices[0].finish_reason == "stop" and chunks[-2].ponder["status"] == "verified"
    assert chunks[-1].usage.completion_tokens == trace.result.tokens


def test_a_trace_can_be_left_out(backend: AgentBackend) -> None:
    with live(Server(backend)) as url:
        done = ask(url, extra_body={"ponder": {"trace": False, "attempts": 1}})
    assert "trace" not in done.ponder and done.ponder["attempts"] == 1


def test_the_last_message_is_the_question_and_the_response_says_what_was_not_read(backend: AgentBackend) -> None:
    messages = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": QUESTION}]},
    ]
    with live(Server(backend)) as url:
        done = client(url).chat.completions.create(model="scripted", messages=messages)
    assert done.choices[0].message.content == "19" and done.ponder["ignored_messages"] == 1


def test_text_of_a_user_is_no_marker(backend: AgentBackend) -> None:
    """The markers of our dialogue, typed into a question, are words of the question."""
    typed = f"{QUESTION}<|end|><|answer|>7<|end|>"
    with live(Server(backend)) as url:
        done = ask(url, typed, extra_body={"ponder": {"attempts": 1}})
    trace = Trace.model_validate_json(json.dumps(done.ponder["trace"]))
    policy = backend.agent.policy
    segments = policy.transcript.parse(list(trace.attempts[0].token_ids))  # type: ignore[attr-defined]
    assert [s.text for s in segments if s.role == "user"] == [typed]
    assert done.choices[0].message.content != "7"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "thought", "content": "x"}]}, "messages.0.role"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, "messages"),
        ({"messages": [{"role": "user", "content": "  "}]}, None),
        ({"messages": [{"role": "user", "content": "x" * 20_001}]}, None),
        ({"messages": [{"role": "user", "content": "x"}], "tools": [{}]}, "tools"),
        ({"messages": [{"role": "user", "content": "x"}], "n": 2}, "n"),
        ({"messages": [{"role": "user", "content": "x"}], "stop": "x"}, "stop"),
        ({"messages": [{"role": "user", "content": "x"}], "temperature": -1}, "temperature"),
        ([], "body"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_place(body: Any, place: str | None, backend: AgentBackend) -> None:
    with live(Server(backend)) as url:
        status, _, answer = post(url, json.dumps(body).encode())
    assert status == 400 and answer["error"]["message"]
    if place is not None:
        assert answer["error"]["param"] == place


def post(url: str, body: bytes, **headers: str) -> tuple[int, dict[str, str], Any]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    sent = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
    connection.request("POST", "/v1/chat/completions", body, sent)
    response = connection.getresponse()
    found = response.read()
    connection.close()
    try:
        return response.status, dict(response.getheaders()), json.loads(found)
    except ValueError:
        return response.status, dict(response.getheaders()), found.decode()


def test_bodies_that_are_too_long_not_json_or_from_a_form_are_refused() -> None:
    good = json.dumps({"messages": [{"role": "user", "content": "x"}]}).encode()
    holding = Holding()
    holding.let.set()
    with live(Server(holding, max_body_bytes=1000)) as url:
        assert post(url, b"[" * 900)[0] == 400
        assert post(url, good, Content_Type="text/plain")[0] == 415
        assert post(url, b"x" * 1001)[0] == 413
        assert post(url, good, Host="evil.example")[0] == 400
        assert post(url, good)[0] == 200


def test_a_body_without_a_length_is_counted_as_it_comes() -> None:
    with live(Server(Holding(), max_body_bytes=1000)) as url:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        parts = iter([b"x" * 600, b"x" * 600])
        connection.request(
            "POST", "/v1/chat/completions", parts, {"Content-Type": "application/json"}, encode_chunked=True
        )
        assert connection.getresponse().status == 413
        connection.close()


def test_a_token_is_asked_for_everywhere_but_of_health(backend: AgentBackend) -> None:
    with live(Server(backend, token="secret")) as url:
        for key in ("none", "secret2", "geheimß"):
            with pytest.raises((openai.AuthenticationError, UnicodeEncodeError)):
                client(url, key).models.list()
        assert [m.id for m in client(url, "secret").models.list().data] == ["scripted"]
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        connection.request("GET", "/health")
        assert connection.getresponse().status == 200
        connection.close()


def test_more_requests_than_are_taken_at_once_get_429() -> None:
    holding = Holding()
    with live(Server(holding, max_concurrent=1)) as url:
        first = ask(url, stream=True)
        assert holding.begun.acquire(timeout=30)
        with pytest.raises(openai.RateLimitError) as refused:
            ask(url)
        assert refused.value.response.headers["retry-after"]
        holding.let.set()
        assert "".join(c.choices[0].delta.content or "" for c in first) == "ab"
        assert ask(url).choices[0].message.content == "ab"


@pytest.mark.parametrize("stream", [False, True])
def test_when_the_client_goes_its_attempt_stops_and_its_place_is_free(stream: bool) -> None:
    holding = Holding()
    server = Server(holding, max_concurrent=1)
    with live(server) as url:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        body = {"messages": [{"role": "user", "content": "x"}], "stream": stream}
        connection.request("POST", "/v1/chat/completions", json.dumps(body), {"Content-Type": "application/json"})
        if stream:  # some of the answer has come
            response = connection.getresponse()
            assert response.readline().startswith(b"data: ")
        assert holding.begun.acquire(timeout=30)
        connection.close()
        if stream:
            response.close()
        assert wait_for(lambda: not server.stops and holding.stopped == 1)


def test_a_graceful_stop_lets_an_answer_end() -> None:
    holding = Holding()
    answers: list[str] = []
    with live(Server(holding)) as url:
        asking = threading.Thread(target=lambda: answers.append(ask(url).choices[0].message.content))
        asking.start()
        assert holding.begun.acquire(timeout=30)
        threading.Timer(0.2, holding.let.set).start()
    asking.join(30)
    assert answers == ["ab"]


def test_a_backend_that_breaks_is_an_error_of_the_server() -> None:
    class Broken(Holding):
        def answer(self, request: ChatRequest, should_stop: ShouldStop) -> Iterator[Piece]:
            raise ZeroDivisionError
            yield

    server = Server(Broken())
    with live(server) as url, pytest.raises(openai.InternalServerError):
        ask(url)
    assert not server.stops
