"""The store's file: private, shared by threads and processes, read where it cannot be written, moved to new forms."""

from __future__ import annotations

import os
import sqlite3
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent import store_schema
from agent.errors import TraceNotFound
from agent.store import Store, StoreError
from tests.agent.making import trace


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "mine" / "traces.db")


def ids(found: tuple[object, ...]) -> list[int]:
    return [int(summary.trace_id, 16) for summary in found]  # type: ignore[attr-defined]


def test_nothing_is_written_before_something_is_added(store: Store) -> None:
    assert (store.list(), store.search("x"), store.count()) == ((), (), 0)
    with pytest.raises(TraceNotFound):
        store.get("000000000007")
    assert not store.path.parent.exists()


def test_the_file_and_its_folder_are_private(store: Store) -> None:
    store.add(trace())
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_many_threads_write_and_read_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_schema, "BUSY_SECONDS", 60.0)  # a slow disk lets one of six wait for long
    seen: list[Exception] = []

    def work(start: int) -> None:
        try:
            for n in range(start, start + 5):
                store.add(trace(n))
                store.search("take")
        except Exception as error:
            seen.append(error)

    threads = [threading.Thread(target=work, args=(100 * k,)) for k in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == []
    assert store.count() == 30


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    store.add(trace(1))
    writer = sqlite3.connect(store.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM traces")
    assert ids(store.list()) == [1]
    writer.close()


def test_an_index_that_another_writer_could_not_keep_is_made_anew(store: Store) -> None:
    without = Store.open(store.path, full_text=False)
    store.add(trace(1, thought="aardvark"))
    without.add(trace(2, thought="aardvark"))
    assert ids(store.search("aardvark")) == [2, 1]  # read through: the index does not know 2
    store.add(trace(3, thought="aardvark"))
    assert sorted(ids(store.search("aard"))) == [1, 2, 3]
    with sqlite3.connect(store.path) as db:
        assert db.execute("SELECT count(*) FROM word_index WHERE word_index MATCH 'aardvark'").fetchone() == (3,)


@pytest.mark.parametrize("content", [b"not a database at all" * 200, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "traces.db").write_bytes(content)
    with pytest.raises(StoreError, match=r"traces\.db"):
        Store.open(tmp_path / "traces.db").list()


def test_the_tables_of_a_newer_version_are_left_alone(store: Store) -> None:
    store.add(trace(1))
    with sqlite3.connect(store.path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        Store.open(store.path)
    with pytest.raises(StoreError, match="newer version"):
        store.add(trace(2))


def as_somebody_else(look: Callable[[], bool]) -> bool:
    """Whether `look` holds in another process that may not write (a user without rights, where this one is root)."""
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            os._exit(0 if look() else 1)
        except BaseException:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.fixture
def read_only() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as name:
        store = Store.open(Path(name) / "traces.db")
        store.add(trace(1))
        store.path.chmod(0o444)
        Path(name).chmod(0o555)
        yield store
        Path(name).chmod(0o755)


def test_a_store_that_cannot_be_written_is_read_all_the_same(read_only: Store) -> None:
    assert as_somebody_else(lambda: ids(Store.open(read_only.path).search("take")) == [1])


def test_writing_to_a_read_only_store_says_so(read_only: Store) -> None:
    def refused() -> bool:
        with pytest.raises(StoreError, match="readonly"):
            read_only.add(trace(2))
        return True

    assert as_somebody_else(refused)
    assert ids(read_only.list()) == [1]


def test_a_folder_that_cannot_be_entered_says_so(read_only: Store) -> None:
    read_only.path.parent.chmod(0o000)

    def refused() -> bool:
        with pytest.raises(StoreError, match="Permission denied"):
            read_only.list()
        return True

    assert as_somebody_else(refused)


def test_the_former_json_files_move_in_once(own_home: Path) -> None:
    folder = own_home / "traces"
    folder.mkdir(parents=True)
    (folder / "000000000001.json").write_text(trace(1).to_json())
    (folder / "abcdef.json").write_text("{broken")
    assert Store.open().get("0000") == trace(1)
    assert [path.name for path in folder.glob("*.json")] == ["abcdef.json"]
    Store.open().delete("0000")
    assert Store.open().list() == ()


def note_column(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE traces ADD COLUMN note TEXT NOT NULL DEFAULT 'old'")


def test_older_tables_are_brought_up_to_date(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(trace(1))
    monkeypatch.setattr(store_schema, "MIGRATIONS", (*store_schema.MIGRATIONS, note_column))
    assert ids(Store.open(store.path).list()) == [1]
    with sqlite3.connect(store.path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(store_schema.MIGRATIONS),)
        assert db.execute("SELECT note FROM traces").fetchall() == [("old",)]


def test_a_migration_that_breaks_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(db: sqlite3.Connection) -> None:
        note_column(db)
        db.execute("SELECT nothing")

    store.add(trace(1))
    before = store.path.read_bytes()
    with monkeypatch.context() as newer:
        newer.setattr(store_schema, "MIGRATIONS", (*store_schema.MIGRATIONS, broken))
        with pytest.raises(StoreError):
            Store.open(store.path)
    assert store.path.read_bytes() == before
    assert ids(Store.open(store.path).list()) == [1]
