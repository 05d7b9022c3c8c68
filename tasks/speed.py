"""How fast tasks are generated: python -m tasks.speed

Tasks a second of one core (processor time, so that a busy machine matters less), per family, and how many bare Task
records could be made in the time of one task: that ratio hardly depends on the machine.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from tasks.families import FAMILIES, TABLES
from tasks.task import Call, Solution, Task, Thought

Draw = Callable[[random.Random], object]
ROUNDS = 3
"""The best of so many is kept: what disturbs a measurement only ever makes it slower."""


def per_second(draw: Draw, n: int = 200, rounds: int = ROUNDS) -> float:
    """Tasks that `draw` makes in a second of processor time."""
    for i in range(n):  # tables are made and phrases taken apart once, as in a long run
        draw(random.Random(f"warm:{i}"))
    best = 0.0
    for attempt in range(rounds):
        sources = [random.Random(f"{attempt}:{i}") for i in range(n)]
        started = time.process_time()
        for rng in sources:
            draw(rng)
        best = max(best, n / (time.process_time() - started))
    return best


def record(_: random.Random) -> Task:
    """The peer: a record such as every generator ends with, and nothing else."""
    steps = (Thought(text="Add."), Call(input="1+2"))
    return Task(id="x", question="What is 1 + 2?", answer="3", family="x", solution=Solution(steps=steps, answer="3"))


def families() -> Iterator[tuple[str, list[Draw]]]:
    """Each family by name with its generators, which take turns."""
    for family in FAMILIES:
        yield family.name, [family.generate]
    for name, table in TABLES.items():
        yield name, list(table.values())


def rate(draws: list[Draw], n: int = 200) -> float:
    """Tasks a second when the generators take turns: the harmonic mean of theirs."""
    return len(draws) / sum(1 / per_second(draw, n) for draw in draws)


def main() -> None:
    for name, draws in families():
        tasks, peer = rate(draws), per_second(record, 2000)
        print(f"{name:20} {tasks:8,.0f} tasks/s   {peer / tasks:5.1f} bare records each")


if __name__ == "__main__":
    main()
