"""Fitting a probe on features of labelled attempts: each id is a prediction of how the attempt comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor
from torch.nn import functional as F

from core_model.heads import ValueProbe

Loss = Literal["bce", "brier"]


@dataclass(frozen=True)
class ProbeSettings:
    """How a probe is built and fitted. docs/judge.md has what the alternatives are worth."""

    layers: tuple[int, ...] = (2, 4, 6)
    surprise: bool = True
    hidden: int = 32
    loss: Loss = "bce"
    last: float = 0.5
    """Share of an attempt's weight that is on its last id; 0 spreads it evenly, 1 trains on the last id alone."""
    epochs: int = 6
    rate: float = 2e-3
    decay: float = 0.05
    dropout: float = 0.1
    batch: int = 4096
    """Ids of a step."""
    seed: int = 0


def fit_probe(
    features: Sequence[Tensor], labels: Sequence[bool], weights: Sequence[float], settings: ProbeSettings
) -> ValueProbe:
    """A probe fitted on `features` (ids of the turn, width) of attempts with their labels and weights."""
    x = torch.cat([f.half() for f in features])  # (N, width): in fp16 it is half the memory
    lengths = [len(f) for f in features]
    y = torch.repeat_interleave(torch.tensor(labels, dtype=torch.float32), torch.tensor(lengths))
    w = torch.cat([_spread(n, weight, settings.last) for n, weight in zip(lengths, weights, strict=True)])
    keep = w > 0
    x, y, w = x[keep], y[keep], w[keep] / w[keep].mean()
    sample = x[:: max(1, len(x) // 20_000)].float()
    mean, deviation = sample.mean(0), sample.std(0).clamp(min=1e-3)
    generator = torch.Generator().manual_seed(settings.seed)
    with torch.random.fork_rng():
        torch.manual_seed(settings.seed)
        probe = ValueProbe(x.shape[1], settings.hidden, settings.dropout).train()
        optimizer = torch.optim.AdamW(probe.parameters(), settings.rate, weight_decay=settings.decay)
        batches = max(1, len(x) // settings.batch)
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, settings.rate, total_steps=settings.epochs * batches, pct_start=0.2
        )
        for _ in range(settings.epochs):
            for chosen in torch.randperm(len(x), generator=generator).chunk(batches)[:batches]:
                logits = probe((x[chosen].float() - mean) / deviation)
                loss = (value_loss(logits, y[chosen], settings.loss) * w[chosen]).mean()
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                schedule.step()
    probe.fold_(mean, deviation)
    return probe.eval()


def value_loss(logits: Tensor, labels: Tensor, loss: Loss) -> Tensor:
    """The loss of each prediction: cross-entropy, or the squared error of the probability (Brier)."""
    if loss == "bce":
        return F.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    return (logits.sigmoid() - labels) ** 2


def _spread(n: int, weight: float, last: float) -> Tensor:
    spread = torch.full((n,), weight * (1 - last) / max(1, n))
    if n:
        spread[-1] += weight * last
    return spread
