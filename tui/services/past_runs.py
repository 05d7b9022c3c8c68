"""Run folders of earlier sessions, newest first, each with what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


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
