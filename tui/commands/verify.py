"""`ponder verify`: are two answers equal, is a file of them, or does an answer hold without a gold one?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui import options
from tui.errors import BROKEN_FILE, DONE, NOT_ACCEPTED, CommandError
from tui.reading import read_question, read_text
from tui.text import json_line, one_line

if TYPE_CHECKING:
    from tui.grading import Row
    from verifier.equivalence import Grade


@click.command("verify", short_help="Grade answers, with a gold answer or without.")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--gold", help="The right answer.")
@click.option("--answer", help="The answer to judge.")
@click.option("--question", help="Judge --answer as an answer to this, without a gold one.")
@click.option("--solution", type=click.Path(path_type=Path, dir_okay=False), help="Steps that led to --answer.")
@click.option("--preset", help="Which answers count as equal; `default` when not given.")
@options.as_json
def command(
    file: Path | None,
    gold: str | None,
    answer: str | None,
    question: str | None,
    solution: Path | None,
    preset: str | None,
    as_json: bool,
) -> int:
    """Grade one answer or a file of them.

    \b
    ponder verify --gold 34 --answer "34 rolls"       equal? exit code 0 yes, 1 no
    ponder verify graded.jsonl                        {"gold", "pred"} a line; totals on stderr with "expected"
    ponder verify --question "6 * 7?" --answer 42     judged without a gold answer; exit code 0 when verified
    """
    if file is not None:
        if gold is not None or answer is not None or question is not None or solution is not None:
            raise click.UsageError("a file is graded by itself: leave --gold, --answer, --question, --solution out")
        return _grade_file(file, preset or "default", as_json)
    if answer is None or (gold is None) == (question is None):
        raise click.UsageError("give FILE.jsonl, or --gold and --answer, or --question and --answer")
    if question is not None:
        if preset is not None:
            raise click.UsageError("--preset compares with a gold answer; --question has none")
        return _judge(question, answer, solution, as_json)
    if solution is not None:
        raise click.UsageError("--solution goes with --question")
    assert gold is not None
    return _compare(gold, answer, preset or "default", as_json)


def _line(grade: Grade, as_json: bool) -> str:
    """A grade in one line; where gold itself says nothing there is none, and the answer is not to blame."""
    if as_json:
        return json_line({"equal": grade.equal, "status": grade.status, "reason": grade.reason})
    word = "equal" if grade.equal else "no grade" if grade.status == "gold_error" else "not equal"
    return one_line(f"{word}: {grade.reason}")


def _compare(gold: str, answer: str, preset: str, as_json: bool) -> int:
    from verifier.equivalence import PRESETS, compare

    if preset not in PRESETS:
        raise CommandError(f"no preset is called {preset!r}", f"presets: {', '.join(PRESETS)}")
    grade = compare(gold, answer, PRESETS[preset])
    print(_line(grade, as_json))
    return DONE if grade.equal else NOT_ACCEPTED


def _judge(question: str, answer: str, solution: Path | None, as_json: bool) -> int:
    from verifier.universal import judge_text

    asked = read_question(question)
    if not asked.strip() or not answer.strip():
        raise CommandError(
            f"the {'answer' if asked.strip() else 'question'} is empty", "give both --question and --answer"
        )
    verdict = judge_text(asked, answer, None if solution is None else read_text(solution))
    if as_json:
        print(json_line(verdict.model_dump(mode="json")))
    else:
        print(f"{verdict.status} {verdict.score:.2f}")
        for check in verdict.checks:
            print(f"{check.status}  {one_line(check.name)}: {one_line(check.evidence)}", file=sys.stderr)
    return DONE if verdict.status == "verified" else NOT_ACCEPTED


def _grade_file(file: Path, preset: str, as_json: bool) -> int:
    from tui.grading import grade_rows, read_rows, totals
    from verifier.equivalence import PRESETS

    if preset not in PRESETS:
        raise CommandError(f"no preset is called {preset!r}", f"presets: {', '.join(PRESETS)}")
    rows = read_rows(file, preset)
    if not rows:
        hint = 'a line is {"gold": ..., "pred": ...}'
        raise CommandError(f"{file} holds no rows", hint, kind="file", exit_code=BROKEN_FILE)
    for row in rows:
        if row.preset not in PRESETS:
            message = f"{file}, line {row.line}: no preset is called {row.preset!r}"
            raise CommandError(message, f"presets: {', '.join(PRESETS)}", kind="file", exit_code=BROKEN_FILE)
    scored: list[tuple[Row, bool]] = []
    for row, grade in zip(rows, grade_rows(rows), strict=True):
        if grade.status != "gold_error":
            scored.append((row, grade.equal))
        print(_line(grade, as_json))
    counted = totals([row for row, _ in scored], [equal for _, equal in scored])
    if counted is not None:
        sys.stdout.flush()
        text = json_line(counted) if as_json else "  ".join(f"{name} {value}" for name, value in counted.items())
        print(text, file=sys.stderr)
    return DONE
