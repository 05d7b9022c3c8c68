"""What the trunk has to say at each id of an attempt: its states at several depths, and how it took each id.

The states know what was read; the surprise at each id (its log-probability, the entropy of the distribution that it
was drawn from, and their mean and least so far) is known only when the id is compared with the prediction before it.
It is told once of all the policy's ids and, with `parts`, once more of its thoughts, calls, operands and answer alone:
a wrong operand is the main error, and hides in the mean of a long thought. Nothing here counts ids or says where one
stands: length is a baseline, not a feature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from core_model.gpt import GPT
from core_model.heads import layer_states
from verifier.judge.reading import Part, Reading

SURPRISE = 7
"""Features of how an id was taken: log-probability, entropy, whether the policy's own; then of the mean and the least
log-probability so far the log-odds, in which calibration is a line, and they themselves."""
BY_PART: tuple[frozenset[Part], ...] = (
    frozenset({"thought"}),
    frozenset({"call", "operand"}),
    frozenset({"operand"}),
    frozenset({"answer"}),
)
PER_PART = 4
"""Features of a part so far: log-odds of the mean and of the least log-probability, the least margin behind the most
probable id, and whether there was none of it yet."""
CERTAIN = 1e-4
"""Log-probabilities nearer to 0 than this count as that near."""
TOKENS_PER_BATCH = 4096


@dataclass(frozen=True)
class Seen:
    """What the trunk has to say of one reading: features (ids of the turn, width), and the mean log-probability of the
    question's ids, which tells how usual the question is; None where it has none."""

    features: Tensor
    question: float | None


def surprise_width(surprise: bool = True, parts: bool = False) -> int:
    """How many features of an id are no states."""
    return (SURPRISE + PER_PART * len(BY_PART) * parts) * surprise


def width(model: GPT, layers: Sequence[int], surprise: bool = True, parts: bool = False) -> int:
    """How many features an id has."""
    return len(layers) * model.config.d_model + surprise_width(surprise, parts)


def features(
    model: GPT, readings: Sequence[Reading], layers: Sequence[int], surprise: bool = True, parts: bool = False
) -> list[Tensor]:
    """Features (ids of the turn, width) of each reading, in order."""
    return [seen.features for seen in see(model, readings, layers, surprise, parts)]


@torch.inference_mode()
def see(
    model: GPT, readings: Sequence[Reading], layers: Sequence[int], surprise: bool = True, parts: bool = False
) -> list[Seen]:
    """What the trunk has to say of each reading, in order; readings of like length are read together."""
    found = [Seen(torch.empty(0), None)] * len(readings)
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
            start, end = reading.start, len(reading.ids)
            log_p = model.head(final[row, : end - 1]).log_softmax(dim=-1)  # place t predicts id t + 1
            told = [states[row, start:end]]
            if surprise:
                told.append(_surprise(log_p[start - 1 :], ids[row, start:end], reading.own))
                if parts:
                    told.append(_by_part(log_p[start - 1 :], ids[row, start:end], reading.parts))
            found[i] = Seen(torch.cat(told, dim=-1), _question(log_p, ids[row], start))
    return found


def _question(log_p: Tensor, ids: Tensor, start: int) -> float | None:
    """Mean log-probability of the ids between the user's marker and the assistant's."""
    asked = ids[2 : start - 1]
    return float(log_p[1 : start - 2].gather(-1, asked[:, None]).mean()) if len(asked) else None


def _surprise(log_p: Tensor, ids: Tensor, own: Sequence[bool]) -> Tensor:
    """(T, SURPRISE) of log-probabilities (T, vocab_size) before each of ids (T,). Observations are no choice: they
    count 0."""
    chosen = torch.tensor(own, dtype=log_p.dtype)
    taken = log_p.gather(-1, ids[:, None])[:, 0] * chosen
    entropy = -(log_p.exp() * log_p).sum(dim=-1) * chosen
    mean = taken.cumsum(0) / chosen.cumsum(0).clamp(min=1)
    least = taken.cummin(0).values if len(taken) else taken
    return torch.stack((taken, entropy, chosen, _log_odds(mean), _log_odds(least), mean, least), dim=-1)


def _by_part(log_p: Tensor, ids: Tensor, parts: Sequence[Part]) -> Tensor:
    """(T, PER_PART * len(BY_PART)) of log-probabilities (T, vocab_size) before each of ids (T,), each part so far."""
    taken = log_p.gather(-1, ids[:, None])[:, 0]
    margin = taken - log_p.max(dim=-1).values
    told = []
    for of in BY_PART:
        chosen = torch.tensor([part in of for part in parts], dtype=log_p.dtype)
        count = chosen.cumsum(0)
        mean = (taken * chosen).cumsum(0) / count.clamp(min=1)
        least, behind = ((of_id * chosen).cummin(0).values if len(ids) else of_id for of_id in (taken, margin))
        told += [_log_odds(mean), _log_odds(least), behind, (count == 0).to(log_p.dtype)]
    return torch.stack(told, dim=-1)


def _log_odds(log_p: Tensor) -> Tensor:
    log_p = log_p.clamp(max=-CERTAIN)
    return log_p - torch.log(-torch.expm1(log_p))
