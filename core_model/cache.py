"""The key-value cache: keys and values of tokens already seen, in memory allocated once."""

from __future__ import annotations

import torch
from torch import Tensor

from core_model.config import ModelConfig


class KVCache:
    """Full cache for `slots` independent rows of up to `capacity` tokens each.

    Rows have their own lengths: a token at position p of slot s is stored at [s, :, p], whatever other rows do.
    Keys are stored after rotation; nothing is ever evicted.
    """

    def __init__(
        self,
        config: ModelConfig,
        slots: int,
        capacity: int,
        device: torch.device | str = "cpu",
        dtype: torch.dtype = torch.float32,
    ) -> None:
        self.slots, self.capacity = slots, capacity
        shape = (config.layers, slots, config.kv_heads, capacity, config.head_dim)
        self.keys = torch.zeros(shape, device=device, dtype=dtype)
        self.values = torch.zeros(shape, device=device, dtype=dtype)

    def append(
        self, layer: int, slots: Tensor, positions: Tensor, k: Tensor, v: Tensor, upto: int
    ) -> tuple[Tensor, Tensor]:
        """Store k and v (B, T, kv_heads, head_dim) of `slots` (B,) at `positions` (B, T); give back the first
        `upto` positions of those slots, each (B, kv_heads, upto, head_dim)."""
        self.keys[layer][slots[:, None], :, positions] = k.to(self.keys.dtype)
        self.values[layer][slots[:, None], :, positions] = v.to(self.values.dtype)
        return self.keys[layer][slots, :, :upto], self.values[layer][slots, :, :upto]
