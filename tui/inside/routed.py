"""Which experts each token of a row went to: as a trace recorded it, as the weights say now, or both together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.events import AttemptFinished
    from agent.routing import TokenRouting
    from core_model.inspection import Inspection

Choices = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Routed:
    """One layer: `chosen[token]` are its experts, heaviest first. Of each token too, where the weights have read the
    row: the router's `scores`, the `weights` of the experts, and the scores' `entropy`."""

    layer: int
    experts: int
    chosen: Choices
    scores: Sequence[Sequence[float]] = ()
    weights: Sequence[dict[int, float]] = ()
    entropy: Sequence[float] = ()

    @property
    def load(self) -> list[float]:
        """Share of all choices that each expert got; even is 1 / experts."""
        counts = Counter(expert for token in self.chosen for expert in token)
        return [counts[expert] / max(1, counts.total()) for expert in range(self.experts)]

    @property
    def balance(self) -> float:
        """The load's entropy, as a share of the largest: 1 is even, 0 one expert alone."""
        if self.experts == 1:
            return 1.0
        return -sum(share * math.log(share) for share in self.load if share) / math.log(self.experts)


def recorded(finished: AttemptFinished) -> tuple[Routed, ...]:
    """What the trace recorded; nothing where it did not, or not of this row."""
    routing = finished.routing
    return _unpacked(routing) if routing is not None and routing.tokens == len(finished.token_ids) else ()


@lru_cache(maxsize=4)
def _unpacked(routing: TokenRouting) -> tuple[Routed, ...]:
    pairs = zip(routing.layers, routing.chosen, strict=True)
    return tuple(Routed(layer, routing.experts, chosen) for layer, chosen in pairs)


def reread(inspection: Inspection) -> tuple[Routed, ...]:
    """What the weights say."""
    found = []
    for layer in inspection.routing:
        chosen, weights = layer.chosen.tolist(), layer.weights.tolist()
        pairs = [dict(zip(*token, strict=True)) for token in zip(chosen, weights, strict=True)]
        scores = layer.scores.tolist()
        found.append(Routed(layer.layer, len(scores[0]), chosen, scores, pairs, layer.entropy))
    return tuple(found)


def together(told: Sequence[Routed], read: Sequence[Routed]) -> tuple[Routed, ...]:
    """The choices of a trace with the scores of a reading by the same weights; without scores where layers differ."""
    of = {layer.layer: layer for layer in read}
    return tuple(replace(of[layer.layer], chosen=layer.chosen) if layer.layer in of else layer for layer in told)
