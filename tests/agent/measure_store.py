"""How long a store of 10,000 traces takes: `python -m tests.agent.measure_store [COUNT]`, in milliseconds.

Processor time is the median of nine looks; the slowest of their times by the clock stands beside it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from agent.store import Filters, Store
from tests.agent.making import many


def measure(look: Callable[[], object]) -> tuple[float, float]:
    """Median processor time and the longest time by the clock, in milliseconds."""
    processor, clock = [], []
    for _ in range(9):
        started, before = time.process_time(), time.perf_counter()
        look()
        processor.append(1000 * (time.process_time() - started))
        clock.append(1000 * (time.perf_counter() - before))
    return statistics.median(processor), max(clock)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "traces.db")
        started = time.process_time()
        store.add_all(many(count))
        print(f"{count:,} traces, {store.path.stat().st_size / 2**20:.0f} MB, written in "
              f"{time.process_time() - started:.1f} s of processor time")  # fmt: skip
        print(f"{'ms':<34}{'processor':>10}{'clock, slowest':>16}")
        for name, look in (
            ("list, newest 50", lambda: store.list(limit=50)),
            ("list, filtered by status and word", lambda: store.list(Filters(status="unsure", text="rolls"), limit=50)),
            ("search, a word that most hold", lambda: store.search("rolls", limit=50)),
            ("search, two words", lambda: store.search("baker ticket", limit=50)),
            ("search, a number that one holds", lambda: store.search("4321")),
            ("count", store.count),
            ("get", lambda: store.get(f"{count // 2:012x}")),
        ):
            processor, clock = measure(look)
            print(f"{name:<34}{processor:>10.1f}{clock:>16.1f}")
        started = time.process_time()
        store.delete(f"{count // 2:012x}")
        print(f"{'delete':<34}{1000 * (time.process_time() - started):>10.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
