"""What has to be quick, measured so that other work on the machine, or a pause of it, does not count."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """The block fails if it takes this thread that much processor time."""
    started = time.thread_time()
    yield
    took = time.thread_time() - started
    assert took < seconds, f"took {took:.2f} s of processor time, not {seconds:g}"
