"""What a person chose, kept between sessions; and the questions they asked."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

HISTORY_KEPT = 500


class Choices(BaseModel):
    """Settings of a question or a suite, and the theme."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    theme: str = "textual-dark"
    keymap: dict[str, str] = Field({}, description='Keys by the id of a binding: {"trace.copy": "c"}.')
    attempts: int = Field(3, ge=1, le=64, description="Tries in all: a refuted answer is tried again.")
    samples: int = Field(1, ge=1, le=64, description="Solutions drawn at once in an attempt.")
    temperature: float = Field(0.7, ge=0.0, le=5.0, description="Of sampled attempts; the first single one is greedy.")
    seed: int = Field(0, description="Fixes every random choice.")
    max_seconds: float | None = Field(None, gt=0.0, description="Stop after this long; empty for no limit.")
    suite: str = "arithmetic"
    limit: int = Field(50, ge=1, le=100_000, description="How many tasks of the suite.")


class Keeper:
    """Reads and writes the choices and the history in `folder`. A file that cannot be read counts as absent, one that
    cannot be written costs the memory and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def choices(self) -> Choices:
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
