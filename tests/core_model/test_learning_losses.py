"""GRPO's and DPO's losses against literal loops, token by token, and against finite differences."""

from __future__ import annotations

import math
import statistics

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from core_model.gpt import GPT
from core_model.training.dpo import pair_losses
from core_model.training.grpo import (
    SMALL,
    Surrogate,
    group_advantages,
    importance_weights,
    token_losses,
    with_variance,
)
from core_model.training.logprobs import one_per_row, rows_of, sequence_logprobs, token_logprobs
from core_model.transcript import Rendered
from tests.core_model.conftest import make_model
from tests.core_model.finite import assert_gradient

NUMBER = st.floats(-4, 0)
ADVANTAGE = st.floats(-2, 2)
TOKEN = st.tuples(NUMBER, NUMBER, NUMBER, NUMBER, ADVANTAGE)
DOCUMENTS = [
    Rendered((1, 2, 30, 40, 50, 60, 70), (0, 0, 0, 1, 1, 0, 1)),
    Rendered((1, 2, 31, 41), (0, 0, 1, 1)),
    Rendered((1, 2, 30, 45, 50), (0, 0, 0, 0, 1)),
]


def tiny() -> GPT:
    return make_model(
        d_model=16, heads=2, kv_heads=1, head_dim=8, layers=2, d_ff=16, d_expert=8, vocab_size=80
    ).double()


def by_hand(tokens: list[tuple[float, ...]], low: float, high: float, kl: float, cap: float) -> list[float]:
    """The loss of each token, written down as the papers have it."""
    out = []
    for new, old, drawn, reference, advantage in tokens:
        ratio = math.exp(new - old)
        if ratio < 1 - low:
            bounded = 1 - low
        elif ratio > 1 + high:
            bounded = 1 + high
        else:
            bounded = ratio
        weight = math.exp(old - drawn)
        if weight > cap:
            weight = cap
        estimate = math.exp(reference) / math.exp(new) - math.log(math.exp(reference) / math.exp(new)) - 1
        out.append(-weight * min(ratio * advantage, bounded * advantage) + kl * estimate)
    return out


@given(
    st.lists(TOKEN, min_size=1, max_size=12), st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 1), st.floats(0.5, 4)
)
def test_token_losses_are_those_of_a_literal_loop(
    tokens: list[tuple[float, ...]], low: float, high: float, kl: float, cap: float
) -> None:
    new, old, drawn, reference, advantages = torch.tensor(tokens, dtype=torch.float64).unbind(1)
    made = token_losses(new, old, advantages, importance_weights(old, drawn, cap), Surrogate(low, high, kl), reference)
    assert made.loss.tolist() == pytest.approx(by_hand(tokens, low, high, kl, cap), rel=1e-9, abs=1e-9)


@given(st.lists(st.lists(st.floats(-2, 2), min_size=4, max_size=4), min_size=1, max_size=4))
def test_advantages_are_distances_from_the_mean_of_the_group(rewards: list[list[float]]) -> None:
    table = torch.tensor(rewards, dtype=torch.float64)
    for row, plain, scaled in zip(
        rewards, group_advantages(table).tolist(), group_advantages(table, scale=True).tolist(), strict=True
    ):
        mean, deviation = statistics.fmean(row), statistics.stdev(row)
        assert plain == pytest.approx([x - mean for x in row], abs=1e-12)
        assert scaled == pytest.approx([(x - mean) / (deviation + SMALL) for x in row], rel=1e-6, abs=1e-9)


def test_a_group_of_equal_rewards_has_no_variance() -> None:
    assert with_variance(torch.tensor([[1.0, 1.0], [1.0, 0.0], [0.1, 0.1]])).tolist() == [False, True, False]


@pytest.mark.parametrize(
    "ratio, advantage, moves", [(1.25, 1, True), (1.3, 1, False), (0.7, 1, True), (0.7, -1, False), (1.3, -1, True)]
)
def test_a_ratio_that_is_clipped_has_no_gradient(ratio: float, advantage: float, moves: bool) -> None:
    new = torch.tensor([math.log(ratio)], requires_grad=True)
    zero, one = torch.zeros(1), torch.ones(1)
    made = token_losses(new, zero, advantage * one, one, Surrogate(low=0.2, high=0.28))
    made.loss.sum().backward()
    assert new.grad is not None
    assert (float(new.grad) != 0) is moves
    assert bool(made.clipped[0]) is not moves


def test_weights_are_capped_and_carry_no_gradient() -> None:
    policy = torch.tensor([-1.0, -1.0], requires_grad=True)
    weights = importance_weights(policy, torch.tensor([-0.5, -9.0]), cap=2.0)
    assert weights.tolist() == pytest.approx([math.exp(-0.5), 2.0])
    assert not weights.requires_grad


@given(
    st.lists(st.tuples(NUMBER, NUMBER, NUMBER, NUMBER), min_size=1, max_size=8), st.floats(0.01, 2), st.floats(0, 0.4)
)
def test_pair_losses_are_those_of_a_literal_loop(pairs: list[tuple[float, ...]], beta: float, smoothing: float) -> None:
    made = pair_losses(*torch.tensor(pairs, dtype=torch.float64).unbind(1), beta, smoothing)
    expected = []
    for right, wrong, reference_right, reference_wrong in pairs:
        # The Bradley-Terry probability that the right one is preferred, from ratios of probabilities.
        a = (math.exp(right) / math.exp(reference_right)) ** beta
        b = (math.exp(wrong) / math.exp(reference_wrong)) ** beta
        expected.append(-(1 - smoothing) * math.log(a / (a + b)) - smoothing * math.log(b / (a + b)))
    assert made.loss.tolist() == pytest.approx(expected, rel=1e-9)


def test_a_policy_that_is_its_reference_prefers_nothing() -> None:
    x = torch.tensor([-3.0, -8.0])
    made = pair_losses(x, x - 1, x, x - 1, beta=0.1)
    assert made.loss.tolist() == pytest.approx([math.log(2)] * 2)
    assert made.margin.tolist() == [0, 0]


def test_token_logprobs_are_those_of_each_document_alone() -> None:
    model = tiny()
    batch = one_per_row(DOCUMENTS)
    expected = []
    for document in DOCUMENTS:
        table = model(torch.tensor([document.ids])).detach()[0].log_softmax(dim=-1)
        expected += [float(table[t - 1, i]) for t, i in enumerate(document.ids) if document.mask[t]]
    assert token_logprobs(model, batch).tolist() == pytest.approx(expected, rel=1e-6)
    assert rows_of(batch).tolist() == [0, 0, 0, 1, 1, 2]
    assert sequence_logprobs(model, batch).tolist() == pytest.approx(
        [sum(expected[:3]), sum(expected[3:5]), expected[5]], rel=1e-6
    )


def test_the_gradient_of_grpo_is_that_of_finite_differences() -> None:
    model, batch = tiny(), one_per_row(DOCUMENTS)
    before = token_logprobs(model, batch).detach()
    spread = torch.linspace(-0.15, 0.15, len(before), dtype=torch.float64)
    advantages = torch.tensor([0.7, -0.4, 1.1], dtype=torch.float64)[rows_of(batch)]
    weights = importance_weights(before, before - 0.1, cap=2.0)

    def loss() -> Tensor:
        new = token_logprobs(model, batch)
        return token_losses(new, before + spread, advantages, weights, Surrogate(kl=0.1), before - spread).loss.mean()

    assert_gradient(model, loss)


def test_the_gradient_of_dpo_is_that_of_finite_differences() -> None:
    model, batch = tiny(), one_per_row(DOCUMENTS[:2])
    reference = sequence_logprobs(model, batch).detach() + torch.tensor([0.3, -0.2], dtype=torch.float64)

    def loss() -> Tensor:
        right, wrong = sequence_logprobs(model, batch).split(1)
        return pair_losses(right, wrong, reference[:1], reference[1:], beta=0.5).loss.mean()

    assert_gradient(model, loss)


def test_derivatives_of_the_losses_are_exact() -> None:
    old, drawn, reference = torch.tensor([[-1.0, -2.0, -0.5], [-1.2, -1.9, -0.1], [-0.9, -2.5, -0.7]]).double()
    advantages = torch.tensor([1.0, -0.5, 0.3]).double()
    new = (old + torch.tensor([0.1, -0.1, 0.4])).requires_grad_()
    weights = importance_weights(old, drawn, cap=2.0)

    def grpo(x: Tensor) -> Tensor:
        return token_losses(x, old, advantages, weights, Surrogate(kl=0.2), reference).loss

    def dpo(x: Tensor, y: Tensor) -> Tensor:
        return pair_losses(x, y, old, reference, beta=0.3, smoothing=0.1).loss

    assert torch.autograd.gradcheck(grpo, (new,))
    assert torch.autograd.gradcheck(dpo, (new, drawn.clone().requires_grad_()))
