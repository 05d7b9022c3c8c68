"""What an inspection says is what the model did: logits to the bit, attention against the model's own output, routing
against the router, slots against the cache."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core_model.cache import KVCache
from core_model.engine import Engine, Request
from core_model.errors import ContextOverflow
from core_model.gpt import GPT
from core_model.inspection import inspect
from core_model.layers.moe import MoE
from core_model.sampling import Sampling, distribution
from tests.core_model.conftest import make_model

STREAMS = {"full": None, "sinks": (4, 12), "window alone": (0, 16), "more sinks than window": (20, 16)}


def row(n: int, seed: int = 0) -> list[int]:
    return torch.randint(0, 420, (n,), generator=torch.Generator().manual_seed(seed)).tolist()


def cache_of(model: GPT, kind: str) -> KVCache | None:
    stream = STREAMS[kind]
    return None if stream is None else KVCache.sink(model.config, 1, window=stream[1], sinks=stream[0])


@torch.inference_mode()
def read(model: GPT, ids: list[int], cache: KVCache) -> torch.Tensor:
    """Logits of a row read through a cache in the chunks of an inspection, nobody looking on."""
    part = min(256, cache.window)
    parts = []
    for at in range(0, len(ids), part):
        piece = ids[at : at + part]
        parts.append(model.hidden(torch.tensor([piece]), view=cache.view([0], [at], [len(piece)]))[0][0])
    return model.head(torch.cat(parts))


@pytest.mark.parametrize("kind", STREAMS)
def test_looking_on_changes_no_bit_of_the_logits(model: GPT, kind: str) -> None:
    ids = row(60)
    seen = inspect(model, ids, cache_of(model, kind)).logits
    assert torch.equal(seen, read(model, ids, cache_of(model, kind) or KVCache.full(model.config, 1)))
    assert not any(module._forward_hooks for module in model.modules())


@torch.inference_mode()
def test_the_logits_are_those_of_the_plain_forward_pass(model: GPT) -> None:
    ids = row(60)
    torch.testing.assert_close(inspect(model, ids).logits, model(torch.tensor([ids]))[0], atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("qk_norm", [True, False])
@pytest.mark.parametrize("kind", STREAMS)
def test_attention_times_values_is_what_the_models_own_attention_gave(kind: str, qk_norm: bool) -> None:
    model = make_model(qk_norm=qk_norm, heads=4, kv_heads=2, head_dim=24)
    ids = row(50)
    values: list[list[torch.Tensor]] = [[] for _ in model.blocks]
    gave: list[list[torch.Tensor]] = [[] for _ in model.blocks]
    for i, block in enumerate(model.blocks):
        block.attention.v.register_forward_hook(lambda m, a, out, i=i: values[i].append(out[0]))
        block.attention.out.register_forward_pre_hook(lambda m, args, i=i: gave[i].append(args[0][0]))
    seen = inspect(model, ids, cache_of(model, kind))
    for layer in range(seen.layers):
        v = torch.cat(values[layer]).view(50, 2, 24)
        mixed = [seen.attention(layer, head) @ v[:, head // 2] for head in range(4)]
        torch.testing.assert_close(torch.cat(mixed, dim=-1), torch.cat(gave[layer]), atol=1e-4, rtol=1e-3)


@torch.inference_mode()
def test_routing_is_the_routers_own(model: GPT) -> None:
    ids = row(40)
    chosen: list[torch.Tensor] = []
    handles = [
        block.ff.router.register_forward_hook(lambda m, args, out: chosen.append(out[0]))
        for block in model.blocks
        if isinstance(block.ff, MoE)
    ]
    model(torch.tensor([ids]))
    for handle in handles:
        handle.remove()
    seen = inspect(model, ids)
    assert [routing.layer for routing in seen.routing] == [1, 3]
    for routing, own in zip(seen.routing, chosen, strict=True):
        assert torch.equal(routing.chosen.sort().values, own.sort().values)
        torch.testing.assert_close(routing.weights.sum(dim=-1), torch.ones(40))
        assert sum(routing.load) == pytest.approx(1)
        assert all(0 <= share <= 1 for share in routing.entropy)


def test_entropy_is_1_for_a_router_that_cannot_tell_and_0_where_there_is_no_choice() -> None:
    blind = make_model()
    with torch.no_grad():
        for block in blind.blocks:
            if isinstance(block.ff, MoE):
                block.ff.router.weight.zero_()
    assert inspect(blind, row(10)).routing[0].entropy == pytest.approx([1.0] * 10)
    one = inspect(make_model(experts=1, experts_per_token=1), row(10)).routing[0]
    assert one.entropy == [0.0] * 10 and one.load == [1.0]


@given(n=st.integers(1, 60), sinks=st.integers(0, 6), window=st.integers(1, 20))
@settings(deadline=None, max_examples=25)
def test_slots_are_what_the_cache_holds(n: int, sinks: int, window: int) -> None:
    """Simulated: each token is put into the cell that the cache gives it; what was there before is evicted."""
    model = make_model(layers=1)
    cache = KVCache.sink(model.config, 1, window=window, sinks=sinks)
    ids = row(n)
    held: dict[int, int] = {}
    for place in range(n):
        held[int(cache.cell(torch.tensor(place)))] = place
    slots = inspect(model, ids, cache).slots(n - 1)
    assert {place for place, slot in enumerate(slots) if slot in ("sink", "window")} == set(held.values())
    assert all(slot == "sink" for slot in slots[:sinks]) and "unread" not in slots


def test_a_token_looks_at_what_the_cache_holds_and_nowhere_else(model: GPT) -> None:
    seen = inspect(model, row(40), KVCache.sink(model.config, 1, window=8, sinks=2))
    for place in (3, 9, 10, 39):
        weights, slots = seen.looks(1, 2, place), seen.slots(place)
        assert sum(weights) == pytest.approx(1, abs=1e-5)
        assert all((w > 0) == (slot != "evicted") for w, slot in zip(weights, slots, strict=False))


@given(place=st.integers(1, 20), t=st.floats(0.1, 3), k=st.integers(0, 30), p=st.floats(0.05, 1), least=st.floats(0, 1))
@settings(deadline=None, max_examples=25)
def test_candidates_have_the_samplers_own_probabilities(place: int, t: float, k: int, p: float, least: float) -> None:
    model, ids = make_model(), row(20)
    sampling = Sampling(temperature=t, top_k=k, top_p=p, min_p=least)
    seen = inspect(model, ids)
    drawn = distribution(seen.logits[place - 1], sampling)
    found = seen.candidates(place, 420, sampling)
    assert [c.probability for c in found] == sorted((c.probability for c in found), reverse=True)
    assert all(c.sampled == pytest.approx(float(drawn[c.id]), abs=1e-6) for c in found)
    assert sum(c.sampled > 0 for c in found) == seen.drawn(place, sampling)


def test_what_is_banned_is_never_drawn_and_greedy_takes_the_likeliest_of_the_rest(model: GPT) -> None:
    seen = inspect(model, row(20))
    first, second = seen.candidates(20, 2)
    assert (first.sampled, second.sampled) == (1.0, 0.0)
    again, then = seen.candidates(20, 2, banned=frozenset({first.id}))
    assert (again.id, again.sampled, then.sampled) == (first.id, 0.0, 1.0)
    assert seen.candidates(20, 1, Sampling(temperature=1.0), frozenset({first.id}))[0].sampled == 0.0


def test_log_probabilities_are_those_the_engine_recorded(model: GPT) -> None:
    engine = Engine(model, slots=1)
    asked = engine.add(Request(tuple(row(12)), 20, frozenset(), sampling=Sampling(temperature=1.0), seed=3))
    while asked.state == "running":
        engine.step()
    seen = inspect(model, asked.ids)
    assert seen.logprobs[11:] == pytest.approx(asked.logprobs, abs=1e-3)


def test_a_row_that_fits_no_cache_is_refused(model: GPT) -> None:
    with pytest.raises(ContextOverflow, match="161 tokens"):
        inspect(model, row(161))
    with pytest.raises(ContextOverflow):
        inspect(model, [])
