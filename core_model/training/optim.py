"""Optimizers: Muon for matrices inside the blocks, AdamW for embeddings, gains and routers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

from core_model.gpt import GPT

A, B, C = 3.4445, -4.7750, 2.0315
"""Coefficients of the quintic."""
WIDE = 4
"""From so many times as wide as high, iterating on Gram matrices takes 0.56 of the multiplications, or fewer."""


def orthogonalize(matrix: Tensor, steps: int = 5) -> Tensor:
    """Push the singular values of (..., a, b) matrices to about 1 by Newton-Schulz iteration.

    The quintic's coefficients trade exactness (values end in about [0.7, 1.2]) for a steep slope at zero.
    Source: Jordan et al. 2024, Muon: an optimizer for hidden layers.
    """
    x = matrix / (matrix.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.mT
    x = x.reshape(-1, *x.shape[-2:])  # (n, a, b), a <= b
    if x.shape[-1] >= WIDE * x.shape[-2] and x.dtype != torch.bfloat16:
        x = _by_gram(x, steps)
    else:
        for _ in range(steps):
            gram = x @ x.mT
            x = torch.baddbmm(x, _quintic(gram), x, beta=A)
    return (x.mT if tall else x).view(matrix.shape)


def _by_gram(x: Tensor, steps: int) -> Tensor:
    """The same iteration in (a, a) alone: x' = p x has the Gram matrix p g p, so b enters twice, not 2 * steps times.

    Round-off in g, 1e-7 of its largest eigenvalue, meets small singular values where p is flat: p(0) = A. In bf16 it
    is 4e-3, and grows: not there.
    """
    gram = x @ x.mT
    whole: Tensor | None = None  # product of all p so far
    for step in range(steps):
        p = _quintic(gram)
        p.diagonal(dim1=-2, dim2=-1).add_(A)
        whole = p if whole is None else p @ whole
        if step + 1 < steps:
            gram = p @ gram @ p
    return x if whole is None else whole @ x


def _quintic(gram: Tensor) -> Tensor:
    """B g + C g^2: with A on its diagonal, what the iteration multiplies by."""
    return torch.baddbmm(gram, gram, gram, beta=B, alpha=C)


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised per matrix; a 3-D parameter is a stack of matrices (experts).

    Matrices of one shape are orthogonalised in one batched call: the iteration's cost does not depend on the
    number of tokens, so at small batches it is what a step spends its time on. It may run in another precision than
    the weights (`iterate_in`): in bf16 the singular values end in the same band.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.0,
        iterate_in: torch.dtype | None = None,
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self.iterate_in = iterate_in

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[Tensor]] = defaultdict(list)
            for p in group["params"]:
                if p.grad is not None:
                    by_shape[p.shape].append(p)
            for shape, params in by_shape.items():
                updates = params[0].new_empty(len(params), *shape)
                for p, update in zip(params, updates, strict=True):
                    assert p.grad is not None
                    if "momentum" not in self.state[p]:
                        self.state[p]["momentum"] = torch.zeros_like(p)
                    buffer = self.state[p]["momentum"]
                    buffer.lerp_(p.grad, 1 - group["momentum"])
                    torch.lerp(p.grad, buffer, group["momentum"], out=update)  # Nesterov
                scale = max(1.0, shape[-2] / shape[-1]) ** 0.5
                orthogonal = orthogonalize(updates.to(self.iterate_in or updates.dtype)).to(updates.dtype)
                for p, update in zip(params, orthogonal, strict=True):
                    p.mul_(1 - group["lr"] * group["weight_decay"])
                    p.add_(update, alpha=-group["lr"] * scale)


def split_parameters(model: GPT) -> tuple[list[Tensor], list[Tensor]]:
    """(matrices for Muon, everything else for AdamW): embeddings, gains and routers are not hidden matrices."""
    matrices: list[Tensor] = []
    others: list[Tensor] = []
    for name, parameter in model.named_parameters():
        hidden = parameter.dim() >= 2 and "embedding" not in name and "router" not in name
        (matrices if hidden else others).append(parameter)
    return matrices, others
