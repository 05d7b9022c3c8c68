"""The mixture: named sources of documents, drawn by weight, as a pure function of the step's number."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from agent.errors import DataMissing, TrainingError
from agent.training.families import generate
from agent.training.public import HUMAN, SOLVED, exercise, human_problem
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


def _source(
    name: str, transcript: Transcript, length: int, retry_share: float, practice: Mapping[str, float] | None = None
) -> Draw:
    def solved(make: Callable[[random.Random], Task | None]) -> Draw:
        def draw(rng: random.Random) -> Rendered | None:
            task = make(rng)
            if task is not None and task.family not in NO_READING and rng.random() < UNFAMILIAR_SHARE:
                task = unfamiliar(task, rng, nouns())
            return None if task is None else render_task(transcript, task, rng, retry_share)

        return draw

    if name == "arithmetic":
        return solved(arithmetic.generate)
    if name == "word_problems":
        return solved(practised(word_problems.generate, practice or {}))
    if name in TABLES:
        return solved(partial(generate, name))
    kind, _, file = name.partition(":")
    if kind == "text" and file:
        return text_windows(data_folder() / "text" / f"{file}.txt", transcript, length)
    if kind in HUMAN:
        return solved(human_problem(data_folder(), kind))
    if kind in SOLVED:
        return solved(exercise(data_folder(), kind))
    families = ", ".join(TABLES)
    raise TrainingError(
        f"no source is called {name!r}",
        f"sources: arithmetic, word_problems, {families}, {', '.join([*HUMAN, *SOLVED])}, text:FILE",
    )


class Mixture:
    """Draws documents so that each source's share of tokens follows its weight."""

    def __init__(
        self,
        weights: Mapping[str, float],
        transcript: Transcript,
        tokens_per_step: int,
        length: int,
        seed: int,
        loss_on_all: bool,
        retry_share: float = 0.0,
        practice: Mapping[str, float] | None = None,
    ) -> None:
        total = sum(weights.values())
        if total <= 0:
            raise TrainingError("the mixture has no weight", "give at least one source a weight above 0")
        self.weights = {name: weight / total for name, weight in weights.items() if weight > 0}
        self.draws = {name: _source(name, transcript, length, retry_share, practice) for name in self.weights}
        self.tokens_per_step, self.length, self.seed, self.loss_on_all = tokens_per_step, length, seed, loss_on_all

    def __call__(self, step: int) -> list[Rendered]:
        """Documents of a step, a few more than fit, so that packing has small ones to fill up with."""
        rng = random.Random(f"{self.seed}:{step}")
        used = dict.fromkeys(self.weights, 0.0)
        documents: list[Rendered] = []
        while sum(used.values()) < self.tokens_per_step * 1.03:
            # A random tie-break, or every step would open with the same source.
            name = min(self.weights, key=lambda n: (used[n] + rng.random() * 64) / self.weights[n])
            document = self.draws[name](rng)
            if document is None or len(document.ids) > self.length:
                used[name] += 1  # an impossible source must not spin for ever
                continue
            used[name] += len(document.ids)
            if self.loss_on_all:
                document = Rendered(document.ids, (0,) + (1,) * (len(document.ids) - 1))
            documents.append(document)
        return documents
