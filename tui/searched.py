"""The search in a trace: what each node says is put in lower case once, and a longer word looks among the matches."""

from __future__ import annotations

from tui.rows import searchable
from tui.state import Attempt, Run

Text = tuple[str, str]
"""A node's key, and its text in lower case."""


class Searched:
    """Searches one run after another; what an earlier search of the same attempts found out is used again."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Attempt, list[Text]]] = {}
        self._wanted = ""
        self._found: list[Text] = []
        self._attempts: tuple[Attempt, ...] = ()

    def matches(self, run: Run, text: str) -> list[str]:
        """Keys of the nodes whose text holds `text`, in order; letter case does not matter."""
        wanted = text.lower()
        if not wanted:
            return []
        same = [id(a) for a in self._attempts] == [id(a) for a in run.attempts]
        if not (same and self._wanted and self._wanted in wanted):  # whoever holds the longer text holds the shorter
            self._found = [each for attempt in run.attempts for each in self._of(attempt)]
        self._found = [each for each in self._found if wanted in each[1]]
        self._wanted, self._attempts = wanted, run.attempts
        return [key for key, _ in self._found]

    def _of(self, attempt: Attempt) -> list[Text]:
        kept = self._texts.get(attempt.number)
        if kept is None or kept[0] is not attempt:
            kept = attempt, [(key, searchable(node)) for key, node in attempt.by_key.items()]
            self._texts[attempt.number] = kept
        return kept[1]
