"""What the rest of the model floor asks of a tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Tokenizer(Protocol):
    """Text to ids and back, exactly; control symbols exist as ids alone and no text encodes to them."""

    @property
    def vocab_size(self) -> int: ...

    def encode(self, text: str) -> list[int]:
        """Ids of `text`; decode(encode(text)) == text for every str that UTF-8 can hold."""
        ...

    def decode(self, ids: Sequence[int]) -> str:
        """Text of `ids`; control symbols contribute nothing."""
        ...

    def control(self, symbol: str) -> int:
        """The id of a control symbol. Raises KeyError when the tokenizer has none of that name."""
        ...
