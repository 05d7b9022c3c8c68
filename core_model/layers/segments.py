"""Attention inside the documents of packed rows, without scoring the pairs that a mask would throw away."""

from __future__ import annotations

from collections import defaultdict

import torch
from torch import Tensor

from core_model.layers.causal import causal_attention

STEP = 16
"""Documents are padded to the next multiple of this many tokens, so that those of a length are one call."""


class Segments:
    """Where the documents of packed rows lie; stands in for the mask that keeps them apart.

    documents: (rows, length), a number per token that is the same within a document and changes at its border.
    Padding counts as a document, as it does in the mask. A row of 384 with documents of 100 tokens has 384 * 384
    pairs under a mask and 4 * 112 * 112 / 2 here. Same sums as with the mask, in another order.
    """

    def __init__(self, documents: Tensor) -> None:
        rows, length = documents.shape
        border = torch.ones_like(documents, dtype=torch.bool)
        border[:, 1:] = documents[:, 1:] != documents[:, :-1]
        starts = border.flatten().nonzero()[:, 0].tolist()
        by_size: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for start, end in zip(starts, [*starts[1:], rows * length], strict=True):
            by_size[min(length, -(-(end - start) // STEP) * STEP)].append((start, end - start))
        taken: list[Tensor] = []
        place = torch.empty(rows * length, dtype=torch.long)
        self.calls: list[tuple[int, int]] = []
        """(documents, tokens each) of each call."""
        at = 0
        for size, found in sorted(by_size.items()):
            steps = torch.arange(size)
            first, sizes = torch.tensor(found).T[:, :, None]
            real = steps < sizes
            taken.append((first + torch.minimum(steps, sizes - 1)).flatten())  # past its end, its last token again
            place[(first + steps)[real]] = (at + torch.arange(real.numel()).view_as(real))[real]
            at += real.numel()
            self.calls.append((len(found), size))
        self.taken = torch.cat(taken)
        """(N,) the token that each query, key and value of all calls is, one call after another."""
        self.place = place
        """(rows * length,) where each token's result stands in those of all calls."""

    @torch.compiler.disable  # other lengths in every batch, each of which would be compiled
    def attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """q (rows, length, heads, d) over k, v (rows, length, kv_heads, d) -> (rows, length, heads, d)."""
        parts = [
            x.flatten(0, 1).index_select(0, self.taken).split([n * size for n, size in self.calls]) for x in (q, k, v)
        ]
        results = []
        for call, *part in zip(self.calls, *parts, strict=True):
            q_, k_, v_ = (x.unflatten(0, call).transpose(1, 2) for x in part)  # (documents, heads, size, d)
            results.append(causal_attention(q_, k_, v_).transpose(1, 2).flatten(0, 1))
        return torch.cat(results).index_select(0, self.place).view(q.shape)
