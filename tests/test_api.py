"""docs/api.md says what the code says, and its examples do what it says they do."""

from __future__ import annotations

import doctest
import importlib.util
import re
import runpy
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


@pytest.fixture
def scripted(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Agent:
    """What `Agent.default()` gives in an example, in a folder of its own."""
    made = stage.agent(SCRIPTS)
    monkeypatch.setattr(Agent, "default", classmethod(lambda cls, policy=None: made))
    monkeypatch.chdir(tmp_path)
    return made


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
    parts = re.split(r"\n##+ ", writer.document())
    entries = {part.split("\n")[0]: part.partition("\n")[2] for part in parts if part.startswith("`")}
    assert len(entries) > 30
    assert [name for name, said in entries.items() if len(said.split("```")[-1].strip()) < 5] == []


@pytest.mark.usefixtures("scripted")
def test_every_example_does_what_it_says() -> None:
    page = (DOCS / "api.md").read_text(encoding="utf-8").replace("\n```\n", "\n\n")  # a fence is no output
    test = doctest.DocTestParser().get_doctest(page, {}, "docs/api.md", "docs/api.md", 0)
    said: list[str] = []
    done = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert done.attempted > 30 and done.failed == 0, "".join(said)


@pytest.mark.usefixtures("scripted")
def test_the_screen_of_the_readme_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    (screen,) = re.findall(r"^```python\n(.*?)^```$", readme, flags=re.MULTILINE | re.DOTALL)
    assert screen.count("\n") <= 40  # lines: one screen
    example = tmp_path / "example.py"
    example.write_text(screen, encoding="utf-8")
    runpy.run_path(str(example))
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("19 verified") and said[-1] == "19 False"
