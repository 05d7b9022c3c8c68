"""The sinks experiment measures what it says."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import pytest
import torch
from torch.nn import functional as F

from core_model.errors import ConfigError
from core_model.gpt import GPT
from core_model.lab.sinks import recomputed_perplexity, speed_up, stream_perplexity, table
from core_model.lab.stream_store import Progress, StreamStore

IDS = torch.randint(0, 420, (120,), generator=torch.Generator().manual_seed(0)).tolist()


@torch.no_grad()
def direct(model: GPT, ids: list[int]) -> float:
    logits = model(torch.tensor([ids[:-1]]))[0]
    return math.exp(float(F.cross_entropy(logits, torch.tensor(ids[1:]))))


def test_within_the_window_a_stream_has_the_perplexity_of_one_pass(model: GPT) -> None:
    found = stream_perplexity(model, IDS, window=130, sinks=4, stretches=2)
    assert found.overall == pytest.approx(direct(model, IDS), rel=1e-3)
    assert found.tokens == 119 and len(found.by_stretch) == 2 and found.peak_rss_mb > 1


def test_a_longer_stream_is_predicted_from_what_the_cache_holds(model: GPT) -> None:
    a = stream_perplexity(model, IDS, window=16, sinks=4)
    b = stream_perplexity(model, IDS, window=130, sinks=0)
    assert a.overall != pytest.approx(b.overall, rel=1e-4)
    assert all(math.isfinite(p) for p in a.by_stretch)


def test_recomputation_predicts_from_the_window_alone(model: GPT) -> None:
    found = recomputed_perplexity(model, IDS, window=20, every=33, stretches=1)
    with torch.no_grad():
        losses = [
            float(F.cross_entropy(model(torch.tensor([IDS[end - 20 : end]]))[0, -1:], torch.tensor([IDS[end]])))
            for end in range(20, 119, 33)
        ]
    assert found.overall == pytest.approx(math.exp(sum(losses) / len(losses)), rel=1e-4)


def test_the_speed_up_is_a_ratio_of_two_times(model: GPT) -> None:
    found = speed_up(model, window=48, repeats=3)
    assert found.ratio == pytest.approx(found.recomputed_ms / found.cached_ms)


class Stopped(Exception):
    pass


class StopsAt(StreamStore):
    """A store whose run is stopped once it has kept 64 tokens or more."""

    def save(self, name: str, progress: Progress) -> None:
        super().save(name, progress)
        if progress.at >= 64:
            raise Stopped


def test_a_stream_that_was_stopped_goes_on_where_it_was(model: GPT, tmp_path: Path) -> None:
    unbroken = stream_perplexity(model, IDS, window=16, sinks=4)
    with pytest.raises(Stopped):
        stream_perplexity(model, IDS, window=16, sinks=4, store=StopsAt(tmp_path, model, IDS, every_seconds=0))
    resumed = stream_perplexity(model, IDS, window=16, sinks=4, store=StreamStore(tmp_path, model, IDS))
    assert (resumed.by_stretch, resumed.overall, resumed.tokens) == (unbroken.by_stretch, unbroken.overall, 119)


def test_a_stream_that_was_read_to_its_end_is_not_read_again(model: GPT, tmp_path: Path) -> None:
    store = StreamStore(tmp_path, model, IDS)
    first = stream_perplexity(model, IDS, window=16, sinks=1, store=store)
    before = (tmp_path / "window-16-sinks-1.safetensors").stat().st_mtime_ns
    again = stream_perplexity(model, IDS, window=16, sinks=1, store=store)
    assert dataclasses.replace(again, seconds=0, peak_rss_mb=0) == dataclasses.replace(first, seconds=0, peak_rss_mb=0)
    assert (tmp_path / "window-16-sinks-1.safetensors").stat().st_mtime_ns == before


def test_progress_of_another_text_is_refused(model: GPT, tmp_path: Path) -> None:
    stream_perplexity(model, IDS, window=16, sinks=1, store=StreamStore(tmp_path, model, IDS))
    with pytest.raises(ConfigError, match="another model, text or window"):
        stream_perplexity(model, IDS[:-1], window=16, sinks=1, store=StreamStore(tmp_path, model, IDS[:-1]))


def test_a_damaged_file_is_explained(model: GPT, tmp_path: Path) -> None:
    (tmp_path / "window-16-sinks-1.safetensors").write_bytes(b"torn")
    with pytest.raises(ConfigError, match="cannot be read") as caught:
        stream_perplexity(model, IDS, window=16, sinks=1, store=StreamStore(tmp_path, model, IDS))
    assert caught.value.hint


def test_the_table_has_a_line_for_each_stream_and_for_recomputation(model: GPT) -> None:
    streams = [stream_perplexity(model, IDS, window=16, sinks=n, stretches=2) for n in (0, 2)]
    lines = table(streams, recomputed_perplexity(model, IDS, window=16, every=33, stretches=2)).splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["0 sinks", "2 sinks", "recomputed"]
    assert f"{streams[1].overall:.2f}" in lines[3]
