"""What to believe of an answer that no check refutes, from the signals that there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from verifier.calibration.curve import Curve, Stage
from verifier.calibration.record import Calibration
from verifier.verdict import Status

UNKNOWN_CONFIDENCE = 0.5
"""Score of an answer that passes every check and whose writer is not known: no signal, and no base rate."""


@dataclass(frozen=True)
class Belief:
    """The status, the probability, and the fitted curve that it came from; None where none fits the signals."""

    status: Status
    probability: float
    curve: Curve | None = None


def weigh(stage: Stage, signals: Mapping[str, float], calibration: Calibration, sampled: bool = False) -> Belief:
    """The curve's word where there is one. Else a learned judge's own, else what the checks alone are worth.

    Without a curve only the checks can verify, and a judge whose number was never calibrated can only withhold. Checks
    alone do not verify what a model `sampled`: of SmolLM2-135M's answers whose steps followed, hardly one was right.
    """
    curve = calibration.curve(stage, signals.keys())
    if curve is not None:
        p = curve.probability(signals)
        if curve.accept_at is not None and p >= curve.accept_at:
            return Belief("verified", p, curve)
        return Belief("refuted" if curve.refute_at is not None and p <= curve.refute_at else "unsure", p, curve)
    bare = calibration.unchecked if stage == "unchecked" else UNKNOWN_CONFIDENCE
    p = signals.get("judge", bare)
    checked = stage != "unchecked" and p >= UNKNOWN_CONFIDENCE
    return Belief("verified" if checked and not sampled else "unsure", p)
