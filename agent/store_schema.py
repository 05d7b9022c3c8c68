"""The tables of the trace store, their versions, and connections to them.

A connection lives for one call. So a store can be used by many threads, kept across a fork and left without being
closed, and the write-ahead log is folded back into the file whenever nobody is using it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from agent.errors import AgentError

BUSY_SECONDS = 5.0
"""How long a call waits for another process that is writing."""


class StoreError(AgentError):
    """The trace store cannot be read or written."""

    kind = "store"
    exit_code = 3


def _first(db: sqlite3.Connection) -> None:
    db.execute(
        "CREATE TABLE traces (id INTEGER PRIMARY KEY, trace_id TEXT NOT NULL UNIQUE, saved REAL NOT NULL,"
        " question TEXT NOT NULL, answer TEXT, status TEXT NOT NULL, score REAL NOT NULL, suite TEXT,"
        " policy TEXT NOT NULL, attempts INTEGER NOT NULL, tokens INTEGER NOT NULL, seconds REAL NOT NULL)"
    )
    db.execute("CREATE INDEX newest ON traces (saved DESC, id DESC)")
    # Apart from `traces`, so that a list reads few pages.
    db.execute(
        "CREATE TABLE texts (id INTEGER PRIMARY KEY REFERENCES traces (id) ON DELETE CASCADE, text TEXT NOT NULL)"
    )
    db.execute(
        "CREATE TABLE bodies (id INTEGER PRIMARY KEY REFERENCES traces (id) ON DELETE CASCADE, json TEXT NOT NULL)"
    )
    db.execute("CREATE TABLE word_index_state (stale INTEGER NOT NULL)")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first,)
"""Step n brings the tables from version n to n + 1; the version is SQLite's `user_version`."""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that does not write. Raises StoreError."""
    uri = path.absolute().as_uri()
    with explained(path):
        try:
            db = _open(f"{uri}?mode=rw")  # read-only where the file is; else the last reader clears the log away
            db.execute("SELECT 1 FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:
            # Where nobody can write beside the file there is no log to read, unless one was left there.
            if path.with_name(path.name + "-wal").exists():
                raise
            db = _open(f"{uri}?mode=ro&immutable=1")
        db.execute("PRAGMA query_only = ON")
        with closing(db):
            yield db


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside one transaction, which is kept when the block ends and undone when it raises. There is one
    writer at a time; others wait. Makes the file and its folder, for this user alone. Raises StoreError."""
    with explained(path):
        _make_file(path)
        with closing(_open(f"{path.absolute().as_uri()}?mode=rw")) as db:
            with suppress(sqlite3.OperationalError):  # another process is setting it, or the file system cannot
                db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA secure_delete = ON")
            db.execute("BEGIN IMMEDIATE")
            try:
                migrate(db, path)
                yield db
                db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                raise


def exists(path: Path) -> bool:
    """Whether the file is there. Raises StoreError where that cannot be seen."""
    with explained(path):
        return path.exists()


def version(db: sqlite3.Connection) -> int:
    """The version of the tables; 0 for an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def is_older(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the tables are of an earlier version. Raises StoreError for those of a newer Ponder."""
    found = version(db)
    if found > len(MIGRATIONS):
        raise StoreError(
            f"{path} was written by a newer version of Ponder (tables {found}, known {len(MIGRATIONS)})",
            "update Ponder, or set PONDER_HOME to another folder",
        )
    return found < len(MIGRATIONS)


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring the tables to today's version, inside a transaction. Raises StoreError for those of a newer Ponder."""
    while is_older(db, path):
        step = version(db)
        MIGRATIONS[step](db)
        db.execute(f"PRAGMA user_version = {step + 1}")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what SQLite and the operating system raise into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for start, hint in _HINTS.items():
            if name.startswith(start):
                raise StoreError(f"{path}: {error}", hint) from None
        raise StoreError(f"{path}: {error}", "move the file away to begin a new one") from None
    except OSError as error:
        raise StoreError(
            f"{path}: {error.strerror or error}", "set PONDER_HOME to a folder that can be written"
        ) from None


_HINTS = {
    "SQLITE_FULL": "free some space, or set PONDER_HOME to a folder on another disk",
    "SQLITE_IOERR": "is the disk full? set PONDER_HOME to a folder on another one",
    "SQLITE_READONLY": "set PONDER_HOME to a folder that can be written",
    "SQLITE_CANTOPEN": "set PONDER_HOME to a folder that can be read and written",
    "SQLITE_BUSY": "another process is writing; try again",
    "SQLITE_LOCKED": "another process is writing; try again",
}


def _open(uri: str) -> sqlite3.Connection:
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _make_file(path: Path) -> None:
    if path.exists():
        return
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)  # questions are private; a parent that was there keeps its mode
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
