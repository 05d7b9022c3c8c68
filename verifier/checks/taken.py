"""Nobody can take more of some things than there are: a question that says so has no number for an answer."""

from __future__ import annotations

import re

from verifier.answers import parse_answer
from verifier.checks import shown
from verifier.checks.answer_check import AnswerCheck, Finding, broken, held

_OF_THEM = re.compile(
    r"(?<![\d.,/$-])(\d{1,9}) (?!%|per ?cent)([a-z]+s)\b[^\d?]{1,80}?(?<![\d.,/$-])(\d{1,9}) of them\b",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\bhow many\b.*\b(?:left|remain\w*|still|now)\b|\bleft\?", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:more|another|other|each|every|buys?|bought|gets?|got \d|finds?|found|adds?|times|per)\b", re.IGNORECASE
)
_WHEN_OR_WHO = frozenset("seconds minutes hours days weeks months years teams groups friends".split())
"""Not what is taken: when it is, or who takes it."""


class Taken(AnswerCheck):
    """A pass shows that the answer names no number where more was taken away than there was."""

    name = "taken away"
    subject = "more taken away than there was"
    proves = False

    def examine(self, question: str, answer: str) -> Finding | None:
        match = _OF_THEM.search(question)
        if (
            match is None
            or len(re.findall(r"\d+", question)) != 2
            or _MORE.search(question)
            or not _LEFT.search(question)
            or match[2].lower() in _WHEN_OR_WHO
        ):
            return None
        had, things, taken = int(match[1]), match[2], int(match[3])
        if taken <= had:
            return None
        if parse_answer(answer).kind == "number":
            return broken(f"{taken} of {had} {shown(things)} cannot be taken: {shown(answer)} is no answer to that.")
        return held(f"{taken} of {had} {shown(things)} cannot be taken.")
