"""The door: which command runs, and what a failure looks like."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.tui.conftest import Ponder, ScriptedAgent, events

Script = Callable[..., ScriptedAgent]


def test_alone_it_prints_help(ponder: Ponder) -> None:
    alone = ponder()
    assert alone.code == 0
    assert alone.out == ponder("--help").out
    assert "Usage: ponder" in alone.out


@pytest.mark.parametrize("question", ["What is 48 - 29?", "48", "-3 + 5", "(1 + 2) * 3"])
def test_a_first_word_that_is_no_command_is_a_question(ponder: Ponder, script: Script, question: str) -> None:
    agent = script(events())
    assert ponder(question, "--seed", "-7").code == 0
    assert agent.question == question
    assert agent.settings["seed"] == -7


def test_a_misspelt_command_is_not_asked(ponder: Ponder) -> None:
    outcome = ponder("evla", "arithmetic")
    assert outcome.code == 2
    assert "did you mean `ponder eval`" in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize("args", [("ask", "1+1", "--nonsense"), ("ask", "1+1", "--attempts", "0"), ("train", "x")])
def test_wrong_usage_is_one_line(ponder: Ponder, args: tuple[str, ...]) -> None:
    outcome = ponder(*args)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("ponder: ")
    assert outcome.err.count("\n") == 1


def test_with_json_a_failure_is_an_object_as_well(ponder: Ponder) -> None:
    outcome = ponder("ask", "1+1", "--nonsense", "--json")
    assert outcome.code == 2
    (error,) = json.loads(outcome.out).values()
    assert error["kind"] == "usage"
    assert "--nonsense" in error["message"]
    assert set(error) == {"kind", "message"}


def test_the_traceback_is_for_those_who_ask(ponder: Ponder, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError("a bug")

    script(events(), during=fail)
    plain = ponder("ask", "1+1")
    assert plain.code == 70
    assert "Traceback" not in plain.err
    monkeypatch.setenv("PONDER_DEBUG", "1")
    assert "Traceback" in ponder("ask", "1+1").err


def test_a_reader_that_leaves_is_no_failure() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", "from tui.cli import main; main()", "--help"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
