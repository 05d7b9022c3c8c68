"""`ponder verify`: one answer, a file of answers, an answer without gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.conftest import Ponder
from tui.grading import Row, totals


@pytest.mark.parametrize(
    ("gold", "answer", "code"), [("34", "34 rolls", 0), ("34", "34.0", 0), ("1/2", "50 %", 0), ("34", "35", 1)]
)
def test_one_answer(ponder: Ponder, gold: str, answer: str, code: int) -> None:
    outcome = ponder("verify", "--gold", gold, "--answer", answer, "--json")
    assert outcome.code == code
    grade = json.loads(outcome.out)
    assert grade["equal"] is (code == 0)
    assert set(grade) == {"equal", "status", "reason"}


def test_an_unknown_preset_lists_the_known_ones(ponder: Ponder) -> None:
    outcome = ponder("verify", "--gold", "1", "--answer", "1", "--preset", "nonsense")
    assert outcome.code == 2
    for name in ("default", "strict", "math", "gsm8k", "reward"):
        assert name in outcome.err


def write(path: Path, *rows: object) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_a_file_gives_a_line_a_row_and_totals_beside(ponder: Ponder, tmp_path: Path) -> None:
    rows = [
        {"gold": "34", "pred": "34", "expected": True},
        {"gold": 34, "pred": 34.5, "expected": False},
        {"gold": "34", "pred": None, "expected": False, "preset": "strict"},
    ]
    outcome = ponder("verify", write(tmp_path / "rows.jsonl", *rows), "--json")
    assert outcome.code == 0
    assert [json.loads(line)["equal"] for line in outcome.out.splitlines()] == [True, False, False]
    assert json.loads(outcome.err) == {
        "n": 3, "accuracy": 1.0, "balanced_accuracy": 1.0, "false_positives": 0, "false_negatives": 0,
    }  # fmt: skip


def test_without_expectations_there_are_no_totals(ponder: Ponder, tmp_path: Path) -> None:
    outcome = ponder("verify", write(tmp_path / "rows.jsonl", {"gold": "34", "pred": "34"}), "--json")
    assert outcome.err == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ('{"gold": "1"}', "no 'pred'"),
        ('{"gold": "1", "pred": [1]}', "'pred' is not text"),
        ('{"gold": "1", "pred": "1", "expected": "yes"}', "'expected'"),
        ('{"gold": "1", "pred": "1", "preset": "nonsense"}', "nonsense"),
    ],
)
def test_a_broken_row_is_named(ponder: Ponder, tmp_path: Path, line: str, words: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"gold": "1", "pred": "1"}\n' + line + "\n", encoding="utf-8")
    outcome = ponder("verify", str(file))
    assert outcome.code == 3
    assert "line 2" in outcome.err
    assert words in outcome.err
    assert outcome.out == ""


def test_a_missing_file(ponder: Ponder, tmp_path: Path) -> None:
    assert ponder("verify", str(tmp_path / "none.jsonl")).code == 3


def test_without_gold_a_verdict_is_printed(ponder: Ponder, tmp_path: Path) -> None:
    outcome = ponder("verify", "--question", "What is 6 * 7?", "--answer", "41", "--json")
    verdict = json.loads(outcome.out)
    assert set(verdict) == {"status", "score", "answer", "checks"}
    assert outcome.code == (0 if verdict["status"] == "verified" else 1)


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--gold", "1"),
        ("--answer", "1"),
        ("--gold", "1", "--answer", "1", "--question", "q"),
        ("--gold", "1", "--answer", "1", "--solution", "s.txt"),
        ("rows.jsonl", "--gold", "1"),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together(ponder: Ponder, args: tuple[str, ...]) -> None:
    assert ponder("verify", *args).code == 2


def rows(*expected: bool | None) -> list[Row]:
    return [Row(i, "g", "p", "default", e) for i, e in enumerate(expected, 1)]


def test_totals_count_each_kind_of_mistake() -> None:
    counted = totals(rows(True, True, True, False, None), [True, True, False, True, True])
    assert counted == {
        "n": 4, "accuracy": 0.5, "balanced_accuracy": pytest.approx((2 / 3 + 0) / 2),
        "false_positives": 1, "false_negatives": 1,
    }  # fmt: skip


def test_balanced_accuracy_is_over_the_classes_that_occur() -> None:
    counted = totals(rows(True, True), [True, False])
    assert counted is not None
    assert counted["balanced_accuracy"] == 0.5


def test_a_gold_answer_that_says_nothing_is_no_fault_of_the_answer(ponder: Ponder, tmp_path: Path) -> None:
    rows = [{"gold": "", "pred": "3", "expected": True}, {"gold": "3", "pred": "3", "expected": True}]
    outcome = ponder("verify", write(tmp_path / "rows.jsonl", *rows))
    assert outcome.out.splitlines() == ["no grade: gold is empty", "equal: the same value"]
    assert outcome.err.startswith("n 1  accuracy 1.0")


def test_half_a_character_is_graded_and_breaks_nothing(ponder: Ponder, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"gold": "1", "pred": "\\ud800 1"}\n{"gold": "1", "pred": "1"}\n', encoding="utf-8")
    outcome = ponder("verify", str(file))
    assert outcome.code == 0
    assert [line.split(":")[0] for line in outcome.out.splitlines()] == ["not equal", "equal"]


def test_a_file_without_rows_is_named(ponder: Ponder, tmp_path: Path) -> None:
    outcome = ponder("verify", write(tmp_path / "rows.jsonl"))
    assert outcome.code == 3
    assert "no rows" in outcome.err


@pytest.mark.parametrize(("question", "answer"), [("", "42"), ("6 * 7?", " ")])
def test_nothing_is_judged_without_a_question_and_an_answer(ponder: Ponder, question: str, answer: str) -> None:
    outcome = ponder("verify", "--question", question, "--answer", answer)
    assert outcome.code == 2
    assert "is empty" in outcome.err
