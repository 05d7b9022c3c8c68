"""The families that a mixture draws from by name: a generator at random, then a task of it."""

from __future__ import annotations

import random
from collections.abc import Mapping

from tasks.families import TABLES
from tasks.held import kept_for_tests
from tasks.task import Task


def generate(family: str, rng: random.Random, practice: Mapping[str, float] | None = None) -> Task:
    """A task of a family of TABLES, in words that training may show. Raises KeyError for one that there is not.

    `practice` weighs its generators, by `family/generator`; 1 where none is given.
    """
    generators = TABLES[family]
    names = list(generators)
    weights = [(practice or {}).get(f"{family}/{name}", 1.0) for name in names]
    uneven = len(set(weights)) > 1
    while True:
        name = rng.choices(names, weights)[0] if uneven else rng.choice(names)
        task = generators[name](rng)
        if not kept_for_tests(task):
            return task
