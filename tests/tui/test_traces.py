"""`ponder traces`: list, show, delete."""

from __future__ import annotations

import json

import pytest

from agent import Trace
from agent.store import Store
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
