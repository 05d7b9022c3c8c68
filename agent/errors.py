"""Errors a user of the agent can cause; each says what was wrong and what to do."""

from __future__ import annotations


class AgentError(Exception):
    """Base: `kind` for machines, `hint` for people, `exit_code` as the command line's contract has it."""

    kind = "agent"
    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class QuestionError(AgentError):
    """A question that cannot be asked: empty, too long, or not text."""

    kind = "question"


class TrainingError(AgentError):
    """A training configuration that cannot be followed."""

    kind = "training"


class DataMissing(AgentError):
    """A training run asks for data that is not on this machine."""

    kind = "data"
    exit_code = 3


class TraceNotFound(AgentError):
    """No stored trace has the asked id."""

    kind = "trace"
