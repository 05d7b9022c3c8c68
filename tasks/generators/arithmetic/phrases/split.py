"""A table of phrasings in two halves: one for training, one that training never shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Split(Generic[T]):
    """Phrasings for training and phrasings that are held out."""

    seen: tuple[T, ...]
    unseen: tuple[T, ...]

    def of(self, unseen: bool) -> tuple[T, ...]:
        return self.unseen if unseen else self.seen
