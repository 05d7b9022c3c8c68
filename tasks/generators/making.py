"""What the generators of mathematics have in common: a draft of a question, and how it becomes a task.

A generator works backwards from the answer: its draft function draws numbers, knows the answer before the question, and
says which call of which tool leads there. No computer algebra runs here.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tasks.generators.phrasing import Pool
from tasks.task import Task, call, task_of, thought

Move = tuple[str, str] | tuple[str, str, str]
"""A thought and the call that follows it; the tool, where it is not the one of the draft."""
Copying = Callable[[str], tuple[Move, ...]]


@dataclass(frozen=True)
class Draft:
    """A question before it is worded."""

    answer: str
    moves: tuple[Move, ...] | Copying
    """Or what makes them of the wording, its slots still open: for a call that copies what the words say as they do."""
    slots: Mapping[str, object] = field(default_factory=dict)
    pool: str = ""
    """Which of the generator's pools asks this."""
    before: str = ""
    """Sentences that stand before the question and define what it names."""
    tool: str = "calculator"
    said: str = ""
    """What the solution answers, where the tool prints another spelling (`1/2` for 0.5) or another right answer."""
    closing: str = ""
    """A thought after the last call, or the only one where no tool is needed."""


Drafting = Callable[[random.Random, int], Draft | None]
"""Draws a draft of a level; None for a draw that cannot be asked, upon which another is made."""


@dataclass(frozen=True)
class Generator:
    """One kind of question: calling it with a random number generator gives a task."""

    family: str
    name: str
    levels: tuple[int, ...]
    pools: Mapping[str, Pool]
    drafting: Drafting
    beyond: tuple[int, ...] = ()
    """Longer or larger than every level of `levels`: drawn only when asked for, so that training never shows them."""

    @property
    def phrasings(self) -> int:
        """How many different texts its phrases allow, before numbers are put in."""
        return sum(len(texts) for pool in self.pools.values() for texts in pool.texts)

    def __call__(self, rng: random.Random, unseen: bool = False, level: int | None = None) -> Task:
        """A random task; `unseen` asks in words that training never shows. Raises ValueError for no such level."""
        if level is None:
            level = self.levels[int(rng.random() * len(self.levels))]
        elif level not in self.levels and level not in self.beyond:
            raise ValueError(f"{self.family}/{self.name} has levels {self.levels[0]} to {self.levels[-1]}, not {level}")
        draft = self.drafting(rng, level)
        while draft is None:
            draft = self.drafting(rng, level)
        index, wording = self.pools[draft.pool].draw(rng, unseen)
        opens = not draft.before and wording.startswith("{")
        question = _polished(rng, draft.before + wording.format_map(draft.slots), opens)
        steps: list[dict[str, str]] = []
        for said, asked, *tool in draft.moves(wording) if callable(draft.moves) else draft.moves:
            steps += (thought(said), call(asked, *(tool or [draft.tool])))
        if draft.closing:
            steps.append(thought(draft.closing))
        digest = hashlib.sha256(question.encode()).hexdigest()[:12]
        return task_of(
            steps,
            draft.answer,
            draft.said,
            id=f"{self.family}-{self.name}-{digest}",
            question=question,
            family=self.family,
            source=f"{self.family}/{self.name}",
            level=level,
            template=f"{self.name}:{draft.pool}{index}",
        )

    def extrapolate(self, rng: random.Random, unseen: bool = False) -> Task:
        """A task of a level beyond training's. Raises ValueError where there is none."""
        if not self.beyond:
            raise ValueError(f"{self.family}/{self.name} has no level beyond training's")
        return self(rng, unseen, self.beyond[int(rng.random() * len(self.beyond))])


_WORD = re.compile(r"[A-Za-z][a-z']+[ ,:]")


def _polished(rng: random.Random, text: str, opens: bool) -> str:
    """As people type: mostly as written, at times without the last full stop or with a small first letter.

    The letter case of a name is never touched: `x + 1` does not become `X + 1`, and where the text opens with a slot
    (`{name} buys ...`), no letter is made small.
    """
    if rng.random() < 0.08 and text[-1] in ".?" and text[-3:-1] != ", ":
        text = text[:-1].rstrip()
    if not _WORD.match(text):
        return text
    return text[:1].upper() + text[1:] if rng.random() < 0.9 or opens else text[:1].lower() + text[1:]


def table(*generators: Generator) -> dict[str, Generator]:
    """Generators by name. Raises ValueError for a name twice."""
    names = {generator.name: generator for generator in generators}
    if len(names) < len(generators):
        raise ValueError("two generators have the same name")
    return names
