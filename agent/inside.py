"""A recorded attempt, read again by the policy that made it, with a look inside the model.

Traces hold ids and log-probabilities, not what led to them: that is found by reading the same ids with the same
weights. Whether they are the same is seen, not assumed: the log-probabilities are compared with the recorded ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from agent.events import AttemptFinished, RunStarted
from agent.policies.core_model import STREAM_SINKS, CoreModelPolicy
from agent.tools.calls import banned_ids
from core_model.cache import KVCache
from core_model.errors import ContextOverflow
from core_model.inspection import Inspection, inspect
from core_model.transcript import TOOLS

SAME = 0.01
"""Nats by which two readings of one row may differ: in chunks of other sizes, sums are rounded otherwise. Over the
shipped weights the most was 0.00002 (tests/agent/test_inside.py); other weights differ by whole nats."""


@dataclass(frozen=True)
class Reading:
    """An attempt's row with what happened inside. `banned` are the ids that the policy could not choose; `drift` is
    the largest difference in nats from the recorded log-probabilities, None where none are recorded."""

    inspection: Inspection
    banned: frozenset[int]
    drift: float | None
    streamed: bool

    @property
    def same(self) -> bool:
        """Whether this reading gives what was recorded."""
        return self.drift is None or self.drift <= SAME


class Reader:
    """Reads attempts of one policy again; of its own copy, as what decodes must not be looked at on the way."""

    def __init__(self, policy: CoreModelPolicy) -> None:
        self._policy = policy

    @classmethod
    def load(cls, policy: str) -> Reader:
        """A policy by name or folder. Raises WeightsError, saying which file is at fault."""
        return cls(CoreModelPolicy.load(policy))

    def read(self, started: RunStarted, finished: AttemptFinished, window: int | None = None) -> Reading:
        """The attempt through the cache that it had, or, with a `window`, through a few sinks and so many newest
        tokens. Raises ContextOverflow for an attempt without ids, or of another vocabulary."""
        model, ids = self._policy.model, finished.token_ids
        if ids and max(ids) >= model.config.vocab_size:
            raise ContextOverflow(f"id {max(ids)} is none of this policy's", "open a trace of these weights")
        streamed = window is not None or len(ids) > model.config.context
        cache = None
        if streamed:
            most = model.config.context - STREAM_SINKS
            cache = KVCache.sink(model.config, 1, min(window or most, most), STREAM_SINKS)
        inspection = inspect(model, ids, cache)
        names = started.tools or TOOLS  # traces of version 1 do not say which there were
        banned = banned_ids(self._policy.transcript, names)
        return Reading(inspection, banned, _drift(inspection, finished), streamed)


def _drift(inspection: Inspection, finished: AttemptFinished) -> float | None:
    own = (logprob for logprob, sampled in zip(inspection.logprobs, finished.sampled[1:], strict=False) if sampled)
    pairs = [(a, b) for a, b in zip(own, finished.logprobs, strict=False) if math.isfinite(b)]
    return max((abs(a - b) for a, b in pairs), default=None)
