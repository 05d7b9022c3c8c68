"""Fitting a probe on features of labelled attempts: each id is a prediction of how the attempt comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor
from torch.nn import functional as F

from core_model.heads import ValueProbe
from verifier.judge.features import surprise_width

Loss = Literal["bce", "brier"]


@dataclass(frozen=True)
class ProbeSettings:
    """How a probe is built and fitted. docs/judge.md has what the alternatives are worth."""

    layers: tuple[int, ...] = ()
    """After which layers states are read; (): after each third of the model's."""
    surprise: bool = True
    parts: bool = True
    """Whether surprise is told of thoughts, calls, operands and the answer apart, too."""
    evidence: bool = False
    """Whether rhetoric is left out before reading. It makes praise worth nothing, and costs a tenth of the AUROC: the
    short labels that it drops from thoughts are where the policy is least sure (docs/judge.md)."""
    hidden: int = 0
    """0 is a ridge: logistic regression on the states' main components and the surprise. A few hundred problems are
    too few for two layers: they learn which problem it is."""
    components: int = 64
    ridge: float = 0.1
    """Penalty of each component's squared weight, components of unit variance; of surprise a hundredth of it."""
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


def read_after(wanted: Sequence[int], layers: int) -> tuple[int, ...]:
    """Those of `wanted` that a model of `layers` layers has, or else a third, two thirds and all of them."""
    thirds = sorted({-(-layers * k // 3) for k in (1, 2, 3)})
    return tuple(layer for layer in wanted if layer <= layers) or tuple(thirds)


def fit_probe(
    features: Sequence[Tensor], labels: Sequence[bool], weights: Sequence[float], settings: ProbeSettings
) -> ValueProbe:
    """A probe fitted on `features` (ids of the turn, width) of attempts with their labels and weights: by Newton-like
    steps to the minimum where it is a ridge, by epochs where it has two layers."""
    x = torch.cat([f.half() for f in features])  # (N, width): in fp16 it is half the memory
    lengths = [len(f) for f in features]
    y = torch.repeat_interleave(torch.tensor(labels, dtype=torch.float32), torch.tensor(lengths))
    w = torch.cat([_spread(n, weight, settings.last) for n, weight in zip(lengths, weights, strict=True)])
    keep = w > 0
    x, y, w = x[keep], y[keep], w[keep] / w[keep].mean()
    sample = x[:: max(1, len(x) // 20_000)].float()
    mean, deviation = sample.mean(0), sample.std(0).clamp(min=1e-3)
    if not settings.hidden:
        return _ridge(x, y, w, sample, mean, deviation, settings)
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


def _ridge(
    x: Tensor, y: Tensor, w: Tensor, sample: Tensor, mean: Tensor, deviation: Tensor, settings: ProbeSettings
) -> ValueProbe:
    """Logistic regression on the main components of the states, and on the surprise as it is."""
    told = surprise_width(settings.surprise, settings.parts)
    states = x.shape[1] - told
    onto = torch.diag(1 / deviation)[:, states:]  # (width, told): standardises
    if states:
        with torch.random.fork_rng():
            torch.manual_seed(settings.seed)
            centred = sample[:, :states] - mean[:states]
            _, size, axes = torch.pca_lowrank(centred, q=min(settings.components, *centred.shape), center=False)
        axes = axes / (size / len(sample) ** 0.5).clamp(min=1e-3)  # components of unit variance
        onto = torch.cat((F.pad(axes, (0, 0, 0, x.shape[1] - states)), onto), dim=1)
    z = torch.cat([(part.float() - mean) @ onto for part in x.split(settings.batch)])
    penalty = torch.full((z.shape[1],), settings.ridge)
    penalty[z.shape[1] - told :] /= 100
    weight, bias = torch.zeros(z.shape[1], requires_grad=True), torch.zeros((), requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = (value_loss(z @ weight + bias, y, settings.loss) * w).mean() + (penalty * weight**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    probe = ValueProbe(x.shape[1], 0)
    with torch.no_grad():
        probe.inner.weight.copy_((onto @ weight)[None])
        probe.inner.bias.copy_(bias - mean @ probe.inner.weight[0])
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
