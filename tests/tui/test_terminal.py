"""The app in a real terminal: docs/terminal.py drives it by keys, asserts what it sees, and what it leaves behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_the_four_modes_go_by_keys_and_the_terminal_is_left_as_it_was(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PONDER_PATIENCE": "120"}
    script = [sys.executable, str(ROOT / "docs" / "terminal.py"), str(tmp_path)]
    done = subprocess.run(script, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    screens = {path.stem: path.read_text().splitlines() for path in tmp_path.iterdir()}
    assert set(screens) == {f"terminal-{mode}" for mode in ("ask", "traces", "suites", "model")}
    for lines in screens.values():
        assert lines[0].split()[:3] == ["Ponder", "F2", "Ask"] and "^q Quit" in lines[-1]
        assert len(lines) <= 36 and max(map(len, lines)) <= 120
