"""Experts of each token: packed without loss, those that the model chose, and only where they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from agent.loop import Agent
from agent.policy import CoreModelPolicy
from agent.routing import TokenRouting, bits_for
from agent.scripted import ScriptedPolicy
from agent.trace import Trace
from core_model.inspection import inspect
from core_model.tokenizers.sentencepiece_bpe import SentencePieceTokenizer
from tests.core_model.conftest import make_model


@st.composite
def choices(draw: st.DrawFn) -> tuple[int, list[list[list[int]]]]:
    experts, layers = draw(st.integers(1, 130)), draw(st.integers(0, 3))
    tokens, top = draw(st.integers(1, 9)), draw(st.integers(1, 4))
    expert = st.integers(0, experts - 1)
    token = st.lists(expert, min_size=top, max_size=top)
    return experts, [draw(st.lists(token, min_size=tokens, max_size=tokens)) for _ in range(layers)]


@given(choices())
def test_what_is_packed_is_unpacked(drawn: tuple[int, list[list[list[int]]]]) -> None:
    experts, chosen = drawn
    packed = TokenRouting.of(range(len(chosen)), experts, chosen)
    assert [[list(token) for token in layer] for layer in packed.chosen] == chosen
    assert TokenRouting.model_validate_json(packed.model_dump_json()) == packed
    count = sum(len(token) for layer in chosen for token in layer)
    assert len(packed.packed) <= 4 * (-(-count * bits_for(experts) // 24))  # base64 of as many bits as needed


@pytest.mark.parametrize("change", [{"packed": "GdZ"}, {"packed": "!"}, {"tokens": 9}, {"experts": 3}, {"top": 0}])
def test_what_does_not_fit_together_is_refused(change: dict[str, object]) -> None:
    good = TokenRouting.of([1], 4, [[[3, 0], [2, 1]]])
    with pytest.raises(ValidationError):
        TokenRouting.model_validate(good.model_dump() | change)


def test_a_trace_says_what_the_model_chose_if_it_is_asked_to(tokenizer: SentencePieceTokenizer) -> None:
    model = make_model()
    policy = CoreModelPolicy(model, tokenizer)
    with_routing = Agent(policy, [], routing=True)
    trace = with_routing.ask("What?", attempts=1, seed=3)
    (end,) = trace.attempts
    told = end.routing
    assert told is not None and told.tokens == len(end.token_ids) and Trace.from_json(trace.to_json()) == trace
    for layer, chosen in zip(inspect(model, end.token_ids).routing, told.chosen, strict=True):
        assert [list(token) for token in chosen] == layer.chosen.tolist() and layer.layer in told.layers
    assert Agent(policy, []).ask("What?", attempts=1, seed=3).attempts[0].routing is None


def test_a_row_past_the_context_has_its_routing_too(tokenizer: SentencePieceTokenizer) -> None:
    policy = CoreModelPolicy(make_model(), tokenizer, stream=True)
    found = policy.routing(list(range(5, 25)) * 10)
    assert found is not None and found.tokens == 200 > policy.model.config.context


def test_a_policy_that_cannot_tell_says_so() -> None:
    with pytest.raises(ValueError, match="cannot tell which experts"):
        Agent(ScriptedPolicy({}), [], routing=True)
