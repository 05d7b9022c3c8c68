"""The list of quantities that opens an attempt: a rule, so the loop writes on what a policy has begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.events import ThoughtWritten
from agent.loop import Agent
from agent.policy import CoreModelPolicy
from agent.reading import BEGUN, READING_FILE, mark, marked, reading
from tests.agent.conftest import Stage

ROLLS = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"
REST = [" Rolls now.", "call:48-29+15", "answer:34"]


def reader(stage: Stage, first: str) -> CoreModelPolicy:
    """A policy that opens with a thought `first` and ends well."""
    policy = stage.policy({ROLLS: [f"thought:{first}{REST[0]}", *REST[1:]]})
    policy.reads = True
    return policy


def opening(policy: CoreModelPolicy) -> tuple[str, tuple[int, ...]]:
    """The first thought, and which ids after the prompt were sampled."""
    trace = Agent(policy).ask(ROLLS, attempts=1)
    thought = next(e.text for e in trace.events if isinstance(e, ThoughtWritten))
    attempt = trace.attempts[0]
    return thought, attempt.sampled[len(policy.transcript.prompt(ROLLS)) :]


def test_a_reading_that_was_begun_is_written_on_and_not_sampled(stage: Stage) -> None:
    policy = reader(stage, reading(ROLLS))
    thought, sampled = opening(policy)
    listed = len(policy.transcript.thought(reading(ROLLS)))
    assert thought == f"{reading(ROLLS)} Rolls now."
    assert sampled[:listed] == (1,) * BEGUN + (0,) * (listed - BEGUN)
    assert set(sampled[listed : listed + 4]) == {1}


def test_a_slip_of_the_policy_inside_the_reading_cannot_happen(stage: Stage) -> None:
    slipped = reading(ROLLS).replace("29", "28")
    assert opening(reader(stage, slipped))[0].startswith(reading(ROLLS))


def test_a_thought_that_begins_otherwise_is_the_policys_own(stage: Stage) -> None:
    thought, sampled = opening(reader(stage, "Hm."))
    assert thought == "Hm. Rolls now." and sampled[0] == sampled[BEGUN] == 1


def test_a_policy_without_the_mark_writes_all_of_it(stage: Stage) -> None:
    policy = reader(stage, reading(ROLLS))
    policy.reads = False
    listed = len(policy.transcript.thought(reading(ROLLS)))
    assert set(opening(policy)[1][:listed]) == {1}


def test_the_context_may_end_within_the_reading(stage: Stage) -> None:
    prompt = len(stage.transcript.prompt(ROLLS))
    policy = stage.policy({ROLLS: [f"thought:{reading(ROLLS)}"]}, context=prompt + 20)
    policy.reads = True
    assert Agent(policy).ask(ROLLS, attempts=1).attempts[0].stop == "context"


def test_the_mark_is_of_one_form_of_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not marked(tmp_path)
    mark(tmp_path)
    assert marked(tmp_path)
    monkeypatch.setattr("agent.reading.WORDS_BEFORE", 3)
    assert not marked(tmp_path)
    (tmp_path / READING_FILE).write_text("{", encoding="utf-8")
    assert not marked(tmp_path)
