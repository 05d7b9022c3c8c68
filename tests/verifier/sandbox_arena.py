"""Where attacks are let loose: what they must not read, write, reach or hurt, and how to tell that they did."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.verifier.attacks import Attack
from verifier.sandbox import pool as pool_module
from verifier.sandbox.layers import LINUX
from verifier.sandbox.limits import Limits
from verifier.sandbox.outcome import Outcome
from verifier.sandbox.pool import SandboxPool

REPOSITORY = str(Path(pool_module.__file__).parents[2])
SECONDS = 0.5
"""Of an attack; most that do not end by themselves would go on for ever."""
LATE = 8.0
"""Seconds after its deadline at which an attack counts as late, and not as one on a busy machine."""
PATIENT = Limits(seconds=30.0)
"""Of runs that have to succeed, however busy the machine is."""


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _of_a_sibling(pid: int) -> bool:
    """Whether a process started by our own parent, another worker of the tests, has it among its descendants."""
    try:
        while pid > 1 and pid != os.getpid():
            pid, child = _parent(pid), pid
            if pid == os.getppid() > 1:
                return child != os.getpid()
    except (OSError, ValueError):
        return False
    return False


def templates() -> set[int]:
    """Processes of sandboxes that this checkout started, forks of templates and orphans included; not those of tests
    that run beside these."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
        except OSError:
            continue
        if any(b"verifier.sandbox.template" in word for word in words) and os.fsencode(REPOSITORY) in words:
            found.add(int(entry.name))
    return {pid for pid in found if not _of_a_sibling(pid)}


class Arena:
    """One pool, a secret file, a listener on TCP and on two Unix sockets, and a process to be hurt."""

    def __init__(self, folder: Path, without: frozenset[str], stack: ExitStack) -> None:
        self.gold = f"gold-answer-{secrets.token_hex(8)}"
        self.secret, self.marker, self.socket = folder / "secret.txt", folder / "marker", folder / "socket"
        self.secret.write_text(self.gold)
        folder.chmod(0o755)
        self.abstract = f"ponder-{secrets.token_hex(8)}"
        self.listeners = []
        for kind, address in (
            (socket.AF_INET, ("127.0.0.1", 0)),
            (socket.AF_UNIX, str(self.socket)),
            (socket.AF_UNIX, f"\0{self.abstract}"),
        ):
            listener = stack.enter_context(socket.socket(kind))
            listener.bind(address)
            listener.listen()
            listener.setblocking(False)
            self.listeners.append(listener)
        self.port = self.listeners[0].getsockname()[1]
        sleeper = [sys.executable, "-c", "import time; time.sleep(3600)"]
        self.victim = stack.enter_context(subprocess.Popen(sleeper, start_new_session=True))
        stack.callback(self.victim.kill)
        wanted = [name for name in LINUX if name not in without]
        self.others = templates()
        self.pool = stack.enter_context(SandboxPool(Limits(seconds=SECONDS), layers=wanted))
        self.layers = self.pool.run("print(1)", PATIENT).layers

    def program(self, attack: Attack) -> str:
        text = attack.program
        for name in ("secret", "marker", "port", "abstract", "socket"):
            text = text.replace(f"@{name.upper()}@", str(getattr(self, name)))
        return text.replace("@VICTIM@", str(self.victim.pid)).replace("@REPOSITORY@", REPOSITORY)

    def attack(self, attack: Attack) -> tuple[Outcome, list[str]]:
        """The outcome, and what the attack achieved: an empty list when it was held."""
        symbolic = "sympy" in attack.program
        if all(template.symbolic != symbolic for template in self.pool._idle):  # its start is not the attack's time
            self.pool.run("import sympy" if symbolic else "1", PATIENT)
        started = time.monotonic()
        outcome = self.pool.run(self.program(attack), PATIENT if attack.ends == "ok" else None)
        seconds = time.monotonic() - started
        return outcome, [*self._harm(outcome), *self._late(attack, outcome, seconds)]

    def _harm(self, outcome: Outcome) -> list[str]:
        said = f"{outcome.printed} {outcome.value} {outcome.error}"
        harm = []
        if "ESCAPED" in said or self.gold in said:
            harm.append("it saw or did what it must not")
        if self.marker.exists():
            harm.append("it wrote to the host")
            self.marker.unlink() if self.marker.is_file() else self.marker.rmdir()
        if not self.secret.exists() or self.secret.read_text() != self.gold:
            harm.append("it changed the secret file")
            self.secret.write_text(self.gold)
        for listener in self.listeners:
            try:
                listener.accept()[0].close()
                harm.append("it reached the host's network")
            except BlockingIOError:
                pass
        if self.victim.poll() is not None:
            harm.append("it killed another process")
        if left := self._left():
            harm.append(f"it left processes behind: {sorted(left)}")
        return harm

    def _left(self) -> set[int]:
        """Processes left behind. One that was killed takes a moment to go."""
        end = time.monotonic() + 1
        while len(left := templates() - self.others) > len(self.pool._idle):
            if time.monotonic() > end:
                return left
            time.sleep(0.02)
        return set()

    def _late(self, attack: Attack, outcome: Outcome, seconds: float) -> list[str]:
        late = []
        if seconds > SECONDS + LATE:
            late.append(f"it took {seconds:.2f} s")
        ended = "ok" if outcome.ok else "time" if (outcome.error or "").startswith("took longer") else "error"
        if attack.ends != "any" and ended != attack.ends and not (attack.ends == "error" and ended == "time"):
            late.append(f"it ended {ended}, not {attack.ends}: {outcome.text[:200]}")
        following = self.pool.run("print(6 * 7)", PATIENT)
        if following.text != "42":
            late.append(f"the next call does not work: {following}")
        return late


@contextmanager
def arena(folder: Path, without: frozenset[str] = frozenset()) -> Iterator[Arena]:
    """An arena whose sandbox does without some layers."""
    with ExitStack() as stack:
        yield Arena(folder, without, stack)
