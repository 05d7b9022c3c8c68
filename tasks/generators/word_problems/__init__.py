"""Word problems: stories from a grammar, one to four steps, with names, things, distractors and held-out phrasings."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from fractions import Fraction

from tasks.generators.word_problems import change, groups, rates
from tasks.generators.word_problems.distractors import distract
from tasks.generators.word_problems.story import Story
from tasks.numbers import format_number
from tasks.task import Task

Schema = Callable[[Story, int], tuple[list[str], str, Fraction]]
SCHEMAS: tuple[tuple[Schema, int, int, int], ...] = (*change.SCHEMAS, *groups.SCHEMAS, *rates.SCHEMAS)
"""(schema, fewest levels, most levels, weight)."""
TRIES = 4
"""Tellings of one schema before another is drawn."""


def _joined(story: Story, sentences: list[str], question: str) -> str:
    """One text: sentences as they are, at times merged with "and", at times all as one "If ..., question"."""
    rng = story.rng
    roll = rng.random()
    if roll < 0.12 and sentences and len(sentences) <= 3 and question.lower().startswith(("how", "what")):
        clauses = [s[:-1] for s in sentences]
        if not any("." in c or "?" in c for c in clauses):
            merged = " and ".join(_lower(c, story) for c in clauses)
            return f"If {merged}, {question[0].lower()}{question[1:]}"
    if roll < 0.3 and len(sentences) >= 2:
        i = rng.randrange(len(sentences) - 1)
        first, second = sentences[i], sentences[i + 1]
        if (
            "." not in first[:-1]
            and "." not in second[:-1]
            and not second.startswith(("There", "Now", "Of", "On", "In"))
        ):
            joint = rng.choice((" and ", ", and ", ", then " if not second.startswith("Then") else ", ", " and "))
            sentences = [*sentences[:i], first[:-1] + joint + _lower(second, story), *sentences[i + 2 :]]
    return " ".join([*sentences, question])


def _lower(text: str, story: Story) -> str:
    """Lower the first letter unless it begins a name."""
    first = text.split()[0].split("'")[0]
    proper = any(name == first or name.split()[0] == first for name in story.names if name[0].isupper())
    if proper or first in {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}:
        return text
    return text[:1].lower() + text[1:]


def generate(rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task:
    """A story of `level` steps (1 to 4); `unseen` tells it in phrases that training never uses."""
    ident = f"word_problems-{rng.getrandbits(48):012x}"
    wanted = level or rng.choices((1, 2, 3, 4), (40, 35, 17, 8))[0]
    fitting = [s for s in SCHEMAS if s[1] <= wanted <= s[2]]
    schema, *_ = rng.choices(fitting, [s[3] for s in fitting])[0]
    for attempt in itertools.count(1):
        if attempt % TRIES == 0:  # a schema whose phrase pools are too short to hold any out
            schema, *_ = rng.choices(fitting, [s[3] for s in fitting])[0]
        story = Story(rng, unseen)
        sentences, question, answer = schema(story, wanted)
        if answer > 0 and answer.denominator <= 100 and story.held_out == unseen:
            break
    sentences = distract(story, sentences)
    text = _joined(story, sentences, question)
    return Task(
        id=ident, question=text, answer=format_number(answer), family="word_problems", source="word_problems",
        level=len(story.solution(answer).calls), template=f"{schema.__name__}:" + "-".join(t for t in story.template if not t.startswith("idle")),
        solution=story.solution(answer),
    )  # fmt: skip
