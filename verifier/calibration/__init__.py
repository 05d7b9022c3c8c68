"""From signals (the policy's confidence, a learned judge) to the probability that an answer is right."""

from verifier.calibration.belief import UNKNOWN_CONFIDENCE, Belief, weigh
from verifier.calibration.curve import Curve, Stage
from verifier.calibration.isotonic import Isotonic, fit_isotonic
from verifier.calibration.logistic import Logistic, fit_logistic
from verifier.calibration.record import (
    REFUTED_SCORE,
    SHIPPED,
    UNCHECKED_SCORE,
    Calibration,
    CalibrationError,
    DataCard,
    FitCard,
    SuiteCount,
    load,
)
from verifier.calibration.selection import Selection, select
from verifier.calibration.thresholds import Threshold, threshold_for

__all__ = [
    "Belief", "UNKNOWN_CONFIDENCE", "weigh",
    "Curve", "Stage",
    "Isotonic", "fit_isotonic", "Logistic", "fit_logistic", "Selection", "select", "Threshold", "threshold_for",
    "Calibration", "CalibrationError", "DataCard", "FitCard", "SuiteCount", "load",
    "REFUTED_SCORE", "SHIPPED", "UNCHECKED_SCORE",
]  # fmt: skip
