"""The mark of a policy that was trained on questions with letters: it is asked so, and others as the user asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from agent.events import RunStarted
from tasks.lettering import lettered

LETTERS_FILE = "letters.json"
LETTERS_FIELD = "ponder.question_letters"
ASKED = "letters"
"""The field of a trace's configuration that has the form; None without letters."""
FORM = 2
"""Raised when the rule changes: a policy is asked in the form that it was trained on, or without letters."""


def mark(folder: Path) -> None:
    """Say in a policy's folder that stories are put to it with letters."""
    (folder / LETTERS_FILE).write_text(json.dumps({"form": FORM}) + "\n", encoding="utf-8")


def marked(folder: Path) -> bool:
    """Whether the policy in `folder` was trained on letters of just this form."""
    try:
        return bool(json.loads((folder / LETTERS_FILE).read_text(encoding="utf-8")) == {"form": FORM})
    except (OSError, ValueError):
        return False


def notes(folder: Path) -> dict[str, int]:
    """The mark as fields of a file's metadata, for formats of one file."""
    return {LETTERS_FIELD: FORM} if marked(folder) else {}


def noted(fields: Mapping[str, Any], target: Path) -> None:
    """Mark a policy that was made of a file with the fields that `notes` gives."""
    if fields.get(LETTERS_FIELD) == FORM:
        mark(target)


def carry(source: Path, target: Path) -> None:
    """Mark a policy that was made of a marked one: what is exported or imported is asked as before."""
    if marked(source):
        mark(target)


def asking(folder: Path) -> Callable[[str], str]:
    """How a question is put to the policy in `folder`."""
    return lettered if marked(folder) else str


def put(started: RunStarted) -> str:
    """The question of a trace as it was put to its policy: with letters, where it was asked so in this form. What was
    asked in an earlier form only the ids tell."""
    return lettered(started.question) if started.config.get(ASKED) == FORM else started.question
