"""GRPO's arithmetic: advantages within a group, and the clipped, corrected policy-gradient loss of each token.

Sources: Shao et al. 2024, DeepSeekMath (group-relative advantages); Yu et al. 2025, DAPO (loss per token, clip-higher,
groups without variance left out); Liu et al. 2025, Understanding R1-Zero-like Training (no division by the deviation);
Yao et al. 2025, Your Efficient RL Framework Secretly Brings You Off-Policy RL Training (truncated importance weights).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

SAME = 1e-6
"""Rewards of a group that differ by less are the same."""
SMALL = 1e-4
"""Added to a deviation before it divides."""


def group_advantages(rewards: Tensor, scale: bool = False) -> Tensor:
    """Rewards (groups, samples) less their group's mean; with `scale` divided by its standard deviation as well."""
    centred = rewards - rewards.mean(dim=1, keepdim=True)
    return centred / (rewards.std(dim=1, keepdim=True) + SMALL) if scale else centred


def with_variance(rewards: Tensor) -> Tensor:
    """(groups,) True where not all rewards (groups, samples) of a group are the same: the others teach nothing."""
    return rewards.amax(dim=1) - rewards.amin(dim=1) > SAME


def importance_weights(policy: Tensor, drawn: Tensor, cap: float) -> Tensor:
    """min(policy's probability / sampler's, cap) of each token (N,), without gradient.

    policy: log-probabilities under the policy that is trained, before the update. drawn: those of the sampler, which
    bans markers, divides by a temperature and cuts tails off, and so is another distribution.
    """
    return (policy - drawn).detach().exp().clamp(max=cap)


@dataclass(frozen=True)
class Surrogate:
    """What stays the same over a run. The ratio may fall to 1 - low and rise to 1 + high before its gradient ends."""

    low: float = 0.2
    high: float = 0.28
    kl: float = 0.0
    """Weight of the divergence from the reference."""


@dataclass(frozen=True)
class TokenLosses:
    """Of each token (N,): the loss, whether its ratio was clipped, and its divergence from the reference."""

    loss: Tensor
    clipped: Tensor
    kl: Tensor


def token_losses(
    logprobs: Tensor,
    old: Tensor,
    advantages: Tensor,
    weights: Tensor,
    surrogate: Surrogate,
    reference: Tensor | None = None,
) -> TokenLosses:
    """-w min(r A, clip(r) A) + kl * k3 of each token; every argument is (N,).

    r = exp(logprobs - old), `old` being the log-probabilities before the batch's first update. k3 =
    exp(d) - d - 1 with d = reference - logprobs, an estimate of KL(policy || reference) that is never negative
    (Schulman 2020, Approximating KL Divergence). Nothing is averaged here: sum and divide by the tokens of the whole
    batch, so that a token weighs the same in a short and in a long attempt.
    """
    ratio = (logprobs - old.detach()).exp()
    bounded = ratio.clamp(1 - surrogate.low, 1 + surrogate.high)
    gain = torch.minimum(ratio * advantages, bounded * advantages)
    loss = -weights * gain
    kl = torch.zeros_like(loss)
    if reference is not None:
        d = reference - logprobs
        kl = d.exp() - d - 1
        loss = loss + surrogate.kl * kl
    clipped = bounded * advantages < ratio * advantages
    return TokenLosses(loss, clipped, kl.detach())
