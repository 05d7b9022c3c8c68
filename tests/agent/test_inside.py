"""An attempt read again: the same numbers with the same weights, and other weights are found out."""

from __future__ import annotations

import pytest

from agent.events import AttemptFinished, RunStarted
from agent.inside import Reader
from agent.policy import Ask, CoreModelPolicy, Rollout
from agent.tools import Calculator
from core_model.errors import ContextOverflow
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from tests.core_model.conftest import make_model
from verifier.verdict import Verdict

STARTED = RunStarted(
    trace_id="0123456789ab", question="?", policy="nano", seed=0, attempts=1, max_steps=8, max_tokens=256,
    tools=("calculator",),
)  # fmt: skip


def recorded(policy: CoreModelPolicy, max_tokens: int, question: str = "What?") -> AttemptFinished:
    calculator = Calculator()
    try:
        ask = Ask(question, temperature=1.0, seed=3, max_tokens=max_tokens, max_steps=400)
        told = list(policy.attempts([ask], {"calculator": calculator}))
    finally:
        calculator.pool.close()
    rollout = told[-1][1]
    assert isinstance(rollout, Rollout)
    verdict = Verdict(status="unsure", score=0.5, answer=None)
    return AttemptFinished(
        attempt=0, stop=rollout.stop, verdict=verdict, token_ids=rollout.token_ids, sampled=rollout.sampled,
        logprobs=rollout.logprobs,
    )  # fmt: skip


@pytest.fixture(scope="module")
def policy(tokenizer: SentencePieceTokenizer) -> CoreModelPolicy:
    return CoreModelPolicy(make_model(), tokenizer)


def test_a_reading_gives_the_recorded_log_probabilities_and_other_weights_do_not(
    policy: CoreModelPolicy, tokenizer: SentencePieceTokenizer
) -> None:
    finished = recorded(policy, 60)
    read = Reader(policy).read(STARTED, finished)
    assert read.same and read.drift is not None and read.drift < 0.001 and not read.streamed
    other = Reader(CoreModelPolicy(make_model(seed=1), tokenizer)).read(STARTED, finished)
    assert not other.same and other.drift is not None and other.drift > 0.5


def test_what_the_policy_could_not_choose_is_never_a_candidate(policy: CoreModelPolicy) -> None:
    read = Reader(policy).read(STARTED, recorded(policy, 20))
    marker = policy.transcript.marker
    assert {marker["<|python|>"], marker["<|user|>"]} <= read.banned
    assert marker["<|calculator|>"] not in read.banned
    drawn = [c for c in read.inspection.candidates(5, 420, banned=read.banned) if c.sampled > 0]
    assert not {c.id for c in drawn} & read.banned


def test_a_row_longer_than_the_context_is_read_as_it_was_through_sinks(tokenizer: SentencePieceTokenizer) -> None:
    policy = CoreModelPolicy(make_model(), tokenizer, stream=True)
    finished = recorded(policy, 30, "A baker makes 48 rolls and sells 29 of them. " * 20)
    assert len(finished.token_ids) > 160
    read = Reader(policy).read(STARTED, finished)
    assert read.streamed and read.same
    assert read.inspection.slots(len(finished.token_ids) - 1).count("evicted") == len(finished.token_ids) - 160


def test_a_smaller_window_is_another_reading(policy: CoreModelPolicy) -> None:
    finished = recorded(policy, 60)
    read = Reader(policy).read(STARTED, finished, window=8)
    assert read.streamed and not read.same and read.inspection.capacity == 12


def test_an_attempt_that_recorded_no_ids_cannot_be_read(policy: CoreModelPolicy) -> None:
    verdict = Verdict(status="unsure", score=0.5, answer=None)
    with pytest.raises(ContextOverflow):
        Reader(policy).read(STARTED, AttemptFinished(attempt=0, stop="answered", verdict=verdict))
    alien = AttemptFinished(attempt=0, stop="answered", verdict=verdict, token_ids=(2, 5000), sampled=(0, 0))
    with pytest.raises(ContextOverflow, match="5000"):
        Reader(policy).read(STARTED, alien)
