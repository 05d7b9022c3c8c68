"""Numbers about verdicts and runs: ranking, calibration, selection, intervals, paired tests, several samples.

Plain Python: no torch, numpy or scikit-learn. A figure that the data do not define is None, never a made-up value.
`labels` are 1 for right and 0 for wrong, `scores` the verdict's belief, higher is surer; an answer that is not a
number raises ValueError.
"""

from verifier.metrics.bootstrap import bootstrap_interval
from verifier.metrics.decisions import Decisions, at_threshold, decisions
from verifier.metrics.intervals import clopper_pearson, lower_bound, wilson_interval
from verifier.metrics.paired import PairedDifference, mcnemar_corrected, mcnemar_exact, paired_difference
from verifier.metrics.passes import all_at_k, best_of_k, majority_at_k, pass_at_k
from verifier.metrics.ranking import auprc, auroc
from verifier.metrics.reliability import Bin, BrierParts, brier, brier_parts, ece, reliability_bins
from verifier.metrics.selective import RiskPoint, aurc, coverage_at, excess_aurc, risk_coverage

__all__ = [
    "auroc", "auprc",
    "Decisions", "at_threshold", "decisions",
    "Bin", "BrierParts", "brier", "brier_parts", "ece", "reliability_bins",
    "RiskPoint", "aurc", "coverage_at", "excess_aurc", "risk_coverage",
    "bootstrap_interval", "clopper_pearson", "lower_bound", "wilson_interval",
    "all_at_k", "best_of_k", "majority_at_k", "pass_at_k",
    "PairedDifference", "mcnemar_corrected", "mcnemar_exact", "paired_difference",
]  # fmt: skip
