"""The calibration as it is stored: its curves, the rates of answers without one, and the card that says whence."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from verifier.calibration.curve import Curve, Stage
from verifier.calibration.thresholds import Threshold

REFUTED_SCORE = 0.02
"""Score of an answer that a check refutes, where no calibration measured it: some are right by luck."""
UNCHECKED_SCORE = 0.2
"""Score of an answer that rests on no calculation, where no calibration measured it: nothing could be checked."""

AS_GOOD = 0.001
"""Brier scores that differ by no more are taken for as good."""


class CalibrationError(Exception):
    """A calibration file that cannot be read; `kind`, `hint` and `exit_code` as the command line's contract has it."""

    kind = "calibration"
    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SuiteCount(_Stored):
    """What a run folder gave: the suite and its seed, problems asked, answers read, and how many were right."""

    suite: str
    seed: int
    problems: int
    answers: int
    right: int


class FitCard(_Stored):
    """How one curve came about. Every figure is of held-out folds; `accept` and `refute` are None where not reached."""

    stage: Stage
    signals: tuple[str, ...]
    answers: int
    right: int
    chosen: str
    brier_logistic: float
    brier_isotonic: float
    ece: float | None
    auroc: float | None
    accept: Threshold | None
    refute: Threshold | None


class DataCard(_Stored):
    """Which suites, how many answers, when, and with which code; `precision` was asked of the thresholds."""

    fitted: str
    code: str
    policies: tuple[str, ...]
    suites: tuple[SuiteCount, ...]
    precision: float
    level: float
    fits: tuple[FitCard, ...]
    agreement: tuple[FitCard, ...] = ()


class Calibration(_Stored):
    """Curves by stage and signals, and the share of right answers where there is none.

    A file of the first form, `{"slope": ..., "intercept": ..., "accept_at": ...}`, is one logistic curve of the
    policy's confidence.
    """

    curves: tuple[Curve, ...]
    agreement: tuple[Curve, ...] = ()
    """Of answers that several attempts were made for and none was verified (verifier.several), one for each stage."""
    refuted: float = Field(default=REFUTED_SCORE, ge=0, le=1)
    unchecked: float = Field(default=UNCHECKED_SCORE, ge=0, le=1)
    card: DataCard | None = None

    @model_validator(mode="before")
    @classmethod
    def _first_form(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "slope" not in data:
            return data
        rest = dict(data)
        logistic = {"slopes": [rest.pop("slope")], "intercept": rest.pop("intercept", None)}
        return {"curves": [{"logistic": logistic, "accept_at": rest.pop("accept_at", 0.5)}], **rest}

    def curve(self, stage: Stage, known: Collection[str]) -> Curve | None:
        """The best curve that needs no other than the known signals; None when there is none. One that has a threshold
        to verify at comes before one that has none, however well that predicts; then the Brier score decides, and among
        those as good as the best the one that verifies the most.

        Where scores were not kept it is the one that uses most of the signals.
        Where answers that were `read` have no curve of their own, that of `supported` ones speaks for them.
        """
        usable = [c for c in self.curves if c.stage == stage and set(c.signals) <= set(known)]
        if stage == "read" and not usable:
            return self.curve("supported", known)
        if any(c.brier is None for c in usable):
            return max(usable, key=lambda c: len(c.signals))
        best = min(usable, key=lambda c: (c.accept_at is None, c.brier or 0.0, -len(c.signals)), default=None)
        if best is None or best.accept_at is None:
            return best
        as_good = [c for c in usable if c.accept_at is not None and (c.brier or 0.0) <= (best.brier or 0.0) + AS_GOOD]
        return max(as_good, key=lambda c: (c.verifies, -(c.brier or 0.0), len(c.signals)))

    def agreement_of(self, stage: Stage) -> Curve | None:
        """What several attempts together are worth, where that was measured."""
        return next((curve for curve in self.agreement if curve.stage == stage), None)

    def save(self, path: Path) -> None:
        path.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")


def load(path: Path) -> Calibration:
    """Read a calibration of either form. Raises CalibrationError when the file is missing or is not one."""
    try:
        return Calibration.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise CalibrationError(
            f"{path} cannot be read: {reason}", "fit one: python -m agent.training.calibrate"
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise CalibrationError(f"{path} is no calibration: {place}: {first['msg']}", "fit it again") from None


SHIPPED = Calibration.model_validate_json(files("verifier.calibration").joinpath("shipped.json").read_text("utf-8"))
"""Of the shipped policy; docs/training.md tells how it was fitted."""
