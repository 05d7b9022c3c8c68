"""The engine: token ids in, token ids out, many rows at once. It knows nothing of text, tools or answers.

A row runs until it samples one of its stop ids (done) or pause ids (paused). Whoever drives the engine resumes a
paused row with ids that are forced into it, while the other rows go on. Rows join and leave at any step. Rows that
begin with the same ids share the reading of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import torch
from torch import Tensor

from core_model.cache import KVCache
from core_model.decoding import Decoder
from core_model.errors import ContextOverflow
from core_model.gpt import GPT
from core_model.sampling import GREEDY, Sampling, choose_with_logprob
from core_model.threads import threads_for

RowState = Literal["running", "paused", "done"]
RowStop = Literal["", "stop", "sequence", "tokens", "context", "dropped"]
PREFILL_CHUNK = 16
"""Rows with more ids than this to read go in a batch of their own: padding decoding rows to a prompt wastes work."""
READ_CHUNK = 256
"""Longer readings are done in parts, so that the scores of attention stay small."""
SHARED_PREFIX = 8
"""A prefix of at least this many ids is copied from a row that has read it, not read again."""


@dataclass(frozen=True)
class Request:
    """What a row is asked to do. `max_tokens` counts sampled ids; forced ids are free but take context."""

    prompt: tuple[int, ...]
    max_tokens: int
    stop: frozenset[int]
    pause: frozenset[int] = frozenset()
    banned: frozenset[int] = frozenset()
    """Ids that are never sampled: markers that only the driver may write."""
    stop_sequences: tuple[tuple[int, ...], ...] = ()
    """The row is done when what it sampled ends in one of them."""
    sampling: Sampling = GREEDY
    seed: int = 0
    keep_hidden: bool = False
    """Whether to keep the final hidden state from which each id was sampled, for a judge."""


@dataclass(eq=False)
class Row:
    """One sequence in the engine: every id it holds, which of them it sampled, and their log-probabilities."""

    request: Request
    slot: int
    ids: list[int]
    sampled: list[int]
    logprobs: list[float] = field(default_factory=list)
    """Of the sampled ids, under the model's own distribution: before bans, penalties, temperature and filters."""
    drawn: list[float] = field(default_factory=list)
    """Of the same ids, under the distribution that each was drawn from: after all of those; 0 for greedy rows."""
    hidden: list[Tensor] = field(default_factory=list)
    """(d_model,) for each sampled id, if the request keeps them."""
    state: RowState = "running"
    stop: RowStop = ""
    barred: frozenset[int] = frozenset()
    """Ids that the next sample may not be, beside those that are banned throughout; whoever drives the row sets it."""
    due: int | None = None
    """The id that the next sample has to be, set likewise; what the model thinks of it is kept as ever."""
    cached: int = 0
    """How many of `ids` the cache holds; the rest are read at the next step."""
    generator: torch.Generator | None = None


class Engine:
    """Batched decoding with one cache slot a row and per-row positions.

    With a full cache (the default) rows hold at most `capacity` ids, the context if not given. A streaming cache has
    no such limit: pass one, and rows run on past the context.
    """

    def __init__(self, model: GPT, slots: int = 32, capacity: int | None = None, cache: KVCache | None = None) -> None:
        self.model = model.eval()
        self.device = model.embedding.weight.device
        self.cache = cache or KVCache.full(model.config, slots, capacity, device=self.device)
        self.rows: list[Row] = []
        """Live rows; the one at index i has slot i, so that a batch of them is a slice of the cache."""
        self._tensors: dict[frozenset[int], Tensor] = {}
        own = type(model)  # a subclass may compute something else
        plain = getattr(own, "hidden", None) is GPT.hidden and getattr(own, "head", None) is GPT.head
        fusable = plain and model.embedding.weight.dtype == self.cache.keys.dtype == torch.float32
        self.decoder = Decoder(model, self.cache) if fusable else None

    @property
    def free(self) -> int:
        """Slots that no row has."""
        return self.cache.slots - len(self.rows)

    def full(self, length: int) -> bool:
        """Whether a row of `length` ids has no room for another."""
        return not self.cache.streaming and length >= self.cache.capacity

    def add(self, request: Request) -> Row:
        """Give a request a slot. Raises ContextOverflow for a prompt that leaves no room, RuntimeError when full."""
        if not request.prompt:
            raise ContextOverflow("the prompt is empty", "begin it with the token that begins a document")
        if self.full(len(request.prompt)):
            raise ContextOverflow(
                f"the prompt has {len(request.prompt)} tokens; this model reads at most {self.cache.capacity - 1}",
                "ask a shorter question",
            )
        if not self.free:
            raise RuntimeError("no free slot: step until a row is done, or make an engine with more slots")
        if self.decoder is not None and not self.rows:
            self.decoder.refresh()
        generator = torch.Generator().manual_seed(request.seed) if request.sampling.temperature > 0 else None
        row = Row(request, len(self.rows), list(request.prompt), [0] * len(request.prompt), generator=generator)
        self.rows.append(row)
        return row

    def resume(self, row: Row, forced: Sequence[int]) -> None:
        """Force ids into a paused row and let it run on."""
        if row.state != "paused":
            raise RuntimeError(f"only a paused row resumes; this one is {row.state}")
        row.state = "running"
        self.force(row, forced)

    def force(self, row: Row, forced: Sequence[int]) -> None:
        """Put ids into a live row that it did not sample."""
        if row.state == "done":
            raise RuntimeError("a row that is done takes no more ids")
        row.ids += forced
        row.sampled += [0] * len(forced)
        if self.full(len(row.ids)):
            self._finish(row, "context")

    def drop(self, row: Row) -> None:
        """End a row now and free its slot."""
        if row.state != "done":
            self._finish(row, "dropped")

    @torch.inference_mode()
    def step(self) -> list[Row]:
        """Sample one id for every running row; gives back the rows that paused or ended."""
        running = [row for row in self.rows if row.state == "running"]
        with threads_for(sum(len(row.ids) - row.cached for row in running)):
            return self._step(running)

    def _step(self, running: list[Row]) -> list[Row]:
        twins = self._share([row for row in running if row.cached == 0])
        running = [row for row in running if row not in twins]
        reading = [row for row in running if len(row.ids) - row.cached > PREFILL_CHUNK]
        changed: list[Row] = []
        for group in (reading, [row for row in running if row not in reading]):
            if not group:
                continue
            hidden = self._read(group)
            for twin, first in twins.items():
                if first in group:
                    self.cache.copy(first.slot, twin.slot, first.cached)
                    twin.cached = first.cached
                    hidden = torch.cat((hidden, hidden[group.index(first)][None]))
                    group = [*group, twin]
            changed += self._advance(group, hidden)
        for row in changed:
            if row.state == "done":
                self._leave(row)
        return changed

    def _share(self, fresh: list[Row]) -> dict[Row, Row]:
        """Copy prefixes that a live row has read to rows that have read nothing. Gives the rows whose whole prompt is
        also that of an earlier fresh one, with that one: they take its state once it has read."""
        twins: dict[Row, Row] = {}
        first: dict[tuple[int, ...], Row] = {}
        for row in fresh:
            if row.request.prompt in first and len(row.ids) == len(row.request.prompt):
                twins[row] = first[row.request.prompt]
                continue
            if len(row.ids) == len(row.request.prompt):
                first[row.request.prompt] = row
            donors = [d for d in self.rows if SHARED_PREFIX <= d.cached <= self.cache.capacity]
            lengths = [_common(d.ids[: d.cached], row.ids[:-1]) for d in donors]
            if lengths and max(lengths) >= SHARED_PREFIX:
                row.cached = max(lengths)
                self.cache.copy(donors[lengths.index(row.cached)].slot, row.slot, row.cached)
        return twins

    def _read(self, rows: list[Row]) -> Tensor:
        """Run the ids that the cache lacks through the model; hidden state (rows, d_model) after each one's last."""
        part = min(READ_CHUNK, self.cache.window)
        while max(len(row.ids) - row.cached for row in rows) > part:
            ahead = [row for row in rows if len(row.ids) - row.cached > part]
            self._forward(ahead, [part] * len(ahead))
        counts = [len(row.ids) - row.cached for row in rows]
        hidden = self._forward(rows, counts)
        if max(counts) == 1:
            return hidden[:, 0]
        last = torch.tensor([count - 1 for count in counts], device=self.device)
        return hidden[torch.arange(len(rows), device=self.device), last]

    def _forward(self, rows: list[Row], counts: list[int]) -> Tensor:
        if self.decoder is not None and max(counts) == 1 and self.decoder.covers([row.cached for row in rows]):
            at = [row.cached for row in rows]
            for row in rows:
                row.cached += 1
            ids = [row.ids[length] for row, length in zip(rows, at, strict=True)]
            return self.decoder.step(ids, [row.slot for row in rows], at)[:, None]
        width = max(counts)
        padded = [
            (row.ids[row.cached : row.cached + n] + [0] * width)[:width] for row, n in zip(rows, counts, strict=True)
        ]
        view = self.cache.view([row.slot for row in rows], [row.cached for row in rows], counts)
        for row, n in zip(rows, counts, strict=True):
            row.cached += n
        return self.model.hidden(torch.tensor(padded, device=self.device), view=view)[0]

    def _advance(self, rows: list[Row], hidden: Tensor) -> list[Row]:
        head = self.model.head if self.decoder is None else self.decoder.logits
        logits = head(hidden).float().cpu()
        table = logits.log_softmax(dim=-1)
        allowed = logits
        forbidden = [row.request.banned | row.barred if row.barred else row.request.banned for row in rows]
        for banned in {ids for ids in forbidden if ids}:
            which = [r for r, ids in enumerate(forbidden) if ids == banned]
            if len(which) == len(rows):
                allowed = allowed.index_fill(1, self._ids(banned), float("-inf"))
            else:
                allowed = allowed.index_copy(
                    0, torch.tensor(which), allowed[which].index_fill(1, self._ids(banned), float("-inf"))
                )
        chosen = allowed.numpy().argmax(axis=-1).tolist()  # torch's own is ten times slower on a processor
        drawn = [0.0] * len(rows)
        for r, row in enumerate(rows):
            if row.request.sampling != GREEDY:
                chosen[r], drawn[r] = choose_with_logprob(allowed[r], row.request.sampling, row.ids, row.generator)
            if row.due is not None:
                chosen[r], drawn[r] = row.due, 0.0
        logprobs = table.gather(-1, torch.tensor(chosen)[:, None])[:, 0].tolist()
        for r, row in enumerate(rows):
            if row.request.keep_hidden:
                row.hidden.append(hidden[r].clone())
            row.drawn.append(drawn[r])
            self._take(row, chosen[r], logprobs[r])
        return [row for row in rows if row.state != "running"]

    def _take(self, row: Row, chosen: int, logprob: float) -> None:
        """Append a sampled id, and see whether the row goes on."""
        request = row.request
        row.ids.append(chosen)
        row.sampled.append(1)
        row.logprobs.append(logprob)
        if chosen in request.stop:
            row.state, row.stop = "done", "stop"
        elif any(_ends(row, sequence) for sequence in request.stop_sequences):
            row.state, row.stop = "done", "sequence"
        elif len(row.logprobs) >= request.max_tokens:
            row.state, row.stop = "done", "tokens"
        elif self.full(len(row.ids)):
            row.state, row.stop = "done", "context"
        elif chosen in request.pause:
            row.state = "paused"

    def _ids(self, ids: frozenset[int]) -> Tensor:
        if ids not in self._tensors:
            self._tensors[ids] = torch.tensor(sorted(ids))
        return self._tensors[ids]

    def _finish(self, row: Row, stop: RowStop) -> None:
        row.state, row.stop = "done", stop
        self._leave(row)

    def _leave(self, row: Row) -> None:
        """Free a slot; the row with the last one moves there, so that slots stay without gaps."""
        mover = self.rows.pop()
        if mover is not row:
            self.cache.copy(mover.slot, row.slot, mover.cached)
            mover.slot = row.slot
            self.rows[row.slot] = mover


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    """Length of the longest common prefix."""
    n = min(len(a), len(b))
    return next((i for i in range(n) if a[i] != b[i]), n)


def _ends(row: Row, sequence: tuple[int, ...]) -> bool:
    """Whether the row ends in `sequence`, all of it sampled."""
    n = len(sequence)
    return n > 0 and tuple(row.ids[-n:]) == sequence and all(row.sampled[-n:])
