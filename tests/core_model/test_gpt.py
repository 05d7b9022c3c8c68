"""The model obeys its laws: causality, packing, caching, balancing."""

from __future__ import annotations

import pytest
import torch

from core_model.cache import KVCache
from core_model.config import PRESETS, ModelConfig, model_config
from core_model.errors import ConfigError
from core_model.gpt import GPT
from core_model.info import parameter_counts
from core_model.layers.moe import MoE
from core_model.training.packing import IGNORED, pack
from core_model.transcript import Rendered
from tests.core_model.conftest import make_model


def ids_of(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randint(0, 420, shape, generator=torch.Generator().manual_seed(seed))


def test_a_token_does_not_see_the_future(model: GPT) -> None:
    ids = ids_of(1, 20)
    changed = ids.clone()
    changed[0, 12:] = (changed[0, 12:] + 1) % 420
    with torch.no_grad():
        assert torch.allclose(model(ids)[:, :12], model(changed)[:, :12], atol=1e-5)
        assert not torch.allclose(model(ids)[:, 12:], model(changed)[:, 12:], atol=1e-2)


def test_packed_documents_do_not_see_each_other(model: GPT) -> None:
    documents = [tuple(ids_of(n, seed=n).tolist()) for n in (11, 7, 9)]
    packed = pack([Rendered(d, (1,) * len(d)) for d in documents], rows=1, length=32)
    with torch.no_grad():
        hidden, _ = model.hidden(packed.ids, packed.positions, packed.mask())
        for n, document in enumerate(sorted(documents, key=len, reverse=True)):
            alone, _ = model.hidden(torch.tensor([document]))
            assert torch.allclose(hidden[0][packed.documents[0] == n], alone[0], atol=1e-5)


def test_rows_of_one_document_each_need_no_mask(model: GPT) -> None:
    packed = pack([Rendered(tuple(ids_of(24, seed=n).tolist()), (1,) * 24) for n in range(3)], rows=3, length=24)
    same = packed.documents[:, :, None] == packed.documents[:, None, :]
    assert packed.mask() is None
    with torch.no_grad():
        causal, _ = model.hidden(packed.ids, packed.positions, packed.mask())
        masked, _ = model.hidden(packed.ids, packed.positions, same.tril()[:, None])
    assert torch.allclose(causal, masked, atol=1e-5)


def test_segments_give_what_the_mask_gives_and_its_gradients(model: GPT) -> None:
    sizes = (40, 37, 16, 1, 9, 17, 30, 2, 33)
    documents = [Rendered(tuple(ids_of(n, seed=n).tolist()), (1,) * n) for n in sizes]
    packed = pack(documents, rows=4, length=64)
    segments = packed.segments()
    assert segments is not None and sum(n for n, _ in segments.calls) > len(sizes)  # padding is one each
    found = []
    for mask in (packed.mask(), segments):
        model.zero_grad()
        hidden, _ = model.hidden(packed.ids, packed.positions, mask)
        (hidden[packed.targets != IGNORED] * torch.linspace(-1, 1, hidden.shape[-1])).pow(2).mean().backward()
        found.append([hidden.detach(), *(p.grad.clone() for p in model.parameters() if p.grad is not None)])
    model.zero_grad()
    assert len(found[0]) > 10 and len(found[0]) == len(found[1])
    for masked, segmented in zip(*found, strict=True):
        assert torch.allclose(masked, segmented, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("lengths", [(24, 23), (24, 12, 12)])
def test_rows_with_padding_or_with_two_documents_keep_their_mask(lengths: tuple[int, ...]) -> None:
    packed = pack([Rendered((1,) * n, (1,) * n) for n in lengths], rows=2, length=24)
    mask = packed.mask()
    assert mask is not None
    allowed = packed.documents[:, :, None] == packed.documents[:, None, :]
    assert not (mask[:, 0] & ~allowed).any() and not mask.triu(1).any()
    assert mask.diagonal(dim1=-2, dim2=-1).all()


@pytest.mark.parametrize("chunks", [(20,), (1,) * 20, (7, 1, 12)])
def test_reading_in_chunks_through_the_cache_equals_one_pass(model: GPT, chunks: tuple[int, ...]) -> None:
    ids = ids_of(2, 20)
    cache = KVCache.full(model.config, slots=3, capacity=24)
    parts, at = [], 0
    with torch.no_grad():
        for size in chunks:
            view = cache.view([2, 0], [at, at], [size, size])
            parts.append(model(ids[:, at : at + size], view=view))
            at += size
        assert torch.allclose(torch.cat(parts, dim=1), model(ids), atol=1e-4)


def test_moe_equals_a_loop_over_tokens() -> None:
    torch.manual_seed(0)
    moe = MoE(16, 8, experts=4, experts_per_token=2)
    for p in moe.parameters():
        torch.nn.init.normal_(p)
    moe.router.balance += torch.tensor([0.3, -0.2, 0.0, -0.1])
    x = torch.randn(3, 5, 16)
    y, stats = moe(x)
    for i, token in enumerate(x.view(-1, 16)):
        scores = (moe.router.weight @ token).softmax(0)
        chosen = (scores + moe.router.balance).topk(2).indices
        expected = sum(
            scores[e] / scores[chosen].sum()
            * (moe.down[e] @ (torch.nn.functional.silu(moe.gate[e] @ token) * (moe.up[e] @ token)))
            for e in chosen
        )  # fmt: skip
        assert torch.allclose(y.view(-1, 16)[i], expected, rtol=1e-4, atol=1e-4)
    assert int(stats.load.sum()) == 30


def test_balancing_bias_evens_out_a_skewed_router() -> None:
    torch.manual_seed(0)
    moe = MoE(16, 8, experts=4, experts_per_token=1)
    torch.nn.init.normal_(moe.router.weight, std=0.1)
    x = torch.randn(512, 16) + 3 * moe.router.weight[0].detach() / moe.router.weight[0].norm()
    before = moe.router(x)[2].load
    for _ in range(400):
        moe.router.rebalance(moe.router(x)[2].load, rate=1e-3)
    after = moe.router(x)[2].load
    assert before.max() > 2 * after.max() * 0.75 and after.max() < 1.5 * 128


def test_a_starving_expert_is_revived_through_the_weights_and_living_ones_are_left_alone() -> None:
    torch.manual_seed(0)
    router = MoE(16, 8, experts=4, experts_per_token=2).router.train()
    torch.nn.init.normal_(router.weight, std=0.1)
    common = torch.randn(16)  # what normalised vectors of a layer share
    x = 3 * common + torch.randn(512, 16)
    router.weight.data[3] -= 2 * common / common.norm()
    before = router.weight.detach().clone()
    assert router(x)[2].load[3] == 0
    for _ in range(400):
        stats = router(x)[2]
        assert stats.mean_input is not None and torch.allclose(stats.mean_input, x.mean(0), atol=1e-5)
        router.revive(stats.load, stats.mean_input, rate=0.1)
    alive = router(x)[2].load
    assert alive.min() >= 0.4 * 256 and not router.balance.any()
    untouched = (router(x)[2].load >= 128) & (router.weight == before).all(dim=1)
    assert untouched.any()
    held = router.weight.detach().clone()
    router.revive(torch.tensor([300, 400, 200, 124]), x.mean(0), rate=0.05)
    assert torch.equal(router.weight[:3], held[:3]) and not torch.equal(router.weight[3], held[3])


def test_gradient_reaches_the_router_and_not_the_bias() -> None:
    model = make_model().train()
    model(ids_of(2, 16)).square().mean().backward()
    for module in model.modules():
        if isinstance(module, MoE):
            assert module.router.weight.grad is not None and module.router.weight.grad.abs().sum() > 0
            assert not module.router.balance.requires_grad


def test_the_head_is_the_embedding(model: GPT) -> None:
    assert not any("head" in name for name, _ in model.named_parameters())
    h = torch.randn(2, model.config.d_model)
    assert torch.equal(model.head(h), h @ model.embedding.weight.T)


def test_initialisation_depends_on_the_seed_alone() -> None:
    a, b, c = make_model(1), make_model(1), make_model(2)
    assert all(torch.equal(p, q) for p, q in zip(a.parameters(), b.parameters(), strict=True))
    assert not torch.equal(a.embedding.weight, c.embedding.weight)


def test_active_parameters_leave_out_idle_experts() -> None:
    counts = parameter_counts(GPT(PRESETS["nano"]))
    config = PRESETS["nano"]
    idle = 2 * (config.experts - config.experts_per_token) * 3 * config.d_model * config.d_expert
    assert counts["total"] - counts["active"] == idle
    assert counts["total"] < 1_000_000


def test_a_dense_model_has_no_router() -> None:
    assert not any(isinstance(m, MoE) for m in make_model(moe_every=0).modules())


def test_impossible_shapes_are_explained() -> None:
    with pytest.raises(ValueError, match="multiple of kv_heads"):
        ModelConfig(heads=3, kv_heads=2)
    with pytest.raises(ConfigError, match="no model preset"):
        model_config("huge")
