"""The parts of the app that need no screen: filters, tokens, curves, work in the background, replays, the door."""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.events import AttemptFinished
from agent.store import Filters
from tests.tui.conftest import Ponder, events
from tests.tui.stage import StillClock
from tui.along import curve
from tui.errors import CommandError
from tui.filters import STATES, filters, with_status
from tui.glyphs import MARKS, Glyphs
from tui.rows import duration
from tui.services.background import Background, Emit, ShouldStop
from tui.services.playback import SPEEDS, Playback
from tui.state import fold
from tui.tokens import least_sure, token_rows, visible
from verifier.verdict import Status, Verdict

BOTH = st.sampled_from([Glyphs(), Glyphs(ascii=True)])


def test_a_search_text_is_words_and_filters() -> None:
    assert filters("apples status:ver score>=0.5 pie suite:core policy:micro score<0.9") == Filters(
        text="apples pie", status="verified", min_score=0.5, max_score=0.9, suite="core", policy="micro"
    )
    assert filters("a:b score>x") == Filters(text="a:b score>x")
    assert get_args(Status) == STATES
    with pytest.raises(CommandError, match="no status is called 'fine'"):
        filters("status:fine")


def test_the_status_of_a_search_is_replaced() -> None:
    assert with_status("a status:unsure b", "refuted") == "a b status:refuted"
    assert with_status("a status:unsure", None) == "a"


@given(st.lists(st.floats(-8, 0), min_size=1, max_size=200), st.integers(1, 80), BOTH)
def test_a_curve_fits_and_its_lowest_column_is_the_least_sure_token(
    logprobs: Sequence[float], columns: int, glyphs: Glyphs
) -> None:
    line = curve([math.exp(p) for p in logprobs], columns, glyphs)
    assert len(line) == min(columns, len(logprobs))
    assert glyphs.bar(math.exp(min(logprobs))) in line
    assert len(set(line) - {glyphs.bar(math.exp(p)) for p in logprobs}) == 0


@given(st.floats(0, 1), st.floats(0, 1), BOTH)
def test_a_bar_grows_with_its_share(one: float, other: float, glyphs: Glyphs) -> None:
    bars = [glyphs.bar(i / 100) for i in range(101)]
    low, high = sorted((one, other))
    assert bars.index(glyphs.bar(low)) <= bars.index(glyphs.bar(high))
    assert glyphs.line(low, 20).count(glyphs.line(1.0, 1)) <= glyphs.line(high, 20).count(glyphs.line(1.0, 1))
    assert len(glyphs.line(one, 20)) == 20


def test_every_mark_has_an_ascii_form_and_a_word() -> None:
    assert all(
        mark.ascii.isascii() and len(mark.ascii) == len(mark.glyph) == 1 and mark.word for mark in MARKS.values()
    )


@pytest.mark.parametrize(("seconds", "words"), [
    (0.0004, "0.4 ms"), (0.012, "12 ms"), (3.2, "3.20 s"), (125, "2:05 min"),
])  # fmt: skip
def test_a_duration_is_readable(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_tokens_are_given_or_sampled_with_their_probability() -> None:
    finished = AttemptFinished(
        attempt=0, stop="answered", verdict=Verdict(status="unsure", score=0.5, answer=None),
        token_ids=(7, 8, 9), sampled=(0, 1, 1), logprobs=(-0.5, -2.0),
    )  # fmt: skip
    rows = token_rows(finished, lambda ids: [f"<{i}>" for i in ids])
    assert [(row.text, row.probability and round(row.probability, 3)) for row in rows] == [
        ("<7>", None), ("<8>", 0.607), ("<9>", 0.135),
    ]  # fmt: skip
    assert [row.id for row in least_sure(rows)] == [9, 8]
    assert [row.text for row in token_rows(finished, None)] == ["", "", ""]
    assert visible(" a\n\x1b") == "·a\\n\\x1b"


def test_work_in_the_background_is_drained_in_order_and_its_failure_told() -> None:
    def work(should_stop: ShouldStop, emit: Emit[int]) -> None:
        for i in range(3):
            emit(i)
        raise OSError(28, "No space left on device")

    background: Background[int] = Background()
    background.start(work)
    got: list[int] = []
    while background.running:
        got += background.drain()
    assert got == [0, 1, 2]
    assert background.failure is not None and background.failure.message == "No space left on device"


def test_work_that_was_let_go_of_is_not_heard_of_again() -> None:
    gate, ended = threading.Event(), threading.Event()

    def work(should_stop: ShouldStop, emit: Emit[int]) -> None:
        gate.wait()
        emit(1)
        ended.set()

    background: Background[int] = Background()
    background.start(work)
    background.abandon()
    gate.set()
    assert ended.wait(10)
    assert (background.running, background.drain(), background.failure) == (False, [], None)


@pytest.mark.parametrize("speed", SPEEDS)
def test_a_replay_takes_the_time_it_took_divided_by_its_speed(speed: float) -> None:
    made = events(seconds=4.0)
    clock = StillClock()
    playback = Playback(clock)
    while playback.speed < speed:
        playback.faster(1)
    playback.start(made)
    clock.now += 3.99 / speed
    part = playback.tick()
    assert part is not None and part.result is None
    clock.now += 0.02 / speed
    assert playback.tick() == fold(made)
    assert not playback.playing


def test_in_a_pipe_the_app_says_what_works_there(ponder: Ponder) -> None:
    outcome = ponder("tui")
    assert outcome.code == 2
    assert outcome.err == 'ponder: the app needs a terminal (`ponder ask "..."` works in a pipe)\n'


def test_ponder_alone_opens_the_app_on_a_terminal_and_prints_help_in_a_pipe(
    ponder: Ponder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ponder(stdin=b"").out.startswith("Usage: ponder")
    opened = []
    monkeypatch.setattr("tui.commands.tui.open_app", lambda: opened.append(1) or 0)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert ponder().code == 0
    assert opened == [1]
