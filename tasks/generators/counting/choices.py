"""In how many ways: choosing, arranging, combining."""

from __future__ import annotations

import math
import random

from tasks.generators.counting.choices_phrases import ANAGRAMS, ARRANGE, CODES, COMBINE, OUTFITS
from tasks.generators.making import Draft, Generator

FAMILY = "counting"
GROUPS = (
    ("students", "a class", "a team"), ("players", "a club", "a squad"), ("books", "a shelf", "a reading list"),
    ("cards", "a deck", "a hand"), ("flowers", "a garden", "a bunch"), ("toppings", "a menu", "a pizza"),
    ("workers", "an office", "a committee"), ("songs", "an album", "a playlist"), ("coins", "a jar", "a sample"),
    ("questions", "a test", "an exam"), ("colours", "a box", "a flag"), ("photos", "a folder", "a page"),
)  # fmt: skip
"""What is chosen, where from, and what it makes."""
WORDS = (
    "apple banana letter pepper summer winter cheese butter kitten rabbit bottle coffee tennis soccer planet garden "
    "puzzle mirror window candle level radar noon book tree moon door cat dog sun bird fish lamp star leaf mango "
    "paper tiger eagle horse lemon onion carrot tomato potato cookie muffin pillow hammer ladder bubble balloon "
    "happy silly funny merry hello world green yellow purple orange silver golden committee success address"
).split()

KINDS = "shirts trousers hats ties socks belts soups salads drinks desserts pens pencils cups plates scarves".split()
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix Grace Hugo".split()


def _size(rng: random.Random, level: int) -> tuple[int, int]:
    n = rng.randint((4, 4, 4, 31)[level - 1], (8, 15, 30, 60)[level - 1])
    return n, rng.randint(2, min(n - 1, (3, 5, 7, 10)[level - 1]))


def _named(rng: random.Random, n: int, k: int) -> dict[str, object]:
    things, place, group = rng.choice(GROUPS)
    return {"n": n, "k": k, "things": things, "place": place.capitalize(), "group": group.split()[-1] + "s"}


def _combine(rng: random.Random, level: int) -> Draft:
    n, k = _size(rng, level)
    slots = _named(rng, n, k)
    slots["group"] = "groups"
    return Draft(str(math.comb(n, k)), (("Without an order.", f"comb({n},{k})"),), slots)


def _arrange(rng: random.Random, level: int) -> Draft:
    n, k = _size(rng, level)
    return Draft(str(math.perm(n, k)), (("In an order.", f"perm({n},{k})"),), _named(rng, n, k))


def _anagrams(rng: random.Random, level: int) -> Draft | None:
    word = rng.choice(WORDS)
    repeated = [word.count(c) for c in sorted(set(word)) if word.count(c) > 1]
    if (len(word) > 3 + level) if level < 3 else len(word) < 6:
        return None
    ways = math.factorial(len(word)) // math.prod(math.factorial(r) for r in repeated)
    program = (
        f'from math import factorial, prod\nw = "{word}"\n'
        "print(factorial(len(w)) // prod(factorial(w.count(c)) for c in set(w)))"
    )
    return Draft(str(ways), (("Count the letters.", program),), {"word": word}, tool="python")


def _outfits(rng: random.Random, level: int) -> Draft:
    counts = [rng.randint(2, 4 + 4 * level) for _ in range(level + 1)]
    kinds = rng.sample(KINDS, len(counts))
    parts = [f"{n} {kind}" for n, kind in zip(counts, kinds, strict=True)]
    listed = ", ".join(parts[:-1]) + " and " + parts[-1]
    call = "*".join(map(str, counts))
    return Draft(
        str(math.prod(counts)), (("Multiply the choices.", call),), {"list": listed, "name": rng.choice(NAMES)}
    )


def _codes(rng: random.Random, level: int) -> Draft:
    n = rng.randint((2, 2, 2, 27)[level - 1], (6, 10, 26, 60)[level - 1])
    k = rng.randint(2 if level < 4 else 7, level + (3 if level < 4 else 5))
    return Draft(str(n**k), ((f"{n} choices at each of {k} places.", f"{n}**{k}"),), {"n": n, "k": k})


COMBINATIONS = Generator(FAMILY, "combinations", (1, 2, 3), {"": COMBINE}, _combine, beyond=(4,))
ARRANGEMENTS = Generator(FAMILY, "arrangements", (1, 2, 3), {"": ARRANGE}, _arrange, beyond=(4,))
ANAGRAM_COUNTS = Generator(FAMILY, "anagram_counts", (1, 2, 3), {"": ANAGRAMS}, _anagrams)
PRODUCTS = Generator(FAMILY, "product_rule", (1, 2, 3), {"": OUTFITS}, _outfits, beyond=(4,))
CODE_COUNTS = Generator(FAMILY, "codes", (1, 2, 3), {"": CODES}, _codes, beyond=(4,))
