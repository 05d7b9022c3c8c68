"""Gradients by finite differences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from core_model.gpt import GPT

STEP = 1e-3
"""Norms, routers and rotations work in single precision even here, so a smaller step would measure their rounding."""


def assert_gradient(model: GPT, loss: Callable[[], Tensor], places: int = 3) -> None:
    """What `loss` puts into every parameter of a model in double precision is what a small step does to it."""
    model.zero_grad()
    loss().backward()
    generator = torch.Generator().manual_seed(0)
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        flat, grad = parameter.data.view(-1), parameter.grad.view(-1)
        # The largest one, and some at random: of most the gradient is small.
        chosen = [int(grad.abs().argmax()), *torch.randint(len(flat), (places,), generator=generator).tolist()]
        for i in chosen:
            value = float(flat[i])
            flat[i] = value + STEP
            above = float(loss().detach())
            flat[i] = value - STEP
            below = float(loss().detach())
            flat[i] = value
            assert float(grad[i]) == pytest.approx((above - below) / (2 * STEP), rel=0.02, abs=3e-4), (name, i)
