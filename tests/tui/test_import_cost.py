"""Help is quick: it pays for click alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tui.cli import COMMANDS

HEAVY = ("torch", "textual", "sympy", "numpy", "rich", "pydantic", "sentencepiece", "core_model", "agent.loop")
PROBE = """import sys
from tui.cli import run
code = run(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(code)"""


@pytest.mark.parametrize("args", [["--help"], ["eval", "--help"], ["suites", "show", "--help"]], ids=" ".join)
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", PROBE, *args], capture_output=True, text=True, check=True)
    assert sorted(set(HEAVY) & set(done.stderr.split())) == []


def test_the_help_page_names_every_command() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE, "--help"], capture_output=True, text=True, check=True)
    assert [name for name in COMMANDS if f"  {name} " not in done.stdout] == []
