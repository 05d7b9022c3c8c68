"""The reducer on what the real loop tells: every order it produces, and an interruption after every event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, zip_longest

import pytest

from agent.budgets import Budget, Budgets
from agent.events import Answered, AnyEvent, CallMade, Failed, Observed, ThoughtDelta, ThoughtWritten
from agent.loop import Agent
from agent.policy import Ask, Rollout, ShouldStop, StepEvent
from agent.tools import Tool
from tasks.task import Solution
from tui.state import Run, fold, interrupted, reduce
from verifier.verdict import Check, Verdict

STEPS: tuple[tuple[StepEvent, ...], ...] = (
    (
        ThoughtDelta(attempt=0, text="Take "), ThoughtDelta(attempt=0, text="away"),
        ThoughtWritten(attempt=0, text="Take away."), CallMade(attempt=0, tool="calculator", input="48 - 29"),
        Observed(attempt=0, text="no", ok=False), Failed(attempt=0, boundary="tool", message="it broke"),
        ThoughtDelta(attempt=0, text="So"), ThoughtWritten(attempt=0, text="So 18."), Answered(attempt=0, text="18"),
    ),
    (ThoughtWritten(attempt=0, text="Whole."), ThoughtDelta(attempt=0, text="On and "), ThoughtDelta(attempt=0, text="on")),
    (ThoughtDelta(attempt=0, text="Again"), ThoughtWritten(attempt=0, text="Again: 19"), Answered(attempt=0, text="19")),
)  # fmt: skip
"""What the attempts tell: one with all kinds of events, one that its budget cuts in a thought, one that is right."""


class Telling:
    """A policy that tells these steps, the attempts of a round by turns, and looks after each whether to stop."""

    name = "telling"

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        for turn in zip_longest(*(STEPS[ask.attempt % 3] for ask in asks)):
            for index, event in enumerate(turn):
                if should_stop is not None and should_stop():
                    yield from ((i, Rollout("stopped")) for i in range(len(asks)))
                    return
                if event is not None:
                    yield index, event.model_copy(update={"attempt": asks[index].attempt})
        for index, ask in enumerate(asks):
            answered = isinstance(STEPS[ask.attempt % 3][-1], Answered)
            ids, own = tuple(range(20)), (0, 0, *[1] * 18)
            yield index, Rollout("answered" if answered else "tokens", ids, own, (-0.5,) * 18, seconds=0.5)


def judge(question: str, solution: Solution, confidence: float | None) -> Verdict:
    """Two checks for an answer, none without one."""
    if solution.answer is None:
        return Verdict(status="unsure", score=0.0, answer=None)
    right = solution.answer == "19"
    checks = tuple(Check(name=n, status="pass" if right else "fail", evidence=f"{n}!") for n in ("one", "two"))
    return Verdict(status="verified" if right else "refuted", score=float(right), answer=solution.answer, checks=checks)


def broken(question: str, solution: Solution, confidence: float | None) -> Verdict:
    raise RuntimeError("the verifier broke")


@cache
def streams(kind: str) -> tuple[tuple[AnyEvent, ...], ...]:
    """The events of a run, and of every run that is asked to stop after some of them."""
    how: dict[str, Agent] = {
        "one after the other": Agent(Telling(), {}, judge),
        "two at a time": Agent(Telling(), {}, judge),
        "a run's budget": Agent(Telling(), {}, judge, budgets=Budgets(run=Budget(tokens=30))),
        "a broken verifier": Agent(Telling(), {}, broken),
    }
    samples = 2 if kind == "two at a time" else 1

    def run(stop_after: int) -> tuple[AnyEvent, ...]:
        told: list[AnyEvent] = []
        for event in how[kind].stream("What?", samples=samples, should_stop=lambda: len(told) >= stop_after):
            told.append(event)
        return tuple(told)

    whole = run(10_000)
    return (whole, *(run(n) for n in range(1, len(whole))))


KINDS = pytest.mark.parametrize("kind", ["one after the other", "two at a time", "a run's budget", "a broken verifier"])


def known(run: Run) -> dict[str, str]:
    return {node.key: node.kind for _, node in run.nodes()}


def prefixes(events: Sequence[AnyEvent]) -> list[Run]:
    runs = [Run()]
    for event in events:
        runs.append(reduce(runs[-1], event))
    return runs


def thoughts(events: Sequence[AnyEvent], attempt: int) -> list[tuple[str, str]]:
    """What the tree must say of an attempt's thoughts at its end: whole ones, and at most one that broke off."""
    found, parts = [], ""
    for event in events:
        if getattr(event, "attempt", None) != attempt:
            continue
        if event.type == "thought_delta":
            parts += event.text
        elif event.type == "thought":
            found.append((event.text, ""))
            parts = ""
    return [*found, (parts, "cut")] if parts else found


def test_the_streams_have_events_of_every_kind() -> None:
    kinds = {e.type for kind in ("one after the other", "two at a time", "a run's budget") for e in streams(kind)[0]}
    assert kinds == {
        "run_started", "retry", "attempt_started", "thought_delta", "thought", "call", "observation", "answer", "failed",
        "check", "verdict", "statistics", "budget", "attempt_finished", "result",
    }  # fmt: skip


@KINDS
def test_nodes_stay_and_keep_their_keys_whatever_comes(kind: str) -> None:
    for events in streams(kind):
        runs = prefixes(events)
        for before, after in pairwise(runs):
            assert known(before).items() <= known(after).items()
            assert after.newest in {"q", *known(after), *(a.key for a in after.attempts)}


@KINDS
def test_every_thought_is_in_the_tree_half_written_ones_too(kind: str) -> None:
    for events in streams(kind):
        for attempt in fold(events).attempts:
            told = [(node.text, node.state) for node in attempt.nodes if node.kind == "thought"]
            assert told == thoughts(events, attempt.number)


@KINDS
def test_what_breaks_off_after_any_event_is_kept_and_nothing_stays_open(kind: str) -> None:
    for run in prefixes(streams(kind)[0]):
        ended = interrupted(run)
        assert known(ended) == known(run) and not ended.running
        assert [(n.text, n.children) for _, n in ended.nodes()] == [(n.text, n.children) for _, n in run.nodes()]
        assert not [node for _, node in ended.nodes() if node.state in ("writing", "verifying")]
        assert not [a for a in ended.attempts if a.finished is None and a.phase != "interrupted"]


@KINDS
def test_a_run_that_is_asked_to_stop_ends_with_all_it_was_told(kind: str) -> None:
    whole, *stopped = streams(kind)
    for n, events in enumerate(stopped, 1):
        run = fold(events)
        assert not run.running and run.result is not None
        assert known(fold(whole[: min(n, len(events) - 1)])).items() <= known(run).items()
        stops = [node.text for _, node in run.nodes() if node.kind == "stop"]
        assert (run.phase == "interrupted") == ("stopped" in stops)


@KINDS
def test_the_parts_change_nothing_in_the_end(kind: str) -> None:
    for events in streams(kind):
        whole, without = fold(events), fold(e for e in events if e.type not in ("thought_delta", "check", "verdict"))
        for one, other in zip(whole.attempts, without.attempts, strict=True):
            told, steps = ({(n.kind, n.name, n.text, n.state, tuple((c.kind, c.name, c.text, c.state) for c in n.children))
                            for n in a.nodes if n.state != "cut"} for a in (one, other))  # fmt: skip
            assert told == steps and one.phase == other.phase == "done"


@KINDS
def test_the_verdict_of_the_end_is_the_one_that_was_told(kind: str) -> None:
    runs = prefixes(streams(kind)[0])
    for before, after in pairwise(runs):
        if after.events[-1].type == "attempt_finished":
            number = after.events[-1].attempt
            old, new = before.attempt(number), after.attempt(number)
            assert old is not None and new is not None
            verdicts = [[n for n in a.nodes if n.kind == "verdict"] for a in (old, new)]
            assert len(verdicts[0]) == 1 and verdicts[0][0] is verdicts[1][0]
