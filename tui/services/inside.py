"""What is known of a policy: its card, and its tokenizer to spell recorded ids. Read in the background, once each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tui.errors import Failure
from tui.services.background import Background
from tui.tokens import Texts

if TYPE_CHECKING:
    from tui.inside.known import Known


class Inside:
    """`ask(policy)` begins to read; `tick` says whether something new is there."""

    def __init__(self, known: Callable[[str], Known]) -> None:
        self.cards: dict[str, dict[str, Any]] = {}
        self.spellers: dict[str, Texts] = {}
        self.failures: dict[str, Failure] = {}
        self._known = known
        self._policy = ""
        self._background: Background[Known] = Background()

    @property
    def busy(self) -> bool:
        return self._background.running

    def ask(self, policy: str) -> None:
        """Read what is known of a policy, unless it has been, or something else is being read."""
        if policy and policy not in self.cards and policy not in self.failures and not self._policy:
            self._policy = policy
            self._background.start(lambda should_stop, emit: emit(self._known(policy)))

    def tick(self) -> bool:
        if not self._policy:
            return False
        for known in self._background.drain():
            self.spellers[self._policy], self.cards[self._policy] = known.texts, known.card
        if self._background.running:
            return False
        if self._background.failure is not None:
            self.failures[self._policy] = self._background.failure
        self._policy = ""
        return True
