"""Scenes of things in a place: some come or go, and the question does not say when."""

from __future__ import annotations

import random

from tasks.generators.scenes.parts import Made, Maker, Steps, and_, person, some

# The ways to say a thing stand in one line.
# fmt: off
_INDOOR = (  # where, kinds of things, more come, some go
    ("on the shelf in {his} room", "book, action figure, toy car, puzzle, model plane, trophy, game, album"),
    ("in the cupboard", "cup, plate, glass, bowl, mug, jar, pan"),
    ("in the drawer", "spoon, fork, pencil, pen, sock, key, battery"),
    ("in the basket", "apple, pear, plum, peach, orange, lemon, egg, roll"),
    ("in the fridge", "yogurt, egg, carrot, bottle of milk, sausage, pepper"),
    ("on the wall of the kitchen", "photo, poster, plate, calendar, drawing"),
    ("in the toy box", "doll, ball, block, car, robot, puppet, train"),
    ("on the desk", "notebook, folder, pencil, letter, magazine, envelope"),
    ("in the suitcase", "shirt, dress, sock, sweater, scarf, towel, book"),
)
_OUTDOOR = (  # what they are doing and where, kinds, verbs of coming, verbs of going
    ("sitting on the fence", "bird, stork, crow, sparrow, pigeon, owl", "came to join them|flew in|landed", "flew away"),
    ("swimming in the pond", "duck, goose, swan, frog, turtle", "swam over|came to join them|jumped in", "swam away|left"),
    ("grazing in the field", "cow, horse, goat, sheep, donkey", "were led in|came to join them", "were led away|ran off"),
    ("standing in the parking lot", "car, truck, van, bus, motorcycle", "drove in|arrived", "drove away|left"),
    ("waiting at the station", "man, woman, boy, girl, student", "arrived|came to wait too", "left|went home"),
    ("playing in the park", "boy, girl, dog, toddler", "joined in|came along", "went home|left"),
    ("resting on the roof", "cat, pigeon, crow, seagull", "climbed up|came to join them", "went away"),
    ("riding on the bus", "adult, child, student, tourist", "got on", "got off"),
    ("growing in the garden", "rose, tulip, lily, sunflower, daisy", "were planted|came up", "were cut|withered"),
    ("anchored in the harbor", "sailboat, ferry, tugboat, yacht", "sailed in|arrived", "sailed out|left"),
)


def _joined(rng: random.Random) -> Made | None:
    """One or two kinds in a place, some come or go, and a question that does not say when."""
    inside = rng.random() < 0.5
    who, he, his = person(rng)
    if inside:
        where, kinds = rng.choice(_INDOOR)
        where, doing = where.format(his=his), ""
        come = rng.choice(("{he} added {k} more {z}", "{he} put {k} more {z} there", "{who} brought {k} more {z}", "{he} placed another {k} {z} beside them", "{k} more {z} were added"))
        go = rng.choice(("{he} took {k} {z} away", "{he} removed {k} of the {z}", "{k} of the {z} were taken out", "{he} gave {k} of the {z} to a friend"))
    else:
        doing, kinds, comes, goes = rng.choice(_OUTDOOR)
        where = doing
        come = "{k} more {z} " + rng.choice(comes.split("|"))
        go = "{k} of the {z} " + rng.choice(goes.split("|"))
    x, y = rng.sample([some(one) for one in kinds.split(", ")], 2)
    top = rng.choice((10, 10, 20, 60, 300))
    n, m, k, k2 = rng.sample(range(2, top + 6), 4)
    has = {x: n, y: m}
    steps = Steps()
    z = rng.choice((x, y))
    alone = rng.random() < 0.25  # the second kind comes later
    if alone:
        has = {x: n, y: 0}
        events = [(x, k), (y, m)]
        rng.shuffle(events)
        first = f"{n} {x}"
    else:
        down = rng.random() < 0.35 and has[z] > k
        events = [(z, -k if down else k)]
        if rng.random() < 0.2:
            other = y if z == x else x
            events.append((other, -k2 if rng.random() < 0.4 and has[other] > k2 else k2))
        first = and_([f"{n} {x}", f"{m} {y}"])
    if inside:
        start = rng.choice((f"{who} had {first} {where}.", f"there were {first} {where}.", f"{who} kept {first} {where}.", f"{where} there were {first}.", f"{who} has {first} {where}."))
    else:
        start = rng.choice((f"{first} were {where}.", f"there were {first} {where}.", f"{who} saw {first} {where}.", f"{first} are {where}."))
    told = [start]
    said = [(come if k > 0 else go).format(he=he if "{he}" in come + go and who in start else who, who=who, k=abs(k), z=kind) for kind, k in events]
    when = rng.choice(("", "", "later ", "then ", "in the afternoon, ", "after a while, ", "the next day, "))
    if alone and not inside and rng.random() < 0.6:  # both at once
        (a, i), (b, j) = events
        said = [come.format(k=f"{i} more {a} and {j} more {b}", z="").replace(" more  ", " ")]
        when = ""
    told.append(when + and_(said) + ".")
    state = rng.choice(("are", "were")) if not inside else "were"
    place = where if rng.random() < 0.75 else "there"
    roll = rng.random()
    asked = [x, y]
    if roll < 0.3:
        asked = [next(kind for kind, _ in events)]
        if not has[asked[0]]:
            return None
    for kind, k in events:
        if kind in asked:
            if has[kind]:
                steps.do(f"{kind} {'in all' if k > 0 else 'left'}", f"{has[kind]}{'+' if k > 0 else '-'}{abs(k)}")
            has[kind] += k
    if len(asked) == 1:
        z = asked[0]
        ask = rng.choice((f"how many {z} {state} {place}?", f"what is the number of {z} {place}?", f"how many {z} {state} {place} altogether?"))
        return told, ask, steps, has[z]
    if roll < 0.65:
        if has[x] == has[y]:
            return None
        a, b = (x, y) if has[x] > has[y] else (y, x)
        steps.do(f"{a} minus {b}", f"{has[a]}-{has[b]}")
        ask = rng.choice((f"how many more {a} than {b} {state} {place}?", f"how many more {a} {state} {place} than {b}?", f"how many fewer {b} than {a} {state} {place}?", f"by how many do the {a} outnumber the {b}?"))
        return told, ask, steps, has[a] - has[b]
    steps.do(f"{x} and {y} in all", f"{has[x]}+{has[y]}")
    ask = rng.choice((f"how many {x} and {y} {state} {place}?", f"how many {x} and {y} are there in all?", f"how many {y} and {x} {state} {place}?", f"what is the total number of {x} and {y}?"))
    return told, ask, steps, has[x] + has[y]


def _one_unknown(rng: random.Random) -> Made | None:
    """Two kinds or places, and one changes by what is asked; the other does not matter."""
    who, he, his = person(rng)
    where, kinds = rng.choice(_INDOOR)
    x, y = rng.sample([some(one) for one in kinds.split(", ")], 2)
    n, m, end = rng.sample(range(3, rng.choice((30, 90, 400))), 3)
    both = and_([f"{n} {x}", f"{m} {y}"] if rng.random() < 0.5 else [f"{m} {y}", f"{n} {x}"])
    verbs = ("added", "bought", "put in", "brought") if end > n else ("gave away", "sold", "used", "removed")
    verb = rng.choice(verbs)
    if end == n:
        return None
    told = [
        rng.choice((f"{who} had {both} {where.format(his=his)}.", f"there were {both} {where.format(his=his)}.", f"{who} had {both}.")),
        rng.choice((f"{who} {verb} some {x}.", f"{who} {verb} a number of {x} today.", f"then {who} {verb} some of the {x}." if end < n else f"then {who} {verb} some more {x}.")),
        rng.choice((f"there are now {end} {x}.", f"now {he} has {end} {x}.", f"that left {end} {x}." if end < n else f"now there are {end} {x}.")),
    ]
    steps = Steps()
    a, b = max(n, end), min(n, end)
    plain = {"gave away": "give away", "sold": "sell", "used": "use", "removed": "remove", "added": "add", "bought": "buy", "put in": "put in", "brought": "bring"}[verb]
    steps.do(f"{x} that {he} {verb}", f"{a}-{b}")
    return (told, rng.choice((f"how many {x} did {he} {plain}?", f"how many did {he} {plain}?", f"what is the number of {x} {who} {verb}?")), steps, a - b)


def _ate_and_bought(rng: random.Random) -> Made | None:
    """A start, two changes, and a question about the changes alone, or about what is left."""
    who, he, _ = person(rng)
    x = some(rng.choice("cookie, apple, balloon, sticker, cupcake, egg, pencil, candy, marble, stamp, nut, cracker, flower, card, game".split(", ")))
    n, lost, got = rng.sample(range(2, rng.choice((12, 40, 90))), 3)
    if lost >= n:
        return None
    lose, gain = rng.choice((("ate", "bought"), ("gave away", "found"), ("sold", "made"), ("lost", "got"), ("used", "bought"), ("threw away", "received")))
    plain = {"ate": "eat", "bought": "buy", "gave away": "give away", "found": "find", "sold": "sell", "made": "make", "lost": "lose", "got": "get", "used": "use", "threw away": "throw away", "received": "receive"}
    first, second = f"{he} {lose} {lost} of them", f"{he} {gain} {got} more"
    order = rng.random() < 0.6
    told = [f"{who} had {n} {x}."]
    told += [f"{first}.", f"then {second} {x}."] if order else [f"{second}.", f"then {he} {lose} {lost} {x}."]
    steps = Steps()
    if rng.random() < 0.55:
        a, b, i, j = (lose, gain, lost, got) if lost > got else (gain, lose, got, lost)
        steps.do(f"{x} {a} minus {x} {b}", f"{i}-{j}")
        ask = rng.choice((f"how many more {x} did {he} {plain[a]} than {he} {b}?", f"how many more {x} did {he} {plain[a]} than those {he} {b}?", f"how many fewer {x} did {he} {plain[b]} than {he} {a}?"))
        return told, ask, steps, i - j
    if order:
        steps.do(f"{x} left", f"{n}-{lost}")
        steps.do(f"{x} in the end", f"{n - lost}+{got}")
    else:
        steps.do(f"{x} then", f"{n}+{got}")
        steps.do(f"{x} in the end", f"{n + got}-{lost}")
    return (told, rng.choice((f"how many {x} does {he} have?", f"how many {x} did {he} have in the end?", f"how many {x} does {who} have left?")), steps, n - lost + got)


MAKERS: tuple[tuple[Maker, int], ...] = ((_joined, 6), (_one_unknown, 2), (_ate_and_bought, 2))
"""What makes a scene, and how often it is drawn."""
