"""The trace store: what is kept comes back, is listed and found, and stays private."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import TraceNotFound
from agent.store import Filters, Store
from agent.store_query import NO_SUITE
from tests.agent.making import many, trace


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "mine" / "traces.db")


def ids(found: tuple[object, ...]) -> list[int]:
    return [int(summary.trace_id, 16) for summary in found]  # type: ignore[attr-defined]


def test_what_is_added_comes_back(store: Store) -> None:
    store.add(trace(7))
    assert store.get(trace(7).result.trace_id) == trace(7)


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
        (Filters(suite=NO_SUITE), [3, 2, 1]),
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


def test_every_text_comes_back_and_each_of_its_words_finds_it(store: Store) -> None:
    @given(question=TEXT, thought=TEXT)
    def comes_back(question: str, thought: str) -> None:
        kept = trace(1, question=question, thought=thought)
        store.add(kept)  # in the place of the one before
        assert store.get("0000") == kept
        for word in question.replace("\0", " ").split():
            assert ids(store.search(word)) == [1]

    comes_back()


def test_the_first_digits_of_an_id_will_do(store: Store) -> None:
    store.add_all([trace(0xABC123000001), trace(0xABC124000001)])
    assert store.get("abc123").result.trace_id == "abc123000001"
    with pytest.raises(TraceNotFound, match="several"):
        store.get("abc12")


def test_what_is_deleted_is_neither_listed_nor_found_nor_in_the_file(store: Store) -> None:
    store.add_all([trace(1, question="zebra crossing"), trace(2)])
    store.delete("000000000001")
    assert (ids(store.list()), store.search("zebra")) == ([2], ())
    kept = b"".join(file.read_bytes() for file in store.path.parent.iterdir())
    assert b"zebra" not in kept and b"crossing" not in kept and b"cross" not in kept
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


@pytest.mark.alone
def test_ten_thousand_traces_are_listed_and_searched_at_once(store: Store) -> None:
    store.add_all(many(10_000))
    for look in (
        lambda: store.list(limit=100),
        lambda: store.list(Filters(status="unsure", min_score=0.5, text="rolls"), limit=100),
        lambda: store.search("rolls", limit=100),
        lambda: store.search("4321"),
    ):
        started = time.process_time()  # of this process alone: other work on the machine does not count
        assert look()
        assert time.process_time() - started < 0.2
