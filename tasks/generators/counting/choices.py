"""In how many ways: choosing, arranging, combining."""

from __future__ import annotations

import math
import random

from tasks.generators.making import Draft, Generator
from tasks.generators.phrasing import pool

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

COMBINE = pool(
    "In how many ways can {k} {things} be [chosen|picked|selected] from {n}[| if the order does not matter]?",
    "How many different {group} of {k} {things} [can be made from|are there for] {n} {things}?",
    "{place} has {n} {things}. [How many ways are there to choose|In how many ways can you choose] {k} of them?",
    "There are {n} {things} and {k} of them are [taken|wanted]. How many selections are possible?",
    "How many groups of {k} can be [formed|made] from {n} {things}?",
    "You [pick|choose] {k} out of {n} {things}[|, in no particular order]. How many ways are there?",
    "From {n} {things}, {k} are [selected|chosen]. How many [selections|choices] are there[|, order ignored]?",
    "[Find|Work out] the number of ways to choose {k} {things} out of {n}.",
    "A {k}-element subset is taken from a set of {n} {things}. How many such subsets are there?",
)
ARRANGE = pool(
    "In how many [ways|orders] can {k} of {n} {things} be [arranged|lined up|placed] in a row?",
    "How many [ways|possibilities] are there to put {k} out of {n} {things} in order?",
    "{n} {things} are available. How many ordered lists of {k} [can be made|are there]?",
    "How many different rows of {k} can be made from {n} different {things}?",
    "[Find|Count] the number of permutations of {k} {things} taken from {n}.",
    "From {n} {things}, {k} are picked one after another, and the order [matters|counts]. How many outcomes are there?",
    "[Pick|Choose] {k} of {n} {things} for places 1 to {k}. In how many ways is that possible?",
    "{k} different prizes go to {k} of {n} {things}. How many ways are there?",
)
ANAGRAMS = pool(
    "How many [different|distinct] arrangements of the letters of [the word |]{word!r} are there?",
    "In how many [different|distinct] ways can the letters of {word} be arranged?",
    "How many [different|distinct] words, with or without meaning, [can be made|are there] from all letters of {word}?",
    "Count the distinct permutations of the letters in {word}.",
    "The letters of {word!r} are [shuffled|mixed]. How many different strings can result?",
    "[Find|Work out] the number of distinct anagrams of {word}.",
)
OUTFITS = pool(
    "{name} has {list}. How many [outfits|sets] of one of each can {name} make?",
    "A menu offers {list}. How many different [meals|choices] with one of each are there?",
    "One of each is chosen from {list}. How many [combinations|choices] are possible?",
    "From {list}, you take one of each kind. In how many ways?",
    "A shop has {list}. How many [ways|possibilities] are there to buy exactly one of each?",
)
CODES = pool(
    "How many {k}-digit codes can be made from {n} different [digits|symbols] if [they may repeat|repetition is allowed]?",
    "A lock has {k} wheels with {n} [symbols|letters] each. How many codes [are there|are possible]?",
    "A password has {k} characters, each one of {n} [symbols|letters]. How many passwords are there?",
    "{k} lights can each show one of {n} colours. How many patterns are there?",
    "How many [strings|words] of length {k} are there over an alphabet of {n} [letters|symbols]?",
)
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
    return Draft(str(math.comb(n, k)), ((f"Choose {k} of {n}.", f"comb({n},{k})"),), slots)


def _arrange(rng: random.Random, level: int) -> Draft:
    n, k = _size(rng, level)
    return Draft(str(math.perm(n, k)), ((f"Arrange {k} of {n}.", f"perm({n},{k})"),), _named(rng, n, k))


def _anagrams(rng: random.Random, level: int) -> Draft | None:
    word = rng.choice(WORDS)
    repeated = [word.count(c) for c in sorted(set(word)) if word.count(c) > 1]
    if (len(word) > 3 + level) if level < 3 else len(word) < 6:
        return None
    ways = math.factorial(len(word)) // math.prod(math.factorial(r) for r in repeated)
    program = (
        f'from math import factorial\nw = "{word}"\nn = factorial(len(w))\n'
        "for c in set(w):\n    n //= factorial(w.count(c))\nprint(n)"
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
    return Draft(str(n**k), ((f"{n} choices, {k} times.", f"{n}**{k}"),), {"n": n, "k": k})


COMBINATIONS = Generator(FAMILY, "combinations", (1, 2, 3), {"": COMBINE}, _combine, beyond=(4,))
ARRANGEMENTS = Generator(FAMILY, "arrangements", (1, 2, 3), {"": ARRANGE}, _arrange, beyond=(4,))
ANAGRAM_COUNTS = Generator(FAMILY, "anagram_counts", (1, 2, 3), {"": ANAGRAMS}, _anagrams)
PRODUCTS = Generator(FAMILY, "product_rule", (1, 2, 3), {"": OUTFITS}, _outfits, beyond=(4,))
CODE_COUNTS = Generator(FAMILY, "codes", (1, 2, 3), {"": CODES}, _codes, beyond=(4,))
