"""The laws of the caches: equal to no cache while nothing is evicted, to a recomputation over what is kept afterwards."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional as F

from core_model.cache import KVCache
from core_model.errors import CacheError
from core_model.gpt import GPT
from core_model.layers.moe import MoE
from core_model.layers.rope import rope_at, rotate
from tests.core_model.conftest import make_model

KINDS = {
    "full": lambda config: KVCache.full(config, 2),
    "sliding": lambda config: KVCache.sliding(config, 2, window=24),
    "sink": lambda config: KVCache.sink(config, 2, window=20, sinks=4),
}


def ids_of(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randint(0, 420, shape, generator=torch.Generator().manual_seed(seed))


@torch.no_grad()
def read(
    model: GPT, cache: KVCache, ids: torch.Tensor, chunks: list[int], slots: list[int] | None = None
) -> torch.Tensor:
    """Logits (B, T, vocab) of ids read through the cache in chunks."""
    parts, at = [], 0
    B = len(ids)
    for size in chunks:
        view = cache.view(slots or list(range(B)), [at] * B, [size] * B)
        parts.append(model(ids[:, at : at + size], view=view))
        at += size
    return torch.cat(parts, dim=1)


@torch.no_grad()
def recomputed(model: GPT, ids: list[int], window: int, sinks: int) -> torch.Tensor:
    """An independent streaming model, one token at a time: keys unrotated, every kept one rotated anew at each step by its
    place in the cache, attention as a plain sum. Logits (T, vocab)."""
    config = model.config
    kept: list[list[tuple[torch.Tensor, torch.Tensor]]] = [[] for _ in range(config.layers)]
    rows = []
    for token in ids:
        x = model.embedding(torch.tensor([[token]]))
        for layer, block in enumerate(model.blocks):
            q, k, v = block.attention.project(block.attention_norm(x))
            cells = kept[layer]
            cells.append((k[0, 0], v[0, 0]))
            if len(cells) > sinks + window:
                del cells[sinks]
            places = torch.arange(len(cells))
            cos, sin = rope_at(places, config.head_dim, config.rope_theta)
            keys = rotate(torch.stack([c[0] for c in cells])[None], cos[None, :, None], sin[None, :, None])[0]
            query = rotate(q, cos[None, -1:, None], sin[None, -1:, None])[0, 0]
            heads = []
            for h in range(config.heads):
                own = h // (config.heads // config.kv_heads)
                weights = (keys[:, own] @ query[h] / config.head_dim**0.5).softmax(0)
                heads.append(weights @ torch.stack([c[1][own] for c in cells]))
            x = x + block.attention.out(torch.cat(heads))[None, None]
            y = block.ff(block.ff_norm(x))
            x = x + (y[0] if isinstance(block.ff, MoE) else y)
        rows.append(model.head(model.norm(x))[0, 0])
    return torch.stack(rows)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chunks", [[24], [1] * 24, [7, 1, 1, 15]])
def test_while_nothing_is_evicted_every_cache_equals_no_cache(model: GPT, kind: str, chunks: list[int]) -> None:
    ids = ids_of(2, 24)
    with torch.no_grad():
        assert torch.allclose(read(model, KINDS[kind](model.config), ids, chunks), model(ids), atol=1e-4)


@pytest.mark.parametrize("kind", ["sliding", "sink"])
def test_while_nothing_is_evicted_a_streaming_cache_equals_the_full_one_bit_for_bit(model: GPT, kind: str) -> None:
    ids, chunks = ids_of(2, 24), [9, 1, 1, 13]
    full = read(model, KINDS["full"](model.config), ids, chunks)
    assert torch.equal(read(model, KINDS[kind](model.config), ids, chunks), full)


@pytest.mark.parametrize("window, sinks", [(12, 0), (12, 1), (9, 4), (1, 3), (5, 8)])
@pytest.mark.parametrize("heads", [(3, 1), (4, 2)])
def test_after_eviction_a_cache_equals_a_recomputation_at_compact_positions(
    window: int, sinks: int, heads: tuple[int, int]
) -> None:
    model = make_model(heads=heads[0], kv_heads=heads[1])
    ids = ids_of(1, 60, seed=window)
    cache = KVCache(model.config, 1, window, sinks, streaming=True)
    streamed = read(model, cache, ids, [1] * 60)
    expected = recomputed(model, ids[0].tolist(), window, sinks)
    assert torch.allclose(streamed[0], expected, atol=2e-4)


def test_in_one_layer_that_is_what_the_model_says_of_the_kept_tokens_alone() -> None:
    model = make_model(layers=1, moe_every=0)
    ids = ids_of(1, 50)
    streamed = read(model, KVCache.sink(model.config, 1, window=10, sinks=3), ids, [1] * 50)
    with torch.no_grad():
        for t in (13, 30, 49):
            kept = torch.cat((ids[:, :3], ids[:, t - 9 : t + 1]), dim=1)
            assert torch.allclose(model(kept)[0, -1], streamed[0, t], atol=1e-4)


@given(window=st.integers(1, 16), sinks=st.integers(0, 5), cuts=st.lists(st.integers(1, 16), min_size=1, max_size=12))
@settings(max_examples=12, deadline=None)
def test_chunks_equal_token_by_token(window: int, sinks: int, cuts: list[int]) -> None:
    model = make_model(layers=2, d_model=32, heads=2, head_dim=16, d_ff=32, d_expert=16)
    chunks = [min(c, window) for c in cuts]
    ids = ids_of(1, sum(chunks), seed=len(cuts))
    by_chunk = read(model, KVCache(model.config, 1, window, sinks, streaming=True), ids, chunks)
    one_by_one = read(model, KVCache(model.config, 1, window, sinks, streaming=True), ids, [1] * sum(chunks))
    assert torch.allclose(by_chunk, one_by_one, atol=1e-4)


def test_rows_of_different_lengths_are_independent(model: GPT) -> None:
    """Three rows, before, across and beyond eviction, read in one ragged batch, equal each alone."""
    make = lambda: KVCache.sink(model.config, 3, window=8, sinks=2)  # noqa: E731
    lengths, counts = [3, 9, 25], [4, 8, 1]
    ids = [ids_of(1, a + b, seed=a) for a, b in zip(lengths, counts, strict=True)]
    cache = make()
    with torch.no_grad():
        for slot, (row, length) in enumerate(zip(ids, lengths, strict=True)):
            for at in range(length):
                model(row[:, at : at + 1], view=cache.view([slot], [at], [1]))
        batch = torch.stack([F.pad(row[0, a:], (0, 8 - b)) for row, a, b in zip(ids, lengths, counts, strict=True)])
        together = model(batch, view=cache.view([0, 1, 2], lengths, counts))
        for r, (row, length, count) in enumerate(zip(ids, lengths, counts, strict=True)):
            alone = read(model, make(), row, [1] * (length + count))
            assert torch.allclose(together[r, :count], alone[0, length:], atol=1e-4)
        after = model(batch[:, :1], view=cache.view([0, 1, 2], [7, 17, 26], [1, 1, 1]))  # and nothing was spoiled
        for r, (row, length, count) in enumerate(zip(ids, lengths, counts, strict=True)):
            more = torch.cat((row, batch[r : r + 1, :1]), dim=1)
            assert torch.allclose(after[r, 0], read(model, make(), more, [1] * (length + count + 1))[0, -1], atol=1e-4)


def test_sinks_are_never_evicted(model: GPT) -> None:
    cache = KVCache.sink(model.config, 1, window=6, sinks=2)
    ids = ids_of(1, 40)
    read(model, cache, ids[:, :5], [5])
    before = cache.keys[:, :, :, :2].clone()
    with torch.no_grad():
        for at in range(5, 40):
            model(ids[:, at : at + 1], view=cache.view([0], [at], [1]))
    assert torch.equal(cache.keys[:, :, :, :2], before)


def test_memory_does_not_grow_with_the_sequence(model: GPT) -> None:
    cache = KVCache.sink(model.config, 1, window=12, sinks=4)
    held = cache.bytes, cache.keys.data_ptr()
    read(model, cache, ids_of(1, 300), [12] * 25)
    assert (cache.bytes, cache.keys.data_ptr()) == held


def test_rotation_by_computation_equals_the_table_and_stays_exact_far_out(model: GPT) -> None:
    positions = torch.arange(100)[None]
    cos, sin = rope_at(positions, model.config.head_dim, model.config.rope_theta)
    assert torch.allclose(cos, model.cos[positions], atol=1e-5) and torch.allclose(sin, model.sin[positions], atol=1e-5)
    far = torch.tensor([[4_000_000, 4_000_007]])
    cos, sin = rope_at(far, 2, 10_000.0)
    difference = torch.atan2(sin[0, 1, 0], cos[0, 1, 0]) - torch.atan2(sin[0, 0, 0], cos[0, 0, 0])
    turn = 2 * torch.pi
    assert abs((float(difference) - 7 + torch.pi) % turn - torch.pi) < 1e-5


def test_impossible_caches_are_explained(model: GPT) -> None:
    with pytest.raises(CacheError, match="more than the context"):
        KVCache.sink(model.config, 1, window=160, sinks=4)
    with pytest.raises(CacheError, match="do not fit"):
        KVCache.full(model.config, 1).view([0], [150], [20])
    with pytest.raises(CacheError, match="more than the window"):
        KVCache.sink(model.config, 1, window=8).view([0], [8], [9])
    with pytest.raises(CacheError, match="a window of 0"):
        KVCache(model.config, 1, window=0)
