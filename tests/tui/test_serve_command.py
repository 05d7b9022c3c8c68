"""`ponder serve` and `ponder mcp`: what is refused before anything is served, and a graceful end."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.tui.conftest import Ponder

ROOT = Path(__file__).parents[2]
serves = pytest.mark.skipif(importlib.util.find_spec("uvicorn") is None, reason="needs the `serve` extra")


@serves
def test_an_address_that_others_reach_needs_a_token(ponder: Ponder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PONDER_TOKEN", raising=False)
    outcome = ponder("serve", "--host", "0.0.0.0", "--port", "0")
    assert outcome.code == 2 and "PONDER_TOKEN" in outcome.err


@serves
def test_a_port_in_use_is_told(ponder: Ponder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = ponder("serve", "--port", str(port))
    assert outcome.code == 2 and f"127.0.0.1:{port}" in outcome.err


@serves
def test_a_policy_of_ours_is_not_served_bare(ponder: Ponder) -> None:
    outcome = ponder("serve", "--bare", "--port", "0")
    assert outcome.code == 2 and "no chat model" in outcome.err


@pytest.mark.parametrize(("command", "module"), [("serve", "uvicorn"), ("mcp", "mcp")])
def test_without_its_extra_a_command_says_how_to_get_it(
    command: str, module: str, ponder: Ponder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.startswith("agent.serving") or n.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    outcome = ponder(command)
    assert outcome.code == 2 and f"ponder[{command}]" in outcome.err


@serves
@pytest.mark.slow
def test_an_interrupt_ends_it_cleanly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui.cli", "serve", "--port", "0"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PONDER_HOME": str(tmp_path)}
    running = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        line = running.stderr.readline()
        url = line.split(" at ")[1].partition("/v1")[0]
        with urllib.request.urlopen(f"{url}/health", timeout=60) as answer:
            assert b'"ok"' in answer.read()
        running.send_signal(signal.SIGINT)
        assert running.wait(60) in (0, 130)
        assert "Traceback" not in running.stderr.read()
    finally:
        running.kill()
        running.wait()
