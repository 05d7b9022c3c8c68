"""Verdict: what the verifier says of an answer, and each check's evidence for saying it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

CheckStatus = Literal["pass", "fail", "unknown"]
Status = Literal["verified", "unsure", "refuted"]


class Check(BaseModel):
    """One check's outcome: its name, whether it held, and a sentence of evidence a person can follow.

    `unknown` means that the check could not decide; it is neither for nor against the answer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    status: CheckStatus
    evidence: str
    seconds: float = 0.0


class Verdict(BaseModel):
    """Status, probability that the answer is right (0 to 1), the extracted answer, and the checks behind them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: Status
    score: float = Field(ge=0.0, le=1.0)
    answer: str | None
    checks: tuple[Check, ...] = ()

    @property
    def evidence_against(self) -> tuple[Check, ...]:
        """The failed checks: what a retry is told."""
        return tuple(check for check in self.checks if check.status == "fail")
