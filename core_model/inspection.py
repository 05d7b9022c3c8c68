"""What happens inside the model while it reads a row: experts, attention, the cache's slots, candidates.

The row is read as the engine reads it, through a cache; hooks keep what passes, and change nothing of it. Attention is
worked out anew from the queries and keys that passed: that it gives back what the model's own attention gave is tested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from core_model.cache import KVCache
from core_model.engine import READ_CHUNK
from core_model.errors import ContextOverflow
from core_model.gpt import GPT, Block
from core_model.layers.moe import MoE
from core_model.layers.rope import rotate
from core_model.sampling import GREEDY, Sampling, distribution

Slot = Literal["sink", "window", "evicted", "unread"]


@dataclass(frozen=True)
class Candidate:
    """An id that might come next: its probability as the model has it, and after temperature and filters."""

    id: int
    probability: float
    sampled: float


@dataclass(frozen=True)
class Routing:
    """One layer's router on every token: scores (T, experts) that sum to 1, the experts chosen (T, k), and their
    weights (T, k)."""

    layer: int
    scores: Tensor
    chosen: Tensor
    weights: Tensor

    @property
    def load(self) -> list[float]:
        """Share of all choices that each expert got; even is 1 / experts."""
        counts = torch.bincount(self.chosen.flatten(), minlength=self.scores.shape[1])
        shares: list[float] = (counts / counts.sum()).tolist()
        return shares

    @property
    def entropy(self) -> list[float]:
        """Of each token's scores, as a share of the largest possible: 0 is a sure router, 1 one that cannot tell."""
        experts = self.scores.shape[1]
        if experts == 1:
            return [0.0] * len(self.scores)
        nats = torch.special.entr(self.scores.double()).sum(dim=-1)
        shares: list[float] = (nats / torch.tensor(experts).double().log()).clamp(0, 1).tolist()
        return shares


class Inspection:
    """A row, read once. Numbers come out as plain Python: whoever shows them needs no torch."""

    def __init__(self, model: GPT, ids: Sequence[int], cache: KVCache, passed: dict[str, list[Tensor]]) -> None:
        self.ids = tuple(ids)
        self.sinks, self.window, self.capacity = cache.sinks, cache.window, cache.capacity
        self.layers, self.heads = model.config.layers, model.config.heads
        self.experts = model.config.experts
        self.hidden = torch.cat(passed["hidden"])  # (T, d_model)
        self.logits: Tensor = model.head(self.hidden).float()  # (T, vocab)
        self.routing = tuple(_routing(layer, passed) for layer in range(self.layers) if model.config.is_moe(layer))
        positions = torch.arange(len(ids))[None]
        rope = model.rotation(positions, beyond=True)
        to_sinks = model.rotation(positions.clamp(max=self.capacity - 1), beyond=True)
        raw = [torch.cat(passed[f"q{layer}"])[None] for layer in range(self.layers)]  # (1, T, heads, d)
        self._queries = [rotate(q, *rope)[0] for q in raw]
        self._to_sinks = [rotate(q, *to_sinks)[0] for q in raw]
        self._keys = [rotate(torch.cat(passed[f"k{i}"])[None], *rope)[0] for i in range(self.layers)]

    def attention(self, layer: int, head: int, first: int = 0, end: int | None = None) -> Tensor:
        """Weights (end - first, T) of a head: each row is one token's, and sums to 1 over the tokens that it sees."""
        rows = slice(first, len(self.ids) if end is None else end)
        group = self.heads // self._keys[layer].shape[1]
        keys = self._keys[layer][:, head // group]  # (T, d)
        scale = keys.shape[-1] ** -0.5
        scores = self._queries[layer][rows, head] @ keys.T * scale
        towards = self._to_sinks[layer][rows, head] @ keys[: self.sinks].T * scale
        place = torch.arange(len(self.ids))
        late = place[rows, None] >= self.capacity  # only then do the two counts of positions differ
        scores[:, : self.sinks] = torch.where(late, towards, scores[:, : self.sinks])
        behind = place[rows, None] - place
        seen = (behind >= 0) & ((behind < self.window) | (place < self.sinks))
        return scores.masked_fill(~seen, float("-inf")).softmax(dim=-1)

    def looks(self, layer: int, head: int, place: int) -> list[float]:
        """Where the token at `place` looks: a weight for every token up to it."""
        weights: list[float] = self.attention(layer, head, place, place + 1)[0, : place + 1].tolist()
        return weights

    def slots(self, place: int) -> list[Slot]:
        """For each token of the row, what the cache holds of it once the one at `place` is read."""
        return [self._slot(token, place) for token in range(len(self.ids))]

    def _slot(self, token: int, place: int) -> Slot:
        if token > place:
            return "unread"
        if token < self.sinks:
            return "sink"
        return "window" if place - token < self.window else "evicted"

    @property
    def logprobs(self) -> list[float]:
        """Of every id but the first, given those before it."""
        own = torch.tensor(self.ids[1:], dtype=torch.long)[:, None]
        found: list[float] = self.logits[:-1].log_softmax(dim=-1).gather(-1, own)[:, 0].tolist()
        return found

    def candidates(
        self, place: int, n: int, sampling: Sampling = GREEDY, banned: frozenset[int] = frozenset()
    ) -> list[Candidate]:
        """The n likeliest ids for `place`, likeliest first; ids that may not be sampled are left out of the draw.

        `place` may be one past the end. With temperature 0 the likeliest of the allowed has it all.
        """
        if not 0 < place <= len(self.ids):
            raise IndexError(f"candidates for places 1 to {len(self.ids)}, not {place}")
        logits = self.logits[place - 1]
        drawn = self._drawn(place, sampling, banned)
        own = logits.softmax(dim=-1)
        found = own.topk(min(n, len(own))).indices.tolist()
        return [Candidate(i, float(own[i]), float(drawn[i])) for i in found]

    def drawn(self, place: int, sampling: Sampling, banned: frozenset[int] = frozenset()) -> int:
        """How many ids could be drawn at `place`."""
        return int((self._drawn(place, sampling, banned) > 0).sum())

    def _drawn(self, place: int, sampling: Sampling, banned: frozenset[int]) -> Tensor:
        logits = self.logits[place - 1]
        allowed = logits.index_fill(0, torch.tensor(sorted(banned), dtype=torch.long), float("-inf"))
        if sampling.temperature == 0:
            return torch.zeros_like(logits).index_fill(0, allowed.argmax(), 1.0)
        return distribution(allowed, sampling)


@torch.inference_mode()
def inspect(model: GPT, ids: Sequence[int], cache: KVCache | None = None) -> Inspection:
    """Read ids through an empty cache of one slot, by default one that evicts nothing, and keep what passes.

    Raises ContextOverflow for a row that is empty or longer than a cache that does not evict.
    """
    cache = cache or KVCache.full(model.config, 1)
    if not ids or (len(ids) > cache.capacity and not cache.streaming):
        raise ContextOverflow(
            f"a row of {len(ids)} tokens; this cache reads 1 to {cache.capacity}", "read it with sinks and a window"
        )
    passed: dict[str, list[Tensor]] = defaultdict(list)
    part = min(READ_CHUNK, cache.window)
    with _hooks(model.eval(), passed):
        for at in range(0, len(ids), part):
            piece = list(ids[at : at + part])
            hidden, _ = model.hidden(torch.tensor([piece]), view=cache.view([0], [at], [len(piece)]))
            passed["hidden"].append(hidden[0])
    return Inspection(model, ids, cache, passed)


@contextmanager
def _hooks(model: GPT, passed: dict[str, list[Tensor]]) -> Iterator[None]:
    """Keep what the row's queries, keys and routers give, for as long as the context is open."""

    def keep(name: str) -> Callable[[nn.Module, object, Tensor], None]:
        return lambda module, args, output: passed[name].append(output[0])

    def keep_choice(layer: int) -> Callable[[nn.Module, tuple[Tensor], tuple[Tensor, Tensor, object]], None]:
        def hook(router: nn.Module, args: tuple[Tensor], output: tuple[Tensor, Tensor, object]) -> None:
            weight = router.weight
            assert isinstance(weight, Tensor)
            passed[f"scores{layer}"].append((args[0].float() @ weight.float().T).softmax(dim=-1))
            passed[f"chosen{layer}"].append(output[0])
            passed[f"weights{layer}"].append(output[1])

        return hook

    handles = []
    try:
        for layer, block in enumerate(model.blocks):
            assert isinstance(block, Block)
            handles.append(block.attention.q_norm.register_forward_hook(keep(f"q{layer}")))
            handles.append(block.attention.k_norm.register_forward_hook(keep(f"k{layer}")))
            if isinstance(block.ff, MoE):
                handles.append(block.ff.router.register_forward_hook(keep_choice(layer)))
        yield
    finally:
        for handle in handles:
            handle.remove()


def _routing(layer: int, passed: dict[str, list[Tensor]]) -> Routing:
    scores, chosen, weights = (torch.cat(passed[f"{name}{layer}"]) for name in ("scores", "chosen", "weights"))
    return Routing(layer, scores, chosen, weights)
