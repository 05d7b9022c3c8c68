"""The shell completes commands and options."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("words", "offered"),
    [("ponder tr", ["plain,train", "plain,traces"]), ("ponder tui --se", ["plain,--serve"])],
)
def test_words_are_completed(words: str, offered: list[str]) -> None:
    asked = {"_PONDER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli"], capture_output=True, text=True, check=False, env=os.environ | asked
    )
    assert done.stdout.split() == offered, done.stderr
