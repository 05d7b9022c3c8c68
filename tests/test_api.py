"""docs/api.md says what the code says, and its examples do what it says they do."""

from __future__ import annotations

import doctest
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from agent.loop import Agent
from tests.agent.conftest import Stage, stage, tokenizer

__all__ = ["stage", "tokenizer"]
DOCS = Path(__file__).parents[1] / "docs"
SCRIPTS = {
    "What is 48 - 29?": ["thought:Take away.", "call:48 - 29", "answer:19"],
    "What is 2 * 3?": ["call:2 * 3", "answer:6"],
}


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("api", DOCS / "api.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["api"] = made
    spec.loader.exec_module(made)
    return made


def test_the_page_is_what_the_docstrings_say(writer: ModuleType) -> None:
    written = (DOCS / "api.md").read_text(encoding="utf-8")
    assert writer.document() == written, "out of date: python docs/api.py"


def test_everything_on_the_page_has_something_to_say(writer: ModuleType) -> None:
    entries = writer.document().split("\n### ")[1:]
    assert [entry.split("\n")[0] for entry in entries if len(entry.split("```")[-1].strip()) < 5] == []


def test_every_example_does_what_it_says(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted = stage.agent(SCRIPTS)
    monkeypatch.setattr(Agent, "default", classmethod(lambda cls, policy=None: scripted))
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "api.md").read_text(encoding="utf-8").replace("\n```\n", "\n\n")  # a fence is no output
    test = doctest.DocTestParser().get_doctest(page, {}, "docs/api.md", "docs/api.md", 0)
    said: list[str] = []
    done = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert done.attempted > 30 and done.failed == 0, "".join(said)
