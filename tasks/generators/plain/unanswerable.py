"""Questions without an answer: a number is missing, the facts contradict, or nobody can know. The right answer says so.

Each story also exists with its number, as an answerable twin in the same words, so that saying "cannot be answered"
has to be earned.
"""

from __future__ import annotations

import random

from tasks.generators.making import Draft, Generator, Move
from tasks.generators.phrasing import pool

FAMILY = "plain"
MISSING = "This cannot be answered: a number is missing."
IMPOSSIBLE = "This cannot be answered: it is not possible."
UNKNOWABLE = "I cannot know that."
SHOP = pool(
    "{name} buys {n} {things} {price}. How much does {name} pay[| in all|, in dollars]?",
    "{n} {things} are bought {price}. [What is the total price|How much do they cost]?",
    "What do {n} {things} cost, bought {price}?",
    "{name} [takes|picks] {n} {things} {price}. What is the bill?",
    "How many dollars does {name} need for {n} {things} {price}?",
    "A school [orders|buys] {n} {things} {price}. [What does it pay|How much is that in dollars]?",
    "{name} [gets|carries home] {n} {things} {price}. How much money is that?",
    "[Find|Work out] the price of {n} {things}, bought {price}.",
    "{n} {things} [go|are sold] to {name} {price}. What does {name} [pay|owe]?",
)
TRIP = pool(
    "{name} drives {speed} for {n} hours. How many kilometres is that?",
    "A [car|bus|lorry] goes {speed} for {n} hours. [How far does it go|What distance does it cover], in kilometres?",
    "How many kilometres does a train cover in {n} hours, going {speed}?",
    "For {n} hours {name} travels {speed}. How far is that in kilometres?",
    "Going {speed} for {n} hours, how many kilometres does {name} travel?",
    "{name} is on the road for {n} hours and drives {speed}. [How many kilometres does {name} cover|How far does {name} get, in kilometres]?",
    "[Find|Work out] the distance in kilometres after {n} hours of [driving|going] {speed}.",
    "A trip of {n} hours is [made|driven] {speed}. How many kilometres [long is it|are covered]?",
)
AGE = pool(
    "{name} is {k} years older than {other}. {extra}How old is {name}?",
    "{extra}{name} is {k} years older than {other}. What is the age of {name}?",
    "{name} was born {k} years before {other}. {extra}[How old is {name}|What is the age of {name}]?",
    "Between {name}, the older, and {other} there are {k} years. {extra}How old is {name}?",
    "{other} is {k} years younger than {name}. {extra}How old is {name}?",
    "{extra}{name} has lived {k} years longer than {other}. [How old is {name}|What age is {name}]?",
    "{extra}{k} years separate {name} and the younger {other}. [Work out|Find|Tell me] the age of {name}.",
    "When {other} was born, {name} was {k} years old. {extra}[How old is {name} now|What is the age of {name} now]?",
)
BAG = pool(
    "{name} has {n} {things} and gives away {m}. How many are left?",
    "From {n} {things}, {m} are [taken away|lost|given away]. How many remain?",
    "There are {n} {things}. {m} [go missing|are given to a friend]. How many are there now?",
    "{name} had {n} {things} and handed {m} to a friend. How many did {name} keep?",
    "Of {n} {things}, {m} are [sold|removed]. How many are left?",
    "A [shop|stall] has {n} {things} and sells {m} of them. How many [does it still have|are not sold]?",
    "{m} of {n} {things} [are broken|are taken out]. How many [are left over|are still there]?",
    "{name} [packs|collects] {n} {things} and then loses {m} of them. How many does {name} still have?",
)
FUTURE = pool(
    "{question}",
    "[Tell me|Please answer]: {question}",
    "I want to know this: {question}",
    "[Do you know this|A question for you]: {question}",
    "{name} asks: {question}",
    "[Here is what I would like to know|Answer me this|My question is this]: {question}",
    "[Think hard|Be honest|Take your time]. {question}",
    "{name} [wonders|wants to know]: {question}",
)
THINGS = "pens books apples cups hats lamps boxes tickets toys cakes plates balls shirts".split()
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()
VAGUE_PRICES = "at the usual price;at a good price;at a shop;on Monday;with a coupon;on sale".split(";")
VAGUE_SPEEDS = "fast;slowly;along the coast;at the same speed as yesterday;at a steady speed".split(";")
QUESTIONS = (
    "What will the weather be in exactly one year?", "Which number am I thinking of?", "What did I eat this morning?",
    "Who will win the next lottery?", "What is the name of my cat?", "What colour is the shirt I am wearing?", "Where are my keys?",
    "How many people will be born tomorrow?", "What will I dream tonight?", "How old is my neighbour?",
    "Which card did I just draw?", "What is written on the paper in my hand?", "How much money is in my pocket?",
    "Will the coin that I toss tomorrow show heads?", "Which book did my sister read last week?", "What is my phone number?",
    "What is behind the door of my room?", "How many birds are in my garden now?", "What did my friend say yesterday?",
)  # fmt: skip


def _ask(answer: str, moves: tuple[Move, ...], closing: str, **slots: object) -> Draft:
    return Draft(answer, moves, slots, closing="" if moves else closing)


def _price(rng: random.Random, level: int) -> Draft:
    n, each = rng.randint(*((2, 30), (31, 900))[level - 1]), rng.randint(*((2, 40), (41, 990))[level - 1])
    slots = {"n": n, "things": rng.choice(THINGS), "name": rng.choice(NAMES)}
    if rng.random() < 0.4:
        return _ask(str(n * each), (("Number times price.", f"{n}*{each}"),), "", price=f"at ${each} each", **slots)
    return _ask(MISSING, (), "The price of one is not given.", price=rng.choice(VAGUE_PRICES), **slots)


def _trip(rng: random.Random, level: int) -> Draft:
    n, speed = rng.randint(*((2, 12), (13, 96))[level - 1]), rng.randint(*((20, 120), (121, 310))[level - 1])
    slots = {"n": n, "name": rng.choice(NAMES)}
    if rng.random() < 0.4:
        return _ask(str(n * speed), (("Speed times hours.", f"{n}*{speed}"),), "", speed=f"at {speed} km/h", **slots)
    return _ask(MISSING, (), "The speed is not given.", speed=rng.choice(VAGUE_SPEEDS), **slots)


def _age(rng: random.Random, level: int) -> Draft:
    name, other = rng.sample(NAMES, 2)
    k, age = rng.randint(2, 30), rng.randint(3, 60)
    slots = {"name": name, "other": other, "k": k}
    if rng.random() < 0.4:
        extra = f"{other} is {age} years old. "
        return _ask(str(age + k), (("Add the difference.", f"{age}+{k}"),), "", extra=extra, **slots)
    extra = rng.choice(("", f"{other} likes chess. ", f"{other} has {rng.randint(2, 5)} cousins. "))
    return _ask(MISSING, (), f"The age of {other} is not given.", extra=extra, **slots)


def _bag(rng: random.Random, level: int) -> Draft:
    n = rng.randint(*((3, 60), (61, 9999))[level - 1])
    possible = rng.random() < 0.5
    m = rng.randint(2, n) if possible else rng.randint(n + 1, n + (40, 4000)[level - 1])
    slots = {"n": n, "m": m, "things": rng.choice(THINGS), "name": rng.choice(NAMES)}
    if possible:
        return _ask(str(n - m), (("Take away.", f"{n}-{m}"),), "", **slots)
    return Draft(IMPOSSIBLE, (("Take away.", f"{n}-{m}"),), slots, closing="There are not so many.")


def _unknowable(rng: random.Random, level: int) -> Draft:
    slots = {"question": rng.choice(QUESTIONS), "name": rng.choice(NAMES)}
    return _ask(UNKNOWABLE, (), "Nothing here tells it.", **slots)


PRICE = Generator(FAMILY, "missing_price", (1,), {"": SHOP}, _price, (2,))
SPEED = Generator(FAMILY, "missing_speed", (1,), {"": TRIP}, _trip, (2,))
AGES = Generator(FAMILY, "missing_age", (1,), {"": AGE}, _age)
TOO_MANY = Generator(FAMILY, "too_many_taken", (1,), {"": BAG}, _bag, (2,))
UNKNOWN = Generator(FAMILY, "unknowable", (1,), {"": FUTURE}, _unknowable)
WITHOUT_ANSWER = tuple(generator.name for generator in (PRICE, SPEED, AGES, TOO_MANY, UNKNOWN))
"""The generators here by name: stories that lack a number or contradict themselves, their twins, the unknowable."""
