"""What is known of a policy without running it: how its tokenizer spells each id, and its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Known:
    """`pieces` has a text for every id, in order; a control symbol's is its name."""

    pieces: tuple[str, ...]
    card: dict[str, Any]

    def texts(self, ids: Sequence[int]) -> list[str]:
        """The ids spelled out; nothing for one that the vocabulary has not."""
        return [self.pieces[i] if 0 <= i < len(self.pieces) else "" for i in ids]


def known(policy: str) -> Known:
    """Read from the policy's folder. Raises WeightsError where it is missing or broken."""
    from core_model.checkpoint import load_tokenizer, policy_folder
    from core_model.info import describe

    tokenizer = load_tokenizer(policy_folder(policy))
    controls = {tokenizer.control(name): name for name in tokenizer.control_symbols}
    pieces = (controls[i] if i in controls else tokenizer.decode([i]) for i in range(tokenizer.vocab_size))
    return Known(tuple(pieces), describe(policy))
