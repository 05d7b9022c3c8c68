"""The key-value cache: keys and values of tokens already seen, in memory allocated once.

One class serves three policies. A cell holds one token's key and value; a slot is one sequence's row of cells.

    full             window = context, no sinks: nothing is evicted, and a sequence ends where the cells do
    sliding window   the newest `window` tokens stay
    sink             the first `sinks` tokens stay for ever, and the newest `window` besides

Positions are those within the cache: after evictions the sinks count as 0, 1, ... and the window follows them without
a gap, so no distance is ever larger than training showed. Keys are stored rotated by their true position. Between a
query and the window only the difference of positions matters, and it is the same in both counts; towards the sinks
the query is rotated by its position within the cache instead. So nothing stored is ever rotated again.
Source: Xiao et al. 2024, Efficient Streaming Language Models with Attention Sinks (arXiv 2309.17453), section 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from core_model.config import ModelConfig
from core_model.errors import CacheError


@dataclass(frozen=True)
class Span:
    """Cells that queries attend to: keys and values (B, kv_heads, S, head_dim), and the mask (B or 1, T, S), 0 where
    a query may look and -inf where not; None when each may look at all of them. `to_sinks` says that queries are to be
    rotated by their position within the cache."""

    keys: Tensor
    values: Tensor
    mask: Tensor | None
    to_sinks: bool = False


class KVCache:
    """Cells for `slots` independent sequences; each has a length of its own, whatever the others do."""

    def __init__(
        self,
        config: ModelConfig,
        slots: int,
        window: int,
        sinks: int = 0,
        streaming: bool = False,
        device: torch.device | str = "cpu",
        dtype: torch.dtype = torch.float32,
    ) -> None:
        if window < 1 or sinks < 0 or slots < 1:
            raise CacheError(
                f"a cache of {slots} slots, {sinks} sinks and a window of {window}", "slots and window are at least 1"
            )
        if sinks + window > config.context:
            raise CacheError(
                f"{sinks} sinks and a window of {window} are more than the context of {config.context}",
                "make the window smaller: a model is not used to longer distances",
            )
        self.slots, self.window, self.sinks, self.streaming = slots, window, sinks, streaming
        self.capacity = sinks + window
        """Cells of a slot. One more is scratch: what pads shorter rows is written there and never read."""
        shape = (config.layers, 2, slots, config.kv_heads, self.capacity + 1, config.head_dim)
        self.cells = torch.zeros(shape, device=device, dtype=dtype)
        self.keys, self.values = self.cells[:, 0], self.cells[:, 1]

    @classmethod
    def full(cls, config: ModelConfig, slots: int, capacity: int | None = None, **where: object) -> KVCache:
        """Nothing is evicted: sequences of up to `capacity` tokens, the context by default."""
        return cls(config, slots, min(capacity or config.context, config.context), **where)  # type: ignore[arg-type]

    @classmethod
    def sliding(cls, config: ModelConfig, slots: int, window: int, **where: object) -> KVCache:
        """Sequences of any length; the newest `window` tokens stay."""
        return cls(config, slots, window, 0, True, **where)  # type: ignore[arg-type]

    @classmethod
    def sink(cls, config: ModelConfig, slots: int, window: int, sinks: int = 4, **where: object) -> KVCache:
        """Sequences of any length; the first `sinks` tokens and the newest `window` stay."""
        return cls(config, slots, window, sinks, True, **where)  # type: ignore[arg-type]

    @property
    def bytes(self) -> int:
        """Memory of all cells."""
        return 2 * self.keys.numel() * self.keys.element_size()

    def copy(self, source: int, target: int, length: int) -> None:
        """Make slot `target` a copy of `source`, a sequence of `length` tokens: a prefix shared, or a slot moved."""
        cells = min(length, self.capacity)
        self.keys[:, target, :, :cells] = self.keys[:, source, :, :cells]
        self.values[:, target, :, :cells] = self.values[:, source, :, :cells]

    def view(self, slots: Sequence[int], lengths: Sequence[int], counts: Sequence[int]) -> CacheView:
        """What one forward pass needs: rows `slots` that hold `lengths` tokens are to take `counts` more.

        Raises CacheError when a row would outgrow a cache that does not evict, or a chunk its window.
        """
        longest = max(length + count for length, count in zip(lengths, counts, strict=True))
        if longest > self.capacity and not self.streaming:
            raise CacheError(f"{longest} tokens do not fit a full cache of {self.capacity}", "use a streaming cache")
        if longest > self.capacity and max(counts) > self.window:
            raise CacheError(f"a chunk of {max(counts)} is more than the window of {self.window}", "read it in parts")
        return CacheView(self, slots, lengths, counts, longest)

    def cell(self, positions: Tensor) -> Tensor:
        """The cell of the token at each position: sinks keep theirs, the rest take turns in the window."""
        return torch.where(
            positions < self.capacity, positions, self.sinks + (positions - self.sinks).remainder(self.window)
        )


class CacheView:
    """The rows of a cache that one forward pass reads and writes. Everything that all layers share is made once."""

    def __init__(
        self, cache: KVCache, slots: Sequence[int], lengths: Sequence[int], counts: Sequence[int], longest: int
    ) -> None:
        self.cache = cache
        device = cache.keys.device
        width = max(counts)
        first = slots[0]
        consecutive = all(slot == first + i for i, slot in enumerate(slots))
        self.index = torch.tensor(slots, device=device)[:, None]  # (B, 1)
        self.rows: slice | Tensor = slice(first, first + len(slots)) if consecutive else self.index[:, 0]
        """A slice where possible: an index would copy the cells at every layer."""
        length = torch.tensor(lengths, device=device)[:, None]  # (B, 1)
        offset = torch.arange(width, device=device)
        self.positions = length + offset  # (B, T), of the sequence
        """Position of each new token in its sequence; what pads a row counts on and is masked."""
        self.evicting = longest > cache.capacity
        self.sink_positions = self.positions.clamp(max=cache.capacity - 1) if self.evicting else None
        """Position of each new token within the cache, by which queries are rotated towards the sinks."""
        ragged = min(counts) < width
        cells = cache.cell(self.positions)
        if ragged:
            real = offset < torch.tensor(counts, device=device)[:, None]
            cells = cells.masked_fill(~real, cache.capacity)
        self.cells = cells
        self.upto = min(longest, cache.capacity)
        self.writes_first = not self.evicting or width == 1
        """Reading after writing is right unless the chunk evicts what its own first tokens may still see."""
        if not self.evicting:
            alike = width == 1 and min(lengths) == max(lengths)
            self.masks = [None if alike else _mask(torch.arange(longest, device=device) <= self.positions[..., None])]
        else:
            self.masks = self._masks_with_eviction(length, offset, device)

    def _masks_with_eviction(self, length: Tensor, offset: Tensor, device: torch.device) -> list[Tensor | None]:
        """Masks towards the sinks, the window as it stands, and the chunk itself (in one with the window when T = 1).

        A cell of the window holds the newest token whose turn it was. A query sees what is less than `window` behind.
        """
        cache = self.cache
        sinks = torch.arange(cache.sinks, device=device)
        stored = length + int(self.writes_first)  # (B, 1) tokens there when the window is read
        turn = torch.arange(cache.window, device=device)
        held = stored - 1 - (stored - 1 - cache.sinks - turn).remainder(cache.window)  # (B, window)
        behind = self.positions[..., None] - held[:, None]  # (B, T, window)
        seen = (held >= cache.sinks)[:, None] & (behind >= 0) & (behind < cache.window)
        masks: list[Tensor | None] = [_mask(sinks <= self.positions[..., None]), _mask(seen)]
        if not self.writes_first:
            masks[0] = _mask((sinks < length)[:, None].expand(-1, len(offset), -1))  # those of the chunk are in `own`
            own = offset <= offset[:, None]  # (T, T); a chunk is no longer than the window
            masks.append(_mask(own[None]))
        return masks

    def extend(self, layer: int, k: Tensor, v: Tensor) -> list[Span]:
        """Store k (rotated by `positions`) and v, each (B, T, kv_heads, head_dim), and give what queries attend to."""
        keys, values = self.cache.keys[layer], self.cache.values[layer]
        if self.writes_first:
            self._write(keys, values, k, v)
            if not self.evicting:
                return [Span(keys[self.rows, :, : self.upto], values[self.rows, :, : self.upto], self.masks[0])]
            return self._spans(keys[self.rows], values[self.rows])
        spans = self._spans(keys[self.rows].clone(), values[self.rows].clone())
        spans.append(Span(k.transpose(1, 2), v.transpose(1, 2), self.masks[2]))
        self._write(keys, values, k, v)
        return spans

    def _write(self, keys: Tensor, values: Tensor, k: Tensor, v: Tensor) -> None:
        # Without gradient: a cache is for decoding, and keys and values of all layers share one tensor.
        keys[self.index, :, self.cells] = k.detach().to(keys.dtype)
        values[self.index, :, self.cells] = v.detach().to(values.dtype)

    def _spans(self, keys: Tensor, values: Tensor) -> list[Span]:
        sinks, end = self.cache.sinks, self.cache.capacity
        spans = [Span(keys[:, :, :sinks], values[:, :, :sinks], self.masks[0], True)] if sinks else []
        return [*spans, Span(keys[:, :, sinks:end], values[:, :, sinks:end], self.masks[1])]


def _mask(seen: Tensor) -> Tensor:
    """0 where seen, -inf where not."""
    return torch.zeros(seen.shape, device=seen.device).masked_fill(~seen, float("-inf"))
