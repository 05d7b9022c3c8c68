"""DPO's arithmetic: the loss of pairs of a right and a wrong attempt.

Source: Rafailov et al. 2023, Direct Preference Optimization, equation 7; label smoothing: Mitchell 2023, A note on DPO
with noisy preferences.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional as F


@dataclass(frozen=True)
class PairLosses:
    """Of each pair (B,): the loss in nats, and the implicit rewards of its two sides."""

    loss: Tensor
    right: Tensor
    wrong: Tensor

    @property
    def margin(self) -> Tensor:
        return self.right - self.wrong


def pair_losses(
    right: Tensor, wrong: Tensor, reference_right: Tensor, reference_wrong: Tensor, beta: float, smoothing: float = 0.0
) -> PairLosses:
    """-log sigmoid(beta * ((right - reference_right) - (wrong - reference_wrong))) of log-probabilities (B,) of whole
    attempts. `smoothing` is the share of pairs taken to be the wrong way round, from 0 to below 0.5."""
    to_right, to_wrong = beta * (right - reference_right), beta * (wrong - reference_wrong)
    margin = to_right - to_wrong
    loss = -(1 - smoothing) * F.logsigmoid(margin) - smoothing * F.logsigmoid(-margin)
    return PairLosses(loss, to_right.detach(), to_wrong.detach())
