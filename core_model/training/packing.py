"""Packing: many short documents in rows of one length, none of which sees another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from core_model.layers.segments import Segments
from core_model.transcript import Rendered

IGNORED = -100
"""Target of a position without loss, as torch's cross entropy expects it."""


@dataclass(frozen=True)
class Packed:
    """ids, targets, positions and document numbers, each (rows, length); padding is document -1."""

    ids: Tensor
    targets: Tensor
    positions: Tensor
    documents: Tensor

    def mask(self) -> Tensor | None:
        """(rows, 1, length, length), True where a query may look: its own document, itself and before. None, plain
        causal, where every row is one document: attention is faster without a mask to read."""
        if self._plain():
            return None
        same = self.documents[:, :, None] == self.documents[:, None, :]
        return same.tril()[:, None]

    def segments(self) -> Segments | None:
        """The documents' places, which stand in for the mask and spare its pairs; None where that is None."""
        return None if self._plain() else Segments(self.documents)

    def _plain(self) -> bool:
        return bool((self.documents == self.documents[:, :1]).all())

    def rows(self, start: int, stop: int) -> Packed:
        """A slice of rows: one micro-batch of gradient accumulation."""
        return Packed(*(t[start:stop] for t in (self.ids, self.targets, self.positions, self.documents)))

    def to(self, device: torch.device) -> Packed:
        return Packed(*(t.to(device) for t in (self.ids, self.targets, self.positions, self.documents)))


def pack(documents: Sequence[Rendered], rows: int, length: int) -> Packed:
    """Best-fit decreasing: each document, longest first, into the fullest row that still holds it.

    A document that is longer than a row, or that no row has room for, is left out whole. Targets are ids shifted
    by one inside a document; the last position of each document has none.
    """
    free = [length] * rows
    chosen: list[list[Rendered]] = [[] for _ in range(rows)]
    for document in sorted(documents, key=lambda d: -len(d.ids)):
        fitting = [r for r in range(rows) if free[r] >= len(document.ids)]
        if fitting:
            best = min(fitting, key=lambda r: free[r])
            chosen[best].append(document)
            free[best] -= len(document.ids)
    ids = torch.zeros(rows, length, dtype=torch.long)
    targets = torch.full((rows, length), IGNORED, dtype=torch.long)
    positions = torch.zeros(rows, length, dtype=torch.long)
    number = torch.full((rows, length), -1, dtype=torch.long)
    for r, row in enumerate(chosen):
        at = 0
        for n, document in enumerate(row):
            size = len(document.ids)
            piece = torch.tensor(document.ids)
            ids[r, at : at + size] = piece
            wanted = torch.tensor(document.mask[1:], dtype=torch.bool)
            targets[r, at : at + size - 1] = torch.where(wanted, piece[1:], IGNORED)
            positions[r, at : at + size] = torch.arange(size)
            number[r, at : at + size] = n
            at += size
    return Packed(ids, targets, positions, number)
