"""Word problems: stories from a grammar, one to four steps, with distractors and held-out phrasings.

A schema (a kind of story, e.g. "start unknown") draws numbers, people and things, and says them in phrases of its
pools; every fourth phrase of a pool is held out for `unseen` stories.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from operator import eq

from tasks.generators.draws import Weighted
from tasks.generators.word_problems import change, compare, groups, kinds, mixed, money, rates, several, short
from tasks.generators.word_problems.distractors import distract
from tasks.generators.word_problems.grammar import POOLS, runs
from tasks.generators.word_problems.story import Draft, Story
from tasks.generators.word_problems.telling import agree, compose
from tasks.numbers import format_number
from tasks.task import Task, task_of

Schema = Callable[[Story, int], Draft]
SCHEMAS: tuple[tuple[Schema, int, int, int], ...] = (
    *change.SCHEMAS, *several.SCHEMAS, *kinds.SCHEMAS, *mixed.SCHEMAS, *short.SCHEMAS, *compare.SCHEMAS, *groups.SCHEMAS, *money.SCHEMAS, *rates.SCHEMAS,
)  # fmt: skip
"""(schema, fewest levels, most levels, weight)."""
TEMPLATES: dict[str, str] = {
    f"{key}{i}": phrase for key, pool in POOLS.items() for i, phrase in enumerate(pool.phrases)
}
"""Every phrase by its id; a task's template is the schema and the ids of its phrases."""
LEVELS = (1, 2, 3, 4)
LEVEL_WEIGHTS = (38, 35, 18, 9)
_LEVELS = Weighted(LEVELS, LEVEL_WEIGHTS)
TRIES = 6
"""Tellings of one schema (numbers may not fit) before another is drawn."""
_SAID_OTHERWISE = re.compile(r"\b(?:were|was) (?:played with|had|gotten|ridden|run|swum|driven)\b")
_PARTICIPLES = frozenset(("played", "had", "gotten", "ridden", "run", "swum", "driven"))
_TWICE = re.compile(r"\b(\w+) \1\b")
"""What grammar allows and nobody says: such a telling is told anew."""
_BY_LEVEL = {
    level: Weighted(*zip(*((s[0], s[3]) for s in SCHEMAS if s[1] <= level <= s[2]), strict=True)) for level in LEVELS
}


def generate(rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task:
    """A story of `level` steps; `unseen` tells it in phrases that training never uses. Raises ValueError for no such level."""
    if level is None:
        level = _LEVELS.draw(rng)
    elif level not in LEVELS:
        raise ValueError(f"word_problems has levels {LEVELS[0]} to {LEVELS[-1]}, not {level}")
    ident = f"word_problems-{rng.getrandbits(48):012x}"
    fitting = _BY_LEVEL[level]
    tries = 0
    while True:
        if tries % TRIES == 0:
            schema = fitting.draw(rng)
        tries += 1
        story = Story(rng, unseen)
        draft = schema(story, level)
        answer = draft.answer
        if (
            answer.numerator > 0
            and 1000 % answer.denominator == 0
            and len(story.steps) == 2 * level
            and story.held_out == unseen
        ):
            phrases = "-".join(story.template)
            question = compose(story, distract(story, draft), draft.question)
            question = (agree(question) or "") if story.plural else question
            if question and not _awkward(question):
                break
    written = format_number(answer)
    return task_of(
        story.steps,
        written,
        id=ident,
        question=question,
        family="word_problems",
        source="word_problems",
        level=level,
        template=f"{schema.__name__}:{phrases}",
    )


def _awkward(text: str) -> bool:
    """Whether nobody would say it so. Most texts are cleared by a look that costs less than the patterns do."""
    words = runs(text)
    if not _PARTICIPLES.isdisjoint(words) and _SAID_OTHERWISE.search(text):
        return True
    return (any(map(eq, words, words[1:])) and _TWICE.search(text) is not None) or "that day that day" in text
