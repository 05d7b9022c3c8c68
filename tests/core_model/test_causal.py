"""The attention whose backward pass is written out, held against torch's own."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from core_model.layers.causal import _WrittenOut, causal_attention

Parts = tuple[Tensor, Tensor, Tensor]


def drawn(heads: int, kv_heads: int, T: int, dtype: torch.dtype) -> Parts:
    rng = torch.Generator().manual_seed(T)
    shapes = (3, heads, T, 16), (3, kv_heads, T, 16), (3, kv_heads, T, 16)
    q, k, v = (torch.randn(shape, generator=rng, dtype=torch.float64).to(dtype).requires_grad_() for shape in shapes)
    return q, k, v


def torchs(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    return F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)


def with_gradients(parts: Parts, y: Tensor) -> list[Tensor]:
    upstream = torch.sin(torch.arange(y.numel()).view_as(y)).to(y.dtype)
    return [y, *torch.autograd.grad(y, parts, upstream)]


@pytest.mark.parametrize(("heads", "kv_heads"), [(4, 4), (4, 2), (6, 1)])
@pytest.mark.parametrize("T", [1, 2, 17, 64])
def test_the_written_out_pass_is_exact_in_double_precision_but_for_its_softmax(
    heads: int, kv_heads: int, T: int
) -> None:
    parts = drawn(heads, kv_heads, T, torch.float64)
    ours = with_gradients(parts, _WrittenOut.apply(*parts))
    for mine, theirs in zip(ours, with_gradients(parts, torchs(*parts)), strict=True):
        torch.testing.assert_close(mine, theirs, atol=2e-6, rtol=2e-6)  # the softmax is in single precision


@pytest.mark.parametrize(("heads", "kv_heads"), [(4, 4), (8, 2)])
def test_in_bf16_it_is_as_near_to_the_truth_as_torchs(heads: int, kv_heads: int) -> None:
    parts = drawn(heads, kv_heads, 96, torch.bfloat16)
    ours = with_gradients(parts, causal_attention(*parts))
    theirs = with_gradients(parts, torchs(*parts))
    exact_parts: Parts = tuple(part.detach().double().requires_grad_() for part in parts)  # type: ignore[assignment]
    exact = with_gradients(exact_parts, torchs(*exact_parts))
    for mine, other, truth in zip(ours, theirs, exact, strict=True):
        wrong, usual = ((found.double() - truth).norm() / truth.norm() for found in (mine, other))
        assert wrong < 1.5 * usual + 1e-3


def test_other_precisions_and_inference_are_torchs_own() -> None:
    parts = drawn(4, 2, 24, torch.float32)
    assert torch.equal(causal_attention(*parts), torchs(*parts))
    half = drawn(4, 2, 24, torch.bfloat16)
    with torch.no_grad():
        assert torch.equal(causal_attention(*half), torchs(*half))
