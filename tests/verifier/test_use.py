"""The share of a question's numbers that an answer used, as a signal of the calibration."""

from __future__ import annotations

import pytest

from tasks.task import Call, Observation, Solution
from verifier.calibration import Calibration, Curve
from verifier.calibration.logistic import Logistic
from verifier.checks.coverage import use
from verifier.universal import UNCALIBRATED, judge

QUESTION = "Mia has 12 red and 7 blue pens and gives 5 away. How many pens are left?"


def calculated(text: str, result: str) -> Solution:
    return Solution(steps=(Call(input=text), Observation(text=result)), answer=result)


@pytest.mark.parametrize(("text", "share"), [("12+7-5", 3.5 / 4), ("12-5", 2.5 / 4), ("5", 1.5 / 4), ("6*8", 0.5 / 4)])
def test_it_is_the_share_of_numbers_in_calls(text: str, share: float) -> None:
    assert use(QUESTION, calculated(text, "1")) == share


def test_a_question_without_numbers_says_nothing() -> None:
    assert use("What is the capital of France?", Solution(answer="Paris")) == 0.5


def test_a_percentage_counts_as_the_fraction_that_was_used() -> None:
    assert use("What is 15% of 240?", calculated("0.15*240", "36")) == 2.5 / 3


def test_the_more_is_left_over_the_less_an_answer_is_believed() -> None:
    curve = Curve(stage="supported", signals=("confidence", "use"), logistic=Logistic(slopes=(1.0, 1.0), intercept=0.0))
    fitted = Calibration(curves=(curve,))
    whole, part = (
        judge(QUESTION, calculated(*made), confidence=0.7, calibration=fitted)
        for made in (("12+7-5", "14"), ("12-5", "7"))
    )
    assert whole.score > part.score > 0.7


def test_a_judge_that_a_better_curve_does_without_is_said_to_tell_nothing_more() -> None:
    class Sure:
        name = "sure"

        def probability(self, question: str, solution: Solution) -> float:
            return 0.9

    def curve(brier: float, signal: str) -> Curve:
        return Curve(signals=(signal,), logistic=Logistic(slopes=(1.0,), intercept=0.0), brier=brier)

    def said(*curves: Curve) -> str:
        fitted = Calibration(curves=curves)
        verdict = judge(QUESTION, calculated("12+7-5", "14"), confidence=0.7, calibration=fitted, learned=Sure())
        return next(check.evidence for check in verdict.checks if check.name == "judge")

    assert said(curve(0.1, "confidence"), curve(0.2, "judge")).endswith("confidence it told nothing more.")
    assert said(curve(0.1, "confidence")).endswith("never calibrated.")
    assert said(curve(0.2, "confidence"), curve(0.1, "judge")).endswith("(calibrated).")


def test_without_a_writer_s_confidence_or_a_judge_the_checks_decide() -> None:
    only = Curve(stage="supported", signals=("use",), logistic=Logistic(slopes=(1.0,), intercept=-9.0), accept_at=0.5)
    verdict = judge(QUESTION, calculated("12+7-5", "14"), calibration=Calibration(curves=(only,)))
    assert verdict.status == "verified"


def test_of_what_a_model_sampled_checks_alone_verify_only_what_they_prove() -> None:
    made = calculated("12+7-5", "14")
    verdict = judge(QUESTION, made, sampled=True)
    assert verdict.status == "unsure" and not verdict.evidence_against and verdict.score == 0.5
    assert verdict.checks[-1].name == "confidence" and verdict.checks[-1].evidence == UNCALIBRATED
    assert judge(QUESTION, made).status == "verified"
    assert judge(QUESTION, made, sampled=True, confidence=1.0).checks[-1].evidence != UNCALIBRATED
    assert judge("What is 15% of 240?", calculated("15%*240", "36"), sampled=True).status == "verified"  # proved
