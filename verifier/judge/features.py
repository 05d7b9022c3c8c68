"""What the trunk has to say at each id of an attempt: its states at several depths, and how it took each id.

The states know what was read; the surprise at each id (its log-probability, the entropy of the distribution that it
was drawn from, and their mean and least so far) is known only when the id is compared with the prediction before it.
Nothing here counts ids or says where one stands: length is a baseline, not a feature.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from core_model.gpt import GPT
from core_model.heads import layer_states
from verifier.judge.reading import Reading

SURPRISE = 7
"""Features of how an id was taken: log-probability, entropy, whether the policy's own; then of the mean and the least
log-probability so far the log-odds, in which calibration is a line, and they themselves."""
CERTAIN = 1e-4
"""Log-probabilities nearer to 0 than this count as that near."""
TOKENS_PER_BATCH = 4096


def width(model: GPT, layers: Sequence[int], surprise: bool = True) -> int:
    """How many features an id has."""
    return len(layers) * model.config.d_model + SURPRISE * surprise


@torch.inference_mode()
def features(model: GPT, readings: Sequence[Reading], layers: Sequence[int], surprise: bool = True) -> list[Tensor]:
    """Features (ids of the turn, width) of each reading, in order; readings of like length are read together."""
    found: list[Tensor] = [torch.empty(0)] * len(readings)
    by_length = sorted(range(len(readings)), key=lambda i: len(readings[i].ids))
    while by_length:
        longest = len(readings[by_length[-1]].ids)
        part = [by_length.pop() for _ in range(min(len(by_length), max(1, TOKENS_PER_BATCH // longest)))]
        ids = torch.zeros(len(part), longest, dtype=torch.long)
        for row, i in enumerate(part):
            ids[row, : len(readings[i].ids)] = torch.tensor(readings[i].ids)
        states, final = layer_states(model, ids, layers)
        for row, i in enumerate(part):
            reading = readings[i]
            turn = slice(reading.start, len(reading.ids))
            parts = [states[row, turn]]
            if surprise:
                before = final[row, reading.start - 1 : len(reading.ids) - 1]
                parts.append(_surprise(model.head(before), ids[row, turn], reading.own))
            found[i] = torch.cat(parts, dim=-1)
    return found


def _surprise(logits: Tensor, ids: Tensor, own: Sequence[bool]) -> Tensor:
    """(T, SURPRISE) of logits (T, vocab_size) before each of ids (T,). Observations are no choice: they count 0."""
    log_p = logits.log_softmax(dim=-1)
    chosen = torch.tensor(own, dtype=log_p.dtype)
    taken = log_p.gather(-1, ids[:, None])[:, 0] * chosen
    entropy = -(log_p.exp() * log_p).sum(dim=-1) * chosen
    mean = taken.cumsum(0) / chosen.cumsum(0).clamp(min=1)
    least = taken.cummin(0).values if len(taken) else taken
    return torch.stack((taken, entropy, chosen, _log_odds(mean), _log_odds(least), mean, least), dim=-1)


def _log_odds(log_p: Tensor) -> Tensor:
    log_p = log_p.clamp(max=-CERTAIN)
    return log_p - torch.log(-torch.expm1(log_p))
