"""Beam search over steps: going on step by step is the same row, and the value decides."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

import pytest

from agent.events import Answered, CallMade, Observed
from agent.loop import Agent
from agent.policy import Ask, CoreModelPolicy, Rollout, ShouldStop, StepEvent
from agent.strategies.beam import StepBeam
from agent.strategies.value import judged, mean_logprob
from agent.tools import Calculator, Tool
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from tasks.task import Solution
from tests.agent.conftest import Stage
from tests.agent.table import scoring
from tests.core_model.conftest import make_model

ROLLS = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"
RIGHT = ["thought:Rolls left.", "call:48-29", "thought:Rolls now.", "call:19+15", "answer:34"]


def test_step_by_step_is_the_same_row_as_at_once(stage: Stage) -> None:
    agent = stage.agent({ROLLS: RIGHT})
    whole = list(agent.policy.attempts([Ask(ROLLS)], agent.tools))
    told: list[StepEvent] = []
    ask, sampled, logprobs = Ask(ROLLS, one_step=True), (), ()
    while True:
        *events, end = [event for _, event in agent.policy.attempts([ask], agent.tools)]
        assert isinstance(end, Rollout)
        told += events  # type: ignore[arg-type]
        sampled = (*sampled, *end.sampled[len(ask.prefix) :])  # type: ignore[assignment]
        logprobs = (*logprobs, *end.logprobs)  # type: ignore[assignment]
        if not end.more:
            break
        ask = dataclasses.replace(ask, prefix=end.token_ids)
    expected = whole[-1][1]
    assert isinstance(expected, Rollout)
    assert (end.token_ids, sampled, end.stop) == (expected.token_ids, expected.sampled, "answered")
    assert logprobs == pytest.approx(expected.logprobs, abs=1e-5)
    seconds = {"seconds": 0.0}
    steps = [e.model_copy(update=seconds) if isinstance(e, Observed) else e for e in told]
    assert steps == [e.model_copy(update=seconds) if isinstance(e, Observed) else e for _, e in whole[:-1]]


def test_a_search_without_choices_finds_the_greedy_attempt(stage: Stage) -> None:
    agent = stage.agent({ROLLS: RIGHT})
    greedy = agent.ask(ROLLS, attempts=1)
    agent.strategy = StepBeam()
    found = agent.ask(ROLLS, attempts=4)
    assert found.answer == "34" and found.attempts[0].token_ids == greedy.attempts[0].token_ids
    assert found.attempts[0].sampled == greedy.attempts[0].sampled
    assert found.result.tokens > greedy.result.tokens  # what was not kept is paid for


class TreePolicy:
    """First a call, `1+1` at temperature 0 or else `9+9`; then the answer that the calls lead to."""

    name = "tree"

    def attempts(
        self, asks: Sequence[Ask], tools: Mapping[str, Tool], should_stop: ShouldStop | None = None
    ) -> Iterator[tuple[int, StepEvent | Rollout]]:
        for i, ask in reversed(list(enumerate(asks))):  # rows end in any order
            if should_stop is not None and should_stop():
                yield i, Rollout("stopped", ask.prefix or (0,), (0,) * max(1, len(ask.prefix)))
            elif not ask.prefix:
                first = ask.temperature == 0
                yield i, CallMade(attempt=ask.attempt, tool="calculator", input="1+1" if first else "9+9")
                yield i, Observed(attempt=ask.attempt, text="2" if first else "18", ok=True)
                yield i, Rollout("stopped", (0, 1 if first else 2), (0, 1), (-0.1 if first else -0.9,), more=True)
            else:
                yield i, Answered(attempt=ask.attempt, text="2" if ask.prefix[1] == 1 else "18")
                yield i, Rollout("answered", (*ask.prefix, 7), (0, 0, 1), (-0.2,))


class LikesEighteen:
    name = "likes eighteen"

    def probability(self, question: str, solution: Solution) -> float:
        return 0.9 if any(getattr(step, "text", "") == "18" for step in solution.steps) else 0.1


def test_without_a_judge_the_more_probable_steps_are_kept() -> None:
    trace = Agent(TreePolicy(), {}, scoring({}), StepBeam(mean_logprob)).ask("What?", attempts=2)
    assert trace.answer == "2" and trace.result.attempts == 1
    assert trace.result.tokens == 2 + 2  # two first steps, two continuations of the one that is kept


def test_a_judge_guides_the_search_to_another_answer() -> None:
    trace = Agent(TreePolicy(), {}, scoring({}), StepBeam(judged(LikesEighteen()))).ask("What?", attempts=2)
    assert trace.answer == "18" and trace.attempts[0].logprobs == (-0.9, -0.2)


def test_one_continuation_is_the_single_attempt() -> None:
    policy = TreePolicy()
    assert StepBeam().decoding(policy, 1, 0.7) is policy


def test_an_interrupted_search_ends() -> None:
    trace = Agent(TreePolicy(), {}, scoring({}), StepBeam()).ask("What?", attempts=4, should_stop=lambda: True)
    assert trace.attempts[0].stop == "stopped" and trace.result.answer is None


def test_a_search_keeps_the_budget_of_ids(tokenizer: SentencePieceTokenizer) -> None:
    calculator = Calculator()
    policy = StepBeam().decoding(CoreModelPolicy(make_model(), tokenizer), 4, 1.0)
    try:
        told = list(policy.attempts([Ask("What?", max_tokens=9)], {"calculator": calculator}))
    finally:
        calculator.pool.close()
    end = told[-1][1]
    assert isinstance(end, Rollout) and len(end.logprobs) <= 9 and len(end.logprobs) == sum(end.sampled)
