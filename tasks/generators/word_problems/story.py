"""A story in the making: who, what, how much, and the phrases chosen to tell it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from tasks.generators.draws import Weighted, between, pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.filling import fill, parse
from tasks.generators.word_problems.grammar import Pool, article
from tasks.generators.word_problems.grammar import Thing as Thing
from tasks.numbers import format_number
from tasks.task import call, thought

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
Number = int | Fraction


_HIS = {"he": "his", "she": "her", "it": "its", "they": "their"}
_HIM = {"he": "him", "she": "her", "it": "it", "they": "them"}
_SCALES = Weighted((12, 30, 100, 1000, 9000), (24, 26, 33, 12, 5))
_SPELLED = Weighted((0.0, 0.5, 1.0), (80, 12, 8))


class Person(NamedTuple):
    """A name, a role or a group, and the pronouns that stand for it."""

    name: str
    he: str
    named: bool = True
    """False for a role, which starts as `a baker` and goes on as `the baker`."""

    @property
    def his(self) -> str:
        return _HIS[self.he]

    @property
    def him(self) -> str:
        return _HIM[self.he]


_MEN = tuple(Person(name, "he") for name in v.MALE)
_WOMEN = tuple(Person(name, "she") for name in v.FEMALE)


def spell(n: int) -> str:
    """`twenty-five`; n below 100."""
    if n < 20:
        return _SMALL[n]
    return _TENS[n // 10] + (f"-{_SMALL[n % 10]}" if n % 10 else "")


@dataclass(slots=True)
class Story:
    """Draws words and phrases, and keeps the steps, the template and the context of the slots."""

    rng: random.Random
    unseen: bool
    A: Person = field(init=False)
    """The main person, when `people` is true."""
    sc: v.Scene = field(init=False)
    indoor: bool = field(init=False, default=True)
    """Whether the things can be bought and kept in a box."""
    ctx: dict[str, Any] = field(default_factory=dict)
    template: list[str] = field(default_factory=list)
    steps: list[dict[str, str]] = field(default_factory=list)
    """A thought and a call for each calculation, as rows."""
    names: list[str] = field(default_factory=list)
    idle: set[str] = field(default_factory=set)
    """Sentences that do not matter, kept out of "If ..." and of joints."""
    he: str = "he"
    """The pronoun of the main person: an idle sentence about another takes the other one."""
    people: bool = True
    """Whether the story has a main person, under `A`."""
    introduced: bool = False
    """Whether the main person has been named."""
    subject_later: bool = False
    """Whether phrases are verb phrases that get their subject afterwards."""
    held_out: bool = False
    orderly: bool = False
    """Whether the sentences must keep their order and neighbours."""

    past: bool = field(init=False)
    plural: bool = False
    """Whether the main person is several."""
    scale: int = field(init=False)
    """How large its numbers are."""
    spelled: float = field(init=False)
    """How often a number is written in words."""

    def __post_init__(self) -> None:
        self.past = self.rng.random() < 0.72
        self.scale = _SCALES.draw(self.rng)
        self.spelled = _SPELLED.draw(self.rng)

    # words -----------------------------------------------------------------------------------------------------
    def name(self, he: str | None = None) -> Person:
        """A person who is not in the story yet."""
        people = _MEN if (he or pick(self.rng, ("he", "she"))) == "he" else _WOMEN
        person = pick(self.rng, people)
        while person.name in self.names:
            person = pick(self.rng, people)
        self.names.append(person.name)
        return person

    def main(self, scene: v.Scene | None = None, roles: bool = True, organizations: bool = False) -> Person:
        """The main person, set as `A` with pronouns."""
        rng, roll = self.rng, self.rng.random()
        if organizations and roll > 0.94:
            person = Person(f"{pick(rng, ('a', 'the'))} {pick(rng, v.ORGANIZATIONS)}", "it", False)
        elif roles and roll < 0.13:
            role = pick(rng, scene.roles if scene and scene.roles and rng.random() < 0.75 else v.ROLES)
            person = Person(f"{pick(rng, (article(role), 'the'))} {role}", pick(rng, ("he", "she")), False)
            if rng.random() < 0.15:
                name = pick(rng, v.SURNAMES)
                person = (
                    Person(f"Mr. {name}", "he")
                    if person.he == "he"
                    else Person(f"{pick(rng, ('Mrs.', 'Ms.'))} {name}", "she")
                )
        elif roles and roll < 0.17:
            self.plural = self.past = True  # past: no verb has to agree with them
            person = Person(f"the {pick(rng, v.SURNAMES)} children", "they", True)
        else:
            person = self.name()
        if person.name not in self.names:
            self.names.append(person.name)
        self.he = person.he
        self.introduced = False
        self.A = person
        self.ctx |= {"he": person.he, "his": person.his, "him": person.him}
        return person

    def other(self, key: str = "B", he: str | None = None) -> Person:
        """Another named person, set as `key`."""
        person = self.name(he)
        self.ctx[key] = person.name
        return person

    def scene(self, *names: str) -> v.Scene:
        """A setting: sets `items`, verbs `gain` and `lose`, and a container."""
        scene = pick(self.rng, _scenes(names))
        self.sc = scene
        self.ctx["items"] = self.thing(scene)
        self.box(scene)
        self.verbs()
        return scene

    def thing(self, scene: v.Scene) -> Thing:
        one, many = pick(self.rng, scene.things)
        if scene.colored and self.rng.random() < 0.2:
            color = pick(self.rng, v.COLORS)
            one, many = f"{color} {one}", f"{color} {many}"
        return Thing(one, many)

    def verbs(self) -> None:
        self.ctx["gain"], self.ctx["lose"] = pick(self.rng, self.sc.gain), pick(self.rng, self.sc.lose)

    def box(self, scene: v.Scene | None = None, key: str = "boxes") -> None:
        one, many = pick(self.rng, (scene or self.sc).boxes)
        self.ctx[key] = Thing(one, many)

    def sorts(self, k: int, exclude: tuple[str, ...] = ("people",)) -> tuple[str, list[Thing]]:
        """A word for the whole, and k kinds that belong to it; at times colours of one thing."""
        if self.rng.random() < 0.3:
            scene = pick(self.rng, _scenes(("toys", "clothes", "school")))
            one, many = pick(self.rng, scene.things)
            return many, [Thing(f"{c} {one}", f"{c} {many}") for c in self.rng.sample(v.COLORS, k)]
        whole = pick(self.rng, _wholes(k, exclude))
        return whole, [Thing(*pair) for pair in self.rng.sample(v.SORTS[whole], k)]

    # numbers ---------------------------------------------------------------------------------------------------
    def n(self, low: int = 2, high: int | None = None) -> int:
        high = max(low + 1, high if high is not None else self.scale)
        return between(self.rng, low, high)

    def write(self, value: Number, dozen: bool = False) -> str:
        """A number as the story writes it: digits, in some stories words, at times a thousands comma."""
        if value.denominator != 1:
            text = format_number(value)
            return text + "0" if len(text.partition(".")[2]) == 1 and self.rng.random() < 0.1 else text
        value = value.numerator
        if self.spelled and 1 <= value < 100 and (value <= 12 or self.spelled == 1.0 or value < 21):
            if dozen and value == 12 and self.rng.random() < 0.5:
                return "a dozen"
            if self.rng.random() < self.spelled:
                return spell(value)
        return f"{value:,}" if value >= 1000 and self.rng.random() < 0.3 else str(value)

    def money(self, value: Number) -> str:
        if value.denominator != 1:
            return f"${float(value):,.2f}"
        value = value.numerator
        text = f"{value:,}" if value >= 10000 else str(value)
        roll = self.rng.random()
        return (
            f"${text}" if roll < 0.8 else f"${text}.00" if roll < 0.83 else f"{text} dollar{'s' if value != 1 else ''}"
        )

    # phrases ---------------------------------------------------------------------------------------------------
    def main_name(self) -> str:
        person = self.A
        if not person.named and self.introduced:
            return f"the {person.name.partition(' ')[2]}"
        self.introduced = True
        return person.name

    def say(self, pool: Pool, **slots: object) -> str:
        """A phrase of `pool`, filled: a held-out one only, or never, as the story is unseen or not."""
        if slots:
            self.ctx.update(slots)
        choices = pool.trained
        if self.unseen and pool.held_out:
            choices, self.held_out = pool.held_out, True
        index = choices[int(self.rng.random() * len(choices))]
        self.template.append(pool.ids[index])
        return fill(parse(pool.phrases[index]), self)

    # steps -----------------------------------------------------------------------------------------------------
    def step(self, label: str, a: Number, operator: str, b: Number) -> Fraction:
        """Record a thought and a call, and give the call's value."""
        m = a if type(a) is int else a.numerator if a.denominator == 1 else None
        n = b if type(b) is int else b.numerator if b.denominator == 1 else None
        if m is not None and n is not None:  # most are whole, and this is the quick way
            self.steps += (thought(label), call(f"{m}{operator}{n}"))
            if operator == "/":
                return Fraction(m, n)
            return Fraction(m + n if operator == "+" else m - n if operator == "-" else m * n)
        x, y = Fraction(a), Fraction(b)
        self.steps += (thought(label), call(f"{format_number(x)}{operator}{format_number(y)}"))
        if operator == "+":
            return x + y
        if operator == "-":
            return x - y
        return x * y if operator == "*" else x / y

    def percent(self, label: str, percent: int, of: Number) -> Fraction:
        self.steps += (thought(label), call(f"{percent}%*{format_number(of)}"))
        return Fraction(percent, 100) * of

    def total(self, label: str, parts: Sequence[Number], so_far: str = "") -> Fraction:
        """The sum, one call for each part after the first."""
        value = Fraction(parts[0])
        for i, part in enumerate(parts[1:]):
            value = self.step(label if i == len(parts) - 2 else so_far or f"{label} so far", value, "+", part)
        return value


@lru_cache(None)
def _scenes(names: tuple[str, ...]) -> tuple[v.Scene, ...]:
    return tuple(scene for scene in v.SCENES if not names or scene.name in names)


@lru_cache(None)
def _wholes(k: int, exclude: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(whole for whole in v.SORTS if len(v.SORTS[whole]) >= k and whole not in exclude)


def listing(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


class Draft(NamedTuple):
    """What a schema gives: statements, the question, the answer."""

    sentences: list[str]
    question: str
    answer: Fraction


def tell(story: Story, phrases: list[str]) -> list[str]:
    """Verb phrases of the main person as sentences: apart, or several joined with commas and "and".

    An element that ends with a full stop is a sentence of its own.
    """
    rng = story.rng
    sentences: list[str] = []
    joined = rng.random()
    i = 0
    while i < len(phrases):
        if phrases[i].endswith("."):
            sentences.append(phrases[i])
            i += 1
            continue
        size = 1 if joined < 0.5 else pick(rng, (1, 2, 2, 3))
        group = [phrases[i]]
        while len(group) < size and i + len(group) < len(phrases) and not phrases[i + len(group)].endswith("."):
            group.append(phrases[i + len(group)])
        i += len(group)
        if not sentences:
            subject = story.main_name()
        else:
            he = str(story.ctx["he"])
            name = story.main_name()
            subject = pick(
                rng,
                (
                    he,
                    he,
                    he,
                    name,
                    name,
                    f"then {he}",
                    f"then {name}",
                    f"after that, {he}",
                    f"later, {he}",
                    f"later {name}",
                    f"next, {he}",
                ),
            )
        if len(group) > 1 and rng.random() < 0.5:
            text = f"{', '.join(group[:-1])} {pick(rng, ('and', 'and', 'and then', 'then'))} {group[-1]}"
            text = text.replace(" then ", ", then ") if " and then " not in text else text
        else:
            text = listing(group)
        sentences.append(f"{subject} {text}.")
    return sentences
