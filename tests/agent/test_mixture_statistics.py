"""What a mixture gives the trainer: counted on the packed batches, and read with the loss mask."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from agent.training.mixture import Mixture
from agent.training.mixture_statistics import MixtureStatistics, readable, sample, survey
from core_model.tokenizers.char import CharTokenizer
from core_model.training.packing import IGNORED, pack
from core_model.transcript import MARKERS, Transcript
from tests.agent.public_data import write_public_data

TRANSCRIPT = Transcript(CharTokenizer((), MARKERS))
ROWS, LENGTH = 8, 400


@pytest.fixture
def mixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mixture:
    monkeypatch.setenv("PONDER_DATA", str(write_public_data(tmp_path / "data")))
    weights: dict[str, object] = {"word_problems": 0.4, "mawps": 0.3, "deepmind": 0.2, "text:stories_train": 0.1}
    return Mixture(weights, TRANSCRIPT, ROWS * LENGTH, LENGTH, 3, loss_on_all=False, steps=50, cap={"deepmind": 20})


@pytest.fixture
def statistics(mixture: Mixture) -> MixtureStatistics:
    return survey(mixture, ROWS, look=3)


def test_the_figures_are_those_of_the_batches_that_the_trainer_packs(
    mixture: Mixture, statistics: MixtureStatistics
) -> None:
    assert statistics.steps == (0, 16, 33)
    batches = [pack(mixture(step), ROWS, LENGTH) for step in statistics.steps]
    tokens = sum(int((batch.documents >= 0).sum()) for batch in batches)
    targets = sum(int((batch.targets != IGNORED).sum()) for batch in batches)
    assert sum(s.tokens for s in statistics.sources) == tokens
    assert statistics.filled == tokens / (3 * ROWS * LENGTH) and statistics.trained_share == targets / tokens
    assert sum(s.token_share for s in statistics.sources) == pytest.approx(1)
    assert sum(s.document_share for s in statistics.sources) == pytest.approx(1)


def test_every_document_is_counted_as_seen_or_as_left_out(mixture: Mixture, statistics: MixtureStatistics) -> None:
    drawn = Counter(d.source for step in statistics.steps for d in mixture.drawn(step))
    for s in statistics.sources:
        assert s.documents + sum(s.dropped.values()) == drawn[s.source]
    by_source = {s.source: s for s in statistics.sources}
    assert by_source["word_problems"].dropped["too long"] > 0
    assert by_source["mawps"].rows == 6 and by_source["mawps"].times_each > by_source["deepmind"].times_each


def test_samples_are_the_same_at_every_look(mixture: Mixture, statistics: MixtureStatistics) -> None:
    again = survey(mixture, ROWS, look=3)
    assert sample(again, 20, seed=0) == sample(statistics, 20, seed=0) != sample(statistics, 20, seed=1)
    assert len(sample(statistics, 10_000, seed=0)) == sum(s.documents for s in statistics.sources)


def test_a_document_is_read_with_what_the_loss_takes_marked(statistics: MixtureStatistics) -> None:
    drill = next(d for d in statistics.seen if d.source == "deepmind")
    lines = readable(drill, TRANSCRIPT)
    assert lines[0] == "- <|bos|>" and lines[1].startswith("- <|user|> Solve ") and lines[2] == "- <|assistant|>"
    assert any(line.startswith("+ <|calculator|> solve(") for line in lines)
    assert "- <|result|> 2" in lines and lines[-2:] == ["+ <|answer|> 2", "+ <|end|>"]


def test_nothing_of_a_document_is_left_out_of_what_is_read(statistics: MixtureStatistics) -> None:
    for document in statistics.seen:
        shown = "".join(line[2:] for line in readable(document, TRANSCRIPT)).replace(" ", "")
        told = "".join(
            next((name for name, i in TRANSCRIPT.marker.items() if i == token), "")
            or TRANSCRIPT.tokenizer.decode([token])
            for token in document.ids
        )
        assert shown == told.replace(" ", "").replace("\n", "")


def test_prose_has_every_token_but_the_first_trained(statistics: MixtureStatistics) -> None:
    prose = next(d for d in statistics.seen if d.source == "text:stories_train")
    assert prose.trained == (False, *[True] * (len(prose.ids) - 1))
