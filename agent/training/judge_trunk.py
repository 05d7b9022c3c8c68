"""The other way to a judge: a copy of the trunk trained with the value, the language model's loss beside it.

Cobbe et al. 2021 do it so: a scalar head (gain and bias on a reserved token's logit), one epoch, joint loss. It costs a
trunk of its own; docs/judge.md has what it is worth beside a probe over the frozen one.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from agent.training.judge_fit import Loss, value_loss
from core_model.gpt import GPT
from core_model.heads import ReservedTokenValue
from verifier.judge.reading import Reading

PAD = "<|pad|>"
"""The reserved token: no text holds it and nothing is trained to write it."""

HEAD_RATE = 0.02
"""Of gain and bias: two numbers have far to go in few steps."""


@dataclass(frozen=True)
class TrunkSettings:
    """How a trunk is trained with a value."""

    loss: Loss = "bce"
    language: float = 0.2
    """Weight of the language model's loss on the policy's own ids."""
    rate: float = 2e-4
    tokens: int = 2048
    """Ids of a step, padding included."""
    epochs: int = 1
    seed: int = 0


def finetune_trunk(
    model: GPT,
    token: int,
    readings: Sequence[Reading],
    labels: Sequence[bool],
    weights: Sequence[float],
    settings: TrunkSettings,
) -> tuple[GPT, ReservedTokenValue]:
    """A copy of the trunk, and the head on the logit of `token`, after `epochs` over the attempts."""
    trunk, head = copy.deepcopy(model).train(), ReservedTokenValue(token)
    groups: list[dict[str, Any]] = [
        {"params": list(trunk.parameters()), "lr": settings.rate},
        {"params": list(head.parameters()), "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = [b for epoch in range(settings.epochs) for b in _batches(readings, settings, epoch)]
    mean_weight = sum(weights) / len(weights)
    for step, batch in enumerate(steps):
        for group, rate in zip(optimizer.param_groups, (settings.rate, HEAD_RATE), strict=True):
            group["lr"] = rate * min(1.0, (step + 1) / 10) * (1 - step / len(steps))
        parts = [(readings[i], labels[i], weights[i] / mean_weight) for i in batch]
        loss = _joint_loss(trunk, head, parts, settings)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trunk.parameters(), 1.0)
        optimizer.step()
    return trunk.eval(), head.eval()


@torch.inference_mode()
def trunk_scores(trunk: GPT, head: ReservedTokenValue, readings: Sequence[Reading]) -> list[float]:
    """P(right) after the last id of each reading."""
    return [float(head(trunk, trunk.hidden(torch.tensor([r.ids]))[0])[0, -1].sigmoid()) for r in readings]


def _joint_loss(
    trunk: GPT, head: ReservedTokenValue, parts: Sequence[tuple[Reading, bool, float]], settings: TrunkSettings
) -> Tensor:
    ids = torch.zeros(len(parts), max(len(r.ids) for r, _, _ in parts), dtype=torch.long)
    weight, own = torch.zeros(ids.shape), torch.zeros(ids.shape, dtype=torch.bool)
    for row, (reading, _, each) in enumerate(parts):
        n = len(reading.ids)
        ids[row, :n] = torch.tensor(reading.ids)
        weight[row, reading.start : n] = each / (n - reading.start)
        own[row, reading.start : n] = torch.tensor(reading.own)
    hidden = trunk.hidden(ids)[0]
    labels = torch.tensor([float(label) for _, label, _ in parts])[:, None].expand(ids.shape)
    value = (value_loss(head(trunk, hidden), labels, settings.loss) * weight).sum() / len(parts)
    predicting = own[:, 1:]
    language = F.cross_entropy(trunk.head(hidden[:, :-1][predicting]), ids[:, 1:][predicting])
    return value + settings.language * language


def _batches(readings: Sequence[Reading], settings: TrunkSettings, epoch: int) -> Iterator[list[int]]:
    """Attempts of like length together, in an order by lot."""
    rng = random.Random(f"{settings.seed}:{epoch}")
    order = sorted(range(len(readings)), key=lambda i: (len(readings[i].ids), rng.random()))
    batches: list[list[int]] = []
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * len(readings[i].ids) > settings.tokens:
            batches.append(batch)
            batch = []
        batch.append(i)
    batches += [batch] if batch else []
    rng.shuffle(batches)
    yield from batches
