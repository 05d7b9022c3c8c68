"""A fitted curve: from the signals of an answer to the probability that it is right, with its thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from verifier.calibration.isotonic import Isotonic
from verifier.calibration.logistic import Logistic

Stage = Literal["supported", "read", "unchecked"]
"""Of answers that no check refutes: `supported` ones rest on checked calculations; `read` ones do too, with numbers
named from a story, so that they hold only if it was understood; of `unchecked` ones nothing was checked."""


class Curve(BaseModel):
    """For answers of one stage whose `signals` are known. `isotonic` bends the logistic curve, where that is better."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: Stage = "supported"
    signals: tuple[str, ...] = ("confidence",)
    logistic: Logistic
    isotonic: Isotonic | None = None
    accept_at: float | None = Field(default=0.5, ge=0, le=1)
    """Answers at or above this probability are verified; None: this curve verifies nothing."""
    refute_at: float | None = Field(default=None, ge=0, le=1)
    """Answers at or below this probability are refuted; None: this curve refutes nothing."""
    brier: float | None = Field(default=None, ge=0, le=1)
    """Its cross-validated Brier score, where it was kept: of several curves the best one speaks."""
    verifies: float = Field(default=0.0, ge=0, le=1)
    """The share of the answers it was fitted on that its threshold verifies, where it was kept."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not self.signals or len(self.signals) != len(self.logistic.slopes):
            raise ValueError("a curve has one slope a signal, and at least one")
        if self.accept_at is not None and self.refute_at is not None and self.refute_at >= self.accept_at:
            raise ValueError("refute_at must be below accept_at: an answer is not verified and refuted at once")
        return self

    def probability(self, signals: Mapping[str, float]) -> float:
        """P(right). Raises KeyError when one of the curve's signals is not among them; others are ignored."""
        p = self.logistic.probability([signals[name] for name in self.signals])
        return p if self.isotonic is None else self.isotonic.value(p)
