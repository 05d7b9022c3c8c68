"""The folder of `ponder eval --report DIR`: report.txt, report.json, and a file of traces for each kind of error."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.text import json_line, printable

if TYPE_CHECKING:
    from agent import Trace
    from tasks.task import Task


def write(folder: Path, suite: str, tasks: Sequence[Task], traces: Sequence[Trace]) -> None:
    """Sort the failures of a run and write them to `folder`; what an earlier report left there is replaced."""
    from agent.analysis.kinds import KINDS
    from agent.analysis.report import analyse, as_json, table, to_read

    report = analyse(suite, tasks, traces)
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        _file(folder, kind).unlink(missing_ok=True)
    for kind, texts in to_read(report).items():
        head = f"{kind}: {len(texts)} of {report.kinds[kind]}"
        _file(folder, kind).write_text(printable("\n\n".join([head, *texts])) + "\n", encoding="utf-8")
    (folder / "report.txt").write_text(printable("\n".join(table(report))) + "\n", encoding="utf-8")
    (folder / "report.json").write_text(json_line(as_json(report)) + "\n", encoding="utf-8")


def _file(folder: Path, kind: str) -> Path:
    return folder / f"{kind.replace(' ', '_')}.txt"
