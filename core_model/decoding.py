"""The decode step: one new token a row, in as few operations as it takes.

A step of GPT.hidden for one token is some 1,700 small operations, and on a processor each costs more than its
arithmetic. Here weights are fused once: one product gives queries, keys and values, one gives gate and up; gains of
norms are multiplied into the matrices that follow them; queries and keys are normalised and rotated together, their
gains within the angles. Caches hold what GPT.hidden writes, so the two take turns on one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import torch
from torch import Tensor
from torch.nn import functional as F

from core_model.cache import KVCache
from core_model.gpt import GPT, Block
from core_model.layers.attention import Attention
from core_model.layers.moe import MoE
from core_model.layers.rmsnorm import RMSNorm
from core_model.layers.swiglu import SwiGLU

PADDING = 16
"""Floats between the rows of a matrix: rows that are a power of two apart fall into the same few lines of the cache.
Measured, 64 rows times 1,024 x 256 from memory: 0.63 ms as nn.Linear keeps it, 0.39 so; times 256 x 2,048, 1.26 and
1.21; one row, 0.14 and 0.16, 0.32 and 0.23."""


class Decoder:
    """Steps of one model over one cache, with fused copies of the weights as they were last `refresh`ed."""

    def __init__(self, model: GPT, cache: KVCache) -> None:
        self.model, self.cache = model, cache
        self._versions: list[int] = []
        self.refresh()

    @torch.no_grad()
    def refresh(self) -> None:
        """Fuse the weights again if any of them has changed in place, as training changes them."""
        versions = [tensor._version for tensor in (*self.model.parameters(), *self.model.buffers())]
        if versions == self._versions:
            return
        self._versions = versions
        model, half = self.model, self.model.config.head_dim // 2
        blocks = [block for block in model.blocks if isinstance(block, Block)]
        self.layers = [_Layer.fuse(block) for block in blocks]
        self.head = _laid(model.head_weight)
        self.gain, self.epsilon = unit_gain(model.norm), _epsilon(model.norm, model.config.d_model)
        self.cos = model.cos
        self.sin = torch.cat((-model.sin[:, :half], model.sin[:, half:]), dim=-1)  # of the other half, signed
        self.gains = torch.stack([_query_key_gains(block.attention) for block in blocks])[:, None]
        self.other_gains = self.gains.roll(half, -1)  # both (layers, 1, heads + kv_heads, head_dim)

    def covers(self, lengths: Sequence[int]) -> bool:
        """Whether rows that hold `lengths` tokens have room for one more without evicting."""
        return max(lengths) < self.cache.capacity

    @torch.inference_mode()
    def step(self, ids: Sequence[int], slots: Sequence[int], lengths: Sequence[int]) -> Tensor:
        """Final normalised states (B, d_model) after one more token for each row, which the cache then holds."""
        rows = _Rows(self.cache, slots, lengths)
        x = F.embedding(torch.tensor(ids, device=self.cache.cells.device), self.model.embedding.weight)  # (B, d_model)
        at = rows.positions
        cos, sin = (self.cos[at], self.sin[at]) if isinstance(at, int) else (self.cos[at, None], self.sin[at, None])
        angles = zip((self.gains * cos).unbind(), (self.other_gains * sin).unbind(), strict=True)
        for index, (layer, (own, other)) in enumerate(zip(self.layers, angles, strict=True)):
            layer.attend_(x, own, other, rows, index)
            layer.feed_forward.add_(x, unit(x, layer.ff_epsilon))
        return unit(x, self.epsilon).mul_(self.gain)

    def logits(self, h: Tensor) -> Tensor:
        """Logits (B, vocab_size) of states (B, d_model)."""
        return h @ self.head


class _Rows:
    """Where this step reads and writes the cache, for all layers: slices of it wherever the rows allow."""

    def __init__(self, cache: KVCache, slots: Sequence[int], lengths: Sequence[int]) -> None:
        device = cache.cells.device
        self.cache, first, count, self.upto = cache, slots[0], len(slots), max(lengths) + 1
        self.alike = min(lengths) == max(lengths)
        self.consecutive = list(slots) == list(range(first, first + count))
        self.positions: int | Tensor = lengths[0] if self.alike else torch.tensor(lengths, device=device)
        self.mask: Tensor | None = None
        """(B, 1, 1, S), 0 where a row may look and -inf where it holds nothing; None when rows are equally long."""
        if isinstance(self.positions, Tensor):
            hidden = torch.arange(self.upto, device=device) > self.positions[:, None]
            self.mask = torch.zeros(hidden.shape, device=device).masked_fill_(hidden, float("-inf"))[:, None, None]
        if not (self.alike and self.consecutive):
            self.index = torch.tensor(slots, device=device)
        if self.consecutive:
            cells = cache.cells[:, :, first : first + count]
            if self.alike:
                self.new = cells[:, :, :, :, lengths[0]].unbind()  # of each layer (2, B, kv_heads, head_dim)
            held = cells[:, :, :, :, : self.upto].flatten(2, 3)  # (layers, 2, B * kv_heads, S, head_dim)
            self.keys, self.values = held[:, 0].mT.unbind(), held[:, 1].unbind()

    def extend(self, layer: int, kv: Tensor) -> tuple[Tensor, Tensor]:
        """Store keys and values (B, 2, kv_heads, head_dim) of a layer. Gives all that the rows hold there: keys
        (B * kv_heads, head_dim, S) and values (B * kv_heads, S, head_dim)."""
        if self.alike and self.consecutive:
            self.new[layer].copy_(kv.transpose(0, 1))
        else:
            self.cache.cells[layer].transpose(0, 1)[self.index, :, :, self.positions] = kv
        if self.consecutive:
            return self.keys[layer], self.values[layer]
        keys, values = (cells[self.index, :, : self.upto].flatten(0, 1) for cells in self.cache.cells[layer])
        return keys.mT, values


@dataclass(frozen=True)
class _Dense:
    gate_up: Tensor  # (d_model, 2 * d_ff)
    down: Tensor  # (d_ff, d_model)

    def add_(self, x: Tensor, normed: Tensor) -> None:
        """x += the layer's output for normed, both (B, d_model)."""
        x.addmm_(_gated(normed @ self.gate_up), self.down)


@dataclass(frozen=True)
class _Mixture:
    router: Tensor  # (d_model, experts)
    balance: Tensor | None  # (experts,), None when all are 0
    experts_per_token: int
    norm_topk: bool
    gate_up: tuple[Tensor, ...]  # of each expert (d_model, 2 * d_expert)
    down: tuple[Tensor, ...]  # of each expert (d_expert, d_model)

    def add_(self, x: Tensor, normed: Tensor) -> None:
        """x += each row's experts, weighted. Pairs of row and expert are sorted on the host: they are few."""
        chosen, weights = self._choose(normed)
        if len(x) == 1:
            for j, expert in enumerate(chosen):
                hidden = _gated(normed @ self.gate_up[expert])
                x.addmm_(hidden if weights is None else hidden.mul_(weights[0, j]), self.down[expert])
            return
        order = sorted(range(len(chosen)), key=chosen.__getitem__)
        at = torch.tensor(order, device=x.device)
        rows = at if self.experts_per_token == 1 else at // self.experts_per_token
        ends = list(accumulate(chosen.count(expert) for expert in range(len(self.down))))
        parts = [(e, slice(a, b)) for e, (a, b) in enumerate(zip([0, *ends], ends, strict=False)) if a < b]
        sent = normed.index_select(0, rows)
        hidden = normed.new_empty(len(order), self.gate_up[0].shape[1])
        for expert, part in parts:
            torch.mm(sent[part], self.gate_up[expert], out=hidden[part])
        hidden = _gated(hidden)
        if weights is not None:
            hidden.mul_(weights.flatten()[at, None])
        for expert, part in parts:
            torch.mm(hidden[part], self.down[expert], out=sent[part])
        x.index_add_(0, rows, sent)

    def _choose(self, normed: Tensor) -> tuple[list[int], Tensor | None]:
        """Each row's experts, one row after another, and their weights (B, k); None when each of them is 1."""
        scores = normed @ self.router
        if self.norm_topk and self.experts_per_token == 1:
            ranked = scores if self.balance is None else scores.softmax(dim=-1) + self.balance
            return ranked.cpu().numpy().argmax(axis=-1).tolist(), None
        scores = scores.softmax(dim=-1)
        if self.balance is None:
            weights, chosen = scores.topk(self.experts_per_token, dim=-1)
        else:
            chosen = (scores + self.balance).topk(self.experts_per_token, dim=-1).indices
            weights = scores.gather(-1, chosen)
        if self.norm_topk:
            weights = weights / weights.sum(dim=-1, keepdim=True)
        return chosen.flatten().tolist(), weights


@dataclass(frozen=True)
class _Layer:
    attention: Attention
    qkv: Tensor  # (d_model, (heads + 2 * kv_heads) * head_dim)
    bias: Tensor | None
    out: Tensor  # (heads * head_dim, d_model)
    attention_epsilon: Tensor
    qk_epsilon: Tensor | None  # None without QK-norm
    ff_epsilon: Tensor
    feed_forward: _Dense | _Mixture

    @classmethod
    def fuse(cls, block: Block) -> _Layer:
        """The block's weights with the gains before them multiplied in."""
        a, ff = block.attention, block.ff
        ahead = unit_gain(block.ff_norm)
        fused: _Dense | _Mixture
        if isinstance(ff, MoE):
            gate_up = torch.cat((ff.gate, ff.up), dim=1) * ahead
            router = ff.router
            fused = _Mixture(
                (router.weight * ahead).T, router.balance if bool(router.balance.any()) else None,
                router.experts_per_token, router.norm_topk, _laid(gate_up).unbind(), _laid(ff.down).unbind(),
            )  # fmt: skip
        else:
            assert isinstance(ff, SwiGLU)
            fused = _Dense(_laid(torch.cat((ff.gate.weight, ff.up.weight)) * ahead), _laid(ff.down.weight))
        weights = torch.cat((a.q.weight, a.k.weight, a.v.weight)) * unit_gain(block.attention_norm)
        bias = None if a.q.bias is None else torch.cat((a.q.bias, a.k.bias, a.v.bias))
        return cls(
            a, _laid(weights), bias, _laid(a.out.weight), _epsilon(block.attention_norm, a.q.in_features),
            _epsilon(a.q_norm, a.head_dim) if isinstance(a.q_norm, RMSNorm) else None,
            _epsilon(block.ff_norm, a.q.in_features), fused,
        )  # fmt: skip

    def attend_(self, x: Tensor, own: Tensor, other: Tensor, rows: _Rows, index: int) -> None:
        """x (B, d_model) += attention of its norm to all that the rows hold, x included. `own` and `other` are what
        a channel of queries and keys, and the one half a head away, is multiplied by (1 or B, heads + kv_heads, d)."""
        a, B = self.attention, len(x)
        normed = unit(x, self.attention_epsilon)
        qkv = normed @ self.qkv if self.bias is None else torch.addmm(self.bias, normed, self.qkv)
        qkv = qkv.view(B, -1, a.head_dim)
        qk = qkv[:, : a.heads + a.kv_heads]
        if self.qk_epsilon is not None:
            qk.div_(torch.linalg.vector_norm(qk, dim=-1, keepdim=True).hypot_(self.qk_epsilon))
        turned = qk.roll(a.head_dim // 2, -1)
        qk.mul_(own).addcmul_(turned, other)
        keys, values = rows.extend(index, qkv[:, a.heads :].view(B, 2, a.kv_heads, a.head_dim))
        scores = torch.bmm(qkv[:, : a.heads].reshape(B * a.kv_heads, -1, a.head_dim), keys)  # (B * kv_heads, group, S)
        if rows.mask is not None:
            scores.view(B, a.kv_heads, -1, rows.upto).add_(rows.mask)
        x.addmm_(torch.bmm(scores.softmax(dim=-1), values).view(B, -1), self.out)


def unit(x: Tensor, epsilon: Tensor) -> Tensor:
    """x / sqrt(sum(x^2) + epsilon^2) over the last dimension: RMSNorm but for its gain and sqrt(width)."""
    return x / torch.linalg.vector_norm(x, dim=-1, keepdim=True).hypot_(epsilon)


def unit_gain(norm: RMSNorm) -> Tensor:
    """What `unit` leaves to be multiplied."""
    return norm.weight * len(norm.weight) ** 0.5


def _query_key_gains(a: Attention) -> Tensor:
    """What queries and keys are multiplied by, (heads + kv_heads, head_dim); 1 / sqrt(head_dim) goes to queries."""
    q, k = (
        unit_gain(norm) if isinstance(norm, RMSNorm) else torch.ones(a.head_dim, device=a.out.weight.device)
        for norm in (a.q_norm, a.k_norm)
    )
    return torch.cat(((q * a.head_dim**-0.5).expand(a.heads, -1), k.expand(a.kv_heads, -1)))


def _epsilon(norm: RMSNorm, width: int) -> Tensor:
    return torch.tensor((norm.eps * width) ** 0.5, device=norm.weight.device)


def _laid(weight: Tensor) -> Tensor:
    """(..., out, in) -> (..., in, out), with PADDING between the rows."""
    return F.pad(weight.mT, (0, PADDING))[..., : weight.shape[-2]]


def _gated(gate_up: Tensor) -> Tensor:
    """silu(gate) * up of (B, 2 * width)."""
    gate, up = gate_up.chunk(2, dim=-1)
    return F.silu(gate).mul_(up)
