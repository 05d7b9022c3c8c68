"""Answers that say that there is none: how often a policy says so, and whether it was right to."""

from __future__ import annotations

import re

_REFUSAL = re.compile(
    r"\b(?:can(?:no|')t|can not|could not|couldn't|not possible to|impossible to|unable to|not able to|no way to)\s+"
    r"(?:be\s+)?(?:answer|know|tell|determine|solve|say|calculate|work(?:ed)? (?:it )?out|find)"
    r"|\b(?:do|does) ?n[o']t know\b|\bnobody (?:can )?knows?\b|\bnot enough (?:information|numbers?|facts|data)\b"
    r"|\b(?:is|are) (?:missing|not (?:given|known|possible))\b|\b(?:unanswerable|insufficient information)\b",
    re.IGNORECASE,
)


def is_refusal(answer: str | None) -> bool:
    """Whether an answer says that the question has none. An attempt without an answer is no refusal."""
    return answer is not None and bool(_REFUSAL.search(answer.replace("’", "'")))
