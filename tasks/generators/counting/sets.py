"""Counts of overlapping groups (Venn diagrams), and of legs."""

from __future__ import annotations

import random

from tasks.generators.counting.sets_phrases import BOTH, COUNT_LEGS, EITHER, NEITHER, ONLY
from tasks.generators.making import Draft, Generator

FAMILY = "counting"
SPORTS = (
    ("like tea", "like coffee"), ("play chess", "play tennis"), ("have a dog", "have a cat"), ("sing", "dance"),
    ("read novels", "read comics"), ("speak French", "speak German"), ("study physics", "study art"),
    ("own a bike", "own a car"), ("swim", "run"), ("eat fish", "eat meat"), ("play guitar", "play piano"),
)  # fmt: skip
PEOPLE = "people students children guests members workers pupils players".split()
LEGS = {
    "dog": 4, "cat": 4, "cow": 4, "horse": 4, "sheep": 4, "goat": 4, "tiger": 4, "lion": 4, "elephant": 4, "giraffe": 4,
    "deer": 4, "chicken": 2, "duck": 2, "human": 2, "bird": 2, "ant": 6, "bee": 6, "beetle": 6, "firefly": 6,
    "cricket": 6, "grasshopper": 6, "butterfly": 6, "cockroach": 6, "wasp": 6, "spider": 8, "scorpion": 8, "crab": 10,
    "lobster": 10, "shrimp": 10, "snail": 0, "fish": 0, "snake": 0, "jellyfish": 0, "sea slug": 0, "leech": 0,
    "flatworm": 0, "praying mantis": 6, "insect": 6, "woodlouse": 14,
}  # fmt: skip
"""Legs of a grown animal; a crab's or a shrimp's claws and walking legs count, as biology counts them: ten."""
PLURALS = {
    "sheep": "sheep", "deer": "deer", "fish": "fish", "jellyfish": "jellyfish", "firefly": "fireflies",
    "butterfly": "butterflies", "cockroach": "cockroaches", "leech": "leeches",
    "praying mantis": "praying mantises", "woodlouse": "woodlice",
}  # fmt: skip
"""Plurals that an s alone does not make."""


def _venn(rng: random.Random, level: int) -> Draft:
    least, most = (2, 2, 2, 201)[level - 1], (9, 30, 200, 3000)[level - 1]
    c, x, y, d = (rng.randint(least, most) for _ in range(4))
    a, b, n = c + x, c + y, c + x + y + d
    first, second = rng.sample(rng.choice(SPORTS), 2)
    asked = rng.choice(("either", "neither", "only", "both"))
    answer, thought, call = {
        "either": (c + x + y, "Add, without counting both twice.", f"{a}+{b}-{c}"),
        "neither": (d, "All but those in a group.", f"{n}-({a}+{b}-{c})"),
        "only": (x, "Take away those who do both.", f"{a}-{c}"),
        "both": (c, "What is counted twice.", f"{a}+{b}-({n}-{d})"),
    }[asked]
    slots = {"n": n, "a": a, "b": b, "c": c, "d": d, "A": first, "B": second, "people": rng.choice(PEOPLE)}
    return Draft(str(answer), ((thought, call),), slots, pool=asked)


def _legs(rng: random.Random, level: int) -> Draft | None:
    animals = rng.sample(list(LEGS), rng.randint(2 if level < 4 else 11, 1 + 3 * level))
    counts = [rng.randint(1, 15) for _ in animals]
    known = dict(zip(animals, counts, strict=True))
    if not any(LEGS[a] for a in animals):
        return None
    call = "+".join(f"{n}*{LEGS[a]}" for a, n in known.items())
    named = [f"{n} {PLURALS.get(a, a + 's') if n > 1 else a}" for a, n in known.items()]
    each = ", ".join(f"{said} {LEGS[a]}" for said, a in zip(named, animals, strict=True))
    total = sum(n * LEGS[a] for a, n in known.items())
    return Draft(str(total), ((f"Legs of each: {each}.", call),), {"list": ", ".join(named)})


VENN = Generator(
    FAMILY, "venn", (1, 2, 3), {"either": EITHER, "neither": NEITHER, "only": ONLY, "both": BOTH}, _venn, (4,)
)
LEG_COUNTS = Generator(FAMILY, "legs", (1, 2, 3), {"": COUNT_LEGS}, _legs, (4,))
