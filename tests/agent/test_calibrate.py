"""From run folders to a calibration: what is read, fitted, stored and measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.batch import evaluate
from agent.provenance import source_digest
from agent.training.calibrate import calibrate, main, read_run, worth
from tasks.task import Solution, Task
from tests.agent.conftest import Stage
from verifier.calibration import load, weigh
from verifier.calibration.fitting import Row, fit
from verifier.learned_judge import Values

N = range(3, 27)


@pytest.fixture
def run(stage: Stage, tmp_path: Path) -> Path:
    """Every other answer is right; the others calculate something that the checks cannot tell from the question's sum."""
    tasks = [
        Task(id=str(n), question=f"A grid is {n} by 2. How many cells has it?", answer=str(2 * n), family="test")
        for n in N
    ]
    scripts = {
        f"A grid is {n} by 2. How many cells has it?": [f"call:{n}{'*+'[n % 2]}2", f"answer:{(2 * n, n + 2)[n % 2]}"]
        for n in N
    }
    evaluate(tasks, stage.agent(scripts), suite="test", seed=4, attempts=1, out=tmp_path / "run")
    return tmp_path / "run"


def test_a_run_is_read_with_todays_checks(run: Path) -> None:
    found = read_run(run)
    assert (found.suite, found.seed, found.policy, len(found.rows)) == ("test", 4, "scripted", 24)
    assert {row.stage for row in found.rows} == {"read"} and sum(row.right for row in found.rows) == 12
    assert all(0.9 < row.signals["confidence"] <= 1 for row in found.rows)


def test_a_learned_judge_is_a_signal_of_its_own(run: Path) -> None:
    class Knows:
        name = "knows"

        def probability(self, question: str, solution: Solution) -> float:
            return 0.9 if "*" in solution.calls[0].input else 0.2

        def values(self, question: str, solution: Solution, ids: Sequence[int] = ()) -> Values:
            p = self.probability(question, solution)
            return Values((p,), (p,))

    rows = read_run(run, Knows()).rows
    assert {(row.right, row.signals["judge"]) for row in rows} == {(True, 0.9), (False, 0.2)}
    fits = {card.signals: card for card in fit(rows).fits}
    known = {("confidence",), ("judge",), ("confidence", "judge")}
    assert set(fits) == known | {(*signals, "use") for signals in known}  # by itself use says too little
    assert fits["judge",].auroc == 1.0 and (fits["confidence",].auroc or 0) < 0.7


def test_the_file_and_the_report_are_of_one_calibration(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(run), "--test", str(run), "--out", str(tmp_path / "c.json")]) == 0
    out, err = capsys.readouterr()
    report, made = json.loads(out), load(tmp_path / "c.json")
    assert report | {"test": 0} == made.model_dump(mode="json") | {"test": 0}
    assert (
        made.card is not None
        and made.card.code == f"verifier {source_digest(packages=['verifier'])}"
        and made.card.policies == ("scripted",)
    )
    assert made.card.suites[0].model_dump() == {"suite": "test", "seed": 4, "problems": 24, "answers": 24, "right": 12}
    tested = report["test"][str(run)]
    assert tested["brier"] == pytest.approx(0.25, abs=0.01) and tested["verified"] == 0.0
    assert "it takes at least 104 accepted ones" in err


def test_too_few_answers_are_an_error_for_people(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = [Task(id="1", question="What is 3 * 2?", answer="6", family="test")]
    evaluate(tasks, stage.agent({"What is 3 * 2?": ["call:3*2", "answer:6"]}), suite="test", out=tmp_path / "run")
    assert main([str(tmp_path / "run")]) == 2
    assert "10 right and 10 wrong" in capsys.readouterr().err


@pytest.mark.parametrize("trace", [None, "{broken", "{}", '{"trace": {}}', '{"trace": {"events": []}}'])
def test_a_folder_that_is_no_run_is_an_error_for_people(
    tmp_path: Path, trace: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if trace is not None:
        (tmp_path / "config.toml").write_text('suite = "a"\nseed = 0\npolicy = "p"\n')
        (tmp_path / "traces.jsonl").write_text(trace + "\n")
    assert main([str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert str(tmp_path) in err and "ponder eval SUITE --out DIR" in err and "Errno" not in err


def rows(stage: str, right: int, wrong: int) -> list[Row]:
    return [
        Row(f"{stage} {i}", stage, {"confidence": 0.99 if i < right else 0.3}, i < right)  # type: ignore[arg-type]
        for i in range(right + wrong)
    ]


def test_unchecked_answers_are_scored_but_never_verified_by_confidence() -> None:
    made = fit([*rows("supported", 150, 150), *rows("unchecked", 150, 150)])
    by_stage = {curve.stage: curve for curve in made.calibration.curves}
    assert by_stage["supported"].accept_at is not None
    assert by_stage["unchecked"].accept_at is None and by_stage["unchecked"].refute_at is not None


def test_answers_read_from_a_text_have_a_curve_and_a_threshold_of_their_own() -> None:
    misread = [Row(f"read {i}", "read", {"confidence": 0.99 if i % 2 else 0.9}, i % 4 == 1) for i in range(300)]
    made = fit([*rows("supported", 150, 150), *misread]).calibration
    sure = {"confidence": 0.99}
    assert weigh("supported", sure, made).status == "verified"
    belief = weigh("read", sure, made)
    assert belief.status == "unsure" and belief.curve is not None and belief.curve.stage == "read"
    without = fit(rows("supported", 150, 150)).calibration
    assert weigh("read", sure, without).status == "verified"  # files of before have one curve for both


def test_rates_of_what_has_no_curve_are_measured() -> None:
    made = fit([*rows("supported", 50, 50), *rows("refuted", 1, 38), *rows("unchecked", 3, 5)]).calibration
    assert made.refuted == round(2 / 41, 4) and made.unchecked == 0.4
    assert fit(rows("supported", 50, 50)).calibration.refuted == 0.02


def test_many_attempts_at_one_problem_are_one_answer_to_a_threshold() -> None:
    alone = fit(rows("supported", 200, 20))
    same = [Row("one problem", row.stage, row.signals, row.right) for row in rows("supported", 200, 0)]
    assert alone.fits[0].accept is not None
    assert fit([*same, *rows("supported", 20, 20)]).fits[0].accept is None


def test_several_attempts_are_weighed_where_that_tells_something(stage: Stage, tmp_path: Path) -> None:
    """Attempts repeat themselves here, so that sharing tells nothing, and no curve is kept."""
    questions = {n: f"A grid is {n} by 2. How many cells has it?" for n in N}
    tasks = [Task(id=str(n), question=q, answer=str(2 * n), family="test") for n, q in questions.items()]
    scripts = {q: [f"call:{n}{'*+'[n % 2]}2", f"answer:{(2 * n, n + 2)[n % 2]}"] for n, q in questions.items()}
    evaluate(tasks, stage.agent(scripts), suite="test", attempts=3, out=tmp_path / "run")
    found = read_run(tmp_path / "run")
    made = calibrate([found], precision=0.6, level=0.6)
    assert made.agreement == ()
    figures = worth(found, made)
    assert figures["alone"]["answers"] == figures["together"]["answers"] == 24
    assert figures["alone"]["right"] == figures["together"]["right"] == 12
