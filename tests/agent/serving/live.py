"""The endpoint on a socket of loopback, served by uvicorn in a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from agent.serving.app import Server
from agent.serving.run import bind


@contextmanager
def live(server: Server) -> Iterator[str]:
    """Its address, until the block ends."""
    listening = bind("127.0.0.1", 0, "")
    config = uvicorn.Config(server.app(), log_level="error", timeout_graceful_shutdown=30, ws="none")
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join()
        listening.close()


def wait_for(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether it comes to hold in time. Waits on nothing but what other threads do."""
    end = time.monotonic() + seconds
    tick = threading.Event()
    while not holds() and time.monotonic() < end:
        tick.wait(0.01)
    return holds()
