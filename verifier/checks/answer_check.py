"""A check of an answer by itself, against its question: what it is, and what it says when it does not apply."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from tasks.task import Solution
from verifier.parsing.limits import ParseError
from verifier.verdict import Check, CheckStatus

NOT_APPLICABLE = "not applicable: "
"""How the evidence of a check begins that does not speak of such questions; its status is unknown, never pass."""
MAX_QUESTION_CHARACTERS = 4_000
"""Longer questions are not read for formulas and statements."""


@dataclass(frozen=True)
class Finding:
    """What a check found: its status and a sentence of evidence."""

    status: CheckStatus
    evidence: str


def held(evidence: str) -> Finding:
    return Finding("pass", evidence)


def broken(evidence: str) -> Finding:
    return Finding("fail", evidence)


def undecided(evidence: str) -> Finding:
    return Finding("unknown", evidence)


class AnswerCheck(ABC):
    """A named check that needs the question and the answer alone: no gold answer, and no steps.

    `proves`: a pass shows that the answer is right, not only that it may be.
    """

    name: ClassVar[str]
    subject: ClassVar[str]
    """What a question has to be about; evidence of a check that does not apply names it."""
    proves: ClassVar[bool] = True

    @abstractmethod
    def examine(self, question: str, answer: str) -> Finding | None:
        """What it finds; None when it does not apply. A ParseError counts as None."""

    def __call__(self, question: str, solution: Solution) -> Check:
        answer = (solution.answer or "").strip()
        finding: Finding | None = None
        if answer and len(question) <= MAX_QUESTION_CHARACTERS:
            try:
                finding = self.examine(question, answer)
            except (ParseError, ZeroDivisionError):
                finding = None
        if finding is None:
            return Check(name=self.name, status="unknown", evidence=f"{NOT_APPLICABLE}no {self.subject}.")
        return Check(name=self.name, status=finding.status, evidence=finding.evidence)


def applies(check: Check) -> bool:
    """Whether a check found something to look at."""
    return not check.evidence.startswith(NOT_APPLICABLE)
