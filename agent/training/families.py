"""The families that a mixture draws from by name: a generator at random, then a task of it."""

from __future__ import annotations

import random

from tasks.families import TABLES
from tasks.held import kept_for_tests
from tasks.task import Task


def generate(family: str, rng: random.Random) -> Task:
    """A task of a family of TABLES, in words that training may show. Raises KeyError for one that there is not."""
    generators = TABLES[family]
    while True:
        task = generators[rng.choice(list(generators))](rng)
        if not kept_for_tests(task):
            return task
