"""One engine's process and the pipe to it: requests out, what comes of them in, and why it ended."""

from __future__ import annotations

import contextlib
import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.errors import CommandError

if TYPE_CHECKING:
    from tui.services.background import ShouldStop

ROOT = str(Path(__file__).parents[2])
CODE = "import sys; sys.path.append(sys.argv.pop(1)); from tui.engine.process import main; main()"
"""Found where this file was, after everything that Python finds by itself; never in the folder one happens to be in."""
LOOK_SECONDS = 0.05
"""Between two looks whether work should stop, while nothing comes from it."""
SECONDS_TO_END = 1.0
"""How long the process may take to end by itself when the app quits."""
LOST = "engine"
"""Kind of the failure when the process ended in the middle of work."""


class Talk:
    """One process and its pipe. Any number of threads may ask at once."""

    def __init__(self, policy: str | None = None, code: str = CODE) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", code, ROOT, policy or ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.lost = ""
        self._lock = threading.Lock()
        self._inboxes: dict[int, queue.SimpleQueue[tuple[str, Any]]] = {}
        self._number = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, do: str, given: dict[str, Any], should_stop: ShouldStop | None = None) -> Iterator[Any]:
        """What comes of a request. Raises CommandError with what went wrong there, or when the process ends."""
        inbox: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        with self._lock:
            self._number += 1
            number = self._number
            self._inboxes[number] = inbox
        self._say({"id": number, "do": do, "with": given})
        if self.lost:
            inbox.put(("fail", self._failure()))
        told = False
        try:
            while True:
                if not told and should_stop is not None and should_stop():
                    told = True
                    self._say({"stop": number})
                try:
                    kind, payload = inbox.get(timeout=LOOK_SECONDS)
                except queue.Empty:
                    continue
                if kind == "end":
                    return
                if kind == "fail":
                    message, hint, name, exit_code = payload
                    raise CommandError(message, hint, kind=name, exit_code=exit_code)
                yield payload
        finally:
            del self._inboxes[number]

    def _say(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        with self._lock, contextlib.suppress(OSError, ValueError):  # it has ended: whoever asked is told by `_read`
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            for number, kind, payload in json.loads(line):
                inbox = self._inboxes.get(number)
                if inbox is not None:
                    inbox.put((kind, payload))
        self.lost = f"the model's process ended ({_why(self._process.wait())})"
        for inbox in list(self._inboxes.values()):
            inbox.put(("fail", self._failure()))

    def _failure(self) -> tuple[str, str, str, int]:
        return self.lost, "it starts again by itself; what it was at has to be asked anew", LOST, 1

    def kill(self) -> None:
        self._process.kill()
        self._reader.join()

    def close(self) -> None:
        """End it: by itself if it can, by force if it does not."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with self._lock, contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reader.join()
        self._process.stdout.close()


def _why(code: int) -> str:
    if code >= 0:
        return f"exit code {code}; F9 may show why"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"
