"""`ponder traces`: list, search, show, replay, export, import, delete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent import Trace
from agent.rundir import Row
from agent.store import Store
from tests.agent.making import trace
from tests.tui.conftest import TRACE_ID, Ponder, events


@pytest.fixture
def stored() -> Trace:
    trace = Trace(events=tuple(events(question="How [many]\x1b[31m rolls?")))
    Store.open().add(trace)
    return trace


def test_an_empty_store_lists_nothing(ponder: Ponder) -> None:
    outcome = ponder("traces")
    assert (outcome.code, outcome.out) == (0, "")


def test_the_list_is_one_line_a_trace(ponder: Ponder, stored: Trace) -> None:
    assert ponder("traces", "list").out.startswith(f"{TRACE_ID}  verified  19")
    assert "\\x1b[31m rolls?" in ponder("traces", "list").out
    assert json.loads(ponder("traces", "list", "--json").out)["trace_id"] == TRACE_ID


def test_show_prints_what_was_printed_live(ponder: Ponder, stored: Trace) -> None:
    shown = ponder("traces", "show", TRACE_ID, "--json")
    assert [json.loads(line)["type"] for line in shown.out.splitlines()] == [event.type for event in stored.events]


def test_delete(ponder: Ponder, stored: Trace) -> None:
    assert ponder("traces", "delete", TRACE_ID).code == 0
    assert ponder("traces", "show", TRACE_ID).code == 2


@pytest.mark.parametrize("name", ["nonsense", "../../etc/passwd", "ffffffffffff"])
def test_no_such_trace(ponder: Ponder, name: str) -> None:
    outcome = ponder("traces", "delete", name)
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1


@pytest.fixture
def three() -> None:
    store = Store.open()
    store.add(trace(0xA001, question="How many rolls?", status="verified", score=0.9))
    store.add(trace(0xA002, question="How many apples?", status="refuted", score=0.1))
    store.add(
        trace(0xA003, question="What time?", status="unsure", score=0.5, thought="Count the rolls."), suite="core"
    )


def ids(out: str) -> list[str]:
    return [line[8:12] for line in out.splitlines() if line.startswith("0000")]


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (("list",), ["a003", "a002", "a001"]),
        ((), ["a003", "a002", "a001"]),
        (("list", "--limit", "2"), ["a003", "a002"]),
        (("list", "--limit", "0"), ["a003", "a002", "a001"]),
        (("list", "--status", "refuted"), ["a002"]),
        (("list", "--min-score", "0.5"), ["a003", "a001"]),
        (("list", "--max-score", "0.5", "--text", "how"), ["a002"]),
        (("list", "--suite", "core"), ["a003"]),
        (("list", "--text", "rolls"), ["a003", "a001"]),
        (("search", "how", "ROLL"), ["a001"]),
        (("search", "count", "roll", "--suite", "core"), ["a003"]),
        (("search", "nothing"), []),
    ],
    ids=" ".join,
)
def test_which_traces_are_listed(ponder: Ponder, three: None, args: tuple[str, ...], found: list[str]) -> None:
    outcome = ponder("traces", *args)
    assert (outcome.code, ids(outcome.out)) == (0, found)


def test_a_list_says_how_many_it_left_out(ponder: Ponder, three: None) -> None:
    assert "2 of 3 shown" in ponder("traces", "list", "--limit", "2").err


def test_a_hit_in_a_step_is_shown(ponder: Ponder, three: None) -> None:
    assert "Count the rolls." in ponder("traces", "search", "rolls").out


def test_replay_keeps_the_pace(ponder: Ponder, three: None, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("tui.commands.traces.time.sleep", slept.append)
    outcome = ponder("traces", "replay", "00000000a001", "--speed", "2", "--display", "plain")
    assert outcome.out == "19\n" and "Take away." in outcome.err
    assert sum(slept) == pytest.approx(0.25)  # the run took half a second
    assert ponder("traces", "replay", "00000000a001", "--speed", "0").code == 2


def test_show_does_not_wait(ponder: Ponder, three: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.commands.traces.time.sleep", lambda _: pytest.fail("it waited"))
    assert ponder("traces", "show", "00000000a001").code == 0


def test_jsonl_goes_out_and_comes_back(ponder: Ponder, three: None, tmp_path: Path, own_home: Path) -> None:
    outcome = ponder("traces", "export", "--text", "rolls")
    assert [Trace.from_json(line).result.question for line in outcome.out.splitlines()] == [
        "How many rolls?",
        "What time?",
    ]
    (tmp_path / "kept.jsonl").write_text(outcome.out)
    (own_home / "traces" / "traces.db").unlink()
    assert ponder("traces", "import", str(tmp_path / "kept.jsonl"), "--suite", "old").code == 0
    assert ids(ponder("traces", "list", "--suite", "old").out) == ["a003", "a001"]


def test_export_to_a_page(ponder: Ponder, three: None, tmp_path: Path) -> None:
    page = tmp_path / "mine.html"
    outcome = ponder("traces", "export", "00000000a001", "00000000a002", "--out", str(page))
    assert (outcome.code, outcome.out) == (0, "")
    made = page.read_text(encoding="utf-8")
    assert made.startswith("<!DOCTYPE html>") and "How many rolls?" in made and "What time?" not in made


def test_a_batch_run_is_imported_under_its_suite(ponder: Ponder, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('suite = "arithmetic"\n')
    row = Row(index=0, id="t", answer="19", correct=True, trace=trace(0xB001))
    (tmp_path / "traces.jsonl").write_text(row.line())
    assert ponder("traces", "import", str(tmp_path)).code == 0
    assert [s.suite for s in Store.open().list()] == ["arithmetic"]


def test_a_broken_import_stores_nothing(ponder: Ponder, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(trace(1).to_json() + "\n{broken\n")
    outcome = ponder("traces", "import", str(tmp_path / "bad.jsonl"))
    assert outcome.code == 3 and "line 2" in outcome.err and outcome.err.count("\n") == 1
    assert Store.open().count() == 0
    assert ponder("traces", "import", str(tmp_path / "none.jsonl")).code == 2


def test_a_store_that_cannot_be_read_is_one_line(ponder: Ponder, own_home: Path) -> None:
    (own_home / "traces").mkdir(parents=True)
    (own_home / "traces" / "traces.db").write_bytes(b"no database" * 1000)
    outcome = ponder("traces", "list", "--json")
    assert outcome.code == 3 and outcome.err.count("\n") == 1
    assert json.loads(outcome.out)["error"]["kind"] == "store"
