"""Traces on disk: a SQLite file in the user's state directory, listed, filtered and searched.

    store = Store.open()
    store.add(agent.ask("What is 15% of 240?"))
    for summary in store.search("240", Filters(status="verified")):
        print(summary.trace_id, summary.answer)

A Store may be used by many threads and processes at once: one writes at a time, readers do not wait. Nothing has to be
closed. Each method raises StoreError where the file cannot be read or written.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agent import store_index
from agent.errors import TraceNotFound
from agent.events import Answered, CallMade, Observed, ThoughtWritten
from agent.home import former_homes, home
from agent.store_former import forget, former_traces
from agent.store_query import Filters, excerpt, query, words
from agent.store_schema import StoreError, exists, is_older, reading, version, writing
from agent.trace import Trace
from verifier.verdict import Status

__all__ = ["Store", "Filters", "TraceSummary", "StoreError", "TraceNotFound", "home"]

_COLUMNS = ("trace_id", "saved", "question", "answer", "status", "score", "suite", "policy", "attempts", "tokens",
            "seconds")  # fmt: skip

EVERYTHING = Filters()


class TraceSummary(BaseModel):
    """A line of a list. `saved` is seconds since the epoch; `excerpt` is the line where a search found a word."""

    model_config = ConfigDict(frozen=True)

    trace_id: str
    saved: float
    question: str
    answer: str | None
    status: Status
    score: float
    suite: str | None
    policy: str
    attempts: int
    tokens: int
    seconds: float
    excerpt: str = ""


class Store:
    """Stored traces in the file `path`, which is made by the first `add`."""

    def __init__(self, path: Path, *, full_text: bool = True) -> None:
        self.path, self.full_text = path, full_text

    @classmethod
    def open(cls, path: Path | None = None, *, full_text: bool = True) -> Store:
        """The store in `path`, or the user's own. Without `full_text` no index is kept or used, and a search reads
        through all texts. Raises StoreError when the file is no store, or a newer Ponder's."""
        store = cls(path or home() / "traces" / "traces.db", full_text=full_text)
        if exists(store.path):
            with store._reading() as db:
                older = is_older(db, store.path)
            if older:
                with writing(store.path):
                    pass  # brings the tables up to date
        if path is None and (former := former_traces(former_homes())):
            store._add((trace, None, written) for _, written, trace in former)
            forget(file for file, _, _ in former)
        return store

    def add(self, trace: Trace, *, suite: str | None = None) -> None:
        """Keep a trace whole or not at all; one of the same id is replaced."""
        self.add_all([trace], suite=suite)

    def add_all(self, traces: Iterable[Trace], *, suite: str | None = None) -> int:
        """Keep all of these or none; how many they were."""
        return self._add((trace, suite, time.time()) for trace in traces)

    def _add(self, rows: Iterable[tuple[Trace, str | None, float]]) -> int:
        count = 0
        with writing(self.path) as db:
            indexed = store_index.prepare(db, self.full_text)
            for trace, suite, saved in rows:
                _remove(db, trace.result.trace_id, indexed)
                _insert(db, trace, suite, saved, indexed)
                count += 1
        return count

    def list(
        self, filters: Filters = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> tuple[TraceSummary, ...]:
        """The traces that pass the filters, newest first."""
        return self._select(filters, limit, offset, best_first=False)

    def search(
        self, text: str, filters: Filters = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> tuple[TraceSummary, ...]:
        """The traces that hold every word of `text`, or a word that begins with it; best first."""
        sought = f"{filters.text} {text}" if filters.text else text
        return self._select(filters.with_text(sought), limit, offset, best_first=True)

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many traces pass the filters."""
        with self._reading() as db:
            if not version(db):
                return 0
            asked = query(filters, indexed=self._indexed(db))
            return int(db.execute(f"SELECT count(*) {asked.tail}", asked.values).fetchone()[0])

    def get(self, trace_id: str) -> Trace:
        """A trace by its id, or by the first digits of it. Raises TraceNotFound when there is none, or several."""
        with self._reading() as db:
            found = _resolve(db, trace_id)
            (body,) = db.execute(
                "SELECT json FROM bodies JOIN traces USING (id) WHERE trace_id = ?", (found,)
            ).fetchone()
        try:
            return Trace.from_json(body)
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise TraceNotFound(
                f"the trace {found} cannot be read: {reason}", "a newer Ponder may have written it"
            ) from None

    def delete(self, trace_id: str) -> None:
        """Remove a trace. Raises TraceNotFound when there is none."""
        with self._reading() as db:
            found = _resolve(db, trace_id)
        with writing(self.path) as db:
            indexed = store_index.prepare(db, self.full_text)
            _remove(db, found, indexed)
            if indexed:
                store_index.forget(db)

    def _select(
        self, filters: Filters, limit: int | None, offset: int, *, best_first: bool
    ) -> tuple[TraceSummary, ...]:
        sought = words(filters.text)
        with self._reading() as db:
            if not version(db):
                return ()
            asked = query(filters, indexed=self._indexed(db), best_first=best_first)
            columns = [f"traces.{name}" for name in _COLUMNS] + (["texts.text"] if sought else [])
            rows = db.execute(
                f"SELECT {', '.join(columns)} {asked.tail} {asked.order} LIMIT ? OFFSET ?",
                (*asked.values, -1 if limit is None else limit, offset),
            ).fetchall()
        return tuple(_summary(row, sought) for row in rows)

    def _indexed(self, db: sqlite3.Connection) -> bool:
        return self.full_text and store_index.usable(db)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if exists(self.path):
            with reading(self.path) as db:
                yield db
        else:  # nothing was stored yet: what an empty file would say
            db = sqlite3.connect(":memory:")
            yield db
            db.close()


def _summary(row: Sequence[object], sought: Sequence[str]) -> TraceSummary:
    values = dict(zip(_COLUMNS, row, strict=False))
    return TraceSummary.model_validate(values | {"excerpt": excerpt(str(row[-1]), sought) if sought else ""})


def _resolve(db: sqlite3.Connection, trace_id: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{4,32}", trace_id):
        raise TraceNotFound(
            f"{trace_id[:40]!r} is not a trace id", "an id is 12 hexadecimal digits; the first 4 may do"
        )
    found = [] if not version(db) else db.execute(
        "SELECT trace_id FROM traces WHERE trace_id >= ?1 AND trace_id < ?1 || 'g' ORDER BY trace_id LIMIT 2",
        (trace_id,),
    ).fetchall()  # fmt: skip
    if not found:
        raise TraceNotFound(f"no trace is called {trace_id!r}", "ponder traces list shows them")
    if len(found) > 1 and found[0][0] != trace_id:
        raise TraceNotFound(f"several traces begin with {trace_id!r}", "give more of the id")
    return str(found[0][0])


def _remove(db: sqlite3.Connection, trace_id: str, indexed: bool) -> None:
    found = db.execute("SELECT id, text FROM traces JOIN texts USING (id) WHERE trace_id = ?", (trace_id,)).fetchone()
    if found is None:
        return
    if indexed:
        store_index.remove(db, *found)
    db.execute("DELETE FROM traces WHERE id = ?", found[:1])


def _insert(db: sqlite3.Connection, trace: Trace, suite: str | None, saved: float, indexed: bool) -> None:
    result, text = trace.result, _text(trace)
    values = (result.trace_id, saved, result.question, result.answer, result.status, result.score, suite,
              trace.started.policy, result.attempts, result.tokens, result.seconds)  # fmt: skip
    marks = ", ".join("?" * len(_COLUMNS))
    row = db.execute(f"INSERT INTO traces ({', '.join(_COLUMNS)}) VALUES ({marks})", values).lastrowid
    assert row is not None
    db.execute("INSERT INTO texts VALUES (?, ?)", (row, text))
    db.execute("INSERT INTO bodies VALUES (?, ?)", (row, trace.to_json()))
    if indexed:
        store_index.add(db, row, text)


def _text(trace: Trace) -> str:
    """What a search reads: the question, each thought, call, result and answer, a line each."""
    said = [trace.result.question]
    for event in trace.events:
        if isinstance(event, ThoughtWritten | Observed | Answered):
            said.append(event.text)
        elif isinstance(event, CallMade):
            said.append(event.input)
    return "\n".join(said).replace("\0", " ")  # at which a search would stop
