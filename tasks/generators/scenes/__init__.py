"""Short scenes told as people tell them: what changed is not marked in the question, and who did what is a verb.

    3 ducks and 4 geese were sitting on the bank. 6 more geese came to join them.
    How many ducks and geese are sitting on the bank?

For training alone. The stories of `word_problems` ask for what is there "now" when something has changed, and hang
their numbers on nouns; in these the change itself says so, and numbers also hang on what people did or chose.
"""

from __future__ import annotations

import random
import re

from tasks.generators.scenes import choices, groups, people, places, wholes
from tasks.generators.scenes.parts import capital
from tasks.task import Task, task_of

SOURCE = "scenes"
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_MAKERS = (*places.MAKERS, *choices.MAKERS, *people.MAKERS, *groups.MAKERS, *wholes.MAKERS)


def generate(rng: random.Random) -> Task:
    """One scene with its question, of numbers that all differ; one to four steps."""
    while True:
        make = rng.choices([make for make, _ in _MAKERS], [weight for _, weight in _MAKERS])[0]
        made = make(rng)
        if made is None:
            continue
        told, ask, steps, answer = made
        question = " ".join(capital(sentence) for sentence in (*told, ask))
        numbers = _NUMBERS.findall(question)
        if len(set(numbers)) == len(numbers) and steps.gives(answer):
            break
    return task_of(
        steps.rows,
        steps.last,
        id=f"scene-{rng.getrandbits(48):012x}",
        question=question,
        family="word_problems",
        source=SOURCE,
        level=min(4, len(steps.rows) // 2),
        template=f"{SOURCE}:{make.__name__.strip('_')}",
        metadata={},
    )
