"""`ponder model` and `ponder doctor`: what is there, and what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core_model import checkpoint
from tests.tui.conftest import Ponder
from tui.commands import doctor
from tui.commands.model import flatten


@pytest.fixture
def no_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(checkpoint, "WEIGHTS", tmp_path / "weights")
    return tmp_path / "weights"


def test_missing_weights_are_exit_code_3(ponder: Ponder, no_weights: Path) -> None:
    for args in (("model", "info"), ("ask", "1 + 1"), ("doctor",)):
        assert ponder(*args).code == 3, args


def test_models_are_listed_by_name(ponder: Ponder, no_weights: Path) -> None:
    for name in ("b", "a"):
        (no_weights / name).mkdir(parents=True)
    (no_weights / "README.md").write_text("not a model")
    assert ponder("model", "list").out == "a\nb\n"


def test_a_folder_that_is_no_policy(ponder: Ponder, tmp_path: Path) -> None:
    outcome = ponder("model", "info", "--policy", str(tmp_path), "--json")
    assert outcome.code == 3
    assert json.loads(outcome.out)["error"]["kind"] == "weights"


def test_nested_facts_are_flattened() -> None:
    facts = {"parameters": {"total": 1234567}, "tied": True, "sizes": [1, 2]}
    assert list(flatten(facts)) == [("parameters.total", "1,234,567"), ("tied", "True"), ("sizes", "[1, 2]")]


def test_doctor_says_something_of_every_part(ponder: Ponder) -> None:
    findings = [json.loads(line) for line in ponder("doctor", "--json").out.splitlines()]
    assert [finding["part"] for finding in findings] == list(doctor.CHECKS)
    by_part = {finding["part"]: finding["status"] for finding in findings}
    assert by_part["python"] == by_part["calculator"] == by_part["home"] == "ok"
    assert by_part["torch"] in ("ok", "warn")


def test_one_broken_part_does_not_hide_the_others(ponder: Ponder, own_home: Path, no_weights: Path) -> None:
    own_home.write_text("a file where the folder should be")
    outcome = ponder("doctor")
    assert outcome.code == 3
    lines = {line.split()[1]: line.split()[0] for line in outcome.out.splitlines()}
    assert lines["home"] == lines["weights"] == lines["tokenizer"] == "fail"
    assert lines["calculator"] == "ok"
