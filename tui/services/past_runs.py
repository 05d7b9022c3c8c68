"""Run folders of earlier sessions, newest first, each with what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.services.choices import Choices

CHOSEN = {"suite": "suite", "n": "limit", "attempts": "attempts", "samples": "samples", "temperature": "temperature",
          "seed": "seed"}  # fmt: skip
"""Names in a run's config.toml, and in `Choices`."""


@dataclass(frozen=True)
class PastRun:
    """A run folder; `accuracy` is None where the run was not finished."""

    folder: Path
    changed: float
    accuracy: float | None


def past_runs(runs: Path) -> list[PastRun]:
    """The folders that hold traces. One whose summary cannot be read counts as unfinished."""
    found = []
    for traces in runs.glob("*/traces.jsonl"):
        try:
            summary = json.loads((traces.parent / "summary.json").read_text(encoding="utf-8"))
            accuracy = summary["final"]["accuracy"]
        except (OSError, ValueError, KeyError, TypeError):
            accuracy = None
        found.append(PastRun(traces.parent, traces.stat().st_mtime, accuracy))
    return sorted(found, key=lambda run: -run.changed)


def begun_with(folder: Path, choices: Choices) -> tuple[str, Choices]:
    """The policy of a run, and `choices` with what was chosen for it. Raises RunFolderError and, for a config.toml with
    something else in it, pydantic.ValidationError."""
    from agent.rundir import read_settings

    kept = read_settings(folder)
    found = {ours: kept[theirs] for theirs, ours in CHOSEN.items() if theirs in kept}
    return str(kept.get("policy", "")), type(choices).model_validate(choices.model_dump() | found)
