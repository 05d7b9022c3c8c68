"""Turns: another attempt is the first one up to where that was least sure, and goes another way there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.events import AttemptStarted, Turn
from agent.export_html import page
from agent.loop import Agent
from agent.policy import Ask, CoreModelPolicy, Rollout
from agent.strategies.draws import RememberingPolicy
from agent.strategies.retry import Retry
from agent.strategies.turns import along, turns
from agent.tools import Tool
from agent.trace import Trace
from agent.training.attempts import Sampler, turned_attempts
from tasks.task import Task
from tests.agent.learner import GOLD
from tests.agent.table import TablePolicy, answers, scoring
from tui.display.lines import Narrator
from verifier.verdict import Verdict

QUESTION = "Tom has 5 apples. How many?"
NOT_TOLD = {"judge": lambda question, solution, confidence: Verdict(status="unsure", score=0.4, answer=solution.answer)}


def rollout(policy: CoreModelPolicy, tools: dict[str, Tool], ask: Ask) -> Rollout:
    (end,) = [event for _, event in policy.attempts([ask], tools) if isinstance(event, Rollout)]
    return end


def own(end: Rollout) -> list[int]:
    return [at for at, sampled in zip(end.token_ids, end.sampled, strict=True) if sampled]


def test_the_least_probable_places_come_first_and_none_twice() -> None:
    ids, sampled, logprobs = (7, 1, 2, 9, 3), (0, 1, 1, 0, 1), (-0.1, -2.0, -0.5)
    first, second, third = (Turn(after=1, barred=(2,)), Turn(after=2, barred=(3,)), Turn(after=0, barred=(1,)))
    assert turns(ids, sampled, logprobs, 2) == (first, second)
    assert turns(ids, sampled, logprobs, 9, tried={1}) == (second, third)
    assert turns((), (), (), 2) == turns(ids, sampled, (), 2) == ()


@given(st.lists(st.floats(-9, 0), min_size=1, max_size=30), st.integers(0, 40), st.sets(st.integers(0, 29)))
def test_turns_are_sorted_different_and_not_tried(logprobs: list[float], count: int, tried: set[int]) -> None:
    ids = range(100, 100 + len(logprobs))
    made = turns(ids, [1] * len(logprobs), logprobs, count, tried)
    assert len({turn.after for turn in made}) == len(made) == min(count, len(set(range(len(logprobs))) - tried))
    assert all(turn.barred == (100 + turn.after,) and turn.after not in tried for turn in made)
    assert [logprobs[turn.after] for turn in made] == sorted(logprobs[turn.after] for turn in made)


def test_an_attempt_is_the_first_one_up_to_its_turn(learner: CoreModelPolicy, calculator: dict[str, Tool]) -> None:
    first = rollout(learner, calculator, Ask(QUESTION, max_tokens=12))
    ways = turns(first.token_ids, first.sampled, first.logprobs, 4)
    assert len(ways) == 4
    for turn in ways:
        other = rollout(learner, calculator, along(Ask(QUESTION, max_tokens=12), turn, first.token_ids, first.sampled))
        assert own(other)[: turn.after] == own(first)[: turn.after]
        assert own(other)[turn.after] not in turn.barred and turn.barred == (own(first)[turn.after],)
        assert other.logprobs[turn.after] < first.logprobs[turn.after]


def test_an_attempt_is_held_to_the_way_it_is_given(learner: CoreModelPolicy, calculator: dict[str, Tool]) -> None:
    first = rollout(learner, calculator, Ask(QUESTION, max_tokens=12))
    way = tuple(id_ + 1 for id_ in own(first)[:3])
    held = rollout(learner, calculator, Ask(QUESTION, max_tokens=12, turn=Turn(after=3, barred=()), way=way))
    free = rollout(learner, calculator, Ask(QUESTION, max_tokens=12, turn=Turn(after=0, barred=())))
    assert tuple(own(held)[:3]) == way and own(free) == own(first)
    assert max(held.logprobs[:3]) < 0 and held.drawn[:3] == (0.0,) * 3


def test_rows_beside_each_other_turn_for_themselves(learner: CoreModelPolicy, calculator: dict[str, Tool]) -> None:
    first = rollout(learner, calculator, Ask(QUESTION, max_tokens=12))
    ways = turns(first.token_ids, first.sampled, first.logprobs, 3)
    ask = Ask(QUESTION, max_tokens=12)
    asks = [ask, *(along(ask, turn, first.token_ids, first.sampled) for turn in ways)]
    ends = {i: e for i, e in learner.attempts(asks, calculator) if isinstance(e, Rollout)}
    assert [own(ends[i]) for i in range(4)] == [own(rollout(learner, calculator, ask)) for ask in asks]


def retried(policy: TablePolicy, question: str = "What?", attempts: int = 3, **verdicts: object) -> Trace:
    return Agent(policy, {}, **(verdicts or NOT_TOLD)).ask(question, attempts=attempts)  # type: ignore[arg-type]


def test_where_nothing_can_be_told_attempts_go_other_ways() -> None:
    policy = answers("1", "1", "2", "3", logprobs=(-0.5,) * 4)
    trace = retried(policy, attempts=4)
    assert [ask.turn and ask.turn.after for ask in policy.asked] == [None, 0, 1, 2]
    assert {ask.temperature for ask in policy.asked} == {0.0} and {ask.feedback for ask in policy.asked} == {""}
    started = [event for event in trace.events if isinstance(event, AttemptStarted)]
    assert [event.turn for event in started] == [ask.turn for ask in policy.asked]
    assert Trace.from_json(trace.to_json()) == trace
    narrator = Narrator()
    lines = [text for event in trace.events for _, text in narrator.lines(event)]
    assert "  another way from token 2 on" in lines and "another way from token 2 on" in page([trace])


def test_when_all_ways_are_tried_an_attempt_is_sampled() -> None:
    policy = answers(*"11111")
    retried(policy, attempts=5)
    assert policy.asked[4].turn is None and policy.asked[4].temperature > 0


def test_what_was_found_is_told_once_and_then_another_way_is_gone() -> None:
    policy = answers("1", "1", "2")
    retried(policy, judge=scoring({}))
    assert [bool(ask.feedback) for ask in policy.asked] == [False, True, False]
    assert [ask.turn is not None for ask in policy.asked] == [False, False, True]


def test_attempts_of_one_round_turn_at_different_places() -> None:
    policy = answers("1", "1", "2", "3")
    Agent(policy, {}, **NOT_TOLD).ask("What?", attempts=4, samples=3)  # type: ignore[arg-type]
    assert sorted(ask.turn.after for ask in policy.asked if ask.turn) == [0, 1, 2]


def test_a_retry_that_asks_as_before_does_not_turn() -> None:
    policy = answers("1", "1")
    Agent(policy, {}, strategy=Retry(otherwise=False), **NOT_TOLD).ask("What?", attempts=2)  # type: ignore[arg-type]
    assert policy.asked[1].turn is None and policy.asked[1].temperature > 0


def test_a_turned_attempt_is_remembered_by_its_turn() -> None:
    first = retried(answers("1", "2", "3"))
    again = answers("-", "-", "-")
    policy = RememberingPolicy(again)
    policy.remember(first)
    trace = Agent(policy, {}, **NOT_TOLD).ask("What?", attempts=3)  # type: ignore[arg-type]
    assert again.asked == [] and trace.solution(1).answer == "2"


def test_attempts_are_collected_that_turn_where_the_first_was_unsure(
    learner: CoreModelPolicy, calculator: dict[str, Tool]
) -> None:
    tasks = [Task(id=str(n), question=f"Tom has {n} apples. How many?", answer=GOLD, family="pick") for n in (5, 71)]
    sampler = Sampler(max_tokens=12, max_steps=2, turn_below=0.99)
    for task, group in zip(tasks, turned_attempts(learner, calculator, tasks, 3, sampler), strict=True):
        first = rollout(learner, calculator, Ask(task.question, max_tokens=12, max_steps=2))
        assert group[0].rendered.ids == first.token_ids and len(group) == 3
        assert len({one.rendered.ids for one in group}) == 3 and all(one.task is task for one in group)
    sure = Sampler(max_tokens=12, max_steps=2, turn_below=0.0)
    assert [len(group) for group in turned_attempts(learner, calculator, tasks, 3, sure)] == [1, 1]
