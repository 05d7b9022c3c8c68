"""What a mixture gives the trainer: its documents, counted by source, and read as the model sees them.

The documents are those of the packed batches themselves, with the targets that the loss takes; so what is shown here
is what is trained on, and a document that packing leaves out is counted as left out.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import mean, median

from agent.training.mixture import Drawn, Mixture
from core_model.training.packing import IGNORED, Packed, pack
from core_model.transcript import Transcript

NO_ROOM = "no room"
"""A document that fitted no row of its batch any more."""


@dataclass(frozen=True)
class Seen:
    """A document as a batch holds it: ids, and for each id whether the loss takes it as a target."""

    step: int
    source: str
    ids: tuple[int, ...]
    trained: tuple[bool, ...]


@dataclass(frozen=True)
class SourceStatistics:
    """What the looked-at batches hold of one source; lengths in tokens."""

    source: str
    weight: float
    """The share of tokens that the mixture file asks for, on average over the steps looked at."""
    documents: int
    tokens: int
    document_share: float
    token_share: float
    mean_length: float
    median_length: float
    longest: int
    trained_share: float
    """Of its tokens, those that are targets of the loss."""
    dropped: dict[str, int]
    rows: int
    """Public rows that it draws from; 0 where tasks are generated."""
    times_each: float
    """How often each row is drawn in the whole training, at the rate of the steps looked at."""


@dataclass(frozen=True)
class MixtureStatistics:
    """The figures of a mixture, and the documents that they were counted on."""

    sources: tuple[SourceStatistics, ...]
    steps: tuple[int, ...]
    """The steps whose batches were looked at."""
    filled: float
    """Share of the batches' places that hold a token."""
    trained_share: float
    tokens_per_second: float
    """How fast documents are made, on one core; the only figure that differs from run to run."""
    seen: tuple[Seen, ...] = field(repr=False)


def survey(mixture: Mixture, rows: int, look: int) -> MixtureStatistics:
    """Figures of `look` batches of `rows` rows, spaced evenly over the training. Raises what drawing raises."""
    look = min(look, mixture.steps)
    steps = tuple(mixture.steps * i // look for i in range(look))
    seen: list[Seen] = []
    drawn: list[Drawn] = []
    left_out: Counter[tuple[str, str]] = Counter()
    seconds = 0.0
    for step in steps:
        started = time.perf_counter()
        made = mixture.drawn(step)
        seconds += time.perf_counter() - started
        kept = [d for d in made if not d.dropped]
        batch = list(_documents(pack([d.document for d in kept if d.document], rows, mixture.length), step, kept))
        left_out.update((d.source, d.dropped) for d in made if d.dropped)
        no_room = Counter(d.source for d in kept) - Counter(document.source for document in batch)
        left_out.update({(source, NO_ROOM): n for source, n in no_room.items()})
        seen += batch
        drawn += made
    tokens = sum(len(document.ids) for document in seen)
    return MixtureStatistics(
        sources=tuple(_of_source(name, mixture, steps, seen, drawn, left_out) for name in mixture.sources),
        steps=steps,
        filled=tokens / (len(steps) * rows * mixture.length),
        trained_share=sum(sum(document.trained) for document in seen) / max(1, tokens),
        tokens_per_second=sum(len(d.document.ids) for d in drawn if d.document) / seconds if seconds else 0.0,
        seen=tuple(seen),
    )


def _documents(packed: Packed, step: int, drawn: Sequence[Drawn]) -> Iterator[Seen]:
    """The documents of a packed batch. A target stands one place before the id that it asks for."""
    made_by: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for d in drawn:
        if d.document is not None:
            made_by[d.document.ids].append(d.source)
    for ids, targets, numbers in zip(
        packed.ids.tolist(), packed.targets.tolist(), packed.documents.tolist(), strict=True
    ):
        for number in range(max(numbers) + 1):
            places = [i for i, n in enumerate(numbers) if n == number]
            own = tuple(ids[i] for i in places)
            trained = (False, *(targets[i] != IGNORED for i in places[:-1]))
            yield Seen(step, made_by[own].pop(), own, trained)


def _of_source(
    name: str,
    mixture: Mixture,
    steps: Sequence[int],
    seen: Sequence[Seen],
    drawn: Sequence[Drawn],
    left_out: Counter[tuple[str, str]],
) -> SourceStatistics:
    own = [document for document in seen if document.source == name]
    lengths = [len(document.ids) for document in own] or [0]
    tokens, rows = sum(lengths), mixture.sources[name].rows
    times = sum(d.source == name for d in drawn) / len(steps) * mixture.steps / rows if rows else 0.0
    return SourceStatistics(
        source=name,
        weight=mean(mixture.weights(step).get(name, 0.0) for step in steps),
        documents=len(own),
        tokens=tokens,
        document_share=len(own) / max(1, len(seen)),
        token_share=tokens / max(1, sum(len(document.ids) for document in seen)),
        mean_length=mean(lengths),
        median_length=median(lengths),
        longest=max(lengths),
        trained_share=sum(sum(document.trained) for document in own) / max(1, tokens),
        dropped={why: n for (source, why), n in sorted(left_out.items()) if source == name and n},
        rows=rows,
        times_each=times,
    )


def sample(statistics: MixtureStatistics, count: int, seed: int) -> list[Seen]:
    """Documents at random, each as likely as the trainer meets it; in the order of training."""
    chosen = random.Random(seed).sample(range(len(statistics.seen)), min(count, len(statistics.seen)))
    return [statistics.seen[i] for i in sorted(chosen)]


def readable(document: Seen, transcript: Transcript) -> list[str]:
    """A document as lines: `+` before what the loss takes, `-` before what is given; markers open a line."""
    names = {i: name for name, i in transcript.marker.items()}
    lines: list[str] = []
    marker, body = "", list[int]()

    def close(trained: bool) -> None:
        if marker or body:
            text = f"{marker} {transcript.tokenizer.decode(body)}".strip()
            lines.extend(f"{'+' if trained else '-'} {line}" for line in text.split("\n"))

    before = document.trained[0] if document.trained else False
    for i, trained in zip(document.ids, document.trained, strict=True):
        if i in names or trained != before:
            close(before)
            marker, body = names.get(i, ""), [] if i in names else [i]
        else:
            body.append(i)
        before = trained
    close(before)
    return lines
