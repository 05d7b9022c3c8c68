"""Learning-rate schedules: a factor in [0, 1] for each step."""

from __future__ import annotations

import math


def rate_factor(step: int, steps: int, warmup: int, schedule: str, decay_fraction: float) -> float:
    """Linear warm-up, then `cosine` to zero, or `trapezoid`: flat, with a linear fall to zero at the end.

    decay_fraction is the part of all steps that the trapezoid's fall takes.
    """
    if step < warmup:
        return (step + 1) / warmup
    if schedule == "cosine":
        return 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup)))
    fall = max(1, round(steps * decay_fraction))
    return min(1.0, (steps - step) / fall)
