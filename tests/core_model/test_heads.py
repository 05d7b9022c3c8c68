"""Heads that read a value from the trunk."""

from __future__ import annotations

import pytest
import torch

from core_model.gpt import GPT
from core_model.heads import ReservedTokenValue, ValueProbe, layer_states


def ids_of(*shape: int) -> torch.Tensor:
    return torch.randint(0, 420, shape, generator=torch.Generator().manual_seed(3))


def test_the_final_states_are_those_of_the_forward_pass(model: GPT) -> None:
    ids = ids_of(2, 12)
    with torch.no_grad():
        states, final = layer_states(model, ids, [len(model.blocks)])
        assert torch.allclose(final, model.hidden(ids)[0], atol=1e-5)
        assert torch.allclose(model.norm(states), final, atol=1e-4)  # a norm does not mind a scale


def test_padding_on_the_right_changes_nothing(model: GPT) -> None:
    ids = ids_of(1, 12)
    padded = torch.cat((ids, torch.zeros(1, 5, dtype=torch.long)), dim=1)
    with torch.no_grad():
        alone, _ = layer_states(model, ids, [1])
        assert torch.allclose(layer_states(model, padded, [1])[0][:, :12], alone, atol=1e-5)


@pytest.mark.parametrize("layers", [[], [0], [99]])
def test_a_layer_that_is_not_there(model: GPT, layers: list[int]) -> None:
    with pytest.raises(ValueError, match="layers"):
        layer_states(model, ids_of(1, 3), layers)


def test_a_folded_probe_reads_features_as_they_are() -> None:
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(50, 7, generator=generator) * 3 + 2
    mean, deviation = x.mean(0), x.std(0)
    probe = ValueProbe(7, 4).eval()
    with torch.no_grad():
        before = probe((x - mean) / deviation)
        probe.fold_(mean, deviation)
        assert torch.allclose(probe(x), before, atol=1e-5)


def test_a_reserved_token_gives_its_logit_times_gain_plus_bias(model: GPT) -> None:
    head = ReservedTokenValue(5)
    with torch.no_grad():
        head.gain.fill_(2.0)
        head.bias.fill_(-1.0)
        hidden = model.hidden(ids_of(2, 6))[0]
        assert torch.allclose(head(model, hidden), 2 * model.head(hidden)[..., 5] - 1, atol=1e-5)
