"""The engine: token ids in, token ids out, many rows at once. It knows nothing of text, tools or answers.

A row runs until it samples one of its stop ids (done) or pause ids (paused). Whoever drives the engine resumes a
paused row with ids that are forced into it, while the other rows go on. Rows join and leave at any step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import torch
from torch import Tensor

from core_model.cache import KVCache
from core_model.errors import ContextOverflow
from core_model.gpt import GPT, CacheView
from core_model.sampling import choose

RowState = Literal["running", "paused", "done"]
RowStop = Literal["", "stop", "tokens", "context", "dropped"]
PREFILL_CHUNK = 16
"""Rows with more ids than this to read go in a batch of their own: padding decoding rows to a prompt wastes work."""


@dataclass(frozen=True)
class Request:
    """What a row is asked to do. `max_tokens` counts sampled ids; forced ids are free but take context."""

    prompt: tuple[int, ...]
    max_tokens: int
    stop: frozenset[int]
    pause: frozenset[int] = frozenset()
    banned: frozenset[int] = frozenset()
    """Ids that are never sampled: markers that only the driver may write."""
    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0
    seed: int = 0


@dataclass(eq=False)
class Row:
    """One sequence in the engine: every id it holds, which of them it sampled, and their log-probabilities."""

    request: Request
    slot: int
    ids: list[int]
    sampled: list[int]
    logprobs: list[float] = field(default_factory=list)
    state: RowState = "running"
    stop: RowStop = ""
    cached: int = 0
    """How many of `ids` the cache holds; the rest are read at the next step."""
    generator: torch.Generator | None = None


class Engine:
    """Batched decoding with one cache slot a row and per-row positions."""

    def __init__(self, model: GPT, slots: int = 32, capacity: int | None = None) -> None:
        self.model = model.eval()
        self.device = model.embedding.weight.device
        # The last position is scratch: padding of shorter rows is written there and never read.
        self.capacity = min(capacity or model.config.context, model.config.context) - 1
        self.cache = KVCache(model.config, slots, self.capacity + 1, self.device)
        self.free = list(range(slots))[::-1]
        self.rows: list[Row] = []
        self._banned: dict[frozenset[int], Tensor] = {}

    def add(self, request: Request) -> Row:
        """Give a request a slot. Raises ContextOverflow for a prompt that leaves no room, RuntimeError when full."""
        if len(request.prompt) >= self.capacity:
            raise ContextOverflow(
                f"the prompt has {len(request.prompt)} tokens; this model reads at most {self.capacity - 1}",
                "ask a shorter question",
            )
        if not self.free:
            raise RuntimeError("no free slot: step until a row is done, or make an engine with more slots")
        generator = torch.Generator().manual_seed(request.seed) if request.temperature > 0 else None
        row = Row(request, self.free.pop(), list(request.prompt), [0] * len(request.prompt), generator=generator)
        self.rows.append(row)
        return row

    def resume(self, row: Row, forced: Sequence[int]) -> None:
        """Force ids into a paused row and let it run on."""
        if row.state != "paused":
            raise RuntimeError(f"only a paused row resumes; this one is {row.state}")
        row.ids += forced
        row.sampled += [0] * len(forced)
        row.state = "running"
        if len(row.ids) >= self.capacity:
            self._finish(row, "context")

    def drop(self, row: Row) -> None:
        """End a row now and free its slot."""
        if row.state != "done":
            self._finish(row, "dropped")

    @torch.inference_mode()
    def step(self) -> list[Row]:
        """Sample one id for every running row; gives back the rows that paused or ended."""
        running = [row for row in self.rows if row.state == "running"]
        reading = [row for row in running if len(row.ids) - row.cached > PREFILL_CHUNK]
        changed: list[Row] = []
        for group in (reading, [row for row in running if row not in reading]):
            if group:
                changed += self._advance(group)
        return changed

    def _advance(self, rows: list[Row]) -> list[Row]:
        logits = self._read(rows)
        logprobs = logits.log_softmax(dim=-1)
        changed = []
        for row, row_logits, row_logprobs in zip(rows, logits, logprobs, strict=True):
            request = row.request
            if request.banned:
                row_logits = row_logits.index_fill(0, self._ids(request.banned), float("-inf"))
            chosen = choose(row_logits, request.temperature, request.top_k, request.top_p, row.generator)
            row.ids.append(chosen)
            row.sampled.append(1)
            row.logprobs.append(float(row_logprobs[chosen]))
            if chosen in request.stop:
                self._finish(row, "stop")
            elif len(row.logprobs) >= request.max_tokens:
                self._finish(row, "tokens")
            elif len(row.ids) >= self.capacity:
                self._finish(row, "context")
            elif chosen in request.pause:
                row.state = "paused"
            if row.state != "running":
                changed.append(row)
        return changed

    def _read(self, rows: list[Row]) -> Tensor:
        """Run the ids that the cache lacks through the model; logits (rows, vocab) after each row's last id."""
        pending = [row.ids[row.cached :] for row in rows]
        width, upto = max(map(len, pending)), max(len(row.ids) for row in rows)
        ids = torch.zeros(len(rows), width, dtype=torch.long)
        positions = torch.full((len(rows), width), self.capacity, dtype=torch.long)
        for r, (row, part) in enumerate(zip(rows, pending, strict=True)):
            ids[r, : len(part)] = torch.tensor(part)
            positions[r, : len(part)] = torch.arange(row.cached, len(row.ids))
            row.cached = len(row.ids)
        slots = torch.tensor([row.slot for row in rows], device=self.device)
        positions = positions.to(self.device)
        mask = torch.arange(upto, device=self.device) <= positions[:, None, :, None]  # (rows, 1, width, upto)
        view = CacheView(self.cache, slots, upto)
        hidden, _ = self.model.hidden(ids.to(self.device), positions, mask, view)
        last = torch.tensor([len(part) - 1 for part in pending], device=self.device)
        return self.model.head(hidden[torch.arange(len(rows), device=self.device), last]).float().cpu()

    def _ids(self, ids: frozenset[int]) -> Tensor:
        if ids not in self._banned:
            self._banned[ids] = torch.tensor(sorted(ids))
        return self._banned[ids]

    def _finish(self, row: Row, stop: RowStop) -> None:
        row.state, row.stop = "done", stop
        self.rows.remove(row)
        self.free.append(row.slot)
