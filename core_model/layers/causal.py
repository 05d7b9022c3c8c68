"""Causal attention in bf16 on a processor, with the backward pass written out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

LONGEST = 512
"""Tokens of a document whose T * T weights are kept."""


def causal_attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """q (B, heads, T, d) over k, v (B, kv_heads, T, d) -> (B, heads, T, d), each token over itself and those before.

    The same sums as `scaled_dot_product_attention`, which is called but for bf16 on a processor: there its backward
    pass takes three times as long as these products (docs/core_model.md, Speed).
    """
    slow = q.dtype == torch.bfloat16 and q.device.type == "cpu" and torch.is_grad_enabled()
    if slow and q.shape[2] <= LONGEST:
        result: Tensor = _WrittenOut.apply(q, k, v)
        return result
    return F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=k.shape[1] != q.shape[1])


@lru_cache(64)
def _future(T: int) -> Tensor:
    """(T, T), minus infinity where a key comes after its query, else 0."""
    return torch.full((T, T), float("-inf"), dtype=torch.bfloat16).triu(1)


class _WrittenOut(torch.autograd.Function):
    """Keeps the T * T weights for the backward pass; queries of one key head are one product. torch's softmax of bf16
    sums in fp32, so the scores are not copied to it first."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        (B, heads, T, d), kv_heads = q.shape, k.shape[1]
        q_ = (q * d**-0.5).reshape(B * kv_heads, -1, d)  # (B * kv_heads, group * T, d)
        k_, v_ = k.reshape(B * kv_heads, T, d), v.reshape(B * kv_heads, T, d)
        scores = torch.bmm(q_, k_.mT).view(B * heads, T, T).add_(_future(T))
        weights = scores.softmax(-1).view(B * kv_heads, -1, T)
        y = torch.bmm(weights, v_)
        ctx.save_for_backward(q_, k_, v_, weights, y)
        ctx.shapes = q.shape, k.shape
        return y.view(B, heads, T, d)

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        q, k, v, weights, y = ctx.saved_tensors
        of_q, of_k = ctx.shapes
        dy = upstream[0].reshape(y.shape)
        drift = (dy.float() * y.float()).sum(-1, keepdim=True).to(dy.dtype)  # what the softmax takes off each row
        d_scores = torch.bmm(dy, v.mT).sub_(drift).mul_(weights)
        dq = torch.bmm(d_scores, k).mul_(of_q[-1] ** -0.5).view(of_q)
        return dq, torch.bmm(d_scores.mT, q).view(of_k), torch.bmm(weights.mT, dy).view(of_k)
