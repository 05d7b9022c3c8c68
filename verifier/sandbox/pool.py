"""Runs programs in the sandbox, from any thread: as many template processes as there are threads that ask at once."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from verifier.sandbox.frames import read_frame, write_frame
from verifier.sandbox.layers import LINUX, expected, missing
from verifier.sandbox.limits import GRACE_SECONDS, MAX_RECORD_BYTES, START_SECONDS, Limits
from verifier.sandbox.outcome import Outcome, SandboxError, explain

_ROOT = str(Path(__file__).parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from verifier.sandbox.template import main; main()"
PACKAGES = ("sympy", "mpmath")
"""What a program can import beside the standard library; sympy needs mpmath."""
_SYMBOLIC = re.compile(r"\b(?:sympy|mpmath)\b")
CAN_FORK = hasattr(os, "fork")
_ENVIRONMENT = {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")} if sys.platform == "win32" else {}
"""Empty; without this one variable Windows starts no Python."""


def _folders() -> dict[str, str]:
    """Each package's folder, found without importing it."""
    found = {}
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            found[name] = str(Path(spec.origin).parents[1])
    return found


class _Template:
    """One template process and its two pipes."""

    def __init__(self, layers: tuple[str, ...], limits: Limits, symbolic: bool, once: bool) -> None:
        self.symbolic, self.once = symbolic, once
        self.late = False
        """Whether its time ran out. It has been killed then, even if its reply came."""
        self.folder = tempfile.mkdtemp(prefix="ponder-")
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-c", _START, _ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            start_new_session=True,
            env=_ENVIRONMENT,
            cwd=self.folder,
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self.sink, self.source = self.process.stdin.fileno(), self.process.stdout.fileno()
        preload = [PACKAGES[0]] if symbolic else []
        setup = {
            "layers": layers, "packages": _folders(), "preload": preload, "empty": self.folder,
            "scratch": (limits.scratch_mb, limits.scratch_files), "once": once,
        }  # fmt: skip
        try:
            with self.killed_after(START_SECONDS):
                write_frame(self.sink, setup)
                ready = read_frame(self.source, MAX_RECORD_BYTES)
        except (OSError, EOFError, ValueError) as error:
            self.kill()
            raise SandboxError(
                f"the sandbox's process did not start ({type(error).__name__})", "`ponder doctor` says what there is"
            ) from None
        except BaseException:
            self.kill()
            raise
        if ready["mount"]:
            self._remove_folder()  # its mount lives in a namespace of its own; here the folder is needed no more

    @contextlib.contextmanager
    def killed_after(self, seconds: float) -> Any:
        """A deadline that needs nobody's cooperation: reads that wait for the process end when it is killed."""
        timer = threading.Timer(max(0.0, seconds), self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # it may be about to kill the process

    def _end(self) -> None:
        self.late = True
        self.process.kill()

    def run(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Raises OSError, EOFError or ValueError when there is no reply; the process is of no use then."""
        with self.killed_after(seconds):
            write_frame(self.sink, request)
            reply = read_frame(self.source, MAX_RECORD_BYTES * 2)
            if not self.once:
                read_frame(self.source, MAX_RECORD_BYTES)  # nothing of the run is left
                return dict(reply)
            layers = reply
            if not set(request["required"]) <= set(layers):
                return {"layers": layers, "printed": "", "value": None, "error": None, "why": "end"}
            return read_frame(self.source, MAX_RECORD_BYTES) | {"layers": layers, "why": None}

    def _remove_folder(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()
        self._remove_folder()


def _kill_all(idle: list[_Template]) -> None:
    while idle:
        idle.pop().kill()


class SandboxPool:
    """Runs Python programs that nobody vouches for.

    `layers` are the walls to raise (all that the platform has); with `strict`, no program runs behind fewer than all of
    Linux's. `once` makes every run a new process that forks from nothing, which is how it is where there is no fork.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        strict: bool = False,
        layers: Iterable[str] | None = None,
        once: bool = not CAN_FORK,
    ) -> None:
        self.limits = limits or Limits()
        self.strict, self.once = strict, once
        self.layers = tuple(expected() if layers is None else layers)
        self.active: tuple[str, ...] | None = None
        """The layers of the last run that named them."""
        self._idle: list[_Template] = []
        self._lock = threading.Lock()
        self._finalizer = weakref.finalize(self, _kill_all, self._idle)

    def run(self, program: str, limits: Limits | None = None) -> Outcome:
        """What came of the program. Never raises for what it holds; raises SandboxError when the sandbox cannot start
        or, with `strict`, lacks a layer."""
        limits = limits or self.limits
        started = time.monotonic()
        if len(program) > limits.program_characters:
            return Outcome(error=f"the program has more than {limits.program_characters:,} characters")
        if any(0xD800 <= ord(c) <= 0xDFFF for c in program) or "\x00" in program:
            return Outcome(error="the program is not text")
        required = LINUX if self.strict else ()
        if self.strict and missing(self.layers):
            raise self._too_few(missing(self.layers))
        template = self._take(_SYMBOLIC.search(program) is not None)
        started = time.monotonic()
        request = {"program": program, "limits": asdict(limits), "required": required}
        try:
            reply = template.run(request, limits.seconds + (0.0 if self.once else GRACE_SECONDS))
        except (OSError, EOFError, ValueError):
            late = time.monotonic() - started >= limits.seconds
            template.kill()
            return Outcome(error=explain("time" if late else "end", None, limits), seconds=time.monotonic() - started)
        except BaseException:  # an interrupt: nobody will read the reply
            template.kill()
            raise
        if self.once or template.late:
            template.kill()
        else:
            with self._lock:
                self._idle.append(template)
        if not reply["layers"] and reply["why"] == "end":
            raise SandboxError("the sandbox could not confine a program", "`ponder doctor` says what this machine has")
        self.active = tuple(reply["layers"]) or self.active
        lacking = [name for name in required if name not in reply["layers"]]
        if lacking:
            raise self._too_few(lacking)
        return Outcome.of(reply, limits, time.monotonic() - started)

    def _take(self, symbolic: bool) -> _Template:
        with self._lock:
            for i, template in enumerate(self._idle):
                if template.symbolic == symbolic and template.process.poll() is None:
                    return self._idle.pop(i)
        return _Template(self.layers, self.limits, symbolic, self.once)

    def _too_few(self, lacking: Iterable[str]) -> SandboxError:
        names = ", ".join(lacking)
        return SandboxError(
            f"the sandbox lacks {names}, and a strict one was asked for",
            "`ponder doctor` says what this machine has; without --strict-sandbox programs run behind what there is",
        )

    def close(self) -> None:
        """End the templates; a later run starts new ones."""
        with self._lock:
            _kill_all(self._idle)

    def __enter__(self) -> SandboxPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
