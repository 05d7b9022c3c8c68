"""`ponder strategies`, and the options of `ask` and `eval` that choose one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from agent.batch import evaluate
from agent.loop import Agent
from tasks.task import Task
from tests.agent.table import TablePolicy, scoring
from tests.tui.conftest import Ponder, ScriptedAgent, events

ANSWERS = {"What?": ("1", "3", "3", "1"), "Why?": ("1", "1", "2", "1")}
JUDGE = scoring({"3": 0.9}, verified=("3",))


def table_agent() -> Agent:
    return Agent(TablePolicy(lambda ask: (ANSWERS[ask.question][ask.attempt], -0.5)), {}, JUDGE)


@pytest.fixture
def questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(Agent, "default", lambda *_, **__: table_agent())
    rows = [{"question": "What?", "answer": "3"}, {"question": "Why?", "answer": "2"}]
    file = tmp_path / "mine.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def test_a_line_for_each_strategy_and_budget(ponder: Ponder, questions: str) -> None:
    outcome = ponder(
        "strategies", questions, "--strategy", "adaptive", "--strategy", "majority", "--budget", "1", "--budget", "4"
    )
    assert outcome.code == 0
    rows = [line.split()[:3] for line in outcome.out.splitlines()[3:]]
    assert rows == [
        ["adaptive", "1", "0.0"],
        ["adaptive", "4", "50.0"],
        ["majority", "1", "0.0"],
        ["majority", "4", "0.0"],
    ]


def test_json_and_the_folder_have_the_same_figures_and_the_plot_shows_them(
    ponder: Ponder, questions: str, tmp_path: Path
) -> None:
    outcome = ponder("strategies", questions, "--budget", "2", "--out", str(tmp_path / "study"), "--json")
    told: dict[str, Any] = json.loads(outcome.out)
    assert told["n"] == 2 and told["oracle"]["2"]["accuracy"] == 0.5
    assert json.loads((tmp_path / "study" / "study.json").read_text()) == told
    svg = ElementTree.fromstring((tmp_path / "study" / "strategies.svg").read_text())
    dots = [dot.findtext("{http://www.w3.org/2000/svg}title") for dot in svg.iter("{http://www.w3.org/2000/svg}circle")]
    lines = [
        line for line in told["lines"] if line["strategy"] != "single" and not line["strategy"].startswith("retry-")
    ]
    assert sorted(dots) == sorted(f"{x['strategy']}: {x['times']:g}, {100 * x['accuracy']:.4g} %" for x in lines)


def test_the_attempts_of_a_run_are_not_drawn_again(
    ponder: Ponder, questions: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [Task(id=q, question=q, answer="3", family="test") for q in ANSWERS]
    evaluate(tasks, table_agent(), suite="mine", attempts=3, out=tmp_path / "run")
    again = table_agent()
    monkeypatch.setattr(Agent, "default", lambda *_, **__: again)
    outcome = ponder(
        "strategies", str(tmp_path / "run"), "--strategy", "retry", "--budget", "1", "--budget", "2", "--json"
    )
    assert outcome.code == 0 and json.loads(outcome.out)["n"] == 2
    # The run was told of its failed checks; only what a vote needs is new.
    assert isinstance(again.policy, TablePolicy) and all(
        ask.temperature > 0 and not ask.feedback for ask in again.policy.asked
    )


def test_a_family_that_is_not_there_is_told_with_those_that_are(ponder: Ponder, questions: str) -> None:
    outcome = ponder("strategies", questions, "--family", "logic")
    assert outcome.code == 2 and "families:" in outcome.err


def test_a_folder_without_a_run_is_told(ponder: Ponder, tmp_path: Path) -> None:
    outcome = ponder("strategies", str(tmp_path))
    assert outcome.code == 2 and "holds no run" in outcome.err


@pytest.mark.parametrize(
    "options, name, attempts",
    [
        ((), "retry", 3),
        (("--strategy", "majority", "--samples", "8"), "majority", 8),
        (("--strategy", "best-of", "--attempts", "5"), "best-of", 5),
        (("--strategy", "single"), "single", 1),
        (("--strategy", "adaptive", "--samples", "2"), "adaptive", 3),
        (("--evidence", "status"), "retry-status", 3),
    ],
)
def test_ask_takes_a_strategy(ponder: Ponder, script: Any, options: tuple[str, ...], name: str, attempts: int) -> None:
    agent: ScriptedAgent = script(events())
    assert ponder("ask", "q", *options).code == 0
    assert agent.strategy is not None and agent.strategy.name == name
    assert agent.settings["attempts"] == attempts


def test_the_folder_of_an_eval_says_which_strategy_it_was(tmp_path: Path) -> None:
    tasks = [Task(id="0", question="What?", answer="3", family="test")]
    evaluate(tasks, table_agent(), suite="mine", out=tmp_path / "run")
    assert 'strategy = "retry"' in (tmp_path / "run" / "config.toml").read_text()
