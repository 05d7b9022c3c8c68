"""The folder of a batch run: config.toml, traces.jsonl, summary.json. A kill at any moment loses nothing that was
finished: files are replaced whole or appended to, and a line that was cut short is dropped when the run goes on."""

from __future__ import annotations

import fcntl
import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import AgentError
from agent.trace import Trace
from tasks.task import Task

SETTINGS, TRACES, SUMMARY = "config.toml", "traces.jsonl", "summary.json"


class RunFolderError(AgentError):
    """A run folder that cannot be read or written, or holds another run."""

    kind = "run"


class Row(BaseModel):
    """A line of traces.jsonl. `correct` is None where gold could not be read; `seconds` is how long the run had worked
    when it was written; `family` and `source` are empty in folders of earlier versions. Only rollouts have `labels`
    (whether each attempt is right) and `template` (the task's phrasing)."""

    model_config = ConfigDict(frozen=True)

    index: int = Field(ge=0)
    id: str
    answer: str
    correct: bool | None
    family: str = ""
    source: str = ""
    template: str = ""
    labels: tuple[bool | None, ...] = ()
    seconds: float = 0.0
    trace: Trace

    def line(self) -> str:
        """ASCII, so that nothing in it is taken for the end of a line."""
        return json.dumps(json.loads(self.model_dump_json())) + "\n"


@dataclass
class RunFolder:
    """An open run folder, and the rows that an earlier session finished."""

    path: Path
    rows: dict[int, Row] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """How long the earlier sessions worked."""
        return max((row.seconds for row in self.rows.values()), default=0.0)

    def append(self, rows: Iterable[Row]) -> None:
        """Write finished rows; they are on the disk when this returns. Raises RunFolderError."""
        text = "".join(row.line() for row in rows)
        try:
            with (self.path / TRACES).open("a", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            hint = "free some space and go on with --resume; what was finished before is kept"
            raise RunFolderError(f"{self.path / TRACES} cannot be written: {error.strerror}", hint) from None

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write the summary."""
        _replace(self.path / SUMMARY, json.dumps(summary, indent=2).encode() + b"\n")


@contextmanager
def run_folder(
    out: Path, settings: Mapping[str, Any], code_version: str, tasks: Sequence[Task], resume: bool
) -> Iterator[RunFolder]:
    """The folder of a run with these settings, held against other processes until the block ends. The version of the
    code is noted, and may be another when the run goes on. Raises RunFolderError."""
    if (out / TRACES).exists() and not resume:
        raise RunFolderError(f"{out} holds a run already", "add --resume to go on with it, or choose another --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise RunFolderError(f"{out} cannot be written: {error.strerror}", "choose another --out") from None
    try:
        _lock(folder, out)
        before = read_settings(out) if (out / SETTINGS).exists() else {}
        differing = [name for name in settings if resume and before.get(name, settings[name]) != settings[name]]
        if differing:
            names = ", ".join(differing)
            raise RunFolderError(
                f"{out} was run with other settings ({names})", "use the same ones, or choose another --out"
            )
        noted = {**settings, "code_version": code_version}
        _replace(out / SETTINGS, "".join(f"{key} = {json.dumps(value)}\n" for key, value in noted.items()).encode())
        yield RunFolder(out, _finished_rows(out / TRACES, tasks))
    finally:
        os.close(folder)


def read_settings(folder: Path) -> dict[str, Any]:
    """The run's config.toml. Raises RunFolderError."""
    try:
        return tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except OSError as error:
        hint = "give the --out of a `ponder eval`"
        raise RunFolderError(f"{folder} holds no run: {SETTINGS}: {error.strerror}", hint) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RunFolderError(f"{folder / SETTINGS} cannot be read: {error}", "choose another --out") from None


def read_rows(file: Path) -> Iterator[tuple[bytes, Row | None]]:
    """Each line of a traces.jsonl and its row; None for one that was cut short or holds something else."""
    *lines, rest = file.read_bytes().split(b"\n")
    for line in lines:
        try:
            row = Row.model_validate_json(line)
        except ValidationError:
            yield line + b"\n", None
        else:
            yield line + b"\n", row if row.trace.finished else None
    if rest:
        yield rest, None


def _finished_rows(file: Path, tasks: Sequence[Task]) -> dict[int, Row]:
    """The rows that belong to these tasks, each once; whatever else the file holds is taken out of it."""
    if not file.exists():
        return {}
    rows: dict[int, Row] = {}
    kept, dropped = [], 0
    for line, row in read_rows(file):
        if row is None or row.index in rows or not _belongs(row, tasks):
            dropped += 1
            continue
        rows[row.index] = row
        kept.append(line)
    if dropped:
        _replace(file, b"".join(kept))
    return rows


def _belongs(row: Row, tasks: Sequence[Task]) -> bool:
    return row.index < len(tasks) and tasks[row.index].question.strip() == row.trace.result.question


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises RunFolderError."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise RunFolderError(f"{path} cannot be written: {error.strerror}", "choose another --out") from None


def _lock(folder: int, out: Path) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system lets go of it when the process ends, however
    except BlockingIOError:
        raise RunFolderError(f"another process is running in {out}", "wait for it, or choose another --out") from None
    except OSError:
        return  # a file system without locks
