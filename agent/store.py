"""Traces on disk: one JSON file a trace, in the user's data folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import platformdirs
from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import TraceNotFound
from agent.trace import Trace
from verifier.verdict import Status


def home() -> Path:
    """Ponder's folder: PONDER_HOME, or the platform's place for user data."""
    return Path(os.environ.get("PONDER_HOME") or platformdirs.user_data_dir("ponder", appauthor=False))


class TraceSummary(BaseModel):
    """A line of the list of traces; `saved` is the file's time, in seconds since the epoch."""

    model_config = ConfigDict(frozen=True)

    trace_id: str
    question: str
    answer: str | None
    status: Status
    score: float
    saved: float


class TraceStore:
    """Keeps traces in `folder`/traces, newest first in a list."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or home()) / "traces"

    def save(self, trace: Trace) -> Path:
        """Write a trace whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{trace.result.trace_id}.json"
        fresh = path.with_suffix(".new")
        fresh.write_text(trace.to_json() + "\n", encoding="utf-8")
        fresh.replace(path)
        return path

    def list(self) -> list[TraceSummary]:
        """Every readable trace, newest first; a broken file is passed over."""
        found = []
        for path in self.folder.glob("*.json"):
            try:
                result = Trace.from_json(path.read_bytes()).result
            except (OSError, ValidationError, AssertionError, IndexError):
                continue
            found.append(
                TraceSummary(
                    trace_id=path.stem, question=result.question, answer=result.answer, status=result.status,
                    score=result.score, saved=path.stat().st_mtime,
                )
            )  # fmt: skip
        return sorted(found, key=lambda s: -s.saved)

    def load(self, trace_id: str) -> Trace:
        """A trace by id. Raises TraceNotFound when there is none, or its file cannot be read."""
        try:
            return Trace.from_json(self._path(trace_id).read_bytes())
        except OSError:
            raise TraceNotFound(f"no trace is called {trace_id!r}", "ponder traces list shows them") from None
        except ValidationError as error:
            raise TraceNotFound(
                f"the trace {trace_id!r} cannot be read: {error.errors()[0]['msg']}", "delete it"
            ) from None

    def delete(self, trace_id: str) -> None:
        """Remove a trace. Raises TraceNotFound when there is none."""
        try:
            self._path(trace_id).unlink()
        except OSError:
            raise TraceNotFound(f"no trace is called {trace_id!r}", "ponder traces list shows them") from None

    def _path(self, trace_id: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{6,32}", trace_id):
            raise TraceNotFound(f"{trace_id[:40]!r} is not a trace id", "an id is 12 hexadecimal digits")
        return self.folder / f"{trace_id}.json"
