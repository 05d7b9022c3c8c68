"""A training run's log, read as it grows: one list of (step, value) for each figure."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path

LOG = "log.jsonl"
FIRST = ("loss", "reward", "validation_loss", "accuracy", "gradient_norm", "rate")
"""Figures that are shown before the others."""
Curve = list[tuple[int, float]]


@dataclass
class TrainingLog:
    """`read` takes what has been appended; a log that was cut, as a resumed run cuts it, is read from its beginning."""

    folder: Path
    steps: int | None = None
    """That the run is to make, where it says so."""
    curves: dict[str, Curve] = field(default_factory=dict)
    _at: int = 0
    _torn: bytes = b""

    def read(self) -> bool:
        """Whether there was anything new. Raises OSError where the log cannot be read."""
        path = self.folder / LOG
        if path.stat().st_size < self._at:
            self.curves, self._at, self._torn = {}, 0, b""
        with path.open("rb") as file:
            file.seek(self._at)
            fresh = file.read()
        self._at += len(fresh)
        *lines, self._torn = (self._torn + fresh).split(b"\n")
        for line in lines:
            self._take(line)
        return bool(lines)

    def _take(self, line: bytes) -> None:
        """One line; what is no JSON object with a step is passed over, what is no finite number leaves a gap."""
        try:
            figures = json.loads(line)
            step = int(figures["step"])
        except (ValueError, TypeError, KeyError):
            return
        steps = figures.get("steps")
        self.steps = int(steps) if isinstance(steps, int | float) else self.steps
        for name, value in figures.items():
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if number and name not in ("step", "steps") and math.isfinite(value):
                self.curves.setdefault(name, []).append((step, float(value)))

    @property
    def names(self) -> list[str]:
        """Of the figures: those that matter most first; rewards by their name; then as they came."""

        def rank(name: str) -> tuple[int, int]:
            first = FIRST.index(name) if name in FIRST else len(FIRST)
            return (min(first, 1) if "reward" in name and "/" not in name else first, "/" in name)

        return sorted(self.curves, key=rank)


def training_runs(*places: Path) -> list[Path]:
    """Folders in, and directly under, these places that hold a log; the one written to last comes first."""
    found = {path.parent.resolve(): path for place in places for path in (*place.glob(LOG), *place.glob(f"*/{LOG}"))}
    return sorted(found, key=lambda folder: -found[folder].stat().st_mtime)
