"""Stray output: what libraries write to the terminal under the app is kept for a pane, and never reaches the screen.

Textual draws through `sys.__stderr__`. That gets a descriptor of its own, and descriptor 2 becomes a file that the
console reads: so what C code writes is caught as well.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tui.text import printable

KEPT = 1_000
"""Lines; older ones are forgotten."""


class Console:
    """The lines so far; `tick` says whether there are new ones."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.unread = 0
        self._source: int | None = None
        self._torn = b""

    def tell(self, text: str) -> None:
        """Add what was printed."""
        fresh = [printable(line) for line in text.rstrip("\n").split("\n") if line.strip()]
        self.lines = (self.lines + fresh)[-KEPT:]
        self.unread += len(fresh)

    def tick(self) -> bool:
        before = self.unread
        if self._source is not None:
            *whole, self._torn = (self._torn + os.read(self._source, 1 << 20)).split(b"\n")
            self.tell(b"\n".join(whole).decode(errors="replace"))
        return self.unread != before

    @contextmanager
    def capture(self) -> Iterator[None]:
        """While this is open, descriptor 2 ends here. Where there is no such descriptor nothing is changed."""
        original = sys.__stderr__
        try:
            terminal = os.dup(2)
        except OSError:
            yield
            return
        sink, path = tempfile.mkstemp(prefix="ponder-console-")
        self._source = os.open(path, os.O_RDONLY)
        os.unlink(path)
        encoding = getattr(original, "encoding", None) or "utf-8"
        try:
            with open(terminal, "w", encoding=encoding, errors="backslashreplace", closefd=False) as screen:
                sys.__stderr__ = screen  # type: ignore[misc]
                os.dup2(sink, 2)
                try:
                    yield
                finally:
                    screen.flush()
                    os.dup2(terminal, 2)
                    sys.__stderr__ = original  # type: ignore[misc]
        finally:
            self.tick()
            for descriptor in (sink, terminal, self._source):
                os.close(descriptor)
            self._source = None
