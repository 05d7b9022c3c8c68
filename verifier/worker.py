"""A calculator in a process of its own, which is killed when it overruns and replaced at the next question.

No signals and no threads that outlive a call: it works from any thread, and the parent's deadline is enforced by
killing the child. The child imports the calculator alone, so it starts in a few dozen milliseconds; it ends by itself
when its parent goes away, since its input then ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import selectors
import struct
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path
from typing import Self

from verifier.parsing.grammar import parse
from verifier.parsing.limits import ParseError
from verifier.parsing.vocabulary import FUNCTIONS, OPERATIONS

_ROOT = str(Path(__file__).parents[1])
_CHILD = """
import json, struct, sys
sys.path.insert(0, sys.argv[1])
from verifier.calculator import CalculatorError, calculate
source, sink = sys.stdin.buffer, sys.stdout.buffer
sink.write(b"!")
sink.flush()
while True:
    head = source.read(4)
    if len(head) < 4:
        break
    text = json.loads(source.read(struct.unpack(">I", head)[0]))
    try:
        answer = [calculate(text), True]
    except CalculatorError as error:
        answer = [str(error), False]
    body = json.dumps(answer).encode()
    sink.write(struct.pack(">I", len(body)) + body)
    sink.flush()
"""
_LIMITED = """try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
except (ImportError, ValueError, OSError):
    pass
"""
_IMPORT = "from verifier.calculator import CalculatorError, calculate"
_SYMBOLIC_CHILD = _CHILD.replace(_IMPORT, _LIMITED + "from verifier.symbolic import CalculatorError, calculate")
_IDENTITY_CHILD = _CHILD.replace(
    _IMPORT, _LIMITED + "from verifier.identity import CalculatorError, decide as calculate"
)
_MAYBE_SYMBOLIC = re.compile(r"[a-z=<>!{\[]")
_LIMITS = re.compile(r"(?:factorial|comb|perm|round) takes|nested|the result has|nothing|longer|.* (?:s|died)$")
"""Refusals that are final: the symbolic calculator would say no other."""
_BASE = re.compile(r"\s*base\(", re.IGNORECASE)
MAX_REPLY_BYTES = 100_000
MAX_INPUT_CHARACTERS = 2_000
"""A longer input is refused before it is sent; the calculator's own limit is lower."""
START_SECONDS = 10.0
"""What a child may take to start, apart from a call's own deadline: a busy machine is not the input's fault."""


class _Child:
    """One child process and its two pipes."""

    def __init__(self, source: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", source, _ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            start_new_session=True,
        )
        self.ready = False

    def await_ready(self) -> None:
        """Wait for the byte that a child sends once it has imported the calculator. Raises as `ask` does."""
        if not self.ready:
            self._read(1, time.monotonic() + START_SECONDS)
            self.ready = True

    def ask(self, text: str, timeout_seconds: float) -> tuple[str, bool]:
        """Raises TimeoutError when the time is up, OSError or EOFError when the child has died."""
        deadline = time.monotonic() + timeout_seconds
        stdin = self.process.stdin
        assert stdin is not None
        body = json.dumps(text).encode()
        stdin.write(struct.pack(">I", len(body)) + body)
        stdin.flush()
        size = struct.unpack(">I", self._read(4, deadline))[0]
        if size > MAX_REPLY_BYTES:
            raise EOFError("a reply beyond all limits")
        answer, ok = json.loads(self._read(size, deadline))
        return str(answer), bool(ok)

    def _read(self, size: int, deadline: float) -> bytes:
        stdout = self.process.stdout
        assert stdout is not None
        data = b""
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while len(data) < size:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                part = os.read(stdout.fileno(), size - len(data))
                if not part:
                    raise EOFError("the worker died")
                data += part
        return data

    def kill(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()


def _kill_all(idle: list[_Child]) -> None:
    while idle:
        idle.pop().kill()


class WorkerPool:
    """Answers texts with as many workers of one kind as there are threads asking at once."""

    what = "calculation"

    def __init__(self) -> None:
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._finalizer = weakref.finalize(self, _kill_all, self._idle)

    def child(self) -> _Child:
        """A new worker, which has not started yet."""
        return _Child(_CHILD)

    def prewarm(self, workers: int = 1) -> None:
        """Start workers now; none is waited for."""
        with self._lock:
            while len(self._idle) < workers:
                self._idle.append(self.child())

    def run(self, text: str, timeout_seconds: float = 1.0) -> tuple[str, bool]:
        """(the result, True) or (why there is none, False). Never raises for what `text` holds."""
        if len(text) > self.most_characters:
            return f"longer than {self.most_characters} characters", False
        for last in (False, True):
            with self._lock:
                child = self._idle.pop() if self._idle else self.child()
            try:
                child.await_ready()
                answer = child.ask(text, timeout_seconds)
            except TimeoutError:
                child.kill()
                if not child.ready:
                    return f"the calculator did not start within {START_SECONDS:g} s", False
                self.prewarm()  # its place is taken while nobody waits
                return f"the {self.what} took longer than {timeout_seconds:g} s", False
            except (OSError, EOFError, ValueError):
                child.kill()  # it had died since its last answer: one fresh worker gets the same question
                if last:
                    return f"the {self.what}'s worker died", False
                continue
            with self._lock:
                self._idle.append(child)
            return answer
        raise AssertionError("unreachable")

    @property
    def most_characters(self) -> int:
        return MAX_INPUT_CHARACTERS

    def close(self) -> None:
        """End the workers; a later run starts new ones."""
        with self._lock:
            _kill_all(self._idle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class SymbolicPool(WorkerPool):
    """Workers that have sympy: they take half a second to start and may use a gigabyte."""

    def child(self) -> _Child:
        return _Child(_SYMBOLIC_CHILD)


class IdentityPool(WorkerPool):
    """Workers that compare expressions (verifier.identity)."""

    what = "comparison"

    def child(self) -> _Child:
        return _Child(_IDENTITY_CHILD)

    @property
    def most_characters(self) -> int:
        return 200_000


class CalculatorPool(WorkerPool):
    """Exact arithmetic in light workers; what that refuses but the symbolic calculator may know goes there."""

    def __init__(self, symbolic_seconds: float = 5.0) -> None:
        super().__init__()
        self.symbolic = SymbolicPool()
        self.symbolic_seconds = symbolic_seconds

    def run(self, text: str, timeout_seconds: float = 1.0) -> tuple[str, bool]:
        answer, ok = super().run(text, timeout_seconds)
        if ok or not _MAYBE_SYMBOLIC.search(text) or _LIMITS.match(answer):
            return answer, ok
        if not _BASE.match(text):
            try:
                parse(text, FUNCTIONS | OPERATIONS, whole_words=True)  # safe here, and no worker is needed to refuse
            except ParseError as error:
                return str(error), False
        return self.symbolic.run(text, self.symbolic_seconds)

    def close(self) -> None:
        super().close()
        self.symbolic.close()
