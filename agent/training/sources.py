"""The sources of a mixture, by name: generated tasks, public rows with a solution, windows of text."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from agent.errors import DataMissing, TrainingError
from agent.training.families import generate
from agent.training.measured_questions import MeasuredQuestions
from agent.training.prefaces import prefaced, prose
from agent.training.public import HUMAN, SOLVED, measured, public_rows
from agent.training.transcripts import NO_READING, render_talk, render_task
from agent.training.unfamiliar import dictionary_nouns, unfamiliar
from core_model.transcript import Rendered, Transcript
from tasks import stories
from tasks.families import TABLES
from tasks.generators import arithmetic, inventories, scenes, word_problems
from tasks.leaks import questions_of
from tasks.stories.talk import talk
from tasks.task import Task

Draw = Callable[[random.Random], Rendered | None]
TALKS = "talks"
"""The source of stories with several questions each."""
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
def documents(path: Path) -> tuple[str, ...]:
    """The documents of a text file that are long enough to learn from. Raises DataMissing."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataMissing(
            f"no text at {path}: {error.strerror}", "take the source out of the mixture, or add the file"
        ) from None
    return tuple(d.strip() for d in text.split("<|endoftext|>") if len(d.strip()) > 80)


@cache
def documents_without_tests(path: Path) -> tuple[str, ...]:
    """The same without the lines that give away a question of the public files that measure."""
    tests = MeasuredQuestions()
    for file in measured(data_folder()):
        tests.add(file.name, questions_of(file))
    return tuple(tests.without(document) for document in documents(path))


@cache
def nouns() -> tuple[str, ...]:
    """Nouns of the public dictionary; none, and so only invented words, without public data."""
    folder = Path(os.environ.get("PONDER_DATA", ""))
    path = folder / "text" / "wordnet_definitions.txt"
    return dictionary_nouns(path.read_text(encoding="utf-8")) if path.is_file() else ()


@cache
def sentences() -> tuple[str, ...]:
    """Sentences of children's fiction that count nothing; none without public data."""
    folder = Path(os.environ.get("PONDER_DATA", "")) / "text"
    files = [folder / "tinystories_train.txt", folder / "stories_train.txt"]
    return prose(*(file.read_text(encoding="utf-8") for file in files if file.is_file()))


def text_windows(whole: Sequence[str], transcript: Transcript, length: int) -> Draw:
    """Windows of documents that begin at a line's start: documents by their length, so every line is as likely."""
    sizes = [len(d) for d in whole]

    def draw(rng: random.Random) -> Rendered | None:
        document = rng.choices(whole, sizes)[0]
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


def drawing(name: str, practice: Mapping[str, float] | None = None) -> Callable[[random.Random], Task | None] | None:
    """Draws the tasks of a source as the policy is to see them; None for a source of text. Raises TrainingError for
    a source that there is not."""
    make: Callable[[random.Random], Task | None]
    kind, _, file = name.partition(":")
    if name == "arithmetic":
        make = arithmetic.generate
    elif name == inventories.SOURCE:
        make = inventories.generate
    elif name == scenes.SOURCE:
        make = scenes.generate
    elif name == "word_problems":
        make = practised(word_problems.generate, practice or {})
    elif name in (stories.FAMILY, TALKS):
        make = stories.generate
    elif name in TABLES:
        make = partial(generate, name, practice=practice)
    elif kind in HUMAN or kind in SOLVED:
        make = public_rows(data_folder(), kind).draw
    elif kind == "text" and file:
        return None
    else:
        raise TrainingError(
            f"no source is called {name!r}",
            f"sources: arithmetic, word_problems, {inventories.SOURCE}, {scenes.SOURCE}, stories, talks, "
            f"{', '.join([*TABLES, *HUMAN, *SOLVED])}, text:FILE",
        )
    return lambda rng: _varied(make(rng), rng)


def _varied(task: Task | None, rng: random.Random) -> Task | None:
    """A share of the stories with people and things that will hardly come again."""
    if task is not None and task.family not in NO_READING and rng.random() < UNFAMILIAR_SHARE:
        return unfamiliar(task, rng, nouns())
    return task


def text_file(name: str) -> Path:
    """The file of a source `text:FILE`."""
    return data_folder() / "text" / f"{name.partition(':')[2]}.txt"


def source(
    name: str,
    transcript: Transcript,
    length: int,
    retry_share: float,
    practice: Mapping[str, float] | None = None,
    clean_text: bool = False,
    preface_share: float = 0.0,
) -> Source:
    """The source of that name; a `preface_share` of its stories has prose before it that does not matter. Raises
    TrainingError for one that there is not, DataMissing without its data."""
    if name == TALKS:
        return Source(lambda rng: render_talk(transcript, talk(rng), rng, length))
    draw_task = drawing(name, practice)
    if draw_task is None:
        whole = (documents_without_tests if clean_text else documents)(text_file(name))
        return Source(text_windows(whole, transcript, length))

    def rendered(task: Task | None, rng: random.Random) -> Rendered | None:
        if task is None:
            return None
        if preface_share and task.family not in NO_READING and rng.random() < preface_share:
            task = prefaced(task, rng, sentences())
        return render_task(transcript, task, rng, retry_share)

    def draw(rng: random.Random) -> Rendered | None:
        return rendered(draw_task(rng), rng)

    kind = name.partition(":")[0]
    if kind not in HUMAN and kind not in SOLVED:
        return Source(draw)
    rows = public_rows(data_folder(), kind)

    def tell(row: int, rng: random.Random) -> Rendered | None:
        return rendered(_varied(rows.tell(rows.tasks[row], rng), rng), rng)

    return Source(draw, len(rows.tasks), tell)
