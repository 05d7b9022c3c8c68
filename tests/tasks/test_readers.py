"""Task files, expressions, and the solutions that MAWPS's equations and GSM8K's annotations give."""

from __future__ import annotations

import contextlib
import json
import os
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.readers import (
    ExpressionError,
    TaskFileError,
    evaluate,
    grounded,
    gsm8k,
    mawps,
    read_jsonl,
    read_tasks,
    thought,
)
from tasks.task import Task

DATA = os.environ.get("PONDER_DATA", "")
needs_data = pytest.mark.skipif(not DATA, reason="PONDER_DATA names no folder of public data")


def write(folder: Path, *rows: dict[str, Any] | str | bytes) -> Path:
    file = folder / "rows.jsonl"
    lines = [
        row if isinstance(row, bytes) else (row if isinstance(row, str) else json.dumps(row)).encode() for row in rows
    ]
    file.write_bytes(b"\n".join(lines) + b"\n")
    return file


def inputs(task: Task | None) -> list[str]:
    return [call.input for call in task.solution.calls] if task and task.solution else []


# --- files ------------------------------------------------------------------------------------------------------


def test_rows_are_read_in_order_and_blank_lines_skipped(tmp_path: Path) -> None:
    file = write(tmp_path, b'\xef\xbb\xbf{"a": 1}', "", {"a": "é"})
    assert list(read_jsonl(file)) == [{"a": 1}, {"a": "é"}]


@pytest.mark.parametrize(
    "line, what",
    [
        ("{", "is not JSON"), ("[1]", "is a list, not an object"), ("null", "is null"), (b"\xff", "is not UTF-8"),
        ("[" * 100_000, "is not JSON"),
        ('{"question": "x"}', "has no 'answer'"), ('{"answer": "x"}', "has no 'question'"),
        ('{"question": "", "answer": "1"}', "'question' is an empty string"),
        ('{"question": 3, "answer": "1"}', "'question' is a number"),
        ('{"question": "x", "answer": null}', "'answer' is null"), ('{"question": "x", "answer": true}', "a boolean"),
    ],
)  # fmt: skip
def test_a_broken_line_is_named(tmp_path: Path, line: str | bytes, what: str) -> None:
    file = write(tmp_path, {"question": "1 + 1", "answer": "2"}, line)
    with pytest.raises(TaskFileError, match=re.escape(f"{file}:2: ") + ".*" + re.escape(what)) as caught:
        read_tasks(file)
    assert (caught.value.line, caught.value.exit_code) == (2, 3)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TaskFileError, match=r"nowhere\.jsonl: No such file"):
        list(read_jsonl(tmp_path / "nowhere.jsonl"))
    with pytest.raises(TaskFileError, match="directory"):
        read_tasks(tmp_path)


def test_a_task_keeps_what_its_line_says(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        {"question": "1 + 1", "answer": 2, "id": 7, "source": "book", "level": 3, "page": 12},
        {"question": "5 / 2", "answer": 2.5},
        {"question": "2 + 2", "answer": 4.0, "level": "hard"},
    )
    first, second, third = read_tasks(file)
    assert (first.id, first.answer, first.source, first.level, first.metadata) == ("7", "2", "book", 3, {"page": 12})
    assert (second.id, second.answer, second.source, second.metadata) == ("rows-2", "2.5", "rows", {})
    assert (third.answer, third.level, third.metadata) == ("4", 1, {"level": "hard"})


# --- expressions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, value", [("2+3*4", 14), ("(2+3)*4", 20), ("0.1+0.2", "0.3"), ("20%*50", 10), ("-3*-2", 6), ("1/3", "1/3")]
)
def test_expressions_are_exact(text: str, value: str | int) -> None:
    assert evaluate(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2**99",
        "7//2",
        "x+1",
        "f(2)",
        "()",
        "(1,2)",
        "1/0",
        "2 +",
        "__import__",
        "1e5",
        "2%3",
        "(" * 150,
        "+".join("1" * 150),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(text)


@given(st.text(alphabet="0123456789.+-*/()% ", max_size=60))
def test_no_expression_makes_the_walker_fail_otherwise(text: str) -> None:
    with contextlib.suppress(ExpressionError):
        evaluate(text)


# --- MAWPS ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question, equation, answer, expected",
    [
        ("37 cats, 14 dogs and 4 birds?", "( ( 33.0 + 4.0 ) + 14.0 )", "51", ["33+4", "37+14"]),
        ("She spent $14.28 and $4.74.", "14.28 + 4.74", "19.02", ["14.28+4.74"]),
        ("5.20 and 1,200", "5.2 + 1200", "1205.2", ["5.20+1200"]),
        ("61 plates, 26 and 7", "61 - (26 + 7)", "28", ["26+7", "61-33"]),
        ("1 of 3, 6 times", "(1 / 3) * 6", "2", ["(1/3)*6"]),
        ("2 of 6", "2 / 6", "1/3", []),
        ("2 and 3", "2 + 3", "6", []),
        ("2 and 3", "x = 2 + 3", "5", []),
    ],
)
def test_an_equation_becomes_one_call_an_operation(
    tmp_path: Path, question: str, equation: str, answer: str, expected: list[str]
) -> None:
    (task,) = mawps(write(tmp_path, {"question": question, "answer": answer, "equation": equation}))
    assert inputs(task) == expected
    assert task.answer == answer and (task.solution is None) == (not expected)


@pytest.mark.parametrize(
    "question, answer, expected",
    [
        ("She gave 7 away and has 5 left.", "12", ["7+5"]),
        ("There are 22 and then 55.", "33", ["55-22"]),
        ("8 buses of 45", "360", ["8*45"]),
        ("6 neighbours, 54 drawings", "9", ["54/6"]),
        ("two pumpkins of 4 and 8.7 pounds", "12.7", ["4+8.7"]),
        ("2 and 2", "4", []),
        ("2, 3 and 4", "9", []),
        ("0.16666666666666666 and 0.33333333333333333", "0.5", []),  # a sum or a ratio
        ("0.833333333333 and 0.166666666667", "0.666666666667", ["0.833333333333-0.166666666667"]),  # each rounded
    ],
)
def test_without_an_equation_the_one_operation_that_fits_is_taken(
    tmp_path: Path, question: str, answer: str, expected: list[str]
) -> None:
    (task,) = mawps(write(tmp_path, {"question": question, "answer": answer}))
    assert inputs(task) == expected


# --- GSM8K ------------------------------------------------------------------------------------------------------

CLIPS = {
    "question": "Natalia sold 48 clips in April and half as many in May. How many in all?",
    "answer": "72",
    "rationale": "In May, Natalia sold 48/2 = <<48/2=24>>24 clips.\nIn total she sold 48+24 = $<<48+24=72>>72 clips.",
}


def test_annotations_become_calls_with_short_thoughts(tmp_path: Path) -> None:
    (task,) = gsm8k(write(tmp_path, CLIPS))
    assert task.solution is not None
    steps = [step.input if step.kind == "call" else step.text for step in task.solution.steps]  # type: ignore[union-attr]
    assert steps == ["In May, Natalia sold", "48/2", "In total she sold", "48+24"]
    assert task.metadata == {"grounded": False}  # the 2 of "half"


@pytest.mark.parametrize(
    "rationale",
    [
        "Half of 48 is 24, which makes 72", "<<48/2=25>>25 then <<48+24=72>>", "<<48+x=72>>", "<<24=24>> and <<48+24=72>>",
        "<<48+24=72>>72 ... <<72+1=73>>", "<<48+24=72>>72 - <<70-22=48>>48 ... <<72=72>>", "<<2**3=8>> <<64+8=72>>",
    ],
)  # fmt: skip
def test_what_does_not_recompute_has_no_solution(tmp_path: Path, rationale: str) -> None:
    (task,) = gsm8k(write(tmp_path, {**CLIPS, "rationale": rationale}))
    assert task.solution is None


@pytest.mark.parametrize(
    "before, expected",
    [
        ("Her total profit will be $65 - $40 = $", "Her total profit"),
        ("First part. So, each box holds 3*4=", "So, each box holds"),
        ("There are 20 people and each gets 180 / 20 = ", ""),
        ("x = ", ""),
        ("So x is ", ""),
        ("", ""),
    ],
)
def test_a_thought_is_short_and_clean_or_left_out(before: str, expected: str) -> None:
    assert thought(before) == expected


def test_a_number_from_nowhere_is_noticed() -> None:
    assert grounded("25% of 80 and 3 more", ["0.25*80", "20+3"])
    assert not grounded("80 and 3 more", ["80*7"])


# --- the data itself --------------------------------------------------------------------------------------------


@needs_data
def test_most_of_mawps_has_a_solution_that_recomputes() -> None:
    tasks = mawps(Path(DATA) / "qa" / "mawps_train.jsonl")
    solved = [task for task in tasks if task.solution]
    assert len(tasks) == 1163 and len(solved) >= 1000
    assert all(evaluate(inputs(task)[-1]) == Fraction(task.answer) for task in solved)


@needs_data
def test_most_of_gsm8k_has_a_solution_that_recomputes() -> None:
    tasks = gsm8k(Path(DATA) / "qa" / "gsm8k_valid.jsonl")
    solved = [task for task in tasks if task.solution]
    assert len(tasks) == 511 and len(solved) >= 480
    assert all(evaluate(inputs(task)[-1]) == Fraction(task.answer) for task in solved)
