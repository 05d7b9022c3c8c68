"""Mean, median, mode and range of a short list."""

from __future__ import annotations

import random
import statistics
from fractions import Fraction

from tasks.generators.making import Draft, Generator, Move
from tasks.generators.phrasing import Pool, pool
from tasks.numbers import format_number

FAMILY = "counting"
NOUNS = {"mean": "[mean|average|arithmetic mean]", "median": "median", "mode": "mode", "range": "range"}


def _phrases(noun: str) -> Pool:
    return pool(
        f"[What is the {noun} of {{list}}?|Find the {noun} of {{list}}.|Calculate the {noun} of {{list}}.]",
        f"{{name}} writes down {{list}}. [What is the {noun}?|Tell me the {noun}.]",
        f"The scores are {{list}}. [What is the {noun} of the scores?|Find the {noun} of the scores.]",
        f"Here are some [numbers|measurements|values]: {{list}}. [What is their {noun}?|Give their {noun}.]",
        f"For the data {{list}}, what is the {noun}?",
        f"[Determine|Work out] the {noun} of the [numbers|values|data] {{list}}.",
        f"Data: {{list}}. {noun.strip('[]').split('|')[0].capitalize()}?",
        f"Which number is the {noun} of {{list}}?",
        f"{noun} of {{list}}?",
        f"{noun}({{list}}) = ?",
        f"{{list}}: [what is the {noun}?|{noun}?]",
        f"My homework says: find the {noun} of {{list}}.",
        f"[Could|Can] you work out the {noun} of {{list}}?",
        f"I need the {noun} of {{list}}[.|, please.]",
        f"The {noun} of {{list}} [is what?|equals what?]",
        f"Given the [list|data set] {{list}}, [find|state|compute] the {noun}.",
        f"[Compute|State|Give] the {noun} of {{list}}.",
        f"{{name}} measured {{list}}. What is the {noun} of these measurements?",
        f"Take the numbers {{list}}. Their {noun} is what?",
        f"A data set consists of {{list}}. What is its {noun}?",
        f"Over several days {{name}} counts {{list}} birds. What is the {noun} of these counts?",
        f"If the values are {{list}}, what is the {noun}?",
        f"In the list {{list}}, what is the {noun}?",
        f"Look at {{list}}. [Tell me|Say] the {noun} of these numbers.",
        f"What {noun} do the numbers {{list}} have?",
        f"A table shows {{list}}. [Read off|Find] the {noun}.",
        f"[Points|Results] of a class: {{list}}. [What is the {noun}?|Give the {noun}.]",
        f"{{name}} asks for the {noun} of {{list}}. What is it?",
        f"How large is the {noun} of {{list}}?",
        f"For these numbers, give the {noun}: {{list}}",
        f"Of the numbers {{list}}, what is the {noun}?",
        f"{{name}}'s numbers are {{list}}. Which value is their {noun}?",
    )


NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()


def _list(rng: random.Random, level: int) -> list[int]:
    low, high = ((1, 20), (1, 100), (-50, 500), (-500, 5000))[level - 1]
    return [rng.randint(low, high) for _ in range(rng.randint(3 if level < 4 else 10, 3 + 2 * level + 4 * (level > 3)))]


def _draft(rng: random.Random, values: list[int], answer: Fraction | int, moves: tuple[Move, ...], tool: str) -> Draft:
    listed = ", ".join(map(str, values))
    if rng.random() < 0.3:
        listed = listed[: listed.rindex(",")] + " and" + listed[listed.rindex(",") + 1 :]
    return Draft(format_number(Fraction(answer)), moves, {"list": listed, "name": rng.choice(NAMES)}, tool=tool)


def _listed(values: list[int]) -> str:
    return ",".join(map(str, values))


def _mean(rng: random.Random, level: int) -> Draft:
    values = _list(rng, level)
    mean = Fraction(sum(values), len(values))
    return _draft(rng, values, mean, (("The mean.", f"mean({_listed(values)})"),), "calculator")


def _median(rng: random.Random, level: int) -> Draft:
    values = _list(rng, level)
    median = statistics.median(map(Fraction, values))
    return _draft(rng, values, median, (("The median.", f"median({_listed(values)})"),), "calculator")


def _mode(rng: random.Random, level: int) -> Draft | None:
    values = _list(rng, level)
    values += rng.choices(values[:2], k=level + 1)
    rng.shuffle(values)
    often = [v for v in set(values) if values.count(v) == max(values.count(w) for w in values)]
    if len(often) > 1:
        return None
    program = f"from statistics import mode\nprint(mode({values}))"
    return _draft(rng, values, often[0], (("The one that is there most often.", program),), "python")


def _range(rng: random.Random, level: int) -> Draft:
    values = _list(rng, level)
    call = f"max({_listed(values)})-min({_listed(values)})"
    return _draft(rng, values, max(values) - min(values), (("Largest less smallest.", call),), "calculator")


MEAN, MEDIAN, MODE, RANGE = (
    Generator(FAMILY, name, (1, 2, 3), {"": _phrases(noun)}, drafting, (4,))
    for (name, noun), drafting in zip(NOUNS.items(), (_mean, _median, _mode, _range), strict=True)
)
