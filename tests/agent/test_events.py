"""Events and traces: exact through JSON, numbered, and with all that is needed to run them again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from agent.events import (
    EVENT,
    TRACE_VERSION,
    AnyEvent,
    AttemptFinished,
    CheckMade,
    Placed,
    Retried,
    RunStarted,
    Statistics,
    ThoughtDelta,
    ThoughtWritten,
    VerdictGiven,
)
from agent.loop import Agent
from agent.provenance import PACKAGES, code_version, source_digest
from agent.scripted import ScriptedPolicy
from agent.trace import Trace
from core_model.checkpoint import fingerprint, policy_folder
from tasks.task import Solution
from tests.agent.conftest import Stage
from tests.agent.making import trace
from verifier.verdict import Check, Verdict

KINDS = get_args(get_args(AnyEvent)[0])
TEXT = st.text(st.characters(codec="utf-8"))
CHECKS = st.builds(Check, name=TEXT, evidence=TEXT, seconds=st.floats(0, 1e9))
STRATEGIES: dict[object, st.SearchStrategy[object]] = {
    str: TEXT,
    str | None: st.none() | TEXT,
    tuple[str, ...]: st.lists(TEXT).map(tuple),
    Verdict: st.builds(Verdict, answer=st.none() | TEXT, checks=st.lists(CHECKS).map(tuple)),
}


def events(kind: type[BaseModel]) -> st.SearchStrategy[AnyEvent]:
    """Any event of a kind whose texts are Unicode and whose version is known."""
    known = {"version": st.sampled_from((1, 2, 3, 4))} if kind is RunStarted else {}
    fields = {name: STRATEGIES[f.annotation] for name, f in kind.model_fields.items() if f.annotation in STRATEGIES}
    return st.builds(kind, **fields, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_event_survives_json_exactly(kind: type[BaseModel]) -> None:
    @given(events(kind))
    def survives(event: AnyEvent) -> None:
        if event == event:  # not a number equals nothing, itself included
            assert EVENT.validate_json(event.model_dump_json()) == event

    survives()


def test_infinities_survive_json() -> None:
    event = trace().attempts[0].model_copy(update={"logprobs": (float("-inf"), -0.0, 5e-324)})
    assert EVENT.validate_json(event.model_dump_json()) == event


def test_events_are_numbered_and_timed(stage: Stage) -> None:
    made = stage.agent({"What?": ["call:2*3", "answer:6"]}).ask("What?", attempts=2)
    placed = [event for event in made.events[:-1] if isinstance(event, Placed)]
    assert [event.seq for event in placed] == list(range(len(made.events) - 1))
    times = [event.at for event in placed if event.at is not None]
    assert times == sorted(times) and len(times) == len(placed)


def test_a_run_says_how_it_was_run(stage: Stage) -> None:
    agent = stage.agent({"What?": ["answer:6"]})
    agent.policy.weights_hash = "ab12"  # type: ignore[attr-defined]
    started = agent.ask("What?", samples=2, temperature=0.3, seed=5).started
    assert (started.samples, started.temperature, started.seed) == (2, 0.3, 5)
    assert (started.weights_hash, started.version) == ("ab12", TRACE_VERSION)
    assert started.tools == ("calculator", "python", "solve", "units", "calendar")
    assert started.code_version == code_version()


def test_the_shipped_policy_knows_its_weights_hash() -> None:
    from agent.chat_policy import load_policy

    assert load_policy().weights_hash == fingerprint(policy_folder())


def test_a_changed_line_of_code_is_another_version(tmp_path: Path) -> None:
    for package in PACKAGES:
        (tmp_path / package / "deep").mkdir(parents=True)
        (tmp_path / package / "deep" / "one.py").write_text("x = 1\n")
    before = source_digest(tmp_path)
    assert source_digest(tmp_path) == before
    (tmp_path / "verifier" / "deep" / "one.py").write_text("x = 2\n")
    assert source_digest(tmp_path) != before


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_traces_of_every_version_load_in_todays_form(version: int) -> None:
    written = (Path(__file__).parent / "traces" / f"version{version}.json").read_text(encoding="utf-8")
    assert Trace.model_validate_json(written).started.version == version
    read = Trace.from_json(written)
    assert (read.result.answer, read.result.status) == ("34", "verified")
    assert [e.type for e in read.events if e.type != "thought_delta"][:3] == [
        "run_started",
        "attempt_started",
        "thought",
    ]
    assert read.started.version == TRACE_VERSION and Trace.from_json(read.to_json()) == read
    assert [e.check for e in read.events if isinstance(e, CheckMade)] == list(read.verdict.checks)
    (given,) = (e for e in read.events if isinstance(e, VerdictGiven))
    assert (given.status, given.score, given.answer) == (read.verdict.status, read.verdict.score, read.verdict.answer)
    (cost,) = (e for e in read.events if isinstance(e, Statistics))
    assert cost.sampled_tokens == sum(read.attempts[0].sampled) == read.result.tokens


def test_a_trace_of_an_earlier_form_gains_what_follows_from_it_and_nothing_else() -> None:
    agent = Agent(ScriptedPolicy({"What?": Solution(answer="30")}), [], never_content)
    made = agent.ask("What?", attempts=4, samples=2)
    gained = ("retry", "check", "verdict", "statistics", "thought_delta")
    plain = [e for e in made.events if e.type not in gained]
    old = [e.model_copy(update={"seq": n} | ({"version": 3} if n == 0 else {})) for n, e in enumerate(plain[:-1])]
    read = Trace.from_json(Trace(events=(*old, plain[-1])).to_json())
    assert [e.type for e in read.events] == [e.type for e in made.events]
    assert [e.seq for e in read.events if isinstance(e, Placed)] == list(range(len(made.events) - 1))
    retries = [[(e.attempt, e.attempts) for e in t.events if isinstance(e, Retried)] for t in (read, made)]
    assert retries[0] == retries[1] == [(1, 2), (3, 1)]


def never_content(question: str, solution: Solution, confidence: float | None) -> Verdict:
    check = Check(name="hm", status="unknown", evidence="who knows")
    return Verdict(status="unsure", score=0.5, answer=solution.answer, checks=(check,))


def test_the_parts_of_a_thought_are_a_beginning_of_it(stage: Stage) -> None:
    long = "thought:Rolls left, rolls sold, and rolls that are baked in the afternoon: é ü ß 12 3."
    made = stage.agent({"What?": [long, "call:2*3", long, "answer:6"]}).ask("What?", attempts=1)
    parts, thoughts = "", 0
    for event in made.events:
        if isinstance(event, ThoughtDelta):
            parts += event.text
        elif isinstance(event, ThoughtWritten):
            assert parts and event.text.startswith(parts) and len(parts) > len(event.text) // 2
            parts, thoughts = "", thoughts + 1
    assert thoughts == 2


def test_a_thought_that_is_stopped_is_told_to_its_last_token(stage: Stage) -> None:
    looks = iter(range(1000))
    agent = stage.agent({"What?": ["thought:Rolls left, rolls sold, and rolls that are baked in the afternoon."]})
    made = agent.ask("What?", attempts=1, should_stop=lambda: next(looks) >= 12)
    (end,) = made.attempts
    told = "".join(event.text for event in made.events if isinstance(event, ThoughtDelta))
    own = [i for i, is_own in zip(end.token_ids, end.sampled, strict=True) if is_own]
    assert end.stop == "stopped" and len(own) % 8 and len(own) > 8
    assert told and told == stage.transcript.parse(own)[0].text


def test_statistics_are_of_the_row_that_they_stand_behind(stage: Stage) -> None:
    made = stage.agent({"What?": ["call:2*3", "answer:6"]}).ask("What?", attempts=1)
    (cost,), (end,) = ([e for e in made.events if isinstance(e, kind)] for kind in (Statistics, AttemptFinished))
    assert isinstance(cost, Statistics) and isinstance(end, AttemptFinished)
    assert cost.prompt_tokens + cost.forced_tokens + cost.sampled_tokens == len(end.token_ids)
    assert tuple(end.sampled[: cost.prompt_tokens + 1]) == (0,) * cost.prompt_tokens + (1,)
    assert cost.mean_logprob == pytest.approx(sum(end.logprobs) / len(end.logprobs)) and cost.batch == 1.0
    assert cost.min_logprob == min(end.logprobs)
    assert cost.tool_seconds > 0 and cost.seconds + cost.tool_seconds <= end.seconds + 0.001


def test_a_trace_of_a_newer_version_says_so() -> None:
    started = trace().started.model_dump() | {"version": TRACE_VERSION + 1}
    with pytest.raises(ValidationError, match="newer Ponder"):
        EVENT.validate_python(started)


def test_a_list_of_no_routes_in_version_3_is_none() -> None:
    stored = json.loads((Path(__file__).parent / "traces" / "version3.json").read_text())
    for event in stored["events"]:
        if event["type"] == "attempt_finished":
            event["routing"] = []
    trace = Trace.from_json(json.dumps(stored))
    assert all(event.routing is None for event in trace.events if isinstance(event, AttemptFinished))
