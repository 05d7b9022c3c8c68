"""Stray output goes to the console pane; what is copied goes to the system's clipboard as well."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.stage import pilot_test, services, stage
from tui.screens.console import ConsoleScreen
from tui.services import clipboard
from tui.services.clipboard import copy, program
from tui.services.console import KEPT, Console
from tui.widgets.pane import Pane

PROBE = r"""
import os, sys
from tui.services.console import Console
console = Console()
with console.capture():
    os.write(2, b"from \x1b[2J C\nand tor")
    console.tick()
    os.write(2, b"n\n")
    sys.__stderr__.write("the screen\n")
print(console.lines)
sys.__stderr__.write("after\n")
os.write(2, b"as before\n")
"""


def test_descriptor_2_is_caught_and_the_screen_still_draws() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})  # fmt: skip
    assert done.stdout.strip() == r"['from \\x1b[2J C', 'and torn']"
    assert done.stderr == "the screen\nafter\nas before\n"


def test_old_lines_are_forgotten() -> None:
    console = Console()
    console.tell("\n".join(str(i) for i in range(KEPT + 5)))
    assert len(console.lines) == KEPT and console.lines[0] == "5" and console.unread == KEPT + 5


@pilot_test
async def test_what_is_printed_is_announced_and_shown(own_home: Path) -> None:
    async with stage(services()) as on:
        print("a warning [/] of some library", file=sys.stderr)
        await on.until(lambda: on.app.services.console.lines)
        on.app._listen()
        await on.until(lambda: "F9 shows it" in on.text())
        await on.press("f9")
        await on.until(lambda: isinstance(on.app.screen, ConsoleScreen))
        assert "a warning [/] of some library" in on.app.screen.query_one(Pane).words
        await on.press("escape")
        await on.until(lambda: not isinstance(on.app.screen, ConsoleScreen))


def test_the_platforms_program_gets_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "xclip"
    fake.write_text(f"#!/bin/sh\n/bin/cat > {tmp_path}/copied\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    for name in ("SSH_CONNECTION", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(clipboard, "SECONDS", 60.0)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    assert program(os.environ) is None and not copy("x")
    monkeypatch.setenv("DISPLAY", ":0")
    assert copy("19 – neunzehn")
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "19 – neunzehn"
    monkeypatch.setenv("SSH_CONNECTION", "far away")
    assert program(os.environ) is None
