"""Attempts at one question, weighed together: what sharing an answer does to verdicts, and what it does not touch."""

from __future__ import annotations

import random

import pytest

from tasks.task import Call, Observation, Solution
from verifier.calibration import SHIPPED, Calibration, Curve, Logistic
from verifier.calibration.fitting import Row, fit_agreement
from verifier.several import SIGNALS, shared, together
from verifier.universal import findings
from verifier.verdict import Status, Verdict

QUESTION = "A baker makes 48 rolls, sells 29 of them in the morning and bakes 15 more. How many rolls does he have?"
SUMS = {"34": "48-29+15", "4": "48-29-15", "92": "48+29+15"}
MORE_IS_BETTER = Curve(
    stage="read", signals=SIGNALS, logistic=Logistic(slopes=(0.2, 0.5, 2.0), intercept=0.0), accept_at=0.9
)


AGREEMENT = Calibration(curves=(), agreement=(MORE_IS_BETTER,))


def attempts(*answers: str | None) -> tuple[list[Solution], list[Verdict]]:
    """Attempts with these answers, none of them verified, half of the score behind each."""
    solutions, verdicts = [], []
    for answer in answers:
        steps = (Call(input=SUMS[answer]), Observation(text=answer)) if answer in SUMS else ()
        solution = Solution(steps=steps, answer=answer)
        checks = tuple(findings(QUESTION, solution))
        failed = any(check.status == "fail" for check in checks)
        status: Status = "refuted" if failed else "unsure"
        solutions.append(solution)
        verdicts.append(Verdict(status=status, score=0.02 if failed else 0.5, answer=answer, checks=checks))
    return solutions, verdicts


def weighed(*answers: str | None) -> list[Verdict]:
    solutions, verdicts = attempts(*answers)
    return together(QUESTION, solutions, verdicts, AGREEMENT)


def test_an_answer_that_all_give_is_believed_more_than_one_that_stands_alone() -> None:
    all_three, two, one = weighed("34", "34", "34"), weighed("34", "34", "4"), weighed("34", "4", "92")
    assert all_three[0].score > two[0].score > one[0].score
    assert [v.score for v in all_three] == [all_three[0].score] * 3
    assert two[2].score < two[0].score and one[1].score < one[0].score  # the first, greedy one counts for more


def test_the_evidence_says_how_many_agree_and_what_it_is_worth() -> None:
    check = weighed("34", "34", "4")[0].checks[-1]
    assert check.name == "agreement" and check.evidence.startswith("2 of 3 attempts give 34: right ")
    assert check.status == "unknown" and "verified from 90% on" in check.evidence


def test_what_reaches_the_threshold_is_verified() -> None:
    first = weighed("34", "34", "34")[0]
    assert first.score >= 0.9 and first.status == "verified" and first.checks[-1].status == "pass"


def test_a_refuted_attempt_stays_refuted_and_counts_for_its_answer() -> None:
    solutions, verdicts = attempts("34", "34", "34")
    refuted = verdicts[2].model_copy(update={"status": "refuted", "score": 0.02})
    made = together(QUESTION, solutions, [*verdicts[:2], refuted], AGREEMENT)
    assert made[2] == refuted and made[0].checks[-1].evidence.startswith("3 of 3")


@pytest.mark.parametrize("answers", [("34",), ("34", None), (None, None, None), ("7", "7", "7")])
def test_attempts_without_an_answer_count_and_answers_without_a_curve_stay(answers: tuple[str | None, ...]) -> None:
    solutions, verdicts = attempts(*answers)
    made = together(QUESTION, solutions, verdicts, AGREEMENT)
    if answers == ("34", None):
        assert made[0].checks[-1].evidence.startswith("1 of 2") and made[1] == verdicts[1]
    else:
        assert made == verdicts


def test_a_verified_attempt_leaves_all_verdicts_as_they_are() -> None:
    solutions, verdicts = attempts("34", "4", "4")
    verdicts[1] = verdicts[1].model_copy(update={"status": "verified"})
    assert shared(QUESTION, solutions, verdicts) == []
    assert together(QUESTION, solutions, verdicts, AGREEMENT) == verdicts


def test_what_sharing_is_worth_is_fitted_where_there_are_enough_answers() -> None:
    rng = random.Random(5)
    rows = []
    for n in range(400):
        right = rng.random() < 0.5
        share = rng.choice((0.875, 0.875, 0.625)) if right else rng.choice((0.375, 0.375, 0.625))
        rows.append(Row(f"q{n}", "read", {"score": 0.5, "share": share, "first": 0.75}, right))
    curves, cards = fit_agreement([*rows, Row("lone", "supported", rows[0].signals, True)], precision=0.9)
    (curve,), (card,) = curves, cards
    assert curve.stage == "read" and curve.signals == SIGNALS and (card.auroc or 0) > 0.85
    low, high = (curve.probability({"score": 0.5, "first": 0.75, "share": share}) for share in (0.375, 0.875))
    assert low < 0.2 and high > 0.9 and curve.accept_at is not None and low < curve.accept_at <= high


def test_where_sharing_tells_nothing_there_is_no_curve() -> None:
    rng = random.Random(6)
    rows = []
    for n in range(400):
        score, share = rng.choice((0.2, 0.5, 0.8)), rng.choice((0.375, 0.625, 0.875))
        rows.append(Row(f"q{n}", "read", {"score": score, "share": share, "first": 0.75}, rng.random() < score))
    curves, cards = fit_agreement(rows)
    assert curves == () and [card.stage for card in cards] == ["read"]


def test_a_file_without_such_curves_is_read_as_ever() -> None:
    old = SHIPPED.model_dump(mode="json")
    old.pop("agreement")
    assert Calibration.model_validate(old).agreement == ()
