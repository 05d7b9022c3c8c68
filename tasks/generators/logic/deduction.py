"""Deduction in words: syllogisms, chains of kinds, rules with a True, False or Unknown at the end.

These need no tool: the solution is the chain itself, one short thought.
"""

from __future__ import annotations

import random
from itertools import pairwise

from tasks.generators.logic.deduction_phrases import (
    CHAIN,
    RULES,
    SYLLOGISM,
)
from tasks.generators.making import Draft, Generator

FAMILY = "logic"
KINDS = ("dogs cats birds horses elephants doctors teachers singers spiders mammals reptiles parents students tigers "
         "whales bees ants bakers pilots poets dragons robots flowers trees vehicles insects snakes humans").split()  # fmt: skip
SINGULAR = (
    "wumpus tumpus yumpus zumpus dumpus rompus jompus vumpus lorpus brimpus grimpus shumpus sterpus numpus".split()
)
REAL = "cat mammal animal organism robin bird spider insect tree plant rose flower baker poet singer artist".split()
QUALITIES = (
    "kind cold big small red blue quiet young smart nice rough green round furry happy shy bright wooden".split()
)
NAMES = "Max Sam Alex Polly Stella Rex Wren Sally Fae Bob Anne Charlie Dave Erin Fiona Gary Harry".split()

A, E, I, O = range(4)  # noqa: E741 - the four forms have had these letters since the Middle Ages
SAID = ("All {s} are {p}", "No {s} are {p}", "Some {s} are {p}", "Some {s} are not {p}")
FORMS: dict[tuple[int, int, int], tuple[int, ...]] = {
    # (first, second, figure): conclusions about S and P that follow without assuming that a group has members
    (A, A, 1): (A,), (A, E, 1): (E,), (I, A, 1): (I,), (I, E, 1): (O,),
    (A, A, 2): (), (A, E, 2): (E,), (E, A, 2): (E,), (I, E, 2): (O,), (O, A, 2): (O,), (I, A, 2): (),
    (A, I, 3): (I,), (I, A, 3): (I,), (I, E, 3): (O,), (A, A, 3): (), (E, E, 1): (), (I, I, 1): (),
    (A, I, 1): (), (E, I, 1): (), (O, A, 1): (), (I, I, 3): (), (A, O, 1): (), (E, E, 2): (), (O, O, 3): (),
}  # fmt: skip
"""Two premises over S, M, P: figure 1 is S-M, M-P; figure 2 is S-M, P-M; figure 3 is M-S, M-P."""
PAIRS = {1: ("sm", "mp"), 2: ("sm", "pm"), 3: ("ms", "mp")}


def _syllogism(rng: random.Random, level: int) -> Draft | None:
    (first, second, figure), follow = rng.choice(list(FORMS.items()))
    s, m, p = rng.sample(KINDS, 3)
    names = {"s": s, "m": m, "p": p}
    one, two = (
        SAID[form].format(s=names[pair[0]], p=names[pair[1]])
        for form, pair in zip((first, second), PAIRS[figure], strict=True)
    )
    asked = rng.choice(follow) if follow and rng.random() < 0.65 else rng.choice((A, E, I, O))
    # a universal says nothing of whether there are any, so All and No do not give Some
    valid = asked in follow
    if level == 1 and figure != 1:
        return None
    claim = SAID[asked].format(s=s, p=p)
    if level == 3 and rng.random() < 0.5:
        one, two = two, one
    closing = (
        f"{claim} follows in every case." if valid else f"There can be a case without: {_lower(claim)} is not certain."
    )
    slots = {
        "p": one,
        "q": two,
        "c": claim,
        "lower": _lower(claim),
        "plower": _lower(one),
        "qlower": _lower(two),
        "name": rng.choice(NAMES),
    }
    return Draft("Yes" if valid else "No", (), slots, closing=closing)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _article(noun: str) -> str:
    return ("an " if noun[0] in "aeiou" else "a ") + noun


def _chain(rng: random.Random, level: int) -> Draft:
    n = level + 1
    kinds = rng.sample(SINGULAR if rng.random() < 0.7 else REAL, n)
    name = rng.choice(NAMES)
    quality, other = rng.sample(QUALITIES, 2)
    negative = rng.random() < 0.5
    facts = [rng.choice((f"Every {a} is {_article(b)}.", f"Each {a} is {_article(b)}.")) for a, b in pairwise(kinds)]
    facts.append(f"Every {kinds[-1]} is {'not ' if negative else ''}{quality}.")
    spare = rng.choice([k for k in SINGULAR if k not in kinds])
    facts.append(f"Every {spare} is {'' if negative else 'not '}{rng.choice((quality, other))}.")
    rng.shuffle(facts)
    opening = f"{name} is {_article(kinds[0])}."
    asked_negative = rng.random() < 0.5
    claim = f"{name} is {'not ' if asked_negative else ''}{quality}"
    steps = [f"{name} is {_article(kind)}" for kind in kinds]
    closing = ", so ".join([*steps, f"{name} is {'not ' if negative else ''}{quality}"]) + "."
    text = " ".join((opening, *facts)) if rng.random() < 0.5 else " ".join((*facts, opening))
    answer = "True" if negative == asked_negative else "False"
    return Draft(answer, (), {"facts": text, "claim": claim}, closing=closing)


def _rules(rng: random.Random, level: int) -> Draft:
    who, other = rng.sample(NAMES, 2)
    qualities = rng.sample(QUALITIES, level + 4)
    path, spare = qualities[: level + 1], qualities[level + 1 :]
    rules = [rng.choice((f"If someone is {a} then they are {b}.", f"All {a} people are {b}.", f"{a.capitalize()} people are {b}."))
             for a, b in pairwise(path)]  # fmt: skip
    rules.append(f"If someone is {spare[0]} then they are {spare[1]}.")
    facts = [f"{who} is {path[0]}.", f"{other} is {spare[0]}."]
    rng.shuffle(rules)
    kind = rng.choice(("True", "False", "Unknown"))
    chain = ", so ".join(f"{who} is {q}" for q in path)
    if kind == "Unknown":
        claim = f"{who} is {spare[2]}"
        closing = f"Nothing says whether {claim}."
    else:
        claim = f"{who} is {'not ' if kind == 'False' else ''}{path[-1]}"
        closing = chain + "."
    return Draft(kind, (), {"facts": " ".join(facts + rules), "claim": claim}, closing=closing)


LEVELS, BEYOND = (1, 2, 3), (4, 5)
SYLLOGISMS = Generator(FAMILY, "syllogism", LEVELS, {"": SYLLOGISM}, _syllogism)
KIND_CHAINS = Generator(FAMILY, "kinds", LEVELS, {"": CHAIN}, _chain, BEYOND)
RULE_CHAINS = Generator(FAMILY, "rules", LEVELS, {"": RULES}, _rules, BEYOND)
