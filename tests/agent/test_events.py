"""Events and traces: exact through JSON, numbered, and with all that is needed to run them again."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from agent.events import EVENT, TRACE_VERSION, AnyEvent, Placed, RunStarted
from agent.provenance import PACKAGES, code_version, source_digest
from agent.trace import Trace
from core_model.checkpoint import fingerprint, policy_folder
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
    known = {"version": st.sampled_from((1, 2, 3))} if kind is RunStarted else {}
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


@pytest.mark.parametrize("name", ["version1", "version2", "version3"])
def test_traces_of_every_version_load(name: str) -> None:
    written = (Path(__file__).parent / "traces" / f"{name}.json").read_text(encoding="utf-8")
    read = Trace.from_json(written)
    assert (read.result.answer, read.result.status) == ("34", "verified")
    assert [event.type for event in read.events[:3]] == ["run_started", "attempt_started", "thought"]
    assert f"version{read.started.version}" == name


def test_a_trace_of_a_newer_version_says_so() -> None:
    started = trace().started.model_dump() | {"version": TRACE_VERSION + 1}
    with pytest.raises(ValidationError, match="newer Ponder"):
        EVENT.validate_python(started)
