"""Choosing the next token from logits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Sampling:
    """How a row's next token is chosen. Filters apply in the order of the fields, as in the common libraries."""

    repetition_penalty: float = 1.0
    """Logits of ids that the row holds are divided by it when positive, else multiplied (Keskar et al. 2019)."""
    temperature: float = 0.0
    """Logits are divided by it; 0 takes the largest, and nothing below matters."""
    top_k: int = 0
    """Keep the k largest; 0 keeps all."""
    top_p: float = 1.0
    """Keep the fewest whose probabilities reach p (Holtzman et al. 2020)."""
    min_p: float = 0.0
    """Keep those at least this share of the largest probability (Nguyen et al. 2024)."""

    def __post_init__(self) -> None:
        if self.temperature < 0 or self.top_k < 0 or self.repetition_penalty <= 0:
            raise ValueError("temperature and top_k are at least 0, repetition_penalty is above 0")
        if not 0 < self.top_p <= 1 or not 0 <= self.min_p <= 1:
            raise ValueError("top_p lies in (0, 1] and min_p in [0, 1]")


GREEDY = Sampling()


def penalized(logits: Tensor, seen: Sequence[int], penalty: float) -> Tensor:
    """Logits (vocab,) with those of the ids `seen` made smaller, each once however often it was seen."""
    ids = torch.tensor(sorted(set(seen)), device=logits.device)
    some = logits[ids]
    return logits.index_copy(0, ids, torch.where(some > 0, some / penalty, some * penalty))


def distribution(logits: Tensor, sampling: Sampling) -> Tensor:
    """Probabilities (vocab,) after temperature and filters; what is filtered out has 0, the rest sum to 1."""
    logits = logits / sampling.temperature
    if 0 < sampling.top_k < len(logits):
        logits = logits.masked_fill(logits < logits.topk(sampling.top_k).values[-1], float("-inf"))
    probabilities = logits.softmax(dim=-1)
    if sampling.top_p < 1.0:
        ordered, order = probabilities.sort(descending=True, stable=True)
        outside = ordered.cumsum(0) - ordered >= sampling.top_p
        probabilities = probabilities.index_fill(0, order[outside], 0.0)
    if sampling.min_p > 0.0:
        probabilities = probabilities.masked_fill(probabilities < sampling.min_p * probabilities.max(), 0.0)
    return probabilities / probabilities.sum()


def draw(probabilities: Tensor, generator: torch.Generator | None) -> int:
    """An id drawn from probabilities (vocab,). It depends on `generator` alone, so a row's draw is the same whatever
    else is in its batch; by inverse transform on one uniform number, as torch.multinomial may differ between builds."""
    cumulative = probabilities.double().cumsum(0)
    at = torch.rand(1, generator=generator, dtype=torch.float64) * cumulative[-1]
    return min(int(torch.searchsorted(cumulative, at, right=True)), int(probabilities.nonzero()[-1]))


def choose(logits: Tensor, sampling: Sampling, seen: Sequence[int], generator: torch.Generator | None) -> int:
    """The next id from logits (vocab,) of a row that holds the ids `seen`."""
    return choose_with_logprob(logits, sampling, seen, generator)[0]


def choose_with_logprob(
    logits: Tensor, sampling: Sampling, seen: Sequence[int], generator: torch.Generator | None
) -> tuple[int, float]:
    """`choose`, and the log-probability that the id was drawn with; 0 at temperature 0, where nothing is drawn."""
    if sampling.repetition_penalty != 1.0:
        logits = penalized(logits, seen, sampling.repetition_penalty)
    if sampling.temperature == 0:
        return int(logits.argmax()), 0.0
    probabilities = distribution(logits, sampling)
    chosen = draw(probabilities, generator)
    return chosen, math.log(float(probabilities[chosen]))
