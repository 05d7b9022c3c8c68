"""The GPT: embedding, blocks, norm, head. The whole forward pass is on this screen."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from core_model.cache import CacheView
from core_model.config import ModelConfig
from core_model.layers.attention import Attention, Rotation
from core_model.layers.moe import MoE, RouterStats
from core_model.layers.rmsnorm import RMSNorm
from core_model.layers.rope import rope_at, rope_table
from core_model.layers.segments import Segments
from core_model.layers.swiglu import SwiGLU


class Block(nn.Module):
    """x + attention(norm(x)), then x + feed-forward(norm(x)); the feed-forward is dense or a mixture."""

    def __init__(self, config: ModelConfig, layer: int) -> None:
        super().__init__()
        self.layer = layer
        self.attention_norm = RMSNorm(config.d_model, config.norm_eps)
        self.attention = Attention(config)
        self.ff_norm = RMSNorm(config.d_model, config.norm_eps)
        self.ff: SwiGLU | MoE
        if config.is_moe(layer):
            self.ff = MoE(config.d_model, config.d_expert, config.experts, config.experts_per_token, config.norm_topk)
        else:
            self.ff = SwiGLU(config.d_model, config.d_ff)

    def forward(
        self,
        x: Tensor,
        rope: Rotation,
        mask: Tensor | Segments | None,
        view: CacheView | None,
        to_sinks: Rotation | None,
    ) -> tuple[Tensor, RouterStats | None]:
        normed = self.attention_norm(x)
        if view is None:
            x = x + self.attention(normed, rope, mask)
        else:
            x = x + self.attention.forward_cached(normed, rope, to_sinks, view, self.layer)
        if isinstance(self.ff, MoE):
            y, stats = self.ff(self.ff_norm(x))
            return x + y, stats
        return x + self.ff(self.ff_norm(x)), None


class GPT(nn.Module):
    """A decoder-only transformer over token ids."""

    cos: Tensor
    sin: Tensor

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocab_size, config.d_model)
        self.blocks = nn.ModuleList(Block(config, layer) for layer in range(config.layers))
        self.norm = RMSNorm(config.d_model, config.norm_eps)
        if not config.tied_embeddings:
            self.unembedding = nn.Linear(config.d_model, config.vocab_size, bias=False)
        cos, sin = rope_table(config.context, config.head_dim, config.rope_theta)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    @torch.no_grad()
    def init_weights(self, seed: int) -> None:
        """Normal(0, init_std); projections back into the residual stream are smaller by sqrt(2 * layers), so that
        the stream's variance does not grow with depth (Radford et al. 2019)."""
        generator = torch.Generator().manual_seed(seed)
        for name, parameter in self.named_parameters():
            if parameter.dim() < 2:
                parameter.fill_(0.0 if name.endswith(".bias") else 1.0)
                continue
            back = name.endswith(("out.weight", "down.weight", "ff.down"))
            std = self.config.init_std / (math.sqrt(2 * self.config.layers) if back else 1.0)
            parameter.copy_(torch.empty(parameter.shape).normal_(0.0, std, generator=generator))

    def hidden(
        self,
        ids: Tensor,
        positions: Tensor | None = None,
        mask: Tensor | Segments | None = None,
        view: CacheView | None = None,
    ) -> tuple[Tensor, list[RouterStats]]:
        """Final normalised states (B, T, d_model) of ids (B, T), and each router's statistics.

        Without a view: positions (B, T) default to 0..T-1 and restart at each document of a packed row; mask is True
        where a query may look, broadcastable to (B, heads, T, S), or the segments that keep to themselves; None is
        plain causal. With a view of a cache, ids are the tokens that its rows take next, and positions and masks are
        the view's.
        """
        if view is not None:
            positions = view.positions
        elif positions is None:
            positions = torch.arange(ids.shape[1], device=ids.device).expand_as(ids)
        rope = self.rotation(positions, beyond=view is not None)
        to_sinks = self.rotation(view.sink_positions) if view is not None and view.sink_positions is not None else None
        x = self.embedding(ids)
        stats: list[RouterStats] = []
        for block in self.blocks:
            x, routed = block(x, rope, mask, view, to_sinks)
            if routed is not None:
                stats.append(routed)
        return self.norm(x), stats

    def rotation(self, positions: Tensor, beyond: bool = False) -> Rotation:
        """RoPE's cosines and sines for positions (B, T); those `beyond` the context are computed, not looked up."""
        last = self.config.context - 1
        if not beyond or int(positions.max()) <= last:
            return self.cos[positions][:, :, None], self.sin[positions][:, :, None]
        far = positions > last
        near = positions.clamp(max=last)
        cos, sin = rope_at(positions, self.config.head_dim, self.config.rope_theta)
        return (
            torch.where(far[..., None], cos, self.cos[near])[:, :, None],
            torch.where(far[..., None], sin, self.sin[near])[:, :, None],
        )

    @property
    def head_weight(self) -> Tensor:
        """The head's matrix (vocab_size, d_model): the embedding where the two are tied."""
        return self.embedding.weight if self.config.tied_embeddings else self.unembedding.weight

    def head(self, h: Tensor) -> Tensor:
        """Logits (..., vocab_size) of states (..., d_model)."""
        return F.linear(h, self.head_weight)

    def forward(
        self,
        ids: Tensor,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        view: CacheView | None = None,
    ) -> Tensor:
        """Logits (B, T, vocab_size) for ids (B, T); arguments as in `hidden`."""
        return self.head(self.hidden(ids, positions, mask, view)[0])
