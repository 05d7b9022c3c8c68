"""The engine's process: reads requests from its standard input, a JSON object a line, and answers on its output.

It ends when its input does, so that it cannot outlive the app, however that ended. `{"id": 1, "do": "ask", "with":
{...}}` begins a piece of work in a thread of its own, `{"stop": 1}` asks it to end. A line of output is a batch:
`[[1, "give", ...], [1, "end", null], [2, "fail", {...}]]`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable
from functools import partial
from typing import IO, Any

from tui.engine.requests import Requests
from tui.errors import describe
from tui.services.agents import loader
from tui.services.background import ShouldStop
from tui.services.workplace import Here

BATCH_SECONDS = 0.05
"""Between two lines of output at the least: what comes meanwhile goes together."""
NICENESS = 5
"""Added to the process's own: whoever types goes first."""
SECONDS_TO_STOP = 0.5
"""How long work may take to end once the app is gone; every token looks whether it should."""


class Outbox:
    """Gathers what is to be told, and writes it in batches from a thread of its own."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink = sink
        self._waiting: list[tuple[int, str, Any]] = []
        self._filled = threading.Condition()
        threading.Thread(target=self._write, daemon=True).start()

    def put(self, number: int, kind: str, payload: Any = None) -> None:
        with self._filled:
            self._waiting.append((number, kind, payload))
            self._filled.notify()

    def _write(self) -> None:
        while True:
            with self._filled:
                self._filled.wait_for(lambda: self._waiting)
                batch, self._waiting = self._waiting, []
            try:
                self._sink.write(json.dumps(batch).encode() + b"\n")
                self._sink.flush()
            except OSError:
                return  # the app is gone, and so is the input: `serve` ends
            time.sleep(BATCH_SECONDS)


def serve(requests: Requests, source: Iterable[bytes], outbox: Outbox) -> None:
    """Work until the input ends; then ask what still runs to stop, and wait for it a moment."""
    stops: dict[int, threading.Event] = {}
    threads: list[threading.Thread] = []

    def work(number: int, do: str, given: dict[str, Any], should_stop: ShouldStop) -> None:
        try:
            requests.answer(do, given, should_stop, partial(outbox.put, number, "give"))
            outbox.put(number, "end")
        except BaseException as error:  # the boundary: the app is told
            failure = describe(error)
            outbox.put(number, "fail", [failure.message, failure.hint, failure.kind, failure.exit_code])
        finally:
            stops.pop(number, None)

    for line in source:
        message = json.loads(line)
        if "stop" in message:
            asked = stops.get(message["stop"])
            if asked is not None:
                asked.set()
            continue
        stop = stops[message["id"]] = threading.Event()
        given = (message["id"], message["do"], message["with"], stop.is_set)
        thread = threading.Thread(target=work, args=given, daemon=True)
        thread.start()
        threads = [*(t for t in threads if t.is_alive()), thread]
    for stop in list(stops.values()):
        stop.set()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    if any(thread.is_alive() for thread in threads):
        os._exit(0)  # Python's own shutdown would abort a thread that is inside torch


def main() -> None:
    """`sys.argv[1]` is the policy; empty for the shipped one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is the app's
    if hasattr(os, "nice"):  # Windows has no such thing
        os.nice(NICENESS)
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # what a library reads or prints is no part of the talk
    os.dup2(2, 1)
    policy = sys.argv[1] if len(sys.argv) > 1 else ""
    serve(Requests(Here(loader(policy or None))), source, Outbox(sink))
