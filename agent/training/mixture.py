"""The mixture: named sources of documents, drawn by weight, as a pure function of the step's number."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal

from agent.errors import DataMissing, TrainingError
from agent.training.curriculum import Allotment, Schedule
from agent.training.families import generate
from agent.training.public import HUMAN, SOLVED, public_rows
from agent.training.transcripts import NO_READING, render_task
from agent.training.unfamiliar import dictionary_nouns, unfamiliar
from core_model.transcript import Rendered, Transcript
from tasks.families import TABLES
from tasks.generators import arithmetic, word_problems
from tasks.task import Task

Draw = Callable[[random.Random], Rendered | None]
UNFAMILIAR_SHARE = 0.3
"""How often a story is told of invented names and of things from the dictionary."""
CHARACTERS_PER_TOKEN = 3.5


def data_folder() -> Path:
    """The folder of public data, from PONDER_DATA. Raises DataMissing when there is none."""
    folder = Path(os.environ.get("PONDER_DATA", ""))
    if not os.environ.get("PONDER_DATA") or not folder.is_dir():
        raise DataMissing(
            "this mixture reads public data, and PONDER_DATA names no folder", "set PONDER_DATA to the data folder"
        )
    return folder


@cache
def _documents(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataMissing(
            f"no text at {path}: {error.strerror}", "take the source out of the mixture, or add the file"
        ) from None
    return tuple(d.strip() for d in text.split("<|endoftext|>") if len(d.strip()) > 80)


@cache
def nouns() -> tuple[str, ...]:
    """Nouns of the public dictionary; none, and so only invented words, without public data."""
    folder = Path(os.environ.get("PONDER_DATA", ""))
    path = folder / "text" / "wordnet_definitions.txt"
    return dictionary_nouns(path.read_text(encoding="utf-8")) if path.is_file() else ()


def text_windows(path: Path, transcript: Transcript, length: int) -> Draw:
    """Windows of a text file that begin at a line's start: documents by their length, so every line is as likely."""
    documents = _documents(path)
    sizes = [len(d) for d in documents]

    def draw(rng: random.Random) -> Rendered | None:
        document = rng.choices(documents, sizes)[0]
        start = rng.randrange(len(document))
        start = document.rfind("\n", 0, start) + 1
        piece = document[start : start + int(length * CHARACTERS_PER_TOKEN)]
        if start + len(piece) < len(document) and " " in piece:
            piece = piece[: piece.rfind(" ")]
        rendered = transcript.text(piece)
        return Rendered(rendered.ids[:length], rendered.mask[:length])

    return draw


def practised(
    generate: Callable[[random.Random], Task], practice: Mapping[str, float]
) -> Callable[[random.Random], Task]:
    """`generate` with some schemas drawn more often: weights by schema, 1 where none is given. A schema is what stands
    before the colon of a task's template."""
    largest = max((1.0, *practice.values()))

    def draw(rng: random.Random) -> Task:
        while True:
            task = generate(rng)
            if rng.random() * largest < practice.get(task.template.partition(":")[0], 1.0):
                return task

    return draw


@dataclass(frozen=True)
class Source:
    """Where documents come from. `tell` makes one of a public row, so that rows can be counted; None where there are
    none: a generator, or text."""

    draw: Draw
    rows: int = 0
    tell: Callable[[int, random.Random], Rendered | None] | None = None


def _source(
    name: str, transcript: Transcript, length: int, retry_share: float, practice: Mapping[str, float] | None = None
) -> Source:
    def rendered(task: Task | None, rng: random.Random) -> Rendered | None:
        if task is not None and task.family not in NO_READING and rng.random() < UNFAMILIAR_SHARE:
            task = unfamiliar(task, rng, nouns())
        return None if task is None else render_task(transcript, task, rng, retry_share)

    def solved(make: Callable[[random.Random], Task | None]) -> Draw:
        return lambda rng: rendered(make(rng), rng)

    if name == "arithmetic":
        return Source(solved(arithmetic.generate))
    if name == "word_problems":
        return Source(solved(practised(word_problems.generate, practice or {})))
    if name in TABLES:
        return Source(solved(partial(generate, name)))
    kind, _, file = name.partition(":")
    if kind == "text" and file:
        return Source(text_windows(data_folder() / "text" / f"{file}.txt", transcript, length))
    if kind in HUMAN or kind in SOLVED:
        rows = public_rows(data_folder(), kind)
        return Source(
            solved(rows.draw), len(rows.tasks), lambda row, rng: rendered(rows.tell(rows.tasks[row], rng), rng)
        )
    families = ", ".join(TABLES)
    raise TrainingError(
        f"no source is called {name!r}",
        f"sources: arithmetic, word_problems, {families}, {', '.join([*HUMAN, *SOLVED])}, text:FILE",
    )


Dropped = Literal["", "no solution", "too long"]


@dataclass(frozen=True)
class Drawn:
    """A document, the source it came from, and why it is left out; "" for one that is trained on."""

    source: str
    document: Rendered | None
    dropped: Dropped = ""


class Mixture:
    """Draws documents so that each source's share of tokens follows its weight.

    A weight is a number, or points over the `steps` of training (`curriculum.Schedule`); `cap` says how often a row
    of a public source may be drawn in all of them.
    """

    def __init__(
        self,
        weights: Mapping[str, object],
        transcript: Transcript,
        tokens_per_step: int,
        length: int,
        seed: int,
        loss_on_all: bool,
        retry_share: float = 0.0,
        practice: Mapping[str, float] | None = None,
        steps: int = 1,
        cap: Mapping[str, int] | None = None,
    ) -> None:
        self.tokens_per_step, self.length, self.seed, self.loss_on_all = tokens_per_step, length, seed, loss_on_all
        self.steps = steps
        self.schedules = {name: Schedule.of(name, value) for name, value in weights.items()}
        for progress in {0.0, *(at for schedule in self.schedules.values() for at, _ in schedule.points)}:
            if sum(schedule.at(progress) for schedule in self.schedules.values()) <= 0:
                at = f" at {progress:g} of the training" if progress else ""
                raise TrainingError(f"the mixture has no weight{at}", "give at least one source a weight above 0")
        self.sources = {
            name: _source(name, transcript, length, retry_share, practice)
            for name, schedule in self.schedules.items()
            if any(weight > 0 for _, weight in schedule.points)
        }
        self.allotments = {name: self._allotment(name, times) for name, times in (cap or {}).items()}

    def _allotment(self, name: str, times: int) -> Allotment:
        if name not in self.sources or not self.sources[name].rows:
            capped = ", ".join(n for n, source in self.sources.items() if source.rows) or "none here"
            raise TrainingError(f"[cap] names {name}, which has no rows to count", f"sources with rows: {capped}")
        if not isinstance(times, int) or isinstance(times, bool) or times < 1:
            raise TrainingError(f"[cap] {name} is {times!r}", "say how often a row may be drawn: 1, 2, 3, ...")
        shares = [self.weights(step).get(name, 0.0) for step in range(self.steps)]
        return Allotment(self.sources[name].rows, times, shares, f"{self.seed}:{name}")

    def weights(self, step: int) -> dict[str, float]:
        """The share of tokens that each source is to have at a step; sources without a share are left out."""
        progress = min(1.0, step / self.steps)
        weights = {name: schedule.at(progress) for name, schedule in self.schedules.items()}
        total = sum(weights.values())
        return {name: weight / total for name, weight in weights.items() if weight > 0}

    def drawn(self, step: int) -> list[Drawn]:
        """What is drawn for a step, with what is left out of it. Raises TrainingError when nothing is left."""
        rng = random.Random(f"{self.seed}:{step}")
        weights = self.weights(step)
        allotted = {name: allotment.of(step)[::-1] for name, allotment in self.allotments.items()}
        used = dict.fromkeys(weights, 0.0)
        drawn: list[Drawn] = []
        while sum(used.values()) < self.tokens_per_step * 1.03:
            for name in [name for name in weights if name in allotted and not allotted[name]]:
                del weights[name]  # its rows of this step are used up
            if not weights:
                break
            # A random tie-break, or every step would open with the same source.
            name = min(weights, key=lambda n: (used[n] + rng.random() * 64) / weights[n])
            source = self.sources[name]
            if name in allotted and source.tell is not None:
                document = source.tell(allotted[name].pop(), rng)
            else:
                document = source.draw(rng)
            if document is None or len(document.ids) > self.length:
                used[name] += 1  # an impossible source must not spin for ever
                drawn.append(Drawn(name, document, "no solution" if document is None else "too long"))
                continue
            used[name] += len(document.ids)
            if self.loss_on_all:
                document = Rendered(document.ids, (0,) + (1,) * (len(document.ids) - 1))
            drawn.append(Drawn(name, document))
        if all(d.dropped for d in drawn):
            raise TrainingError(
                f"nothing is left to train on at step {step}: of {len(drawn)} documents none fits a row of {self.length}",
                "raise train.length or the caps, or add another source",
            )
        return drawn

    def __call__(self, step: int) -> list[Rendered]:
        """Documents of a step, a few more than fit, so that packing has small ones to fill up with."""
        return [d.document for d in self.drawn(step) if d.document is not None and not d.dropped]
