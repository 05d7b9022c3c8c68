"""Counting, measurement and money a second time, from the words of the question: by listing, sequences of draws, other
modules, tables of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations, permutations, product
from math import prod
from statistics import mean, median, multimode

from tests.tasks.read_back import Asked

Certificate = Callable[[Asked, str], bool]


def integers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"-?\d+", text)]


def _pascal(n: int, k: int) -> int:
    row = [1]
    for _ in range(n):
        row = [a + b for a, b in zip([0, *row], [*row, 0], strict=True)]
    return row[k]


def _falling(n: int, k: int) -> int:
    return prod(range(n - k + 1, n + 1))


def _anagrams(asked: Asked, answer: str) -> bool:
    word = asked["word"].strip("'")
    places, ways = len(word), 1
    for n in Counter(word).values():  # choose the places of one letter after the other
        ways *= _pascal(places, n)
        places -= n
    return int(answer) == ways and (len(word) > 5 or ways == len(set(permutations(word))))


RELATIONS: tuple[tuple[str, Callable[[int, int], bool]], ...] = (
    (r"exactly (\d+)", int.__eq__), (r"more than (\d+)", int.__gt__), (r"at least (\d+)", int.__ge__),
    (r"at most (\d+)", int.__le__), (r"(\d+) or higher", int.__ge__), (r"(\d+) or lower", int.__le__),
)  # fmt: skip


def _relation(text: str) -> Callable[[int], bool]:
    for pattern, holds in RELATIONS:
        if found := re.fullmatch(pattern, text):
            return lambda n, holds=holds, k=int(found[1]): holds(n, k)
    raise AssertionError(text)


def _dice(asked: Asked, answer: str) -> bool:
    faces = [range(1, int(n) + 1) for n in re.findall(r"1d(\d+)", asked["dice"])]
    holds = _relation(asked["word"])
    totals = Counter(map(sum, product(*faces)))
    return Fraction(answer) == Fraction(sum(n for t, n in totals.items() if holds(t)), totals.total())


DECK = [(rank, suit) for rank in [*map(str, range(2, 11)), "jack", "queen", "king", "ace"]
        for suit in ("heart", "diamond", "club", "spade")]  # fmt: skip


def _drawn(card: tuple[str, str], what: str) -> bool:
    """Whether a card is what a phrase names: `a red face card`, `not a spade`, `a heart or a king`, `hearts`."""
    if what.startswith("not "):
        return not _drawn(card, what[4:])
    if " or " in what:
        return any(_drawn(card, part) for part in what.split(" or "))
    rank, suit = card
    red = suit in ("heart", "diamond")
    tests = {"red": red, "black": not red, "face": rank in ("jack", "queen", "king"), "number": rank.isdigit()}
    words = [
        w.removesuffix("s")
        for w in re.findall(r"[a-z]+", what)
        if w not in ("a", "an", "the", "of", "card", "cards", "from", "to")
    ]
    assert words, what
    return all(tests.get(word, word in (rank, suit)) for word in words)


def _cards(asked: Asked, answer: str) -> bool:
    left, good, chance = 52, sum(_drawn(card, asked["what"]) for card in DECK), Fraction(1)
    for i in range(int(asked.slots.get("k", 1))):
        chance *= Fraction(good - i, left - i)
    return Fraction(answer) == chance


def _coins(asked: Asked, answer: str) -> bool:
    n = asked.integer("n")
    said = re.search(r"(?:exactly|at least|at most) \d+", f"{asked['word']} {asked.slots.get('counted') or asked['k']}")
    assert said is not None
    holds = _relation(said[0])
    chances = [Fraction(1)]
    for _ in range(n):  # one toss after the other
        chances = [a / 2 + b / 2 for a, b in zip([Fraction(0), *chances], [*chances, Fraction(0)], strict=True)]
    return Fraction(answer) == sum(chance for heads, chance in enumerate(chances) if holds(heads))


def _bag(text: str) -> str:
    return "".join(c * int(n) for c, n in re.findall(r"([a-z]): (\d+)", text)) if ":" in text else text


def _sequence(asked: Asked, answer: str) -> bool:
    bag, chance = list(_bag(asked["bag"])), Fraction(1)
    for c in asked["word"]:
        chance *= Fraction(bag.count(c), len(bag))
        bag.remove(c)
    return Fraction(answer) == chance


def _counts(asked: Asked, answer: str) -> bool:
    bag = _bag(asked["bag"])
    wanted = {c: int(n) for n, c in re.findall(r"(\d+) ([a-z])\b", asked["counts"])}
    hands = list(combinations(bag, sum(wanted.values())))
    return Fraction(answer) == Fraction(sum(Counter(hand) == wanted for hand in hands), len(hands))


def _one_of_many(asked: Asked, answer: str) -> bool:
    bag = {colour: int(n) for n, colour in re.findall(r"(\d+) ([a-z]+)", asked["bag"])}
    return Fraction(answer) == Fraction(bag[asked["colour"]], sum(bag.values()))


def _venn(asked: Asked, answer: str) -> bool:
    """People are numbers: those who do the first thing come first, and the second group begins where it must."""
    values = {name: int(text) for name, text in asked.slots.items() if name in "abcdn"}
    first = set(range(values["a"]))
    if asked.pool == "both":
        return values["n"] - values["d"] == len(first | set(range(values["a"] - int(answer), values["a"] - int(answer) + values["b"])))  # fmt: skip
    second = set(range(values["a"] - values["c"], values["a"] - values["c"] + values.get("b", values["c"])))
    groups = {"either": first | second, "only": first - second}
    if asked.pool == "neither":
        return int(answer) == values["n"] - len(first | second)
    return int(answer) == len(groups[asked.pool])


LEGS = {0: "snail fish snake jellyfish slug slugs leech leeche flatworm", 2: "chicken duck human bird", 8: "spider scorpion",
        6: "ant bee beetle firefly firefly fireflie cricket grasshopper butterfly butterflie cockroach cockroache wasp insect "
        "mantis mantise",
        4: "dog cat cow horse sheep goat tiger lion elephant giraffe deer", 10: "crab lobster shrimp", 14: "woodlouse woodlice"}  # fmt: skip
LEGS_OF = {animal: legs for legs, animals in LEGS.items() for animal in animals.split()}


def _legs(asked: Asked, answer: str) -> bool:
    total = 0
    for n, animals in re.findall(r"(\d+) ([a-z ]+)", asked["list"]):
        word = animals.split()[-1]
        total += int(n) * LEGS_OF[word if word in LEGS_OF else word.removesuffix("s")]
    return int(answer) == total


def _statistic(function: Callable[[Iterable[Fraction]], Fraction]) -> Certificate:
    return lambda asked, answer: Fraction(answer) == function([Fraction(n) for n in integers(asked["list"])])


CERTIFICATES: dict[str, Certificate] = {
    "counting/combinations": lambda q, a: int(a) == _pascal(q.integer("n"), q.integer("k")),
    "counting/arrangements": lambda q, a: int(a) == _falling(q.integer("n"), q.integer("k")),
    "counting/anagram_counts": _anagrams,
    "counting/product_rule": lambda q, a: int(a) == prod(integers(q["list"])),
    "counting/codes": lambda q, a: int(a) == prod([q.integer("n")] * q.integer("k")),
    "counting/dice": _dice,
    "counting/cards": _cards,
    "counting/coins": _coins,
    "counting/letter_sequence": _sequence,
    "counting/letter_counts": _counts,
    "counting/one_of_many": _one_of_many,
    "counting/venn": _venn,
    "counting/legs": _legs,
    "counting/mean": _statistic(mean),
    "counting/median": _statistic(median),
    "counting/mode": lambda q, a: multimode(integers(q["list"])) == [int(a)],
    "counting/range": lambda q, a: int(a) == sorted(integers(q["list"]))[-1] - sorted(integers(q["list"]))[0],
}
