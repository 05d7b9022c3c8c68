"""Blocks run another way, with the same weights under the same names: recomputed in backward, or compiled."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

from core_model.layers.moe import MoE


def recompute_in_backward(block: nn.Module) -> None:
    """Keep only the block's inputs in the forward pass and run it again in the backward one: memory for time.

    Gradients are the same. Source: Chen et al. 2016, Training Deep Nets with Sublinear Memory Cost.
    """
    # Nothing in a block draws at random, so there is no generator to put back before the second run.
    block.forward = functools.partial(checkpoint, block.forward, use_reentrant=False, preserve_rng_state=False)


def compile_block(block: nn.Module, backend: str | Callable[..., Any] = "inductor") -> None:
    """Run the block through torch.compile. The first call pays for it (see Trainer.warm_up); needs a C++ compiler on
    a processor.

    A mixture is left out, whole: its graph would break before the experts, which get as many tokens as they get, and
    theirs were most of the warm-up. What is left is one graph for all blocks of a kind, or two.
    """
    ff = getattr(block, "ff", None)
    if isinstance(ff, MoE):
        ff.forward = torch.compiler.disable(ff.forward)  # type: ignore[method-assign]
    block.forward = torch.compile(block.forward, backend=backend)
