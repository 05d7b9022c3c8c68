"""Scenes of a crowd: how many did what, when, and how many chose otherwise."""

from __future__ import annotations

import random

from tasks.generators.scenes.parts import Made, Maker, Steps, and_

# The ways to say a thing stand in one line.
# fmt: off
_CROWDS = "students|campers|children|guests|tourists|players|people|members|visitors|workers|scouts|neighbors|pupils|boys|girls".split("|")
_DID = (  # what one may have done instead of another
    ("went rowing", "went hiking", "went swimming", "went fishing", "went climbing"),
    ("played chess", "played cards", "played tennis", "played soccer"),
    ("chose soup", "chose salad", "chose pizza", "chose pasta", "chose rice"),
    ("took the bus", "took the train", "walked", "rode a bike"),
    ("voted for the zoo", "voted for the museum", "voted for the beach", "voted for the park"),
    ("suggested adding beans to the menu", "suggested adding corn to the menu", "suggested adding pears to the menu"),
    ("signed up for dance", "signed up for art", "signed up for music", "signed up for theater"),
    ("ordered tea", "ordered coffee", "ordered juice", "ordered milk"),
    ("visited the castle", "visited the market", "visited the lake", "visited the church"),
    ("painted masks", "built kites", "sewed flags", "carved spoons"),
    ("brought a cake", "brought a drink", "brought flowers", "brought a game"),
    ("like apples best", "like grapes best", "like plums best", "like cherries best"),  # the last has no time
)
_WHEN = (
    ("in the morning", "in the afternoon", "in the evening"),
    ("on Monday", "on Tuesday", "on Wednesday"),
    ("on Saturday", "on Sunday", "on Friday"),
    ("yesterday", "today"),
    ("last week", "this week"),
    ("in the first hour", "in the second hour", "in the third hour"),
    ("this morning", "yesterday", "the day before yesterday"),
    ("in spring", "in summer", "in fall"),
)


def _noun(did: str) -> str:
    """`went rowing` as a label says it: `rowing`."""
    return did.split(" ", 1)[1] if " " in did else did


def _at_times(rng: random.Random) -> Made | None:
    """Two activities at two or three times; the question picks cells by activity, by time, or both."""
    crowd, of_day = rng.choice(_CROWDS), rng.choice(_WHEN)
    did = rng.sample(rng.choice(_DID[:-1]), 2)
    times: tuple[str, ...] = of_day[: rng.choice((2, 2, 3))]
    cells = [(d, t) for t in times for d in did]
    if rng.random() < 0.65:
        cells = [cell for i, cell in enumerate(cells) if i < 2 or rng.random() < 0.55]
    if rng.random() < 0.35:
        cells = [cell for cell in cells if cell[0] == did[0]]
    if len(cells) < 2:
        return None
    top = rng.choice((12, 60, 60, 500))
    n = dict(zip(cells, rng.sample(range(2, top + 8), len(cells)), strict=True))
    by_time = [[cell for cell in cells if cell[1] == t] for t in times]
    told = []
    for group in by_time:
        if group:
            t = group[0][1]
            said = and_([f"{n[cell]} {crowd} {cell[0]}" for cell in group])
            told.append(f"{t}, {said}" if rng.random() < 0.25 else f"{said} {t}")
    if len(told) > 1 and rng.random() < 0.3 and "," not in told[1]:
        told[:2] = [f"{told[0]} and {told[1]}"]
    told = [f"{sentence}." for sentence in told]
    if rng.random() < 0.2:
        told.append(f"nobody else {did[0]}.")
    steps = Steps()
    roll = rng.random()
    mine = [cell for cell in cells if cell[0] == did[0]]
    if roll < 0.45 and len(mine) >= 2:
        d = did[0]
        if rng.random() < 0.5:
            steps.do(f"{crowd} who {d} in all", "+".join(str(n[cell]) for cell in mine))
            ask = rng.choice((f"how many {crowd} {d} in all?", f"how many {crowd} {d}?", f"what is the number of {crowd} who {d}?", f"how many {crowd} {d} altogether?"))
            return told, ask, steps, sum(n[cell] for cell in mine)
        a, b = sorted(rng.sample(mine, 2), key=lambda cell: -n[cell])
        steps.do(f"difference between {a[1]} and {b[1]}", f"{n[a]}-{n[b]}")
        ask = rng.choice((f"how many more {crowd} {d} {a[1]} than {b[1]}?", f"how many fewer {crowd} {d} {b[1]} than {a[1]}?", f"how many more {crowd} {d} {a[1]} than did {b[1]}?"))
        return told, ask, steps, n[a] - n[b]
    if roll < 0.75:
        t = rng.choice(times)
        there = [cell for cell in cells if cell[1] == t]
        if len(there) < 2:
            return None
        a, b = sorted(there, key=lambda cell: -n[cell])
        if rng.random() < 0.5:
            steps.do(f"{_noun(a[0])} minus {_noun(b[0])}", f"{n[a]}-{n[b]}")
            ask = rng.choice((f"how many more {crowd} {a[0]} than {_noun(b[0])} {t}?" if a[0].split()[0] == b[0].split()[0] and " " in b[0] else f"how many more {crowd} {a[0]} than {b[0]} {t}?", f"{t}, how many more {crowd} {a[0]} than {b[0]}?"))
            return told, ask, steps, n[a] - n[b]
        steps.do(f"{crowd} {t}", f"{n[a]}+{n[b]}")
        return told, f"how many {crowd} {a[0]} or {b[0]} {t}?", steps, n[a] + n[b]
    steps.do(f"{crowd} in all", "+".join(str(n[cell]) for cell in cells))
    ask = f"how many {crowd} {did[0]} and {_noun(did[1]) if did[0].split()[0] == did[1].split()[0] and ' ' in did[1] else did[1]} in all?" if any(c[0] == did[1] for c in cells) else f"how many {crowd} {did[0]} in all?"
    return told, ask, steps, sum(n.values())


def _chose(rng: random.Random) -> Made | None:
    """A crowd that did one thing or another: a part, the rest, how many took part, or one by how many more it is."""
    crowd = rng.choice(_CROWDS)
    group = rng.choice(_DID)
    x, y, z = rng.sample(group, 3)
    n, m, k = rng.sample(range(3, rng.choice((20, 90, 500))), 3)
    opening = rng.choice((f"the teacher asked the {crowd} what they wanted.", f"a list was made of what the {crowd} did.", f"there was a trip for the {crowd}.", "", "", "", f"all of the {crowd} could decide for themselves."))
    others = rng.choice(("while the others", "and the rest", "while others", "and all the others", "while the rest of them"))
    steps = Steps()
    roll = rng.random()
    told = [opening] if opening else []
    if roll < 0.3:
        if rng.random() < 0.5:
            told += [rng.choice((f"there were {n + m} {crowd}.", f"the leader asked {n + m} {crowd}.", f"of {n + m} {crowd},")), f"{n} {crowd} {x} {others} {y}."]
            if told[-2].endswith(","):
                told[-2:] = [f"{told[-2]} {n} {x} {others} {y}."]
        else:
            told += [f"{n} of the {n + m} {crowd} {x} {others} {y}."]
        steps.do(f"{crowd} who {y}", f"{n + m}-{n}")
        return told, rng.choice((f"how many {crowd} {y}?", f"how many {y}?", f"what number of {crowd} {y}?")), steps, m
    if roll < 0.55:
        d = k
        up = rng.random() < 0.5
        if not up and d >= n:
            return None
        told += [f"{n} {crowd} {x} {others} {y}."] if rng.random() < 0.5 else [f"{n} {crowd} {x}."]
        told.append(f"{d} {'more' if up else 'fewer'} {crowd} {y} than {x}." if rng.random() < 0.6 else f"if {d} more {crowd} {y if up else x} than {x if up else y},")
        ask = f"how many {crowd} {y}?"
        if told[-1].endswith(","):
            last = told.pop()
            ask = f"{last} {ask}"
        steps.do(f"{crowd} who {y}", f"{n}{'+' if up else '-'}{d}")
        return told, ask, steps, n + d if up else n - d
    if roll < 0.75:
        told.append(rng.choice((f"{n} {crowd} {x}, {m} {y} and {k} {z}.", f"if {n} {crowd} {x} {m} {y} and {k} {z}.", f"{n} {x}, {m} {y} and {k} {z}.")))
        steps.do(f"{crowd} in all", f"{n}+{m}+{k}")
        return (told, rng.choice((f"how many {crowd} were there?", f"how many {crowd} took part?", f"how many {crowd} were there in all?", f"how many {crowd} were asked?")), steps, n + m + k)
    told.append(rng.choice((f"{n} {crowd} {x}, {m} {y} and {k} {z}.", f"if {n} {crowd} {x}, {m} {y} and {k} {z}.", f"{n} {crowd} {x} while {m} {y} and {k} {z}.")))
    a, b = sorted(rng.sample(((n, x), (m, y), (k, z)), 2), reverse=True)
    steps.do(f"{_noun(a[1])} minus {_noun(b[1])}", f"{a[0]}-{b[0]}")
    ask = rng.choice((f"how many more {crowd} {a[1]} than those that {b[1]}?", f"how many more {crowd} {a[1]} than {b[1]}?", f"how many fewer {crowd} {b[1]} than {a[1]}?"))
    return told, ask, steps, a[0] - b[0]


MAKERS: tuple[tuple[Maker, int], ...] = ((_at_times, 5), (_chose, 5))
"""What makes a scene, and how often it is drawn."""
