"""Scenes of groups: two kinds in each, two or three kinds of which one is grouped, and what is left over."""

from __future__ import annotations

import random

from tasks.generators.scenes.parts import Made, Maker, Steps, and_, person, some

# The ways to say a thing stand in one line.
# fmt: off
_HOLDERS = (  # what holds, what is in it, two kinds of that
    ("basket", "peach", "red", "green"), ("bag", "marble", "blue", "white"), ("box", "pencil", "long", "short"),
    ("tray", "muffin", "plain", "sweet"), ("bouquet", "rose", "red", "yellow"), ("pack", "balloon", "round", "long"),
    ("crate", "bottle", "green", "brown"), ("album", "photo", "old", "new"), ("jar", "button", "small", "large"),
    ("carton", "egg", "white", "brown"), ("bus", "seat", "blue", "gray"), ("shelf", "book", "thick", "thin"),
    ("row", "tulip", "pink", "white"), ("class", "chair", "wooden", "plastic"), ("set", "card", "black", "red"),
)
_THINGS = "banana orange egg marble button stamp coin bead shell cookie nut sticker flower pencil card crayon apple carrot".split()


def _two_in_each(rng: random.Random) -> Made | None:
    """g baskets with a red and b green ones in each: all, one kind, the difference, the baskets, or one kind in each."""
    holder, thing, red, green = rng.choice(_HOLDERS)
    holders, things = some(holder), some(thing)
    a, b = rng.sample(range(2, rng.choice((12, 25, 60))), 2)
    g = rng.randint(2, rng.choice((12, 30)))
    if rng.random() < 0.2:
        a, b = max(a, b), min(a, b)
    each = f"{a} {red} {things} and {b} {green} {things}" if rng.random() < 0.7 else f"{a} {red} and {b} {green} {things}"
    steps = Steps()
    roll = rng.random()
    how = rng.choice((
        [f"there are {g} {holders} of {things}.", f"each {holder} has {each}."],
        [f"each {holder} of {things} has {each}.", f"there are {g} such {holders}."],
        [f"each {holder} holds {each}.", f"there are {g} {holders}."],
        [f"{g} {holders} stand on the table, and each {holder} has {each} in it."],
    ))
    if roll < 0.25:
        steps.do(f"{things} in each {holder}", f"{a}+{b}")
        steps.do(f"{things} in all", f"{a + b}*{g}")
        return (how, rng.choice((f"how many {things} are there in all?", f"how many {things} are in the {holders} altogether?", f"how many {things} are in all the {holders}?")), steps, (a + b) * g)
    if roll < 0.5:
        color, n = rng.choice(((red, a), (green, b)))
        steps.do(f"{color} {things} in all", f"{n}*{g}")
        return (how, rng.choice((f"how many {color} {things} are there in all?", f"how many {color} {things} are in the {holders} altogether?", f"what is the number of {color} {things} in the {holders}?")), steps, n * g)
    if roll < 0.6:
        steps.do(f"{things} in each {holder}", f"{a}+{b}")
        return (how, rng.choice((f"how many {things} are in each {holder}?", f"how many {things} does one {holder} hold?")), steps, a + b)
    if roll < 0.7:
        (big, n), (small, m) = sorted(((red, a), (green, b)), key=lambda pair: -pair[1])
        steps.do(f"{big} minus {small} in each", f"{n}-{m}")
        if rng.random() < 0.5:
            return how, f"how many more {big} {things} than {small} {things} are in each {holder}?", steps, n - m
        steps.do(f"{big} minus {small} in all", f"{n - m}*{g}")
        return (how, f"how many more {big} {things} than {small} {things} are there in all the {holders}?", steps, (n - m) * g)
    if roll < 0.85:
        told = [f"there are some {holders} of {things}.", f"each {holder} has {each}."] if rng.random() < 0.5 else [f"each {holder} has {each}."]
        told.append(f"there are {(a + b) * g} {things} in all the {holders}.")
        steps.do(f"{things} in each {holder}", f"{a}+{b}")
        steps.do(f"number of {holders}", f"{(a + b) * g}/{a + b}")
        return told, f"how many {holders} are there?", steps, g
    told = [f"there are {g} {holders} of {things}.", f"each {holder} has {a} {red} {things} and some {green} ones.", f"there are {(a + b) * g} {things} in all {holders} together."]
    steps.do(f"{things} in each {holder}", f"{(a + b) * g}/{g}")
    steps.do(f"{green} {things} in each {holder}", f"{a + b}-{a}")
    return told, f"how many {green} {things} are in each {holder}?", steps, b


def _into_groups(rng: random.Random) -> Made | None:
    """Two or three kinds put into groups: which number and which groups the question wants."""
    who, he, _ = person(rng)
    x, y, z = (some(one) for one in rng.sample(_THINGS, 3))
    g, p, h, q = rng.sample(range(2, rng.choice((12, 25, 90))), 4)
    steps = Steps()
    roll = rng.random()
    group = rng.choice(("groups", "bags", "boxes", "piles", "bowls", "rows"))
    one = {"boxes": "box"}.get(group, group[:-1])
    if roll < 0.35:
        both = and_(rng.sample([f"{g * p} {x}", f"{h * q} {y}"], 2))
        told = [rng.choice((f"{who} has {both}.", f"there are {both} in {who}'s collection.", f"{who} bought {both}."))]
        clauses = [f"the {x} are put into {g} {group}", f"the {y} into {h} {group}"]
        told.append(rng.choice((f"if the {x} are organized into {g} {group} and the {y} are organized into {h} {group}.", f"{' and '.join(clauses)}.")))
        steps.do(f"{x} in each {one}", f"{g * p}/{g}")
        return (told, rng.choice((f"how many {x} are in each {one}?", f"how big is each {one} of {x}?", f"how many {x} does each {one} have?")), steps, p)
    if roll < 0.65:
        parts = [f"{g * p} {x}", f"{h} {y}"] + ([f"{q} {z}"] if rng.random() < 0.4 else [])
        rng.shuffle(parts)
        has = rng.choice((f"{who} has {and_(parts)}.", f"{he} has {and_(parts)}.", f"{who} owns {and_(parts)}."))
        has = has if he + " " not in has[: len(he) + 1] else f"{who} has {and_(parts)}."
        if rng.random() < 0.5:
            told = [f"{who} wants to split {'a collection of ' if rng.random() < 0.5 else 'the '}{x} into {group} of {p}.", has]
            steps.do(f"number of {group}", f"{g * p}/{p}")
            return (told, rng.choice((f"how many {group} will be created?", f"how many {group} will there be?", f"how many {group} does {he} make?")), steps, g)
        told = [has, f"{he} puts the {x} into {g} {group}, the same number in each."]
        steps.do(f"{x} in each {one}", f"{g * p}/{g}")
        return told, f"how many {x} are in each {one}?", steps, p
    if roll < 0.85:
        extra = rng.random() < 0.6
        told = rng.choice(([f"{who} has {g} sets of tables and each set has {p} chairs."], [f"there are {g} tables with {p} chairs each."], [f"{who} put {p} {x} into each of {g} {group}."]))
        things = "chairs" if "chairs" in told[0] else x
        steps.do(f"{things} in the {'sets' if 'sets' in told[0] else 'tables' if things == 'chairs' else group}", f"{g}*{p}")
        if not extra:
            return (told, rng.choice((f"how many {things} are there?", f"how many {things} are there in all?")), steps, g * p)
        if rng.random() < 0.5:
            told.append(rng.choice((f"there are also {h} extra {things}.", f"{h} {things} are left over.", f"there are {h} more {things}.")))
            steps.do(f"{things} in all", f"{g * p}+{h}")
            return (told, rng.choice((f"how many {things} are there?", f"how many {things} does {who} have in all?" if who in told[0] else f"how many {things} are there in all?")), steps, g * p + h)
        need = g * p + h
        told.append(f"{need} {things} are needed in all.")
        steps.do(f"{things} still needed", f"{need}-{g * p}")
        return told, f"how many more {things} are needed?", steps, h
    houses, blocks, each = g, h, rng.randint(2, 9)
    what, place, area = rng.choice((("letters", "house", "block"), ("books", "student", "class"), ("bulbs", "lamp", "hall"), ("towels", "room", "floor"), ("seeds", "pot", "row")))
    if rng.random() < 0.5:
        told = [f"{who} has to give {each} {what} to each {place} in each of the {blocks} {some(area)}.", f"there are {houses} {some(place)} in each {area}."]
        steps.do(f"{some(place)} in all", f"{blocks}*{houses}")
        steps.do(f"{what} in all", f"{blocks * houses}*{each}")
        return told, f"how many {what} should {he} give in total?", steps, blocks * houses * each
    told = [f"{who} has to give {each * houses} {what} to each {area}.", f"{he} gives {each} {what} to each {place} in the {area}."]
    if rng.random() < 0.4:
        told[0] = f"{who} has to give {each * houses} {what} to each of the {blocks} {some(area)}."
    steps.do(f"{some(place)} in each {area}", f"{each * houses}/{each}")
    return told, f"how many {some(place)} are there in each {area}?", steps, houses


MAKERS: tuple[tuple[Maker, int], ...] = ((_two_in_each, 5), (_into_groups, 5))
"""What makes a scene, and how often it is drawn."""
