"""What can be asked, and with which limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from agent.budgets import Budget, Budgets
from agent.errors import QuestionError

MAX_QUESTION_CHARACTERS = 20_000
"""Longer questions are refused before they are tokenised; the model's context is the tighter limit."""


def check_question(question: str) -> str:
    """The question, stripped. Raises QuestionError when it is empty, too long or not text."""
    if not question.strip():
        raise QuestionError("the question is empty", 'try: ponder ask "What is 15% of 240?"')
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionError(
            f"the question has {len(question):,} characters; at most {MAX_QUESTION_CHARACTERS:,} are read", "shorten it"
        )
    if any(0xD800 <= ord(c) <= 0xDFFF for c in question) or "\x00" in question:
        raise QuestionError("the question is not text: it holds bytes that no character has", "pass UTF-8 text")
    return question.strip()


@dataclass(frozen=True)
class Settings:
    """Budgets and sampling of a run. A strategy that goes by rounds makes `samples` attempts in each after the first;
    1 retries one by one.

    `max_seconds` is a limit of the run, `max_steps` and `max_tokens` are limits of an attempt; `run` and `attempt` hold
    further ones, and the tightest counts."""

    attempts: int = 3
    samples: int = 1
    temperature: float = 0.7
    seed: int = 0
    max_steps: int = 8
    max_tokens: int = 320
    max_seconds: float | None = None
    run: Budget = field(default_factory=Budget)
    attempt: Budget = field(default_factory=Budget)

    @property
    def budgets(self) -> Budgets:
        """All limits together."""
        return Budgets(
            attempts=self.attempts,
            run=self.run.within(Budget(seconds=self.max_seconds)),
            attempt=self.attempt.within(Budget(steps=self.max_steps, tokens=self.max_tokens)),
        )
