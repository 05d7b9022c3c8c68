"""Every source of a mixture held against every question and text at hand that measures.

Public rows and text are read in full; of a generated source a stated number of tasks is drawn, as training draws them,
and so are public rows with fresh numbers. Questions leak as `tasks.leaks` has it: the same question, or thirteen words
of one in a row; text leaks a question that stands in it whole as well. What text for training shares with text for
validation is a share of rows of thirteen words, for reading: two books may quote the same third.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.training.measured_questions import Found, MeasuredQuestions
from agent.training.public import FIXED_FORM, HUMAN, SOLVED, exercise_rows, human_rows, measured, public_rows
from agent.training.sources import documents, documents_without_tests, drawing, text_file
from tasks.leaks import N, ngrams, questions_of, words
from tasks.suites import FAMILY_SUITES, SUITES
from tasks.task import Task

SUITE_TASKS = 200
"""Tasks of each suite's test split that are looked for."""
EXAMPLES = 50
"""Leaks of a source that a report spells out."""


@dataclass(frozen=True)
class SourceReport:
    """What was looked at of a source, and what was found in it."""

    source: str
    kind: str
    """"generated", "public rows" or "text"."""
    checked: int
    """Tasks drawn, rows read or documents read."""
    whole: bool
    """All there is was read, not a sample."""
    left_out: int
    """Rows, or lines of text, that the mixture leaves out because they leak."""
    allowed: int
    """Drills in a fixed form that share thirteen words or signs with a test by chance, and are trained on."""
    found: dict[str, dict[str, int]]
    """By test file and kind of leak: how many of those that are trained on."""
    examples: tuple[Found, ...]
    overlap: dict[str, float]
    """Of each validation text, the share of its rows of thirteen words that stand in this source."""

    @property
    def leaks(self) -> int:
        return sum(sum(kinds.values()) for kinds in self.found.values())


@dataclass(frozen=True)
class Report:
    """The whole of it. `tests` has the number of questions of each file and suite that was looked for."""

    tests: dict[str, int]
    public_data: bool
    """Whether there were public files to hold the sources against."""
    sampled: int
    sources: tuple[SourceReport, ...]

    @property
    def leaks(self) -> int:
        return sum(source.leaks for source in self.sources)


def decontaminate(
    names: Iterable[str],
    practice: Mapping[str, float],
    folder: Path | None,
    sampled: int,
    seed: int = 0,
    clean_text: bool = False,
) -> Report:
    """Hold the sources called `names` against all that measures in `folder` and in the suites; `sampled` tasks are
    drawn of each that generates; `clean_text` as the mixture has it. Raises TrainingError, DataMissing."""
    tests = MeasuredQuestions()
    for name, tasks in _suites(SUITE_TASKS).items():
        tests.add(name, tasks)
    for path in measured(folder) if folder else ():
        questions = questions_of(path)
        if questions:
            tests.add(path.name, questions)
    texts = sorted(folder.rglob("*_valid.txt")) if folder else []
    validation = {path.name: _rows_of_words(path) for path in texts}
    reports = []
    for name in names:
        if name.startswith("text:"):
            reports.append(_of_text(name, tests, validation, clean_text))
        else:
            reports.append(_of_tasks(name, practice, folder, tests, sampled, seed))
    return Report(dict(tests.files), folder is not None, sampled, tuple(reports))


@cache
def _suites(tasks: int) -> dict[str, list[Task]]:
    """The first tasks of each suite's test split."""
    suites = {**SUITES, **FAMILY_SUITES}
    return {f"suite {name}": suite.sample(min(tasks, suite.size)) for name, suite in suites.items()}


def _of_tasks(
    name: str, practice: Mapping[str, float], folder: Path | None, tests: MeasuredQuestions, sampled: int, seed: int
) -> SourceReport:
    draw = drawing(name, practice)
    assert draw is not None  # text has a report of its own
    rng = random.Random(f"{seed}:{name}")
    public = name in HUMAN or name in SOLVED
    rows: list[Task] = []
    kept: tuple[Task, ...] = ()
    if public and folder:
        rows = human_rows(folder, name) if name in HUMAN else exercise_rows(folder, name)
        kept = public_rows(folder, name).tasks
    # A row as written is among those kept: a drawn one is new where its numbers or names are, as its id says. Exercises
    # are drawn as written.
    drawn = [draw(rng) for _ in range(0 if name in SOLVED else sampled)]
    fresh = [task for task in drawn if task is not None and (not public or "~" in task.id)]
    found = [leak for task in (*kept, *fresh) for leak in tests.of_task(task)]
    allowed = [leak for leak in found if name == FIXED_FORM and leak.kind != "question"]
    found = [leak for leak in found if name != FIXED_FORM or leak.kind == "question"]
    return SourceReport(
        source=name,
        kind="public rows" if public else "generated",
        checked=len(rows) + len(fresh),
        whole=public,
        left_out=len(rows) - len(kept),
        allowed=len({leak.train for leak in allowed}),
        found=_counted(found),
        examples=tuple(found[:EXAMPLES]),
        overlap={},
    )


def _of_text(name: str, tests: MeasuredQuestions, validation: Mapping[str, set[int]], clean_text: bool) -> SourceReport:
    found: list[Found] = []
    met: dict[str, set[int]] = {file: set() for file in validation}
    raw = documents(text_file(name))
    whole = documents_without_tests(text_file(name)) if clean_text else raw
    for number, document in enumerate(whole, 1):
        found += tests.of_text(f"document {number}", document)
        rows = {hash(gram) for gram in ngrams(words(document))}
        for file, held in validation.items():
            met[file] |= rows & held
    return SourceReport(
        source=name,
        kind="text",
        checked=len(whole),
        whole=True,
        left_out=sum(document.count("\n") for document in raw) - sum(document.count("\n") for document in whole),
        allowed=0,
        found=_counted(found),
        examples=tuple(found[:EXAMPLES]),
        overlap={file: len(met[file]) / len(held) for file, held in validation.items() if held},
    )


def _rows_of_words(path: Path) -> set[int]:
    return {hash(gram) for document in documents(path) for gram in ngrams(words(document))}


def _counted(found: Iterable[Found]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for leak in found:
        counts.setdefault(leak.test_file, Counter())[leak.kind] += 1
    return {file: dict(kinds) for file, kinds in sorted(counts.items())}


def lines(report: Report) -> list[str]:
    """The report for a person."""
    held = f"{sum(report.tests.values())} questions of {len(report.tests)} files and suites"
    out = [f"held against {held}: the same question, or {N} words of one in a row"]
    if not report.public_data:
        out.append("no public file was looked at: PONDER_DATA names no folder")
    for source in report.sources:
        how = {"public rows": "rows, all of them, and draws with fresh numbers", "text": "documents, all of them"}
        out.append(f"{source.source}: {source.checked} {how.get(source.kind, 'tasks drawn, a sample')}")
        if source.left_out:
            what = "lines" if source.kind == "text" else "rows"
            out.append(f"  {source.left_out} {what} that leak are left out of the mixture")
        if source.allowed:
            out.append(f"  {source.allowed} drills share {N} signs with a test by chance and stay")
        for file, kinds in source.found.items():
            out.append(f"  LEAK {file}: " + ", ".join(f"{n} by {kind}" for kind, n in kinds.items()))
        for file, share in source.overlap.items():
            out.append(f"  {share:.2%} of the rows of {N} words of {file} stand in it")
        if not source.leaks:
            out.append("  nothing that is trained on gives a test away")
    for source in report.sources:
        if source.examples:
            out += ["", f"{source.source}, the first {len(source.examples)} of {source.leaks}:"]
            out += [f"  {e.train} -> {e.test_file} {e.test} ({e.kind}): {e.shared[:160]}" for e in source.examples]
    return out
