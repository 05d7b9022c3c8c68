"""Heads that read a value from the trunk, token by token: how likely is it that what is being written comes out right?

Two of Cobbe et al. 2021 (arXiv 2110.14168, section 4.2 and appendix E): a small network over states of the trunk, and a
gain and a bias on the logit of a token that is never written. Both give one logit a position, and position t sees
nothing after t. docs/judge.md has what each is worth.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from core_model.gpt import GPT


def layer_states(model: GPT, ids: Tensor, layers: Sequence[int]) -> tuple[Tensor, Tensor]:
    """States after blocks `layers` (1 is after the first), each brought to unit mean square and joined
    (B, T, len(layers) * d_model), and the final normalised states (B, T, d_model), of ids (B, T).

    Rows may be padded on the right: a token never sees what follows it.
    """
    if not layers or not all(1 <= layer <= len(model.blocks) for layer in layers):
        raise ValueError(f"layers {list(layers)} of a trunk that has {len(model.blocks)}")
    rope = model.rotation(torch.arange(ids.shape[1], device=ids.device).expand_as(ids))
    x = model.embedding(ids)
    after: dict[int, Tensor] = {}
    for number, block in enumerate(model.blocks, start=1):
        x, _ = block(x, rope, None, None, None)
        if number in layers:
            after[number] = F.rms_norm(x, x.shape[-1:])
    return torch.cat([after[layer] for layer in layers], dim=-1), model.norm(x)


class ValueProbe(nn.Module):
    """Two layers over features of each position, or one where `hidden` is 0: (..., width) -> logits (...). The trunk
    below it stays as it is."""

    def __init__(self, width: int, hidden: int = 32, dropout: float = 0.0) -> None:
        super().__init__()
        self.inner = nn.Linear(width, hidden or 1)
        self.outer = nn.Linear(hidden, 1) if hidden else None
        self.dropout = nn.Dropout(dropout)

    def forward(self, features: Tensor) -> Tensor:
        inner: Tensor = self.inner(self.dropout(features))
        return (inner if self.outer is None else self.outer(F.gelu(inner)))[..., 0]

    @torch.no_grad()
    def fold_(self, mean: Tensor, deviation: Tensor) -> None:
        """Take features as they are where those of training were (features - mean) / deviation, each (width,)."""
        self.inner.bias.sub_(self.inner.weight @ (mean / deviation))
        self.inner.weight.div_(deviation)


class ReservedTokenValue(nn.Module):
    """gain * logit + bias of one vocabulary entry that no text holds: two numbers of its own, and the whole trunk."""

    def __init__(self, token: int) -> None:
        super().__init__()
        self.token = token
        self.gain = nn.Parameter(torch.ones(()))
        self.bias = nn.Parameter(torch.zeros(()))

    def forward(self, model: GPT, hidden: Tensor) -> Tensor:
        """Logits (B, T) of final normalised states (B, T, d_model)."""
        return self.gain * (hidden @ model.head_weight[self.token]) + self.bias
