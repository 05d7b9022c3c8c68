"""The index of words over the stored texts, where SQLite was built with full-text search (FTS5).

The texts themselves lie in an ordinary table, which a search reads through where there is no index. A writer without
FTS5 cannot keep an index that another one made: it marks it stale, and the next writer with FTS5 makes it anew.
"""

from __future__ import annotations

import sqlite3

_CREATE = (
    "CREATE VIRTUAL TABLE word_index USING fts5 (text, content = 'texts', content_rowid = 'id', prefix = '2 3',"
    " tokenize = 'unicode61 remove_diacritics 2')"
)


def has_fts5(db: sqlite3.Connection) -> bool:
    """Whether this SQLite was built with full-text search."""
    return db.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone() is not None


def usable(db: sqlite3.Connection) -> bool:
    """Whether an index is there, current, and readable by this SQLite."""
    return _state(db) == 0 and has_fts5(db)


def prepare(db: sqlite3.Connection, wanted: bool) -> bool:
    """Bring the index up to date before a write, or mark it stale where it cannot be kept; true when it is kept."""
    state = _state(db)
    if not (wanted and has_fts5(db)):
        if state == 0:
            db.execute("UPDATE word_index_state SET stale = 1")
        return False
    if state is None:
        db.execute(_CREATE)
        db.execute("INSERT INTO word_index_state VALUES (0)")
    elif state == 1:
        db.execute("UPDATE word_index_state SET stale = 0")
    if state != 0:
        db.execute("INSERT INTO word_index (word_index) VALUES ('rebuild')")
    return True


def add(db: sqlite3.Connection, row: int, text: str) -> None:
    """Index a text that was written to `texts`."""
    db.execute("INSERT INTO word_index (rowid, text) VALUES (?, ?)", (row, text))


def remove(db: sqlite3.Connection, row: int, text: str) -> None:
    """Take a text out of the index; `text` must be what was added."""
    db.execute("INSERT INTO word_index (word_index, rowid, text) VALUES ('delete', ?, ?)", (row, text))


def forget(db: sqlite3.Connection) -> None:
    """Merge the index into one part, so that no word is left in it of texts that were removed."""
    db.execute("INSERT INTO word_index (word_index) VALUES ('optimize')")


def _state(db: sqlite3.Connection) -> int | None:
    """None without an index, 1 when it is stale, 0 when it is current."""
    found = db.execute("SELECT stale FROM word_index_state").fetchone()
    return None if found is None else int(found[0])
