"""`ponder ask`: where the answer goes, what the exit code says, what a question may be."""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.events import EVENT
from agent.store import Store
from tests.tui.conftest import TRACE_ID, Ponder, ScriptedAgent, events

Script = Callable[..., ScriptedAgent]


def test_the_answer_is_alone_on_stdout(ponder: Ponder, script: Script) -> None:
    script(events())
    outcome = ponder("ask", "What is 48 - 29?", "--display", "plain")
    assert (outcome.code, outcome.out) == (0, "19\n")
    for words in ("Take away.", "calculator: 48 - 29", "= 19", "[ok] recomputation", "verified, score 0.98", TRACE_ID):
        assert words in outcome.err


def test_every_option_reaches_the_agent(ponder: Ponder, script: Script) -> None:
    agent = script(events())
    ponder("ask", "q", "--policy", "p", "--attempts", "5", "--samples", "2", "--temperature", "0.3", "--seed", "9",
           "--max-seconds", "1.5")  # fmt: skip
    assert agent.policy == "p"
    stop = agent.settings.pop("should_stop")
    assert stop() is False
    assert agent.settings == {"attempts": 5, "samples": 2, "temperature": 0.3, "seed": 9, "max_seconds": 1.5}


def test_json_is_one_event_a_line_and_the_result_last(ponder: Ponder, script: Script) -> None:
    made = events(thought="\x1b[31m and \u2028 and é")
    script(made)
    outcome = ponder("ask", "What is 48 - 29?", "--json")
    assert [EVENT.validate_json(line) for line in outcome.out.splitlines()] == made
    assert outcome.out.isascii()
    assert outcome.err == ""
    result = json.loads(outcome.out.splitlines()[-1])
    names = "type question answer status score attempts tokens seconds trace_id"
    assert list(result) == names.split()


def test_display_none_prints_the_answer_only(ponder: Ponder, script: Script) -> None:
    script(events())
    outcome = ponder("ask", "q", "--display", "none")
    assert (outcome.out, outcome.err) == ("19\n", "")


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (events(), 0),
        (events(status="unsure"), 1),
        (events(status="refuted"), 1),
        (events(answer=None, status="refuted", stop="steps"), 1),
        (events(answer=None, status="unsure", stop="tokens"), 4),
        (events(answer=None, status="unsure", stop="seconds"), 4),
        (events(status="refuted", max_seconds=2.0, seconds=2.1), 4),
        (events(status="refuted", max_seconds=2.0, seconds=2.1, attempts=1), 1),
    ],
    ids=["verified", "unsure", "refuted", "steps", "tokens", "seconds", "no time to retry", "no retry left"],
)
def test_exit_code(ponder: Ponder, script: Script, made: list[object], code: int) -> None:
    script(made)
    assert ponder("ask", "q", "--display", "none").code == code


def test_without_an_answer_stdout_is_empty(ponder: Ponder, script: Script) -> None:
    script(events(answer=None, status="refuted", stop="malformed"))
    outcome = ponder("ask", "q", "--display", "plain")
    assert outcome.out == ""
    assert "no answer" in outcome.err


@pytest.mark.parametrize("display", ["plain", "rich"])
def test_model_text_is_neither_markup_nor_escape(ponder: Ponder, script: Script, display: str) -> None:
    script(events(answer="[red]19[/red]\x1b[2J", thought="[bold]hm[/bold] [/] :smile: \x1b]0;owned\x07"))
    outcome = ponder("ask", "q", "--display", display)
    assert outcome.out == "[red]19[/red]\\x1b[2J\n"
    assert "[bold]hm[/bold] [/] :smile: \\x1b]0;owned\\x07" in outcome.err


@pytest.mark.parametrize("args", [("ask",), ("ask", "-"), ("-",)], ids=" ".join)
def test_a_question_comes_through_a_pipe(ponder: Ponder, script: Script, args: tuple[str, ...]) -> None:
    agent = script(events())
    assert ponder(*args, stdin="\ufeffWie viel ist 6 · 7?\r\n".encode()).code == 0
    assert agent.question == "Wie viel ist 6 · 7?"


@pytest.mark.parametrize(
    ("stdin", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"48 - \xff\xfe", "not UTF-8"),
        (b"\x7fELF\x00\x01", "binary"),
        (b"1+" * 50_000, "100,000 characters"),
        (b"1+" * 600_000, "longer than"),
    ],
    ids=["nothing", "blank", "latin", "binary", "long", "endless"],
)
def test_a_question_that_cannot_be_asked(ponder: Ponder, script: Script, stdin: bytes, words: str) -> None:
    agent = script(events())
    outcome = ponder("ask", "-", stdin=stdin)
    assert outcome.code == 2
    assert words in outcome.err
    assert outcome.err.count("\n") == 1
    assert agent.question == ""


def test_bytes_of_the_command_line_that_are_not_text(ponder: Ponder, script: Script) -> None:
    script(events())
    outcome = ponder("ask", os.fsdecode(b"48 - \xff"))
    assert outcome.code == 2
    assert "not UTF-8" in outcome.err


def test_no_question_at_a_terminal(ponder: Ponder) -> None:
    outcome = ponder("ask")
    assert outcome.code == 2
    assert "no question" in outcome.err


def test_the_trace_is_kept(ponder: Ponder, script: Script) -> None:
    made = events()
    script(made)
    ponder("ask", "q")
    assert list(Store.open().get(TRACE_ID).events) == made


def test_a_home_that_cannot_be_written_costs_a_warning(ponder: Ponder, script: Script, own_home: Path) -> None:
    own_home.write_text("a file where the folder should be")
    script(events())
    outcome = ponder("ask", "q", "--display", "none")
    assert (outcome.code, outcome.out) == (0, "19\n")
    assert "warning: the trace could not be kept" in outcome.err


def test_a_full_disk_costs_a_warning_and_not_the_answer(ponder: Ponder, script: Script) -> None:
    script(events())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        outcome = ponder("ask", "q", "--display", "none")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (outcome.code, outcome.out) == (0, "19\n")
    assert outcome.err.startswith("ponder: warning: the trace could not be kept") and outcome.err.count("\n") == 1
    assert Store.open().list() == ()


def test_a_folder_where_nothing_can_be_made_costs_a_warning(
    ponder: Ponder, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PONDER_HOME", "/proc/ponder")  # read-only for everybody, root included
    script(events())
    outcome = ponder("ask", "q", "--display", "none")
    assert (outcome.code, outcome.out) == (0, "19\n")
    assert "could not be kept" in outcome.err and outcome.err.count("\n") == 1


def test_ctrl_c_stops_the_run_and_keeps_what_was_done(ponder: Ponder, script: Script) -> None:
    seen = []

    def interrupt() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        seen.append(agent.settings["should_stop"]())

    agent = script(events(answer=None, status="unsure", stop="stopped"), during=interrupt)
    outcome = ponder("ask", "q", "--display", "plain")
    assert outcome.code == 130
    assert seen == [True]
    assert Store.open().get(TRACE_ID).result.answer is None


def test_a_second_ctrl_c_ends_at_once(ponder: Ponder, script: Script) -> None:
    def interrupt_twice() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    script(events(), during=interrupt_twice)
    before = signal.getsignal(signal.SIGINT)
    outcome = ponder("ask", "q", "--display", "none")
    assert (outcome.code, outcome.out) == (130, "")
    assert signal.getsignal(signal.SIGINT) is before
