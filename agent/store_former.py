"""Traces that an earlier Ponder kept as one JSON file each: moved into the store when it is next opened."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from agent.store_schema import explained
from agent.trace import Trace


def former_traces(folders: Iterable[Path]) -> list[tuple[Path, float, Trace]]:
    """File, time of writing and trace, oldest first; a file that holds no trace is left alone."""
    found = []
    for path in (path for folder in folders for path in (folder / "traces").glob("*.json")):
        with explained(path):
            written, text = path.stat().st_mtime, path.read_bytes()
        try:
            trace = Trace.from_json(text)
        except ValidationError:
            continue
        if trace.finished:
            found.append((path, written, trace))
    return sorted(found, key=lambda one: one[1])


def forget(files: Iterable[Path]) -> None:
    """Remove files whose traces the store holds now."""
    for path in files:
        with explained(path):
            os.unlink(path)
