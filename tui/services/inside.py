"""What is known of a policy: its card, and its tokenizer to spell recorded ids. Read in the background, once each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.errors import Failure
from tui.services.background import Background, Emit, ShouldStop
from tui.tokens import Texts


class Inside:
    """`ask(policy)` begins to read; `tick` says whether something new is there."""

    def __init__(self) -> None:
        self.cards: dict[str, dict[str, Any]] = {}
        self.spellers: dict[str, Texts] = {}
        self.failures: dict[str, Failure] = {}
        self._policy = ""
        self._background: Background[tuple[Texts, dict[str, Any]]] = Background()

    @property
    def busy(self) -> bool:
        return self._background.running

    def ask(self, policy: str) -> None:
        """Read what is known of a policy, unless it has been, or something else is being read."""
        if policy and policy not in self.cards and policy not in self.failures and not self._policy:
            self._policy = policy
            self._background.start(lambda should_stop, emit: _read(policy, emit, should_stop))

    def tick(self) -> bool:
        if not self._policy:
            return False
        for speller, card in self._background.drain():
            self.spellers[self._policy], self.cards[self._policy] = speller, card
        if self._background.running:
            return False
        if self._background.failure is not None:
            self.failures[self._policy] = self._background.failure
        self._policy = ""
        return True


def _read(policy: str, emit: Emit[tuple[Texts, dict[str, Any]]], should_stop: ShouldStop) -> None:
    from core_model.checkpoint import load_tokenizer, policy_folder
    from core_model.info import describe

    tokenizer = load_tokenizer(policy_folder(policy))
    controls = {tokenizer.control(name): name for name in tokenizer.control_symbols}

    def texts(ids: Sequence[int]) -> list[str]:
        return [controls[i] if i in controls else tokenizer.decode([i]) for i in ids]

    if not should_stop():
        emit((texts, describe(policy)))
