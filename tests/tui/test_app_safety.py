"""Text of models and tools is text: it is never markup, and no byte of it steers the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events as events_

from agent.events import ThoughtWritten
from agent.store import Store
from agent.trace import Trace
from tests.tui.conftest import events
from tests.tui.stage import pilot_test, services, stage
from tui.compare import sides
from tui.detail import SHOWN_CHARS, detail, raw_text
from tui.facts import facts
from tui.glyphs import Glyphs
from tui.rows import attempt_row, node_row, question_row
from tui.state import fold
from tui.widgets.composer import Composer
from tui.widgets.pane import Pane
from tui.widgets.spans import content
from tui.widgets.trace_table import TraceTable

NASTY = {
    "a closing tag": "[/]",
    "half a tag": "[b",
    "a tag": "[bold red]x[/bold red]",
    "a link": "[@click=app.quit]x[/]",
    "OSC 52": "\x1b]52;c;cm0gLXJm\x07",
    "a title": "\x1b]0;owned\x07",
    "cursor moves": "\x1b[2J\x1b[10;10H\x1b[1A\r\x08\x7f",
    "C1": "\x9b31m\x90q",
    "right to left": "\u202e321\u2066abc\u200f\u061c",
    "line ends": "a\u2028b\u2029c\x0bd\x0ce",
    "a lone surrogate": "\ud800",
    "wide": "漢字" * 40 + "👩‍👩‍👧",
    "10,000 columns": "x" * 10_000,
    "10,000 lines": "x\n" * 10_000,
}
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
GLYPHS = Glyphs()


def nasty_run(text: str) -> Trace:
    return Trace(events=tuple(events(question=text, answer=text, thought=text)))


@given(st.one_of(st.text(alphabet=st.characters()), st.sampled_from(sorted(NASTY.values()))))
@settings(max_examples=100)
def test_nothing_that_is_shown_holds_a_control_character(text: str) -> None:
    run = fold(nasty_run(text).events)
    (attempt,) = run.attempts
    shown = [*question_row(run, GLYPHS), *attempt_row(attempt, GLYPHS), *facts(run, "a0", GLYPHS)]
    for key in ("q", "a0", *(node.key for _, node in run.nodes())):
        shown += detail(run, key, GLYPHS)
    for _, node in run.nodes():
        shown += node_row(node, GLYPHS)
    shown += sides((run, attempt), (run, attempt), GLYPHS)[0]
    assert [words for _, words in shown if CONTROL.search(words)] == []
    assert all("\n" not in words for node in attempt.nodes for _, words in node_row(node, GLYPHS))
    content(shown)


@given(st.text(alphabet=st.characters(), max_size=50))
def test_what_is_copied_is_what_was_said(text: str) -> None:
    run = fold(nasty_run(text).events)
    assert raw_text(run, "q") == text
    assert raw_text(run, "a0.0") == text


def test_an_endless_attempt_is_cut_and_says_so() -> None:
    made = events()
    thoughts = [ThoughtWritten(attempt=0, text=f"thought {i}") for i in range(5000)]
    words = "".join(text for _, text in detail(fold([*made[:2], *thoughts, *made[2:]]), "a0", GLYPHS))
    assert "thought 199" in words and "thought 200" not in words
    assert "4,804 more steps; the tree has them" in words


def test_an_endless_text_is_cut_and_says_so() -> None:
    run = fold(nasty_run("x" * (SHOWN_CHARS + 5)).events)
    words = "".join(text for _, text in detail(run, "a0.0", GLYPHS))
    assert "5 more characters" in words


@pilot_test
async def test_nasty_text_in_every_place_of_the_screen(own_home: Path) -> None:
    everything = "".join(NASTY.values())
    thoughts = [ThoughtWritten(attempt=0, text=text) for text in NASTY.values()]
    made = events(question=everything, answer=everything)
    async with stage(services({"": [*made[:2], *thoughts, *made[2:]]}), size=(140, 40)) as on:
        await on.ask("q")
        await on.settle()
        for place, text in enumerate(NASTY.values()):
            on.tree.select(f"a0.{place}")
            await on.pilot.pause()
            assert not CONTROL.search(on.text())
            if not CONTROL.search(text):
                assert text[:8] in on.app.screen.query_one("#detail", Pane).words
        on.tree.select("q")
        await on.pilot.pause()
        assert "[@click=app.quit]x[/]" in on.text()
        assert not CONTROL.search(on.text())


@pilot_test
async def test_what_is_pasted_cannot_steer_the_terminal_either(own_home: Path) -> None:
    async with stage(services()) as on:
        composer = on.app.screen.query_one(Composer)
        composer.post_message(events_.Paste("2+2\n\x1b[2J[/]\u202e"))
        await on.until(lambda: composer.text == "2+2\n\\x1b[2J[/]\\u202e")
        assert not CONTROL.search(on.text())


@pilot_test
@pytest.mark.slow
async def test_nasty_text_in_the_list_of_traces_and_in_notices(own_home: Path) -> None:
    for number, text in enumerate(t for t in NASTY.values() if "\ud800" not in t):
        made = list(nasty_run(text).events)
        ident = f"{number:012x}"
        made[0] = made[0].model_copy(update={"trace_id": ident})
        made[-1] = made[-1].model_copy(update={"trace_id": ident})
        Store.open().add(Trace(events=tuple(made)))
    async with stage(services()) as on:
        await on.press("f3")
        await on.until(lambda: on.app.screen.query_one(TraceTable).row_count == len(NASTY) - 1)
        await on.pilot.pause()
        assert "[@click=app.quit]x[/]" in on.text()
        assert not CONTROL.search(on.text())
        await on.press("slash", *"status:[")
        await on.until(lambda: "no status is called '['" in on.text())
