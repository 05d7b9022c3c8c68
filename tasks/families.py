"""Every family of generated tasks: adding one here adds it to the suites that it belongs to."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from tasks.generators import (
    algebra,
    arithmetic,
    beyond,
    calculus,
    counting,
    logic,
    measurement,
    number_theory,
    plain,
    programs,
    word_problems,
)
from tasks.generators.arithmetic import families as further_arithmetic
from tasks.generators.making import Generator as TableGenerator
from tasks.task import Task

Area = Literal["mathematics", "words", "logic", "programs", "plain"]


class Generator(Protocol):
    """Draws a task: of a level, or of any; `unseen` words it in a way that training never shows."""

    def __call__(self, rng: random.Random, *, level: int | None = None, unseen: bool = False) -> Task: ...


@dataclass(frozen=True)
class Family:
    """A kind of task: its name, the area that suites select by, its generator, its levels, and what is beyond those."""

    name: str
    area: Area
    generate: Generator
    levels: Sequence[int]
    beyond: Generator | None = None
    """Longer and larger tasks than any level: suite `extrapolate` draws from it, and training never does."""


FAMILIES: tuple[Family, ...] = (
    Family("arithmetic", "mathematics", arithmetic.generate, arithmetic.LEVELS, beyond.arithmetic),
    Family("word_problems", "words", word_problems.generate, word_problems.LEVELS, beyond.words),
)
"""In the order in which `core` takes turns."""


def generators(*areas: Area) -> tuple[Generator, ...]:
    """The generators of these areas, or of all."""
    return tuple(family.generate for family in FAMILIES if not areas or family.area in areas)


def named(name: str) -> tuple[Generator, ...]:
    """The generator of that one family."""
    return tuple(family.generate for family in FAMILIES if family.name == name)


TABLES: Mapping[str, Mapping[str, TableGenerator]] = {
    "further_arithmetic": further_arithmetic.GENERATORS,
    "algebra": algebra.GENERATORS,
    "calculus": calculus.GENERATORS,
    "number_theory": number_theory.GENERATORS,
    "counting": counting.GENERATORS,
    "measurement": measurement.GENERATORS,
    "logic": logic.GENERATORS,
    "programs": programs.GENERATORS,
    "plain": plain.GENERATORS,
}
"""Families whose generators stand in a table, by name."""


def _one_of(draws: Sequence[Callable[..., Task]]) -> Callable[..., Task]:
    """Draws with one of `draws` at random."""

    def draw(rng: random.Random, **how: object) -> Task:
        return draws[int(rng.random() * len(draws))](rng, **how)

    return draw


def every_family() -> tuple[Callable[..., Task], ...]:
    """One generator for each family, those of TABLES included: what `core` takes turns with."""
    return (*generators(), *(_one_of(tuple(table.values())) for table in TABLES.values()))


def beyond_every_family() -> tuple[Callable[..., Task], ...]:
    """One generator for each family with levels beyond training's, of those levels."""
    tables = ([g.extrapolate for g in table.values() if g.beyond] for table in TABLES.values())
    return (*(f.beyond for f in FAMILIES if f.beyond is not None), *(_one_of(further) for further in tables if further))
