"""The trace store: what is kept comes back, is listed and found, and stays private."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import TraceNotFound
from agent.store import Filters, Store, StoreError
from tests.agent.making import trace


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "mine" / "traces.db")


def ids(found: tuple[object, ...]) -> list[int]:
    return [int(summary.trace_id, 16) for summary in found]  # type: ignore[attr-defined]


def test_what_is_added_comes_back(store: Store) -> None:
    store.add(trace(7))
    assert store.get(trace(7).result.trace_id) == trace(7)


def test_nothing_is_written_before_something_is_added(store: Store) -> None:
    assert (store.list(), store.search("x"), store.count()) == ((), (), 0)
    with pytest.raises(TraceNotFound):
        store.get("000000000007")
    assert not store.path.parent.exists()


def test_the_file_and_its_folder_are_private(store: Store) -> None:
    store.add(trace())
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_the_list_is_newest_first(store: Store) -> None:
    for n in (3, 1, 2):
        store.add(trace(n))
    assert ids(store.list()) == [2, 1, 3]
    assert ids(store.list(limit=1, offset=1)) == [1]


def test_adding_an_id_again_replaces_it(store: Store) -> None:
    store.add(trace(1, thought="aardvark"))
    store.add(trace(1, thought="buffalo"))
    assert store.count() == 1
    assert (store.search("aardvark"), ids(store.search("buffalo"))) == ((), [1])


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), [4, 3, 2, 1]),
        (Filters(status="unsure"), [3]),
        (Filters(min_score=0.5), [4, 1]),
        (Filters(max_score=0.5), [3, 2]),
        (Filters(suite="core"), [4]),
        (Filters(policy="other"), [2]),
        (Filters(text="rolls"), [4, 3]),
        (Filters(text="rolls", status="unsure"), [3]),
        (Filters(status="verified", suite="core", min_score=0.99), []),
    ],
)
def test_filters(store: Store, filters: Filters, found: list[int]) -> None:
    store.add(trace(1))
    store.add(trace(2, status="refuted", score=0.1, policy="other"))
    store.add(trace(3, question="How many rolls?", status="unsure", score=0.4))
    store.add(trace(4, thought="Count the rolls."), suite="core")
    assert ids(store.list(filters)) == found
    assert store.count(filters) == len(found)


@pytest.mark.parametrize("full_text", [True, False])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("baker", [2]),
        ("BAK", [2]),
        ("naïve", [3]),
        ("15% 240", [1]),
        ("240 rolls", []),
        ("%", [1]),
        ("_", [3]),
        ('"', [2]),
        ("'; DROP TABLE traces --", []),
        ("rolls\0", [2]),
        ("NEAR(", []),
        ("\ud800baker", [2]),
        ("", [3, 2, 1]),
    ],
)
def test_search(tmp_path: Path, text: str, found: list[int], full_text: bool) -> None:
    store = Store.open(tmp_path / "traces.db", full_text=full_text)
    store.add(trace(1, question="What is 15% of 240?"))
    store.add(trace(2, question='A "baker" sells rolls'))
    store.add(trace(3, thought="A naïve a_b way"))
    assert ids(store.search(text)) == found


def test_the_best_match_comes_first(store: Store) -> None:
    store.add(trace(1, question="rolls rolls rolls"))
    store.add(trace(2, question="A long story about many other things, with rolls in it"))
    assert ids(store.search("rolls")) == [1, 2]


def test_a_hit_shows_the_line_it_was_found_in(store: Store) -> None:
    store.add(trace(1, thought="First.\n" + "x " * 80 + "here are rolls " + "y " * 80))
    (hit,) = store.search("rolls")
    assert "here are rolls" in hit.excerpt and "First" not in hit.excerpt and len(hit.excerpt) < 90


TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@given(question=TEXT, thought=TEXT)
def test_every_text_comes_back_and_each_of_its_words_finds_it(
    tmp_path_factory: pytest.TempPathFactory, question: str, thought: str
) -> None:
    store = Store.open(tmp_path_factory.mktemp("store") / "traces.db")
    kept = trace(1, question=question, thought=thought)
    store.add(kept)
    assert store.get("0000") == kept
    for word in question.replace("\0", " ").split():
        assert ids(store.search(word)) == [1]


def test_the_first_digits_of_an_id_will_do(store: Store) -> None:
    store.add_all([trace(0xABC123000001), trace(0xABC124000001)])
    assert store.get("abc123").result.trace_id == "abc123000001"
    with pytest.raises(TraceNotFound, match="several"):
        store.get("abc12")


def test_what_is_deleted_is_neither_listed_nor_found_nor_in_the_file(store: Store) -> None:
    store.add_all([trace(1, question="zebra crossing"), trace(2)])
    store.delete("000000000001")
    assert (ids(store.list()), store.search("zebra")) == ([2], ())
    assert b"zebra crossing" not in store.path.read_bytes()
    with pytest.raises(TraceNotFound):
        store.delete("000000000001")


@pytest.mark.parametrize("name", ["../etc/passwd", "", "abc", "zzzzzz", "a" * 33, "000000000001\n"])
def test_a_name_that_is_no_id(store: Store, name: str) -> None:
    store.add(trace(1))
    with pytest.raises(TraceNotFound):
        store.get(name)


def test_all_of_a_batch_is_kept_or_none(store: Store) -> None:
    def traces() -> object:
        yield trace(1)
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError):
        store.add_all(traces())  # type: ignore[arg-type]
    assert store.count() == 0


def test_many_threads_write_and_read_at_once(store: Store) -> None:
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


def test_ten_thousand_traces_are_listed_and_searched_at_once(store: Store) -> None:
    rng = random.Random(0)
    words = "baker rolls sells makes morning apples train platform ticket euro cents minutes".split()
    statuses = ("verified", "unsure", "refuted")
    store.add_all(
        trace(n, question=f"{' '.join(rng.choices(words, k=12))} {n}", status=rng.choice(statuses))
        for n in range(10_000)
    )
    for look in (
        lambda: store.list(limit=100),
        lambda: store.list(Filters(status="unsure", min_score=0.5, text="rolls"), limit=100),
        lambda: store.search("rolls", limit=100),
        lambda: store.search("4321"),
    ):
        started = time.process_time()  # of this process alone: other work on the machine does not count
        assert look()
        assert time.process_time() - started < 0.2


def test_the_former_json_files_move_in_once(own_home: Path) -> None:
    folder = own_home / "traces"
    folder.mkdir(parents=True)
    (folder / "000000000001.json").write_text(trace(1).to_json())
    (folder / "abcdef.json").write_text("{broken")
    assert Store.open().get("0000") == trace(1)
    assert [path.name for path in folder.glob("*.json")] == ["abcdef.json"]
    Store.open().delete("0000")
    assert Store.open().list() == ()
