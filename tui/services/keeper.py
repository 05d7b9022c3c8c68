"""Choices and asked questions, kept between sessions. Importing this costs no pydantic: the first frame needs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.services.choices import Choices

HISTORY_KEPT = 500


class Keeper:
    """Reads and writes the choices and the history in `folder`. A file that cannot be read counts as absent, one that
    cannot be written costs the memory and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def looks(self) -> tuple[str, dict[str, str]]:
        """The theme, and the keys by the id of a binding: what the first frame needs, read without pydantic."""
        try:
            kept = json.loads((self.folder / "app.json").read_bytes())
            return str(kept.get("theme", "")), {str(name): str(key) for name, key in kept.get("keymap", {}).items()}
        except (OSError, ValueError, AttributeError):
            return "", {}

    def choices(self) -> Choices:
        from pydantic import ValidationError

        from tui.services.choices import Choices

        try:
            return Choices.model_validate_json((self.folder / "app.json").read_bytes())
        except (OSError, ValidationError):
            return Choices()

    def keep(self, choices: Choices) -> None:
        self._write("app.json", choices.model_dump_json(indent=2) + "\n")

    def history(self) -> list[str]:
        """Questions asked before, oldest first."""
        asked = []
        try:
            for line in (self.folder / "history.jsonl").read_text(encoding="utf-8").splitlines():
                asked.append(str(json.loads(line)))
        except (OSError, ValueError):
            return asked
        return asked

    def remember(self, history: list[str]) -> None:
        self._write("history.jsonl", "".join(json.dumps(q) + "\n" for q in history[-HISTORY_KEPT:]))

    def _write(self, name: str, text: str) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f"{name}.new"
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(self.folder / name)
        except OSError:
            return
