"""Tests that want the machine to themselves, where several workers of pytest-xdist run: they wait for the tests that are
running, and the others wait for them. Attacks on the sandbox and measurements of time are such tests (`alone`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # no locks on this system: tests run as they come
    fcntl = None  # type: ignore[assignment]


@contextmanager
def turn(folder: Path, alone: bool) -> Iterator[None]:
    """The time of one test. Whoever wants to be alone holds the door while it waits, so that it is not overtaken."""
    if fcntl is None:
        yield
        return
    with ExitStack() as held:
        door, room = (held.enter_context(_opened(folder / name)) for name in ("door", "room"))
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield


def _opened(path: Path) -> IO[str]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
