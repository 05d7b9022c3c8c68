"""Choosing the next token from logits."""

from __future__ import annotations

import torch
from torch import Tensor


def choose(logits: Tensor, temperature: float, top_k: int, top_p: float, generator: torch.Generator | None) -> int:
    """The next id from logits (vocab,): the largest at temperature 0, else a sample.

    top_k > 0 keeps the k largest; top_p < 1 keeps the fewest whose probabilities reach p (Holtzman et al. 2020).
    The sample depends on `generator` alone, so a row's draw is the same whatever else is in its batch.
    """
    if temperature <= 0:
        return int(logits.argmax())
    logits = logits / temperature
    if 0 < top_k < len(logits):
        logits = logits.masked_fill(logits < logits.topk(top_k).values[-1], float("-inf"))
    probabilities = logits.softmax(dim=-1)
    if top_p < 1.0:
        ordered, order = probabilities.sort(descending=True)
        outside = ordered.cumsum(0) - ordered >= top_p
        probabilities = probabilities.index_fill(0, order[outside], 0.0)
    # Inverse transform on one uniform draw: torch.multinomial may differ between builds.
    cumulative = probabilities.double().cumsum(0)
    draw = torch.rand(1, generator=generator, dtype=torch.float64) * cumulative[-1]
    return min(int(torch.searchsorted(cumulative, draw, right=True)), int(probabilities.nonzero()[-1]))
