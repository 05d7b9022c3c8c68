"""A strategy by its name."""

from __future__ import annotations

from agent.strategies.adaptive import Adaptive
from agent.strategies.beam import StepBeam
from agent.strategies.best_of import BestOf
from agent.strategies.majority import Majority, Weighted
from agent.strategies.names import EVIDENCE, NAMES, Evidence, Name
from agent.strategies.protocol import Strategy
from agent.strategies.retry import Retry
from agent.strategies.single import Single
from agent.strategies.value import Value, mean_logprob

_RETRIES = (Retry(otherwise=False), *(Retry(evidence, otherwise=False) for evidence in EVIDENCE[1:]))
"""Retries that ask as they did before."""


def strategy(name: Name, evidence: Evidence = "check", value: Value | None = None) -> Strategy:
    """The strategy of that name. `evidence` is what a retry is told; `value` guides the beam search, and finds the
    doubtful steps that a retry is told of (without one, log-probabilities do)."""
    match name:
        case "single":
            return Single()
        case "best-of":
            return BestOf()
        case "majority":
            return Majority()
        case "weighted":
            return Weighted()
        case "adaptive":
            return Adaptive()
        case "beam":
            return StepBeam(value or mean_logprob)
        case "retry":
            return Retry(evidence, value, otherwise=evidence == "check")


def studied(name: str) -> Strategy:
    """The strategy of a name in STUDIED. Raises KeyError for another one."""
    found = {made.name: made for made in (*map(strategy, NAMES), *_RETRIES)}
    return found[name]
