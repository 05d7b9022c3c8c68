"""Deduction in words: syllogisms, chains of kinds, rules with a True, False or Unknown at the end.

These need no tool: the solution is the chain itself, one short thought.
"""

from __future__ import annotations

import random
from itertools import pairwise

from tasks.generators.making import Draft, Generator
from tasks.generators.phrasing import pool

FAMILY = "logic"
SYLLOGISM = pool(
    "Consider these statements:\n1. {p}\n2. {q}\n\nDoes it logically follow that:\n{c}?\n(Answer Yes or No)",
    "{p}. {q}. Does it follow that {lower}?[| Answer Yes or No.]",
    "[Suppose|Assume][ that|] {plower} and {qlower}. Is it certain that {lower}? Answer Yes or No.",
    "Premise 1: {p}. Premise 2: {q}. Conclusion: {c}. Is the conclusion valid?[| Answer Yes or No.]",
    "If {plower} and {qlower}, must it be true that {lower}? Answer Yes or No.",
    "{p}, and {qlower}. [Can we conclude|Does this prove|Does it follow] that {lower}? Answer Yes or No.",
    "[It is given|We know] that {plower}. [It is also given|We also know] that {qlower}. Is it [true in every case|certain] that {lower}? Answer Yes or No.",
    "{name} [reasons|argues]: {plower}; {qlower}; therefore {lower}. Is the argument [valid|logically correct]? Answer Yes or No.",
    "Facts: {p}. {q}. Claim: {c}. [Does the claim follow|Do the facts prove the claim]?[| Answer Yes or No.]",
    "Is this argument [valid|logically correct]? {p}. {q}. Therefore, {lower}. Answer Yes or No.",
)
CHAIN = pool(
    "{facts} True or false: {claim}[.|?]",
    "{facts} Is [the following statement|this|the next statement] true or false? {claim}.",
    "{facts} <decide> whether it is true or false that {claim}.",
    'Read this: {facts} [The statement "{claim}" is true or false?|Is the statement "{claim}" true or false?]',
    "Context: {facts} Question: is it true or false that {claim}?",
    "{facts} {claim}: true or false?",
    "[Here are some facts.|Take these facts.|Given:] {facts} [Is it true or false that {claim}?|Statement: {claim}. True or false?]",
    'From the facts that follow, [say|decide|tell me] whether "{claim}" is true or false. {facts}',
    "{facts} [A friend says|Someone claims]: {claim}. Is that true or false?",
    '{facts} What is the truth value of "{claim}": true or false?',
)
RULES = pool(
    "{facts} {claim}: [True, False or Unknown?|is that True, False or Unknown?]",
    "{facts} [Based on the above|From this], is it True, False or Unknown that {claim}?",
    "Facts and rules: {facts} Statement: {claim}. Is the statement True, False or Unknown?",
    '{facts} <decide> if the statement "{claim}" is True, False or Unknown.',
    "Given: {facts} Claim: {claim}. Is [that|the claim] True, False or Unknown?",
    "[Read this|Consider this]: {facts} Is it True, False or Unknown that {claim}?",
    "{facts} Someone says: {claim}. [Is that|Would that be] True, False or Unknown?",
    'Is "{claim}" True, False or Unknown, [given the following|if this is all we know]? {facts}',
    '{facts} [What follows about|What can be said of] the statement "{claim}": is it True, False or Unknown?',
    "Use only what is given. {facts} The statement is: {claim}. [Answer|Reply] True, False or Unknown.",
)
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
