"""Deduction in words: syllogisms, chains of kinds, rules with a True, False or Unknown at the end.

The program of a solution copies each sentence as a pair in the order told, or a premise as what it says of sets.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
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
AS_SETS = ("{s} <= {p}", "not {s} & {p}", "{s} & {p}", "{s} - {p}")
"""The same in Python: a set is true if it has members."""
PAIRS = {1: ("sm", "mp"), 2: ("sm", "pm"), 3: ("ms", "mp")}


def _syllogism(rng: random.Random, level: int) -> Draft | None:
    (first, second, figure), follow = rng.choice(list(FORMS.items()))
    s, m, p = rng.sample(KINDS, 3)
    names = {"s": s, "m": m, "p": p}
    premises = [
        (form, names[pair[0]], names[pair[1]]) for form, pair in zip((first, second), PAIRS[figure], strict=True)
    ]
    asked = rng.choice(follow) if follow and rng.random() < 0.65 else rng.choice((A, E, I, O))
    # a universal says nothing of whether there are any, so All and No do not give Some
    valid = asked in follow
    if level == 1 and figure != 1:
        return None
    claim = SAID[asked].format(s=s, p=p)
    if level == 3 and rng.random() < 0.5:
        premises.reverse()
    one, two = (SAID[form].format(s=a, p=b) for form, a, b in premises)
    said = [AS_SETS[form].format(s=a, p=b) for form, a, b in (*premises, (asked, s, p))]
    program = (
        "from itertools import product\n"
        + "\n".join(f'{name} = "{text}"' for name, text in zip(("first", "second", "claim"), said, strict=True))
        + f"\n{EVERY_CASE}"
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
    return Draft("Yes" if valid else "No", (("Look for a case against it.", program),), slots, tool="python")


EVERY_CASE = """\
names = {w for w in f"{first} {second} {claim}".split() if w.isalpha()} - {"not"}
sets = [set(members) for members in ["", "1", "2", "3", "12", "13", "23", "123"]]
cases = [dict(zip(names, row)) for row in product(sets, repeat=3)]
against = [c for c in cases if eval(first, c) and eval(second, c) and not eval(claim, c)]
print("No" if against else "Yes")"""
"""Three members are enough: a case against needs one for each `some` in the premises and in the claim's opposite."""


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
    told = (opening, *facts) if rng.random() < 0.5 else (*facts, opening)
    program = f'{_closure(told, name)}\nprint("{claim.removeprefix(f"{name} is ")}" in known)'
    answer = "True" if negative == asked_negative else "False"
    moves = ((f"What follows for {name}?", program),)
    return Draft(answer, moves, {"facts": " ".join(told), "claim": claim}, tool="python")


_SENTENCE = re.compile(
    r"(?:Every |Each |If someone is |All )?(\w+)(?: is| people are| then they are)(?: an?)? ((?:not )?\w+)\."
)


def _closure(told: Iterable[str], name: str) -> str:
    """Each sentence as a pair, in the order told, and all that follows from being `name`."""
    pairs = [_SENTENCE.fullmatch(sentence).groups() for sentence in told]  # type: ignore[union-attr]
    names = {sentence.split()[0] for sentence in told if re.match(r"\w+ is ", sentence)}
    listed = ", ".join(f'("{a if a in names else a.lower()}", "{b}")' for a, b in pairs)
    return (
        f'facts = [{listed}]\nknown = {{"{name}"}}\nfor _ in facts:\n    known |= {{b for a, b in facts if a in known}}'
    )


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
    claimed = spare[2] if kind == "Unknown" else f"{'not ' if kind == 'False' else ''}{path[-1]}"
    program = (
        f'{_closure(facts + rules, who)}\nclaim = "{claimed}"\nopposite = f"not {{claim}}".replace("not not ", "")\n'
        'print(True if claim in known else False if opposite in known else "Unknown")'
    )
    slots = {"facts": " ".join(facts + rules), "claim": f"{who} is {claimed}"}
    return Draft(kind, ((f"What follows for {who}?", program),), slots, tool="python")


LEVELS, BEYOND = (1, 2, 3), (4, 5)
SYLLOGISMS = Generator(FAMILY, "syllogism", LEVELS, {"": SYLLOGISM}, _syllogism)
KIND_CHAINS = Generator(FAMILY, "kinds", LEVELS, {"": CHAIN}, _chain, BEYOND)
RULE_CHAINS = Generator(FAMILY, "rules", LEVELS, {"": RULES}, _rules, BEYOND)
