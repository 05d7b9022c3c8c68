"""Grouped-query attention, with QK-norm unless the weights were trained without."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from core_model.cache import CacheView
from core_model.config import ModelConfig
from core_model.layers.causal import causal_attention
from core_model.layers.rmsnorm import RMSNorm
from core_model.layers.rope import rotate
from core_model.layers.segments import Segments

Rotation = tuple[Tensor, Tensor]
"""Cosines and sines, each (B, T, 1, head_dim)."""


class Attention(nn.Module):
    """Causal self-attention; queries and keys are RMS-normalised per head before they are rotated
    (`qk_norm`).

    Sources: Ainslie et al. 2023 (grouped queries), Henry et al. 2020 (QK-norm), the Qwen3 layout of both.
    """

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = config.heads, config.kv_heads, config.head_dim
        bias = config.attention_bias
        self.q = nn.Linear(config.d_model, config.heads * config.head_dim, bias=bias)
        self.k = nn.Linear(config.d_model, config.kv_heads * config.head_dim, bias=bias)
        self.v = nn.Linear(config.d_model, config.kv_heads * config.head_dim, bias=bias)
        self.out = nn.Linear(config.heads * config.head_dim, config.d_model, bias=False)
        self.q_norm = RMSNorm(config.head_dim, config.norm_eps) if config.qk_norm else nn.Identity()
        self.k_norm = RMSNorm(config.head_dim, config.norm_eps) if config.qk_norm else nn.Identity()

    def project(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries (B, T, heads, d), keys and values (B, T, kv_heads, d), none of them rotated yet."""
        B, T, _ = x.shape
        q = self.q_norm(self.q(x).view(B, T, self.heads, self.head_dim))
        k = self.k_norm(self.k(x).view(B, T, self.kv_heads, self.head_dim))
        v = self.v(x).view(B, T, self.kv_heads, self.head_dim)
        return q, k, v

    def forward(self, x: Tensor, rope: Rotation, mask: Tensor | Segments | None = None) -> Tensor:
        """Attention within x (B, T, d_model); mask as in `attend`, or the documents of packed rows."""
        q, k, v = self.project(x)
        q, k = rotate(q, *rope).to(v.dtype), rotate(k, *rope).to(v.dtype)
        if isinstance(mask, Segments):
            return self.out(mask.attend(q, k, v).flatten(2))
        return self.attend(q, k.transpose(1, 2), v.transpose(1, 2), mask)

    def forward_cached(
        self, x: Tensor, rope: Rotation, to_sinks: Rotation | None, view: CacheView, layer: int
    ) -> Tensor:
        """Attention of x (B, T, d_model) to what a cache holds, x included; see core_model.cache.

        Scores are one product a span and key head: keys are not copied for each query head, and a mask is added
        only where one is needed.
        """
        B, T, _ = x.shape
        raw, k, v = self.project(x)
        spans = view.extend(layer, rotate(k, *rope).to(v.dtype), v)
        turned = {False: self._grouped(rotate(raw, *rope).to(v.dtype))}
        if to_sinks is not None:
            turned[True] = self._grouped(rotate(raw, *to_sinks).to(v.dtype))
        scores = []
        for span in spans:
            score = turned[span.to_sinks] @ span.keys.mT  # (B, kv_heads, group * T, S)
            if span.mask is not None:
                score = (score.unflatten(2, (-1, T)) + span.mask[:, None, None]).flatten(2, 3)
            scores.append(score)
        weights = (scores[0] if len(scores) == 1 else torch.cat(scores, dim=-1)).softmax(dim=-1)
        parts = weights.split([span.keys.shape[2] for span in spans], dim=-1)
        y = sum(part @ span.values for part, span in zip(parts, spans, strict=True))  # (B, kv_heads, group * T, d)
        assert isinstance(y, Tensor)
        y = y.view(B, self.heads, T, self.head_dim).transpose(1, 2)
        return self.out(y.reshape(B, T, self.heads * self.head_dim))

    def _grouped(self, q: Tensor) -> Tensor:
        """(B, T, heads, d) -> (B, kv_heads, group * T, d), scaled: the queries of one key head side by side."""
        B = len(q)
        return (q * self.head_dim**-0.5).transpose(1, 2).reshape(B, self.kv_heads, -1, self.head_dim)

    def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
        """q (B, T, heads, d) over k, v (B, kv_heads, S, d) -> (B, T, d_model); mask None means causal, T = S."""
        B, T = q.shape[:2]
        q = q.transpose(1, 2)
        if q.device.type != "cpu":  # there the fast kernels take no mask together with grouped heads
            group = self.heads // self.kv_heads
            k, v = k.repeat_interleave(group, dim=1), v.repeat_interleave(group, dim=1)
        if mask is None:
            y = causal_attention(q, k, v)
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, enable_gqa=k.shape[1] != self.heads)
        return self.out(y.transpose(1, 2).reshape(B, T, self.heads * self.head_dim))
