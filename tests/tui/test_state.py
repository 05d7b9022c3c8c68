"""The reducer: events in, an immutable tree out."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from agent.events import (
    Answered,
    AnyEvent,
    AttemptFinished,
    AttemptStarted,
    BudgetSpent,
    CallMade,
    CheckMade,
    Failed,
    Observed,
    Result,
    Retried,
    Statistics,
    StopReason,
    ThoughtDelta,
    ThoughtWritten,
    VerdictGiven,
)
from tests.tui.conftest import TRACE_ID, events
from tui.state import Node, Run, fold, interrupted, reduce
from verifier.verdict import Check, Verdict

REFUTED = Verdict(
    status="refuted", score=0.1, answer="18",
    checks=(Check(name="recomputation", status="fail", evidence="48 - 29 = 19"),),
)  # fmt: skip
STEP = st.sampled_from(["thought", "call", "observation", "answer", "failed"])


def step(kind: str, attempt: int) -> AnyEvent:
    return {
        "thought": ThoughtWritten(attempt=attempt, text="hm"),
        "call": CallMade(attempt=attempt, tool="calculator", input="48 - 29"),
        "observation": Observed(attempt=attempt, text="19", ok=True, seconds=0.1),
        "answer": Answered(attempt=attempt, text="19"),
        "failed": Failed(attempt=attempt, boundary="tool", message="broken"),
    }[kind]


def finished(attempt: int, stop: StopReason = "answered") -> AttemptFinished:
    return AttemptFinished(attempt=attempt, stop=stop, verdict=REFUTED, sampled=(0, 1, 1), seconds=0.5)


def result(status: str = "refuted") -> Result:
    return Result.model_validate(
        {"question": "q", "answer": "18", "status": status, "score": 0.1, "attempts": 1, "tokens": 2, "seconds": 1.0,
         "trace_id": TRACE_ID}
    )  # fmt: skip


def keys(run: Run) -> list[str]:
    return [node.key for _, node in run.nodes()]


def shape(node: Node) -> tuple[object, ...]:
    return (node.kind, node.text, node.state, tuple(shape(child) for child in node.children))


def test_a_run_of_one_attempt_is_a_tree() -> None:
    run = fold(events())
    (attempt,) = run.attempts
    assert [shape(node) for node in attempt.nodes] == [
        ("thought", "Take away.", "", ()),
        ("call", "48 - 29", "ok", (("observation", "19", "ok", ()),)),
        ("answer", "19", "", ()),
        ("verdict", "19", "verified", (("check", "48 - 29 = 19 again", "pass", ()),)),
    ]
    assert (run.phase, run.running, run.question) == ("done", False, "What is 48 - 29?")


def test_the_phase_follows_the_events() -> None:
    made = events()
    phases = [fold(made[: n + 1]).phase for n in range(len(made))]
    assert phases == ["thinking", "thinking", "thinking", "calling", "thinking", "verifying", "verifying", "done"]


def test_a_retry_is_a_sibling_that_knows_what_it_was_told() -> None:
    retry = AttemptStarted(attempt=1, temperature=0.7, seed=1, feedback="48 - 29 = 19")
    run = fold([*events()[:2], step("answer", 0), finished(0), retry])
    assert [a.key for a in run.attempts] == ["a0", "a1"]
    assert (run.phase, run.attempts[1].feedback, run.newest) == ("retrying", "48 - 29 = 19", "a1")


def test_an_interrupted_run_keeps_what_there_is() -> None:
    run = fold([*events()[:3], finished(0, stop="stopped"), result()])
    assert run.phase == "interrupted"
    assert [n.kind for n in run.attempts[0].nodes] == ["thought", "stop", "verdict"]


def test_the_newest_node_is_the_one_just_added() -> None:
    newest = [fold(events()[:n]).newest for n in range(2, 8)]
    assert newest == ["a0", "a0.0", "a0.1", "a0.1.0", "a0.2", "a0.3"]


def test_what_did_not_change_is_the_same_object() -> None:
    made = [*events()[:5], finished(0), AttemptStarted(attempt=1, temperature=0.7, seed=1)]
    before = fold(made)
    after = reduce(before, step("thought", 1))
    assert after.attempts[0] is before.attempts[0]
    assert after.attempts[1] is not before.attempts[1]


def test_an_event_of_a_later_version_changes_nothing_but_is_kept() -> None:
    run = fold(events()[:3])
    later = Failed(attempt=0, boundary="tool", message="x").model_copy(update={"type": "weather"})
    after = reduce(run, later)
    assert (after.attempts, after.phase, len(after.events)) == (run.attempts, run.phase, 4)


def test_a_thought_grows_in_its_node_and_keeps_its_key() -> None:
    parts = [ThoughtDelta(attempt=0, text="Take "), ThoughtDelta(attempt=0, text="aw")]
    runs = [fold([*events()[:2], *parts[:n]]) for n in (1, 2)]
    runs.append(reduce(runs[1], ThoughtWritten(attempt=0, text="Take away.")))
    nodes = [run.attempts[0].nodes for run in runs]
    assert [(n.key, n.text, n.state) for (n,) in nodes] == [
        ("a0.0", "Take ", "writing"), ("a0.0", "Take aw", "writing"), ("a0.0", "Take away.", "")
    ]  # fmt: skip
    assert [run.newest for run in runs] == ["a0.0"] * 3
    assert reduce(runs[2], ThoughtDelta(attempt=0, text="Next")).newest == "a0.1"


def test_a_thought_that_breaks_off_stays() -> None:
    told = [*events()[:2], ThoughtDelta(attempt=0, text="Take aw")]
    for run in (fold([*told, finished(0, stop="stopped"), result()]), interrupted(fold(told))):
        first = run.attempts[0].nodes[0]
        assert (run.phase, first.text, first.state) == ("interrupted", "Take aw", "cut")


def test_checks_appear_as_they_are_made_and_then_their_verdict() -> None:
    check = Check(name="bounds", status="pass", evidence="18 < 48")
    told = [
        *events()[:2], step("answer", 0), CheckMade(attempt=0, check=REFUTED.checks[0]), CheckMade(attempt=0, check=check),
        VerdictGiven(attempt=0, answer="18", status="refuted", score=0.1),
    ]  # fmt: skip
    runs = [fold(told[:n]) for n in range(4, 7)]
    assert [shape(run.attempts[0].nodes[1])[2:] for run in runs] == [
        ("verifying", (("check", "48 - 29 = 19", "fail", ()),)),
        ("verifying", (("check", "48 - 29 = 19", "fail", ()), ("check", "18 < 48", "pass", ()))),
        ("refuted", (("check", "48 - 29 = 19", "fail", ()), ("check", "18 < 48", "pass", ()))),
    ]
    assert [run.newest for run in runs] == ["a0.1.0", "a0.1.1", "a0.1"]
    assert {run.phase for run in runs} == {"verifying"}


def test_a_retry_and_a_spent_budget_have_a_row() -> None:
    spent = BudgetSpent(attempt=1, scope="run", kind="tokens", limit=64, used=70)
    run = fold([
        *events()[:2], step("answer", 0), finished(0), Retried(attempt=1, attempts=2, feedback="48 - 29 = 19"),
        AttemptStarted(attempt=1, temperature=0.7, seed=1), spent, finished(1, stop="tokens"),
    ])  # fmt: skip
    assert [(n.kind, n.text) for n in run.attempts[1].nodes] == [
        ("retry", "2 more attempts, told: 48 - 29 = 19"),
        ("budget", "tokens of the run: 70 used, 64 allowed"),
        ("verdict", "18"),
    ]


def test_the_phase_names_the_attempt_that_it_speaks_of() -> None:
    begun = [events()[0], *(AttemptStarted(attempt=n, temperature=0.7, seed=n) for n in range(3))]
    run = fold([*begun, step("answer", 1)])
    assert (run.phase, run.current) == ("verifying", 1)
    run = reduce(run, finished(1))
    assert (run.phase, run.current) == ("thinking", 0)


def test_the_speed_so_far_is_that_of_the_parts_until_there_are_statistics() -> None:
    at = [1.0, 1.4, 2.0]
    told = [
        AttemptStarted(attempt=0, temperature=0.0, seed=0, at=at[0]),
        *(ThoughtDelta(attempt=0, text="hm ", at=now) for now in at[1:]),
    ]
    (open_one,) = fold([events()[0], *told]).attempts
    assert (open_one.parts, open_one.writing_seconds, open_one.tokens_per_second) == (2, 1.0, None)
    cost = Statistics(attempt=0, prompt_tokens=3, forced_tokens=1, sampled_tokens=20, seconds=2.0, tool_seconds=0.5)
    assert fold([events()[0], *told, cost]).attempts[0].tokens_per_second == 10.0


def test_speed_counts_what_was_sampled() -> None:
    attempt = fold([*events()[:2], finished(0)]).attempts[0]
    assert (attempt.tokens, attempt.tokens_per_second) == (2, 4.0)


@given(st.lists(STEP, max_size=12))
def test_keys_are_never_reused_and_every_key_is_found(kinds: Sequence[str]) -> None:
    run = fold([*events()[:2], *(step(kind, 0) for kind in kinds), finished(0)])
    assert len(set(keys(run))) == len(keys(run))
    for _, node in run.nodes():
        found = run.find(node.key)
        assert found is not None
        assert found[1] is node
    assert run.find("a7") is None and run.find("a0.99") is None and run.find("q") is None


@given(st.lists(STEP, max_size=12))
def test_a_prefix_of_the_events_has_a_prefix_of_the_keys(kinds: Sequence[str]) -> None:
    run = fold(events()[:2])
    for kind in kinds:
        known = {node.key: node.kind for _, node in run.nodes()}
        run = reduce(run, step(kind, 0))
        now = {node.key: node.kind for _, node in run.nodes()}
        assert known.items() <= now.items()


@given(st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.integers(0, 99))
def test_attempts_may_interleave_at_will(first: Sequence[str], second: Sequence[str], seed: int) -> None:
    streams = [
        [AttemptStarted(attempt=n, temperature=0.7, seed=n), *(step(kind, n) for kind in kinds), finished(n)]
        for n, kinds in enumerate((first, second))
    ]
    in_turn = fold([*events()[:1], *streams[0], *streams[1]])
    mixed: list[AnyEvent] = []
    rng = random.Random(seed)
    while any(streams):
        mixed.append(rng.choice([s for s in streams if s]).pop(0))
    assert fold([*events()[:1], *mixed]).attempts == in_turn.attempts
