"""What is typed into the search of traces: words, and `status:refuted`, `score>0.8`, `suite:core`, `policy:micro`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.errors import CommandError

if TYPE_CHECKING:
    from agent.store import Filters

STATES = ("verified", "unsure", "refuted")
_SCORE = re.compile(r"score(<=?|>=?)(\d*\.?\d+)")


def filters(text: str) -> Filters:
    """The filters that a search text stands for. Raises CommandError for a status that there is not."""
    from agent.store import Filters

    made, words = Filters(), []
    for word in text.split():
        name, colon, value = word.partition(":")
        if colon and value and name == "status":
            close = [state for state in STATES if state.startswith(value.lower())]
            if not close:
                raise CommandError(f"no status is called {value!r}", f"one of {', '.join(STATES)}")
            made = replace(made, status=close[0])  # type: ignore[arg-type]
        elif colon and value and name == "suite":
            made = replace(made, suite=value)
        elif colon and value and name == "policy":
            made = replace(made, policy=value)
        elif score := _SCORE.fullmatch(word):
            bound = float(score[2])
            made = replace(made, max_score=bound) if score[1][0] == "<" else replace(made, min_score=bound)
        else:
            words.append(word)
    return made.with_text(" ".join(words))


def with_status(text: str, status: str | None) -> str:
    """The search text with another status, or with none."""
    words = [word for word in text.split() if not word.startswith("status:")]
    return " ".join([*words, f"status:{status}"] if status else words)
