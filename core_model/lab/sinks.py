"""What attention sinks do: perplexity along a stream far longer than the context, and the time of a token.

Policies compared, all with the same window of newest tokens: no sinks (window attention), 1 to 8 sinks, and the
sliding window with recomputation, which reads the whole window anew for every token and is what the cheap ones are
measured against. Source: Xiao et al. 2024 (arXiv 2309.17453), figures 3 and 10, table 2.
"""

from __future__ import annotations

import math
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch.nn import functional as F

from core_model.cache import KVCache
from core_model.errors import ConfigError
from core_model.gpt import GPT
from core_model.lab.stream_store import Progress, StreamStore

Report = Callable[[str], None]


@dataclass(frozen=True)
class StreamPerplexity:
    """Perplexity of one policy along a stream, by stretches of equal length."""

    sinks: int
    window: int
    tokens: int
    by_stretch: tuple[float, ...]
    overall: float
    seconds: float
    peak_rss_mb: float
    """Of the process, after this stream: constant along a stream of any length."""


@dataclass(frozen=True)
class Recomputation:
    """Perplexity of the sliding window with recomputation, on every k-th token of the same stream."""

    window: int
    tokens: int
    by_stretch: tuple[float, ...]
    overall: float


@dataclass(frozen=True)
class SpeedUp:
    """Milliseconds for one more token with a full window: with the cache, by recomputation, and their ratio."""

    window: int
    cached_ms: float
    recomputed_ms: float
    ratio: float


def peak_rss_mb() -> float:
    """Largest resident memory of this process so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


@torch.inference_mode()
def stream_perplexity(
    model: GPT,
    ids: Sequence[int],
    window: int,
    sinks: int,
    stretches: int = 10,
    report: Report | None = None,
    store: StreamStore | None = None,
) -> StreamPerplexity:
    """Read `ids` once through a cache of `sinks` and `window`, each token predicted from what the cache holds.

    The first id should be the one that begins a document: it becomes the dedicated sink. Chunks are as long as half
    the window; that this equals token by token is a tested law of the cache. With a store the stream goes on where an
    earlier run was stopped, and its result is the same; `seconds` are those of all runs.
    """
    model.eval()
    cache = KVCache(model.config, 1, window, sinks, streaming=True)
    chunk, name = max(1, window // 2), f"window-{window}-sinks-{sinks}"
    sums, counts, begin, before, peak = [0.0] * stretches, [0] * stretches, 0, 0.0, 0.0
    if store is not None and (held := store.load(name, cache.cells.shape, stretches)) is not None:
        cache.cells.copy_(held.cells)
        sums, counts = list(held.sums), list(held.counts)
        begin, before, peak = held.at, held.seconds, held.peak_rss_mb
    started = saved = time.perf_counter()
    for at in range(begin, len(ids) - 1, chunk):
        piece = torch.tensor(ids[at : at + chunk + 1])
        n = len(piece) - 1
        hidden, _ = model.hidden(piece[None, :n], view=cache.view([0], [at], [n]))
        losses = F.cross_entropy(model.head(hidden[0]).float(), piece[1:], reduction="none")
        stretch = min(stretches - 1, at * stretches // len(ids))
        sums[stretch] += float(losses.sum())
        counts[stretch] += n
        if report is not None and at // chunk % 500 == 499:
            report(f"sinks {sinks}: {at + n:,} tokens, perplexity {_perplexity(sum(sums), sum(counts)):.2f}")
        last = at + n >= len(ids) - 1
        if store is not None and (last or time.perf_counter() - saved >= store.every_seconds):
            saved = time.perf_counter()
            peak = max(peak, peak_rss_mb())
            seconds = before + saved - started
            store.save(name, Progress(at + n, cache.cells, tuple(sums), tuple(counts), seconds, peak))
    return StreamPerplexity(
        sinks,
        window,
        sum(counts),
        tuple(_perplexity(s, c) for s, c in zip(sums, counts, strict=True)),
        _perplexity(sum(sums), sum(counts)),
        before + time.perf_counter() - started,
        max(peak, peak_rss_mb()) if begin < len(ids) - 1 else peak,
    )


@torch.inference_mode()
def recomputed_perplexity(
    model: GPT, ids: Sequence[int], window: int, every: int, stretches: int = 10, batch: int = 16
) -> Recomputation:
    """Every `every`-th token predicted from the `window` before it, read from nothing: 0, 1, ... are its positions."""
    model.eval()
    ends = list(range(window, len(ids) - 1, every))
    if not ends:
        raise ConfigError(f"a stream of {len(ids)} tokens is shorter than the window of {window}", "take a longer one")
    sums, counts = [0.0] * stretches, [0] * stretches
    for at in range(0, len(ends), batch):
        some = ends[at : at + batch]
        pieces = torch.tensor([ids[end - window : end] for end in some])
        logits = model.head(model.hidden(pieces)[0][:, -1]).float()
        losses = F.cross_entropy(logits, torch.tensor([ids[end] for end in some]), reduction="none")
        for end, loss in zip(some, losses.tolist(), strict=True):
            stretch = min(stretches - 1, end * stretches // len(ids))
            sums[stretch] += loss
            counts[stretch] += 1
    by_stretch = tuple(_perplexity(s, c) for s, c in zip(sums, counts, strict=True))
    return Recomputation(window, len(ends), by_stretch, _perplexity(sum(sums), sum(counts)))


@torch.inference_mode()
def speed_up(model: GPT, window: int, sinks: int = 4, repeats: int = 20) -> SpeedUp:
    """Median time of one more token once the window is full, with the cache and by recomputation, taken in turns."""
    model.eval()
    cache = KVCache(model.config, 1, window, sinks, streaming=True)
    ids = torch.randint(0, model.config.vocab_size, (1, window + sinks), generator=torch.Generator().manual_seed(0))
    at = 0
    while at < window + sinks:
        n = min(window, window + sinks - at)
        model.hidden(ids[:, at : at + n], view=cache.view([0], [at], [n]))
        at += n
    cached, recomputed = [], []
    for _ in range(repeats):
        started = time.perf_counter()
        model.head(model.hidden(ids[:, :1], view=cache.view([0], [at], [1]))[0][:, -1])
        cached.append(time.perf_counter() - started)
        at += 1
        started = time.perf_counter()
        model.head(model.hidden(ids[:, :window])[0][:, -1])
        recomputed.append(time.perf_counter() - started)
    fast, slow = sorted(cached)[repeats // 2] * 1e3, sorted(recomputed)[repeats // 2] * 1e3
    return SpeedUp(window, fast, slow, slow / fast)


def table(streams: Sequence[StreamPerplexity], recomputed: Recomputation) -> str:
    """The streams and the recomputation side by side, in Markdown."""
    lines = [f"| window {recomputed.window} | perplexity of each stretch | overall | tokens | peak MB |"]
    lines.append("|---|---|---|---|---|")
    for s in streams:
        lines.append(
            f"| {s.sinks} sinks | {_stretches(s.by_stretch)} | {s.overall:.2f} | {s.tokens:,} | {s.peak_rss_mb:.0f} |"
        )
    lines.append(
        f"| recomputed | {_stretches(recomputed.by_stretch)} | {recomputed.overall:.2f} | {recomputed.tokens:,} | |"
    )
    return "\n".join(lines)


def _stretches(perplexities: Sequence[float]) -> str:
    return " ".join("-" if math.isnan(p) else f"{p:.1f}" for p in perplexities)


def _perplexity(nats: float, tokens: int) -> float:
    return math.exp(min(700.0, nats / tokens)) if tokens else math.nan
