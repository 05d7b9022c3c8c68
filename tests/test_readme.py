"""The README's commands are the ones that run: the second in `.ci/run`, the first here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)


def test_there_are_two_commands_of_one_line_each() -> None:
    assert len(COMMANDS) == 2
    assert [len(command.strip().splitlines()) for command in COMMANDS] == [1, 1]


def test_ci_runs_the_second_command() -> None:
    shown = subprocess.run([ROOT / ".ci" / "run", "--show"], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == COMMANDS[1].strip()


def test_ci_is_executable_and_parses() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)


def test_linked_files_exist() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.slow
def test_the_first_command_answers_the_rolls_question(tmp_path: Path) -> None:
    copy = tmp_path / "ponder"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "venv", "runs", ".*_cache", "build"))
    inherited = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        ["bash", "-c", COMMANDS[0]], cwd=copy, env=inherited, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr[-2000:]  # answered, and unsure: tests/test_shipped.py
    assert done.stdout.strip().splitlines()[-1] == "34"
