"""Several things, people or prices at once, and a question about some of them: which number belongs to what.

    In the shed there are 9 trucks, 3 vans and 12 carts. Then 7 vans came. How many vans and carts are there now?

For training alone: nothing but the words tells the numbers apart, and neither order nor sense gives them away, as they
mostly do in other stories.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tasks.generators.word_problems.vocabulary import COLORS, FEMALE, MALE, SCENES, Scene
from tasks.task import Task, task_of

SOURCE = "inventories"
_PLACES = (
    "in the shed|on the farm|in the shop|in the box|on the table|in the garage|at the fair|in the school|in the kitchen"
    "|in the drawer|in the park|on the shelf|in the camp|at the market|in the barn|on the truck|in the cupboard"
    "|in the hall|in the store|on the ship|in the museum|in the tent"
).split("|")
_TOPS = (12, 20, 60, 100, 400)
"""Numbers are below one of these."""


@dataclass
class _Story:
    """What is told so far: the bearers of numbers with what each has, and the steps to the answer."""

    bearers: list[str]
    has: list[int]
    told: str
    keys: list[str]
    """What labels call the bearers."""
    steps: list[dict[str, str]] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)

    def step(self, label: str, call: str) -> None:
        self.steps += [{"kind": "thought", "text": label}, {"kind": "call", "tool": "calculator", "input": call}]


def generate(rng: random.Random) -> Task:
    """A story of two to six bearers, none to two changes, and a question about one to three of them."""
    make: Callable[[random.Random], tuple[_Story, str, int] | None] = rng.choices(
        (_things, _people, _prices), (5, 5, 2)
    )[0]
    while (made := make(rng)) is None:
        continue
    story, ask, answer = made
    return task_of(
        story.steps,
        str(answer),
        id=f"inv-{rng.getrandbits(48):012x}",
        question=f"{story.told} {ask}",
        family="word_problems",
        source=SOURCE,
        level=min(4, len(story.steps) // 2),
        template=f"{SOURCE}:{make.__name__.strip('_')}",
        metadata={},
    )


def _numbers(rng: random.Random) -> tuple[list[int], int]:
    top = rng.choice(_TOPS)
    return rng.sample(range(2, top), rng.choices((2, 3, 4, 5, 6), (4, 4, 4, 2, 1))[0]), top


def _listed(parts: Sequence[str], rng: random.Random) -> str:
    if len(parts) == 2 and rng.random() < 0.2:
        return f"{parts[0]} as well as {parts[1]}"
    return _joined(parts, ", and " if rng.random() < 0.3 else " and ")


def _joined(parts: Sequence[str], last: str = " and ") -> str:
    return ", ".join(parts[:-1]) + last + parts[-1] if parts[1:] else parts[0]


def _names_of_things(rng: random.Random, n: int) -> list[str]:
    """Names of `n` things: of a scene, of any, or of one thing in several colours."""
    scenes: Sequence[Scene] = (rng.choice(SCENES),) if rng.random() < 0.5 else SCENES
    things = sorted({plural for scene in scenes for _, plural in scene.things})
    if rng.random() < 0.25 and n <= len(COLORS):
        thing = rng.choice(things)
        return [f"{color} {thing}" for color in rng.sample(COLORS, n)]
    return rng.sample(things, n) if n <= len(things) else []


def _changes(story: _Story, rng: random.Random, top: int, tell: Callable[[int, int, bool], str]) -> None:
    """None to two of the bearers get more or lose some."""
    count = min(rng.choices((0, 1, 2), (4, 5, 3))[0], len(story.has))
    parts, used = [], set(story.has)
    for i in rng.sample(range(len(story.has)), count):
        n = rng.choice([k for k in range(2, max(24, top // 2)) if k not in used])
        used.add(n)
        more = rng.random() < 0.5 or story.has[i] - n < 1
        story.changed.append(i)
        story.step(f"{story.keys[i]} {'now' if more else 'left'}", f"{story.has[i]}{'+' if more else '-'}{n}")
        story.has[i] += n if more else -n
        parts.append(tell(i, n, more))
    if parts:
        when = rng.choice(("Then ", "Later ", "After that, ", "The next day, ", ""))
        then = when + " and ".join(parts)
        story.told += f" {then[0].upper()}{then[1:]}."


def _picked(story: _Story, rng: random.Random) -> list[int]:
    """Whom the question asks about; steps about others are dropped. One alone is one that was changed."""
    places = range(len(story.has))
    if story.changed and rng.random() < 0.3:
        picked = [rng.choice(story.changed)]
    else:
        picked = rng.sample(places, 3 if len(places) > 3 and rng.random() < 0.3 else 2)
        if story.changed and not set(picked) & set(story.changed):
            picked[0] = rng.choice(story.changed)
    story.steps = [
        step for at, i in enumerate(story.changed) for step in story.steps[2 * at : 2 * at + 2] if i in picked
    ]
    return picked


def _asked(
    story: _Story,
    rng: random.Random,
    one: Sequence[str],
    together: Sequence[str],
    compared: Sequence[str],
    what: str = "",
) -> tuple[_Story, str, int] | None:
    """The question about those picked, in one of the phrasings for one, for several and for two compared."""
    picked = _picked(story, rng)
    now = " now" if story.changed else ""
    names, values = [story.bearers[i] for i in picked], [story.has[i] for i in picked]
    if len(picked) == 1:
        return story, rng.choice(one).format(names[0]), values[0]
    if len(picked) == 2 and rng.random() < 0.4:
        high, low = sorted(picked, key=lambda i: -story.has[i])
        difference = story.has[high] - story.has[low]
        if not difference:
            return None
        story.step(f"{story.bearers[high]} minus {story.bearers[low]}", f"{story.has[high]}-{story.has[low]}")
        ask = rng.choice(compared).format(story.bearers[high], story.bearers[low], now)
        return story, ask, difference
    both = _joined(names)
    story.step(f"{what}{both} together", "+".join(map(str, values)))
    return story, rng.choice(together).format(both, now), sum(values)


def _things(rng: random.Random) -> tuple[_Story, str, int] | None:
    numbers, top = _numbers(rng)
    names = _names_of_things(rng, len(numbers))
    if not names:
        return None
    place, (who, he) = rng.choice(_PLACES), rng.choice(((rng.choice(FEMALE), "she"), (rng.choice(MALE), "he")))
    parts = _listed([f"{n} {name}" for n, name in zip(numbers, names, strict=True)], rng)
    told = rng.choice((
        f"There are {parts} {place}.", f"There were {parts} {place}.", f"{place.capitalize()} there are {parts}.",
        f"{who} has {parts}.", f"{who} bought {parts}.", f"{who} counted {parts} {place}.",
        f"{who} had {parts} at first.", f"At first there were {parts} {place}.", f"{who} owns {parts}.",
        f"{place.capitalize()}, {who} saw {parts}.", f"The list says: {parts}.",
    ))  # fmt: skip
    story = _Story(names, numbers, told, names)

    def tell(i: int, n: int, more: bool) -> str:
        name = names[i]
        if more:
            return rng.choice((f"{n} more {name} are added", f"{n} more {name} came", f"{he} got {n} more {name}",
                               f"another {n} {name} arrived", f"{who} found {n} {name}"))  # fmt: skip
        return rng.choice((f"{n} of the {name} are taken away", f"{n} {name} are gone", f"{he} lost {n} of the {name}",
                           f"{n} {name} broke", f"{who} gave away {n} {name}"))  # fmt: skip

    _changes(story, rng, top, tell)
    return _asked(
        story,
        rng,
        ("How many {} are there now?", "What is the number of {} now?", "How many {} are there in the end?"),
        ("How many {} are there together{}?", "What is the total number of {}{}?", "How many {} are there in all{}?"),
        (
            "How many more {} than {} are there{}?",
            "How many fewer {1} than {0} are there{2}?",
            "What is the difference between the number of {} and the number of {}{}?",
        ),
    )


def _people(rng: random.Random) -> tuple[_Story, str, int] | None:
    numbers, top = _numbers(rng)
    names = rng.sample((*MALE, *FEMALE), len(numbers))
    thing = rng.choice(_names_of_things(rng, 1))
    verb = rng.choice("has|owns|found|made|bought|collected|counted|brought|picked|has got|received".split("|"))
    parts = [f"{names[0]} {verb} {numbers[0]} {thing}"]
    for name, n in zip(names[1:], numbers[1:], strict=True):
        verb_again, thing_again = rng.random() < 0.5, rng.random() < 0.3
        parts.append(f"{name} {f'{verb} ' if verb_again else ''}{n}{f' {thing}' if thing_again else ''}")
    told = (
        _listed(parts, rng) + "."
        if rng.random() < 0.7
        else " ".join(f"{name} {verb} {n} {thing}." for name, n in zip(names, numbers, strict=True))
    )
    story = _Story(names, numbers, told, [f"{thing} of {name}" for name in names])

    def tell(i: int, n: int, more: bool) -> str:
        of = rng.choice(("", f" {thing}"))
        if more:
            return f"{names[i]} {rng.choice(('gets', 'finds', 'buys', 'receives'))} {n} more{of}"
        return f"{names[i]} {rng.choice(('loses', 'gives away', 'sells', 'uses up'))} {n}{of or ' of them'}"

    _changes(story, rng, top, tell)
    return _asked(
        story,
        rng,
        (f"How many {thing} does {{}} have now?", f"How many {thing} has {{}} got in the end?"),
        (f"How many {thing} do {{}} have together{{}}?", f"How many {thing} do {{}} have in all{{}}?"),
        (
            f"How many more {thing} does {{}} have than {{}}{{}}?",
            f"How many fewer {thing} does {{1}} have than {{0}}{{2}}?",
            f"By how many {thing} is {{}} ahead of {{}}{{}}?",
        ),
        what=f"{thing} of ",
    )


def _prices(rng: random.Random) -> tuple[_Story, str, int] | None:
    numbers, _ = _numbers(rng)
    scene = rng.choice(SCENES)
    if len(scene.things) < len(numbers):
        return None
    names = [one for one, _ in rng.sample(list(scene.things), len(numbers))]
    a = ["an" if name[0] in "aeiou" else "a" for name in names]
    verb, again = rng.choice((("costs", "costs"), ("is", "costs"), ("is sold for", "for")))
    parts = [
        f"{article} {name} {verb if not i or rng.random() < 0.6 else again} {n} dollars"
        for i, (article, name, n) in enumerate(zip(a, names, numbers, strict=True))
    ]
    told = _listed(parts, rng)
    who = rng.choice((*MALE, *FEMALE))
    told = f"{told[0].upper()}{told[1:]}." if rng.random() < 0.6 else f"In the shop {told}."
    story = _Story(names, numbers, told, names)
    return _asked(
        story,
        rng,
        (),
        (f"What does {who} pay for the {{}}{{}}?", "How much do the {} cost together{}?"),
        ("How much more does the {} cost than the {}{}?", "How much cheaper is the {1} than the {0}{2}?"),
    )
