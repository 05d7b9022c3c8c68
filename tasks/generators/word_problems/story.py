"""A story in the making: who, what, how much, and the phrases chosen to tell it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from fractions import Fraction

from tasks.generators.word_problems import vocabulary as v
from tasks.numbers import format_number
from tasks.task import Call, Solution, Step, Thought

HELD_OUT_EVERY = 4
"""Of every phrase pool, the phrases at index 3, 7, 11, ... are never used in training."""
_SENTENCE_START = re.compile(r"(?:^|(?<=[.?!] ))[a-z]")
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Thing:
    """A countable noun."""

    one: str
    many: str
    kind: str

    def count(self, n: int | Fraction | str) -> str:
        return self.one if str(n) in ("1", "one") else self.many


@dataclass(frozen=True)
class Person:
    """A name or a role, and the pronouns that stand for it."""

    name: str
    he: str

    @property
    def his(self) -> str:
        return {"he": "his", "she": "her", "it": "its"}[self.he]

    @property
    def him(self) -> str:
        return {"he": "him", "she": "her", "it": "it"}[self.he]


@dataclass
class Story:
    """Draws words and phrases, and keeps the sentences, the steps and the template so far."""

    rng: random.Random
    unseen: bool
    past: bool = False
    template: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    held_out: bool = False
    """Whether a held-out phrase was used."""

    def __post_init__(self) -> None:
        self.past = self.rng.random() < 0.6
        self.scale = self.rng.choices((12, 30, 100, 1000, 9000), (22, 25, 35, 13, 5))[0]
        self.words = 0.06 if self.rng.random() < 0.7 else 0.6  # most stories write digits

    # words -----------------------------------------------------------------------------------------------------
    def person(self, actor: bool = True) -> Person:
        if actor and self.rng.random() < 0.12:
            name, he = self.rng.choice(v.ACTORS)
        else:
            he = self.rng.choice(("he", "she"))
            name = self.rng.choice(v.MALE if he == "he" else v.FEMALE)
        if name in self.names:
            return self.person(actor=False)
        self.names.append(name)
        return Person(name, he)

    def thing(self, *kinds: str) -> Thing:
        kind = self.rng.choice(kinds or ("toy", "toy", "food", "food", "plant", "animal"))
        one, many = self.rng.choice(v.THINGS[kind])
        if kind == "toy" and self.rng.random() < 0.15:
            color = self.rng.choice(v.COLORS)
            one, many = f"{color} {one}", f"{color} {many}"
        return Thing(one, many, kind)

    def things(self, n: int, *kinds: str) -> list[Thing]:
        """n different things of one kind: three colours of one, or three of a sort."""
        if self.rng.random() < 0.3:
            one, many = self.rng.choice(v.THINGS[self.rng.choice(("toy", "plant"))])
            return [Thing(f"{c} {one}", f"{c} {many}", "toy") for c in self.rng.sample(v.COLORS, n)]
        kind = self.rng.choice(kinds or ("toy", "food", "plant", "animal"))
        return [Thing(one, many, kind) for one, many in self.rng.sample(v.THINGS[kind], n)]

    def container(self) -> tuple[str, str]:
        return self.rng.choice(v.CONTAINERS)

    def verb(self, table: tuple[tuple[str, str, str], ...]) -> tuple[str, str]:
        """(finite form in the story's tense, plain form)."""
        present, past, plain = self.rng.choice(table)
        return (past if self.past else present), plain

    def lose(self, thing: Thing) -> tuple[str, str]:
        return self.verb(v.LOSE + (v.EAT if thing.kind == "food" else v.BREAK if thing.kind == "toy" else ()))

    def gain(self, thing: Thing) -> tuple[str, str]:
        return self.verb(v.GAIN + (v.MAKE[thing.kind] if self.rng.random() < 0.4 else ()))

    @property
    def has(self) -> str:
        return "had" if self.past else "has"

    # numbers ---------------------------------------------------------------------------------------------------
    def n(self, low: int = 2, high: int | None = None) -> int:
        high = max(low + 1, high if high is not None else self.scale)
        return self.rng.randint(low, high)

    def write(self, value: int | Fraction) -> str:
        """A number as the story writes it: digits, at times a word, at times with a thousands comma."""
        value = Fraction(value)
        if value.denominator == 1 and 2 <= value <= 12 and self.rng.random() < self.words:
            return _WORDS[int(value)]
        text = format_number(value)
        if value.denominator != 1 and "." in text and len(text.split(".")[1]) == 1 and self.rng.random() < 0.5:
            text += "0"
        if value >= 1000 and value.denominator == 1 and self.rng.random() < 0.3:
            text = f"{int(value):,}"
        return text

    def q(self, value: int | Fraction, thing: Thing) -> str:
        return f"{self.write(value)} {thing.count(int(value))}"

    def money(self, value: Fraction | int) -> str:
        value = Fraction(value)
        text = f"{float(value):,.2f}" if value.denominator != 1 else format_number(value)
        return f"${text}" if self.rng.random() < 0.8 or value.denominator != 1 else f"{text} dollars"

    # phrases ---------------------------------------------------------------------------------------------------
    def say(self, key: str, pool: tuple[str, ...], **slots: object) -> str:
        """A phrase of `pool`, filled; held-out ones only, or never, as the story is unseen or not."""
        if len(pool) >= HELD_OUT_EVERY:
            indices = [i for i in range(len(pool)) if (i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) == self.unseen]
        else:
            indices = list(range(len(pool)))
        index = self.rng.choice(indices)
        self.held_out = self.held_out or (self.unseen and len(pool) >= HELD_OUT_EVERY and key != "idle")
        self.template.append(f"{key}{index}")
        text = pool[index].format(has=self.has, had=self.has, **slots)
        return _SENTENCE_START.sub(lambda m: m.group().upper(), text)

    # steps -----------------------------------------------------------------------------------------------------
    def step(self, label: str, a: int | Fraction, operator: str, b: int | Fraction | str) -> Fraction:
        """Record a thought and a call, and give its value; `b` may be written as a percentage, `15%`."""
        left, right = format_number(Fraction(a)), b if isinstance(b, str) else format_number(Fraction(b))
        x, y = Fraction(a), Fraction(b[:-1]) / 100 if isinstance(b, str) else Fraction(b)
        self.steps += [Thought(text=label), Call(input=f"{left}{operator}{right}")]
        return {"+": x + y, "-": x - y, "*": x * y, "/": x / y if y else Fraction(0)}[operator]

    def total(self, label: str, parts: list[int] | list[Fraction]) -> Fraction:
        value = Fraction(parts[0])
        for part in parts[1:]:
            value = self.step(label, value, "+", part)
        return value

    def solution(self, answer: Fraction | int) -> Solution:
        return Solution(steps=tuple(self.steps), answer=format_number(Fraction(answer)))
