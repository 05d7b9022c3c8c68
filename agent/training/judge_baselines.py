"""What a judge has to beat: scores of an attempt that need no judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from agent.training.judge_data import Attempt
from verifier.checks.agreement import groups
from verifier.universal import PROVED_SCORE, SIGNALS

STAGE_SCORES = {"refuted": 0.1, "unchecked": 0.4, "supported": 0.8, "proved": PROVED_SCORE}
"""Of the deterministic checks alone: only their order matters to AUROC."""


def checks_alone(attempt: Attempt) -> float:
    """What the checks said when the attempt was made, without the policy's confidence."""
    verdict = attempt.verdict
    states = {check.name: check.status for check in verdict.checks if check.name not in SIGNALS}
    if "fail" in states.values():
        return STAGE_SCORES["refuted"]
    if verdict.status == "verified" and verdict.score == PROVED_SCORE:
        return STAGE_SCORES["proved"]
    supported = all(states.get(name) == "pass" for name in ("recompute", "grounding", "follows"))
    return STAGE_SCORES["supported" if supported else "unchecked"]


def majority(attempts: Sequence[Attempt]) -> list[float]:
    """For each attempt, the share of all attempts at its problem that give an equal answer."""
    by_problem: dict[str, list[int]] = defaultdict(list)
    for i, attempt in enumerate(attempts):
        by_problem[attempt.problem].append(i)
    shares = [0.0] * len(attempts)
    for members in by_problem.values():
        for group in groups([attempts[i].solution for i in members]):
            for place in group.attempts:
                shares[members[place]] = len(group.attempts) / len(members)
    return shares


class BagOfWords:
    """Logistic regression on how often each id stands in question and attempt: log(1 + count), L2."""

    def __init__(self, vocabulary: int, decay: float = 1e-3) -> None:
        self.vocabulary, self.decay = vocabulary, decay
        self.weight, self.bias = torch.zeros(2 * vocabulary), torch.zeros(())

    def _counts(self, texts: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Tensor:
        rows, columns, values = [], [], []
        for row, (question, turn) in enumerate(texts):
            for offset, ids in ((0, question), (self.vocabulary, turn)):
                for token, count in Counter(ids).items():
                    rows.append(row)
                    columns.append(offset + token)
                    values.append(float(count))
        size = (len(texts), 2 * self.vocabulary)
        return torch.sparse_coo_tensor(torch.tensor([rows, columns]), torch.tensor(values).log1p(), size).coalesce()

    def fit(
        self, texts: Sequence[tuple[Sequence[int], Sequence[int]]], labels: Sequence[bool], weights: Sequence[float]
    ) -> None:
        """Fit on (ids of the question, ids of the turn)."""
        x, y, w = self._counts(texts), torch.tensor(labels, dtype=torch.float32), torch.tensor(weights)
        self.weight.requires_grad_()
        self.bias.requires_grad_()
        optimizer = torch.optim.LBFGS([self.weight, self.bias], max_iter=60, line_search_fn="strong_wolfe")

        def closure() -> Tensor:
            optimizer.zero_grad()
            loss = F.binary_cross_entropy_with_logits(self._logits(x), y, w / w.mean())
            loss = loss + self.decay * (self.weight**2).sum()
            loss.backward()
            return loss

        optimizer.step(closure)
        self.weight, self.bias = self.weight.detach(), self.bias.detach()

    def _logits(self, x: Tensor) -> Tensor:
        return torch.sparse.mm(x, self.weight[:, None])[:, 0] + self.bias

    def scores(self, texts: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        """P(right) of each."""
        return self._logits(self._counts(texts)).sigmoid().tolist() if texts else []
