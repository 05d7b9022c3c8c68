"""Which experts each token of a row went to, small enough to stand in a trace."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Count = Annotated[int, Field(ge=0, le=1_000_000)]


class TokenRouting(BaseModel):
    """For each of `layers` and each of `tokens`, the `top` experts chosen of `experts`, heaviest first.

    `packed` is base64 of the choices as whole numbers of `bits` bits each, layer by layer and token by token, the first
    in the highest bits, the last byte filled up with zeros. Raises pydantic.ValidationError where it is none of that.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    layers: tuple[Count, ...]
    experts: Annotated[int, Field(ge=1, le=65_536)]
    top: Annotated[int, Field(ge=1, le=65_536)]
    tokens: Count
    packed: str

    @classmethod
    def of(cls, layers: Sequence[int], experts: int, chosen: Sequence[Sequence[Sequence[int]]]) -> TokenRouting:
        """From chosen[layer][token][choice]."""
        tokens = len(chosen[0]) if chosen else 0
        top = len(chosen[0][0]) if tokens else 1
        bits, whole, n = bits_for(experts), 0, 0
        for choice in (choice for layer in chosen for token in layer for choice in token):
            whole, n = whole << bits | choice, n + bits
        size = -(-n // 8)
        packed = base64.b64encode((whole << (8 * size - n)).to_bytes(size, "big")).decode()
        return cls(layers=tuple(layers), experts=experts, top=top, tokens=tokens, packed=packed)

    @property
    def chosen(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """chosen[layer][token] are its experts; layers in the order of `layers`."""
        bits = bits_for(self.experts)
        packed = base64.b64decode(self.packed)
        whole, n = int.from_bytes(packed, "big"), 8 * len(packed)
        mask = (1 << bits) - 1
        count = len(self.layers) * self.tokens * self.top
        flat = [whole >> (n - bits * (i + 1)) & mask for i in range(count)]
        tokens = [tuple(flat[i : i + self.top]) for i in range(0, count, self.top)]
        return tuple(tuple(tokens[k * self.tokens : (k + 1) * self.tokens]) for k in range(len(self.layers)))

    @model_validator(mode="after")
    def _holds_what_it_says(self) -> TokenRouting:
        bits = len(self.layers) * self.tokens * self.top * bits_for(self.experts)
        try:
            packed = base64.b64decode(self.packed, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("`packed` is not base64") from None
        if len(packed) != -(-bits // 8):
            raise ValueError(f"`packed` holds {len(packed)} bytes where {-(-bits // 8)} are needed")
        if any(expert >= self.experts for layer in self.chosen for token in layer for expert in token):
            raise ValueError(f"a choice is none of {self.experts} experts")
        return self


def bits_for(experts: int) -> int:
    """How many bits the number of an expert takes; none where there is one expert only."""
    return (experts - 1).bit_length()
