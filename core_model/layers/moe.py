"""Mixture of experts: each token is sent to the few experts that its router scores highest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class RouterStats:
    """What one forward pass tells about its routing: `load` (experts,) tokens sent to each, the z-loss, and while
    training the mean of what the router read, (d_model,)."""

    load: Tensor
    z_loss: Tensor
    mean_input: Tensor | None = None


class Router(nn.Module):
    """Scores experts in fp32 and picks `experts_per_token` of them for each token.

    Weights are the softmax scores of the chosen experts, renormalised to sum to 1 (`norm_topk`). `balance` is added
    to the scores for the choice alone, never to the weights, and no gradient reaches it: `rebalance` nudges it after
    an optimizer step. Source: Wang et al. 2024, Auxiliary-Loss-Free Load Balancing (arXiv 2408.15664).
    """

    balance: Tensor

    def __init__(self, d_model: int, experts: int, experts_per_token: int, norm_topk: bool = True) -> None:
        super().__init__()
        self.experts_per_token, self.norm_topk = experts_per_token, norm_topk
        self.weight = nn.Parameter(torch.empty(experts, d_model))
        self.register_buffer("balance", torch.zeros(experts))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, RouterStats]:  # (N, d_model)
        with torch.autocast(device_type=x.device.type, enabled=False):
            logits = F.linear(x.float(), self.weight.float())  # (N, experts)
            scores = logits.softmax(dim=-1)
            chosen = (scores + self.balance).topk(self.experts_per_token, dim=-1).indices  # (N, k)
            weights = scores.gather(-1, chosen)
            if self.norm_topk:
                weights = weights / weights.sum(dim=-1, keepdim=True)
            # z-loss keeps the logits small: Zoph et al. 2022, ST-MoE, eq. 5.
            z_loss = logits.logsumexp(dim=-1).square().mean()
        load = torch.bincount(chosen.flatten(), minlength=len(self.balance))
        return chosen, weights, RouterStats(load, z_loss, x.detach().float().mean(dim=0) if self.training else None)

    @torch.no_grad()
    def rebalance(self, load: Tensor, rate: float) -> None:
        """Make over-used experts less likely: balance += rate * sign(mean load - load), kept centred."""
        step = torch.sign(load.float().mean() - load.float()) * rate
        self.balance += step - step.mean()

    @torch.no_grad()
    def revive(self, load: Tensor, mean_input: Tensor, rate: float) -> None:
        """Raise, by `rate` logits for the mean token, each expert that gets less than half of an equal share.

        An expert that is never chosen gets no gradient and stays dead. Where no bias may be kept, the weights
        themselves are moved, along `mean_input` (d_model,): routers read normalised vectors with much in common, so
        that this is nearly the same number for every token. Experts that differ in use, but live, are left alone.
        """
        starved = load.float() < load.float().mean() / 2
        direction = mean_input / mean_input.square().sum().clamp(min=1e-12)
        self.weight.add_(rate * starved[:, None] * direction)


class MoE(nn.Module):
    """SwiGLU experts behind a router. Tokens are sorted by expert, so each expert runs once, on one slice."""

    def __init__(
        self, d_model: int, d_expert: int, experts: int, experts_per_token: int, norm_topk: bool = True
    ) -> None:
        super().__init__()
        self.router = Router(d_model, experts, experts_per_token, norm_topk)
        self.gate = nn.Parameter(torch.empty(experts, d_expert, d_model))
        self.up = nn.Parameter(torch.empty(experts, d_expert, d_model))
        self.down = nn.Parameter(torch.empty(experts, d_model, d_expert))

    def forward(self, x: Tensor) -> tuple[Tensor, RouterStats]:  # (..., d_model)
        flat = x.reshape(-1, x.shape[-1])  # (N, d_model)
        chosen, weights, stats = self.router(flat)
        # Pairs of token and expert, N * k of them: `order` lists them by expert, `place` says where each one is there.
        order = chosen.flatten().argsort(stable=True)
        place = torch.empty_like(order).scatter_(0, order, torch.arange(len(order), device=order.device))
        place = place.view_as(chosen)  # (N, k)
        slices = _Dispatch.apply(flat, order, place).split(stats.load.tolist())
        # One unbind: a gradient that is put together once, not one as large as all experts for each of them.
        matrices = zip(self.gate.unbind(), self.up.unbind(), self.down.unbind(), slices, strict=True)
        outputs = [
            F.linear(F.silu(F.linear(part, gate)) * F.linear(part, up), down)
            for gate, up, down, part in matrices
            if len(part)  # a token that decodes alone leaves most experts idle
        ]
        y: Tensor = _Combine.apply(torch.cat(outputs), weights, order, place)
        return y.to(x.dtype).view_as(x), stats


class _Dispatch(torch.autograd.Function):
    """Rows of tokens in the order of their experts: (N, d) -> (N * k, d). Its gradient is a gather as well, where
    autograd would add rows one by one into zeros."""

    @staticmethod
    def forward(ctx: Any, tokens: Tensor, order: Tensor, place: Tensor) -> Tensor:
        ctx.save_for_backward(place)
        return tokens.index_select(0, order // place.shape[1])

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Tensor, None, None]:
        (place,) = ctx.saved_tensors
        return _sum_rows(upstream[0], place, None), None, None


class _Combine(torch.autograd.Function):
    """Back to the order of tokens: the sum of each one's experts, (N * k, d) -> (N, d), by weights (N, k)."""

    @staticmethod
    def forward(ctx: Any, outputs: Tensor, weights: Tensor, order: Tensor, place: Tensor) -> Tensor:
        weights = weights.to(outputs.dtype)
        ctx.save_for_backward(outputs, weights, order, place)
        return _sum_rows(outputs, place, weights)

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Tensor, Tensor, None, None]:
        outputs, weights, order, place = ctx.saved_tensors
        g = upstream[0].index_select(0, order // place.shape[1])  # (N * k, d)
        weight_grad = torch.linalg.vecdot(g, outputs).float()[place]
        return g.mul_(weights.flatten()[order, None]), weight_grad, None, None


def _sum_rows(rows: Tensor, place: Tensor, weights: Tensor | None) -> Tensor:
    """Sum over k of rows[place] (N, k, d), each times its weight if there are any."""
    total: Tensor | None = None
    for j in range(place.shape[1]):
        picked = rows.index_select(0, place[:, j])
        if weights is not None:
            picked = picked.mul_(weights[:, j, None])
        total = picked if total is None else total.add_(picked)
    assert total is not None
    return total
