"""Scenes in which numbers hang on what somebody did, owns or has left: who did more, what was spent, what there was before."""

from __future__ import annotations

import random

from tasks.generators.scenes.parts import Made, Maker, Steps, person, some
from tasks.generators.word_problems.grammar import past
from tasks.generators.word_problems.vocabulary import ACTIVITIES, FEMALE, MALE, SCENES

# The ways to say a thing stand in one line.
# fmt: off



def _did_more(rng: random.Random) -> Made | None:
    """Two or three people and an activity, told by differences; at times a second activity stands by."""
    (verb, one, low, high), (verb2, one2, low2, high2) = rng.sample(ACTIVITIES, 2)
    did, items, items2 = past(verb), some(one), some(one2)
    if items == items2:
        return None
    a, b, c = rng.sample((*MALE, *FEMALE), 3)
    n = rng.randint(low, max(high, low + 4))
    d = rng.randint(2, max(3, high // 2))
    where = rng.choice(("", "", "", " today", " yesterday", " last week", " on Friday"))
    steps = Steps()
    more = rng.random() < 0.55
    word = "more" if more else rng.choice(("fewer", "less"))
    second = rng.random() < 0.3
    n2, d2 = rng.randint(low2, max(high2, low2 + 4)), rng.randint(1, max(2, low2))
    up2 = rng.random() < 0.5
    forward = rng.random() < 0.5
    # forward: a known, b told against a; else b known and told against a, which is asked
    value = {a: n, b: n + d if more else n - d} if forward else {b: n, a: n - d if more else n + d}
    if min(value.values()) < 2:
        return None
    known, asked = (a, b) if forward else (b, a)
    first = f"{known} {did} {n} {items}{where}."
    if second:
        extra = f" and {n2} {items2}" if verb == verb2 else f" and {past(verb2)} {n2} {items2}"
        first = f"{known} {did} {n} {items}{extra}{where}."
    relation = f"{b} {did} {d} {word} {items} than {a}."
    if second and rng.random() < 0.6 and verb == verb2:
        relation = f"{b} {did} {d} {word} {items} but {d2} {'more' if up2 else 'less'} {items2} than {a}."
    told = [first, relation] if rng.random() < 0.6 else [relation, first]
    if rng.random() < 0.25 and told[1] == first and not second:
        told[1] = f"if {first}"
    operator = "+" if (more == forward) else "-"
    roll = rng.random()
    if second and roll < 0.25:
        steps.do(f"{items} and {items2} of {known}", f"{n}+{n2}")
        return told, f"how many {items} and {items2} did {known} have in all?", steps, n + n2
    steps.do(f"{items} of {asked}", f"{n}{operator}{d}")
    if roll < 0.55:
        return (told, rng.choice((f"how many {items} did {asked} {verb}?", f"what is the number of {items} {asked} {did}?", f"how many {items} did {asked} {verb}{where}?")), steps, value[asked])
    if roll < 0.8 or second:
        steps.do(f"{items} in all", f"{n}+{value[asked]}")
        return (told, rng.choice((f"how many {items} did {a} and {b} {verb} altogether?", f"how many {items} did they {verb} together?", f"how many {items} did {b} and {a} {verb} in all?")), steps, n + value[asked])
    e = rng.randint(2, max(2, high // 3))
    more3 = rng.random() < 0.5
    if not more3 and value[asked] <= e + 1:
        return None
    told.append(f"{c} {did} {e} {'more' if more3 else 'less'} {items} than {asked}.")
    last = value[asked] + (e if more3 else -e)
    steps.do(f"{items} of {c}", f"{value[asked]}{'+' if more3 else '-'}{e}")
    if rng.random() < 0.5 or last == n:
        return told, f"how many {items} did {c} {verb}?", steps, last
    big, small = (c, known) if last > n else (known, c)
    steps.do(f"{big} minus {small}", f"{max(last, n)}-{min(last, n)}")
    return told, f"how many more {items} did {big} {verb} than {small}?", steps, abs(last - n)


def _purse(rng: random.Random) -> Made | None:
    """Money at first, money got, money left: what was spent, what was got, or how they differ."""
    who, he, his = person(rng)
    start, got = rng.sample(range(5, rng.choice((40, 120, 300))), 2)
    left = rng.randint(2, start + got - 3)
    spent = start + got - left
    places = rng.sample(("supermarket", "bakery", "toy store", "book fair", "market", "garden center", "mall", "shoe shop"), 2)

    def money(n: int) -> str:
        return rng.choice((f"${n}", f"{n} dollars", f"${n}", f"$ {n}"))

    steps = Steps()
    has = rng.choice((f"{who} had {money(start)}.", f"there were {start} dollars in {who}'s purse.", f"{who} had {money(start)} in {his} wallet.", f"at first, {who} had {money(start)}."))
    gained = rng.choice((f"{he} got {money(got)} more from the bank.", f"{he} collected {money(got)} from a neighbor.", f"{his} aunt gave {'him' if he == 'he' else 'her'} {money(got)}.", f"{he} earned {money(got)} by washing cars.", f"then {he} withdrew {got} more dollars."))
    ends = rng.choice((f"after {he} visited the {places[0]}, there were {left} dollars left.", f"after shopping at the {places[0]}, {he} had {money(left)} left.", f"{he} went to the {places[0]} and came back with {money(left)}."))
    roll = rng.random()
    if roll < 0.35:
        steps.do("money to spend", f"{start}+{got}")
        steps.do("money spent", f"{start + got}-{left}")
        return ([has, gained, ends], rng.choice((f"how much did {he} spend?", f"how much money did {he} spend at the {places[0]}?", f"how many dollars did {who} spend?")), steps, spent)
    if roll < 0.55:
        if spent == got:
            return None
        steps.do("money to spend", f"{start}+{got}")
        steps.do("money spent", f"{start + got}-{left}")
        if spent > got:
            steps.do("difference", f"{spent}-{got}")
            return [has, gained, ends], f"how much more money did {he} spend than {he} got?", steps, spent - got
        steps.do("difference", f"{got}-{spent}")
        return [has, gained, ends], f"how much more money did {he} get than {he} spent?", steps, got - spent
    if roll < 0.8:  # two places, one of them unknown
        if start < 9:
            return None
        one = rng.randint(2, start - 4)
        rest = rng.randint(2, start - one - 1)
        told = [has, rng.choice((f"after {he} visited the {places[0]} and the {places[1]}, there were {rest} dollars left.", f"{he} went to the {places[0]} and the {places[1]}, and {money(rest)} were left."))]
        told.append(f"{he} spent {money(one)} at the {places[1]}.")
        steps.do("money spent in all", f"{start}-{rest}")
        steps.do(f"money spent at the {places[0]}", f"{start - rest}-{one}")
        return told, f"how much did {he} spend at the {places[0]}?", steps, start - rest - one
    more = start + rng.randint(2, 90)
    told = [has, rng.choice((f"{he} washed cars over the weekend and now has {money(more)}.", f"{he} sold old toys, and now {he} has {money(more)}.", f"after {his} birthday {he} has {money(more)}."))]
    if rng.random() < 0.5:
        friend = rng.choice([name for name in (*MALE, *FEMALE) if name != who])
        told.insert(0, f"{friend} had {money(got)}.")  # before the pronoun that follows
    steps.do("money gained", f"{more}-{start}")
    return (told, rng.choice((f"how much did {who} make?", f"how much money did {who} get?", f"how many dollars did {who} gain?")), steps, more - start)


def _before_and_then(rng: random.Random) -> Made | None:
    """A start or a change that is not told, in plain verbs: before, added, taken."""
    who, he, his = person(rng)
    scene = rng.choice(SCENES)
    _, x = rng.choice(scene.things)
    n, d = rng.sample(range(2, rng.choice((20, 90, 700))), 2)
    steps = Steps()
    roll = rng.random()
    if roll < 0.25:
        told = [rng.choice((f"after finding some {x}, {who} has {n + d} {x}.", f"{who} has {n + d} {x} after a friend gave {'him' if he == 'he' else 'her'} some.", f"{who} now has {n + d} {x} in {his} collection.")), rng.choice((f"{he} had {n} {x} before.", f"earlier {he} had {n} {x}.", f"at first {he} had {n}."))]
        steps.do(f"{x} added", f"{n + d}-{n}")
        return told, rng.choice((f"how many {x} did {he} get?", f"how many {x} were added?")), steps, d
    if roll < 0.5:
        told = [f"{who} gave {d} {x} to a friend." if rng.random() < 0.5 else f"{who} lost {d} {x}.", rng.choice((f"{he} has {n} {x} left.", f"now {he} has {n} {x}.", f"as a result {he} now has {n} {x}."))]
        steps.do(f"{x} before", f"{n}+{d}")
        return (told, rng.choice((f"how many {x} did {who} have before?", f"how many {x} did {he} have at first?", f"how many {x} were there in the beginning?")), steps, n + d)
    if roll < 0.75:
        told = [f"{who} has {n + d} {x}.", rng.choice((f"{who} has {d} more {x} than a friend.", f"that is {d} more than {his} sister has.", f"{his} brother has {d} fewer {x}."))]
        steps.do(f"{x} of the other", f"{n + d}-{d}")
        ask = {"friend": "the friend", "sister": f"{his} sister", "other": f"{his} brother"}[told[1].split()[-1][:-1] if told[1].split()[-1] == "friend." else "sister" if "sister" in told[1] else "other"]
        return told, f"how many {x} does {ask} have?", steps, n
    room = n + d
    told = [rng.choice((f"a box can hold {room} {x}.", f"{who}'s shelf has room for {room} {x}.", f"{who} wants to have {room} {x}.", f"{who} needs {room} {x}.")), rng.choice((f"there are {n} {x} so far.", f"{who} already has {n} {x}.", f"{n} {x} are there already."))]
    steps.do(f"{x} still needed", f"{room}-{n}")
    return (told, rng.choice((f"how many more {x} are needed?", f"how many more {x} would fit?" if "hold" in told[0] or "room" in told[0] else f"how many more {x} does {he} need?")), steps, d)


MAKERS: tuple[tuple[Maker, int], ...] = ((_did_more, 6), (_purse, 4), (_before_and_then, 4))
"""What makes a scene, and how often it is drawn."""
