"""Puzzles that a short program solves by trying everything: knights and knaves, orders, houses, statements."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import permutations, product
from typing import Any

from tasks.generators.logic.puzzles_phrases import (
    HOUSES,
    KNIGHTS,
    ORDER,
    STATEMENTS,
)
from tasks.generators.making import Draft, Generator

FAMILY = "logic"
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix Grace Hugo".split()
ORDERS = (("tallest", "shortest", "taller than"), ("oldest", "youngest", "older than"),
          ("fastest", "slowest", "faster than"), ("richest", "poorest", "richer than"),
          ("left", "right", "to the left of"), ("front", "back", "in front of"))  # fmt: skip
PLACES = "first second third fourth fifth sixth".split()
KINDS = (("pet", "cat dog bird fish horse"), ("drink", "tea milk water coffee juice"),
         ("colour", "red blue green yellow white"))  # fmt: skip


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]


World = tuple[bool, ...]
"""Of each person, whether they are a knight."""


def _claim(kind: str, other: str, third: str) -> tuple[str, str]:
    """What is said, and the same as a test in Python, in the order of its words."""
    return {
        "knave": (f"{other} is a knave.", f"{other} == knave"),
        "knight": (f"{other} is a knight.", f"{other} == knight"),
        "same": (f"{other} and I are of the same kind.", f"{other} == me"),
        "one": (f"At least one of {other} and me is a knave.", f"{other} == knave or me == knave"),
        "either": (f"{other} is a knight or {third} is a knave.", f"{other} == knight or {third} == knave"),
    }[kind]


def _is_true(kind: str, world: World, i: int, j: int, k: int) -> bool:
    """Whether the claim that person i makes about j and k holds in a world."""
    return {
        "knave": not world[j],
        "knight": world[j],
        "same": world[i] == world[j],
        "one": not world[j] or not world[i],
        "either": world[j] or not world[k],
    }[kind]


def _knights(rng: random.Random, level: int) -> Draft | None:
    names = rng.sample(NAMES, level + 1)
    said, tests, claims = [], [], []
    for i, name in enumerate(names):
        j, k = rng.sample([x for x in range(len(names)) if x != i] * 2, 2)
        kind = rng.choices(("knave", "knight", "same", "one" if j == k else "either"), (35, 25, 20, 20))[0]
        sentence, test = _claim(kind, names[j], names[k])
        said.append(f'{name} says: "{sentence}"')
        tests.append(f'"{name}": "{test}"')
        claims.append((kind, i, j, k))
    worlds = [
        w
        for w in product((True, False), repeat=len(names))
        if all(w[c[1]] == _is_true(c[0], w, *c[1:]) for c in claims)
    ]
    if len(worlds) != 1:
        return None
    answer = ", ".join(
        f"{name} is a {'knight' if is_knight else 'knave'}" for name, is_knight in zip(names, worlds[0], strict=True)
    )
    program = (
        f"from itertools import product\nsaid = {{{', '.join(tests)}}}\n"
        "for row in product([1, 0], repeat=len(said)):\n"
        "    w = dict(zip(said, row), knight=1, knave=0)\n"
        '    if all(eval(said[n], w, {"me": w[n]}) == w[n] for n in said):\n'
        """        print(*(f"{n} is a {'knight' if w[n] else 'knave'}" for n in said), sep=", ")"""
    )
    slots = {"said": " ".join(said), "names": _listed(names)}
    return Draft(answer, (("Try all kinds.", program),), slots, tool="python")


def _order(rng: random.Random, level: int) -> Draft | None:
    people = rng.sample(NAMES, level + 2)
    start, end, more = rng.choice(ORDERS)
    pairs = [(people[i], people[i + 1]) for i in range(len(people) - 1)]
    if rng.random() < 0.4:
        i, j = sorted(rng.sample(range(len(people)), 2))
        pairs.append((people[i], people[j]))
    pairs = list(dict.fromkeys(pairs))
    rng.shuffle(pairs)
    place = rng.randrange(len(people))
    shown = sorted(people)
    copied = ", ".join(f'("{a}", "{b}")' for a, b in pairs)
    program = (
        f"from itertools import permutations\npairs = [{copied}]\nnames = {{n for pair in pairs for n in pair}}\n"
        "for p in permutations(names):\n    if all(p.index(a) < p.index(b) for a, b in pairs):\n"
        f"        print(p[{place + 1} - 1])"
    )
    clues = " ".join(f"{a} is {more} {b}." for a, b in pairs)
    slots = {"clues": clues, "start": f"the {start}", "end": f"the {end}", "n": len(people),
             "place": PLACES[place], "number": place + 1, "names": _listed(shown)}  # fmt: skip
    return Draft(people[place], (("Try all orders.", program),), slots, tool="python")


def _houses(rng: random.Random, level: int) -> Draft | None:
    n = 3 if level < 3 else 4
    people = rng.sample(NAMES, n)
    kind, words = rng.choice(KINDS)
    things = rng.sample(words.split(), n)
    spoken = {"pet": "has the {}", "drink": "drinks {}", "colour": "has the {} house"}[kind]
    facts: list[tuple[str, str]] = []
    for i, (who, what) in enumerate(zip(people, things, strict=True)):
        facts.append((f"{who} {spoken.format(what)}.", f"{who} == {what}"))
        facts.append((f"{who} lives in house {i + 1}.", f"{who} == {i + 1}"))
        facts.append((f"The one who {spoken.format(what)} lives in house {i + 1}.", f"{what} == {i + 1}"))
        if i:
            facts.append((f"{people[i - 1]} lives directly left of {who}.",
                          f"{people[i - 1]} + 1 == {who}"))  # fmt: skip
            facts.append((f"The one who {spoken.format(things[i - 1])} lives directly left of {who}.",
                          f"{things[i - 1]} + 1 == {who}"))  # fmt: skip
        other = rng.randrange(n)
        if other != i:
            facts.append((f"{who} does not live in house {other + 1}.", f"{who} != {other + 1}"))
    rng.shuffle(facts)
    chosen: list[tuple[str, str]] = []
    left = [(p, t) for p in permutations(sorted(people)) for t in permutations(sorted(things))]
    for text, test in facts:
        kept = [(p, t) for p, t in left if _holds(test, p, t)]
        if len(kept) < len(left):
            chosen.append((text, test))
            left = kept
        if len({p for p, _ in left}) == 1:
            break
    if len(chosen) > level + 3 or len({p for p, _ in left}) != 1:
        return None
    said = {text for text, _ in chosen}
    hidden = [i for i, who in enumerate(people) if f"{who} lives in house {i + 1}." not in said]
    if not hidden:
        return None  # nothing is left to find out
    h = rng.choice(hidden)
    tests = " and ".join(test for _, test in chosen)
    program = (
        f'from itertools import permutations, product\npeople = "{" ".join(sorted(people))}".split()\n'
        f'things = "{" ".join(sorted(things))}".split()\nclues = "{tests}"\n'
        "for p, t in product(permutations(people), permutations(things)):\n"
        f"    if eval(clues, dict(zip(p + t, {list(range(1, n + 1))} * 2))):\n"
        f"        answer = p[{h + 1} - 1]\nprint(answer)"
    )
    slots = {"n": n, "names": _listed(sorted(people)), "kind": kind, "things": ", ".join(sorted(things)),
             "clues": " ".join(text for text, _ in chosen), "h": h + 1}  # fmt: skip
    return Draft(people[h], (("Try all arrangements.", program),), slots, tool="python")


def _holds(test: str, p: tuple[str, ...], t: tuple[str, ...]) -> bool:
    """Whether a clue's test holds, read from its few forms."""
    left, sign, right = test.partition(" == ") if " == " in test else test.partition(" != ")

    def house(text: str) -> int:
        word, plus, _ = text.partition(" + 1")
        number = int(word) if word.isdigit() else (p if word in p else t).index(word) + 1
        return number + bool(plus)

    return (house(left) == house(right)) == (sign == " == ")


def _statements(rng: random.Random, level: int) -> Draft:
    n = 2 + level
    kinds = {
        "At least {k} of these {n} statements {are} true.": "true >= {k}",
        "At most {k} of these {n} statements {are} false.": "false <= {k}",
        "Exactly {k} of these {n} statements {are} true.": "true == {k}",
        "Exactly {k} of these {n} statements {are} false.": "false == {k}",
        "Either Statement {i} or Statement {j} is true, but not both.": "s[{i} - 1] != s[{j} - 1]",
        "Statement {i} is false.": "not s[{i} - 1]",
        "The number of true statements is a prime number.": "true in (2, 3, 5, 7)",
        "The number of false statements is even.": "false % 2 == 0",
    }
    lines, tests = [], []
    for at in range(n):
        text = rng.choice(list(kinds))
        a, b = rng.sample(range(n), 2)
        k = rng.randint(1, n - 1)
        values = {"k": k, "n": n, "i": a + 1, "j": b + 1, "a": a, "b": b, "are": "is" if k == 1 else "are"}
        lines.append(f" - Statement {at + 1}: '{text.format_map(values)}'")
        tests.append((kinds[text].format_map(values), text, values))
    count = sum(all(s[i] == _true(text, v, s) for i, (_, text, v) in enumerate(tests))
                for s in product((True, False), repeat=n))  # fmt: skip
    program = consistent([test for test, _, _ in tests])
    return Draft(str(count), (("Try all truth values.", program),), {"list": "\n".join(lines)}, tool="python")


def consistent(tests: list[str]) -> str:
    """A program that counts the truth values `s` that agree with what each statement says, of the number of statements
    that are `true` and `false` and of single ones."""
    listed = "".join(f"    {test},\n" for test in tests)
    return (
        f"from itertools import product\ncount = 0\nfor s in product([True, False], repeat={len(tests)}):\n"
        f"    true, false = s.count(True), s.count(False)\n    count += s == (\n{listed.replace('    ', ' ' * 8)}    )\n"
        "print(count)"
    )


def _true(text: str, v: Mapping[str, Any], s: tuple[bool, ...]) -> bool:
    true = sum(s)
    first = text.split(" of ")[0]
    if first == "At least {k}":
        return bool(true >= v["k"])
    if first == "At most {k}":
        return bool(v["n"] - true <= v["k"])
    if first == "Exactly {k}":
        return bool((true if "true" in text else v["n"] - true) == v["k"])
    if text.startswith("Either"):
        return s[v["a"]] != s[v["b"]]
    if text.startswith("Statement"):
        return not s[v["a"]]
    return true in (2, 3, 5, 7) if "prime" in text else bool((v["n"] - true) % 2 == 0)


LEVELS, BEYOND = (1, 2, 3), (4,)
KNIGHTS_AND_KNAVES = Generator(FAMILY, "knights_and_knaves", LEVELS, {"": KNIGHTS}, _knights, BEYOND)
ORDERING = Generator(FAMILY, "ordering", LEVELS, {"": ORDER}, _order, BEYOND)
NEIGHBOURS = Generator(FAMILY, "houses", LEVELS, {"": HOUSES}, _houses)
SELF_REFERENCE = Generator(FAMILY, "self_reference", LEVELS, {"": STATEMENTS}, _statements, BEYOND)
