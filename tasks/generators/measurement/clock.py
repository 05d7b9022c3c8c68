"""The clock: ends, beginnings and lengths of intervals."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from tasks.generators.making import Draft, Generator
from tasks.generators.measurement.clock_phrases import (
    BETWEEN,
    ENDS,
    SHIFT,
    SPAN,
)
from tasks.generators.phrasing import pool
from tasks.reference import clock_moved, minutes_between

FAMILY = "measurement"
DAY = 24 * 60
NAMES = "Mia Leo Ava Noah Zoe Omar Priya Diego Chen Sofia Ines Tom Anna Ben Clara David Ella Felix".split()


def twelve(minutes: int) -> str:
    """Minutes after midnight as `3:05 PM`."""
    hours, rest = divmod(minutes % DAY, 60)
    return f"{(hours - 1) % 12 + 1}:{rest:02} {'AM' if hours < 12 else 'PM'}"


def twenty_four(minutes: int) -> str:
    """Minutes after midnight as `15:05`."""
    hours, rest = divmod(minutes % DAY, 60)
    return f"{hours:02}:{rest:02}"


def _shift(rng: random.Random, level: int) -> Draft:
    start, n = rng.randrange(DAY), rng.randint((5, 5, 5, 1100)[level - 1], (55, 300, 1000, 9000)[level - 1])
    write = twelve if rng.random() < 0.6 else twenty_four
    before = rng.random() < 0.5
    program = clock_moved(write(start), "-" if before else "+", f"minutes={n}")
    slots = {"n": n, "time": write(start), "word": "before" if before else "after", "name": rng.choice(NAMES),
             "way": "back" if before else "forward"}  # fmt: skip
    thought = "Count back from the time." if before else "Count on from the time."
    return Draft(write(start - n if before else start + n), ((thought, program),), slots, tool="python",
                 pool="before" if before else "after")  # fmt: skip


def _counted(n: int, unit: str) -> str:
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"


def _ends(rng: random.Random, level: int) -> Draft:
    start, h, m = (
        rng.randrange(DAY),
        rng.randint((1, 1, 1, 41)[level - 1], (3, 9, 40, 200)[level - 1]),
        rng.randint(1, 59),
    )
    write = twelve if rng.random() < 0.6 else twenty_four
    program = clock_moved(write(start), "+", f"hours={h}, minutes={m}")
    slots = {"time": write(start), "h": _counted(h, "hour"), "m": _counted(m, "minute"), "name": rng.choice(NAMES)}
    return Draft(write(start + 60 * h + m), (("Add the duration.", program),), slots, tool="python")


def _between(rng: random.Random, level: int) -> Draft:
    a = rng.randrange(DAY - 60)
    b = rng.randint(a + 5, min(DAY - 1, a + (55, 200, DAY)[level - 1]))
    write = twelve if rng.random() < 0.6 else twenty_four
    slots = {"a": write(a), "b": write(b), "name": rng.choice(NAMES)}
    program = minutes_between(write(a), write(b))
    return Draft(str(b - a), (("Subtract the times.", program),), slots, tool="python")


def _span(rng: random.Random, level: int) -> Draft:
    start = datetime(
        rng.randint(1950, 2999), rng.randint(1, 12), rng.randint(1, 28), rng.randrange(24), rng.randrange(60)
    )
    least, most = (30, 30, 30, 70 * DAY)[level - 1], (DAY, 5 * DAY, 60 * DAY, 700 * DAY)[level - 1]
    length = timedelta(minutes=rng.randint(least, most))
    a, b = f"{start:%Y-%m-%d %H:%M}", f"{start + length:%Y-%m-%d %H:%M}"
    program = (
        "from datetime import datetime\n"
        f'd = datetime.fromisoformat("{b}") - datetime.fromisoformat("{a}")\n'
        'print(f"{d.days} days, {d.seconds // 3600:02}:{d.seconds // 60 % 60:02}")'
    )
    hours, minutes = divmod(length.seconds // 60, 60)
    answer = f"{length.days} days, {hours:02}:{minutes:02}"
    return Draft(
        answer, (("Subtract the times.", program),), {"a": a, "b": b, "name": rng.choice(NAMES)}, tool="python"
    )


LEVELS, BEYOND = (1, 2, 3), (4,)
_AGO = "It is {time}. [What time was it|What did the clock show] {n} minutes ago?"
_BEFORE = pool(*(_AGO if "will" in phrase else phrase for phrase in SHIFT.phrases))
"""Phrase by phrase the same as SHIFT, so that what one holds out the other does."""
SHIFTED_TIME = Generator(FAMILY, "time_shift", LEVELS, {"after": SHIFT, "before": _BEFORE}, _shift, BEYOND)
END_TIME = Generator(FAMILY, "end_time", LEVELS, {"": ENDS}, _ends, BEYOND)
MINUTES_BETWEEN = Generator(FAMILY, "minutes_between", LEVELS, {"": BETWEEN}, _between)
TIME_SPAN = Generator(FAMILY, "time_span", LEVELS, {"": SPAN}, _span, BEYOND)
